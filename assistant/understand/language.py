"""Which language a question is in."""

from __future__ import annotations

from assistant.model import Language
from corpus.text import fold, has_diacritics, words

_ENGLISH = frozenset(
    "the a an of in on by for to is are was were what which who whom when where how many much does do did own "
    "owns owned task tasks due deadline deadlines ministry ministries agency agencies office and or with from "
    "until before after this next last month week quarter year list show all overdue lead leads leading "
    "coordinate coordinates coordinating responsible document documents signed issued about capital please tell "
    "me give can you it its has have must should starting since between early late end today tomorrow january "
    "february march april may june july august september october november december".split()
)
_VIETNAMESE = frozenset(
    "bo nao viec nhiem vu den han trong thang quy nam ngay tuan chu tri phoi hop cua la gi ai khi nhung cac co "
    "quan van ban thong bao cong giao duoc cho ve bao nhieu may toi nay qua sap thu tuong uy ban dang tinh thanh "
    "pho theo doi o dau".split()
)


_FOREIGN = frozenset("fjwz")


def detect_language(question: str) -> Language:
    """Return the question's language: Vietnamese unless English words outnumber Vietnamese ones."""
    if has_diacritics(question):
        typed = words(question)
        plain = [word.text.lower() for word in typed if not has_diacritics(word.text)]
        marked = len(typed) - len(plain)
        english = sum(token in _ENGLISH or not _FOREIGN.isdisjoint(token) for token in plain)
        return Language.EN if english > marked and plain[0] in _ENGLISH else Language.VI
    tokens = [fold(word.text) for word in words(question)]
    # f, j, w and z are no letters of Vietnamese
    english = sum(token in _ENGLISH or not _FOREIGN.isdisjoint(token) for token in tokens)
    vietnamese = sum(token in _VIETNAMESE and token not in _ENGLISH for token in tokens)
    return Language.EN if english > vietnamese else Language.VI
