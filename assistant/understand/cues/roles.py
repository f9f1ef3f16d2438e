"""Which part of an agency in a task is asked about."""

from __future__ import annotations

from assistant.understand.cues.pattern import Cue, any_of
from corpus.model import Role

_ANOTHER = (
    r"(?:(?:cac |nhung |may )?(?:co quan|don vi|noi|ben|bo|bo nganh|nganh|to chuc|nguoi|ban nganh) (?:khac|ban)"
    r"|nguoi ta|nha khac)"
)
LED_BY_OTHERS = any_of(
    rf"do {_ANOTHER} (?:(?:dung ra|lam|giu|dang|se|duoc giao) )*(?:chu tri|cam (?:trich|dau|chich|cai)|dau moi|chu cong"
    r"|phu trach|chu dao|lo|lam chinh|dung (?:dau|mui chiu sao)|dan dau|lam|thuc hien)",
    rf"(?:viec |nhiem vu )?(?:cua|led by|run by) (?:{_ANOTHER}|(?:other|another) (?:agenc(?:y|ies)|ministr(?:y"
    rf"|ies)|bod(?:y|ies)))"
    r"(?: (?:chu tri|phu trach|dau moi))?",
)
"""Says that another agency leads: the one asked about only takes part ("do nơi khác cầm trịch")."""
ROLES: tuple[tuple[Role | None, Cue], ...] = (
    (
        Role.COORDINATOR,
        any_of(
            r"cung (?:lam|tham gia)",
            # "làm cùng cơ quan khác", "cùng với nơi khác lo"
            rf"(?:lam |lo |thuc hien |tham gia |trien khai )?(?:cung|chung)(?: voi| chung)* {_ANOTHER}",
            r"lam (?:cung|chung|ke)(?: voi)?(?= (?:chu|thoi|ma)|\W*$|\W*[,.;?!])",
            r"(?:gop|chung|ghe|bat|giup) (?:mot )?(?:tay|suc|vai|mat|cong)(?: vao| trong| cho)?|gop phan(?! viec)",
            r"(?:giup|phu|do dan)(?: viec| giup)? (?:gi |nao )?(?:cho )?(?:cac |nhung )?(?:co quan|don vi|bo"
            r"|ben|noi) (?:khac|ban)",
            r"(?:keo|goi|moi|huy dong) (?:vao|den) (?:viec|nhiem vu) (?:cua|nao|gi)",
            r"sat canh|tiep suc|hiep luc|hop luc|phu giup|tro giup|tro luc|xan tay(?= phoi hop)|dong hanh|phu trong",
            r"(?:bi |duoc )?(?:keo|goi|moi|huy dong|nho|tap hop)(?: vao| den| ra)?(?= (?:lam|tham gia|phoi hop) (?:cung"
            r"|chung|voi)?)",
            r"ho tro",
            r"phoi thuoc",
            r"(?:dong |giu |lam )?vai phu",
            r"(?:su )?tham gia(?: phoi hop)?",
            r"partner\w*",
            r"assist(?!ant\b)\w*",
            r"(?:su |chi )?phoi hop",
            r"(?:co quan )?phoi hop",
            r"coordinat\w*",
            r"co-?ordinat\w*",
            r"support(?:s|ing)?",
        ),
    ),
    (
        Role.DIRECTOR,
        any_of(
            r"(?:duoc|phai|la co quan|co quan|vai|vai tro|tu cach|quyen|nhiem vu)(?: giao)? chi dao",
            r"chi dao (?:ai|co quan nao|viec gi|nhung gi|nhung viec|cac viec|nhiem vu)",
            r"(?:(?<=\x00 )|(?<=\x02 ))(?:da |dang )?chi dao",
            r"directs?",
            r"directing",
        ),
    ),
    (
        Role.LEAD,
        any_of(
            r"dam (?:nhiem|nhan|trach|duong)",
            r"cam (?:trich|dau|chich|cai)|dung (?:mui chiu sao|dau|ra lo)|ganh vac|cang dang|quan xuyen",
            r"lam (?:chinh|chu luc|nong cot)|(?:dong |giu )?vai chinh",
            r"trach nhiem chinh",
            r"chiu trach nhiem (?:chinh|chu yeu)",
            r"led",
            r"chu tri",
            r"phu trach",
            r"chiu trach nhiem",
            r"dau moi",
            r"leads?",
            r"leading",
            r"owns?",
            r"owned",
            r"in charge",
            r"responsible",
        ),
    ),
    (
        None,
        any_of(
            # beside a name; before other words it introduces a topic
            r"(?:co )?lien quan(?: (?:den|toi))?(?! (?:den|toi))"
            r"(?=\W*(?:$|\x00|nhung|cac|viec|gi|nao|o|trong|theo|thi|la))",
            r"dinh (?:dang|den|toi|vao)",
            r"co (?:mat|ten|chan)(?: trong| o)?(?! (?:chu tri|phoi hop|lam|o vai))",
            r"moi vai tro",
            r"involv\w*",
            r"concern\w*",
            r"related",
            r"relevant",
        ),
    ),
)
"""Role asked about; None stands for every role."""
