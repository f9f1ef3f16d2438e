"""What figure a question wants: a number, a share, an amount, a telephone number; and whether a text states one.

A passage about the right matter may not say how much: the order to buy servers does not answer "bao nhiêu máy chủ?".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.text import fold


@dataclass(frozen=True, slots=True)
class Focus:
    """A kind of thing: how questions ask for it, and what it looks like in a text, both folded."""

    name: str
    asked: re.Pattern[str]
    stated: re.Pattern[str]


# a figure that is no date, no part of a document's number, no label of a clause
_FIGURE = (
    r"(?<![\w/.,(-])(?<!ngay )(?<!thang )(?<!nam )(?<!quy )(?<!dieu )(?<!khoan )(?<!muc )(?<!so )(?<!trang )"
    r"(?<!phu luc )(?<!luat )(?<!giai doan )(?<!- )\d+(?:[.,]\d+)*(?![\d/]|-[a-z]|[.,]\d|\)|\s*-\s*\d{4})"
    r"|\b(?:hai|bon|sau|bay|tam|chin|muoi)(?= (?:nhom|muc|phan|dia phuong|nguoi|dot|lan|noi dung|nhiem vu|viec|cap)\b)"
    r"|\b(?:ba|nam)(?= (?:nhom|muc tieu|phan|dia phuong|dot|noi dung|nhiem vu)\b)"
)
_MONEY = r"\d[\d.,]*\s*(?:ty|trieu|nghin|ngan|dong|vnd|usd)\b"
_SHARE = r"\d[\d.,]*\s*(?:%|phan tram\b)"
_HOW_MANY = r"(?:bao nhieu|bao nhiu|may)"
_COUNTED_ELSEWHERE = (
    r"\w+ (?:gi\b|mot lan)|bua|ngay|gio|thang|quy|nam|hom|lau|viec|nhiem vu|bo(?! du lieu| tieu chi)|van ban|co quan"
    r"|don vi|dau viec|dau muc|khoan|vu|mang|muc(?! (?:tieu|do))|moc|han|cong viec|bo nganh|so nganh|cai|thu|chuyen"
    r"|bao cao"
)
_MONEY_NOUN = (
    r"(?:tien|ty|trieu|kinh phi|ngan sach|luong|phu cap|le phi|(?<!chi )phi|(?<!danh )(?<!quoc )gia|thuong|muc phat)"
)

FOCUSES = (
    Focus(
        "age",
        re.compile(r"\bbao nhieu tuoi|\bmay tuoi|\bsinh nam (?:nao|bao nhieu)|\bnam sinh\b|\bhow old\b"),
        re.compile(r"\d+ tuoi\b|\bsinh (?:ngay|nam)\b"),
    ),
    Focus(
        "phone",
        re.compile(
            r"\b(?:so dien thoai|dien thoai so|sdt|hotline|duong day nong|phone number|telephone number|so may)\b"
            r"|\b(?:goi|lien he) (?:(?:dien|voi|cho) )*(?:ai|so nao)\b"
        ),
        re.compile(r"\d{2,}[.\s]?\d{3,}[.\s]?\d{3,}"),
    ),
    Focus(
        "share",
        re.compile(rf"\b{_HOW_MANY} (?:diem )?phan tram|{_HOW_MANY} ?%|\bwhat (?:share|percentage|per cent)\b"),
        re.compile(_SHARE),
    ),
    Focus(
        "sum",
        re.compile(rf"\b{_HOW_MANY} (?:tien|ty|trieu|nghin|dong)\b|\bhow much money\b|\btotal cost\b"),
        re.compile(_MONEY),
    ),
    Focus(
        "money",
        re.compile(
            rf"\b{_MONEY_NOUN}\b[^?.!]{{0,70}}\b{_HOW_MANY}\b(?! (?:ngay|thang|nam|quy|lan|viec|nhiem vu))"
            rf"|\b{_HOW_MANY} {_MONEY_NOUN}\b|\b(?:what|total|how much) budget\b"
        ),
        re.compile(rf"{_MONEY}|{_SHARE}"),
    ),
    Focus(
        "number",
        re.compile(
            rf"\b{_HOW_MANY}(?! (?:{_COUNTED_ELSEWHERE})\b) \w"
            r"|\bhow many(?! (?:task|document|day|week|month|agenc|ministr|deadline|report"
            r"|thing|item|job|dut|of|are|were|does|do|did|must|plan)\w*)"
        ),
        re.compile(_FIGURE),
    ),
)


def focus_of(question: str) -> Focus | None:
    """Return the kind of thing that a question wants; None where it wants no figure."""
    folded = fold(question)
    return next((focus for focus in FOCUSES if focus.asked.search(folded)), None)


def states(focus: Focus, text: str) -> bool:
    """Tell whether a text says a thing of the kind."""
    return focus.stated.search(fold(text)) is not None


_ACTS = r"(?:xong|nop|lam|hoan thanh|bao cao|gui|trinh|thuc hien|trien khai)"
# "Hà Nội đã nộp báo cáo đó chưa?", "việc đó làm xong chưa?"; not "đã đến hạn chưa?"
_DONE = re.compile(
    rf"\bda {_ACTS}\b[^?.!,;]{{0,80}}\bchua\b|\b{_ACTS} (?:\w+ ){{0,6}}chua\b(?=\W*(?:$|a\b|vay|nhi|the))"
    r"|\b(?:has|have) (?:(?!to )\w+ ){1,8}(?:yet|submitted|finished|completed|reported|delivered)\b"
)


def asks_whether_done(question: str) -> bool:
    """Tell whether a question asks if something was done: orders say what is to be done, never that it was."""
    return _DONE.search(fold(question)) is not None
