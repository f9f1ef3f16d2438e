"""What a question wants of tasks."""

from __future__ import annotations

from assistant.model import Intent
from assistant.understand.cues.comparisons import COMPARE
from assistant.understand.cues.pattern import THAT, any_of

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
    r"(?<!ngay )(?<!mung )(?<!thang )bao nhieu(?! (?:ngay|tuan|hom|bua)\b)",
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
    r"(?:con )?(?:may|bao nhieu) (?:ngay|tuan|thang|hom|bua) nua",
    r"con (?:may|bao nhieu) (?:ngay|tuan|hom|bua)",
    r"han (?:den|toi) (?:dau|khi nao|bao gio)",
    r"how long",
    r"what date",
    r"(?:last|latest|final) (?:possible |allowed |permitted )?(?:date|day)",
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
WHY = any_of(
    r"tai sao",
    r"vi sao",
    r"co sao(?! (?:gui|cho|den|toi)\b)",
    r"sao(?= .{1,80}\blai\b)",
    r"ly do (?:gi|nao)",
    r"why|how come",
)
"""Asks for a reason: only the text can give one."""
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
LEFT = any_of(
    r"(?:con |mat )?(?:bao lau|(?:bao nhieu|may) (?:ngay|tuan|thang|hom|bua)) nua",
    r"con (?:bao lau|(?:bao nhieu|may) (?:ngay|tuan|hom|bua))",
    r"how (?:long|many (?:more )?(?:days|weeks)|much time)(?: [a-z\x00']+){0,6}"
    r" (?:until|till|before|left|remains?|have)",
)
"""Asks how long it is until a deadline."""
ASKS = (TASKS, COUNT, WHO, WHEN, WHAT, COMPARE, NEXT)
"""A sentence that says one of these asks something."""
INTENTS = {Intent.COUNT_TASKS: COUNT, Intent.WHO: WHO, Intent.WHEN: WHEN, Intent.WHAT: WHAT, Intent.LIST_TASKS: TASKS}
