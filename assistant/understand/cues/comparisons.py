"""What sets tasks, their deadlines or documents against each other."""

from __future__ import annotations

from assistant.understand.cues.pattern import any_of

COMPARE = any_of(
    r"(?:nhieu|it)(?: [a-z\x00]+){0,3} hon",
    r"(?:more|fewer|less)(?: (?:tasks|work|assignments))?",
    r"(?:nhieu|it) [^,.;?!]{0,30}\x00[^,.;?!\x00]{0,8} (?:hay|hoac) [^,.;?!\x00]{0,8}\x00+ hon",
    r"(?:deu|cung) co (?:nhiem vu|viec|han|dau viec)(?! chung)",
    r"(?:both|each) have (?:any |some )?(?:tasks|work|deadlines|assignments|anything)",
    r"diem (?:gi )?(?:giong|khac|chung|tuong dong|khac biet)(?: nhau)?(?: gi| nao| va khac(?: nhau)?)?",
    r"(?:giong|tuong tu|trung)(?: va khac)? nhau",
    r"doi chieu",
    r"(?:nang|ban|ranh|nhe) hon",
    r"so (?:so )?(?:luong )?(?:viec|nhiem vu|dau viec)(?=.{1,80} (?:voi|va) )",
    r"khac (?:nhau )?(?:the nao|ra sao|o dau)",
    r"hon kem",
    r"so sanh",
    r"so voi",
    r"khac (?:nhau|gi|biet)",
    r"giong nhau",
    r"compar\w*",
    r"differences?|differ",
    r"in common",
    r"versus",
    r"vs",
)
EARLIER = any_of(
    r"(?:(?:viec|cai|ben|dau viec|nhiem vu) nao )?(?:phai |can )?(?:den han |toi han |het han |xong |hoan thanh "
    r"|lam |co han |nop )*"
    r"(?:som|muon|tre|cham|gan|xa|dai|ngan|gap|lau) hon",
    r"(?:viec|cai|ben|dau viec|nhiem vu) nao (?:phai |can )?(?:den han |toi han |het han |xong |hoan thanh |lam "
    r"|co han |nop )+"
    r"(?:truoc|sau)(?=\W*$|\W*[?.!,]| (?:thi|nhi|vay|a|the)\b)",
    r"(?:viec|cai|ben|dau viec|nhiem vu) nao (?:co )?(?:thoi )?(?:han )?(?:truoc|sau)(?=\W*$|\W*[?.!,])",
    r"(?:so sanh|doi chieu) (?:ve )?(?:thoi )?han(?: hoan thanh)?",
    r"which (?:one |task |of (?:the|these) (?:two )?)?(?:is|comes|falls|must be|has to be) (?:due |done |finished )?"
    r"(?:first|earlier|sooner|later|last)",
    r"(?:due )?(?:earlier|sooner|later)(?: than)?(?! (?:letter|document|dispatch|notice|plan|decision|version|report))",
    r"(?:ai|ben nao|bo nao|co quan nao|don vi nao|noi nao|cai nao|han nao|moc nao|tinh nao|thanh pho nao)"
    r"(?: [a-z\x00]+){0,8} (?:truoc|sau)(?: hon)?(?=\W*$|\W*[?.!,]| ?\(| (?:thi|nhi|vay|a|the|theo|trong)\b)",
    r"(?:chenh|lech|cach|hon kem)(?: lech)?(?: nhau)? (?:bao lau|bao nhieu ngay|may ngay|bao xa)",
    r"(?:which|whose|who)(?: [a-z\x00]+){0,6} (?:first|sooner|earlier|later)",
    r"how (?:far apart|many days apart)",
)
"""Asks which of two pieces of work ends before the other."""
ALIKE = any_of(
    r"(?:diem|gi|nhung gi) (?:gi )?(?:giong|khac|chung)",
    r"(?:giong|khac|chung|trung) nhau",
    r"so sanh|doi chieu",
    r"in common|compar\w*|differ\w*|similar\w*|alike",
    r"(?:o |trong |tai )?ca(?: hai)? \x00+ (?:lan|va) \x00+",
)
"""Asks what documents have in common and what not, beside how many tasks they give."""
ENDS = any_of(r"(?:den|toi|het) han", r"(?:co|thoi) han", r"due", r"deadlines?")
"""Says that it is what ends in a period that counts, not what is under way in it."""
ENDS_APART = any_of(
    r"(?:thoi )?han(?: [a-z\x00]+){0,6} (?:khac|giong|so voi|chenh|lech|doi chieu)(?: nhau)?(?: gi| the nao| ra sao)?",
    r"(?:so sanh|doi chieu|khac nhau ve|giong nhau ve)(?: ve)? (?:thoi )?han",
    r"(?:deadlines?)(?: [a-z\x00]+){0,6} (?:differ|compare)",
)
"""Sets the deadlines of several sides against each other: "hạn của 904 khác gì hạn trong 902?"."""
LAST_OF = any_of(
    r"han (?:chot|cuoi|cuoi cung)", r"(?:muon|tre|cham|xa) hon", r"(?:latest|last|final) deadlines?", r"later"
)
"""Of several sides, the last deadline of each is meant."""
COMPARES_DOCUMENTS = any_of(
    r"(?:so sanh|doi chieu)(?: (?:giup|ho|cho|noi dung|cua|toi|em|minh|anh|chi))* (?:ca )?(?:hai|2|cac|may)(?: cai)? "
    r"(?:van ban|cong van|thong bao|ke hoach|nghi quyet|quyet dinh|chi thi)(?: (?:nay|do|đó|tren|ay|kia|voi nhau"
    r"|vua roi|vua noi|trong kho))*(?=\W*$)",
    r"(?:hai|2|cac) (?:van ban|cong van|ke hoach) (?:nay|do|đó|tren|ay|kia) (?:giong|khac)(?: va khac)?(?: nhau)?",
    r"compare (?:the |these |those |both )?(?:two )?(?:documents|directives)(?=\W*$)",
)
"""Sets documents against each other that it does not name."""
