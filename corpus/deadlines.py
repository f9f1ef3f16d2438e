"""Deadlines: which words bind, and to which days (DESIGN section 5).

A calendar expression is a deadline only where the sentence makes it one: after "trước", "trong", "chậm nhất",
"đến", "từ", "hoàn thành". A date inside a reference, a past period ("đã ban hành trong năm 2025") and a period
that only describes other work ("các nhiệm vụ trong quý I/2026") are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.dates import CalendarSpan, find_calendar_spans
from corpus.model import Deadline, DeadlineKind, Period, Purpose
from corpus.purposes import Purposes
from corpus.recurring import find_recurring
from corpus.text import fold

_ONE_DAY = timedelta(days=1)

# What stands immediately before the calendar expression (folded), the longest first.
_PREFIX = re.compile(
    r"(?:(?P<closing>truoc khi (?:ket thuc|het))"
    r"|(?P<latest_from>cham nhat (?:la )?tu)|(?P<latest_before>cham nhat (?:la )?truoc)"
    r"|(?P<latest>cham nhat(?: la)?(?: vao| trong| den| den het)?)"
    r"|(?P<timed>truoc \d{1,2} gio(?: \d{1,2}(?: phut)?)?,?)|(?P<before>truoc(?: ngay(?! ky\b)(?: [a-z]+){1,5})?)"
    r"|(?P<until>(?P<end>(?:den|toi) het)|den|toi|muon nhat(?: la)?"
    r"|(?:thoi (?:han|gian)|han)(?: hoan thanh)?(?: la)?:?)"
    r"|(?P<since>(?:ke )?tu)|(?P<within>trong|vao|ngay trong)"
    r"|(?P<done>(?:hoan thanh|xong|phan dau)(?: vao)?))\s+(?:thoi gian\s+|(?:hai|ba)\s+|(?<!truoc )cuoi\s+)?$"
)
_DESCRIBES = re.compile(r"(?:nhiem vu|van ban|ket qua|tinh hinh|so lieu|cong viec|hoat dong)\s+$")
_BINDS = frozenset({"latest_from", "latest_before", "latest", "timed", "before", "done", "closing"})
"""Cues of a day to come: "báo cáo kết quả trước ngày 15/12" binds, "kết quả trong quý I" describes."""
# "đã hoàn thành trong quý I", "lẽ ra phải xong trước ngày 30/6"
_PAST = re.compile(r"\bda\s+(?:\w+\s+){1,4}$|\b(?:le ra|dang le|dang ra)\b[^.;)]*$")
# "dưới 30% tính | đến ngày 30/9": up to when something is counted; with its tone, for "tỉnh" folds alike
_COUNTED = re.compile(r"\b[Tt]ính\s+$")
_ONGOING = re.compile(
    r"\bnhiem vu thuong xuyen\b|\b(?:thuc hien|trien khai) thuong xuyen(?:, lien tuc)?(?=\s*[.;]|\s*$)"
)
# "trong vòng 15 ngày kể từ ngày ký", "chậm nhất 05 ngày làm việc kể từ ngày nhận được"; without "vòng" and "thời hạn"
# only where it says from when: "trong 10 ngày làm việc kể từ ngày nhận được"
_RELATIVE = re.compile(
    r"\b(?:trong (?:vong|thoi han)|cham nhat(?: la)?|sau|(?P<bare>trong|khong qua|toi da))\s+(?P<n>\d{1,3})\s+"
    r"(?P<u>ngay(?P<w> lam viec)?|thang|tuan|gio)\b"
    r"(?P<base>(?:\s*,)?\s+(?:ke )?tu (?:ngay|khi)\s+(?P<event>(?:(?:\w+ ){1,3}nay (?:duoc )?)?"
    r"(?:ky|ban hanh|thong qua)\b)?[^.;,]{0,80})?(?(bare)(?(base)|(?!)))"
)
_PERIOD_ENDS = r"(?:ket thuc|het)\s+(?:nam(?! hoc)|quy|thang|6 thang|nua)\b"
# "cùng thời điểm thi hành của Luật"; "hoàn thành trước khi hệ thống vận hành chính thức"
_CONDITIONAL = re.compile(
    rf"(?<=hoan thanh )(?:ngay\s+)?(?:truoc|sau) khi\s+(?!{_PERIOD_ENDS})[^.;]{{3,120}}|"
    r"\b(?:cung thoi diem|dong thoi voi thoi diem|ngay sau khi|sau khi|truoc khi)\s+"
    r"(?:thi hanh|co hieu luc|luat|nghi dinh|nghi quyet)[^.;]{0,80}"
    # "trình Quốc hội tại Kỳ họp thứ 11", "xong trước kỳ họp giữa năm 2026"; "trong tuần đầu tháng 5 năm 2026"
    # "ngay khi số ca vượt 500 ca", "ngay sau khi có kết luận", "trước khi kết thúc năm học"; not "ngay khi phát sinh"
    r"|\bngay khi\s+(?!(?:moi|vua)?\s*(?:phat|xay|xuat|co)\b)[^.;,]{8,100}|\bngay sau khi\s+[^.;,]{6,100}"
    # "xong trước cao điểm nắng nóng", "hoàn thành trước dịp Tết", "vận hành trước khi bão đổ bộ"
    r"|\btruoc\s+(?:khi\s+(?:bao|lu|mua|vao|buoc vao|bat dau|khai giang|dien ra)|cao diem|dip|tet|mua|vu|le)\b"
    r"[^.;,]{0,80}"
    r"|\btruoc khi\s+ket thuc nam hoc\b(?:\s+20\d\d\s*-\s*20\d\d)?"
    r"|(?:(?<=\btrinh )(?:[\w ]{2,60}? )?(?:tai|trong|vao)|\btruoc)\s+(?:ky hop|phien hop|hoi nghi)\b[^.;,]{0,60}"
    r"|\b(?:trong|vao)\s+(?:(?:tuan|nua)\s+(?:dau|cuoi|thu (?:nhat|hai|ba|tu))|dau|giua)\s+(?:cua\s+)?thang\s+\d{1,2}"
    r"(?:\s*/\s*20\d\d|\s+nam 20\d\d)?"
)
_REACH = 90  # characters beyond which words do not belong to a deadline any more
_SEGMENT = re.compile(r"[,;:.]\s")
_AND = re.compile(r"\s*,\s*|\s+va\s+|,\s+va\s+")
# "từ ngày 15/8/2026 | đến hết ngày | 15/11/2026": one window
_FROM = re.compile(r"\btu\s+$")
_TO = re.compile(r"\s*(?:den|toi)(?: het)?\s+")
_STOP = re.compile(r"[,;.](?:\s|$)|\s(?:(?:bat dau|ke) )?tu ngay\b")
_CUE_VERB = re.compile(
    r"\b(?:hoan thanh|bao cao|gui|xong|bao dam co hieu luc|co hieu luc|dua vao van hanh|van hanh|dinh ky)\b"
)
_LEADING = re.compile(
    r"^(?:bao dam|dam bao|hoan thanh|bao cao|gui|dinh ky|hang|cham nhat|truoc|trong|thoi han"
    r"|nhiem vu thuong xuyen|xong)\b"
)


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """The deadlines of a stretch of text, and what could not be read."""

    deadlines: tuple[Deadline, ...]
    warnings: tuple[str, ...]


def find_deadlines(
    text: str, start: int, end: int, document_date: date | None, masked: Sequence[tuple[int, int]] = ()
) -> DeadlineReading:
    """Read the deadlines of one sentence.

    Args:
        text: the document's text; ``text[start:end]`` is the sentence.
        document_date: gives the year where none is written, and the base of "kể từ ngày ký".
        masked: spans that hold no deadline (references to other documents).
    """
    reader = _Sentence(text, start, end, document_date, masked)
    return DeadlineReading(tuple(sorted(reader.read(), key=lambda d: d.start)), tuple(reader.warnings))


def is_deadline_sentence(text: str, start: int, end: int, deadlines: Sequence[Deadline]) -> bool:
    """Tell whether a sentence says nothing but when ("Hoàn thành trong tháng 4/2026.", "Nhiệm vụ thường xuyên.")."""
    inside = [d for d in deadlines if start <= d.start < end]
    if not inside:
        return False
    folded = fold(text[start:end])
    return bool(_LEADING.match(folded)) and not re.search(r"[;:]\s", folded.rstrip(" .;"))


class _Sentence:
    def __init__(
        self, text: str, start: int, end: int, document_date: date | None, masked: Sequence[tuple[int, int]]
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.document_date = document_date
        folded = fold(text[start:end])
        for a, b in masked:
            a, b = max(a, start) - start, min(b, end) - start
            if a < b:
                folded = folded[:a] + "\x00" * (b - a) + folded[b:]
        self.folded = folded
        self.purposes = Purposes(folded)
        self.warnings: list[str] = []

    def read(self) -> list[Deadline]:
        found = [*self._relative(), *self._conditional(), *self._recurring(), *self._ongoing()]
        year = self.document_date.year if self.document_date else None
        above: tuple[CalendarSpan, Deadline] | None = None
        for span in _joined(self.folded, find_calendar_spans(self.folded, year or 1)):
            deadline = self._dated(span, year) or self._another(span, above)
            above = (span, deadline) if deadline else None
            if deadline and not any(d.start < deadline.end and deadline.start < d.end for d in found):
                found.append(deadline)
        return found

    def _dated(self, span: CalendarSpan, year: int | None) -> Deadline | None:
        before = self.folded[max(0, span.start - _REACH) : span.start]
        prefix = _PREFIX.search(before)
        if not prefix or _PAST.search(before[: prefix.start()]):
            return None
        at = self.start + span.start - len(before) + prefix.start()
        if _COUNTED.search(self.text, max(self.start, at - _REACH), at):
            return None
        cue = prefix.lastgroup or ""
        if _DESCRIBES.search(before[: prefix.start()]) and not (cue in _BINDS and self._is_to_come(span)):
            return None
        if cue == "until" and span.unit in {"year", "years"} and not (prefix["end"] or _CUE_VERB.search(before)):
            return None  # "đến năm 2030" in a title or an aim
        start = span.start - len(before) + prefix.start()
        words = self.text[self.start + start : self.start + span.end]
        if span.impossible:
            self.warnings.append(f"impossible_date:{words}")
            return self._deadline(start, span.end, _KINDS.get(cue, DeadlineKind.BY), rule="impossible_date")
        if not span.year_given and year is None:
            self.warnings.append(f"no_year:{words}")
            return self._deadline(start, span.end, _KINDS.get(cue, DeadlineKind.BY), rule="no_year")
        rule = None if span.year_given else "year_of_document"
        kind, first, last, special = _resolve(cue, span)
        return self._deadline(start, span.end, kind, first, last, rule=special or rule)

    def _another(self, span: CalendarSpan, above: tuple[CalendarSpan, Deadline] | None) -> Deadline | None:
        """Read "trước ngày 10/10/2026 | và ngày 10/01/2027": what binds the first day binds the second."""
        if above is None or above[0].unit != "day" or span.unit != "day" or span.first is None:
            return None
        if not _AND.fullmatch(self.folded, above[0].end, span.start) or above[1].last is None:
            return None
        before = above[1].kind is DeadlineKind.BEFORE
        last = span.first - _ONE_DAY if before else span.first
        start, end = self.start + span.start, self.start + span.end
        return replace(above[1], text=self.text[start:end], start=start, end=end, last=last)

    def _is_to_come(self, span: CalendarSpan) -> bool:
        """Tell whether a span lies behind the document: "rà soát văn bản trước ngày 01/7/2020" is no deadline."""
        return not (self.document_date and span.first) or span.first > self.document_date

    def _relative(self) -> list[Deadline]:
        found = []
        for m in _RELATIVE.finditer(self.folded):
            unit, count = m["u"].split()[0], int(m["n"])
            base = self.document_date if m["event"] else None
            last = (
                base + timedelta(days=count * (7 if unit == "tuan" else 1))
                if base and unit in {"ngay", "tuan"} and not m["w"]
                else None
            )
            rule = "from_signing" if last else None
            found.append(self._deadline(m.start(), m.end(), DeadlineKind.RELATIVE, None, last, rule=rule))
        return found

    def _conditional(self) -> list[Deadline]:
        return [
            self._deadline(m.start(), m.end(), DeadlineKind.CONDITIONAL) for m in _CONDITIONAL.finditer(self.folded)
        ]

    def _recurring(self) -> list[Deadline]:
        found: list[Deadline] = []
        for start, end, period in find_recurring(self.folded):
            deadline = self._deadline(start, end, DeadlineKind.RECURRING, period=period)
            if not found or (found[-1].period, found[-1].end) != (period, deadline.end):  # "hằng quý trước ngày 05 ..."
                found.append(deadline)
        return found

    def _ongoing(self) -> list[Deadline]:
        return [self._deadline(m.start(), m.end(), DeadlineKind.ONGOING) for m in _ONGOING.finditer(self.folded)]

    def _deadline(
        self,
        start: int,
        end: int,
        kind: DeadlineKind,
        first: date | None = None,
        last: date | None = None,
        period: Period | None = None,
        rule: str | None = None,
    ) -> Deadline:
        cue, start = start, self._widen(start)
        if kind is DeadlineKind.RECURRING:
            end = self._widen_recurring(end)
        a, b = self.start + start, self.start + len(self.folded[:end].rstrip(" ,"))
        purpose = self._purpose(start, end, cue, kind)
        return Deadline(self.text[a:b], a, b, kind, purpose, first, last, period=period, rule=rule)

    def _widen(self, start: int) -> int:
        """Take in the verb that the deadline belongs to, if it stands in the same segment of the sentence."""
        reach = max(0, start - _REACH)
        segment = max((m.end() for m in _SEGMENT.finditer(self.folded, reach, start)), default=reach)
        verbs = [m.start() for m in _CUE_VERB.finditer(self.folded, segment, start)]
        return verbs[-1] if verbs else start

    def _widen_recurring(self, end: int) -> int:
        """Take in what recurs: "định kỳ hằng tháng | báo cáo Thường trực Ban Chỉ đạo"."""
        stop = _STOP.search(self.folded, end)
        limit = stop.start() if stop else len(self.folded)
        return limit if limit - end < _REACH else end

    def _purpose(self, start: int, end: int, cue: int, kind: DeadlineKind) -> Purpose:
        """Return what a deadline is for: the nearest verb before its last word, or the first of what recurs.

        "trong vòng 30 ngày kể từ ngày ban hành": what a period counts from is no verb of the sentence.
        """
        if kind is DeadlineKind.START:
            return Purpose.START
        inside = self.purposes.first(start, end)
        recurs = inside if kind is DeadlineKind.RECURRING else None
        if kind not in _TOLD_BEFORE and not inside and not self.folded[:start].strip():
            recurs = self.purposes.first(end, len(self.folded))  # "Hằng quý, trước ngày 05, tổng hợp báo cáo"
        return recurs or self.purposes.nearest(cue if kind in _TOLD_BEFORE else end)


def _joined(folded: str, spans: Sequence[CalendarSpan]) -> list[CalendarSpan]:
    """Join neighbours of one unit into one span: "tháng 3 và tháng 4/2026", "quý II, quý III/2026"."""
    found: list[CalendarSpan] = []
    for span in spans:
        above = found[-1] if found else None
        if above and above.unit == span.unit != "day" and _AND.fullmatch(folded, above.end, span.start):
            found[-1] = _join(above, span)
        elif above and _FROM.search(folded, 0, above.start) and _TO.fullmatch(folded, above.end, span.start):
            window = replace(_join(above, span), unit="range")
            found[-1:] = [above, span] if window.impossible else [window]  # "từ 1/3 đến 1/2 trang" is none
        else:
            found.append(span)
    return found


def _join(above: CalendarSpan, span: CalendarSpan) -> CalendarSpan:
    """Reach from the first day of one span to the last of the next, which may give the year for both."""
    first, last = above.first, span.last
    if first and last and span.year_given and not above.year_given:
        first = first.replace(year=last.year)
    if not first or not last or first > last:
        first = last = None
    return replace(above, end=span.end, first=first, last=last, year_given=above.year_given or span.year_given)


_TOLD_BEFORE = {DeadlineKind.RELATIVE, DeadlineKind.CONDITIONAL}
"""What is due stands before these; the verbs in them say when ("ngay sau khi Nghị định có hiệu lực")."""
_KINDS = {"before": DeadlineKind.BEFORE, "latest_before": DeadlineKind.BEFORE, "since": DeadlineKind.START}
"""The kinds of cues; all others bind "by"."""


def _resolve(cue: str, span: CalendarSpan) -> tuple[DeadlineKind, date | None, date | None, str | None]:
    """Return kind, first and last day, and the rule that needs explaining, for a cue and a calendar span."""
    first, last = span.first, span.last
    assert first is not None and last is not None  # noqa: S101 - impossible dates were sorted out
    kind = _KINDS.get(cue, DeadlineKind.BY)
    if span.unit == "range":
        return DeadlineKind.BY, first, last, None
    if kind is DeadlineKind.BEFORE:
        return kind, None, first - _ONE_DAY, "day_before"
    if cue == "timed":
        return DeadlineKind.BY, None, last, "that_day_included"
    if kind is DeadlineKind.START:
        return kind, first, None, None
    if cue == "latest_from":
        return DeadlineKind.BY, None, first, None
    if cue in {"latest", "until", "closing"} or span.unit == "day":
        return DeadlineKind.BY, None, last, None
    return DeadlineKind.BY, first, last, None
