"""Folding for cues: words that look like a cue once their diacritics are gone, and mean something else, keep them.

Cues are matched on folded text, so that questions typed without diacritics are understood. Who types "bảo vệ" or "lưu
trữ" with its diacritics has not typed "về" or "trừ"; the words below stay as typed, and no cue matches them. A cue that
means one of them says so ("l[oỡ] han": "lỡ hạn", or "lo han" without diacritics).
"""

from __future__ import annotations

import re

from corpus.text import fold

_KEPT = frozenset(
    """
    ái | bàn bán | bố bổ | chấm chăm chạm | chì
    | chữa chứa chùa | cồn côn cơn | đạn | đó dở | đem đêm đệm | giáo | hải hại
    | hán hàn | hãng | hị hí hỉ hì | khởi khôi khơi | khống khổng | kĩ kỳ kỹ | lạm lâm | lô lỗ lỡ lộ | mại
    | mạng | máy mây | môi mồi mời | não | nằm | nguyễn | nhạc | nhằm | nhiễu | nổ nỗ nở nợ | ổn ồn | quỹ | rọi rối
    | rời | sổ | thắng thẳng | thẻ | tội | trẻ | trịnh | trú trụ trữ | tuân tuấn | túng tụng | tử | vẻ vẽ vé vế vệ
    """.replace("|", " ").split()
)
_SUSPECTS = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_KEPT))})(?!\w)")


def cue_fold(text: str) -> str:
    """Return the text folded, character for character, but for the words that only look like a cue.

    >>> cue_fold("Bảo vệ dữ liệu lưu trữ về dân cư")
    'bao vệ du lieu luu trữ ve dan cu'
    """
    lower = text.lower()
    folded = fold(text)
    if len(lower) != len(folded):  # a capital whose small letter is two characters
        return folded
    chars = list(folded)
    for match in _SUSPECTS.finditer(lower):
        chars[slice(*match.span())] = match.group()
    return "".join(chars)
