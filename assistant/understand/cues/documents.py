"""What a question wants of documents: facts, references, lists."""

from __future__ import annotations

from assistant.understand.cues.pattern import THAT, Cue, any_of

_PLACE = r"(?:nhung |cac |moi )?(?:van ban|dieu khoan|dieu|khoan|muc|diem|cho|doan|phan|tai lieu)"
_SPOKEN_OF = r"(?:nhac|noi|vien|dan|de cap|dung|cham|ban|tro|neu)(?: (?:den|toi|ra|vao|ve))"
REFERENCES = any_of(
    rf"(?:duoc|bi|co) {_SPOKEN_OF} (?:o |tai |trong )?(?:{_PLACE} nao|nhung (?:dau|cho|doan)|dau)",
    rf"{_PLACE}(?: nao)?(?: (?:co|da|dang|deu))* {_SPOKEN_OF}(?= \x00)",
    rf"bi {_PLACE} nao {_SPOKEN_OF}",
    r"(?:co |duoc |bi )?(?:nhac|vien dan|trich dan|dan chieu|de cap)(?: (?:den|toi|ve|ten))?(?= \x00)",
    r"(?:van ban|dieu|muc|cho|doan|tai lieu|diem) nao (?:[a-z]+ ){0,5}?(?:can cu|dan|theo|dua|lien quan|de cap"
    r"|huong dan)",
    r"(?:cho|muc|dieu|doan) (?:nao )?(?:co )?(?:nhac|dan|neu)",
    r"duoc can cu",
    r"lam can cu",
    r"(?:duoc|bi) neu (?:o|tai|trong|den)",
    r"van ban nao (?:dan|nhac|neu|thay the|bai bo)",
    r"bi .{0,30}thay the",
    r"con hieu luc",
    r"lien quan den (?:nhung |cac )?(?:nhiem vu|viec|dieu khoan) nao",
    r"(?:duoc|bi) (?:nhac|vien dan|de cap|dan chieu|trich dan)",
    r"nhac (?:den|toi)",
    r"duoc noi (?:den|toi|ve) (?:o|tai|trong) (?:dau|van ban nao|doan nao|muc nao)",
    r"van ban nao (?:co |da )?noi (?:den|toi|ve)(?= \x00)",
    r"vien dan",
    r"dan chieu",
    r"xuat hien",
    r"(?:duoc|bi) (?:nhac|neu|dan)",
    r"(?:mentioned|cited|referenced|referred to)",
    r"(?:mentions?|cites?|references?)",
)
MENTIONS = Cue(
    r"\b(?P<passive>(?:duoc|bi) |(?:is|are|was|were|been|gets?) )?(?:cung |deu |both |also )*"
    r"(?:(?:nhac|de cap|vien dan|dan chieu|neu ten)(?: (?:den|toi|ve|ten))?"
    r"|(?:mention|cit|referenc)(?:e|es|s|ed|ing)?|nam(?:e|es|ed|ing)\b|refer(?:s|red)? to)\b"
    r"(?! (?:van ban|cong van) (?:nao|gi|khac))"
)
"""Asks whether something is mentioned; in the passive, what is looked for stands before it."""
_WHICH_DAY = r"(?:ngay nao|khi nao|luc nao|bao gio|hom nao|ngay bao nhieu|ngay may|ngay thang(?: nam)? nao)"
_PERSON = r"(?:ai|vi|nguoi|dong chi|lanh dao|ong|ba|nhan vat|chuc danh|cap)"
_NAMED_PERSON = r"(?:ong|ba|dong chi|vi|d/c)"
_DOCUMENT = r"(?:van ban|tai lieu|cong van|thong bao|ke hoach|quyet dinh|nghi quyet|chi thi)"
DOCUMENTS = any_of(
    rf"loai {_DOCUMENT}(?: nao)?",
    rf"(?:(?:danh sach|liet ke|nhung|cac|bao nhieu|may|co|kho|tat ca)(?: nhung| cac)? ){{1,3}}{_DOCUMENT}"
    r"(?: chi dao)?(?: nao)?(?: trong kho| moi)?",
    r"trong (?:kho|(?:he thong|co so du lieu)(?=\W*(?:$|co |dang |hien )))"
    rf"(?: (?:dang|hien|gom|luu))*(?: co)?(?: nhung| cac)?(?: {_DOCUMENT})?",
    rf"{_DOCUMENT} nao (?:trong|o) (?:kho|he thong)",
    r"(?:which|what) (?:documents?|directives?|dispatches|notices)(?: (?:are|do you have|can you search|have you got)"
    r"(?: there)?)?(?: (?:in|of) (?:the|your) (?:corpus|collection|system|database|library))?",
    r"list (?:of )?(?:all )?(?:the )?(?:documents|directives)(?: (?:in|of) the (?:collection|corpus))?",
    r"documents (?:in|of) the (?:collection|corpus)",
)
FACTS: tuple[tuple[str, Cue], ...] = (
    # "Công văn 693 còn hiệu lực không?", "văn bản nào thay thế Công văn 693?"
    (
        "force",
        any_of(
            r"(?:con|het|mat) (?:co )?(?:hieu luc|gia tri|duoc ap dung)",
            r"(?:da )?bi (?:thay the|bai bo|huy bo|sua doi|thu hoi)",
            rf"{_DOCUMENT} (?:nao|gi) (?:da |se |moi )?(?:thay the|bai bo|huy bo|sua doi|thay)(?: cho)?",
            r"(?:still|no longer) (?:in force|valid|in effect|binding)",
            r"(?:been|was) (?:replaced|repealed|amended|superseded|annulled|revoked)",
            r"(?:which|what) (?:document|directive)s? (?:replaces?|replaced|repeals?|supersedes?|amends?|amended)",
        ),
    ),
    ("signed", any_of(r"k[iy] .{0,40}?(?:hom|ngay|khi) nao", r"(?:hom|ngay|khi) nao .{0,40}?k[iy]")),
    (
        "replaces",
        any_of(
            r"(?:thay the|bai bo|huy bo|thay cho|the cho)",
            # "thì kế hoạch cũ nào hết dùng?", "văn bản nào thôi áp dụng?"
            rf"{_DOCUMENT} (?:cu |truoc )?(?:nao|gi)(?: cu)? (?:het|thoi|khong con|ngung)"
            r" (?:vai tro|dung|tac dung|ap dung|duoc dung|gia tri)",
            r"replac\w+",
            r"repeal\w*",
            r"supersed\w+",
            r"fall\w* away",
        ),
    ),
    (
        "effect",
        any_of(
            r"(?:co )?hieu luc",
            r"(?:bat dau )?(?:ap dung|thi hanh|co gia tri)(?: ke)? tu"
            r" (?:khi|luc|ngay|bao gio|hom) ?(?:nao|may|bao nhieu)?",
            r"(?:takes?|took|into) effect",
            r"effective (?:date|from)",
            r"(?:in|into) force",
        ),
    ),
    (
        "cites",
        any_of(
            r"(?:dan chieu|vien dan|nhac|dan|trich dan|de cap)(?: (?:den|toi|ra|ve))?(?: (?:nhung|cac))? "
            rf"{_DOCUMENT} (?:nao|gi|khac)",
            r"(?:does|do) (?:(?!which)[a-z\x00 ]){1,60}(?:refer to|cite|mention|reference)",
        ),
    ),
    (
        "basis",
        any_of(
            r"can cu (?:vao |tren )?(?:nhung |cac )?(?:van ban |quy dinh )?(?:nao|gi|dau)",
            r"can cu phap ly",
            r"dua (?:vao|tren) (?:cac |nhung )?(?:van ban|thong bao|quyet dinh|nghi quyet|ke hoach)[a-z ]{0,30} nao",
            r"(?:de|nham) thuc hien (?:cac |nhung )?(?:van ban|thong bao|quyet dinh|nghi quyet|ke hoach) nao",
            r"legal basis",
            r"based on(?: what)?(?=\W*$)",
        ),
    ),
    (
        "signer",
        any_of(
            r"ai (?:da |la nguoi )?(?:dat but |dung ten )?k[iy]",
            r"(?:do )?ai k[iy](?: thay)?",
            rf"{_PERSON}(?: nao)?(?: (?:o|cua|ben|thuoc|trong|thay mat)\b.{{1,40}}?)?(?: (?:da|dung ten|dat but"
            rf"|thay mat))* k[iy]",
            # "do bà X ký, đúng không?": what the document says itself is the answer
            rf"(?:do |la ){_NAMED_PERSON}? ?[^,.?!]{{1,40}}? (?:dat but |dung ten )?k[iy]",
            r"chu ky (?:cua ai|tren|o cuoi|la)",
            r"signed (?:it|this)",
            r"by whom .{0,60}signed",
            r"ai la nguoi ky",
            r"ky .{0,40}?la ai",
            r"ky boi",
            r"who (?:has )?signed",
            r"signed by(?: whom)?",
            r"signatory",
            r"signer",
            r"whose (?:signature|name)",
            r"who (?:has )?put (?:their|his|her) (?:name|hand|signature) (?:to|on|under)",
        ),
    ),
    (
        "recipients",
        any_of(
            r"noi nhan",
            r"(?:ai|co quan nao|noi nao|don vi nao|nhung ai) (?:duoc |phai )?nhan(?= |$|\W)",
            r"gui (?:de |cho )?(?:biet|bao cao)",
            # "có sao cho Văn phòng Trung ương Đảng không?", "sao gửi những đâu?"
            r"(?:co |duoc |phai )?sao (?:gui|cho|den|toi)",
            r"recipients?",
            r"copied to",
            r"(?:in|on) copy",
        ),
    ),
    (
        "addressees",
        any_of(
            r"kinh gui",
            r"gui (?:cho |den |toi |di )?(?:nhung )?(?:ai|co quan nao|noi nao|dau)",
            r"addressed to",
            r"addressees?",
            r"sent to",
        ),
    ),
    (
        "issuer",
        any_of(
            r"(?:do )?(?:ai|co quan nao) (?:da )?ban hanh",
            r"co quan ban hanh",
            r"(?<=\x00 )(?:la )?cua (?:ai|(?:co quan|don vi|bo|ban|noi) nao)",
            r"do (?:dau|ai|noi nao) ban hanh",
            r"who issued",
            r"issued by",
            r"issuer",
            r"which (?:agency|body) issued",
        ),
    ),
    (
        "date",
        any_of(
            rf"(?:duoc )?(?:ban hanh|ky|ra|de|ra doi|co) (?:vao |tu )?{_WHICH_DAY}",
            r"ngay (?:ban hanh|ky|thang(?: nam)?(?: nao)?)",
            r"(?:ky|ban hanh) (?:[a-z\x00]+ ){0,3}?(?:hom|ngay|khi) nao",
            r"(?:ban hanh|ra|ra doi|ky|co)(?: ra)? (?:truoc|sau)"
            r"(?=\W*$|\W*[,.;?!\x00]| (?:hay|hon|va|nhi|vay|so voi)\b)",
            rf"(?:{_DOCUMENT}|cai|ban|cai gi) nao (?:la )?(?:moi|cu|gan day) hon",
            r"(?:moi|cu) hon(?=\W*$|\W*[,.;:?!\x00]| \x00)",
            r"(?:newer|older|more recent|(?:issued|signed|came out|dated) (?:first|earlier|later|before|after))",
            r"(?:was |were )?(?:issued|signed|dated|came|come)(?: out)? (?:first|earlier|later|before|after)",
            r"predates?|precedes?",
            r"(?:ngay|khi) nao ban hanh",
            r"when was .{1,60}(?:issued|signed|dated)",
            r"date of",
            r"what date",
            r"issued when",
            r"(?:,|\bva)\s*(?:vao |tu )?(?:ngay|hom|khi) nao",
        ),
    ),
    (
        "subject",
        any_of(
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
        any_of(
            r"thong tin (?:ve|chung)",
            r"gioi thieu",
            r"tom (?:tat|luoc)",
            r"(?:noi |trinh bay |gioi thieu )?(?:ngan gon|khai quat|so luoc|van tat)",
            r"(?:diem|y) chinh",
            r"(?:main|key) (?:points|contents?)",
            r"short (?:overview|summary)",
            r"noi (?:ve )?(?:cai )?gi$",
            r"noi dung (?:chinh|gi)",
            r"summar\w+",
            r"overview",
            r"tell me about",
        ),
    ),
)
"""Which fact of a document is asked for; the first that matches."""
ALL_DOCUMENTS = any_of(
    rf"(?:tat ca |toan bo |het |ca |tung |moi )?(?:cac|nhung|moi|tung|tat ca|toan bo) {_DOCUMENT}(?: chi dao)?"
    r"(?: (?:trong|o) (?:ca |toan bo )?(?:kho|he thong|danh sach))?",
    r"(?:all|every|each)(?: of)?(?: the)? (?:documents?|directives?)",
)
"""Means every document there is, where none is named."""
CHANGED = any_of(
    r"moi (?:ban hanh|nhat)",
    r"(?:co )?(?:gi|nhung gi|dieu gi) (?:moi|thay doi)",
    r"(?:gan day|moi day|vua qua)(?: [a-z]+){0,5} moi",
    r"(?:chi dao|van ban|cong van|thong bao)(?: nao)? moi(?: nhat)?",
    r"(?:latest|newest|most recent|new) (?:directives?|documents?|dispatch|notice)",
    r"thay doi (?:gi|nhung gi|the nao)",
    r"van ban (?:moi|moi nhat)",
    r"what(?:'s| is| has)? (?:new|changed)",
    r"latest documents?",
)
THIS_DOCUMENT = any_of(
    r"no(?= (?:giao|noi|quy dinh|yeu cau|ban hanh|do|gui|co|thay the))",
    rf"(?:van ban|cong van|thong bao|ke hoach|quyet dinh|nghi quyet|chi thi) (?:{THAT}|nay|tren|ay|noi tren)",
    r"(?:this|that|the) document",
)
