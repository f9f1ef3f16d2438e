"""The tasks of one clause: its sentences, and which of them hand work to whom.

What a clause inherits from the headings and introductions above it comes as ``Assigned``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.deadlines import find_deadlines, is_deadline_sentence
from corpus.model import AgencyRef, Clause, Deadline, Reference, Task
from corpus.parties import distinct
from corpus.quotations import amendment_spans
from corpus.references import references_within
from corpus.roles import (
    Roles,
    answers_for,
    introduced,
    leads_on,
    names_only,
    read_roles,
    report_recipient,
    sentence_parts,
    subject,
    tells_the_past,
)
from corpus.structure import split_closing
from corpus.text import sentence_spans, trim

# "Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này./.": who is bound, not what is to be done
_IMPLEMENTS = re.compile(
    r"(?:có\s+|chịu\s+)?trách nhiệm\s+(?:tổ chức\s+)?(?:thi hành|thực hiện)\s+"
    r"(?:Quyết định|Nghị quyết|Chỉ thị|Nghị định|Thông tư|Quy chế|Quy định|Kế hoạch|Thông báo)\s+này"
    r"(?:\s+(?:kể )?từ ngày [^.;]{0,30})?\s*[./]*\s*$"
)
# "Thủ tướng Chính phủ yêu cầu:" above the numbered headings that say what
_INTRODUCES = re.compile(
    r"\b(?:yêu cầu|chỉ đạo|kết luận|giao|đề nghị|thống nhất|quyết nghị|thực hiện|quan tâm|như sau|sau đây)\b"
    r"[^.;:]{0,90}:\s*$"
)
# "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về Bộ Y tế": a courtesy, no work
_COURTESY = re.compile(
    r"(?:Trong quá trình|Quá trình)\s[^.;]{0,80}(?:khó khăn|vướng mắc)[^.;]{0,80}"
    r"(?:phản ánh|thông tin|liên hệ|báo cáo|kiến nghị)"
)


@dataclass(frozen=True, slots=True)
class Assigned:
    """Whom a sentence names for its work, or the headings and introductions above it."""

    holders: tuple[AgencyRef, ...] = ()
    coordinators: tuple[AgencyRef, ...] = ()
    directors: tuple[AgencyRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause, or the part of it that orders one thing, with its deadlines."""

    start: int
    end: int
    deadlines: tuple[Deadline, ...]
    only_deadline: bool
    """It says when, and nothing else."""


class ClauseReader:
    """Reads the sentences and tasks of one clause of ``text``; gathers the warnings of all."""

    def __init__(self, text: str, document_date: date | None, references: Sequence[Reference]) -> None:
        self.text, self.document_date, self.references = text, document_date, references
        self.warnings: list[str] = []
        self._quoted = amendment_spans(text)

    def tasks(self, clause: Clause, start: int, end: int, context: Assigned) -> Iterator[Task]:
        """Split a clause's sentences into tasks: a hand-over to another lead begins a new one."""
        if split_closing(self.text[start:end]) == 0 or _IMPLEMENTS.search(self.text, start, end):
            return
        parts: list[tuple[list[Sentence], Assigned]] = []
        for sentence in self.sentences(start, end):
            if self._orders_nothing(sentence):
                continue
            roles = read_roles(self.text, sentence.start, sentence.end, context.holders)
            if not parts:
                parts.append(([sentence], _first(roles, context)))
            elif not roles.leads and parts[-1][1].directors and leads_on(self.text, sentence.start, sentence.end):
                parts.append(([sentence], Assigned(parts[-1][1].directors, roles.coordinators)))
            elif self._hands_over(sentence, roles, parts[-1][1]):
                directors = roles.directors or (context.directors if not roles.handed_over else context.holders)
                parts.append(([sentence], Assigned(roles.leads, roles.coordinators, _without(directors, roles.leads))))
            else:
                sentences, current = parts[-1]
                parts[-1] = ([*sentences, sentence], _merged(current, roles))
        orders = [part for part in parts if part[1].holders]
        for n, (ordered, holders) in enumerate(orders, start=1):
            yield self._task(clause, f"~{n}" if len(orders) > 1 else "", ordered, holders)

    def sentences(self, start: int, end: int) -> list[Sentence]:
        """Return the sentences of a stretch, without what they quote of amendments."""
        found = []
        masked = [(r.start, r.end) for r in references_within(self.references, start, end)]
        spans = (part for a, b in sentence_spans(self.text, start, end) for part in sentence_parts(self.text, a, b))
        for a, b in (self._outside_quotes(a, b) for a, b in spans):
            if a >= b:
                continue
            reading = find_deadlines(self.text, a, b, self.document_date, masked)
            self.warn(reading.warnings)
            bare = is_deadline_sentence(self.text, a, b, reading.deadlines) and not subject(self.text, a, b).parties
            found.append(Sentence(a, b, reading.deadlines, bare))
        return found

    def binds_only(self, start: int, end: int) -> bool:
        """Tell whether a sentence says who is bound by the document, not what is to be done."""
        return any(_IMPLEMENTS.search(self.text, *span) for span in sentence_spans(self.text, start, end))

    def introduced(self, start: int, end: int) -> Assigned | None:
        """Return whom the last sentence gives to what follows it: "Thủ tướng Chính phủ yêu cầu Bộ Y tế:"."""
        last = sentence_spans(self.text, start, end)[-1:]
        if not last or not _INTRODUCES.search(self.text, *last[0]):
            return None
        holders = introduced(self.text, *last[0])
        return Assigned(holders) if holders else None

    def warn(self, warnings: Sequence[str]) -> None:
        """Gather warnings, each once."""
        self.warnings.extend(w for w in warnings if w not in self.warnings)

    def _orders_nothing(self, sentence: Sentence) -> bool:
        start, end = sentence.start, sentence.end
        if _COURTESY.match(self.text, start, end) or answers_for(self.text, start, end):
            return True
        if _INTRODUCES.search(self.text, start, end) or names_only(self.text, start, end):
            return True
        return not sentence.deadlines and tells_the_past(self.text, start, end)

    def _hands_over(self, sentence: Sentence, roles: Roles, current: Assigned) -> bool:
        if sentence.only_deadline or not roles.leads:
            return False
        new = {lead.key for lead in roles.leads} - {lead.key for lead in current.holders}
        return bool(new)

    def _outside_quotes(self, start: int, end: int) -> tuple[int, int]:
        """Return what of a sentence stands outside quoted amendments: what those order is another document's work."""
        for a, b in self._quoted:
            if a <= start < b:
                return start, start
            if start < a < end:
                return trim(self.text, start, a)
        return start, end

    def _task(self, clause: Clause, suffix: str, sentences: Sequence[Sentence], roles: Assigned) -> Task:
        start, end = sentences[0].start, sentences[-1].end
        substance = [s for s in sentences if not s.only_deadline] or list(sentences)
        recipients = (report_recipient(self.text, s.start, s.end) for s in sentences)
        return Task(
            id=clause.id + suffix,
            clause=clause.id,
            action=self.text[substance[0].start : substance[-1].end],
            start=start,
            end=end,
            leads=roles.holders,
            coordinators=roles.coordinators,
            directors=roles.directors,
            deadlines=tuple(d for s in sentences for d in s.deadlines),
            references=references_within(self.references, start, end),
            report_to=next((r for r in recipients if r), None),
        )


def _first(roles: Roles, context: Assigned) -> Assigned:
    leads = roles.leads or context.holders
    coordinators = distinct((*context.coordinators, *roles.coordinators))
    return Assigned(leads, _without(coordinators, leads), roles.directors or _without(context.directors, leads))


def _merged(current: Assigned, roles: Roles) -> Assigned:
    coordinators = distinct((*current.coordinators, *roles.coordinators))
    return replace(current, coordinators=_without(coordinators, (*current.holders, *current.directors)))


def _without(parties: Sequence[AgencyRef], others: Sequence[AgencyRef]) -> tuple[AgencyRef, ...]:
    keys = {party.key for party in others}
    return tuple(party for party in parties if party.key not in keys)
