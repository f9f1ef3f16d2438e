"""Moments counted from today: a rule a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from assistant.understand.cues.pattern import Cue
from assistant.understand.moments.model import Moment
from assistant.understand.moments.words import (
    HOLIDAYS,
    NUMBERS,
    SPAN_OF,
    UNIT_OF,
    WEEKDAYS,
    number_of,
    one_of,
    shifted,
    week_of,
    year_of,
)  # fmt: skip
from corpus.dates import months_span, quarter_span

SOON_DAYS = 14
"""How far "sắp đến hạn" looks ahead."""

_SHIFTS = (
    (r"(?:sau|toi) nua|ke tiep nua", 2),
    (r"nay|hien tai", 0),
    (r"toi|sau(?! thang)|ke tiep|tiep theo|sap toi", 1),
    (r"truoc|qua(?! han| thoi han)|vua qua|vua roi|roi", -1),
)
_N = rf"(?P<n>\d{{1,3}}|{one_of(NUMBERS)})"
_UNIT = rf"(?P<u>{one_of(UNIT_OF)})"
_ANY_UNIT = r"(?:tuan|thang|quy|nam)"
_NAMED = r"(?P<u>tuan|thang|quy|nam|week|month|quarter|year)"
_WEEKDAY = rf"(?P<w>{one_of(WEEKDAYS)})"
_Rule = Callable[[re.Match[str], date], tuple[str, date | None, date | None]]


def _from_today(match: re.Match[str], today: date) -> tuple[str, date, date]:
    unit = UNIT_OF[match["u"]]
    last = shifted(today, unit, number_of(match["n"]))
    if match.groupdict().get("half"):
        last = shifted(last, "month", 6) if unit == "year" else last + timedelta(days=_HALF.get(unit, 0))
    return "days", today, last


_HALF = {"month": 15, "week": 3, "quarter": 45}
"""Days of half a unit: "một tháng rưỡi tới"."""


def _half_ahead(match: re.Match[str], today: date) -> tuple[str, date, date]:
    """Read "nửa tháng nữa", "half a year": 15 days, 6 months."""
    half = today + timedelta(days=15) if UNIT_OF[match["u"]] == "month" else shifted(today, "month", 6)
    return "days", today, half


def _up_to_today(match: re.Match[str], today: date) -> tuple[str, date, date]:
    return "days", shifted(today, UNIT_OF[match["u"]], -number_of(match["n"])), today


def _rest_of(match: re.Match[str], today: date) -> tuple[str, date, date]:
    return "days", today, SPAN_OF[UNIT_OF[match["u"]]](today, 0)[1]


def _shift_by(shift: int) -> _Rule:
    def rule(match: re.Match[str], today: date) -> tuple[str, date, date]:
        unit = UNIT_OF[match["u"]]
        return unit, *SPAN_OF[unit](today, shift)

    return rule


def _day_by(days: int) -> _Rule:
    return lambda match, today: ("day", *(today + timedelta(days=days),) * 2)


def _weekday(shift: int | None) -> _Rule:
    """The day of the week so many weeks on; without a number the next one, today included."""

    def rule(match: re.Match[str], today: date) -> tuple[str, date, date]:
        wanted = WEEKDAYS[match["w"]]
        if shift is None:
            day = today + timedelta(days=(wanted - today.weekday()) % 7)
        else:
            day = week_of(today, shift)[0] + timedelta(days=wanted)
        return "day", day, day

    return rule


def _weekend(shift: int) -> _Rule:
    def rule(match: re.Match[str], today: date) -> tuple[str, date, date]:
        sunday = week_of(today, shift)[1]
        return "days", sunday - timedelta(days=1), sunday

    return rule


def _months_of_year(match: re.Match[str], today: date) -> tuple[str, date | None, date | None]:
    """Read "9 tháng đầu năm", "6 tháng cuối năm 2026"."""
    count, year = number_of(match["n"]), int(match["y"] or today.year)
    if not 1 <= count <= 12:
        return "half", None, None
    return "half", *(months_span(year, 1, count) if match["h"] == "dau" else months_span(year, 13 - count, 12))


def _end_of_year(match: re.Match[str], today: date) -> tuple[str, date, date]:
    """Read "quý cuối cùng của năm 2026", "tháng đầu năm"."""
    year, last = int(match["y"] or today.year), match["h"] == "cuoi"
    if match["u"] == "quy":
        return "quarter", *quarter_span(year, 4 if last else 1)
    return "month", *months_span(year, *((12, 12) if last else (1, 1)))


def _quarters_of_year(match: re.Match[str], today: date) -> tuple[str, date | None, date | None]:
    """Read "hai quý đầu năm"."""
    count, year = 3 * number_of(match["n"]), int(match["y"] or today.year)
    if not 1 <= count <= 12:
        return "half", None, None
    return "half", *(months_span(year, 1, count) if match["h"] == "dau" else months_span(year, 13 - count, 12))


def _half_of_year(match: re.Match[str], today: date) -> tuple[str, date, date]:
    """Read "nửa năm đầu"."""
    year = int(match["y"] or today.year)
    return "half", *(months_span(year, 1, 6) if match["h"] == "dau" else months_span(year, 7, 12))


def _soon(match: re.Match[str], today: date) -> tuple[str, date, date]:
    return "days", today, today + timedelta(days=SOON_DAYS)


def _holiday(match: re.Match[str], today: date) -> tuple[str, date, date]:
    """The next one, today's included."""
    day, month = HOLIDAYS[match["x"]]
    this_year = date(today.year, month, day)
    found = this_year if this_year >= today else date(today.year + 1, month, day)
    return "day", found, found


# In Vietnamese a name's part before a bare unit: "cuối tháng", "hết quý", "trong tuần"
_BARE_BEFORE = "|".join(f"(?<={word} )" for word in ("trong", "dau", "giua", "cuoi", "het", "sau"))
_BARE_AFTER = (
    r"(?!\s*\d| (?:tac|dinh|trinh|hoach|che|mo|pham|chuan|uoc|luat|cach|nay|toi|sau|truoc|qua|vua|ke"
    r"|tiep|i|ii|iii|iv|roi|ngoai|may|nao|gi|bao)\b)"
)

_RELATIVE: tuple[tuple[str, _Rule], ...] = (
    (r"hom nay|ngay hom nay|toi nay|chieu nay|sang nay|today|tonight", _day_by(0)),
    (r"(?:(?<=tu )|(?<=den )|(?<=ke tu ))(?:nay|gio|bay gio|hien nay|hien tai)", _day_by(0)),
    (r"(?:(?<=from )|(?<=until )|(?<=to )|(?<=between ))(?:now|date)", _day_by(0)),
    (r"ngay mai|tomorrow|(?:^|(?<=han )|(?<=truoc )|(?<=den )|(?<=sang ))mai", _day_by(1)),
    (r"ngay (?:kia|mot)(?! thang)|(?:the )?day after tomorrow", _day_by(2)),
    (r"hom qua|ngay hom qua|yesterday", _day_by(-1)),
    (r"hom kia|hom truoc|(?:the )?day before yesterday", _day_by(-2)),
    (rf"(?:trong (?:vong |khoang )?)?{_N} {_UNIT}(?P<half> ruoi)? (?:toi|nua|tiep theo|sap toi|ke tiep)", _from_today),
    (rf"trong (?:vong|khoang) {_N} {_UNIT}(?! ke tu)", _from_today),
    (rf"(?:within|in|over|during)(?: the)?(?: next| coming| following)? {_N} {_UNIT}", _from_today),
    (rf"(?:the )?(?:next|coming|following) {_N} {_UNIT}", _from_today),
    (r"(?:trong (?:vong )?)?nua (?P<u>thang|nam) (?:toi|nua|tiep theo|sap toi)", _half_ahead),
    (r"(?:within|in|over)(?: the next)? half a (?P<u>month|year)", _half_ahead),
    (r"(?:the )?(?:next|coming) fortnight", lambda m, t: ("days", t, t + timedelta(days=14))),
    (rf"(?:trong (?:vong |khoang )?)?{_N} {_UNIT} (?:qua(?! han| thoi han)|vua qua|gan day|vua roi)", _up_to_today),
    (rf"(?:(?:in|over|during|within) )?(?:the )?(?:past|last|previous) {_N} {_UNIT}", _up_to_today),
    (r"(?:phan |nhung ngay |thoi gian )?con lai (?:cua|trong) (?P<u>tuan|thang|quy|nam)(?: nay)?", _rest_of),
    (r"(?:the )?(?:rest|remainder) of (?:the|this) (?P<u>week|month|quarter|year)", _rest_of),
    (rf"{_WEEKDAY}(?: tuan)? (?:nay)", _weekday(0)),
    (rf"{_WEEKDAY}(?: tuan (?:sau|toi|ke tiep|tiep theo)| toi)", _weekday(1)),
    (rf"{_WEEKDAY} tuan (?:truoc|qua|vua qua|roi)", _weekday(-1)),
    (rf"(?:(?<=vao )|(?<=han )|(?<=truoc )|(?<=den )|(?<=hom )|(?<=sang )|(?<=chieu )){_WEEKDAY}", _weekday(None)),
    (rf"(?:(?<=by )|(?<=on )|(?<=before )|(?<=until )|(?<=due )|(?<=coming )|(?<=this )){_WEEKDAY}", _weekday(None)),
    (rf"next {_WEEKDAY}", _weekday(1)),
    (rf"last {_WEEKDAY}", _weekday(-1)),
    (r"cuoi tuan(?: nay)?|(?:this|the) weekend", _weekend(0)),
    (r"cuoi tuan (?:sau|toi)|next weekend", _weekend(1)),
    *((rf"{_NAMED} (?:{words})", _shift_by(shift)) for words, shift in _SHIFTS),
    (rf"(?:{_BARE_BEFORE}){_NAMED}{_BARE_AFTER}", _shift_by(0)),
    (rf"ca {_NAMED}(?: nay)?(?!\s*\d| truoc| ngoai| sau| toi| (?:i{{1,3}}|iv|{one_of(NUMBERS)})\b)", _shift_by(0)),
    (r"nam ngoai", lambda m, t: ("year", *year_of(t, -1))),
    (rf"(?:sang|ra) (?P<u>tuan|thang|quy){_BARE_AFTER}", _shift_by(1)),
    (rf"{_N} quy (?P<h>dau|cuoi)(?: tien| cung)?(?: cua)? nam(?: (?P<y>20\d\d)| nay)?", _quarters_of_year),
    (r"nua nam (?P<h>dau|cuoi|sau)(?: (?P<y>20\d\d)| nay)?", _half_of_year),
    (r"sang nam", lambda m, t: ("year", *year_of(t, 1))),
    (r"(?:this|current) (?P<u>week|month|quarter|year)", _shift_by(0)),
    (r"(?:next|coming|following) (?P<u>week|month|quarter|year)", _shift_by(1)),
    (r"(?:last|past|previous) (?P<u>week|month|quarter|year)", _shift_by(-1)),
    (r"(?:(?<=end of )|(?<=half of )|(?<=beginning of )|(?<=start of )|(?<=middle of ))"
     r"the (?P<u>week|month|quarter|year)",
     _shift_by(0)),
    (r"(?P<u>week|month|quarter|year)[ -]end", lambda m, t: ("close", *SPAN_OF[UNIT_OF[m["u"]]](t, 0))),
    (r"(?<!cac )(?<!may )(?<!nhung )(?P<u>quy|thang) (?P<h>dau|cuoi)(?: tien| cung| chot)?(?: cua| trong)? nam"
     r"(?: (?P<y>20\d\d)| nay)?(?! (?:ngoai|sau|toi|truoc))",
     _end_of_year),
    (rf"{_N} thang (?P<h>dau|cuoi) nam(?: (?P<y>20\d\d)| nay)?", _months_of_year),
    (r"(?:sap|gan|can) (?:den |toi |het )?(?:ngay )?(?:thoi )?han(?: chot)?(?! nhat)", _soon),
    (r"due soon|coming due|upcoming|coming up|urgent(?:ly)?", _soon),
    # "việc nào gấp?", not "gặp khó khăn"
    (r"(?:gap|khan cap|cap bach|can kip)(?=\W*(?:$|[?.,!])| (?:thi|trong|khong|nhe|truoc)\b)", _soon),
    # "việc còn hạn trong tháng 4": what is due then
    (r"chua (?:den |toi |het |qua )(?:thoi )?han|not (?:yet )?(?:over)?due(?: yet)?"
     rf"|con (?:trong )?(?:thoi )?han(?! (?:trong|vao|den|toi|truoc|het|o)(?: (?:het|cuoi|dau|giua))?"
     rf" (?:\d|ngay|hom|mai|m[uo]ng|{_ANY_UNIT}))",
     lambda m, t: ("onward", t, None)),
    (rf"(?P<x>{one_of(HOLIDAYS)})", _holiday),
)  # fmt: skip
_RELATIVE_RULES = tuple((Cue(rf"\b(?:{pattern})(?!\w)"), rule) for pattern, rule in _RELATIVE)


# Without one of these no rule applies; most of a long text need not be looked through rule by rule
_TIME_WORD = Cue(
    rf"\b(?:{one_of((*UNIT_OF, *WEEKDAYS, *HOLIDAYS))}|hom|mai|nay|gio|hien|now|date|han|due|today|tonight|tomorrow"
    r"|yesterday|weekend|upcoming|coming|sang|gap|khan cap|cap bach|can kip|urgent|urgently)\b"
)


def relative_moments(folded: str, today: date) -> Iterator[Moment]:
    """Yield what is counted from today: "hôm nay", "10 ngày tới", "tháng sau", "thứ sáu này"."""
    if not _TIME_WORD.search(folded):
        return
    for pattern, rule in _RELATIVE_RULES:
        for m in pattern.finditer(folded):
            try:
                unit, first, last = rule(m, today)
            except (ValueError, OverflowError):  # past the calendar's last year
                continue
            part = "close" if unit == "close" else ""
            yield Moment(m.start(), m.end(), first, last, unit, relative=True, part=part)
