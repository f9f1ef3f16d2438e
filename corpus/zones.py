"""The places of a document: letterhead, body, closing and what follows the signature.

Layouts: Nghị định 30/2020/NĐ-CP, annex I (state bodies) and Hướng dẫn 36-HD/VPTW (Party bodies).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus import doctypes
from corpus.columns import unfold_closing, unfold_letterhead
from corpus.lines import Line, join
from corpus.naming import OFFICES
from corpus.numbering import match_label
from corpus.references import NUMBER
from corpus.text import UPPER, fold

_SEARCH_LINES = 60
# "Số 693-CV/VPTW", "Số: 12/KH-UBND"
# and older ones: "SỐ: 144 /2002/QĐ/BTC", "Nghị định của Chính phủ số 115/2003/NĐ-CP"
NUMBER_LINE = re.compile(
    rf"(?:\b(?:Số|SỐ)\s*:?|^(?:{'|'.join(doctypes.NAMES.values())}) của [^\n\d]{{1,60}}\s[Ss]ố)\s*"
    rf"(?P<number>{NUMBER}|\d{{1,6}} /\d{{4}}/[{UPPER}]{{1,10}}(?:[-/][{UPPER}]{{1,12}}){{0,3}})",
    re.MULTILINE,
)
# "(Kèm theo Quyết định số 45/QĐ-TTg ...", "(Ban hành kèm theo ...", "(Ban hành theo Quyết định số ..."
_ATTACHED_LINE = re.compile(r"\(\s*(?:(?:Ban hành )?[Kk]èm theo|Ban hành theo)\s")
_TITLE_LINES = 6
# "Bộ trưởng yêu cầu các đơn vị thực hiện các nhiệm vụ sau:" is running text
_LEAD_IN = re.compile(r"\b(?:yêu cầu|đề nghị|chỉ đạo|kết luận|thực hiện|như sau|sau đây)\b[^.;:]{0,90}:$")
# "Hà Nội, ngày 02 tháng 3 năm 2026"
PLACE_DATE = re.compile(
    r"(?P<place>[^\W\d_][^,\d\n]{1,40}),\s*ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})"
)
SUBJECT = re.compile(r"(?:V/v|Về việc)\s*:?\s*(?=\S)")
# "ngày 10/10/2003 về chế độ công chức dự bị." below "Nghị định của Chính phủ số 115/2003/NĐ-CP"
_DATED_TITLE = re.compile(r"ngày\s+\d", re.IGNORECASE)
# Who enacts, between title and recitals: "CHÍNH PHỦ", "BỘ TRƯỞNG BỘ TÀI CHÍNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NGHỆ AN"
_ENACTING = re.compile(
    r"quoc hoi|uy ban thuong vu quoc hoi|chu tich nuoc|(?:thu tuong )?chinh phu|(?:(?:bo|tong cuc|cuc|vien) truong"
    r"|(?:chu tich )?uy ban nhan dan|hoi dong nhan dan|thong doc ngan hang|(?:tong )?giam doc|chanh an"
    r"|tong (?:thanh tra|kiem toan)) [^.:;]+"
)
# "Kính gửi: ..."; "THỦ TƯỚNG CHÍNH PHỦ điện:" of an urgent dispatch
ADDRESSEES = re.compile(rf"Kính gửi\s*:?\s*|[{UPPER}][^.;:]{{5,80}}\s(?:điện|ĐIỆN)\s*:\s*")
RECIPIENTS = re.compile(r"Nơi (?:nhận|gửi)\s*:?\s*$|Nơi (?:nhận|gửi)\s*:")
# "K/T CHÁNH VĂN PHÒNG", "TM. BAN BÍ THƯ", "KT/ BỘ TRƯỞNG", "TM . UBND"; behind a full stop also "TM. Chính phủ"
CAPACITY = re.compile(
    rf"(?:T/M|TM|K/T|KT|T/L|TL|TUQ|Q)(?:\s?[./]\s?|\s+)[{UPPER}]{{2}}|(?:T/M|TM|K/T|KT|T/L|TL|TUQ)\s?\.\s?[{UPPER}]"
)
_LEADING = re.compile(r"\bchủ trì\b", re.IGNORECASE)
_BODY_OPENING = re.compile(r"(?:Căn cứ|Thực hiện|Trên cơ sở|Ngày|Để|Nhằm|Sau khi|Xét|Theo)\b")
MOTTOES = ("dang cong san viet nam", "cong hoa xa hoi", "doc lap - tu do")


@dataclass(frozen=True, slots=True)
class Zones:
    """The lines of a document by place."""

    preface: Sequence[Line]
    body: Sequence[Line]
    conclusions: Sequence[Line]
    annexes: Sequence[Line] = ()
    """What follows the signature."""


def split_zones(lines: Sequence[Line]) -> Zones:
    """Tell letterhead, body and closing apart; the letterhead's and closing's lines come joined, an entry a line."""
    lines = unfold_letterhead(lines)
    lines = unfold_closing(lines, lambda i: _opens_annex(lines, i) is not None)
    end = _annexes_start(lines)
    tail = _conclusions_start(lines[:end])
    head = _preface_end(lines[:tail])
    return Zones(_join_preface(lines[:head]), lines[head:tail], _join_conclusions(lines[tail:end]), lines[end:])


def _annexes_start(lines: Sequence[Line]) -> int:
    """Return where annexes begin after the signature: at "PHỤ LỤC", or at the title of what is "(Kèm theo ...)"."""
    for i in range(len(lines)):
        start = _opens_annex(lines, i)
        if start and _conclusions_start(lines[:start]) < start:
            return start
    return len(lines)


def _opens_annex(lines: Sequence[Line], i: int) -> int | None:
    """Return where an annex begins that line ``i`` tells of, if it does."""
    line = lines[i]
    if (label := match_label(line.text)) and label.element == "annex":
        return i
    if not _ATTACHED_LINE.match(line.text):
        return None
    above = range(i - 1, max(0, i - _TITLE_LINES), -1)
    kind = next((j for j in above if fold(lines[j].text) in doctypes.TITLES), None)
    if kind is not None:
        return kind
    capitals = len(list(takewhile(lambda j: lines[j].text.isupper(), above)))  # "CHẾ ĐỘ KẾ TOÁN / ÁP DỤNG CHO ..."
    return i - capitals if capitals else None


def _conclusions_start(lines: Sequence[Line]) -> int:
    for i in range(len(lines) - 1, max(-1, len(lines) - _SEARCH_LINES), -1):
        if RECIPIENTS.match(lines[i].text):
            return _signature_start(lines[:i])
    return _signature_start(lines)


def _signature_start(lines: Sequence[Line]) -> int:
    """Return where a signature at the end of the lines begins: an office in capitals, then only titles and a name."""
    start = len(lines)
    for i in range(len(lines) - 1, max(0, len(lines) - 9), -1):
        text = lines[i].text
        if len(text) > 60 or text[-1] in ".;:" or match_label(text):
            break
        if is_signature(text):
            start = i
    return start


def _preface_end(lines: Sequence[Line]) -> int:
    near = lines[:_SEARCH_LINES]
    for i, line in enumerate(near):
        if ADDRESSEES.match(line.text):
            return _block_end(lines, i + 1)
    if near and (label := match_label(near[0].text)) and label.element == "annex":
        closed = next((i for i, line in enumerate(near[:12]) if line.text.endswith(")")), None)
        return 1 if closed is None else closed + 1
    numbered = next((i for i, line in enumerate(near) if NUMBER_LINE.search(line.text)), None)
    if numbered is None:
        return _attached_end(near)
    for i in range(numbered + 1, len(near)):
        text = near[i].text
        if near[i].table is not None:
            return i
        label = match_label(text)
        title = PLACE_DATE.search(text) or SUBJECT.match(text) or _DATED_TITLE.match(text)
        sentence = (text.endswith(".") or _LEAD_IN.search(text)) and not title
        opens = _BODY_OPENING.match(text) or _opens_paragraph(near, i)
        if (label and label.element != "annex") or opens or sentence:
            return i
    return min(len(near), len(lines))


_LONG_LINE = 55
"""Characters from which a line in small letters is a paragraph's."""


def _opens_paragraph(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a long line behind a blank one opens the body: the subject stands between the title and it."""
    line = lines[i]
    if not line.blank_before or len(line.text) < _LONG_LINE or line.text.isupper() or not line.text[0].isupper():
        return False
    return any(fold(lines[j].text) in doctypes.TITLES for j in range(i - 1))


def _attached_end(lines: Sequence[Line]) -> int:
    """Return where the letterhead of a file ends that holds only what is "(Ban hành kèm theo ...)" another."""
    opened = next((i for i, line in enumerate(lines[:_TITLE_LINES]) if _ATTACHED_LINE.match(line.text)), None)
    if opened is None:
        return 0
    return next((i + 1 for i in range(opened, min(opened + _TITLE_LINES, len(lines))) if ")" in lines[i].text), 0)


def _block_end(lines: Sequence[Line], first: int) -> int:
    """Return the end of a list of addressees: dashes and their continuation lines."""
    i = first
    while i < len(lines) and (lines[i].text[0] in "-–—+" or lines[i].text[0].islower()):
        i += 1
    return i


def _join_preface(lines: Sequence[Line]) -> list[Line]:
    """Join the subject's lines, and each addressee's, into one line each."""
    groups: list[list[Line]] = []
    joining = False
    for place, line in enumerate(lines):
        entry = bool(SUBJECT.match(line.text) or ADDRESSEES.match(line.text) or line.text[0] in "-–—(")
        head = bool(NUMBER_LINE.search(line.text) or PLACE_DATE.search(line.text) or is_motto(line.text))
        head = head or (place == len(lines) - 1 and is_enacting(line.text))
        if entry or head or not joining:
            groups.append([line])
        else:
            groups[-1].append(line)
        joining = entry or (joining and not head and not groups[-1][-1].text.endswith(")"))
    return [join(group) for group in groups]


def _join_conclusions(lines: Sequence[Line]) -> list[Line]:
    groups: list[list[Line]] = []
    for line in lines:
        starts = line.text[0] in "-–—" or RECIPIENTS.match(line.text) or is_signature(line.text)
        in_entry = bool(groups) and groups[-1][0].text[0] in "-–—"
        if groups and in_entry and not starts and not line.text.isupper():
            groups[-1].append(line)
        else:
            groups.append([line])
    return [join(group) for group in groups]


def is_signature(text: str) -> bool:
    """Tell whether a line opens a signature: "KT. BỘ TRƯỞNG", or an office in capitals."""
    return bool(CAPACITY.match(text)) or (text.isupper() and any(o.lower() in text.lower() for o in OFFICES))


def is_official(lines: Sequence[Line]) -> bool:
    """Tell whether some line is one that only official documents have, or gives somebody work.

    A motto, "Hà Nội, ngày ...", a title of its own ("QUYẾT ĐỊNH"), "Kính gửi:", "Nơi nhận:", "KT. BỘ TRƯỞNG",
    "Điều 1.", "PHỤ LỤC", or who is to lead ("chủ trì").
    """
    return any(map(_is_official, lines))


def _is_official(line: Line) -> bool:
    text, label = line.text, match_label(line.text)
    if label and label.element in {"annex", "art"}:
        return True
    marks = (ADDRESSEES, RECIPIENTS, CAPACITY)
    is_title = text.isupper() and fold(text) in doctypes.TITLES
    return (
        is_title or is_motto(text) or bool(PLACE_DATE.search(text) or _LEADING.search(text))
        or any(mark.match(text) for mark in marks)
    )  # fmt: skip


def is_enacting(text: str) -> bool:
    """Tell whether a line, the last of a letterhead, names who enacts ("BỘ TRƯỞNG BỘ TÀI CHÍNH")."""
    return bool(_ENACTING.fullmatch(fold(text)))


def is_motto(text: str) -> bool:
    """Tell whether a line is a letterhead's motto ("Độc lập - Tự do - Hạnh phúc")."""
    return any(motto in fold(text) for motto in MOTTOES)
