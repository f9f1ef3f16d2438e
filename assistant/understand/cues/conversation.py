"""What shows that a question leans on the one before."""

from __future__ import annotations

from assistant.understand.cues.pattern import THAT, Cue, any_of

# Conversation: what shows that a question leans on the one before.
_THAT = rf"(?:{THAT}|nay|tren|ay|vua roi|vua neu|noi tren)"
WITHIN = any_of(
    rf"(?:trong|o) (?:so |cac |nhung |danh sach )?(?:viec |nhiem vu |dau viec )?{_THAT}",
    rf"(?:nhung|cac|so|may) (?:viec|nhiem vu|dau viec|cai) {_THAT}",
    r"(?:of|among|from) (?:those|these|them)",
    r"which of (?:those|these|them)",
)
WHOLE = any_of(
    r"(?:trong |tren |o )?(?:toan bo|ca|khap)(?: cai)? kho(?: van ban| du lieu)?(?: nay)?",
    r"trong (?:toan bo|tat ca|ca)(?: cac)? (?:ho so|tai lieu|danh sach|van ban)",
    r"(?:in |of |across )?(?:the )?(?:whole|entire) (?:corpus|collection)",
)
"""Asks of everything, whatever was spoken of before."""
CONTINUES = Cue(
    r"\W*(?:(?:the|vay|ok|oke|da|vang|u|uh|cam on(?: ban)?|thanks?|thank you)\W+)*"
    r"(?:(?:the |and the )?same (?:for|with)|(?:tuong tu|cung the)(?: voi| cho)?|the con|vay con|the thi|vay thi|the"
    r"|con|vay|va|roi|tiep theo|what about|how about|and|then|also)\b"
)
CORRECTS = any_of(
    r"y (?:cua )?(?:toi|minh|em|anh|chi)(?: la| muon noi| muon hoi)+",
    r"khong phai(?: the| vay)?",
    r"(?<![a-z] )(?:a |o |u )?khong(?=\s*,)",
    r"(?:toi |minh |em )?(?:hoi |noi |go )?nham(?: roi)?",
    r"(?:toi|minh|em) (?:dang |muon |chi )?hoi(?: ve| la)?",
    r"sua lai(?: la| thanh)?",
    r"(?:mo rong|thu hep|chuyen|thay|quay)(?: lai)?(?: ra| sang| bang| thanh| den| toi| ve)+",
    r"quay lai(?: voi| ve| hoi)?",
    r"change (?:it |that )?to",
    r"instead",
    r"doi (?:lai )?(?:thanh|sang)",
    r"dung hon la",
    r"i mean",
    r"i meant",
    r"sorry",
    r"correction",
    r"not that",
    r"rather",
)
STARTS_ANEW = any_of(
    r"(?:chuyen|doi|hoi|noi|xem|sang|qua)(?: (?:sang|qua|ve|lai|cho|em|toi|minh|mot|cau|giup))* "
    r"(?:chuyen|chu de|viec|van de|cau|cai|vu|y|de tai) (?:khac|nay chut|moi)",
    r"(?:doi|chuyen)(?: sang)? (?:chu de|de tai)(?: khac| moi)?",
    r"(?:new|another|different) (?:question|subject|topic)|change (?:of )?(?:the )?subject",
)
"""Leaves what was spoken of: "thôi chuyển sang chuyện khác: ..."."""
REMARK = any_of(
    r"(?:ban|em|anh|chi|tro ly|chatbot|may|he thong)(?: (?:tra loi|noi|viet|liet ke|dua|trinh bay|lam))+"
    r"(?: [a-z]+){0,3} (?:qua|the|vay|ghe|lam|day du|tot|hay|nhanh|cham)",
    r"(?:toi|minh|em|anh|chi) (?:dang|hoi|rat|hơi)? ?(?:voi|ban|met|ket hop|o ngoai|hop)(?= |\W*$)",
)
"""Says something of the answer or of who asks, and asks nothing."""
ONLY = any_of(
    # "anh/chị xem giúp" folds to the same
    r"(?:(?<!anh )(?<!anh/)(?<!nho )(?<!xin )(?<!a/)chi|loc|giu)(?: (?:giu|lay|lai|ra|xem|liet ke|tinh|can|hien"
    r"|nhung|cac|de|muon|hoi|quan tam|noi|nghe))+",
    r"(?:thu hep|gioi han|khoanh|rut gon)(?: lai)?(?: vao| trong| o| ve| con)*",
    r"thoi(?=\W*$)",
    r"(?<!dia )chi(?= (?:viec|nhiem vu|bao cao|cac|nhung|phan|chu tri|phoi hop|cua|o|trong)\b)",
    r"only",
    r"just",
)
"""Narrows what was asked before."""
BASIS = any_of(
    r"can cu (?:vao )?(?:dau|o dau|gi|nao)",
    r"o dau (?:noi|ghi)",
    r"(?:nguon|trich) (?:dau|o dau|tu dau)",
    r"based on what",
    r"where does it say",
)
"""Asks for the clause behind an answer."""
PRONOUN = any_of(
    r"(?:dau viec|viec|nhiem vu|cong viec|noi dung|yeu cau|dieu|cai|vu|chuyen|khoan|mang) "
    rf"(?:{THAT}|nay|ay|kia|tren|vua (?:roi|neu|noi)|(?:neu|noi) tren)",
    r"that (?:task|one|work)",
    r"this (?:task|one|work)",
)
PRONOUN_EN = any_of(r"it", r"them", r"they")
"""Of an English question only: "thêm", "ít" fold to the same letters."""
ADDS = any_of(
    r"(?:them|cong|kem|gop|bo sung)(?: (?:ca|vao|them|luon|cho))+",
    r"(?:tinh|lay|xem|ke|gom) (?:them )?ca",
    r"^\W*them",
    r"^\W*ca (?:may |cac |nhung )?(?:viec|phan|cai|nhiem vu)",
    r"(?:(?<=\x00 )|(?<=hop )|(?<=tri ))nua(?: (?:chu|co|nhe|nha|a|di|em|anh|chi))*(?=\W*$)",
    r"(?:and )?also(?: add| include)?",
    r"add|include|plus",
)
"""Adds to what was asked before, where others put something else in its place."""
ORDINALS = {
    "nhat": 1, "dau tien": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "cuoi cung": -1, "cuoi": -1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
}  # fmt: skip
ORDINAL = Cue(
    r"\b(?:viec|nhiem vu|dau viec|muc|cai|dong)\s+(?:(?P<vi2>dau tien|cuoi cung|cuoi)"
    r"|(?:thu|so)\s+(?P<vi>nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi|\d{1,3}))\b"
    r"|\b(?:the\s+)?(?P<en>first|second|third|fourth|fifth|last)\s+(?:one|task|item)\b"
    r"|\btask\s+(?:no\.?\s*)?(?P<n>\d{1,3})\b"
)
SORT = any_of(
    r"(?:sap|xep)(?: xep)?(?: lai)? (?:theo|lai)(?: (?:thu tu|thoi han|han))*",
    r"theo thu tu",
    r"(?:xep|sap)(?: xep)? [^,.;?!]{0,40}?theo (?:thoi )?han",
    r"^\W*theo (?:thoi )?han(?=\W*$)",
    r"(?:viec |cai |han )?(?:nao )?(?:gap|tre|gan|som|xa|cham)(?: han)?(?: lau| gan| hon)?(?: nhat)? "
    r"(?:len dau|len truoc|truoc tien|ghi truoc|xep truoc|truoc(?=\W*$))",
    r"(?:longest|nearest|earliest|soonest|oldest|most urgent)(?: overdue| due)? first",
    r"sort (?:what's left |the rest |those |these )?by",
    r"(?:gop|nhom|xep|chia|tach)(?: lai| ra)? theo (?:ngay|thoi han|han|thoi gian|tuan)",
    r"(?:sort|order)(?:ed)?(?: them| these| those)? by",
    r"in order of",
)
BOTH_SPOKEN_OF = Cue(
    r"\W*(?:(?:the|vay|con|cong|tinh|gop|gom|lay|xem|roi|va|ca)\W+)*(?:ca (?:hai|2)|both)(?: of them)?"
    r"(?: (?:bo|co quan|don vi|ben|noi|so|tinh|van ban|cong van|thang|ky|cai|lai|luon|cong lai"
    r"|chung|do|đó|nay|ay|kia))*"
    r"(?: (?:thi )?(?:sao|the nao|ra sao|nhe|a|di|co (?:viec )?gi|co (?:bao nhieu|may) viec))*\W*"
)
"""A whole question for the two last spoken of together: "cả hai bộ thì sao?", "cộng cả hai"."""
EVERY = any_of(
    r"(?:tat ca|toan bo|moi|ca)(?: cac| nhung)? (?:viec|nhiem vu|dau viec|co quan|don vi|bo|bo nganh|van ban)",
    r"(?:all|every) (?:the )?(?:tasks?|agenc(?:y|ies)|ministr(?:y|ies)|documents?)",
)
"""Asks of all there is, not of whom was spoken of."""
_BODY = r"(?:bo|co quan|don vi|tinh|so|(?<!van )(?<!bien )ban|cuc|uy ban|van phong|vien|tap doan|thanh pho)"
THAT_BODY = any_of(
    rf"(?:cua |cho |giao )?{_BODY} (?:nay|{THAT}|ay|kia|tren|vua (?:roi|neu|noi))",
    r"(?:that|the same|this) (?:ministry|agency|body|department|office|committee|province|city)",
)
"""Means the agency spoken of, by what kind of body it is."""
OF_THEM = any_of(
    rf"(?:cua|cho|giao) (?:ho(?! so\b)|no|(?:bo|co quan|don vi|tinh|ben|so|(?<!van )ban|cuc) (?:nay|{THAT}|ay|kia"
    rf"|tren))",
    rf"(?:bo|co quan|don vi|tinh|so|ban|cuc) (?:nay|{THAT}|ay)",
    r"(?:its|their)",
)
"""Means the agency spoken of."""
AGAINST = any_of(r"so (?:sanh )?(?:voi|cung)", r"compared? (?:to|with)|versus|vs")
"""Sets what follows against what was spoken of before."""
SURE = Cue(
    r"\W*(?:the |vay |ban |co |em |u |o |ua |oi |a |ha )*(?:chac (?:la )?(?:(?:du|het|dung) )?"
    r"(?:chua|khong|chan (?:chua|khong))"
    r"|(?:sao|co)(?: lai| moi| chi)? (?:it|nhieu|thieu)(?: the| vay| qua| thoi| a)*"
    r"|(?:con|co|bi)? ?(?:thieu|sot)(?: gi| cai nao| viec nao| cai gi)? (?:khong|chua)"
    r"|(?:da |the la )?(?:du|het)(?: ca)? (?:chua|roi a|roi ha|roi phai khong)|dung (?:chua|khong|vay khong)"
    r"|(?:kiem tra|xem|dem|ra soat) lai(?: giup| xem| di| ho| cho)*(?: toi| em| minh)?|are you sure|double[- ]check)\W*"
)
"""A whole question that doubts the answer before: it is given again."""
EACH = any_of(
    r"(?:thoi han|han|co quan phoi hop|ai phoi hop|ai chu tri|can cu|noi dung|chu tri)(?: cua| trong| o| cho| theo)? "
    r"(?:tung|moi) (?:viec|nhiem vu|cai|muc|dong|lan)",
    rf"^\W*(?:vay |the |chung |may viec {THAT} |cac viec {THAT} )?"
    r"co (?:ghi )?(?:thoi )?han (?:khong|chua|cu the khong)(?=\W*$)",
    r"(?:viec|nhiem vu|cai) (?:nao|gi)? ?(?:co )?han (?:the nao|khi nao|bao gio|ra sao)",
    r"(?:deadlines?|co-?ordinators?|leads?) (?:of|for) each(?: one| task)?",
    r"^\W*(?:(?:and|so|then|the|vay|con) )*(?:who (?:co-?ordinates?|leads?|else takes part)|with whom"
    r"|(?:ai|(?:co quan|don vi|ben) nao|phoi hop voi) (?:cung )?(?:phoi hop|tham gia|chu tri|ai)(?: cung)?)(?=\W*$)",
)
"""Asks for something of every task listed: the list shows it."""
DETAIL = any_of(
    r"noi (?:ro|k[yỹ]|cu the|chi tiet|them)(?: hon)?(?: ve)?",
    r"(?:trich|doc|dan|ghi|chep|cho xem|xem)? ?(?:lai |ra |dan )?nguyen van",
    r"mo ta",
    r"tell me more",
    r"chi tiet(?: hon)?",
    r"cu the(?: hon)?",
    r"giai thich(?: them)?",
    r"more detail",
    r"details?",
    r"explain",
    r"elaborate",
)
TAKES_BACK = any_of(
    r"(?:a |o |ah |uh )?khong(?: phai)?(?: la)?(?=\s*,)",
    r"(?:a |y )?nham(?: la)?(?: roi)?",
    r"y (?:toi|minh|em) la",
    r"sua lai(?: la)?",
    r"i mean",
    r"no,? wait",
    r"or rather",
    r"sorry",
)
"""Inside a question: what was named just before is taken back ("Bộ Giáo dục... à không, Bộ Ngoại giao")."""
YEARS_ALONE = Cue(
    r"\W*(?:(?:nam|year|in|of) )*(?:20\d\d|nam (?:nay|ngoai|sau|toi|truoc)|sang nam|(?:this|next|last) year)\W*"
)
"""Words of time that name a year and nothing less."""
YEAR = Cue(r"\b(?P<not>(?:khong phai(?: la)?|not)(?: in)? )?(?:nam )?(?P<year>20\d\d)\b(?![-–/])")
"""A year, and whether it is the one that is not meant ("chứ không phải 2027")."""
_ANY = (
    r"(?:bo(?: qua| het)?|khong (?:can|gioi han|han che|loc|phan biet|quan tam|xet)|moi|tat ca(?: cac)?|bat k[yỳ]"
    r"|bat ke|any|all|every|drop|remove|ignore|clear|regardless of|no)"
)
_CONDITION = r"(?:(?: theo| ve| den| toi)?(?: dieu kien| gioi han| bo loc| loc)?(?: theo| ve)?(?: the)?)"
_LIFTED = r"(?:bo|go|xoa|thoi)(?: qua| het| luon| di| giup)* (?:dieu kien|gioi han|bo loc|loc|moc)(?: theo| ve)?"
DROPS: tuple[tuple[str, Cue], ...] = tuple(
    (
        slot,
        any_of(
            rf"{_ANY}{_CONDITION} (?:{names})(?: limit| filter| condition)?",
            *([rf"{_LIFTED} (?:thang|quy|nam|tuan|ngay)"] if slot == "due" else []),
        ),
    )
    for slot, names in (
        (
            "due",
            r"thoi han|thoi gian|ngay thang|khoang thoi gian|han|k[yỳ] han|thoi diem|dates?|deadlines?|periods?|time",
        ),
        ("roles", r"vai tro|roles?"),
        ("agencies", r"co quan|don vi|bo nganh|bo,? nganh|agenc(?:y|ies)|ministr(?:y|ies)"),
        ("documents", r"van ban|cong van|documents?"),
        ("topic", r"chu de|tu khoa|noi dung|topics?"),
        ("kinds", r"loai(?: viec| nhiem vu)?|kinds?|types?"),
    )
)
"""Condition -> what takes it off the question before: each part of the interpretation line can be removed."""
_RIGHT = r"(?<!su )(?<!ap )(?<!tac )(?<!xay )(?<!van )(?<!noi )(?<!tin )(?<!tan )dung"
CONFIRMS = any_of(
    rf"(?:co )?(?:phai|{_RIGHT}) (?:khong|chu(?! tri)|the khong|vay khong)",
    r"co dung",
    rf"{_RIGHT} la",
    r"is it (?:true|correct)",
    r"isn't it",
    r"right",
)
"""Asks whether something holds ("... trước ngày 15/4, phải không?"): answered by what the clause says."""
