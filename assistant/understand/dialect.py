"""Words of the central dialects in the words that the rest of the country writes: "mần chi", "việc mô", "bữa ni"."""

from __future__ import annotations

import re

_NOT_GI = (
    r"(?! (?:tiết|phí|cục|bộ|trả|nhánh|đoàn|hội|tiêu|ngân|nhiều|đạo|tiet|phi|cuc|bo|tra|nhanh|doan|hoi|tieu|dao|tao))"
)
_COMMON: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), common)
    for pattern, common in (
        (r"bữa ni|hôm ni|bua ni", "hôm nay"),
        (r"(?<=tháng )ni|(?<=tuần )ni|(?<=quý )ni|(?<=năm )ni|(?<=việc )ni|(?<=bộ )ni|(?<=sở )ni", "này"),
        (r"mần", "làm"),
        (r"ở mô", "ở đâu"),
        (
            r"(?:(?<=việc )|(?<=cái )|(?<=bộ )|(?<=sở )|(?<=tỉnh )|(?<=khi )|(?<=lúc )|(?<=hôm )|(?<=ngày )|(?<=nơi )"
            r"|(?<=đơn vị )|(?<=cơ quan )|(?<=nhiệm vụ ))mô(?! hình)",
            "nào",
        ),
        (rf"(?:(?<=có )|(?<=làm )|(?<=lo )|(?<=việc )|(?<=nộp )|(?<=còn )|(?<=gồm )|(?<=những ))chi{_NOT_GI}", "gì"),
        (r"(?<=từ )chừ|bây chừ|(?<=giờ )chừ", "giờ"),
        (r"rứa hè|rứa", "thế"),
    )
)


def in_common_words(text: str) -> str:
    """Return a question with the words of dialects that ask, or name a day, replaced.

    >>> in_common_words("bữa ni Sở Y tế phải mần chi, việc mô gấp")
    'hôm nay Sở Y tế phải làm gì, việc nào gấp'
    >>> in_common_words("chi tiết việc chi trả theo mô hình mới")
    'chi tiết việc chi trả theo mô hình mới'
    """
    for pattern, common in _COMMON:
        text = pattern.sub(common, text)
    return text
