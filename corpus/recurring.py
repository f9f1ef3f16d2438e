"""Duties that fall due again and again: "định kỳ hằng tháng", "trước ngày 25 hằng tháng", "6 tháng một lần".

Everything matches on folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Period
from corpus.text import fold
from corpus.vocabulary import VERB

PERIODS = {
    "ngay": Period.DAILY, "2 tuan": Period.FORTNIGHTLY, "hai tuan": Period.FORTNIGHTLY,
    "tuan": Period.WEEKLY, "thang": Period.MONTHLY, "quy": Period.QUARTERLY, "6 thang": Period.HALF_YEARLY,
    "sau thang": Period.HALF_YEARLY, "3 thang": Period.QUARTERLY, "ba thang": Period.QUARTERLY, "nam": Period.YEARLY,
}  # fmt: skip
"""What the words of a period mean."""

TIMES_A_YEAR = {1: Period.YEARLY, 2: Period.HALF_YEARLY, 4: Period.QUARTERLY, 12: Period.MONTHLY}
"""What "02 lần/năm" means."""

_UNIT = r"(?:0?2 tuan|hai tuan|0?6 thang|sau thang|0?3 thang|ba thang|tuan|thang|quy|nam)\b"
_REPORTS = r"(?:bao cao|tong hop|cong bo|gui)"
_VERBS = fold(VERB)
_DAY = r"ngay\s+\d{1,2}(?:\s*/\s*\d{1,2}|\s+thang\s+\d{1,2})?"
_BY = r"(?:(?:truoc|cham nhat(?: la)?|muon nhat(?: la)?|vao|den)\s+)?"
_RECURRING = re.compile(
    # "định kỳ hằng tháng", "định kỳ theo quý"
    rf"\bdinh ky,?\s+(?:hang|theo|moi)?\s*(?P<p1>{_UNIT})(?:,\s+(?={_REPORTS}))?"
    # "Hằng tháng công khai danh sách", "..., hằng tháng đánh giá": where a part of the sentence begins with it
    rf"|(?:^|(?<=[;,] ))(?:hang|moi)\s+(?P<p9>{_UNIT}),?\s+(?={_VERBS})"
    rf"|\bhang\s+(?P<p10>ngay)\b,?\s+(?={_VERBS})|(?<=\w) (?:hang|moi)\s+(?P<p11>ngay)\s*(?=$|[.;,])"
    # "hằng quý báo cáo": without "định kỳ" only beside a verb of reporting
    rf"|\b(?:hang|moi)\s+(?P<p2>{_UNIT}),?\s+(?={_REPORTS})"
    rf"|\bbao cao\s+(?:\w+\s+){{0,8}}?(?:dinh ky\s+)?(?:hang|moi)\s+(?P<p3>{_UNIT})"
    # "trước ngày 20 của tháng cuối quý"
    rf"|\b{_BY}ngay\s+\d{{1,2}}\s+(?:cua\s+)?thang\s+(?:cuoi|dau)\s+(?:cua\s+)?(?:moi\s+)?(?P<p4>quy)\b"
    # "trước ngày 25 hằng tháng", "chậm nhất ngày 30/11 hằng năm", "chậm nhất thứ Sáu hằng tuần"
    rf"|\b{_BY}(?:{_DAY}|thu (?:hai|ba|tu|nam|sau|bay|[2-7])),?\s+(?:hang|moi|cua moi|cua)\s+(?P<p5>{_UNIT})"
    # "phát sóng hằng ngày từ ngày 15/01"; "họp giao ban hằng quý", "duy trì ... hằng tháng"
    rf"|\b(?:thong bao|phat song|dua tin|truc|cap nhat)\b[^.;,]{{0,60}}\bhang\s+(?P<p13>ngay)\b"
    rf"|\b(?:duy tri|to chuc|giao ban)\b[^.;,]{{0,60}}\s(?:hang|moi)\s+(?P<p14>{_UNIT})(?=\s*(?:$|[.;,]|giua))"
    rf"|(?<!ke hoach )(?<!chuong trinh )\b(?:tuan tra|kiem tra|ra quan)\s+(?:hang|moi)\s+(?P<p15>tuan|thang)\b"
    # "phát hành bản tin hằng tuần": what comes out again and again, and no plan's or report's name
    rf"|(?<!ke hoach)(?<!chuong trinh)(?<!bao cao)(?<!lich)(?<=\w) hang\s+(?P<p16>tuan|thang)\s*(?=$|[.;,])"
    # "02 phiên giao dịch việc làm mỗi tháng"
    rf"|\b\d{{1,2}}(?: \w+){{1,5}} (?:moi|hang)\s+(?P<p17>{_UNIT})"
    # "hằng năm, trước ngày 15 tháng 12"
    rf"|\b(?:hang|moi)\s+(?P<p12>{_UNIT}),?\s+{_BY}{_DAY}(?!\s*[/\d])"
    # "6 tháng một lần", "mỗi quý một lớp", "sơ kết hằng năm"
    rf"|\b(?:(?:dinh ky|moi|hang)\s+)?(?P<p6>{_UNIT})\s+(?:mot|0?1)\s+lan\b"
    rf"|\bmoi\s+(?P<p7>{_UNIT})\s+(?:mot|it nhat|toi thieu|\d{{1,2}})\b"
    rf"|\b(?:so ket|tong ket|cap nhat)\s+(?:hang|moi)\s+(?P<p8>{_UNIT})"
)


def find_recurring(folded: str) -> Iterator[tuple[int, int, Period]]:
    """Yield where each recurring duty of a sentence is told, and its period."""
    for match in _RECURRING.finditer(folded):
        unit = next(word for word in match.groups() if word)
        yield match.start(), match.end(), PERIODS[unit.removeprefix("0")]
