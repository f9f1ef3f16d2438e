"""A moment: words of time and the days they name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Moment:
    """Words of time in a question and the days they name; no day where no calendar has them."""

    start: int
    end: int
    first: date | None
    last: date | None
    unit: str
    year_given: bool = True
    relative: bool = False
    """Counted from today."""
    part: str = ""
    """Which part of its unit is meant: start, middle, end, close, ..."""

    parts: tuple[tuple[date, date], ...] = ()
    """Its separate stretches ("tháng 4 và 6")."""

    @property
    def impossible(self) -> bool:
        return self.first is None and self.last is None

    @property
    def limit(self) -> date | None:
        """The last day of all up to here: "đến giữa tháng 6" is up to 15 June."""
        if self.part == "middle" and self.first and self.unit == "month":
            return self.first.replace(day=15)
        if self.part == "middle" and self.first and self.unit == "year":
            return self.first.replace(month=6, day=30)
        return self.last
