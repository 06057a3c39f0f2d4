"""What a table is here: the finding that this room gives, and nothing of how it was read."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.tables.spans import CellSpan
from extractor.text import Note, Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table, ``[start, end)`` from its first row to its last; offsets count code points of ``Text.text``.

    ``rows`` are all of one length. Where ``header_rows`` > 0 the first of them is the header, its printed lines joined cell by
    cell ("Khen thưởng theo công trạng / Tổng số"); ``row_spans[i]`` is the place of ``rows[i]``, all its lines for the header.
    """

    start: int
    end: int
    page: int
    rows: tuple[tuple[str, ...], ...]
    row_spans: tuple[Span, ...]
    header_rows: int  #: printed rows joined into ``rows[0]``, column numbers included; 0 when there is no header
    caption: str | None = None
    unit: str | None = None  #: what the numbers count, from "Đơn vị tính: …" above the table
    spans: tuple[CellSpan, ...] = ()  #: of the rows below the header, where the reader told
    notes: tuple[Note, ...] = ()  #: what was left out or put together where the page turned

    @property
    def data(self) -> tuple[tuple[str, ...], ...]:
        """The rows below the header."""
        return self.rows[1:] if self.header_rows else self.rows

    @property
    def header(self) -> tuple[str, ...]:
        """The joined header; empty where there is none."""
        return self.rows[0] if self.header_rows else ()
