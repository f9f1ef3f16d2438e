"""What a sentence says of time without a date: that work is done, or "this month"."""

from __future__ import annotations

import re

from assistant.model import Language
from assistant.wording import lexical
from assistant.wording.sources import Sources
from assistant.wording.vocabulary import phrase

_DONE = {
    Language.VI: re.compile(r"\bhoàn (?:thành|tất)\b"),
    Language.EN: re.compile(r"\b(?:completed?|finished|issued|reported|carried out|implemented)\b"),
}
_TO_DO = {
    Language.VI: re.compile(r"\b(?:phải|cần|để|hạn|yêu cầu|khẩn trương|việc|giao|chưa|không)(?:\s+\w+){0,2}\s+$"),
    Language.EN: re.compile(r"\b(?:must|to|shall|due|deadline)\b(?:\s+\w+){0,3}\s+$"),
}
# "trong tháng này", "quý tới", "trong tháng" where the source says "hằng tháng"; a date has a number behind it
_RELATIVE = {
    Language.VI: re.compile(
        r"\b(?:ngày|tuần|tháng|quý|năm) (?:này|nay|tới|sau|trước|qua|kế tiếp)\b(?!\s*(?:ngày|tháng|\d))"
        r"|\b(?:trong|vào|cuối|đầu|giữa|hết|qua) (?:tuần|tháng|quý|năm)\b(?!\s*(?:\d|[ivx]+\b|một|hai|ba|tư|bốn|năm|sáu"
        r"|bảy|tám|chín|mười))|\bhôm nay\b|\bngày mai\b|\bhôm qua\b|\bsắp tới\b|\bvừa qua\b"
    ),
    Language.EN: re.compile(
        r"\b(?:this|next|last|current|coming|previous) (?:day|week|month|quarter|year)\b"
        r"|\b(?:today|tomorrow|yesterday|recently|soon|now|currently)\b"
    ),
}


def claims_done(text: str, language: Language, dated: bool, sources: Sources) -> bool:
    """Tell whether a sentence says of work that it is done, where its sources order it.

    Vietnamese has no tense: "hoàn thành" beside a date or behind "phải" orders, and alone reports.
    """
    if dated:
        return False
    lower = text.lower()
    for match in _DONE[language].finditer(lower):
        if _TO_DO[language].search(lower[: match.start()]):
            continue
        if language is Language.EN or not lexical.stands(match.group(), lower[match.end() :], sources.all):
            return True
    return False


def relative_time(text: str, language: Language, sources: Sources) -> bool:
    """Tell whether a sentence counts time from a day that nobody named, where no source does."""
    return any(not sources.say(phrase(match.group())) for match in _RELATIVE[language].finditer(text.lower()))
