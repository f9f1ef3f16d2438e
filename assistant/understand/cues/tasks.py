"""What a question wants of tasks: intents and roles."""

from __future__ import annotations

from assistant.model import Intent
from assistant.understand.cues.pattern import THAT, Cue, any_of
from corpus.model import Role

# "bỏ mấy việc giao chung", "mấy việc ấy": some that are spoken of, not how many
_NOT_SAID = "".join(
    rf"(?<!\b{word} )" for word in ("bo", "tru", "ke", "ca", "cac", "lay", "xem", "tinh", "loc", "ngoai", "giu", "tat")
)
_NOT_SOME = (
    rf"(?! (?:{THAT}|ay|kia|nay|tren|no|vua|giao|cua|ma|dinh k|thuong|khac|con lai|ho\b|gap|minh|em|toi|khong|chua))"
)
COUNT = any_of(
    r"(?:ca thay|het thay|tat ca)(?: la)? (?:bao nhieu|may)",
    r"(?:dem|tinh)(?: (?:giup|ho|cho|xem|toi|minh))* so",
    r"so(?: luong)? (?=viec|nhiem vu|dau viec|bao cao)",
    r"total(?: number)?",
    r"tong so",
    r"tong cong",
    r"dem(?: xem)?",
    rf"{_NOT_SAID}may (?:cai(?! gi)|muc|dong|van ban){_NOT_SOME}",
    r"(?<!ngay )(?<!mung )(?<!thang )bao nhieu",
    r"(?:(?<=co )|(?<=con )|(?<=giao )|(?<=\x00 )|(?<=duoc )|(?<=gom )|(?<=la )|(?<=tri )|(?<=hop ))"
    r"may (?:viec|nhiem vu|cong viec|dau viec)",
    rf"{_NOT_SAID}may (?:viec|nhiem vu|cong viec|dau viec){_NOT_SOME}",
    r"dem so",
    r"so luong",
    r"how many",
    r"number of",
    r"count",
)
WHO = any_of(
    r"(?:co quan|don vi|bo|ai|ben)(?: nao)? (?:lo|ganh|dam nhiem)(?: (?:chuyen|viec|ve|phan))?",
    r"giao (?:cho )?ai",
    r"ai",
    r"(?:nhung |cac )?(?:co quan|don vi|bo|(?<!van )ban|to chuc|dia phuong|cuc|(?<!nhiem )(?<!dich )vu|so|vien"
    r"|hoc vien|truong"
    r"|dai hoc|tap doan|tong cong ty|doanh nghiep|phong|trung tam|tinh|thanh pho|dang uy) nao",
    r"bo nganh nao",
    r"(?<!\bbi )ben nao",
    r"(?:nhung |cac )?noi nao",
    r"who",
    r"whom",
    r"which (?:provinces?|localit(?:y|ies)|departments?)",
    r"which (?:agency|agencies|ministry|ministries|body|bodies|unit|office)",
    r"what (?:agency|ministry|body)",
)
WHEN = any_of(
    r"(?:truoc|den|toi) (?:bao gio|ngay nao|khi nao)",
    r"(?:(?:den|toi|vao|trong) )?(?:khoang )?(?:thoi diem|thoi gian) nao",
    r"moc (?:hoan thanh|thoi gian) (?:la )?(?:khi nao|bao gio|nao)",
    r"at what (?:point(?: in time)?|time)",
    r"con bao lau",
    r"bao lau",
    r"may ngay nua",
    r"han (?:den|toi) (?:dau|khi nao|bao gio)",
    r"how long",
    r"what date",
    r"hom nao",
    r"(?:quy|thang|ngay|tuan) may",
    r"xong chua",
    r"bat dau tu khi nao",
    r"(?:(?:den|toi|truoc|la) )?ngay bao nhieu",
    r"(?:khi|luc|hom|bua) mo(?! hinh| rong)",
    r"(?:den |toi )?chung nao",
    r"(?:den |toi )?bua nao",
    r"khi nao",
    r"bao gio",
    r"luc nao",
    r"(?:den |vao )?ngay nao",
    r"(?:(?:trong|vao) )?(?:thang|quy|nam) nao",
    r"han (?:chot|cuoi|chot la|cuoi cung)",
    r"(?:thoi )?han (?:hoan thanh |bao cao )?(?:la )?(?:khi nao|bao gio|the nao|ra sao|nao|gi)",
    r"thoi han",
    r"when",
    r"(?:thoi )?han(?=\W*$)",
    r"(?:thoi )?han(?= (?:bao cao|nop|hoan thanh|trinh|ban hanh|xong|de|cho|cua (?:viec|nhiem vu)))",
    r"(?:han|moc) (?:chot|cuoi)",
    r"deadlines?(?: (?:for|of|cua))?(?: (?:viec|nhiem vu))?",
    r"what is the deadline",
    r"(?:by|until|till|on|from|before) (?:what|which) (?:date|day|month|quarter|year)",
)
WHAT = any_of(
    r"noi gi",
    r"quy dinh gi",
    r"yeu cau gi",
    r"noi dung",
    r"nhu the nao",
    r"the nao",
    r"what does .* say",
    r"what is said",
)
_PIECE = r"(?:mang|(?<!dieu )khoan|phan viec|hang muc|dau muc|mon|mang viec|cong chuyen|phan)"
"""What officials call a piece of work beside "việc"."""
TASKS = any_of(
    r"(?:can|phai|nen) (?:chu y|luu y|quan tam|de y|nho) (?:(?:nhung|den|toi) )*(?:viec |dieu )?(?:gi|nao)",
    r"(?:dam nhiem|dam trach|dam duong|lo|lam|ganh|gap|xu ly|giai quyet|thuc hien|n[oợ]) (?:(?:nhung|cac|may|cai|mang"
    r"|phan|thu) )*"
    r"(?:viec |khoan )?gi",
    rf"(?:nhung|cac|may|bao nhieu|cu the|het)? ?{_PIECE} (?:nao|gi)(?! (?:(?:trong|cua|o) \x00+ ?|thi )?(?:noi"
    rf"|quy dinh|neu"
    rf"|ghi|de cap|nhac))",
    rf"(?:nhung|may) {_PIECE}(?! cua| tram)",
    r"co them (?:viec )?gi",
    r"(?:ke|diem|liet) (?:ra|het|ke)",
    r"lich (?:cong tac|lam viec|cong viec|nhiem vu)(?! voi| cua (?:ban|doan))",
    r"what(?:'s| is| are)(?: we)? (?:on|up|coming(?: up)?|planned|scheduled|in store|ahead|expected)\b(?! of)",
    r"co gi (?:phai|can) (?:lam|nop|xong|hoan thanh)",
    r"(?:phai|can) lam (?:nhung )?(?:gi|viec gi)",
    r"(?:nhung |cac )?(?:han|moc)(?: thoi gian)? nao",
    r"ton dong",
    r"viec con lai",
    r"cong viec can lam",
    r"supposed to do",
    r"(?:be |get |gets |is |are )?(?:done|finished|completed|delivered|wrapped up)",
    r"(?:left|remaining|outstanding)(?: to (?:do|finish|complete|deliver))?",
    r"on [a-z\x00' ]{1,60} plate",
    r"(?:the )?(?:stuff|things|items)",
    r"ha(?:s|ve) to (?:do|deliver|finish|submit|report)",
    r"obligations?",
    r"assign(?:s|ed|ing)?(?: to)?",
    r"(?:do|does|did) [^?.!]{1,80} (?:ask|require|request|order|instruct|task|expect|give|want)s?",
    r"tasked with",
    r"(?:what|which|anything|something|nothing) (?:else )?(?:falls?|comes|lies|lands|sits) (?:to|on|with|under)",
    r"on [^?.!]{1,60} (?:plate|desk|list|agenda)",
    r"(?:answerable|accountable|down) (?:for|to)",
    r"required to",
    r"owes?",
    r"deadlines? (?:does|do|for|of|has|have)",
    r"anything due",
    r"what work",
    r"(?:phai|can) .{0,30}?(?:hoan thanh|hoan tat|lam|nop|trinh|bao cao|xong|giai quyet|xu ly|cho ra"
    r"|dat) (?:nhung )?gi",
    r"(?:phai|can|duoc) (?:thuc hien|trien khai|to chuc|tien hanh) (?:(?:nhung|cac) )?(?:(?:noi dung|cong viec"
    r"|phan viec)"
    r" )?(?:gi|nao)",
    r"nghia vu",
    r"n[oợ](?: (?:lai|nhung|cac|may))* bao cao",
    r"trach nhiem (?:gi|nao)",
    r"must(?= .{1,60} (?:do|finish|complete|submit|deliver)\b)",
    r"dau muc",
    r"dong nao",
    r"moc (?:thoi gian|nao)",
    r"(?:phai|can) (?:nop|hoan thanh|xong)",
    r"phai xong",
    r"(?:nhung |cac )?(?<!nhom )(?<!chia )nhiem vu",
    r"(?:nhung |cac |dau )?(?<!ve )(?<!nhom )(?<!cong )viec(?: gi| nao)?",
    r"(?<!chia )(?<!nhom )cong viec",
    r"phai lam gi",
    # what a document asks for: "đề nghị những nội dung nào", "yêu cầu các đơn vị những gì"
    r"(?:de nghi|yeu cau|kien nghi|don doc|nhac nho|thuc|phan cong|dat hang)"
    r"(?: (?:cac|nhung|don vi|co quan|dia phuong|thuc hien|trien khai)){0,4}"
    r" (?:(?:nhung )?(?:noi dung|dieu) (?:gi|nao)|nhung gi)",
    r"lam gi",
    r"(?:viec|lam) chi(?=\W| trong| the| rua| vay|$)",
    r"duoc giao",
    r"giao(?! dich| duc| thong| dien| luu) (?:cho )?.{0,80}?(?:gi|nao)",
    r"den han",
    r"toi han",
    r"het han",
    r"(?<!gui )(?<!nop )(?<!lap )(?<!trong )danh sach(?! (?:dau moi|can bo|dang vien|hoc sinh|nguoi))",
    r"liet ke",
    r"tasks?",
    r"duties",
    r"assignments?",
    r"to-?dos?",
    r"due",
    r"owns?",
    r"must(?= .{1,60} do\b)",
    r"list",
    r"responsibilities",
    r"work items?",
    r"chu tri(?: gi| nhung gi)?$",
)
NAMED_TASKS = any_of(
    r"(?<!nhom )nhiem vu",
    r"cong viec",
    r"dau viec",
    r"viec (?:gi|nao)",
    r"(?:nhung|cac) viec",
    r"tasks?",
    r"duties",
    r"assignments?",
    r"den han",
)
"""Names tasks, where "danh sách" and "list" alone may be of anything."""
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
            r"assist\w*",
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
WHY = any_of(
    r"tai sao",
    r"vi sao",
    r"co sao(?! (?:gui|cho|den|toi)\b)",
    r"sao(?= .{1,80}\blai\b)",
    r"ly do (?:gi|nao)",
    r"why|how come",
)
"""Asks for a reason: only the text can give one."""
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
    r"(?:due )?(?:earlier|sooner|later)(?: than)?",
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
NEXT = any_of(
    r"(?:thoi )?han (?:gan nhat|tiep theo|sap toi|ke tiep)",
    r"(?:som|gan) nhat(?! la van ban)",
    r"(?:truoc tien|dau tien)(?= (?:phai|can))",
    r"(?:phai|can|den han|nop|lam|xong)(?: [a-z]+){0,3} (?:truoc tien|dau tien|som nhat)",
    r"due next",
    r"next (?:\d{1,2}|few|couple of|one|two|three|four|five|six|seven|eight|nine|ten) (?:[a-z]+ )?(?:deadlines?"
    r"|tasks?|due dates?|items?)",
    r"(?:gap|khan|khan cap|cap bach) nhat",
    r"(?:most urgent|soonest)",
    r"(?:the )?(?:nearest|earliest|next) one",
    r"(?:viec|nhiem vu)(?: nao)? (?:gan|sap) (?:den )?(?:han )?nhat",
    r"(?:den|toi) han (?:som|gan) nhat",
    r"(?:den|toi|het) han (?:truoc tien|truoc nhat|dau tien|truoc het)",
    r"(?:can|phai)(?: [a-z]+){0,3} truoc (?:nhat|het)",
    r"(?:viec|nhiem vu) (?:tiep theo|ke tiep)",
    r"next (?:deadline|task|due)",
    r"(?:nearest|earliest|upcoming|soonest) (?:deadline|due date|date)",
)
ASKS = (TASKS, COUNT, WHO, WHEN, WHAT, COMPARE, NEXT)
"""A sentence that says one of these asks something."""
INTENTS = {Intent.COUNT_TASKS: COUNT, Intent.WHO: WHO, Intent.WHEN: WHEN, Intent.WHAT: WHAT, Intent.LIST_TASKS: TASKS}
