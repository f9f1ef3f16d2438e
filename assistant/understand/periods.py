"""The range of days that a question asks about, of the moments it names and the words before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from assistant.model import DateRange
from assistant.understand.cues.pattern import Cue
from assistant.understand.moments import Moment, find_moments, in_year, not_computed


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """The range of days that a question asks about, and where its words stand."""

    due: DateRange | None
    spans: tuple[tuple[int, int], ...]
    relative: bool = False
    """True where the range was counted from ``today``."""
    overdue: bool = False
    year_assumed: bool = False
    impossible: str | None = None
    """The words of a date that no calendar has."""
    not_computed: str | None = None
    """The words of a time that is not computed ("Tết")."""


def find_period(text: str, folded: str, today: date, english: bool) -> PeriodReading | None:
    """Return the range that a question names, or None.

    Args:
        text: the question as typed, for what is said of it.
        folded: the question, folded (``corpus.text.fold``); names and document numbers blanked out.
        today: what "tháng này" and a missing year refer to.
        english: also read English month names ("may" is a word of both languages).
    """
    folded = _without_speaker(text, folded)
    moments = find_moments(text, folded, today, english)
    if match := OVERDUE.search(folded):
        return _overdue(text, folded, match.span(), moments, today)
    if not moments and (match := _STILL_OPEN.search(folded)):
        return PeriodReading(DateRange(today, None), (match.span(),), relative=True)
    if not moments:
        words = not_computed(folded)
        return PeriodReading(None, (words,), not_computed=text[slice(*words)]) if words else None
    impossible = next((m for m in moments if m.impossible), None)
    if impossible is not None:
        return _no_such_day(text, (impossible.start, impossible.end), moments)
    reading = _combine(text, folded, moments)
    ahead = _AHEAD.search(folded) or _STILL_OPEN.search(folded)
    return _from_today(reading, today) if ahead else reading


_SPEAKER = re.compile(r"\btôi\b", re.IGNORECASE)


def _without_speaker(text: str, folded: str) -> str:
    """Cover "tôi", which folds to the same letters as "tới"."""
    chars = list(folded)
    for m in _SPEAKER.finditer(text):
        chars[slice(*m.span())] = "_" * len(m.group())
    return "".join(chars)


_AHEAD = Cue(r"\b(?:is|are|be|what's|falls?|falling|comes?|coming) due\b|\bse (?:den|toi|het) (?:thoi )?han\b")
"""Says of deadlines that they are still to come: "what is due by the end of May?"."""

_STILL_OPEN = Cue(
    r"\b(?:(?:chua|khong) (?:bi )?(?:den|toi|het|qua|tre) (?:thoi )?han(?! che)|con (?:trong )?(?:thoi )?han(?! che)"
    r"|not (?:yet )?(?:due|overdue)|not past due)\b"
)
"""Says of deadlines that their last day has not passed: "việc chưa quá hạn"."""


def _from_today(reading: PeriodReading, today: date) -> PeriodReading:
    """Let a range that is open at its beginning and ends in the future begin today."""
    due = reading.due
    if due is None or due.first or due.last is None or due.last < today:
        return reading
    return replace(reading, due=DateRange(today, due.last), relative=True)


OVERDUE = Cue(
    r"(?<!chua )(?<!khong )(?<!not )(?<!not yet )\b(?:qua (?:thoi )?han|tre han|da (?:het|qua) (?:thoi )?han"
    r"|het (?:thoi )?han(?: mat| ca| tat| het| luon| sach)* roi|(?:tre|cham) (?:chua|roi|khong)(?=[^\w\x00]*$)"
    r"|l[oỡ] (?:thoi )?han(?! che)|cham tre"
    r"|(?:bi|dang|da) (?:bi |de )?(?:cham|tre)(?: tien do| hen|(?! (?:nhat|em|tho)\b))"
    r"|(?:cham|tre|lỡ)(?: (?:nhung|cac|may))? (?:viec|nhiem vu|cong viec|dau viec|hen)(?! (?:chi tra|thanh toan)\b)"
    r"|(?:tre|cham)(?= (?:lau|nhieu ngay|qua lau))|behind schedule|running behind|delayed"
    r"|le ra (?:da )?(?:phai )?(?:xong|hoan thanh|nop|lam|bao cao)|(?:troi|vuot|lố"
    r"|ngoai)(?: qua)? (?:thoi )?han(?! (?:muc|che))"
    r"|(?:da |den |toi )?(?:toi|den|het) han (?:roi )?(?:ma )?(?:van |con )?chua (?:xong|hoan thanh|lam|nop|bao cao)"
    r"|han(?: chot)? (?:da|vua) (?:qua|troi qua|het)|cham han|cham tien do|tre tien do|overdue|past due"
    r"|past (?:the |its |their )?deadlines?"
    r"|missed (?:the |its |their )?deadlines?|late(?! (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)))\b"
)
_AS_OF = Cue(r"\b(?:tinh (?:den|toi)|as of|by|on)\s+(?:(?:het|ngay|cuoi|the end of)\s+)*$")
_CLOSED = Cue(r"\b(?:het|cuoi|the end of)\s+(?:ngay\s+)?$")
"""Says that a month or quarter is over: its last day has passed too."""


def _overdue(text: str, folded: str, span: tuple[int, int], moments: list[Moment], today: date) -> PeriodReading:
    """Read "quá hạn", as of another day ("tính đến 01/4/2026") or within a period ("quá hạn từ tháng 3")."""
    spans = (span, *((m.start, m.end) for m in moments))
    yesterday = today - timedelta(days=1)
    if not moments or moments[0].first is None or moments[0].last is None:
        return PeriodReading(DateRange(None, yesterday), spans, relative=True, overdue=True)
    if moments[0].first == moments[0].last == today:  # "tới nay", "bây giờ", "hôm nay"
        return PeriodReading(DateRange(None, yesterday), spans, relative=True, overdue=True)
    before = folded[: moments[0].start][-_REACH:]
    if moments[0].first > yesterday or _AS_OF.search(before):
        closed = moments[0].first != moments[0].last and _CLOSED.search(before)
        day = moments[0].last if closed else moments[0].last - timedelta(days=1)
        return PeriodReading(DateRange(None, day), spans, overdue=True)
    within = _combine(text, folded, moments)
    if within.due is None:
        return within
    last = min(within.due.last or yesterday, yesterday)
    return PeriodReading(DateRange(within.due.first, last), (span, *within.spans), relative=True, overdue=True)


_REACH = 48
"""How many characters before a moment the words that bound it are looked for in."""
_MARK = r"(?: (?:ngay|mung|mong|khoang|vao|la|trong|dip|nghi|le|the|on))*"
_HOURS = r"(?:\d{1,2} ?(?:gio|h|:)(?: ?\d{2}(?: ?phut)?)?(?: ngay)?(?:,)?)"
_BEFORE = Cue(
    rf"\b(?:(?<!khong )truoc(?: khi het)?|(?<!not )before|prior to|(?<!no )(?<!not )earlier than|ahead of){_MARK} ?$"
)
_UNTIL = Cue(
    rf"\b(?:truoc {_HOURS}|(?:cho |keo dai |han chot |tinh )?(?:den|(?<!y )toi)(?: {_HOURS})?"
    r"|(?:muon|cham|tre) nhat(?: den)?|khong (?:muon|cham|tre|qua)(?: hon)?|by|until|till|through|up to"
    r"|on or before|not after"
    rf"|(?:no|not) later than|at the latest){_MARK} ?$"
)
_AFTER = Cue(rf"\b(?:sau|after|later than|beyond){_MARK} ?$")
_FROM = Cue(
    r"\b(?:ke tu|(?<!thong )(?<!dau )(?<!vat )tu|khong (?:som hon|truoc)|not? (?:earlier than|before)|from|since"
    rf"|(?<=starting)|(?<=beginning)){_MARK} ?$"
)
_RANGES = frozenset({"days", "months", "years"})
"""Moments that say both their ends: "từ 1 đến 15/4"."""
_ONWARD = Cue(r" ?,?(?:tro di|tro ve sau|onwards?|and later)\b")
_BACKWARD = Cue(r" ?,?(?:tro (?:ve|lai) truoc|or earlier|and earlier)\b")
_LINK = Cue(
    r"\s?,?\s?(?:cho )?(?:den|toi|-|–|to|and|or|va|hoac|through|until|till|up to)"
    r"(?: (?:ngay|mung|mong|het|the|het ngay))*\s?"
)
_LONGEST_WRAP = timedelta(days=190)
"""A range that ends before it begins goes on into the next year if no longer than this ("tháng 11 đến tháng 2")."""


def _combine(text: str, folded: str, moments: list[Moment]) -> PeriodReading:
    """Read the words around the moments: "từ ... đến ...", "trước", "đến hết", "sau", "trở đi"."""
    spans = tuple((m.start, m.end) for m in moments)
    if len(moments) > 1 and _says_which(folded, *moments[:2]):  # "trong tuần từ 13/4 đến 19/4"
        moments = moments[1:]
    first, rest = moments[0], moments[1:]
    relative = any(m.relative for m in moments)
    assumed = not relative and not any(m.year_given for m in moments)
    offset = max(0, first.start - _REACH)
    bound = _bound(first, folded[offset : first.start], folded[first.end :])
    due: DateRange | None
    if not bound and (apart := _apart(folded, moments)):
        due = apart
    elif rest and _LINK.fullmatch(folded[first.end : rest[0].start]):
        due = _between(first, rest[0])
        if due is None:
            return _no_such_day(text, (first.start, rest[0].end), moments)
    elif crossed := _from_both(folded, moments):
        due, words = crossed
        spans += words
    elif bound:
        due, (start, end) = bound
        spans += ((offset + start, offset + end),) if end <= first.start - offset else ()
    else:
        due = DateRange(
            min((m.first for m in moments if m.first), default=None),
            None if any(m.last is None for m in moments) else max(m.last for m in moments if m.last),
        )
    return PeriodReading(due, spans, relative=relative, year_assumed=assumed)


_LISTS = re.compile(r"\s?(?:,|;|,?\s?(?:va|and|hoac|or|voi|&))(?: (?:ngay|mung|mong|het|ca|trong|the|on|in))*\s?")
_BETWEEN = re.compile(r"\b(?:giua|between|tu|from)(?: ngay)? ?\Z")
_NEXT_DAY = timedelta(days=1)


def _apart(folded: str, moments: list[Moment]) -> DateRange | None:
    """Return the days that are listed one by one, where others lie between them: "15/4 và 30/4", "tháng 4 và 6"."""
    between = [folded[a.end : b.start] for a, b in pairwise(moments)]
    if _BETWEEN.search(folded, 0, moments[0].start) or not all(_LISTS.fullmatch(gap) for gap in between):
        return None
    spans: list[tuple[date, date]] = []
    for moment in moments:
        if moment.first is None or moment.last is None or moment.part == "close":
            return None
        spans += moment.parts or ((moment.first, moment.last),)
    merged: list[tuple[date, date]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1] + _NEXT_DAY:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    parts = tuple(DateRange(*span) for span in merged)
    return DateRange(merged[0][0], merged[-1][1], parts) if len(parts) > 1 else None


_WHICH_DAYS = Cue(r" ?[(,:]? ?(?:tu|from)(?: ngay)? ?")


def _says_which(folded: str, first: Moment, second: Moment) -> bool:
    """Tell whether a bare week or month ("trong tuần") is the one whose days follow."""
    bare = " " not in folded[first.start : first.end] and first.relative and not second.relative
    return bare and _WHICH_DAYS.fullmatch(folded[first.end : second.start]) is not None


def _from_both(folded: str, moments: list[Moment]) -> tuple[DateRange, tuple[tuple[int, int], ...]] | None:
    """Return the range of two moments of which one says its beginning, the other its end, in either order.

    "trước 30/11 kể từ tháng 7", "sau 1/5 nhưng trước 20/6"; with it, where the words stand that say so.
    """
    if len(moments) != 2:
        return None
    ends: list[tuple[DateRange, Moment]] = []
    words: list[tuple[int, int]] = []
    behind = 0
    for moment in moments:
        offset = max(behind, moment.start - _REACH)
        bound = _bound(moment, folded[offset : moment.start], folded[moment.end :])
        if bound is None:
            return None
        due, (start, end) = bound
        ends.append((due, moment))
        words += [(offset + start, offset + end)] if end <= moment.start - offset else []
        behind = moment.end
    (lower, begins), (upper, _) = sorted(ends, key=lambda each: each[0].first is None)
    if lower.first is None or lower.last or upper.first or upper.last is None:
        return None
    first = lower.first
    if first > upper.last and not begins.year_given:  # "trước 31/3/2026 kể từ tháng 11": of the year before
        first = in_year(first, -1)
    return (DateRange(first, upper.last), tuple(words)) if first <= upper.last else None


def _bound(moment: Moment, before: str, after: str) -> tuple[DateRange, tuple[int, int]] | None:
    """Return the range that a moment bounds and where the bounding words stand in ``before``, or None."""
    aside = (len(before), len(before) + 1)
    if _ONWARD.match(after):
        return DateRange(moment.first, None), aside
    if _BACKWARD.match(after):
        return DateRange(None, moment.last), aside
    if match := _UNTIL.search(before):  # "trước 17 giờ 5/4" takes the day in
        return DateRange(None, moment.limit), match.span()
    if match := _BEFORE.search(before):
        if moment.part in {"middle", "end", "close"}:  # "trước cuối năm"
            return DateRange(None, moment.limit), match.span()
        return DateRange(None, moment.first - timedelta(days=1) if moment.first else None), match.span()
    if moment.part == "close":
        return DateRange(None, moment.last), aside
    if match := _AFTER.search(before):
        return DateRange(moment.last + timedelta(days=1) if moment.last else None, None), match.span()
    if moment.unit not in _RANGES and (match := _FROM.search(before)):
        starts = before[: match.start()].endswith("bat dau ")  # a cue of its own, "từ" included
        return DateRange(moment.first, None), aside if starts else match.span()
    return None


def _between(first: Moment, second: Moment) -> DateRange | None:
    """Return the days from one moment to another; None where the second ends before the first begins."""
    begin, end = first.last if first.part == "close" else first.first, second.limit
    if begin is None or end is None or begin <= end:
        return DateRange(begin, end)
    if second.year_given or first.year_given:
        return None
    try:
        later = end.replace(year=end.year + 1)
    except ValueError:  # 29 February
        return None
    return DateRange(begin, later) if later - begin <= _LONGEST_WRAP else None


def _no_such_day(text: str, words: tuple[int, int], moments: list[Moment]) -> PeriodReading:
    spans = tuple((m.start, m.end) for m in moments)
    return PeriodReading(None, spans, impossible=text[slice(*words)])
