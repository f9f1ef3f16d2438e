"""Greetings, help, and what the assistant does not do."""

from __future__ import annotations

from assistant.understand.cues.pattern import Cue, any_of
from corpus.text import fold

HELP = any_of(
    r"(?<!uy )(?<!cac )ban (?:co the )?(?:giup|lam|tra loi) (?:duoc )?(?:(?:nhung )?(?:viec )?gi)",
    # "ban" is also "bản": "ai xây dựng bản đồ ..." asks for a task.
    r"(?:ai|nguoi nao|don vi nao) (?:da )?(?:tao|lam|viet|xay dung|phat trien)(?: ra)? ban"
    r"(?= *[?.!]*$| (?:the|vay|nhi|day)\b)",
    r"(?<!luong )(?:dung|su dung) (?:the nao|nhu the nao|ra sao)",
    r"ban (?:duoc )?(?:lap trinh|hoat dong|tao ra|van hanh)",
    r"huong dan su dung",
    r"(?:huong dan|cach) dung(?= *(?:he thong|tro ly|chatbot|cong cu|phan mem)?(?: nay)?\W*$)",
    r"cach su dung(?= *(?:he thong|tro ly|chatbot|cong cu|phan mem)?(?: nay)?\W*$)",
    r"tro giup",
    r"hoi (?:duoc )?nhung gi",
    r"(?<!van )ban la ai",
    r"what can you do",
    r"how do i use",
    r"who are you",
)
_MANNERS = (
    r"xin chao|chao|a ?lo|hello|hi|hey|good (?:morning|afternoon)|cam on|xin cam on|tam biet|thanks?|thank you|help"
    r"|okay|ok|oke|da|vang|tot qua|hay qua|duoc roi|hieu roi|great|got it|bye"
)
_COMPANY = (
    r"ban|anh|chi|em|tro ly|chatbot|bot|there|you|nhieu|rat|lam|nhe|nha|a|oi|nhi|moi nguoi|roi|very|so|much|again|va"
)
GREETING = Cue(rf"\W*(?:{_MANNERS})(?:\W+(?:{_MANNERS}|{_COMPANY}))*\W*$")
"""A whole question of greetings and thanks."""
THANKS = Cue(r"\W*(?:xin |da |vang |ok |rat )*(?:cam on|thanks?|thank you)\b")
"""Opens a question; a few words with nothing to ask may follow ("rất hữu ích")."""
_ABOVE = (
    r"(?:lanh dao|thuong truc|ban thuong vu|cap tren|thu truong|sep|chanh van phong|cuc truong|vu truong"
    r"|giam doc|bo truong|thu truong|chu tich"
    r"|bi thu|truong (?:ban|phong)|ban giam doc|hop|giao ban|cuoc hop|phien hop|hoi nghi|the boss|my boss|(?:a|the"
    r"|my) meeting)"
)
_ME = (
    r"(?:toi|tui|to|minh|em|anh|chi|co|chu|bac|chau|chung toi|chung em|chung minh|bon (?:em|minh|toi)"
    r"|(?:ben|don vi|phong|co quan|so|ban|nhom) (?:toi|em|minh|tui|chung toi|anh|chi|nay))"
)
"""Who asks, as people call themselves."""
REQUEST = any_of(
    r"(?:(?:xin |lam on |vui long )?cho|xin|nho|giup|phien|de nghi|muon|can)"
    r"(?: (?:anh|chi|ban|em|toi|minh|giup|ho|xin|duoc|he thong|tro ly)| ?/)*"
    r"(?: (?:hoi|biet|xem|xin|loc|liet ke|thong ke|tra cuu|tim|kiem tra|tong hop|cung cap|xuat)"
    r"(?: (?:giup|ho|cho|ra|lai|toi|minh|em|la|rang|xem))*|(?= (?:danh sach|danh muc)))",
    # "sếp hỏi ...", "thủ trưởng bảo kiểm tra xem ..."
    rf"{_ABOVE}(?: (?:vua|dang|co|lai|moi|muon|can|cu))* (?:hoi|bao|yeu cau|nhac|giao|can biet|muon biet|muon xem)"
    r"(?: (?:em|toi|minh|phai|can|kiem tra|ra soat|ra|xem|tra|tim|loc|liet ke|tong hop|biet|lai|giup|la|rang|cho))*",
    r"(?:could|can|would) you(?: please| kindly)? (?:list|show|tell|give|find)(?: me| us)?",
    r"please(?: (?:list|show|tell|give|find))?(?: me| us)?",
    r"(?:i|we)(?: would like| want| need|'d like) to know",
)
"""Asks for an answer: what stands before it in a sentence is why, or for whom."""
_I = r"(?:toi|minh|em|chung toi|chung em|ben (?:em|toi|minh)|don vi (?:toi|em|minh))"
ADDRESSES = Cue(
    r"^\W*(?:kinh (?:gui|thua)|thua|dear)\b[^,.:;?!\x00]{1,60}[,.:]"
    rf"|^\W*{_I} (?:hien |dang |duoc giao )*(?:phu trach|theo doi|quan ly|tong hop) "
    r"(?:mang|linh vuc|phan|cong tac|nhom|khoi) [^,.:;?!\x00]{1,40}[,.:]"
)
"""Opens a letter, or says who writes."""
INTRODUCES_SELF = Cue(
    rf"(?<!y )(?<!cua )(?<!hoi )\b{_I} (?:hien |dang |von |la |o |tai |thuoc |cong tac |lam viec |lam |den tu "
    rf"|phu trach |ben |chuyen vien |can bo |cong chuc |nguoi )+"
    r"[^,.:;?!\x00]{0,40}(?P<office>\x00+)"
    r"|\b(?:i am|i'm|i work|we are|we work) (?:with |from |at |in |for |an official |a clerk |the "
    r"|of )+(?P<office_en>\x00+)"
)
"""Says who asks, and where they work."""
TELLS = Cue(
    r"\b(?:hom qua|sang nay|chieu nay|toi qua|hom truoc|hom no|tuan truoc|vua nay|vua roi|luc nay|chieu qua|sang qua)\b"
    r"[^,.;?!\x00]{0,30}?\b(?:(?<!phoi )hop|nghe|doc|gap|trao doi|giao ban|lam viec)\b"
    r"(?:[^,.;?!\x00]{0,30}?\b(?:nhac|noi|ban|de cap|hoi)(?: (?:den|toi|ve))?)?"
)
"""Tells how the question came up; its day is no deadline."""
_ALSO = (
    r"(?:dinh k[yỳ]|thuong xuyen|lap (?:di )?lai|(?:khong|chua) (?:co |ghi |neu )*(?:thoi )?han|recurring|periodic"
    r"|regular|ongoing"
    r"|undated)(?: (?:tasks?|ones|duties|hang (?:tuan|thang|quy|nam)|nua|luon|nhe|nha|a|em|anh|chi|vao))*"
)
PURPOSE = any_of(
    r"de (?:(?:sang|chieu|toi|trua|mai|hom|ngay|nay|tuan|sau|kip|con|lat nua) ?){1,4}"
    rf"(?:{_ME}|sep|hop|bao cao|trinh|giao ban|di|lam|co)\b[^.;?!\x00]*",
    # tasks of a group always stand beside those of an agency
    r"(?:ke ca|bao gom ca|gom ca|tinh ca|va ca|including) (?:nhung |cac |the )?(?:viec |nhiem vu |tasks? )?(?:duoc )?"
    r"(?:giao )?(?:chung|nhom|given to groups)[^.;?!]*",
    # kinds that a list takes in are no kinds that it narrows to: "gồm cả nhiệm vụ định kỳ"
    rf"(?:(?:ke|gom|bao gom|tinh|lay|va|lan|co|xem|dua)(?: luon| them)? ca|(?<=[,(] )ca|ke luon|lan"
    rf"|(?:and )?(?:also )?including"
    rf"|as well as|along with|plus) (?:nhung |cac |moi |the |any |may )?(?:viec |nhiem vu |dau viec |tasks? "
    rf"|duties |ones )?{_ALSO}",
    r"(?:and )?including [^.;?!]{0,24}?(?:assigned|given)(?: jointly| together)?"
    r" to (?:all|groups?|several|every)[^.;?!]*",
    rf"de (?:(?:{_ME}|con|kip) )*(?:trinh|bao cao|nop|hop|gui|nam|biet|theo doi|chuan bi|lam bao cao)(?=\W*$)",
    r"(?:chuan bi|phuc vu|can gap|hoi nhanh|tra nhanh|bao cao nhanh|tien the|nhan tien|cho)(?: [a-z]+){0,8}(?= ?:)",
    rf"(?:de|cho|nham|phuc vu)(?: (?:kip|con|tien|chuan bi|phuc vu|viec|mai|chieu|sang|toi nay|{_ME}))*"
    r" (?:trinh|bao cao|nop|gui|dua|chuyen|xin y kien|tham muu|lam viec voi|hop|giai trinh|tra loi)?(?: (?:cho|len"
    r"|voi|cac))*"
    rf" ?{_ABOVE}(?: [a-z]+){{0,4}}(?=\W|$)",
    rf"de (?:{_ME}|don vi)(?: [a-z]+){{1,8}}(?=\W*$|\W*[,.;?!])",
    r"(?:for|so that i can) (?:brief|report|prepare|tell)?[a-z ]{0,20}(?:my|the) (?:boss|minister|director|meeting"
    r"|leader\w*)",
)
"""What the answer is wanted for: no part of what is asked."""
FORMAT = any_of(
    r"(?:moi|tung) (?:viec|dong|muc|nhiem vu|dau viec) (?:la )?(?:mot|1) (?:dong|hang|muc|viec|gach|y)(?: dau dong)?",
    r"(?:co|kem|them|gom|chia|ke)(?: them| ro| ca| luon| theo| du)* (?:cac |nhung |thanh |du )?cot"
    r"(?: (?!(?:de|cho|giup|trong|theo|nhe)\b)[a-z]+){1,6}",
    r"(?:xuat|tai|luu|lam|cho|gui|lap|in)(?: (?:ra|giup|cho|toi|em|minh|thanh|mot|cai|danh sach|bang))*"
    r"(?: (?:file|tep))? (?:excel|word|csv|pdf|xlsx|docx)",
    r"(?:duoi |o |theo )?dang (?:bang|danh sach|gach dau dong|liet ke)(?: bieu)?",
    r"(?<!khong )(?<!chua )(?<!co )(?:kem|ghi)(?: theo| ro| them| ca| luon)* (?:thoi han|han|co quan phoi hop"
    r"|can cu|nguon|so van ban)"
    r"(?: (?:cua|tung|moi|viec|nhiem vu|luon|ra))*(?=[^\w\x00]*(?:$|[,.;?!])| (?:nhe|nha|a|giup|de|cho|em|voi)\b)",
)
"""Says what the answer is to look like: a list shows it anyway."""
TELLS_OF_SELF = Cue(
    rf"\b{_ME} (?:(?:dang|vua|sap|da|phai|can|chuan bi|se|moi|lo|hay|duoc giao) )+\Z"
    r"|^\W*(?:toi|chung toi) \Z"
)
"""Stands before what the asker does: nothing that is asked for."""
OPINION = any_of(
    r"theo (?:y )?(?:ban|em|anh|chi)(?= |,|$)",
    r"nen (?:uu tien|chon|lam (?:viec )?nao|lam gi)",
    r"(?<!tieu )(?<!uy )(?<!cac )(?:ban|anh|chi|em|tro ly|he thong) (?:co )?(?:nghi|thay|danh gia)",
    r"uu tien (?:cai |viec |dieu )?(?:gi|nao)",
    r"co nen",
    r"(?:toi|minh|em|chung toi) (?:nen|co nen|phai lam sao|co bi|co duoc|co quyen)",
    r"(?:co|la) (?:hop ly|kha thi|dung dan|cong bang|can thiet|thuc te|hieu qua|tot|[oổ]n) (?:khong|chua)",
    r"lam (?:co )?tot (?:khong|chua)",
    r"tu van(?= (?:giup|cho|toi|minh|em|phap|luat|ve|thu tuc))(?! chien luoc)",
    r"(?:khieu nai|khoi kien|kien ra toa|boi thuong)(?= (?:the nao|ra sao|o dau|nhu the nao))",
    r"(?:realistic|reasonable|fair|a good idea)",
    r"nen hay khong",
    r"(?:kem|gioi|tot|te|xau) nhat",
    r"cach chuc",
    r"dong vai(?! (?:tro|phu|chinh|chu))",
    r"in your opinion",
    r"do you think",
    r"should (?:i|we|they)",
    r"best|worst",
)
"""Asks for a judgement, which is not in any document."""
_FILE = r"(?:file|tep|excel|word|csv|pdf|xlsx|docx|ics|bang tinh|lich|may|máy|google sheet)"
EXPORT = Cue(
    r"\W*(?:(?:the |vay |gio |ok |roi |hay |giup |cho |nho |xin |can |muon |lam sao |lam the nao |co the |anh |chi |em "
    r"|toi |minh |ban |lam on |de )*(?:xuat|tai|luu|in|export|download|save)"
    r"(?: (?:ra|ve|xuong|thanh|sang|giup|cho|toi|em|minh|anh|chi|danh sach|bang|ket qua|no|chung|may viec|cac viec|nay"
    r"|tren|vua roi|do|đó|duoi|dang|mot|cai|duoc|the nao|ra sao|it|them|this|that|these|list|the|as|to|into|an?|can|i"
    rf"|how|{_FILE}))*|(?:how (?:can|do) i |can (?:i|you) |please )*(?:export|download|save)(?: [a-z]+){{0,4}})"
    r"(?: (?:duoc |co )?(?:khong|nhe|voi|a|nha|di|please))*\W*"
)
"""A whole question of taking a list away as a file."""
CREATES = any_of(
    r"\d+ ?(?:nhan|chia|cong|tru|x|\*|\+|:|mu|times|plus|minus|divided by) ?(?:cho |voi )?\d+",
    r"(?:can bac hai|can bac ba|tich phan|dao ham|phuong trinh|square root) ",
    r"(?:viet|soan|thao|soan thao)(?: thao)? (?:cho|giup|ho|mot|bai|doan|don|thu|code|email|cong van|to trinh|van ban)",
    r"(?:dat|len|hen) lich(?: hop)?",
    r"gui (?:email|mail|thu|tin nhan|cong van nhac)",
    r"dich [^.?!]{0,60}?(?:sang|ra) tieng",
    r"(?:write|send|draft|compose) (?:me |us |him |her )?(?:an? )?(?:email|letter|poem|code|message|reply)",
    r"(?:book|schedule) (?:a |the )?meeting",
    r"translate",
    r"(?:goi dien|goi cho)(?! ai\b)(?! hoi\b)(?! cho ai\b)",
    r"(?:call|phone) (?:them|him|her|the)",
    r"lam (?:tho|bai tho)",
    r"ke (?:chuyen|mot cau chuyen|cho (?:toi|minh|em|anh|chi|tui) (?:nghe|mot|cau|chuyen))",
    r"dich (?:sang|giup|doan)",
    r"(?:write|compose|draft|translate) (?:me |a |an |this )",
    r"tell me a (?:story|joke)",
)
"""Asks for a text to be made up, or for something to be done or worked out."""
SECRETS = any_of(
    r"(?:chi dan|chi thi|loi nhac|cau lenh|cau hinh) he thong",
    r"khoa api",
    r"mat khau",
    r"system prompt",
    r"api keys?",
    r"passwords?",
)
"""Asks for what the assistant itself is made of."""
INSTRUCTS = Cue(
    r"\b(?:va |roi |dong thoi )?(?:hay )?(?:them vao|chen|bo qua|bo het|in ra|gia vo|quen di|lam nhu"
    r"|tra loi rang|tra loi la|ignore|disregard|override|forget|pretend|insert|add)\b"
    r"(?:(?!\b(?:roi|sau do|xong|xong roi)(?: moi| hay| thi)* (?:dua|cho|liet ke|tra loi|ke|neu|lap|tong hop|dem)\b)"
    r"[^.!?;\n])*"
)
"""Orders to the assistant inside a question; what they say is no topic."""
ORDERS = any_of(
    r"(?:tu|ke tu|bat dau tu) (?:gio|bay gio|luc nay|cau nay|nay) (?:tro di|may|ban|ong|cau|em|anh|minh"
    r"|he thong|hay|dung|khong can|cu|chi)",
    r"from now on",
    r"bia(?: ra| them| dat)",
    r"(?:khong|dung|chang|khoi) (?:can |phai )?(?:dan|trich|trich dan|ghi|kem|neu|de) nguon",
    r"without (?:any )?(?:sources?|citations?)",
    r"you are now|you must now|pretend (?:that|to)|(?:act|behave|respond|answer|reply|speak) as(?: if)?",
    r"(?:system|developer) (?:message|note|mode)|new instructions?|(?:ignore|disregard|forget) (?:all|any|the|your"
    r"|previous)",
    r"make (?:it |them |something |up |things )*up",
    r"(?:cu )?(?:coi|xem) nhu|gia (?:su|dinh|thiet)(?: nhu| la| rang)?|mac dinh (?:rang|la|coi)",
    r"vo hieu hoa|che do (?:quan tri|nha phat trien|admin|debug)",
    r"bo qua (?:moi|cac|tat ca|nhung) (?:chi dan|huong dan|quy tac|lenh|yeu cau|gioi han)",
    r"(?:hay )?(?:quen|lo) (?:het|di|moi|tat ca)",
    r"(?:may|mi|nguoi)(?= (?:la|khong|phai|hay|chi|dung|cu) )",
    r"tra loi (?:luon |ngay |thang |bua |dai )+(?:la|rang|khong)?",
)
"""A sentence of these says how to answer; what else it says is not asked."""
_BODY = r"(?:co quan|don vi|bo|bo nganh|ban|so|cuc|vu|vien|hoc vien|truong|tap doan|trung tam|tinh|to chuc|dia phuong)"
_DOES = r"(?:chu tri|phoi hop|phu trach|chiu trach nhiem|duoc giao|trien khai|ban hanh|trinh|dam nhiem|chi dao)"
_PAPER = r"(?:van ban|cong van|nghi quyet|chi thi|thong bao|quyet dinh|ke hoach|nghi dinh|thong tu)"
OF_DIRECTIVES = any_of(
    r"nhiem vu",
    r"dau viec",
    r"(?:duoc |da )?giao (?:cho |viec |nhiem vu )?(?:ai|co quan|don vi|bo|so|dia phuong|\w+ nao)",
    r"duoc giao",
    rf"(?:{_BODY} nao|ai) (?:se |phai |duoc |la co quan |la don vi )?{_DOES}",
    rf"{_PAPER}(?: chi dao)? nao",
    r"van ban chi dao",
    r"(?:thoi )?han (?:phai )?(?:hoan thanh|bao cao|trinh|ban hanh|xong)",
    r"(?:tasks?|assignments?|directives?)",
    r"(?:which|what) (?:ministry|agency|body|unit) (?:leads?|coordinates?|is responsible|is in charge|must|has to)",
)
"""Asks for what directives hold - tasks, who has them, documents - whatever the work."""


def asks_of_directives(question: str) -> bool:
    """Tell whether a question is of the kind that directives answer, whether or not one does."""
    return OF_DIRECTIVES.search(fold(question)) is not None
