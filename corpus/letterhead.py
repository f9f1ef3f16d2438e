"""What the letterhead and the closing say: number, date, subject, addressees; recipients and signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from corpus.doctypes import TITLES
from corpus.lines import Line
from corpus.model import Signer
from corpus.naming import office_case
from corpus.numbering import match_label
from corpus.references import NUMBER
from corpus.text import fold, sentence_case
from corpus.zones import (
    ADDRESSEES,
    CAPACITY,
    NUMBER_LINE,
    PLACE_DATE,
    RECIPIENTS,
    SUBJECT,
    is_enacting,
    is_motto,
    is_signature,
)

# "(Kèm theo Thông báo số 20-TB/CQTTBCĐ, ngày 16/3/2026 của Ban Chỉ đạo ...)"
_ATTACHED = re.compile(
    rf"\(?\s*(?:Ban hành )?[Kk]èm theo (?P<type>[^\d(),]{{1,60}}?) số:?\s*(?P<number>{NUMBER}),?\s*"
    r"ngày\s+(?P<date>.{1,40}?)\s+của\s+"
    r"(?P<issuer>[^)]{1,400}?)\s*\)",
    re.DOTALL,
)
_SHORT_DATE = re.compile(r"(?P<d>\d{1,2})(?:/|\s+tháng\s+)(?P<m>\d{1,2})(?:/|\s+năm\s+)(?P<y>\d{4})", re.IGNORECASE)
# "... số 115/2003/NĐ-CP ngày 10/10/2003": the date of a title that holds the number
_ITS_DATE = re.compile(rf"\s*,?\s*ngày\s+{_SHORT_DATE.pattern}", re.IGNORECASE)
# "Nghị định của Chính phủ số 115/2003/NĐ-CP ngày 10/10/2003" before what it is about
_OLD_TITLE = re.compile(
    rf"(?:[^\W\d]+ ){{0,3}}của [^\d]{{1,80}}?\ssố\s*:?\s*\d{{1,6}}\s?[-/]\S+{_ITS_DATE.pattern}\s*|của [^\d]{{1,80}}$",
    re.IGNORECASE,
)
# "(đã ký)", "(Ký tên, đóng dấu)"
_SIGNED = re.compile(r"\W*(?:đã )?ký\b[^\d]{0,30}", re.IGNORECASE)
# "ỦY BAN NHÂN DÂN / THÀNH PHỐ HẢI PHÒNG", "BAN CHỈ ĐẠO TRUNG ƯƠNG / VỀ PHÁT TRIỂN ...": a name of several lines
_UNFINISHED = re.compile(r"(?:^(?:[ỦU]Ỷ? ?BAN|HỘI ĐỒNG) NHÂN DÂN|\s(?:VÀ|VỀ|CỦA)|[,-])$")
_GOES_ON = re.compile(r"(?:VỀ|VÀ|CỦA|TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|HUYỆN|ĐẶC KHU)\s")


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


def read_letterhead(preface: Sequence[Line], type_names: Sequence[str]) -> Letterhead:
    """Read the metadata of a preface; ``type_names`` are the document types that a title line may name."""
    text = "\n".join(line.text for line in preface)
    own, attached = NUMBER_LINE.search(text), _attached(text)
    place = PLACE_DATE.search(text)
    return Letterhead(
        number=attached["number"] if attached else own and own["number"],
        type_name=attached["type"].strip() if attached else _title_type(preface, type_names),
        issuer=" ".join(attached["issuer"].split()) if attached else None,
        date=_date(_SHORT_DATE.search(attached["date"]) if attached else place or _date_behind(own, text)),
        place=place["place"].strip() if place else None,
        subject=_annex_title(preface) if attached else _subject(preface, type_names),
        addressees=_entries(preface, ADDRESSEES),
    )


def _date_behind(number: re.Match[str] | None, text: str) -> re.Match[str] | None:
    return _ITS_DATE.match(text, number.end()) if number else None


def is_attachment(preface: str) -> bool:
    """Tell whether a letterhead is that of an annex: it names the document that it goes with, and has no number."""
    return _attached(preface) is not None


def _attached(preface: str) -> re.Match[str] | None:
    own, attached = NUMBER_LINE.search(preface), _ATTACHED.search(preface)
    if own and attached and own.start() < attached.start():  # "Số: 45/QĐ-UBND ... (Kèm theo Tờ trình số ...)"
        return None
    return attached


def read_closing(conclusions: Sequence[Line]) -> Closing:
    """Read recipients and signature."""
    end = len(conclusions)
    signature = next((i for i, line in enumerate(conclusions) if is_signature(line.text)), end)
    recipients = next((i for i, line in enumerate(conclusions) if RECIPIENTS.match(line.text)), end)
    if recipients < signature:
        return Closing(_entries(conclusions[:signature], RECIPIENTS), _signer(conclusions[signature:]))
    return Closing(_entries(conclusions[recipients:], RECIPIENTS), _signer(conclusions[signature:recipients]))


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
    texts = [line.text for line in lines if not _SIGNED.fullmatch(line.text)]
    at = next((i for i in reversed(range(len(texts))) if not texts[i].isupper()), None)
    if at is None or len(texts) < 2:
        return None
    in_small = bool(CAPACITY.match(texts[0]))  # "TM. Chính phủ / Thủ tướng / Phan Văn Khải"
    titles = texts[:at] if in_small else [text for text in texts if text.isupper()]
    if not titles:
        return None
    capacities = list(takewhile(CAPACITY.match, titles))  # "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"
    return Signer(texts[at], office_case(titles[-1]), " ".join(capacities) or None)


def _title_type(preface: Sequence[Line], type_names: Sequence[str]) -> str | None:
    at = _title_at(preface, type_names)
    if at is None:
        return None
    title = fold(preface[at].text)
    return max((name for name in type_names if f"{title} ".startswith(f"{fold(name)} ")), key=len)


def _title_at(preface: Sequence[Line], type_names: Sequence[str]) -> int | None:
    """Return where the title stands: "QUYẾT ĐỊNH", else "Nghị định của Chính phủ số ..."."""
    folds = {fold(name) for name in type_names}
    titles = [fold(line.text) for line in preface]
    exact = next((i for i, title in enumerate(titles) if title in folds), None)
    whose = (i for i, title in enumerate(titles) if " cua " in title and title.partition(" cua ")[0] in folds)
    return next(whose, None) if exact is None else exact


def _annex_title(preface: Sequence[Line]) -> str | None:
    """Return an annex's title: the lines between its label and "(Kèm theo ...)", the kind of document left out."""
    titles: list[str] = []
    for line in takewhile(lambda line: not line.text.startswith("("), preface):
        label = match_label(line.text)
        titles.append(line.text[label.end :] if label and label.element == "annex" else line.text)
    titles = [title for title in titles if title]
    capitals = list(takewhile(str.isupper, titles))
    return " ".join(filter(None, [sentence_case(" ".join(capitals)), *titles[len(capitals) :]])) or None


def _subject(preface: Sequence[Line], type_names: Sequence[str]) -> str | None:
    for line in preface:
        if match := SUBJECT.match(line.text):
            return line.text[match.end() :]
    title = _title_at(preface, type_names)
    if title is None:
        return None
    first = title if NUMBER_LINE.search(preface[title].text) else title + 1
    behind = [line.text for line in preface[first:] if not ADDRESSEES.match(line.text)]
    if behind and is_enacting(behind[-1]):
        behind.pop()
    rest = [text for text in behind if text[0] not in "-–("]
    if rest and not rest[0].isupper():  # the issuer in capitals may follow the title
        rest = list(takewhile(lambda text: not text.isupper(), rest))
    words = " ".join(rest)
    old = _OLD_TITLE.match(words)
    return sentence_case(words[old.end() :].rstrip(" .") if old else words) or None


def _date(match: re.Match[str] | None) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    except ValueError:
        return None


def issuer_lines(preface: Sequence[Line]) -> list[str]:
    """Return the upper-case names above the number that may be the issuer's, nearest to the number last."""
    found: list[str] = []
    for line in preface:
        if NUMBER_LINE.search(line.text):
            break
        if line.text.isupper() and len(line.text) > 2 and not is_motto(line.text) and fold(line.text) not in TITLES:
            if found and (_UNFINISHED.search(found[-1]) or _GOES_ON.match(line.text)):
                found[-1] += " " + line.text
            else:
                found.append(line.text)
    return found
