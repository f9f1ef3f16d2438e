"""Which clauses a provision names: "khoản 2 Điều 5", "Điểm b, Mục 4", "khoản 1, khoản 3 Điều 2 và Điều 5"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Clause, CorpusError, Directive
from corpus.text import fold

# From the smallest unit to the largest: who qualifies whom
_ELEMENTS = {
    "gach dau dong": "indent",
    "dong": "row",
    "diem": "point",
    "khoan": "para",
    "dieu": "art",
    "muc": "sec",
    "chuong": "chp",
    "phan": "part",
    "phu luc": "annex",
}
_RANKS = {element: rank for rank, element in enumerate(_ELEMENTS.values())}
_VALUE = r"(?:\d+[a-zđ]?|[IVXivx]+\b|[a-zđ]\b)"
_UNIT = re.compile(
    r"(?:(?P<apart>và|;)\s+)?(?:các\s+)?"
    r"(?P<unit>gạch đầu dòng|dòng|điểm|khoản|điều|mục|phần|chương|phụ lục)(?:\s+(?:thứ|số))?\s+"
    rf"(?P<numbers>{_VALUE}(?:(?:\s*,|\s+và)\s+{_VALUE}(?!\w))*)",
    re.IGNORECASE,
)
Steps = dict[str, str]
"""The number of each unit that a provision names, by element."""


def read_provision(words: str) -> list[Steps]:
    """Return the provisions that words name, each by its units; a larger unit holds for all smaller ones before it."""
    found: list[Steps] = []
    open_from, last = 0, -1
    for match in _UNIT.finditer(words):
        element = _ELEMENTS[fold(match["unit"])]
        numbers = [number.lower() for number in re.findall(_VALUE, match["numbers"])]
        rank = _RANKS[element]
        if rank <= last or not found or match["apart"]:
            if rank != last:  # "Điều 5, khoản 2 Điều 7", "khoản 2 và Điều 7": what stood before is complete
                open_from = len(found)
            found += [{element: number} for number in numbers]
        elif len(numbers) == 1:
            for steps in found[open_from:]:
                steps.setdefault(element, numbers[0])
        else:  # "khoản 1 các Điều 2, 3": of each
            found[open_from:] = [steps | {element: number} for steps in found[open_from:] for number in numbers]
        last = rank
    return found


def stands_in(clause_id: str, provision: str) -> bool:
    """Tell whether a clause is one of the provisions or stands below it; false where the words name no unit."""
    return any(_meets(clause_id, steps) for steps in read_provision(provision))


def _meets(clause_id: str, steps: Steps) -> bool:
    path = f"__{clause_id.partition('#')[2].partition('~')[0]}__".lower()
    return all(f"__{element}_{number}__" in path for element, number in steps.items())


def clauses_named(directive: Directive, words: str) -> tuple[Clause, ...]:
    """Return the clause that an id, a path or the words for a provision name, or the clauses of several.

    Raises:
        CorpusError: they name none of the document's clauses, or more than one can be meant.
    """
    wanted = " ".join(words.split())
    clauses = list(directive.walk())
    exact = [clause for clause in clauses if wanted in (clause.id, clause.path)]
    if exact:
        return tuple(exact)
    found = []
    for steps in read_provision(wanted):
        named = [clause for clause in clauses if _is_outermost(clause.id, steps)]
        if len(named) != 1:
            raise CorpusError(_unclear(directive, wanted, named))
        found += named
    if not found:
        raise CorpusError(_unclear(directive, wanted, ()))
    return tuple(found)


def _is_outermost(clause_id: str, steps: Steps) -> bool:
    above = clause_id.rpartition("__")[0]
    return _meets(clause_id, steps) and not (above and _meets(above, steps))


def _unclear(directive: Directive, words: str, named: Sequence[Clause]) -> str:
    if named:
        paths = ", ".join(clause.path for clause in named[:8])
        return f"“{words}” có thể là nhiều điều khoản của {directive.number}: {paths}. Hãy ghi đủ, hoặc ghi một mã này."
    return (
        f"{directive.number} không có điều khoản “{words[:200]}”. Ghi như trong văn bản (“khoản 2 Điều 5”, "
        "“điểm c mục 3”, “dòng 14 Phụ lục II”) hoặc mã điều khoản (art_5__para_2)."
    )
