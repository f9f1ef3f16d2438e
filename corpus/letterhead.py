"""What stands before and after the body: letterhead, subject, addressees; recipients and signature.

Layouts: Nghị định 30/2020/NĐ-CP, annex I (state bodies) and Hướng dẫn 36-HD/VPTW (Party bodies).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from corpus.clean import Line, join
from corpus.model import Signer
from corpus.numbering import match_label
from corpus.references import NUMBER
from corpus.text import UPPER, fold, sentence_case

_SEARCH_LINES = 60
# "Số 693-CV/VPTW", "Số: 12/KH-UBND"
_NUMBER_LINE = re.compile(rf"\bSố\s*:?\s*(?P<number>{NUMBER})")
# "(Kèm theo Thông báo số 20-TB/CQTTBCĐ, ngày 16/3/2026 của Ban Chỉ đạo ...)"
_ATTACHED = re.compile(
    rf"\(?\s*(?:Ban hành )?[Kk]èm theo (?P<type>[^\d(),]{{1,60}}?) số:?\s*(?P<number>{NUMBER}),?\s*"
    r"ngày\s+(?P<date>.{1,40}?)\s+của\s+"
    r"(?P<issuer>[^)]{1,400}?)\s*\)",
    re.DOTALL,
)
# "Hà Nội, ngày 02 tháng 3 năm 2026"
_PLACE_DATE = re.compile(
    r"(?P<place>[^\W\d_][^,\d\n]{1,40}),\s*ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})"
)
_SHORT_DATE = re.compile(r"(?P<d>\d{1,2})(?:/|\s+tháng\s+)(?P<m>\d{1,2})(?:/|\s+năm\s+)(?P<y>\d{4})")
_SUBJECT = re.compile(r"(?:V/v|Về việc)\s*:?\s*(?=\S)")
_ADDRESSEES = re.compile(r"Kính gửi\s*:?\s*")
_RECIPIENTS = re.compile(r"Nơi nhận\s*:?\s*$|Nơi nhận\s*:")
# "K/T CHÁNH VĂN PHÒNG", "TM. BAN BÍ THƯ", "T/L BỘ TRƯỞNG"
_CAPACITY = re.compile(rf"(?:T/M|TM|K/T|KT|T/L|TL|TUQ|Q)\.?\s+[{UPPER}]{{2}}")
_BODY_OPENING = re.compile(r"(?:Căn cứ|Thực hiện|Trên cơ sở|Ngày|Để|Nhằm|Sau khi|Xét|Theo)\b")
_MOTTOES = ("dang cong san viet nam", "cong hoa xa hoi", "doc lap - tu do")

_OFFICES = (
    "Tổng Bí thư", "Bí thư", "Thủ tướng", "Bộ trưởng", "Thứ trưởng", "Chủ tịch", "Chánh Văn phòng", "Trưởng Ban",
    "Giám đốc", "Cục trưởng", "Vụ trưởng", "Tổng Kiểm toán", "Viện trưởng", "Chủ nhiệm", "Tổng Thanh tra", "Thống đốc",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Zones:
    """The lines of a document by place."""

    preface: tuple[Line, ...]
    body: tuple[Line, ...]
    conclusions: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Metadata read from the preface."""

    number: str | None
    type_name: str | None
    issuer: str | None
    date: date | None
    place: str | None
    subject: str | None
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """Metadata read from the conclusions."""

    recipients: tuple[str, ...]
    signer: Signer | None


def split_zones(lines: Sequence[Line]) -> Zones:
    """Tell letterhead, body and closing apart; the letterhead's and closing's lines come joined, an entry a line."""
    tail = _conclusions_start(lines)
    head = _preface_end(lines[:tail])
    return Zones(tuple(_join_preface(lines[:head])), tuple(lines[head:tail]), tuple(_join_conclusions(lines[tail:])))


def read_letterhead(preface: Sequence[Line], type_names: Sequence[str]) -> Letterhead:
    """Read the metadata of a preface; ``type_names`` are the document types that a title line may name."""
    text = "\n".join(line.text for line in preface)
    attached = _ATTACHED.search(text)
    place = _PLACE_DATE.search(text)
    return Letterhead(
        number=attached["number"] if attached else _first_group(_NUMBER_LINE, text, "number"),
        type_name=attached["type"].strip() if attached else _title_type(preface, type_names),
        issuer=" ".join(attached["issuer"].split()) if attached else None,
        date=_date(_SHORT_DATE.search(attached["date"]) if attached else place),
        place=place["place"].strip() if place else None,
        subject=_annex_title(preface) if attached else _subject(preface, type_names),
        addressees=_entries(preface, _ADDRESSEES),
    )


def read_closing(conclusions: Sequence[Line]) -> Closing:
    """Read recipients and signature."""
    end = len(conclusions)
    signature = next((i for i, line in enumerate(conclusions) if _is_signature(line.text)), end)
    recipients = next((i for i, line in enumerate(conclusions) if _RECIPIENTS.match(line.text)), end)
    if recipients < signature:
        return Closing(_entries(conclusions[:signature], _RECIPIENTS), _signer(conclusions[signature:]))
    return Closing(_entries(conclusions[recipients:], _RECIPIENTS), _signer(conclusions[signature:recipients]))


def _conclusions_start(lines: Sequence[Line]) -> int:
    for i in range(len(lines) - 1, max(-1, len(lines) - _SEARCH_LINES), -1):
        if _RECIPIENTS.match(lines[i].text):
            return _signature_start(lines[:i])
    return _signature_start(lines)


def _signature_start(lines: Sequence[Line]) -> int:
    """Return where a signature at the end of the lines begins: an office in capitals, then only titles and a name."""
    start = len(lines)
    for i in range(len(lines) - 1, max(0, len(lines) - 9), -1):
        text = lines[i].text
        if len(text) > 60 or text[-1] in ".;:" or match_label(text):
            break
        if _is_signature(text):
            start = i
    return start


def _preface_end(lines: Sequence[Line]) -> int:
    near = lines[:_SEARCH_LINES]
    for i, line in enumerate(near):
        if _ADDRESSEES.match(line.text):
            return _block_end(lines, i + 1)
    if near and (label := match_label(near[0].text)) and label.element == "annex":
        closed = next((i for i, line in enumerate(near[:12]) if line.text.endswith(")")), None)
        return 1 if closed is None else closed + 1
    numbered = next((i for i, line in enumerate(near) if _NUMBER_LINE.search(line.text)), None)
    if numbered is None:
        return 0
    for i in range(numbered + 1, len(near)):
        text = near[i].text
        label = match_label(text)
        sentence = text.endswith(".") and not (_PLACE_DATE.search(text) or _SUBJECT.match(text))
        if (label and label.element != "annex") or _BODY_OPENING.match(text) or sentence:
            return i
    return min(len(near), len(lines))


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
    for line in lines:
        entry = bool(_SUBJECT.match(line.text) or _ADDRESSEES.match(line.text) or line.text[0] in "-–—(")
        head = bool(_NUMBER_LINE.search(line.text) or _PLACE_DATE.search(line.text))
        if entry or head or not joining:
            groups.append([line])
        else:
            groups[-1].append(line)
        joining = entry or (joining and not head and not groups[-1][-1].text.endswith(")"))
    return [join(group) for group in groups]


def _join_conclusions(lines: Sequence[Line]) -> list[Line]:
    groups: list[list[Line]] = []
    for line in lines:
        starts = line.text[0] in "-–—" or _RECIPIENTS.match(line.text) or _is_signature(line.text)
        in_entry = bool(groups) and groups[-1][0].text[0] in "-–—"
        if groups and in_entry and not starts and not line.text.isupper():
            groups[-1].append(line)
        else:
            groups.append([line])
    return [join(group) for group in groups]


def _is_signature(text: str) -> bool:
    return bool(_CAPACITY.match(text)) or (text.isupper() and any(o.lower() in text.lower() for o in _OFFICES))


def _entries(lines: Sequence[Line], opening: re.Pattern[str]) -> tuple[str, ...]:
    """Return the entries of a list that ``opening`` begins, without dashes and final punctuation."""
    first = next((i for i, line in enumerate(lines) if opening.match(line.text)), None)
    if first is None:
        return ()
    match = opening.match(lines[first].text)
    assert match is not None  # noqa: S101 - just found
    entries = [lines[first].text[match.end() :], *(line.text for line in lines[first + 1 :] if line.text[0] in "-–—")]
    return tuple(entry for e in entries if (entry := e.lstrip("-–— ").rstrip(" .,;")))


def _signer(lines: Sequence[Line]) -> Signer | None:
    if len(lines) < 2:
        return None
    name = next((line.text for line in reversed(lines) if not line.text.isupper()), None)
    titles = [line.text for line in lines if line.text.isupper() and line.text != name]
    if not name or not titles:
        return None
    capacity = titles[0] if _CAPACITY.match(titles[0]) else None
    return Signer(name, office_case(titles[-1]), capacity)


def office_case(title: str) -> str:
    """Write an upper-case office as running text does ("PHÓ CHÁNH VĂN PHÒNG" -> "Phó Chánh Văn phòng")."""
    if not title.isupper():
        return title
    lowered = title.lower()
    for office in _OFFICES:
        lowered = lowered.replace(office.lower(), office)
    return lowered[:1].upper() + lowered[1:]


def _title_type(preface: Sequence[Line], type_names: Sequence[str]) -> str | None:
    by_fold = {fold(name): name for name in type_names}
    return next((by_fold[fold(line.text)] for line in preface if fold(line.text) in by_fold), None)


def _annex_title(preface: Sequence[Line]) -> str | None:
    for line in preface:
        label = match_label(line.text)
        title = line.text[label.end :] if label and label.element == "annex" else line.text
        if title and not title.startswith("("):
            return sentence_case(title)
    return None


def _subject(preface: Sequence[Line], type_names: Sequence[str]) -> str | None:
    for line in preface:
        if match := _SUBJECT.match(line.text):
            return line.text[match.end() :]
    folds = {fold(name) for name in type_names}
    title = next((i for i, line in enumerate(preface) if fold(line.text) in folds), None)
    if title is None:
        return None
    rest = [
        line.text for line in preface[title + 1 :] if not _ADDRESSEES.match(line.text) and line.text[0] not in "-–("
    ]
    if rest and not rest[0].isupper():  # the issuer in capitals may follow the title
        rest = list(takewhile(lambda text: not text.isupper(), rest))
    return sentence_case(" ".join(rest)) or None


def _date(match: re.Match[str] | None) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    except ValueError:
        return None


def _first_group(pattern: re.Pattern[str], text: str, group: str) -> str | None:
    match = pattern.search(text)
    return match[group] if match else None


def issuer_lines(preface: Sequence[Line]) -> list[str]:
    """Return the upper-case lines above the number that may name the issuer, nearest to the number last."""
    found = []
    for line in preface:
        if _NUMBER_LINE.search(line.text):
            break
        if line.text.isupper() and len(line.text) > 2 and not any(m in fold(line.text) for m in _MOTTOES):
            found.append(line.text)
    return found
