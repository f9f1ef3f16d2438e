"""Where a name that is not known ends in a question: at the first word that no name goes on with."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.text import fold, has_diacritics

_PARTICLE = r"(?:thoi|nhe|nha|nhi|a|vay|the|di|luon|ay|day|do|voi|khong|chua|giup|ho|em|anh|chi|nua|ah|ha)"
_ALWAYS = re.compile(
    r"\b(?:co (?:nhung |bao |cac )?(?:nhiem|viec|gi|trach)|lam (?:nhung )?gi|phai"
    r"|duoc (?:giao|nhac|de cap|vien dan|dan chieu|phan cong|yeu cau)|nao|bao nhieu"
    r"|(?:nhung |cac )?(?:viec|nhiem vu|dau viec)|chu tri|phoi hop|da|dang|con|thi|den han|qua han"
    rf"|{_PARTICLE}(?: {_PARTICLE})*(?=\W*$|\W*[?.!,;]))\b|[?!;]"
)
_WRITTEN = (
    "ai|bao|bên|bị|bằng|cầm|cần|chậm|chịu|cho|chưa|cũng|cùng|còn|có|để|đang|đã|đảm|đến|đóng|được|đứng|do|gánh|gì|giữ"
    "|hay|hoặc|hạn|ít|kể|khi|là|làm|lo|lỡ|mà|mấy|nào|ngồi|họp|nằm|nếu|nhận|nhiều|nhưng|nộp|ở|ôm|phải|quá|rồi|sau|sẽ|so|tại|theo"
    "|thì|tới|trễ|trình|trong|trước|từ|vào|vẫn|với|xong|xử|hàng (?!không|hải)|(?<![Hh]àng )không"
)
"""Small words, verbs and question words; a word of a name that looks like one is written with a capital."""
_AS_WRITTEN = re.compile(rf"(?<=\s)(?:{_WRITTEN})(?!\w)")
# Of these, what folds to no word of names ("lâm nghiệp", "văn phòng", "xây dựng" are)
_PLAIN = re.compile(
    r"(?<= )(?:bi|cam (?:trich|dau)|cham|chiu|cung|ganh|giu|hoac|la|lo|may|nam (?:o|trong)|nhung|nop|o|om|se"
    r"|so voi|theo"
    r"|tre|trong|truoc|vao|voi|xong)(?!\w)"
)


_is_marked = lru_cache(maxsize=64)(has_diacritics)
"""Asked of the whole question at each name that may be in it."""


def name_end(text: str, folded: str, start: int, end: int) -> int:
    """Return where a name must have ended that goes on from ``start``; ``end`` if nothing ends it.

    Args:
        text: the question as typed.
        folded: the question, folded (``corpus.text.fold``).
        start: where the name's first word ends.
        end: where it ends at the latest.
    """
    said = _AS_WRITTEN.search(text, start, end) if _is_marked(text) else _PLAIN.search(folded, start, end)
    found = [match.start() for match in (_ALWAYS.search(folded, start, end), said) if match]
    return min(found, default=end)


_LEVELS = frozenset("tinh thanh xa phuong dac cap cua thuoc truc va - – &".split())


def goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether the words behind a known name may belong to a longer one: a level, an owner, a capital."""
    rest = text[start:end].split()
    if not rest or not _is_marked(text):
        return bool(rest)
    return not rest[0].islower() or fold(rest[0]) in _LEVELS
