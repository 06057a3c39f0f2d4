"""Which citation a place stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from extractor.text import Span


class Places:
    """Spans that do not overlap, asked which of them holds a place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def holder(self, start: int, end: int) -> int | None:
        """The index of the span that holds ``[start, end)`` whole; None outside."""
        i = bisect_right(self._starts, start) - 1
        return i if i >= 0 and end <= self._spans[i].end else None
