"""Words of time in questions: each with the days it names, before "trước", "từ ... đến ..." are made of them.

Everything matches on folded text (``corpus.text.fold``). Calendar expressions that directives use too are read by
``corpus.dates``.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.understand.moments.english import english_moments
from assistant.understand.moments.model import Moment
from assistant.understand.moments.parts import in_year, part_of, with_years
from assistant.understand.moments.relative import relative_moments
from assistant.understand.moments.words import MONTHS_EN, WORDS, one_of
from assistant.understand.moments.written import calendar_moments, day_moments, series_moments
from corpus.text import fold, has_diacritics

__all__ = ["Moment", "find_moments", "in_year", "not_computed"]


def find_moments(text: str, folded: str, today: date, english: bool) -> list[Moment]:
    """Return the moments named in a text, in order and without overlap; of equals the relative one."""
    found = [
        *relative_moments(folded, today),
        *calendar_moments(folded, today),
        *day_moments(folded, today),
        *series_moments(folded, today),
    ]
    # "due trong April": names that are no words of Vietnamese are read in any question
    found += (m for m in english_moments(folded, today) if english or _FULL_NAME.search(folded, m.start, m.end))
    typed = [m for m in found if _marks_agree(text[m.start : m.end].lower(), m.relative)]
    typed = [m for m in typed if not _no_month(folded, m)]
    kept = _without_overlaps(sorted(typed, key=lambda m: (m.start, -m.end, not m.relative)))
    return [part_of(folded, moment) for moment in with_years(folded, kept)]


_FULL_NAME = re.compile(rf"\b(?:{one_of(name for name in MONTHS_EN if len(name) > 3)})\b")


def _no_month(folded: str, moment: Moment) -> bool:
    """Tell whether "tháng năm" is no May: "ký ngày tháng năm nào?"."""
    return folded[moment.start : moment.end] == "thang nam" and folded[: moment.start].endswith(("ngay ", "ngay, "))


def _without_overlaps(moments: list[Moment]) -> list[Moment]:
    """Keep the longest of overlapping moments; they come sorted by start, the longest first."""
    kept: list[Moment] = []
    for moment in moments:
        if kept and moment.start < kept[-1].end:
            if moment.end - moment.start > kept[-1].end - kept[-1].start:
                kept[-1] = moment
        else:
            kept.append(moment)
    return kept


# "tháng sau" is not "tháng sáu", "tháng tạm" not "tháng tám"
_AFTER_MONTH = re.compile(r"\bth[aá]ng (?P<word>[^\W\d]+)")
_MARKED = {fold(word): word for word in "giêng một hai ba tư bốn năm sáu bảy tám chín mười chạp".split()}


def _marks_agree(typed: str, relative: bool) -> bool:
    """Tell whether a month's name that is typed with marks is the one that was read without them."""
    match = _AFTER_MONTH.search(typed)
    if match is None or not has_diacritics(match["word"]) or fold(match["word"]) not in _MARKED:
        return True
    return (match["word"] == _MARKED[fold(match["word"])]) is not relative


_NOT_COMPUTED = re.compile(rf"\b(?:{one_of(WORDS['not_computed']['words'])})\b")


def not_computed(folded: str) -> tuple[int, int] | None:
    """Return where words stand that name a time which is not computed (holidays of the lunar calendar), or None."""
    match = _NOT_COMPUTED.search(folded)
    return match.span() if match else None
