"""From lines to rows: consecutive lines of one table become a grid of cells, a table broken over pages becomes one.

A reader numbers the tables it sees (``Line.table``). Text that came without a reader has no numbers; there, lines that carry
at least two tabs and stand together are taken for a table, which a letterhead of two columns (one tab) never is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.text import Line, Paragraph, Span, Text


class Row(NamedTuple):
    """One printed row: its place, its cells as text, and what of it spans (``Line.cells``; None where that is not known)."""

    span: Span
    page: int
    cells: tuple[str, ...]
    marks: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of one table, padded to one width. ``first`` and ``last`` are its paragraphs' places in ``Text.paragraphs``."""

    rows: tuple[Row, ...]
    first: int
    last: int

    @property
    def width(self) -> int:
        return len(self.rows[0].cells)


def grids(text: Text) -> Iterator[Grid]:
    """The runs of rows in ``text``, at least two columns wide, in order."""
    paragraphs = text.paragraphs
    start = 0
    while start < len(paragraphs):
        key = _key(text, paragraphs[start])
        end = start + 1
        while key is not None and end < len(paragraphs) and _key(text, paragraphs[end]) == key:
            end += 1
        if key is not None and (grid := _grid(text, start, end)):
            yield grid
        start = end


def _key(text: Text, paragraph: Paragraph) -> int | None:
    """Which table a line belongs to; -1 for a line that only looks like a row, None for running text."""
    if paragraph.table is not None:
        return paragraph.table
    return -1 if text.text.count("\t", paragraph.start, paragraph.end) >= 2 else None


def _grid(text: Text, start: int, end: int) -> Grid | None:
    lines = text.paragraphs[start:end]
    cells = [[cell.strip() for cell in line.span.of(text.text).split("\t")] for line in lines]
    width = max(len(row) for row in cells)
    if width < 2 or (len(lines) < 2 and lines[0].table is None):
        return None
    marks = [_marks(raw, len(row)) for raw, row in zip(text.paragraph_lines[start:end], cells, strict=True)]
    padded = (tuple(row + [""] * (width - len(row))) for row in cells)
    known = [None if mark is None else mark.ljust(width, ".") for mark in marks]
    return Grid(tuple(map(Row, *zip(*((line.span, line.page) for line in lines), strict=True), padded, known)), start, end)


def _marks(lines: Sequence[Line], width: int) -> str | None:
    """What spans in a row, if the reader told and no repair has changed its cells."""
    marks = lines[0].cells if len(lines) == 1 else None
    return marks if marks is not None and len(marks) == width else None
