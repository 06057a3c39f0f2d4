"""Places in a text: half-open ranges of Unicode code points, and the boxes they stand in on a page."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range ``[start, end)`` of code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand in this place of ``text``."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's upper left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Note(NamedTuple):
    """Something uncertain or repaired, said aloud: a warning of the record, ``warning_<code>`` of messages.toml."""

    code: str
    message: str
    start: int
    end: int
