"""What is no topic: fillers and function words; and what introduces one."""

from __future__ import annotations

from assistant.understand.cues.pattern import Cue, any_of

INTRODUCES = any_of(
    r"(?:co )?lien quan (?:den|toi)",
    r"(?:noi|nhac|de cap|dong cham|dinh dang)(?: gi| nhung gi)? (?:den|toi|ve)",
    r"de cap(?! nhat)",
    r"(?:thuoc|trong) (?:linh vuc|mang|chu de)(?! (?:nao|gi)\b)",
    r"(?:rieng|thuoc|trong|o|chi|chi (?:tinh|lay|xem|hoi)) (?:phan|muc|nhom(?: nhiem vu| viec)?)(?! (?:nao|gi|lon"
    r"|nay|[ivx\d]+)\b)(?!\W*$)",
    r"(?:linh vuc|chu de|mang)(?! (?:nao|gi)\b)(?! luoi| mat| xa hoi| may tinh)",
    r"xoay quanh",
    r"doi voi",
    r"de(?= (?:giam|tang|bao dam|dam bao|nang cao|thuc day|xay dung|phat trien|day manh|cat giam|xu ly|thao go))",
    r"on the (?:topic|subject) of",
    r"about",
    r"regarding",
    r"concerning",
)
"""What stands before a topic and is none itself."""
FIRM_TOPIC = Cue(
    rf"(?:\bve\b(?:\s+(?:viec|van de|noi dung|chu de|cong tac|linh vuc|mang))?(?!\s+(?:gi|viec gi|dau|ai|nhung gi)\b)"
    rf"|{INTRODUCES.pattern}|\bon)\s+(?=[a-z0-9])"
)
"""Introduces what a list is to be about; other left-over words may be a way of speaking."""
# what is asked of a piece of work, as a register of tasks has it in a column
_PRODUCT = (
    r"(?:san pham|ket qua)(?: dau ra(?: (?:khi|cua|la))?| (?:phai|can) (?:co|nop|dat)| mong (?:doi|muon)"
    r"|(?= (?:la )?(?:gi|nhung gi)\b)|(?= cua ?(?:viec|nhiem vu|\x01)))"
)
ATTRIBUTES = any_of(
    _PRODUCT,
    r"(?:may|bao nhieu) (?:diem )?phan tram",
    r"(?:main )?(?:product|deliverable|output)s?(?= of\b| is\b| must\b)",
)
FILLER = any_of(
    _PRODUCT,
    r"giao(?! thong| dich| duc| dien| luu)",
    r"trach nhiem",
    r"thuc hien",
    # a bare verb of carrying out before what is asked: "phải triển khai việc gì"
    r"(?:trien khai|tien hanh|dam duong|ganh vac|dam trach)(?= ?[\x01])",
    r"phan cong",
    r"chia (?:cong viec |noi dung |nhiem vu |cac viec )?(?:thanh|lam|ra)",
    r"tham gia",
    r"tong hop",
    r"tom (?:gon|tat|luoc)(?: lai)?(?: giup| cho| ho)?(?: toi| minh| em)?",
    r"(?:den|toi) noi (?:den|toi) chon",
    r"thong ke",
    # "lập giúp bảng tổng hợp", "cần danh sách"
    r"(?:(?:lap|lam|ke|dung|in|xuat|gui|dua|can|cho|xin|trich)(?: (?:giup|ho|cho|toi|em|minh|anh|chi|ra|lai|mot"
    r"|cai))* )?"
    r"(?:bang|danh sach|danh muc|bieu)(?: tong hop| thong ke| theo doi| ke)?(?=(?: \w+){0,2} ?[\x00\x01])",
    r"(?:roi|sau do|xong)(?: moi| hay| thi)* (?:dua|cho|liet ke|tra loi|neu|lap|dem)(?: ra)?",
    r"de nghi",
    r"hoan (?:thanh|tat)",
    r"dam nhan",
    r"truc tiep",
    r"toan bo",
    r"(?:dong |giu |lam )?vai tro",
    r"noi dung",
    r"tinh den",
    r"tinh toi",
    r"bat dau",
    r"roi vao",
    r"phai xong",
    r"ket thuc",
    r"(?:tuong tu|cung the|y nhu (?:the|vay|tren)|lam (?:nhu vay|tuong tu)|nhu (?:vay|tren))(?: (?:cho|voi|doi voi))?",
    r"cho (?:toi |minh |em )?(?:biet|hoi|xem|xin)",
    r"(?:sep|lanh dao|thu truong|thu truong|cap tren)(?: (?:em|minh|toi|dang|vua|moi))* (?:hoi|bao|can biet|muon biet)",
    r"giup (?:toi|minh|em)",
    r"khong ghi",
    r"quy dinh",
    r"ban hanh",
    r"yeu cau",
    r"anything",
    r"everything",
    r"finish",
    r"complete",
    r"anyone",
    r"look like",
    r"be like",
    r"(?:thuoc |trong )?(?:linh vuc|chu de|mang) (?:nao|gi)",
    r"lien quan(?: den)?",
    r"tat ca",
    r"(?:ca|het) thay",
    r"bat (?:k[yỳìi]|cu)",
    r"nguoi ta",
    r"cu the",
    r"dong chi",
    r"don vi",
    r"co quan",
    r"hien nay",
    r"van ban(?! (?:phap|quy pham|luat|dien t[uử]|so|dang|moi|huong dan))",
    r"bao gom",
    r"(?:ngay |dip |k[yỳ] )?(?:nghi )?le(?= ?[\x00\x01])",
    r"(?:can |muon |de )?nam(?: duoc| bat| ro)?(?= (?:cac|nhung|duoc|moc|ro))",
    r"(?:^|(?<=\x01)|(?<=\x01 )|(?<=cai )|(?<=lo )|(?<=ve )|(?<=mang ))(?:cai )?(?:vu|chuyen|khoan)(?= )",
    r"(?:toan|ca|khap)(?: bo)? (?:he thong|kho|nganh|nuoc|quoc|danh sach)",
    r"giu vai(?: tro)?",
    r"(?:voi |duoi |tren )?(?:tu cach|cuong vi)(?: la)?",
    r"(?:trung uong|cap tren|ben tren|lanh dao)(?= (?:da |dang |moi )?(?:giao|phan cong|yeu cau)| ?\x01)",
    r"(?:co quan|don vi|bo nganh|bo|ben|noi) (?:khac|ban)(?= ?[\x00\x01\x02])",
    r"(?:tinh hinh|tien do)(?: (?:thuc hien|trien khai))?(?= ?[\x00\x01\x02])",
    r"(?:bo truong|thu truong|lanh dao|chu tich|giam doc|bi thu|cuc truong|vu truong|thu truong co quan)(?= \x00)",
    r"chuan bi(?= ?[\x00\x01\x02])",
    r"(?:day du|chi tiet)(?: nhat)?(?= ?[\x00\x01\x02])",
    r"(?:chung|tui|tụi|bon|bọn) (?:ta|toi|tôi|tui|em|minh)(?: (?:phai|can|duoc))?",
    r"tu (?:tay|minh)",
    r"(?:tren )?dia ban(?! trong diem)",
    r"trong kho",
    r"danh muc(?=[ \x00\x01]*[\x00\x01])",
    r"(?:chi dao|quy dinh|yeu cau|noi dung)(?= (?:gi )?\x01)",
    r"(?:can|phai|co the) (?:biet|xem)",
    r"(?:lap|ke|dung) (?:bang|bieu)(?= (?:tong hop )?(?:cac |nhung )?[\x00\x01])",
    r"loc(?: lai| ra| ho| giup)?",
    r"(?:phai|can) (?:trinh|nop)",
    r"(?:chenh|lech|cach)(?: lech)? nhau",
    r"bao nhieu",
    r"(?:mot |may )lan",
    r"(?:som|muon|tre|cham|gap|lau) hon",
    r"kh[oố]i luong",
    r"(?:tom|gom|nhat|diem|ke)(?: lai| het| giup| ho| cho)*(?: (?:day )?du)?(?= (?:cac|nhung|het|moi)\b)",
    r"(?:trong )?(?:giai doan|thoi k[yỳ]|khoang(?: thoi gian)?|quang thoi gian)(?= ?(?:tu )?\x00)",
    r"(?:n[aằ]m|dung|xep|ghi)(?: ten)? (?:o|trong|tai) (?:cot|muc|phan|vi tri|vai)",
    r"(?:dung ten|co ten)",
    r"(?:party|government|central|provincial|city)(?= \x00)",
    r"dung ra",
    r"(?:tim|trich)(?: giup| cho| ho)?(?: toi| minh| em)? (?:cac |nhung )?(?:doan|cho|phan|dieu khoan)",
    r"tung|moi (?:bo|co quan|don vi)",
    r"(?:dang|can) theo doi(?=\W*$)|hien co|dang luu",
    r"(?:thi|the) (?:sao|the nao|ra sao)",
    r"(?:ca |tat ca |toan bo )?(?:tam|\d{1,2}|bay|chin|muoi) (?:cai )?van ban(?: nay)?",
    r"(?:(?<=\x01)|(?<=\x01 ))(?:quan trong|uu tien|noi bat|can thiet|dang chu y|kho|lon)(?: hon| nhat)?(?=\W*$| cua)",
    r"(?:xin |rat |tran trong )*cam on(?: (?:em|anh|chi|ban|nhieu|a))*",
    r"(?:xep |sap )?tu (?:nhieu|cao|it|thap)(?: nhat)? (?:xuong|den|toi|len)(?: den)? (?:it|thap|nhieu|cao)(?: nhat)?",
)
"""Phrases without a topic of their own."""
# Words that carry no topic of their own.
STOPWORDS_VI = frozenset(
    "nêu dẫn lịch nộp xong giữa mốc rơi ký kí gửi thay hết bản cái tính quá qua mục dòng đạo trì vai hôm chỉ nữa luôn "
    "ngay đầu hiện đều cũng rằng nếu bởi vì nhất "
    "ai gì nào đâu sao bao nhiêu mấy khi là có không được cho của và với tại trong ngoài trên dưới theo về đến từ "
    "bằng do để thì mà những các một hai như thế này đó kia ấy ra vào lên xuống đã đang sẽ phải cần nên hay hoặc "
    "cùng còn nữa rồi chưa chỉ tôi bạn xin vui lòng làm ơn hãy giúp biết hỏi nói trả lời việc hạn tới cuối ngày "
    "tháng quý năm tuần bị gồm thuộc trước sau kể ở cả mọi rõ hơn thêm bây giờ nhé ạ à vậy nhỉ mình ta em anh chị "
    "họ chứ hả hở hén nghen nghe hen đấy nha nhở ơ "
    "muốn nhờ xem lẫn thôi bên phía tìm lại nó nhưng giùm lấy đi ơi dạ ừ lần vẫn".split()
)
COLLOQUIAL = frozenset(
    "lo sếp dặn dò chuyện vụ khoản cứ hoài thật chứ hả đấy đó nghe dùm giùm hộ nhé nha cơ thôi luôn đứng bảo biết "
    "thấy nhờ hẳn hết dính đính kiểu dạng thằng mấy anh chị em cô chú bác ông bà mình tụi bọn".split()
)
"""Words of speech that prove nothing of a passage beside a topic, though they may be a topic's where it is sought."""
STOPWORDS_EN = frozenset(
    "start starts finish complete anything something like get got need needs make made work works still yet now also "
    "the a an of in on at by for to is are was were be been do does did what which who whom when where how many "
    "much this that these those it its has have had must should shall will would can could may and or with from "
    "about into as all any please show give tell me there his her their our your my we you they i before after "
    "until end than not no say says said ministry agency agencies ministries document documents s play role every "
    "month months same ones kindly let us know want wanted see done finished completed delivered left under according "
    "happen happens happened whose keep kept asked ask put putting plain words explain set aside take takes taken go "
    "supposed meant possible currently "
    "goes going come comes being if so but only just also up out over often well both either them he she him i m t "
    "d s re ve ll seen actually exactly itself around within finally already even why".split()
)
"""A question made of these, of cue words and of recognised names and dates alone has no topic."""
COMPOUNDS = frozenset(
    word.strip()
    for word in """
    anh huong | ban dan | ban do | ban quyen | ban sao | bang cap | bang chung | bao ve | ben vung | bi thu | bien ban |
    buoc dau | can bo | can cu | chi dao | chi phi | chi so | chi tieu | chi tra | cho thue | cho vay | chu dong |
    chu ky | chu quan | chu the | chuan bi | chung chi | chung cu | chung minh | chuyen muc | co ban | co so |
    cong doan | cu tri | cua khau | dan dau | dan so | dan su | dang ky | danh muc | dao duc | dao tao | dau cuoi |
    dau gia | dau moi | dau nganh | dau ra | dau thau | dau tu | dau vao | den bu | di chuyen | di cu | di dong |
    di lai | di san | di truyen | dia chi | dieu hanh | dinh danh | doan the | doan vien | doi ngoai | doi song |
    dong bo | dong tien | du lich | duy tri | gia han | gioi han | giup viec | hai dao | hai quan | han che |
    han muc | hang dau | hang khong | he so | hien dai | hien tai | hien truong | hinh anh | hinh su | ho khau |
    ho so | ho tich | ho tro | hoi dong | hoi nghi | hoi nhap | hoi thao | huong dan | ket noi | khi hau | may bay |
    cong nghe | dang phi | dang vien |
    khi thai | khi tuong | khong gian | kiem tra | kinh doanh | ky luat | ky nang | ky thuat | lam chu | lam giau |
    lam sach | lam viec | lan toa | lanh dao | lap lai | lich su | loi ich | loi nhuan | ma so | may tinh |
    minh bach | moi truong | mot cua | muc dich | muc luc | muc tieu | ngoai giao | ngoai ngu | nhan su |
    nhat quan | noi bo | noi chinh | noi dia | noi vu | nop thue | nuoc ngoai | pham vi | phat hien | phat minh |
    phu thuoc | qua tai | qua trinh | quan su | quan trong | quoc te | quy che | quy dinh | quy hoach | quy trinh |
    ra mat | ra quet | ra soat | sang kien | sang tao | so hoa | so lieu | so sach | su co | su dung | su kien |
    tai chinh | tai khoan | tai lieu | tai nguyen | tai san | tan so | tap doan | thanh tra | thay doi | thay the |
    the chap | the che | the thao | theo doi | thi truong | thiet bi | thiet ke | thoi diem | thoi tiet |
    thong minh | thong nhat | thong qua | thong so | thu hoi | thu hut | thuc te | tien gui | tim hieu | tim kiem |
    tinh nang | tinh toan | tra cuu | trang bi | trong diem | trong tam | truc thuoc | truyen thong | tu chu |
    ti le | ty le |
    tu do | tu nhan | tu phap | tu van | tuan tra | tuyen truyen | van ban | van bang | vao cuoc | ve sinh |
    ly lich | hai long | tre em | xay ra | cham tre | quyen han | tieng noi | the he | hop nhat | tro giup |
    hien trang | nha o | kho khan | cu tri | rang buoc | tra loi | ro rang | tra cuu |
    ve tinh | vi pham | viec lam | xem xet | xuc tien
    """.split("|")
)
"""Words of two syllables, one of which is a function word by itself; folded."""
