"""Names of bodies that no registry lists, told by how they are built: where one that begins here ends.

"Sở Văn hóa, Thể thao và Du lịch", "Văn phòng HĐND và UBND xã", "Thuế tỉnh Gia Lai", "Công an xã".
"""

from __future__ import annotations

import re

from corpus.agency_names import NameFinder
from corpus.text import UPPER
from corpus.vocabulary import BRANCH_NOUNS, ORGANISATION_NOUNS, VERB

# Words that no name goes on over: "Ban Chỉ đạo | các giải pháp", "Ban Chỉ đạo | trước ngày"
_STOPS = (
    "các", "những", "kết quả", "trước", "sau", "định kỳ", "hằng", "hàng", "theo", "trong", "cho", "khi", "nếu",
    "và", "với", "cùng", "để", "về", "tại", "có", "là", "đã", "của", "từ", "đến", "được", "phải", "cần", "xem xét",
    "ý kiến",
)  # fmt: skip
ORGANISATION = "|".join(sorted(ORGANISATION_NOUNS, key=len, reverse=True))
BRANCH = "|".join(sorted(BRANCH_NOUNS, key=len, reverse=True))
# "Sở Khoa học và Công nghệ" goes on, "Sở Tư pháp và Bộ Tư pháp" and "Sở Tư pháp và các cơ quan" do not
_LOCAL_NOUN = "Thuế|Hải quan|Thống kê|Thi hành án dân sự|Trạm Y tế"
_STOP = (
    rf"(?!và\s+(?!(?:{ORGANISATION}|{BRANCH}|{_LOCAL_NOUN})\b)[{UPPER}])"
    rf"(?:{VERB}|(?:{'|'.join(_STOPS)})\b)"
)
# Terms that a name holds whole, whatever in them would end it: commas, "và", words that are verbs elsewhere
_TERM = (
    r"(?:[Pp]hòng cháy(?:,| và) chữa cháy|[Cc]ứu nạn(?:,| và) cứu hộ|[Pp]hòng, chống|[Dd]ự án đầu tư(?: xây dựng)?"
    r"|[Đđ]ầu tư xây dựng|[Đđ]ầu tư công|[Xx]úc tiến đầu tư)"
)
_NAME_WORD = rf"(?:(?:và\s+)?{_TERM}|(?!{_STOP})[^\W_]+)"
NAME = rf"(?:{_TERM}|(?!{_STOP})[^\W\d_]+)(?:\s+{_NAME_WORD}){{0,9}}"
# "Thuế tỉnh Gia Lai", "Hải quan khu vực VII", "Trạm Y tế xã", "Tổ công tác Đề án 06": words that name a body here only
_LOCAL = (
    rf"(?:{_LOCAL_NOUN})\s+(?=(?:tỉnh|thành phố|khu vực|cơ sở|xã|phường)\b)"
    r"|Cổng\s+(?=Thông tin điện tử)|Đồn\s+(?=Biên phòng)|Tổ\s+(?=(?:công tác|công nghệ số|giúp việc)\b)"
)
_UNKNOWN = re.compile(
    rf"(?:{_LOCAL}"
    rf"|(?:{ORGANISATION})\s+(?=[{UPPER}]|(?:tỉnh|thành phố|xã|phường|đặc khu|nhân dân|cấp (?:tỉnh|huyện|xã))\b)"
    rf"|(?:{BRANCH})\s+(?=[{UPPER}])){NAME}"
    # "Cục Kế hoạch - Tài chính", not "Văn phòng Bộ - Cơ quan thường trực"
    rf"(?:\s+[-–]\s+(?!(?:{ORGANISATION}|Cơ quan)\b)[{UPPER}](?:{NAME}|\w*))?"
    # "Cục Lâm nghiệp, Thủy sản và Kiểm ngư": a comma inside a name is followed by "và" and no other body
    rf"(?:,\s+(?!(?:{ORGANISATION}|{BRANCH}|{_LOCAL_NOUN})\b)"
    rf"(?=[{UPPER}][^,;.():]{{0,40}}?\s+và\s+[{UPPER}]){NAME})?"
    # "Vụ Pháp luật về dân sự chủ trì": what stands before "chủ trì" is the name
    rf"(?:\s+về\s+[^\W\d_]+(?:\s+(?!chủ trì\b)[^\W\d_]+){{0,9}}(?=\s+chủ trì\b))?"
)
# "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Tân Lập", "Văn phòng Đoàn ĐBQH và HĐND tỉnh": one office
_PLACE_NAME = rf"(?:\s+(?:tỉnh|thành phố|TP\.?|xã|phường|đặc khu))?(?:\s+[{UPPER}][^\W\d_]*){{0,4}}"
_JOINT_OFFICE = re.compile(
    r"Văn phòng\s+(?:Đoàn\s+(?:đại biểu Quốc hội|ĐBQH)|Hội đồng nhân dân|HĐND)(?:,\s+(?:Hội đồng nhân dân|HĐND))?"
    rf"\s+và\s+(?:Hội đồng nhân dân|HĐND|[ỦU][yỷ]\s+ban\s+nhân\s+dân|UBND){_PLACE_NAME}"
)
# "Sở Y tế | kiểm điểm": what is neither the province nor another name
_ENDS_SECTOR = re.compile(rf"\s+(?!(?:tỉnh|thành phố|TP|và)\b)[^\W\d_{UPPER}]")
_DEPARTMENT = re.compile(r"Sở\s+")
# "Công an xã | huấn luyện": a level without a place's name ends a body's; "chính sách xã hội" has none
_LEVEL_END = re.compile(rf"\b(?:tỉnh|thành phố|xã|phường|đặc khu)(?=\s+(?!hội\b|thông minh\b)[^\W\d_{UPPER}])")
# "Ủy ban nhân dân xã Ia Grai" and what may follow: ", phường Pleiku và xã Chư Sê"
_OF_COMMUNE = re.compile(rf"(?P<body>[^,;.:()]{{3,40}}?)\s+(?:xã|phường|đặc khu)\s+[{UPPER}]")
_COMMUNE = re.compile(rf"(?:xã|phường|đặc khu)(?:\s+[{UPPER}][^\W_]*){{1,5}}")
# "Ủy ban nhân dân các xã: Tân Lập, Yên Sơn và Phú Lương"
_PLACE = rf"(?!(?:{ORGANISATION}|{BRANCH})\b)[{UPPER}][^\W_]*(?:\s+[{UPPER}\d][^\W_]*){{0,4}}"
_ONE_PLACE = re.compile(_PLACE)
_COMMUNES = re.compile(rf"(?<=xã|ng|hu)(?:\s*:\s*|\s+){_PLACE}(?:(?:,|\s+và)\s+{_PLACE})*")


def joint_office_end(text: str, position: int, end: int) -> int | None:
    """Return where the one office of two bodies ends ("Văn phòng HĐND và UBND xã"), or None where none begins."""
    match = _JOINT_OFFICE.match(text, position, end)
    return match.end() if match else None


def written_end(text: str, position: int, end: int, finder: NameFinder) -> int | None:
    """Return where a body's name ends, at a verb, a punctuation mark or its level's word; None where none begins."""
    match = _UNKNOWN.match(text, position, end)
    if not match:
        return None
    last = match.end()
    # "Sở Văn hóa, Thể thao và Du lịch": a province's department bears its ministry's name
    if department := _DEPARTMENT.match(text, position, end):
        ministry = finder.match_at(text, department.end(), end, bare=True)
        last = _department_end(text, last, ministry.end) if ministry else last
    level = _LEVEL_END.search(text, position, last)
    return level.end() if level else last


def _department_end(text: str, end: int, sector: int) -> int:
    """Return where a department's name ends: behind its sector, its province taken in."""
    return sector if sector >= end or _ENDS_SECTOR.match(text, sector, end) else end


def same_body_of(text: str, name: str, position: int, end: int) -> tuple[str, int] | None:
    """Read the next of communes whose body is named once: "Ủy ban nhân dân xã Ia Grai, | phường Pleiku".

    Args:
        text: the document's text; the commune would begin at ``position``.
        name: the body named before.
        end: where to stop.

    Returns:
        The full name of the commune's body and where it ends.
    """
    body, commune = _OF_COMMUNE.match(name), _COMMUNE.match(text, position, end)
    return (f"{body['body']} {commune.group()}", commune.end()) if body and commune else None


def communes_named(text: str, position: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return where each commune stands that a group lists by name, behind "Ủy ban nhân dân các xã"."""
    match = _COMMUNES.match(text, position, end)
    return tuple(place.span() for place in _ONE_PLACE.finditer(text, position, match.end())) if match else ()
