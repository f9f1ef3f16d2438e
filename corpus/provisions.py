"""Whether a clause stands in a provision as a text names it: "khoản 2 Điều 5", "Điểm b, Mục 4"."""

from __future__ import annotations

import re

_UNIT = re.compile(r"(điểm|khoản|điều|mục|phần|chương|phụ lục)\s+([a-zđ]\b|\d+|[IVX]+)", re.IGNORECASE)
_ELEMENTS = {
    "điểm": "point",
    "khoản": "para",
    "điều": "art",
    "mục": "sec",
    "phần": "part",
    "chương": "chp",
    "phụ lục": "annex",
}


def stands_in(clause_id: str, provision: str) -> bool:
    """Tell whether a clause is the provision or stands below it; false where the provision names no unit."""
    path = f"__{clause_id.partition('#')[2].partition('~')[0]}__".lower()
    units = _UNIT.findall(provision)
    return bool(units) and all(f"__{_ELEMENTS[unit.lower()]}_{number.lower()}__" in path for unit, number in units)
