"""Days, months and quarters of the calendar as Vietnamese questions write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.understand.cues.pattern import Cue
from assistant.understand.moments.model import Moment
from assistant.understand.moments.words import MONTHS, NUMBERS, QUARTERS, day_of, month_of, number_of, one_of
from corpus.dates import find_calendar_spans, month_span

# "han 30/4", "1/4 - 15/4": without the word "ngày" a fraction is a date only where one is looked for ("24/7", "50/50")
_DATE_BEFORE = "|".join(
    f"(?<={word} )"
    for word in (
        "han", "chot", "sau", "qua", "hom", "vao", "la", "nhat", "hon", "toi", "nay", "by", "on", "from", "to", "until",
        "before", "after", "since", "till", "due", "than", "between", "and", "va", "-", "–", "truoc le", "sau le",
        "dip le", "ngay le", "dip", "tuan",
    )
)  # fmt: skip
_SHORT_DAY = Cue(
    rf"(?:^\W*|{_DATE_BEFORE}|(?<=\d[-–]))(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?!\d|\s?/\s?\d)"
    r"|\bngay (?P<d2>\d{1,2})/(?P<m2>\d{1,2})(?=\s?[-–]\s?\d{1,2}/)"
)
_MONTH_WORD = rf"(?:\d{{1,2}}|{one_of(MONTHS)})"
_OF_YEAR = r"(?:\s?(?:/|-|\.|,? ?nam ?)\s?(?P<y>20\d\d))?(?!\d)"
# "mùng mười tháng năm", "ngày 10 tháng tư"
_NAMED_DAY = Cue(rf"\b(?:ngay |mung |mong )+(?P<d>\d{{1,2}}|{one_of(NUMBERS)}) thang (?P<m>{_MONTH_WORD})\b{_OF_YEAR}")
# "ngày 15", "mùng 5 này", "ngày 20 tháng sau"
_LONE_DAY = Cue(
    r"\b(?:ngay |mung |mong )+(?P<d>\d{1,2})(?: thang (?:nay|(?P<next>sau|toi)|(?P<last>truoc|qua))\b| nay\b)?"
    r"(?!\w|\s?[/.-]\s?\d|\s(?:thang|nam)\b|\s?%)"
)
_DAY_WORD = rf"(?:\d{{1,2}}|{one_of(NUMBERS)})"
SPLIT = r"\s?(?:-|–|den|toi|va|to|and|until|through|till)\s?"
# "từ 1 đến 15/4", "từ mùng 1 đến ngày 15 tháng 4 năm 2026"
_DAYS_OF_MONTH = Cue(
    r"(?:(?<=tu )|(?<=ngay )|(?<=mung )|(?<=mong )|(?<=giua )|(?<=trong )|(?<=han )|(?<=between )|(?<=from )|^)"
    rf"(?:mung |mong )?(?P<d1>{_DAY_WORD}){SPLIT}(?:ngay |mung |mong )?(?P<d2>{_DAY_WORD})"
    rf"(?:\s?/\s?| thang )(?P<m>{_MONTH_WORD})\b{_OF_YEAR}"
)


def calendar_moments(folded: str, today: date) -> Iterator[Moment]:
    """Yield what directives write too, ISO days, months by their letter, and quarters that no year has."""
    for span in find_calendar_spans(folded, today.year):
        yield Moment(span.start, span.end, span.first, span.last, span.unit, span.year_given)
    for m in _ISO.finditer(folded):
        yield Moment(m.start(), m.end(), *day_of(int(m["y"]), int(m["m"]), int(m["d"])), "day")
    for m in _LETTER_MONTH.finditer(folded):
        month = month_span(int(m["y"] or today.year), int(m["m"]))
        yield Moment(m.start(), m.end(), *month, "month", bool(m["y"]))
    for m in _LONE_YEAR.finditer(folded):
        yield Moment(m.start(), m.end(), date(int(m["y"]), 1, 1), date(int(m["y"]), 12, 31), "year", True)
    for m in _NO_QUARTER.finditer(folded):
        yield Moment(m.start(), m.end(), None, None, "quarter")


# "T4/2026", "T.4", "T10"; "T4 tuần này" is a Wednesday, "nhà ga T3" no time
_LETTER_MONTH = Cue(
    r"(?<![\w./])(?<!\bga )(?<!\bso )(?<!\bma )(?<!\btoa )(?<!\bterminal )"
    r"t(?:\.\s?)?(?P<m>0?[1-9]|1[0-2])(?:\s?[/.-]\s?(?P<y>20\d\d))?(?![\w/])(?! tuan\b)"
)
_ISO = Cue(r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b")
# "đến hạn trong 2027", "kéo dài tới 2030"; not "đến 2030 bộ dữ liệu"
_LONE_YEAR = Cue(
    r"(?:(?<=trong )|(?<=toi )|(?<=den )|(?<=het )|(?<=cuoi )|(?<=dau )|(?<=sau )|(?<=truoc ))(?P<y>20[2-9]\d)"
    r"(?=[^\w\x00]*$|\s?[,;?!]| (?:thi|la|co|cua|ai|nhung|cac|viec|nao|se|phai|theo|o|van|hay|khong|chua)\b)"
)
_NO_QUARTER = Cue(r"\b(?:quy (?:v|vi|[05-9])|q[05-9])\b(?!\s?(?:ty|trieu|nghin|%|\d))")


def day_moments(folded: str, today: date) -> Iterator[Moment]:
    """Yield days as questions shorten them: "hạn 30/4", "mùng mười tháng năm", "ngày 15", "từ 1 đến 15/4"."""
    for m in _SHORT_DAY.finditer(folded):
        start = m.start("d") if m["d"] else m.start()
        day, month = int(m["d"] or m["d2"]), int(m["m"] or m["m2"])
        yield Moment(start, m.end(), *day_of(today.year, month, day), "day", False)
    for m in _NAMED_DAY.finditer(folded):
        month, year = MONTHS.get(m["m"]) or int(m["m"]), int(m["y"] or today.year)
        yield Moment(m.start(), m.end(), *day_of(year, month, number_of(m["d"])), "day", bool(m["y"]))
    for m in _LONE_DAY.finditer(folded):
        there = month_of(today, 1 if m["next"] else -1 if m["last"] else 0)[0]
        yield Moment(m.start(), m.end(), *day_of(there.year, there.month, int(m["d"])), "day", relative=True)
    for m in _DAYS_OF_MONTH.finditer(folded):
        month, year = MONTHS.get(m["m"]) or int(m["m"]), int(m["y"] or today.year)
        first, last = (day_of(year, month, number_of(m[which]))[0] for which in ("d1", "d2"))
        days = range_of(m, first, last, bool(m["y"]))
        listed = _LISTED.search(m.group()) and not _BETWEEN.search(folded, 0, m.start())
        yield replace(days, parts=((first, first), (last, last))) if listed and first and last else days


_LISTED = re.compile(r"\d\s(?:va|and)\s")
_BETWEEN = re.compile(r"\b(?:giua|between|tu|from) (?:ngay )?\Z")


def range_of(match: re.Match[str], first: date | None, last: date | None, year_given: bool) -> Moment:
    """Return the moment from one day to another; an impossible one where there is no such range."""
    possible = first is not None and last is not None and first <= last
    days = (first, last) if possible else (None, None)
    return Moment(match.start(), match.end(), *days, "days", year_given)


_MORE = r"\s?(?:,|-|–|&|\bva\b|\bden\b|\btoi\b|\bhoac\b|\band\b|\bor\b)\s?(?:va )?"
# What a number after "và" counts is no month: "tháng 4 và 5 nhiệm vụ"
_COUNTED = r"(?!\s?(?:%|/\s?\d{1,2}\b(?!\d))| (?:nhiem|viec|cong|dau|co quan|bo|tinh|ngay|tuan|thang|van ban|dia)\b)"
_YEAR_AFTER = r"(?:\s?(?:/|,? ?nam ?)\s?(?P<y>20\d\d))?(?!\d)"
# "tháng 4, 5 và 6", "tháng 11 - 2", "quý I và II/2026"
_MONTH_SERIES = Cue(
    rf"\bthang (?P<a>\d{{1,2}})(?P<more>(?:{_MORE}\d{{1,2}}\b(?!/\d\d?\b){_COUNTED}){{1,6}}){_YEAR_AFTER}"
)
_QUARTER_SERIES = Cue(
    rf"\bquy (?P<a>iv|iii|ii|i|[1-4])\b(?P<more>(?:{_MORE}(?:iv|iii|ii|i|[1-4])\b{_COUNTED}){{1,3}}){_YEAR_AFTER}"
)


def series_moments(folded: str, today: date) -> Iterator[Moment]:
    """Read months and quarters whose word stands only before the first of them."""
    for m in _MONTH_SERIES.finditer(folded):
        numbers = [int(m["a"]), *map(int, re.findall(r"\d+", m["more"]))]
        yield _hull(m, numbers, 12, 1, today)
    for m in _QUARTER_SERIES.finditer(folded):
        written = [m["a"], *re.findall(r"iv|iii|ii|i|[1-4]", re.sub(r"va|den|toi|hoac|and|or", "", m["more"]))]
        yield _hull(m, [QUARTERS.get(q) or int(q) for q in written], 4, 3, today)


def _hull(match: re.Match[str], numbers: list[int], most: int, months: int, today: date) -> Moment:
    """Return the span from the first to the last of several months or quarters; "tháng 11 - 2" ends next year."""
    year, given = int(match["y"] or today.year), bool(match["y"])
    if not all(1 <= n <= most for n in numbers):
        return Moment(match.start(), match.end(), None, None, "months", given)
    across = len(numbers) == 2 and numbers[0] > numbers[1]
    first, last = (numbers[0], numbers[1]) if across else (min(numbers), max(numbers))
    begins = year - 1 if across and given else year
    ends = begins + 1 if across else year
    listed = not across and not _RANGED.search(match["more"])
    parts = [(date(year, n * months - months + 1, 1), month_span(year, n * months)[1]) for n in sorted(set(numbers))]
    return Moment(
        match.start(), match.end(), date(begins, first * months - months + 1, 1),
        month_span(ends, last * months)[1], "months", given, parts=tuple(parts) if listed else (),
    )  # fmt: skip


_RANGED = re.compile(r"[-–]|\b(?:den|toi)\b")
