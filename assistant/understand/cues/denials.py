"""What a question sets aside: tasks that the answer is to leave out, roles that are not meant."""

from __future__ import annotations

from assistant.understand.cues.pattern import Cue

EXCEPT = Cue(
    r"\b(?:ngoai tru|bo(?= (?:viec|nhiem vu|bao cao)[^,.;?!]{0,40} (?:di|ra)\b)"
    r"|(?<![a-z] )bo(?= (?:viec|nhiem vu|bao cao) )"
    r"|tru(?= )(?! so)|bo qua|bo(?= (?:may|cac|nhung|het|bot|luon|di) )(?: het| bot| luon| di)?"
    r"|loai (?:tru|bo|ra)"
    r"|loai(?= (?:cac |nhung )?(?:viec|nhiem vu)[^,.]{0,40} ra\b)"
    r"|chua (?:tinh|ke|xet)(?: den| toi| ca)?"
    r"|(?:dung|khoi|mien)(?: (?:can|phai))? (?:ke|tinh|lay|dua|them|liet ke|gom|dem|nhac|xet|bao gom)"
    r"(?: (?:den|toi|ca|vao|ra|them))*"
    r"|(?:khong|chang|chua can|khong can|khong phai) (?:tinh|ke|bao gom|gom|lay|can|phai|n[aằ]m|thuoc|co|do|o"
    r"|xet|xem|dua"
    r"|dem|nhac)"
    r"(?: den| toi| ca| trong| cua| o| viec| thuoc)?"
    r"|(?<![a-z] )(?:bo|loai|gat)(?= \x00)|without(?! (?:an?y? |the )?(?:deadlines?|co-?ord|partner|support"
    r"|sources?|citations?))"
    r"|(?<!nam )ngoai(?= (?:cac|nhung|viec|bao cao|\x00))"
    r"|except(?: for)?|excluding|exclude|other than|apart from|not counting"
    r"|not including|but not|leaving out|drop|remove|leave out|skip|not (?:in|from|under|of))\b"
    r"(?P<what>(?:(?!\b(?:ra|thi|con|va con)\b)[^,.;?!\n]){1,80})(?:\bra\b)?"
)
"""What an answer is to leave out."""

_TAKE_IN = (
    r"(?:ke|tinh|lay|dua|them|liet ke|gom|dem|nhac|xet|bao gom|xem|hien(?: thi)?|cho|noi|neu|ghi|hoi|can|quan tam)"
    r"(?: (?:den|toi|vao|ra|them|nua|lam gi|gi|day)){0,4}"
)
_ASIDE = (
    rf"(?:(?:dung|khoi|khong|chua|chang|mien)(?: (?:can|phai|nen))? {_TAKE_IN}"
    r"|de (?:tinh |xet |xem |ban |noi )?(?:sau|rieng|qua mot ben|sang mot ben)|(?:tinh|xet|xem|ban|noi) sau"
    r"|(?:bo|loai|gat|tru|cat|luoc)(?: (?:bo|qua|ra|di|het|bot|khoi|sang mot ben|sang ben|ngoai|luon|giup|ho)){1,5}"
    r"|(?:bo|loai|khoi)(?=[^\w\x00]*(?:$|[,.;?!])))"
)
_MANNERS = r"(?: (?:nhe|nha|a|di|em|anh|chi|giup|ho|minh|toi|ban|thoi|luon|voi)){0,5}"
_END = r"(?=[^\w\x00]*(?:$|[,.;?!]))"
SET_ASIDE = Cue(
    r"(?<!\w)(?=[\w\x00])(?:(?:nhung|cac|may|con|rieng|tru|phan|loai|cai) )*(?:(?:viec|nhiem vu|dau viec|phan"
    r"|loai|cai|thu"
    r"|bao cao) )?"
    r"(?:(?:nao|gi|la|ma|cua|do|thuoc|mang tinh|co) )*"
    r"(?P<what>[^,.;?!\n]{2,60}?)(?: ?,)?(?: (?:thi|nay|do|ay|kia))* "
    rf"{_ASIDE}(?:\W+(?:va |roi )?{_ASIDE}){{0,2}}{_MANNERS}{_END}"
)
"""Names something and then sets it aside: "việc định kỳ thì khỏi kể"."""
_ROLE = (
    r"(?P<role>chu tri|dung dau|lam chinh|dau moi|phoi hop|tham gia|ho tro|chi dao|leading|led by|leads?|coordinates?"
    r"|coordinating|coordinated|directing)"
)
# "không phân biệt chủ trì hay phối hợp", "không chỉ chủ trì", "chưa hoàn thành" deny no role
_DENIES = (
    r"(?:(?:chu|ma) )?(?:(?:khong|chua|chang|khoi|dung(?= (?:ke|tinh|lay|dua|dem|gom|xem|them)))"
    r"(?! (?:phan biet|biet|chi|nhung|rieng|quan trong|ro|ai|co han|co thoi han|ke ca)\b)"
    r"(?: (?!(?:biet|ai|nao|gi|ma|va|hay|hoac|hoan|xong|den|toi|han|thoi|qua|tre|thay|ro|ban hanh|bao cao)\b)"
    r"[a-z]+){0,6}?"
    r"|ngoai (?:cac |nhung )?(?:viec|nhiem vu|vai|phan|chuyen)(?: duoc| dung| lam)?(?= \S+ \S+ (?:ra|con|thi)\b)"
    r"|(?:not|rather than|instead of|bo(?: qua)?|tru|loai(?: bo)?)"
    r"(?: phai| can| la| truc tiep| duoc| giao| the| lay| tinh| ke| gom| xem| dung ten| co vai tro| vai tro| vai"
    r"| nhung| cac| may| viec| nhiem vu| chi| di| phan)*)"
)
DENIED = Cue(rf"\b{_DENIES} {_ROLE}\b(?! (?:voi|cung|cua|boi|by \x00|\x00))")
"""Says which role is not meant: "chỉ đạo (không trực tiếp chủ trì)", "đừng kể việc chủ trì"."""
EITHER_ROLE = Cue(
    r"\b(?:khong (?:phan biet|ke|can biet)|bat ke|bat luan|du(?: la)?|cho du)(?: la| vai| viec| nhiem vu)* "
    r"(?:chu tri|phoi hop)(?: hay| hoac| va| lan| voi)+(?: la| vai| viec)* (?:chu tri|phoi hop)\b"
    r"|\bvua (?:la |lam )?(?:chu tri|phoi hop) vua (?:la |lam )?(?:chu tri|phoi hop)\b"
)
"""Says that the role is of no account."""
DROPPED = Cue(
    r"\b(?:viec|nhiem vu|cai|phan|vai|muc)(?: nao| gi)?(?: (?:la|ma|chi|di|do|duoc|lam|vai|minh))* "
    rf"(?P<role>chu tri|phoi hop|tham gia|chi dao)(?: thi)? (?:{_ASIDE}|(?:bo|loai|tru)\b)"
)
"""Names a role and then sets it aside: "việc nào phối hợp thì bỏ ra"."""
