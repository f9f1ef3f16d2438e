"""Mentions of other documents and of clauses in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from corpus.model import Reference
from corpus.text import UPPER

# "20-TB/CQTTBCĐ", "57-NQ/TW", "66.7/2025/NQ-CP", "130/2025/TT-BTC", "12/KH-UBND", "36-HD/VPTW"
NUMBER = (
    rf"\d{{1,6}}(?:\.\d{{1,3}})?(?:/\d{{4}})?[-/][{UPPER}][{UPPER}a-zđ]{{0,9}}\d{{0,2}}"
    rf"(?:\s?[-/&]\s?[{UPPER}][{UPPER}a-zđ]{{0,12}}\d{{0,2}}){{0,3}}"
)
_TYPES = (
    "Thông tư liên tịch|Thông báo kết luận|Nghị quyết liên tịch|Nghị quyết|Quyết định|Chỉ thị|Kết luận|Quy chế|"
    "Quy định|Thông báo|Thông tư|Hướng dẫn|Chương trình|Kế hoạch|Đề án|Báo cáo|Tờ trình|Công văn|Công điện|Nghị định|"
    "Luật|Pháp lệnh|Bộ luật|Hiến pháp|Quy trình|Văn bản"
)
_DATE = r"ngày\s+(?P<{0}d>\d{{1,2}})(?:/|\s+tháng\s+)(?P<{0}m>\d{{1,2}})(?:/|\s+năm\s+)(?P<{0}y>\d{{4}})"
# "Điểm b, Khoản 2, Điều 8", "Điểm b, Mục 4 Phụ lục kèm theo", "Mục 1, Phần II"
_UNIT = (
    r"(?:[Đđ]iểm\s+[a-zđ]\b(?:,\s+[a-zđ]\b)*(?:\s+và\s+[a-zđ]\b(?!\w))?"
    r"|(?:[Kk]hoản|[Đđ]iều)\s+\d+(?:,\s+\d+\b(?!/))*(?:\s+và\s+\d+\b(?!/))?|[Mm]ục\s+(?:\d+|[IVX]+)\b"
    r"|[Pp]hần\s+(?:[IVX]+|\d+)\b|[Cc]hương\s+[IVX]+\b|[Pp]hụ lục(?:\s+[IVX]+\b)?)"
)
# "khoản 1, khoản 3 Điều 2 và Điều 5", "các khoản 1, 2 và 3 Điều 4"
_PROVISION = rf"(?P<provision>{_UNIT}(?:[,;]?\s+(?:và\s+)?(?:các\s+)?{_UNIT}){{0,8}})"
_PROVISION += r"(?:\s+(?:kèm theo|của|tại|ban hành kèm theo))?\s+"

# "Công văn số 693-CV/VPTW, ngày 02/3/2026"; further numbers of the same type: ", số 693-CV/VPTW, ngày ..."
_NUMBERED = re.compile(
    rf"(?<!\w)(?:{_PROVISION})?(?:(?:các|Các)\s+)?(?:(?P<type>{_TYPES})\s+)?(?:số:?\s*)(?P<number>{NUMBER})"
    rf"(?:,?\s*{_DATE.format('n')})?"
)
_BARE_NUMBER = re.compile(rf"(?<![\w/.-])(?P<number>{NUMBER})(?:,?\s*{_DATE.format('b')})?")
# "Luật Dữ liệu năm 2024", "Chương trình công tác năm 2026 của Ban Chỉ đạo"; a title has no punctuation
_TITLED = re.compile(
    rf"(?<!\w)(?:{_PROVISION})?(?P<title>(?:(?:Bộ luật|Luật|Pháp lệnh)\s+(?=[{UPPER}])"
    rf"|Chương trình\s+(?:công tác|đối ngoại)\b|Hiến pháp\b)"
    rf"(?:(?!\bngày\b)[^,.;:()\"“”]){{0,60}}?\s*năm\s+\d{{4}}(?:\s+và hằng năm)?"
    rf"(?:\s+của\s+(?:Ban Chỉ đạo|Chính phủ|Quốc hội|Bộ Chính trị))?)"
)
# "Luật Ban hành văn bản quy phạm pháp luật"; not "thi hành của Luật."
_ACT = re.compile(
    rf"(?<!\w)(?:{_PROVISION})?(?P<title>(?:Bộ luật|Luật|Pháp lệnh)\s+[{UPPER}][^\W\d_]*(?:\s+[^\W\d_]+){{0,10}}?)"
    r"(?=\s*[,.;:()]|\s+(?:và|năm|số|ngày)\s|\s*\n|\s*$)"
)
# "Chương trình công tác 2026 của Ban Chỉ đạo"
_PROGRAMME = re.compile(r"(?P<title>Chương trình công tác\s+\d{4}(?:\s+của\s+(?:Ban Chỉ đạo|Chính phủ))?)")


def find_references(text: str, start: int = 0, end: int | None = None) -> list[Reference]:
    """Return the references of ``text[start:end]`` in order, without overlap; offsets are into ``text``."""
    stop = len(text) if end is None else end
    found: list[Reference] = []  # in order, without overlap
    for pattern in (_NUMBERED, _TITLED, _PROGRAMME, _ACT, _BARE_NUMBER):
        for match in pattern.finditer(text, start, stop):
            place = bisect_right(found, match.start(), key=_start)
            after_last = place == 0 or found[place - 1].end <= match.start()
            if after_last and (place == len(found) or match.end() <= found[place].start):
                found.insert(place, _reference(match))
    return found


def references_within(references: Sequence[Reference], start: int, end: int) -> tuple[Reference, ...]:
    """Return those of ordered references that lie in ``[start, end)``."""
    first = bisect_left(references, start, key=_start)
    last = bisect_left(references, end, key=_start)
    return tuple(r for r in references[first:last] if r.end <= end)


def normalize_number(number: str) -> str:
    """Return a document number without inner spaces ("17 - TB / CQTTBCĐ" -> "17-TB/CQTTBCĐ")."""
    return re.sub(r"\s+", "", number)


def normalize_title(title: str) -> str:
    """Return an unnumbered act's title in one writing ("Chương trình công tác 2026" -> "... năm 2026")."""
    return re.sub(r"(?<!năm) (?=20\d\d\b)", " năm ", " ".join(title.split()))


def _start(reference: Reference) -> int:
    return reference.start


def _reference(match: re.Match[str]) -> Reference:
    groups = match.groupdict()
    number, title = groups.get("number"), groups.get("title")
    document = normalize_number(number) if number else normalize_title(title or "")
    return Reference(match.group(), match.start(), match.end(), document, groups.get("provision"), _date(groups))


def _date(groups: dict[str, str | None]) -> date | None:
    for prefix in ("n", "b"):
        day, month, year = (groups.get(prefix + part) for part in "dmy")
        if day and month and year:
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                return None
    return None
