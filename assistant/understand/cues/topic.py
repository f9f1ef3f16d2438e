"""What is no topic: fillers and function words; and what introduces one."""

from __future__ import annotations

import re

from assistant.understand.cues.pattern import any_of

FIRM_TOPIC = re.compile(r"\b(?:ve|lien quan (?:den|toi)|about|regarding|concerning|on)\s+(?=[a-z])")
"""Introduces what a list is to be about; other left-over words may be a way of speaking."""
FILLER = any_of(
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
