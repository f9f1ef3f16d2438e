"""What is known of how officials ask: cue words for intents, roles and facts, on folded text, both languages.

Each entry is a regular expression over folded text. Cues are data: to teach the assistant a new way of asking,
add a row here and a row to the table of cases in tests/assistant/.
"""

from __future__ import annotations

import re

from assistant.model import Intent, TaskKind
from corpus.model import Period, Role


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?!\w)")


HELP = _any(
    r"ban (?:co the )?(?:giup|lam) (?:duoc )?(?:gi|nhung gi)",
    r"huong dan su dung",
    r"cach su dung",
    r"tro giup",
    r"hoi (?:duoc )?nhung gi",
    r"ban la ai",
    r"what can you do",
    r"how do i use",
    r"who are you",
)
GREETING = re.compile(r"\s*(?:xin chao|chao(?: ban)?|hello|hi|cam on|thanks?|thank you|help)\W*$")

COUNT = _any(
    r"tong so",
    r"tong cong",
    r"dem(?: xem)?",
    r"may (?:cai|muc|dong|van ban)",
    r"bao nhieu",
    r"may (?:viec|nhiem vu|cong viec|dau viec)",
    r"dem so",
    r"so luong",
    r"how many",
    r"number of",
    r"count",
)
REFERENCES = _any(
    r"duoc can cu",
    r"lam can cu",
    r"(?:duoc|bi) neu (?:o|tai|trong|den)",
    r"van ban nao (?:dan|nhac|neu|thay the|bai bo)",
    r"bi .{0,30}thay the",
    r"con hieu luc",
    r"lien quan den (?:nhung |cac )?(?:nhiem vu|viec|dieu khoan) nao",
    r"(?:duoc|bi) (?:nhac|vien dan|de cap|dan chieu|trich dan)",
    r"nhac (?:den|toi)",
    r"vien dan",
    r"dan chieu",
    r"(?:mentioned|cited|referenced|referred to)",
    r"(?:mentions?|cites?|references?)",
)
WHO = _any(
    r"ai",
    r"(?:nhung |cac )?(?:co quan|don vi|bo|ban|to chuc|dia phuong) nao",
    r"bo nganh nao",
    r"who",
    r"whom",
    r"which (?:agency|agencies|ministry|ministries|body|bodies|unit|office)",
    r"what (?:agency|ministry|body)",
)
WHEN = _any(
    r"(?:truoc|den|toi) (?:bao gio|ngay nao|khi nao)",
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
    r"khi nao",
    r"bao gio",
    r"luc nao",
    r"(?:den |vao )?ngay nao",
    r"thang nao",
    r"han (?:chot|cuoi|chot la|cuoi cung)",
    r"(?:thoi )?han (?:hoan thanh |bao cao )?(?:la )?(?:khi nao|bao gio|the nao|ra sao|nao|gi)",
    r"thoi han",
    r"when",
    r"deadline (?:for|of)",
    r"what is the deadline",
    r"by what date",
)
WHAT = _any(
    r"noi gi",
    r"quy dinh gi",
    r"yeu cau gi",
    r"noi dung",
    r"nhu the nao",
    r"the nao",
    r"what does .* say",
    r"what is said",
)
TASKS = _any(
    r"(?:dam nhiem|dam trach|lo|ganh|gap) (?:nhung )?(?:viec )?gi",
    r"co gi (?:phai|can) (?:lam|nop|xong|hoan thanh)",
    r"(?:phai|can) lam (?:nhung )?(?:gi|viec gi)",
    r"(?:nhung |cac )?(?:han|moc)(?: thoi gian)? nao",
    r"ton dong",
    r"viec con lai",
    r"cong viec can lam",
    r"supposed to do",
    r"ha(?:s|ve) to (?:do|deliver|finish|submit|report)",
    r"obligations?",
    r"assigned (?:to)?",
    r"required to",
    r"deadlines? (?:does|do|for|of|has|have)",
    r"anything due",
    r"what work",
    r"(?:phai|can) .{0,30}?(?:hoan thanh|lam|nop|trinh|bao cao|xong) (?:nhung )?gi",
    r"(?:phai|can|duoc) (?:thuc hien|trien khai) (?:nhung )?gi",
    r"trach nhiem (?:gi|nao)",
    r"must .{1,60} (?:do|finish|complete|submit|deliver)",
    r"dau muc",
    r"dong nao",
    r"moc (?:thoi gian|nao)",
    r"(?:phai|can) (?:nop|hoan thanh|xong)",
    r"phai xong",
    r"(?:nhung |cac )?nhiem vu",
    r"(?:nhung |cac |dau )?viec(?: gi| nao)?",
    r"cong viec",
    r"phai lam gi",
    r"lam gi",
    r"duoc giao",
    r"giao (?:cho )?.{0,80}?(?:gi|nao)",
    r"den han",
    r"toi han",
    r"het han",
    r"danh sach",
    r"liet ke",
    r"tasks?",
    r"duties",
    r"assignments?",
    r"to-?dos?",
    r"due",
    r"owns?",
    r"must .{1,60} do",
    r"list",
    r"responsibilities",
    r"work items?",
    r"chu tri(?: gi| nhung gi)?$",
)
DOCUMENTS = _any(
    r"loai (?:van ban|cong van)(?: nao)?",
    r"(?:nhung|cac|bao nhieu|co) van ban(?: nao| chi dao)?(?: trong kho)?",
    r"trong kho co",
    r"van ban nao trong kho",
    r"which documents",
    r"what documents",
    r"list (?:of )?documents",
    r"danh sach van ban",
)

ROLES: tuple[tuple[Role | None, re.Pattern[str]], ...] = (
    (
        Role.COORDINATOR,
        _any(
            r"cung (?:lam|tham gia)",
            r"ho tro",
            r"cung (?:lam|tham gia)",
            r"ho tro",
            r"phoi thuoc",
            r"(?:co quan )?phoi hop",
            r"coordinat\w*",
            r"co-?ordinat\w*",
            r"support(?:s|ing)?",
        ),
    ),
    (
        Role.DIRECTOR,
        _any(
            r"(?:duoc|phai|la co quan|co quan) chi dao",
            r"chi dao (?:ai|co quan nao|viec gi|nhung gi)",
            r"directs?",
            r"directing",
        ),
    ),
    (
        Role.LEAD,
        _any(
            r"dam (?:nhiem|nhan|trach)",
            r"lam chinh",
            r"trach nhiem chinh",
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
    (None, _any(r"(?:co )?lien quan(?: den)?", r"dinh dang", r"involv\w*", r"concern\w*", r"related", r"relevant")),
)
"""Role asked about; None stands for every role."""

FACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("signed", _any(r"k[iy] .{0,40}?(?:hom|ngay|khi) nao", r"(?:hom|ngay|khi) nao .{0,40}?k[iy]")),
    ("replaces", _any(r"(?:thay the|bai bo|huy bo|thay cho)", r"replac\w+", r"repeal\w*")),
    ("effect", _any(r"(?:co )?hieu luc", r"take effect", r"effective (?:date|from)", r"in force")),
    (
        "basis",
        _any(
            r"can cu (?:vao |tren )?(?:nhung |cac )?(?:van ban |quy dinh )?(?:nao|gi|dau)",
            r"can cu phap ly",
            r"legal basis",
            r"based on what",
        ),
    ),
    (
        "signer",
        _any(
            r"ai (?:da )?k[iy]",
            r"(?:do )?ai k[iy](?: thay)?",
            r"nguoi ky",
            r"ky boi",
            r"who (?:has )?signed",
            r"signed by(?: whom)?",
            r"signatory",
            r"signer",
        ),
    ),
    ("recipients", _any(r"noi nhan", r"gui (?:de |cho )?(?:biet|bao cao)", r"recipients?", r"copied to")),
    (
        "addressees",
        _any(
            r"kinh gui",
            r"gui (?:cho |den |toi )?(?:ai|nhung ai|co quan nao|nhung co quan nao|noi nao)",
            r"addressed to",
            r"addressees?",
            r"sent to",
        ),
    ),
    (
        "issuer",
        _any(
            r"(?:do )?(?:ai|co quan nao) (?:da )?ban hanh",
            r"co quan ban hanh",
            r"do (?:dau|ai|noi nao) ban hanh",
            r"who issued",
            r"issued by",
            r"issuer",
            r"which (?:agency|body) issued",
        ),
    ),
    (
        "date",
        _any(
            r"(?:duoc )?(?:ban hanh|ky|ra) (?:vao )?(?:ngay nao|khi nao|luc nao|bao gio|ngay bao nhieu|ngay may)",
            r"ngay (?:ban hanh|ky|thang)",
            r"(?:ky|ban hanh) .{0,40}?(?:hom|ngay|khi) nao",
            r"ban hanh (?:truoc|sau)",
            r"(?:ngay|khi) nao ban hanh",
            r"when was .{1,60}(?:issued|signed|dated)",
            r"date of",
            r"what date",
            r"issued when",
        ),
    ),
    (
        "subject",
        _any(
            r"ve (?:viec|van de|noi dung) gi",
            r"ve cai gi",
            r"ve gi",
            r"trich yeu",
            r"what is .{1,80} about",
            r"subject of",
        ),
    ),
    (
        "overview",
        _any(
            r"thong tin (?:ve|chung)",
            r"gioi thieu",
            r"tom tat",
            r"noi (?:ve )?(?:cai )?gi$",
            r"noi dung (?:chinh|gi)",
            r"summar\w+",
            r"overview",
            r"tell me about",
        ),
    ),
)
"""Which fact of a document is asked for; the first that matches."""

COMPARE = _any(
    r"doi chieu",
    r"khac (?:nhau )?(?:the nao|ra sao|o dau)",
    r"hon kem",
    r"so sanh",
    r"khac (?:nhau|gi|biet)",
    r"giong nhau",
    r"compar\w*",
    r"differences?",
    r"versus",
    r"vs",
)
NEXT = _any(
    r"(?:thoi )?han (?:gan nhat|tiep theo|sap toi)",
    r"(?:viec|nhiem vu)(?: nao)? (?:gan|sap) (?:den )?(?:han )?nhat",
    r"(?:den|toi) han (?:som|gan) nhat",
    r"(?:viec|nhiem vu) (?:tiep theo|ke tiep)",
    r"next (?:deadline|task|due)",
    r"(?:nearest|earliest|upcoming) deadline",
)
CHANGED = _any(
    r"moi (?:ban hanh|nhat)",
    r"(?:co )?(?:gi|nhung gi|dieu gi) (?:moi|thay doi)",
    r"thay doi (?:gi|nhung gi|the nao)",
    r"van ban (?:moi|moi nhat)",
    r"what(?:'s| is| has)? (?:new|changed)",
    r"latest documents?",
)
KINDS: tuple[tuple[TaskKind, re.Pattern[str]], ...] = (
    (
        TaskKind.RECURRING,
        _any(
            r"dinh ky",
            r"(?:hang|moi) (?:tuan|thang|quy|nam)",
            r"recurring",
            r"periodic\w*",
            r"regular\w*",
            r"(?:every|each) (?:week|month|quarter|year)",
            r"weekly|monthly|quarterly|yearly|annual(?:ly)?",
        ),
    ),
    (
        TaskKind.UNDATED,
        _any(
            r"khong (?:ghi|co|neu|an dinh|dat)(?: ro)? (?:thoi )?han",
            r"khong (?:ghi|co|neu) moc",
            r"(?:without|no) (?:a )?deadlines?",
            r"undated",
        ),
    ),
    (TaskKind.EFFECT, _any(r"(?:phai |can )co hieu luc", r"(?:take|takes|taking) effect")),
    (TaskKind.START, _any(r"bat dau (?:tu|vao)", r"(?:start|begin)s?(?:ning)?")),
    (TaskKind.ONGOING, _any(r"thuong xuyen", r"ongoing", r"continuous\w*")),
    (TaskKind.REPORT, _any(r"(?:phai |can )?(?:nop |gui )?bao cao", r"reports?", r"reporting")),
    (
        TaskKind.ISSUE,
        _any(r"(?:phai |can )?ban hanh", r"xay dung (?:va )?ban hanh", r"to be issued", r"must (?:be )?issued?"),
    ),
)
PERIODS: tuple[tuple[Period, re.Pattern[str]], ...] = (
    (Period.WEEKLY, _any(r"(?:hang|moi) tuan", r"weekly", r"(?:every|each) week")),
    (Period.MONTHLY, _any(r"(?:hang|moi) thang", r"monthly", r"(?:every|each) month")),
    (Period.QUARTERLY, _any(r"(?:hang|moi) quy", r"quarterly", r"(?:every|each) quarter")),
    (Period.YEARLY, _any(r"(?:hang|moi) nam", r"yearly", r"annual(?:ly)?", r"(?:every|each) year")),
)

# Conversation: what shows that a question leans on the one before.
WITHIN = _any(
    r"(?:trong|o) (?:so|cac|nhung)? ?(?:viec|nhiem vu)? ?(?:do|nay|tren|ay)",
    r"(?:nhung|cac) (?:viec|nhiem vu) (?:do|nay|tren|ay)",
    r"(?:of|among|from) (?:those|these|them)",
    r"which of (?:those|these|them)",
)
CONTINUES = re.compile(
    r"\s*(?:the con|vay con|the thi|vay thi|the|con|vay|va|roi|tiep theo|what about|how about|and|then|also)\b"
)
CORRECTS = _any(
    r"y (?:toi|minh|em|anh|chi) (?:la|muon noi|muon hoi)",
    r"khong phai",
    r"nham",
    r"toi (?:muon )?hoi (?:ve )?",
    r"dung hon la",
    r"i mean",
    r"i meant",
    r"sorry",
    r"correction",
    r"not that",
    r"rather",
)
PRONOUN = _any(
    r"(?:viec|nhiem vu|cong viec|dieu|cai) (?:do|nay|ay|kia|tren)",
    r"that (?:task|one|work)",
    r"this (?:task|one|work)",
    r"it",
    r"them",
    r"they",
)
ORDINALS = {
    "nhat": 1, "dau tien": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "cuoi cung": -1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
}  # fmt: skip
ORDINAL = re.compile(
    r"\b(?:viec|nhiem vu|muc|cai|dong)\s+(?:(?P<vi2>dau tien|cuoi cung)"
    r"|(?:thu|so)\s+(?P<vi>nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi|\d{1,3}))\b"
    r"|\b(?:the\s+)?(?P<en>first|second|third|fourth|fifth|last)\s+(?:one|task|item)\b"
    r"|\btask\s+(?:no\.?\s*)?(?P<n>\d{1,3})\b"
)
SORT = _any(
    r"(?:sap|xep)(?: xep)?(?: lai)? (?:theo|lai)",
    r"theo thu tu",
    r"(?:sort|order)(?:ed)?(?: them| these| those)? by",
    r"in order of",
)
DETAIL = _any(
    r"noi ro(?: hon)?",
    r"chi tiet(?: hon)?",
    r"cu the(?: hon)?",
    r"giai thich(?: them)?",
    r"more detail",
    r"details?",
    r"explain",
    r"elaborate",
)

OPINION = _any(
    r"theo (?:y )?ban",
    r"ban (?:nghi|thay|danh gia)",
    r"co nen",
    r"nen hay khong",
    r"(?:kem|gioi|tot|te|xau) nhat",
    r"cach chuc",
    r"dong vai(?! tro)",
    r"in your opinion",
    r"do you think",
    r"should (?:i|we|they)",
    r"best|worst",
)
"""Asks for a judgement, which is not in any document."""
CREATES = _any(
    r"viet (?:cho|giup|mot|bai|doan|don|thu)",
    r"lam (?:tho|bai tho)",
    r"ke (?:chuyen|mot cau chuyen)",
    r"dich (?:sang|giup|doan)",
    r"(?:write|compose|draft|translate) (?:me |a |an |this )",
    r"tell me a (?:story|joke)",
)
"""Asks for a text to be made up."""
CONFIRMS = _any(
    r"(?:co )?(?:phai|dung) (?:khong|chu|the khong|vay khong)",
    r"co dung",
    r"dung la",
    r"is it (?:true|correct)",
    r"isn't it",
    r"right",
)
"""Asks whether something holds ("... trước ngày 15/4, phải không?"): answered by what the clause says."""
THIS_DOCUMENT = _any(
    r"(?:van ban|cong van|thong bao|ke hoach|quyet dinh|nghi quyet|chi thi) (?:do|nay|tren|ay|noi tren)",
    r"(?:this|that|the) document",
)

SECRETS = _any(
    r"(?:chi dan|chi thi|loi nhac|cau lenh|cau hinh) he thong",
    r"khoa api",
    r"mat khau",
    r"system prompt",
    r"api keys?",
    r"passwords?",
)
"""Asks for what the assistant itself is made of."""
INSTRUCTS = re.compile(
    r"\b(?:va |roi |dong thoi )?(?:hay )?(?:them vao|chen|bo qua|bo het|in ra|gia vo|quen di|lam nhu"
    r"|tra loi rang|tra loi la|ignore|forget|pretend|insert|add)\b[^.!?;\n]*"
)
"""Orders to the assistant inside a question; what they say is no topic."""

FIRM_TOPIC = re.compile(r"\b(?:ve|lien quan (?:den|toi)|about|regarding|concerning|on)\s+(?=[a-z])")
"""Introduces what a list is to be about; other left-over words may be a way of speaking."""

FILLER = _any(
    r"giao(?! thong| dich| duc| dien| luu)",
    r"trach nhiem",
    r"thuc hien",
    r"phan cong",
    r"tham gia",
    r"tong hop",
    r"thong ke",
    r"de nghi",
    r"hoan thanh",
    r"dam nhan",
    r"truc tiep",
    r"toan bo",
    r"vai tro",
    r"noi dung",
    r"tinh den",
    r"tinh toi",
    r"bat dau",
    r"roi vao",
    r"phai xong",
    r"ket thuc",
    r"cho biet",
    r"giup toi",
    r"khong ghi",
    r"quy dinh",
    r"ban hanh",
    r"yeu cau",
    r"anything",
    r"finish",
    r"complete",
    r"anyone",
    r"look like",
    r"be like",
    r"lien quan(?: den)?",
    r"tat ca",
    r"cu the",
    r"dong chi",
    r"don vi",
    r"co quan",
    r"hien nay",
    r"van ban",
    r"bao gom",
    r"chung ta",
    r"trong kho",
)
"""Phrases without a topic of their own."""

INTENTS = {Intent.COUNT_TASKS: COUNT, Intent.WHO: WHO, Intent.WHEN: WHEN, Intent.WHAT: WHAT, Intent.LIST_TASKS: TASKS}

# Words that carry no topic of their own.
STOPWORDS_VI = frozenset(
    "nêu dẫn lịch nộp xong giữa mốc rơi ký kí gửi thay hết bản cái tính quá qua mục dòng đạo trì vai hôm chỉ nữa luôn "
    "ngay đầu hiện đều cũng rằng nếu bởi vì nhất "
    "ai gì nào đâu sao bao nhiêu mấy khi là có không được cho của và với tại trong ngoài trên dưới theo về đến từ "
    "bằng do để thì mà những các một hai như thế này đó kia ấy ra vào lên xuống đã đang sẽ phải cần nên hay hoặc "
    "cùng còn nữa rồi chưa chỉ tôi bạn xin vui lòng làm ơn hãy giúp biết hỏi nói trả lời việc hạn tới cuối ngày "
    "tháng quý năm tuần bị gồm thuộc trước sau kể ở cả mọi rõ hơn thêm nhé ạ à vậy nhỉ mình ta em anh chị".split()
)
STOPWORDS_EN = frozenset(
    "start starts finish complete anything something like get got need needs make made work works still yet now also "
    "the a an of in on at by for to is are was were be been do does did what which who whom when where how many "
    "much this that these those it its has have had must should shall will would can could may and or with from "
    "about into as all any please show give tell me there his her their our your my we you they i before after "
    "until end than not no say says said ministry agency agencies ministries document documents".split()
)
"""A question made of these, of cue words and of recognised names and dates alone has no topic."""
