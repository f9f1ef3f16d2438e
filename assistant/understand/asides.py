"""What a question says beside what it asks: why it is asked, what it takes back, what it leaves out, orders in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.understand import cues
from assistant.understand.periods import OVERDUE

Span = tuple[int, int]
NAMED = "\x00"
"""Stands for each character of a name, number or date that was recognised."""
ASIDE = "\x02"
"""Stands for each character that is no part of what is asked."""

_SENTENCE = re.compile(r"(?:[^.!?;\n#]|\.(?=\d)|#(?!#))+")
"""The dot of "T.10", "30.4.2026" ends none; the rule of "### SYSTEM ... ###" does."""
# Markup and addresses that a question may carry; nobody asks about them
_ORDERING = r"(?:script|system|assistant|developer|admin|instructions?|prompt|override|hidden|secret)"
_MARKUP = re.compile(
    rf"<(?P<tag>{_ORDERING})\b[^<>]*>.*?</(?P=tag)\s*>|\[(?P<mark>inst|{_ORDERING})\].*?\[/(?P=mark)\]"
    r"|<[^<>]{1,200}>|!?\[[^\]]{0,200}\]\([^)]{0,500}\)|https?://\S+"
)
# "duoc Ban Chi dao giao": whose order it is, not whose task
_GIVER = re.compile(rf"\b(?:duoc|do)\s+(?P<name>{NAMED}++)\s+(?:giao|phan cong|chi dao|yeu cau|chi dinh)\b")
_TAKEN_BACK = re.compile(
    rf"(?<!{NAMED})(?P<name>{NAMED}++)[^\w{NAMED}]*{cues.TAKES_BACK.pattern}[^{NAMED}]{{0,16}}(?={NAMED})"
)


# "không phải Bộ A mà Bộ B có việc gì", "không phải việc tháng 4 mà là việc tháng 5": only the second is asked about
_NOT_BUT = re.compile(
    r"\b(?:chu )?(?:khong|chang) phai(?: la)?(?: (?:hoi|noi)(?: ve)?)? (?P<what>[^,.;?!\n]{1,60}?),?"
    r" (?:ma|nhung)(?: la)? "
    rf"(?=(?:viec |nhiem vu |cua |o |trong |thang |quy |tuan |nam )*(?:{NAMED}|\d))"
)


# "trừ các việc của Bộ Công an": what may stand before what is left out
_BESIDE = re.compile(
    rf"^(?:[^\w{NAMED}]|(?:nhung|cac|may|viec|dau viec|nhiem vu|cua|trong|o|do|the|those|ones?|already|that|which|are"
    r"|is|tasks?|of|by|from|in|any)\b)*"
)


@dataclass(frozen=True, slots=True)
class Asides:
    """Stretches of a question that do not say what is asked."""

    void: tuple[Span, ...] = ()
    """Names that are taken back, that only say who gave the task, or that orders to the assistant hold."""
    givers: tuple[Span, ...] = ()
    """Of these, the names of who gave the task."""
    excluded: tuple[Span, ...] = ()
    """What the answer is to leave out ("trừ Bộ Công an")."""
    manner: tuple[Span, ...] = ()
    """Reasons, politeness, markup and orders to the assistant."""


def find_asides(masked: str, dated: Callable[[int, int], bool]) -> Asides:
    """Return what stands beside the question.

    Args:
        masked: the question, folded, each character of a name or number ``NAMED``.
        dated: tells whether the stretch between two offsets names a day or a range.
    """
    givers, taken_back = ([m.span("name") for m in pattern.finditer(masked)] for pattern in (_GIVER, _TAKEN_BACK))
    not_but = [m.span() for m in _NOT_BUT.finditer(masked) if NAMED in m["what"] or dated(*m.span("what"))]
    void = [*givers, *taken_back, *not_but]
    masked = cover(masked, not_but, ASIDE)
    excluded = [m.span() for m in cues.SET_ASIDE.finditer(masked) if _can_be_left_out(m["what"])]
    rest = cover(masked, excluded, ASIDE)
    excluded += [_left_out(m, dated) for m in cues.EXCEPT.finditer(rest) if _can_be_left_out(m["what"])]
    plain = cover(masked, excluded, ASIDE)
    orders = [m.span() for pattern in (_MARKUP, cues.INSTRUCTS) for m in pattern.finditer(plain)]
    plain = cover(plain, orders, ASIDE)
    orders += [
        m.span() for pattern in (cues.ADDRESSES, cues.PURPOSE, cues.FORMAT, cues.TELLS) for m in pattern.finditer(plain)
    ]
    offices = list(cues.INTRODUCES_SELF.finditer(plain))
    orders += [(m.start(), max(m.span("office")[0], m.span("office_en")[0])) for m in offices]
    # where another body is named behind it, the asker's own is not the one asked about
    void += [m.span(m.lastgroup or 0) for m in offices if NAMED in plain[m.end() :]]
    plain = cover(plain, orders, ASIDE)
    told, beside = _other_sentences(plain, dated)
    return Asides((*void, *told), tuple(givers), tuple(excluded), (*orders, *beside, *_openings(plain, dated)))


def cover(text: str, spans: Iterable[Span], mark: str) -> str:
    """Replace each character of the spans."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = mark * (end - start)
    return "".join(chars)


def _can_be_left_out(words: str) -> bool:
    what = _BESIDE.sub("", words)
    return what.startswith(NAMED) or bool(OVERDUE.match(what)) or any(cue.match(what) for _, cue in cues.KINDS)


def _left_out(match: re.Match[str], dated: Callable[[int, int], bool]) -> Span:
    """Return what is left out, without the name of whose tasks the others are: "việc không phải báo cáo của Bộ A"."""
    what = match["what"]
    start = match.start("what") + len(what) - len(_BESIDE.sub("", what))
    kind = next((m for _, cue in cues.KINDS if (m := cue.match(match.string, start))), None)
    named = NAMED in match.string[: match.start()] + match.string[match.end() :] or dated(0, match.start())
    cuts = kind and NAMED in what and (match.group().startswith("khong") or not named)
    return (match.start(), kind.end()) if kind and cuts else match.span()


def _asks(words: str) -> bool:
    return NAMED in words or any(cue.search(words) for cue in cues.ASKS)


def _other_sentences(plain: str, dated: Callable[[int, int], bool]) -> tuple[list[Span], list[Span]]:
    """Return the sentences beside the one that asks: orders, and those that name nothing ("Sáng mai họp giao ban.").

    What orders name is not asked about. A day in another sentence counts only where the one that asks has none.
    """
    sentences = [m.span() for m in _SENTENCE.finditer(plain)]
    orders = [s for s in sentences if any(cue.search(plain[slice(*s)]) for cue in (cues.ORDERS, cues.SECRETS))]
    asking = [s for s in sentences if _asks(plain[slice(*s)])]
    if len(sentences) < 2 or not asking:
        return [], []
    chosen = max(asking, key=lambda s: (s not in orders, NAMED in plain[slice(*s)], s[0]))
    has_day = dated(*chosen)
    others = [s for s in sentences if s not in orders and s != chosen and NAMED not in plain[slice(*s)]]
    beside = [s for s in others if s not in asking and (has_day or not dated(*s))]
    return [s for s in orders if s != chosen], beside


_FEWEST_WORDS = 4


def _stands_alone(rest: str) -> bool:
    return (
        NAMED in rest or len(rest.split()) > _FEWEST_WORDS or rest.strip(" .?!").startswith(("danh sach", "danh muc"))
    )


def _openings(plain: str, dated: Callable[[int, int], bool]) -> list[Span]:
    """Return what comes before a request and names nothing: "Mình cần báo cáo lãnh đạo nên nhờ bạn lọc hộ ..."."""
    found = []
    for sentence in _SENTENCE.finditer(plain):
        requests = list(cues.REQUEST.finditer(sentence.group()))
        if not requests:
            continue
        request = requests[-1]
        start, end = sentence.span()
        at, to = start + request.start(), start + request.end()
        if not _stands_alone(plain[to:end]):  # "việc X, bên em cần biết ai chủ trì": what is asked about came before
            continue
        if NAMED not in plain[start:at] and _asks(plain[to:end]) and (dated(to, end) or not dated(start, at)):
            found.append((start, to))
    return found
