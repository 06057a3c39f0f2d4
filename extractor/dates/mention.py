"""The finding of this room: one mention of a day, a period or a repetition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.text import Note

Precision = Literal["day", "month", "quarter", "half", "year", "range"]
DateRole = Literal["issued", "cited", "deadline", "period", "event", "recurrence", "mention"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """``[start, end)`` of the text, in code points.

    ``from_`` and ``to`` are ISO at the precision printed: "2025", "2021-06", "2025-05-27"; an open end is "". Of a recurrence
    ("hằng năm") both are "", and ``precision`` is the length of what repeats.
    """

    start: int
    end: int
    from_: str
    to: str
    precision: Precision
    role: DateRole
    notes: tuple[Note, ...] = ()
