"""A piece: one point or period of the calendar as far as it is printed, its year perhaps missing."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from extractor.dates.mention import Precision


@lru_cache(maxsize=4096)
def days_in(year: int, month: int) -> int:
    """How many days a month has."""
    return monthrange(year, month)[1]


@dataclass(frozen=True, slots=True)
class Piece:
    """``[start, end)`` of the line it stands in. ``year`` is None where none is printed; ``marked`` says that a word such as
    "ngày" or "năm" stands with it, without which a number is a date only in the company of one that is."""

    start: int
    end: int
    precision: Precision
    year: int | None
    month: int | None = None
    day: int | None = None
    months: int = 1  #: length of a quarter, a half year or "9 tháng", in months
    until: int | None = None  #: last year of a span of years
    marked: bool = True
    begun: bool = False  #: "đầu năm": where a range begins, the year's first day is meant
    blank: bool = False  #: the day, or day and month, were left blank in print

    @property
    def impossible(self) -> bool:
        """Whether the day does not exist: 31/6, or 29/2 in a common year."""
        return self.year is not None and self.month is not None and (self.day or 1) > days_in(self.year, self.month)

    @property
    def first(self) -> str:
        """ISO of where it begins. An impossible day is told as its month."""
        if self.month is None:
            return f"{self.year}"
        if self.precision in {"quarter", "half", "range"}:
            return f"{self.year}-{self.month:02d}-01"
        return self._exact()

    @property
    def last(self) -> str:
        """ISO of where it ends."""
        if self.month is None:
            return f"{self.until or self.year}"
        if self.precision in {"quarter", "half", "range"}:
            year, month = self.year or 0, self.month + self.months - 1
            return f"{year}-{month:02d}-{days_in(year, month):02d}"
        return self._exact()

    def _exact(self) -> str:
        if self.day is None or self.impossible:
            return f"{self.year}-{self.month:02d}"
        return f"{self.year}-{self.month:02d}-{self.day:02d}"
