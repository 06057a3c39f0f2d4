"""One measure as this room hands it over: what is to be reached, or was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.text import Note

Role = Literal["target", "result"]
Op = Literal["eq", "ge", "gt", "le", "lt", "between"]


@dataclass(frozen=True, slots=True)
class Target:
    """``text[start:end]`` is the statement that carries the measure.

    ``op`` is None for a target in words, and then ``low``, ``high`` and ``unit`` are too. For le and lt the bound is in
    ``high``, otherwise in ``low``. ``base`` is what a ratio is of (11 of 11: low 11, base 11). ``unit`` is as printed.
    ``period`` holds ISO dates, months or years, an open end is "". ``parent`` is the index, in the list handed over, of the
    measure a "trong đó" belongs to. ``table`` is (index of the table, index into its rows) where the evidence is a row.
    """

    start: int
    end: int
    role: Role
    subject: str | None = None
    indicator: str | None = None
    op: Op | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    base: float | None = None
    period: tuple[str, str] | None = None
    parent: int | None = None
    confidence: float = 1.0
    table: tuple[int, int] | None = None
    notes: tuple[Note, ...] = ()
