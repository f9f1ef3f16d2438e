"""What narrows a list: denials, superlatives, quantities; and what looks like one and is none."""

from __future__ import annotations

from assistant.understand.cues.pattern import THAT, Cue, any_of

_PARTICLE = (
    r"(?:a|ah|nhi|nhe|nha|vay|the|day|do|đó|nao|em|anh|chi|ban|sep|oi|ha|hen|luon|nua|dau|ta|minh|roi|hay sao|giup"
    r"|ho|voi)"
)
TAG = Cue(
    rf"\b(?:(?:hay|hoac|phai|duoc|dung|co|the) )?(?:khong|chua)(?: {_PARTICLE})*(?=\W*$|\s*[,.;?!:])"
    r"|\b(?:khong|chua)(?= (?:hay|hoac)\b)"
    r"|\b(?:hay|hoac)(?: la)? (?:khong|chua)(?: (?:co|phai)(?: viec| nhiem vu)?(?: gi| nao)?)?(?=\W*$|\W*[,.;?!])"
    # "có hơn 5 việc không?": the answer gives the number
    r"|\b(?:(?:hon|tren|duoi|du|den|toi) )?\d+ (?:viec|nhiem vu|dau viec)(?=[^,.;?!]{0,24}\b(?:khong|chua)\W*$)"
    # "tôi không rõ Bộ Công an có việc gì"
    r"|\b(?:khong|chua|chang)(?: duoc)? (?:biet|ro|nam|nho|hieu|thay(?: nhac)?|biet ro|can thiet|chi)\b"
    # "không sót cái nào nhé": every list is whole
    r"|\b(?:khong|dung|chua|chang|tranh|khoi)(?: (?:duoc|de|bi))* (?:bo )?(?:sot|thieu|quen|lot)\b[^,.;?!\x00]{0,24}"
    r"|\b(?:isn't|aren't|doesn't|don't) (?:it|they)\b|\bor not\b"
)
"""Ends a question ("có việc gì không?"), or says why it is asked: no denial."""
LIMIT = Cue(
    r"\b(?:khong|chua|chang|chac|khoi(?! (?:luong|dang|co quan|nganh))|tru khi"
    r"|ngoai tru|tru(?! so)"
    r"|ngoai(?! (?:giao|ngu|ra|te|thanh|hoi|khoi|nuoc|tinh|nganh))(?<!nuoc ngoai)(?<!doi ngoai)(?<!nam ngoai)"
    r"|mot minh|tu lam|(?:tu )?doc lap|rieng le|duy nhat|vua [^\x00]{2,40} vua|da bat dau"
    r"|dang (?:lam d[oở]|thuc hien d[oở])"
    r"|(?:it nhat|nhieu nhat|toi thieu|toi da|khong qua|duoi|tren|hon) (?:\d+|mot|hai|ba|bon|nam)"
    r"(?: (?:tuan|ngay|thang|co quan|don vi|bo|viec|nhiem vu))?\b"
    r"|\d+ (?:co quan|don vi|bo|van ban|viec|nhiem vu|dau viec|muc)|tro len|tro xuong"
    r"|top \d+|(?:hai|ba|bon|nam|sau|bay|tam|chin|muoi) (?:viec|nhiem vu|dau viec)"
    r"|(?<=viec nao )(?:la )?(?:quan trong|uu tien|noi bat|can thiet|dang chu y|kho|lon)(?! nhat)"
    rf"|(?:co quan|don vi|bo|tinh) (?:{THAT}|ay|kia)"
    r"|(?:nhieu|it)(?: [a-z]+){0,4} nhat|(?:quan trong|noi bat|tieu bieu|kho khan|phuc tap|uu tien|[a-z]+) nhat"
    r")\b"
)
LIMIT_EN = Cue(
    r"\b(?:not|no|without|except(?:ing)?|excluding|other than|apart from|neither|nor|never|nobody|none|[a-z]+n't"
    r"|most|least|fewest|latest|last|longest|largest|biggest|newest|at least|more than|fewer than|less than"
    r"|alone|by itself|on its own|both|\d+ (?:tasks?|items?|agenc(?:y|ies)|ministr(?:y|ies)))\b"
)
"""Says which tasks of all those named are meant, unless something was made of it."""
OPENS = Cue(
    r"khong|chua|chang|chac|khoi|tru|ngoai|mot minh|tu lam|vua|not|no\b|without|except|excluding|other than|apart"
    r"|nei|nor|never|nobody|none|[a-z]+n't"
)
"""Begins a restriction that goes on to the end of its clause."""
MANNERLY = Cue(
    r"\b(?:(?:cham|muon|tre|thu|thong|day du|chi tiet|cu the|nhanh|chinh xac|ro|ngan gon|gon|du|k[yỹ]|khan truong)"
    r" nhat|at (?:most|least)(?! \d)|no\.? ?\d+|last (?:week|month|quarter|year))\b"
)
"""A superlative of manners, or a number: narrows nothing."""
EXTREME = any_of(
    r"(?:muon|xa|lau|dai|tre|cham|cuoi) nhat"
    r"(?! ?(?:\x00|la (?!viec|nhiem vu|cai|dau viec|gi)|vao |den |trong (?:thang|quy|nam|tuan)|ngay|khi|bao gio"
    r"|thang|quy))",
    r"(?:den|toi|het) han (?:sau|cuoi) cung",
    r"(?:thoi )?han (?:cuoi cung|sau cung|cuoi)(?= (?:cua|trong|la viec|thuoc|o) )",
    r"(?:latest|furthest|last|final) (?:deadline|due)",
    r"(?:due|falls?|comes?) (?:last|latest)",
    r"(?:longest|most|furthest) overdue|overdue (?:the )?longest",
)
"""Asks for the last deadline; of what is overdue, for the first."""
_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
FEW = Cue(
    rf"\b(?:(?P<vi>\d{{1,2}}|{'|'.join(_NUMBERS)}) "
    r"(?:viec|nhiem vu|dau viec|han|muc|moc|co quan|don vi|bo|thang|van ban)\b"
    r"|(?:top|next|nearest|soonest|first|last) (?P<top>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|(?P<en>\d{1,2}) (?:[a-z]+ )?(?:tasks|deadlines|items))"
)
"""How many tasks are asked for."""


def amount(folded: str) -> int | None:
    """Return how many tasks are asked for."""
    match = FEW.search(folded)
    if not match:
        return None
    word = match["vi"] or match["top"] or match["en"]
    return int(word) if word.isdecimal() else _NUMBERS[word]


_DATED = (
    r"(?:co|ghi|neu)(?: ro| ghi)? (?:thoi )?han (?:ro rang|cu the|xac dinh)",
    r"(?:co|ghi|neu)(?: ro| ghi)? (?:ngay|moc)(?: thang)? (?:cu the|ro rang)",
    r"with (?:a )?(?:clear|definite|fixed|specific) (?:deadlines?|dates?)",
)
DATED = Cue(rf"(?<!khong )(?<!chua )\b(?:{'|'.join(_DATED)})(?!\w)")
"""Asks for tasks with a day: the undated ones are left out."""
BY_NAME = any_of(
    r"(?:khong|chua|tru|bo|chu khong)(?: (?:tinh|ke|lay|gom|bao gom|phai|ca|viec|nhiem vu|nhung|cac|may|phan|qua|ra))*"
    r" (?:(?:duoc )?giao )?chung(?: cho (?:cac )?(?:bo|nhom|co quan|nganh)(?: nganh)?)?(?! cua)",
    r"(?:chi |duoc )?(?:giao |neu )?dich danh",
    r"(?:chi )?(?:goi|neu|ghi|chi) (?:dich danh|(?:ro |thang |dung )?ten)(?! van ban)",
    r"by name(?: only)?|named (?:tasks )?only",
    r"(?:not|excluding|except|without)(?: counting| the| any| tasks?| those)*(?: given| assigned)?(?: to)? groups?"
    r"(?: tasks?)?",
)
"""Asks for what names the agency, not for what a group that it belongs to is given."""
DONE = any_of(
    r"(?:da|duoc) (?:hoan thanh|lam xong|xong|lam|nop|bao cao|thuc hien xong|giai quyet)(?! chua tot)",
    r"(?:chua|van chua|con chua) (?:hoan thanh|xong|lam|lam xong|nop|bao cao|thuc hien|giai quyet)",
    r"(?:xong|hoan thanh|nop|lam|bao cao)(?: xong)? (?:het )?chua",
    r"(?<!han )(?:toi|den) dau(?: roi)?(?=\W*$)",
    r"tien do(?: thuc hien)?(?: cua [^,.;?!]{1,60}?)? (?:the nao|ra sao|den dau|toi dau)",
    r"(?:completed|finished|done|submitted) (?:already|yet)",
    r"(?:already|not yet|not been|been) (?:completed|finished|done|submitted)",
    r"(?:have|has|is|are) .{0,60}(?:completed|finished|been done)",
)
"""Asks whether something was done, which no directive says."""
MANNER_WORDS = frozenset(
    """
    khac dung giu nhan no cu som so ho chia giu nam trich phan y ra khoang de day luon dua roi gon luu rua vu
    mot hai ba ro ke doc lo ganh om vuong dinh keo treo ton thieu cho loc gom nhom tach bao can gap kip mau
    nghe noi viet xin moi nay ay chu nhin thu dat tron ven dang cuc bo nganh tinh xa phuong so ban
    kem kinh lay hoai nhau sua tuc chot k ko vay ha hen oke ok yes pls giup dum gium voi tuong tu lien ngay sang chieu
    trua toi mai qua du co coi nhac ua e
    phong ben nha cac nhung moi tung deu sap vua moi them bot dau cuoi giua tong het tron chung rieng
    diem ten phut sot chan luc trao suot vong
    contain contains under please kindly just exactly currently right list lists give gives stand stands
    """.split()
)
"""Lone syllables, folded, that are manners of speaking in a question for tasks."""
