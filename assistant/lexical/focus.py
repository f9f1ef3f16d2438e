"""What detail a question wants: a number, an amount, a telephone number, a room; and whether a text states one.

A passage about the right matter may not say how much or where: the order to buy servers does not answer "bao nhiêu
máy chủ?", nor that to hold a conference "ở hội trường nào?".
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
    figure: bool = True
    """Whether it is a number; else a place, a channel, a name: a detail that its own words must state."""


# a figure that is no date, no part of a document's number, no label of a clause
_FIGURE = (
    r"(?<![\w/.,(-])(?<!ngay )(?<!thang )(?<!nam )(?<!quy )(?<!dieu )(?<!khoan )(?<!muc )(?<!so )(?<!trang )"
    r"(?<!phu luc )(?<!luat )(?<!giai doan )(?<!- )\d+(?:[.,]\d+)*(?![\d/]|-[a-z]|g\b|[.,]\d|\)|\s*-\s*\d{4})"
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
# what is paid for one thing, which no share is
_PRICE_NOUN = (
    r"(?:le phi|(?:muc |tien )phi|phi (?:cap|lam|dich vu)|tien (?:cong|phat|thuong|luong)|muc (?:phat|luong)|phu cap)"
)
_WHICH = r"(?:nao|gi|may|so may|bao nhieu)"
_VENUE = r"(?:hoi truong|phong hop|phong hoc|giang duong|khach san|toa nha)"
# "phối hợp ở đâu" is no meeting
_MEETS = r"(?:(?<!phoi )(?<!tong )(?<!ket )hop|hoi nghi|hoi thao|so ket|tong ket|buoi le)"
_ON_AIR = r"(?:vtv|htv|vov|truyen hinh|phat thanh|youtube|tivi)"
_POST = (
    r"(?:to truong|to pho|truong nhom|nhom truong|truong doan|chu nhiem|thu ky|giam doc|cuc truong|vu truong"
    r"|truong phong)"
)
_SOMEBODY = r"(?:ai|nguoi nao|dong chi nao|vi nao|ong nao|ba nao)"
_ASKED_OF_MAIL = r"(?:e-?mail|thu dien tu|hom thu)"
_DETAILS = (
    Focus(
        "venue",
        re.compile(
            rf"\b{_VENUE} {_WHICH}\b|\btang (?:may|nao)\b|\b{_MEETS} (?:(?:duoc|to chuc|dien ra|se|tai) )*o "
            r"(?:dau|cho nao|phong nao|dia diem nao)\b|\b(?:which|what) (?:room|venue|hall|hotel|floor)\b"
        ),
        re.compile(rf"\b{_VENUE}\b|\btang \d|\bdia diem\b"),
        figure=False,
    ),
    Focus(
        "address",
        re.compile(
            r"\bdia chi (?:nao|o dau|la gi|cu the|tru so|nha)\b|\bso nha (?:nao|may|bao nhieu)\b"
            r"|\b(?:street|postal) address\b"
        ),
        re.compile(r"\bdia chi\b(?! (?:ip|mang))|\bso \d+\w? (?:duong|pho|ngo)\b"),
        figure=False,
    ),
    Focus(
        "mail",
        re.compile(
            rf"\b{_ASKED_OF_MAIL} (?:nao|gi|la gi|cua ai)\b|\b(?:dia chi|(?:ve|vao|qua|toi|den)) {_ASKED_OF_MAIL}\b"
            r"|\b(?:which|what)(?: is the)? e-?mail\b|\be-?mail address\b"
        ),
        re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
        figure=False,
    ),
    Focus(
        "account",
        re.compile(r"\bso tai khoan\b|\btai khoan (?:so )?(?:nao|may|bao nhieu)\b|\bma so thue\b|\baccount number\b"),
        re.compile(r"\b(?:tai khoan|ma so thue)[^.;]{0,40}\d{6,}"),
        figure=False,
    ),
    Focus(
        "channel",
        re.compile(
            rf"\bkenh {_ON_AIR}(?: \w+)? (?:nao|may)\b|\b{_ON_AIR} (?:may|nao)\b"
            rf"|\bkenh (?:nao|may) (?:cua )?{_ON_AIR}\b"
            r"|\bphat (?:song )?(?:tren|o) kenh\b|\b(?:which|what) (?:tv |television |radio )?(?:channel|station)\b"
        ),
        re.compile(r"\b(?:vtv|htv|vov) ?\d|\bkenh (?:vtv|htv|vov|truyen hinh|youtube)"),
        figure=False,
    ),
    Focus(
        "hour",
        re.compile(r"\b(?:luc |vao |den )?may gio\b|\bgio giac\b|\b(?:at|by) what hour\b|\bwhat time of day\b"),
        re.compile(r"\b\d{1,2} ?(?:gio|h\d{2}|h\b)|\b\d{1,2}:\d{2}\b"),
        figure=False,
    ),
    Focus(
        "post",
        re.compile(
            rf"\b{_SOMEBODY}\b[^?.!,]{{0,40}}\b(?:la|lam|giu|cu|chuc) (?:\w+ ){{0,3}}?{_POST}\b"
            rf"|\b{_POST}\b[^?.!,]{{0,30}}\bla {_SOMEBODY}\b"
            r"|\bwho (?:is|was|will be)(?: \w+){0,4} (?:head|leader|chair|director) of the"
            r" (?:\w+ ){0,3}(?:team|group|task force)"
        ),
        re.compile(rf"\b{_POST}\b"),
        figure=False,
    ),
    Focus(
        "contractor",
        re.compile(
            r"\btrung thau\b|\bnha thau (?:nao|la ai)\b|\b(?:who|which (?:company|firm|contractor)) won\b"
            r"|\b(?:won|awarded) the (?:contract|tender|bid)\b"
        ),
        re.compile(r"\btrung thau\b|\bnha thau\b"),
        figure=False,
    ),
)

FOCUSES = (
    *_DETAILS,
    Focus(
        "age",
        re.compile(r"\bbao nhieu tuoi|\bmay tuoi|\bsinh nam (?:nao|bao nhieu)|\bnam sinh\b|\bhow old\b"),
        re.compile(r"\d+ tuoi\b|\bsinh (?:ngay|nam)\b"),
    ),
    Focus(
        "phone",
        re.compile(
            r"\b(?:so dien thoai|dien thoai so|sdt|hotline|duong day nong|phone number|telephone number)\b"
            r"|\bso may (?:nao|cua ai|le|lien he|ban)\b"
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
        "price",
        re.compile(
            rf"\b{_PRICE_NOUN}\b[^?.!]{{0,70}}\b{_HOW_MANY}\b|\b{_HOW_MANY} {_PRICE_NOUN}\b"
            r"|\bhow (?:much|high) (?:is|are|was) the (?:\w+ ){0,2}(?:fee|fine|salary|charge)"
        ),
        re.compile(_MONEY),
    ),
    Focus(
        "document number",
        re.compile(
            r"\b(?:bao cao|thong bao|cong van|quyet dinh|ke hoach|nghi quyet|van ban|to trinh|chi thi|thong tu)"
            r" so (?:may|nao|bao nhieu)\b"
        ),
        re.compile(r"\b\d[\d.]*(?:/\d{4})?[-/][a-z]"),
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
            r"|\b(?:cao|rong|nang|dien tich|cong suat|dung luong|toc do|dan so)\b[^?.!,]{0,40}\bbao nhieu\b"
            r"|\bhow (?:tall|high|big|large|heavy|fast|wide)\b|\bwhat is the population of\b"
            r"|\bhow many(?! (?:task|document|day|week|month|agenc|ministr|deadline|report"
            r"|thing|item|job|dut|of|are|were|does|do|did|must|plan)\w*)"
        ),
        re.compile(_FIGURE),
    ),
)


def focus_of(question: str) -> Focus | None:
    """Return the kind of thing that a question wants; None where it wants none of these."""
    folded = fold(_MACHINE.sub("thiết bị", question))
    return next((focus for focus in FOCUSES if focus.asked.search(folded)), None)


_MACHINE = re.compile(r"\bmáy(?: móc| chủ| tính)?\b", re.IGNORECASE)
"""What "mấy" is mistaken for without its marks."""


def states(focus: Focus, text: str) -> bool:
    """Tell whether a text says a thing of the kind."""
    return focus.stated.search(_ROW.sub("", fold(text))) is not None


_ROW = re.compile(r"^\d{1,3} \| ", re.MULTILINE)
"""The number of a table's row, which counts nothing."""


_ACTS = r"(?:xong|nop|lam|hoan thanh|bao cao|gui|trinh|thuc hien|trien khai)"
# "Hà Nội đã nộp báo cáo đó chưa?", "việc đó làm xong chưa?"; not "đã đến hạn chưa?"
_DONE = re.compile(
    rf"\bda {_ACTS}\b[^?.!,;]{{0,80}}\bchua\b|\b{_ACTS} (?:\w+ ){{0,6}}chua\b(?=\W*(?:$|a\b|vay|nhi|the))"
    r"|\b(?:has|have) (?:(?!to )\w+ ){1,8}(?:yet|submitted|finished|completed|reported|delivered)\b"
)


def asks_whether_done(question: str) -> bool:
    """Tell whether a question asks if something was done: orders say what is to be done, never that it was."""
    return _DONE.search(fold(question)) is not None
