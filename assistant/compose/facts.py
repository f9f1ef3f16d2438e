"""Word the facts of a document, with the lines of its letterhead or signature that show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.common import compose_common_references
from assistant.compose.draft import Draft, cell, markers
from assistant.compose.list_words import agency_names, range_words
from assistant.compose.references import compose_cited
from assistant.compose.suggest import suggest_after_document
from assistant.model import Statement, Status
from corpus.force import Force
from corpus.model import Clause, Directive
from corpus.text import fold, sentence_spans

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The stretch of a clause that shows a fact."""

    clause: Clause
    start: int
    end: int


def compose_facts(draft: Draft, numbers: tuple[str, ...], fact: str) -> None:
    """Answer a question about a fact of one or several documents."""
    if fact == "date":
        _issued_first(draft, [draft.directive(number) for number in numbers])
    for number in numbers:
        directive = draft.directive(number)
        if fact == "signed":
            _fact(draft, directive, "date")
            _fact(draft, directive, "signer")
        elif fact == "overview":
            _overview(draft, directive)
        elif fact == "force":
            _force(draft, directive)
        elif fact == "addressees" and not directive.addressees:  # a decision names its recipients alone
            _fact(draft, directive, "recipients")
        elif fact == "cites" or (fact == "basis" and not _states(directive, "basis")):
            _cites(draft, directive)
        else:
            for each in fact.split("+"):
                _fact(draft, directive, each)
    if fact == "cites" and len(numbers) > 1:
        compose_common_references(draft, numbers)
    stated = any(statement.claim for statement in draft.statements)
    draft.status = Status.ANSWERED if stated else Status.NO_MATCH
    draft.suggestions = suggest_after_document(draft, numbers[0])


def compose_documents(draft: Draft, numbers: tuple[str, ...]) -> None:
    """List the documents of the corpus, or those that were asked for."""
    meaning = draft.interpretation
    narrowed = meaning.due or meaning.agencies or meaning.document_type
    by = draft.message("facts.issued_by", agency=agency_names(draft)) if meaning.agencies else ""
    period = range_words(draft, meaning.due, False, "period")
    when = draft.message("facts.issued_when", when=period) if period else ""
    if not numbers:
        draft.status = Status.NO_MATCH
        key = "no_match.no_documents" if narrowed else "no_match.empty_corpus"
        draft.note(draft.message(key, by=by, when=when))
        return
    draft.note(draft.message("facts.documents", count=len(numbers), by=by, when=when))
    block = []
    for number in numbers:
        directive = draft.directive(number)
        cited = _cite(draft, _evidence(directive, "subject") or _whole_preface(directive))
        words = draft.message(
            "facts.document_row",
            document=draft.document_name(number),
            date=draft.day(directive.date),
            subject=directive.subject,
        )
        block.append(Statement(f"- {words}{markers(cited)}", cited))
    draft.blocks.append(block)


def _issued_first(draft: Draft, directives: Sequence[Directive]) -> None:
    """Of several documents, say which was issued first, and how long before the last."""
    dated = sorted(((d.date, d) for d in directives if d.date), key=lambda pair: pair[0])
    if len(dated) < 2 or len(dated) < len(directives):
        return
    cited = [n for _, each in dated for n in _cite(draft, _evidence(each, "date"))]
    (first, oldest), (last, newest) = dated[0], dated[-1]
    names = {"name": draft.document_name(oldest.number), "other": draft.document_name(newest.number)}
    if first == last:
        words = draft.message("compare.issued_together", date=draft.day(first), **names)
    else:
        key = "issued_first" if len(dated) == 2 else "issued_ends"
        words = draft.message(
            f"compare.{key}", first=draft.day(first), last=draft.day(last), count=(last - first).days, **names
        )
    draft.say(f"**{words}**{markers(cited)}", *cited)


def _states(directive: Directive, fact: str) -> bool:
    """Tell whether some sentence of the document states a fact about itself."""
    spans = (
        s for clause in directive.walk() for own in clause.own_spans() for s in sentence_spans(directive.text, *own)
    )
    return any(_CLAUSE_FACTS[fact].search(fold(directive.text[slice(*span)])) for span in spans)


def _cites(draft: Draft, directive: Directive) -> None:
    if not compose_cited(draft, directive):
        name = draft.document_name(directive.number)
        draft.note(draft.message("no_match.fact", document=name, fact=draft.message("fact.cites")))


def _force(draft: Draft, directive: Directive) -> None:
    """Say whether a document still binds, as far as the corpus knows; a warning names the act (``compose.force``)."""
    force = draft.view.forces.get(directive.number, Force())
    cited = _cite(draft, _evidence(directive, "subject") or _whole_preface(directive))
    words = draft.message(f"facts.force.{force.status.value}", document=draft.document_name(directive.number))
    draft.say(f"{words}{markers(cited)}", *cited)


def _fact(draft: Draft, directive: Directive, fact: str) -> None:
    name = draft.document_name(directive.number)
    if fact in _CLAUSE_FACTS:
        _clause_fact(draft, directive, fact, name)
        return
    evidence = _evidence(directive, fact)
    words = _words(draft, directive, fact, name) if evidence else None
    if evidence is None or words is None:
        draft.note(draft.message("no_match.fact", document=name, fact=draft.message(f"fact.{fact}")))
        return
    cited = _cite(draft, evidence)
    draft.say(f"{words}.{markers(cited)}", *cited)


_CLAUSE_FACTS = {
    # "Quyết định này thay thế Quyết định số 898/QĐ-BTP", "bãi bỏ"
    "replaces": re.compile(r"\b(?:thay the|bai bo|huy bo)\b[^.]{0,80}\bso\b|\b(?:bai bo|huy bo)\b"),
    # "Quyết định này có hiệu lực kể từ ngày ký"
    "effect": re.compile(r"\bnay\b[^.]{0,60}\bco hieu luc\b|\bcham dut hieu luc\b"),
    # "Căn cứ Luật ...;"
    "basis": re.compile(r"^\W*(?:can cu|thuc hien|tren co so)\b"),
}
"""Facts that a clause of the document itself states, by its folded sentence."""


def _clause_fact(draft: Draft, directive: Directive, fact: str, name: str) -> None:
    """Quote the sentences of the document that state a fact about itself."""
    pattern = _CLAUSE_FACTS[fact]
    block = []
    for clause in directive.clauses:
        for each in clause.walk():
            for start, end in (s for own in each.own_spans() for s in sentence_spans(directive.text, *own)):
                if pattern.search(fold(directive.text[start:end])):
                    number = draft.cite(each.id, start, end)
                    quote = cell(directive.text[start:end])
                    signed, cited = _day_of_signing(draft, directive, quote) if fact == "effect" else ("", ())
                    block.append(Statement(f"- “{quote}”{markers([number])}{signed}", (number, *cited)))
    if not block:
        draft.note(draft.message("no_match.fact", document=name, fact=draft.message(f"fact.{fact}")))
        return
    draft.note(draft.message(f"facts.{fact}", document=name))
    draft.blocks.append(block)


_SIGNING = re.compile(r"\bngay (?:ky|ban hanh)\b")


def _day_of_signing(draft: Draft, directive: Directive, words: str) -> tuple[str, tuple[int, ...]]:
    """Say which day "kể từ ngày ký" is, and by which citations; nothing where the words do not speak of it."""
    evidence = _evidence(directive, "date") if directive.date and _SIGNING.search(fold(words)) else None
    if evidence is None:
        return "", ()
    cited = tuple(_cite(draft, evidence))
    return f" {draft.message('facts.signed_on', date=draft.day(directive.date))}{markers(cited)}", cited


def _words(draft: Draft, directive: Directive, fact: str, name: str) -> str | None:
    if fact == "signer" and directive.signer:
        signer = directive.signer
        key = "facts.signer_capacity" if signer.capacity else "facts.signer"
        return draft.message(key, document=name, name=signer.name, title=signer.title, capacity=signer.capacity)
    if fact == "date" and directive.date:
        return draft.message("facts.date", document=name, date=draft.day(directive.date))
    if fact == "issuer":
        return draft.message("facts.issuer", document=name, issuer=directive.issuer)
    if fact == "subject":
        return draft.message("facts.subject", document=name, subject=directive.subject)
    entries = {"addressees": directive.addressees, "recipients": directive.recipients}.get(fact, ())
    return draft.message(f"facts.{fact}", document=name, entries="; ".join(entries)) if entries else None


def _overview(draft: Draft, directive: Directive) -> None:
    evidence = _evidence(directive, "subject") or _whole_preface(directive)
    cited = _cite(draft, evidence)
    words = draft.message(
        "facts.overview",
        document=draft.document_name(directive.number),
        date=draft.day(directive.date),
        issuer=directive.issuer,
        subject=directive.subject,
    )
    draft.say(f"{words}.{markers(cited)}", *cited)
    sections = [clause for clause in directive.clauses if clause.heading]
    if sections:
        draft.note(draft.message("facts.sections", document=directive.number, count=len(sections)))
        block = []
        for clause in sections:
            start = directive.text.index(clause.heading or "", clause.start)
            number = draft.cite(clause.id, start, start + len(clause.heading or ""))
            label = draft.citations[number - 1].label
            block.append(Statement(f"- {label}: {cell(clause.heading or '')}{markers([number])}", (number,)))
        draft.blocks.append(block)
    question = draft.message("suggest.document_tasks", document=directive.number)
    draft.note(draft.message("facts.overview_tasks", count=len(directive.tasks), question=question))


def _cite(draft: Draft, evidence: _Evidence | None) -> tuple[int, ...]:
    return (draft.cite(evidence.clause.id, evidence.start, evidence.end),) if evidence else ()


def _whole_preface(directive: Directive) -> _Evidence | None:
    return _Evidence(directive.preface, directive.preface.start, directive.preface.end) if directive.preface else None


def _evidence(directive: Directive, fact: str) -> _Evidence | None:
    """Return the lines that state a fact; None where the document does not."""
    if fact in {"signer", "recipients"}:
        return _in_conclusions(directive, fact)
    if directive.preface is None:
        return None
    lines = _lines(directive, directive.preface)
    attached = [line for line in lines if "kem theo" in fold(directive.text[slice(*line)])]
    chosen = {
        "date": attached or [x for x in lines if re.search(r"ngay\s+\d", fold(directive.text[slice(*x)]))],
        "issuer": attached or lines[: _number_line(directive, lines) + 1],
        "subject": [x for x in lines if _holds(directive, x, directive.subject)],
        "addressees": _from_opening(directive, lines, "kinh gui"),
    }[fact]
    return _Evidence(directive.preface, chosen[0][0], chosen[-1][1]) if chosen else None


def _in_conclusions(directive: Directive, fact: str) -> _Evidence | None:
    clause = directive.conclusions
    if clause is None:
        return None
    lines = _lines(directive, clause)
    signer = directive.signer
    signed = [i for i, x in enumerate(lines) if signer and signer.name == directive.text[slice(*x)]]
    if fact == "signer":
        if not signed or signer is None:
            return None
        first = signed[0]
        while first and directive.text[slice(*lines[first - 1])].isupper():
            first -= 1
        return _Evidence(clause, lines[first][0], lines[signed[0]][1])
    opening = _from_opening(directive, lines, "noi nhan")
    entries = [
        x for x in opening if directive.text[x[0]] in "-–—" or fold(directive.text[slice(*x)]).startswith("noi nhan")
    ]
    return _Evidence(clause, entries[0][0], entries[-1][1]) if entries else None


def _lines(directive: Directive, clause: Clause) -> list[tuple[int, int]]:
    return [m.span() for m in _LINE.finditer(directive.text, clause.start, clause.end)]


def _holds(directive: Directive, line: tuple[int, int], words: str) -> bool:
    return fold(words) in fold(directive.text[slice(*line)])


def _number_line(directive: Directive, lines: list[tuple[int, int]]) -> int:
    return next((i for i, x in enumerate(lines) if directive.number in directive.text[slice(*x)]), len(lines) - 1)


def _from_opening(directive: Directive, lines: list[tuple[int, int]], opening: str) -> list[tuple[int, int]]:
    first = next((i for i, x in enumerate(lines) if fold(directive.text[slice(*x)]).startswith(opening)), None)
    return [] if first is None else lines[first:]
