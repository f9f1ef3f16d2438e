"""Groups asked about: "các tỉnh phải làm gì", "nhiệm vụ của các bộ, ngành", "what must the provinces do"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.groups import group_key
from corpus.text import fold, has_diacritics, uncapitalize

_NOUNS = (
    "cơ quan ngang bộ", "cơ quan thuộc chính phủ", "cơ quan trung ương", "ban đảng", "bộ ngành", "bộ", "ban ngành",
    "ngành", "tỉnh thành", "tỉnh ủy", "tỉnh uỷ", "thành ủy", "thành uỷ", "tỉnh", "thành phố", "địa phương", "đảng ủy",
    "đảng uỷ", "đoàn thể", "sở ngành", "sở", "xã phường", "xã", "phường", "đặc khu",
)  # fmt: skip
_BY_FOLDED = {fold(noun): noun for noun in _NOUNS}
_NOUN = "|".join(sorted(_BY_FOLDED, key=len, reverse=True))
# said without "các"
_COMMUNE = "(?:xa|phuong|dac khu|thi tran)"
_ALONE = (
    rf"{_COMMUNE}(?:(?: ?, ?| ?/ ?| va |, va | )(?:cac )?{_COMMUNE})+|cap xa(?= (?:o|tai|cua|thuoc"
    rf"|tren)\b)|dia phuong|bo nganh|tinh thanh|xa phuong|so nganh|bo ?, ?nganh|so ?, ?nganh|so ?, ?ban ?, ?nganh"
)
_ACTS = (
    r"(?:co (?:nhung |cac |bao nhieu |may |gi|viec|nhiem|trach|dau)|(?:da |dang |se |con )?(?:phai|duoc|can|lam|chu tri"
    r"|phoi hop|chiu trach|dam nhiem|(?:thuc hien|trien khai|bao cao|hoan thanh|nop) (?:nhung |gi))|con|thi"
    r"|trong|bi|o|tai|thuoc|cua|tren"
    r"|truoc|tu|den|thang|quy|tuan|nam)\b"
)
_LED = r"(?:cua|cho|giao|doi voi|the con|con|yeu cau|de nghi|tru|ngoai|ngoai tru|khong ke|khong tinh|bo|tru ra|tru di)"
_OF = r"(?:nhiem vu|viec)"
_BODY = r"(?:(?:uy ban nhan dan|uy ban|ubnd|hdnd|chinh quyen) )?"
_VIETNAMESE = re.compile(
    rf"\b(?:(?P<led>{_LED}) |(?P<of>{_OF}) )?(?P<name>{_BODY}(?:(?:tat ca |toan bo )?(?:cac|nhung) (?:{_NOUN})"
    rf"(?:(?: ?, ?| va |, va )(?:cac )?(?:{_NOUN}|ban)\b)*(?: (?:o |thuoc )?trung uong\b)?|(?:{_ALONE})))"
    r"\b(?! nao\b| ?:)"
)
_SPEAKERS = r"(?:(?:tui|tụi|bon|chung|ben|toi|tôi|em|minh|ta|anh|chi|nay) )*"
_ACTING = re.compile(rf"\s*,?\s{_SPEAKERS}{_ACTS}")
_END = re.compile(r"\s*(?:$|[?.!,;])")
_ENGLISH_NAMES = (
    (r"ministries(?:,? and (?:ministerial(?:-level)? )?agencies)", "các bộ, cơ quan ngang bộ"),
    (r"ministries", "các bộ"),
    (r"provinces(?: and (?:centrally[- ]run )?cities)?|provincial authorities", "các tỉnh, thành phố"),
    (r"localities|local authorities|local governments?", "các địa phương"),
    (r"communes(?:(?: and|,) wards)?|wards", "các xã, phường"),
    (r"provincial departments", "các sở"),
    (r"central agencies", "các cơ quan trung ương"),
)
_ENGLISH = re.compile(
    r"\b(?P<led>(?:for|of|to|by|must|do|does|are|should|can|have) )?(?P<name>(?:all )?(?:the )?(?:"
    + "|".join(f"(?P<e{n}>{words})" for n, (words, _) in enumerate(_ENGLISH_NAMES))
    + r"))\b(?=(?P<acts> (?:must|have|has|do|need|should|are|required|own|lead|led|coordinate|co-ordinate))?)"
)
# "kể cả việc giao chung cho các bộ": how tasks reach the agency that is asked about
_IN_COMMON = re.compile(
    r"\bchung (?:cho |cua |giua )?\Z"
    r"|\b(?:anything|everything|whatever|what|tasks?|work)(?: that)?(?: is)? (?:assigned|given)"
    r"(?: jointly| together)? to (?:the )?\Z"
)
_WHICH = re.compile(r"\b(?:which|what|how many|most|other) \Z")


@dataclass(frozen=True, slots=True)
class GroupMatch:
    """A group named as the one whose tasks are asked about."""

    key: str
    name: str
    start: int
    end: int


def find_groups(text: str, folded: str) -> Iterator[GroupMatch]:
    """Yield the groups that act or are given something; a group that a topic is about is none."""
    marked = has_diacritics(text)
    for m in _VIETNAMESE.finditer(folded):
        start, end = m.span("name")
        if _IN_COMMON.search(folded, 0, start):
            continue
        bracketed = text[:start].endswith("(") and text[end:].startswith(")")
        acts = bracketed or m["led"] or _ACTING.match(folded, end) or (m["of"] and _END.match(folded, end))
        if acts and (not marked or _as_written(text[start:end])):
            name = text[start:end] if marked else _with_diacritics(m["name"])
            yield GroupMatch(group_key(name), uncapitalize(name), start, end)
    for m in _ENGLISH.finditer(folded):
        if _IN_COMMON.search(folded, 0, m.start("name")):
            continue
        if (m["led"] or m["acts"]) and not _WHICH.search(folded, 0, m.start("name")):
            meant = next(vietnamese for n, (_, vietnamese) in enumerate(_ENGLISH_NAMES) if m[f"e{n}"])
            yield GroupMatch(group_key(meant), text[m.start("name") : m.end("name")], *m.span("name"))


def _as_written(words: str) -> bool:
    """Tell whether every noun stands there with its own diacritics: "các sở" and not "các số"."""
    typed = words.lower()
    return all(
        typed[m.start() : m.end()] in (_BY_FOLDED[m.group()], m.group())
        for m in re.finditer(rf"\b(?:{_NOUN})\b", fold(words))
    )


def _with_diacritics(folded: str) -> str:
    words = re.sub(rf"\b(?:{_NOUN})\b", lambda m: _BY_FOLDED[m.group()], folded)
    return words.replace("cac ", "các ").replace("nhung ", "những ")
