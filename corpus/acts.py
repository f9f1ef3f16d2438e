"""What a directive does to others by an act of its own: replace, annul, amend.

Only operative sentences count: "Quyết định này thay thế Quyết định số ...", "Bãi bỏ Quyết định số ...",
"Quyết định số ... hết hiệu lực kể từ ngày Quyết định này có hiệu lực". Not: an order to somebody to draft such an
act, what others did, quoted text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.model import Clause, Reference, Relation, Task
from corpus.references import references_within
from corpus.text import fold, sentence_spans

_TYPES = (
    r"(?:quyet dinh|thong bao|cong van|ke hoach|nghi quyet|chi thi|thong tu|nghi dinh|quy dinh|quy che|ket luan|"
    r"huong dan|van ban|chuong trinh|de an|cong dien|luat)"
)
_LABEL = r"^\W*(?:(?:dieu|khoan|muc)?\s*(?:\d{1,3}|[a-z]{1,2}|[ivx]+)\s*[.):]\s*)?\W*"
# "Quyết định này (có hiệu lực ... và) thay thế Quyết định số 898/QĐ-BTP"
_THIS = re.compile(rf"{_LABEL}{_TYPES} nay\b(?P<between>.*?)\b(?P<verb>thay the|bai bo|huy bo|sua doi|bo sung)\b")
# "Bãi bỏ Quyết định số ...", "Sửa đổi, bổ sung một số điều của Nghị định số ... như sau:", "Thu hồi Quyết định số ..."
_VERB = rf"(?P<verb>thay the|bai bo|huy bo|sua doi|bo sung|dinh chinh|thu hoi(?= (?:cac )?{_TYPES}))\b"
_BEGINS = re.compile(rf"{_LABEL}(?:nay )?{_VERB}")
# "Sửa đổi điểm b khoản 1 Điều 4 ...": what is named is changed here and now, whether or not its words follow
_NAMES_PART = re.compile(r"[ ,]*(?:(?:sua doi|bo sung)[ ,]*)*(?:diem|khoan|dieu|muc|phan|chuong|phu luc) ")
# "Điều chỉnh thời hạn ... tại điểm a mục 2 Quyết định số ... đến ngày 30/6/2026"
_ADJUSTS = re.compile(
    rf"{_LABEL}(?P<verb>dieu chinh|gia han|lui)\b[^.]*?\b(?:thoi han|thoi gian|tien do|noi dung|nhiem vu)\b"
    r"[^.]*?\b(?:tai|cua|neu tai|quy dinh tai)\b(?=[^.]*\b(?:den|thanh|sang|nhu sau)\b)"
)
# "Quyết định số ... hết hiệu lực kể từ ngày Quyết định này có hiệu lực"
_LAPSES = re.compile(rf"\b(?:het hieu luc|cham dut hieu luc)\b.{{0,80}}?\b{_TYPES} nay\b")
_NEGATED = re.compile(r"\b(?:khong|chua|da)\s*$")
_DUTY = re.compile(r"\b(?:chu tri|giao|yeu cau|de nghi|trinh|hoan thanh|nghien cuu|ra soat|xay dung|de xuat)\b")
_PARTLY = re.compile(r"\b(?:mot so|mot phan|noi dung|quy dinh tai|cum tu)\b")
# "Bãi bỏ (các nhiệm vụ quy định tại) khoản 2 Điều 5 ...": the whole of it; not "cụm từ ... tại khoản 2"
_WHOLE = re.compile(
    r"[\s,:]*(?:toan bo\s+)?(?:cac\s+)?(?:(?:nhiem vu|quy dinh|noi dung)\s+)?(?:(?:quy dinh|neu|giao|nhiem vu)\s+)?"
    r"(?:tai\s+)?(?:cac\s+)?"
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_AMENDING = {"sua doi", "bo sung", "dinh chinh", "dieu chinh", "gia han", "lui"}
_NO_ACTS = {"CV", "BC", "TTR", "GM", "GT", "KH"}
"""Types whose subject asks for something or plans it: "V/v sửa đổi Nghị định số ..."."""


def mark_acts(
    text: str,
    clauses: Sequence[Clause],
    references: Sequence[Reference],
    tasks: Sequence[Task],
    subject: str = "",
    type_code: str = "",
) -> tuple[Reference, ...]:
    """Return the references in order, with ``relation`` where the document acts on the one referred to.

    Args:
        text: the cleaned text.
        clauses: the tree; only its own words act.
        references: in order, offsets into ``text``.
        tasks: a clause that gives work to somebody orders an act, it is none.
        subject: the document's; "Sửa đổi, bổ sung một số điều của Nghị định số ..." acts.
        type_code: the document's.
    """
    ordering = {task.clause for task in tasks if any(not _is_quoted(text, p.start) for p in task.leads)}
    plans = type_code.upper() in _NO_ACTS
    found: dict[int, Relation] = {}
    for start, end, orders in _sentences(text, clauses, ordering):
        named = references_within(references, start, end)
        if named:
            quoted = [(start + m.start(), start + m.end()) for m in _QUOTED.finditer(text[start:end])]
            inside = [r for r in named if not _within(r, quoted)]
            found |= _acts(fold(text[start:end]), start, inside, orders, plans=plans)
    if not plans:
        found |= _of_subject(text, clauses, references, subject)
    return tuple(replace(r, relation=found[r.start]) if r.start in found else r for r in references)


def _sentences(text: str, clauses: Sequence[Clause], ordering: set[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield the sentences of the clauses, each with whether its clause gives work to somebody."""
    for clause in clauses:
        for each in clause.walk():
            for first, last in each.own_spans():
                for line in re.finditer(r"[^\n]+", text[first:last]):  # a heading's line has no full stop
                    for start, end in sentence_spans(text, first + line.start(), first + line.end()):
                        yield start, end, each.id in ordering


def _is_quoted(text: str, place: int) -> bool:
    """Tell whether a place stands in words that its line gives to another document."""
    before = text[text.rfind("\n", 0, place) + 1 : place]
    return before.count("“") > before.count("”")


def _acts(words: str, offset: int, inside: Sequence[Reference], orders: bool, *, plans: bool) -> dict[int, Relation]:
    """Return what a sentence does to each document that it names, by the reference's place."""
    match = _THIS.match(words)
    if match and not _NEGATED.search(match["between"]) and not _DUTY.search(match["between"]):
        return _objects(words, offset, inside, match)
    if orders:
        return {}
    match = _BEGINS.match(words)
    if match and not _DUTY.search(words.partition("“")[0]):
        said = "nhu sau" in words or (not plans and _NAMES_PART.match(words, match.end()))
        return {} if match["verb"] in _AMENDING and not said else _objects(words, offset, inside, match)
    match = _ADJUSTS.match(words)
    if match and not plans:
        return _objects(words, offset, inside, match)
    lapsing = _LAPSES.search(words)
    if lapsing and not _NEGATED.search(words[: lapsing.start()]):
        return {r.start: _relation("bai bo", r, "") for r in inside if r.end - offset <= lapsing.start()}
    return {}


def _objects(words: str, offset: int, inside: Sequence[Reference], verb: re.Match[str]) -> dict[int, Relation]:
    """The documents behind the verb, up to where the sentence turns to something else."""
    after = [r for r in inside if r.start - offset >= verb.end()]
    if not after:
        return {}
    acted: dict[int, Relation] = {}
    position = verb.end()
    for reference in after:
        between = words[position : reference.start - offset]
        # a list goes on with commas and "và"; "theo", "căn cứ", "của ... tại" lead elsewhere
        if acted and not re.fullmatch(r"(?:[^.]{0,90}?[,;]|\s*)\s*(?:va\s+|cac\s+)?", between):
            break
        if re.search(r"\b(?:theo|can cu|duoc ban hanh boi|boi|cho phu hop)\b", between):
            break
        acted[reference.start] = _relation(verb["verb"], reference, between)
        position = reference.end - offset
    return acted


def _relation(verb: str, reference: Reference, between: str) -> Relation:
    """Return what is done to a document, or to the provision that is named of it."""
    partly = not _WHOLE.fullmatch(between) if reference.provision else _PARTLY.search(between)
    if verb in _AMENDING or partly:
        return Relation.AMENDS
    return Relation.REPLACES if verb == "thay the" else Relation.ANNULS


def _of_subject(
    text: str, clauses: Sequence[Clause], references: Sequence[Reference], subject: str
) -> dict[int, Relation]:
    """Read the subject's act: it stands in the letterhead, before the first clause."""
    match = re.match(
        r"\W*(?:ve viec |v/v )?(?P<verb>thay the|bai bo|huy bo|sua doi|bo sung|dinh chinh)\b", fold(subject)
    )
    body = min((clause.start for clause in clauses), default=len(text))
    at = fold(text[:body]).find(fold(subject)) if match else -1
    if match is None or at < 0:
        return {}
    inside = [r for r in references if at <= r.start and r.end <= at + len(subject)]
    return _objects(fold(subject), at, inside, match)


def _within(reference: Reference, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= reference.start and reference.end <= end for start, end in spans)
