"""How a question is begun and ended politely: words that say nothing of what is asked, at its edges only.

They are taken off before anything is recognised: "bạn ơi, Chính phủ ..." holds no Ban Nội chính, "cho em hỏi" no place
that mentions something, and "..., cái nào ban hành trước ạ?" asks what it asks without its last word.
"""

from __future__ import annotations

import re

from assistant.understand.cues.pattern import Cue
from assistant.understand.lookalikes import cue_fold

_YOU = r"(?:anh/chi|anh chi|a/c|anh|chi|em|ban|cac ban|sep|bac|chu|co|ad|admin|bot|chatbot|tro ly|moi nguoi|ca nha)"
_ME = r"(?:em|minh|toi|anh|chi|tui|tao|chau|bac|co|chu|ben em|ben minh|chung em|chung toi)"
_CALL = rf"(?:(?:a ?lo|da|vang|thua|hello|hi|hey|ê|e|nay|xin chao|chao)(?: {_YOU})?|{_YOU}(?: oi)?|oi)"
_MAY_I_ASK = (
    rf"(?:(?:lam on |vui long |xin )?cho(?: phep)?(?: {_ME})?|xin(?: phep)?(?: cho)?(?: {_ME})?)"
    rf" hoi(?: {_YOU}(?= ?[,.:]| oi\b))?(?: (?:ti|chut|mot chut|1 chut|xiu|nhanh|tham|la|rang))*"
)
_PLEASE_LOOK = (
    rf"(?:nho|phien|lam phien)(?: {_YOU}| ?/ ?)* (?:xem|coi|tra|kiem tra|tra cuu)"
    rf"(?: (?:giup|ho|dum|gium|lai|cho|{_ME}))*"
    r"(?=\s*[:,])"
)
_OPENING = Cue(
    rf"\W*(?:{_CALL}\b[\s,.!:]{{0,4}}){{0,4}}(?:{_MAY_I_ASK}|{_PLEASE_LOOK})(?!\w)[\s,:.]*(?:{_YOU} oi\b[\s,.!:]+)?"
    rf"|\W*(?:{_CALL}[,.!:]\s*|{_YOU} oi\s+){{1,4}}"
)
"""What may stand before a question: "Dạ anh ơi cho em hỏi", "Nhờ anh/chị xem giúp:", "Bạn ơi,".

Four calls at the most: "anh ơi" may be read as one or two of them, and a thousand of them in too many ways.
"""
_CLOSING = Cue(
    r"(?:[\s,]+(?:(?:giup|ho|dum|gium)(?: cho)?(?: (?:em|minh|toi|tui|chi|anh))? voi|(?:the|vay|day|đó) nhi|vay a|the a"
    r"|a nha|a nhe|nhe a|nha a|voi a|nhe|nha|nhi|nhen|nghen|ạ))+(?=[\s?.!…]*$)"
)
"""What may stand behind it: "ạ", "nhé", "thế nhỉ", "giúp em với ạ"."""
_FEWEST = 2
"""Words that remain of a question at the least."""


def without_manners(text: str) -> str:
    """Return a question without the polite words that it begins and ends with; as it stands where little would remain.

    >>> without_manners("Dạ cho em hỏi Bộ Y tế có việc gì ạ?")
    'Bộ Y tế có việc gì?'
    >>> without_manners("Nội dung điểm a")
    'Nội dung điểm a'
    """
    folded = _with_its_particle(text)
    opening = _OPENING.match(folded)
    begin = opening.end() if opening else 0
    closing = _CLOSING.search(folded, begin)
    kept = text[begin:] if closing is None else text[begin : closing.start()] + text[closing.end() :]
    return kept.strip() if len(kept.split()) >= _FEWEST else text


def _with_its_particle(text: str) -> str:
    """Fold a question for cues, but for "ạ": without its mark it is the name of a point ("điểm a")."""
    chars = list(cue_fold(text))
    for match in _PARTICLE.finditer(text):
        chars[match.start()] = "ạ"
    return "".join(chars)


_PARTICLE = re.compile(r"\bạ\b", re.IGNORECASE)
