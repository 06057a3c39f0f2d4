"""Tables: rows of tab-separated lines become tables with one header, a caption and a unit.

What a table says is read elsewhere (``targets``); here only its form is mended: header lines joined, a row of column numbers
taken into the header, a table that goes on over a page made one again.
"""

from __future__ import annotations

from extractor.tables.caption import caption_of, unit_in
from extractor.tables.grid import Grid, grids
from extractor.tables.header import Cells, header_height, joined
from extractor.tables.joining import Growing
from extractor.tables.spans import spans_of
from extractor.tables.table import Table
from extractor.text import Span, Text

__all__ = ["Table", "read"]


def read(text: Text) -> list[Table]:
    """The tables of ``text`` in order."""
    growing: list[Growing] = []
    before: Grid | None = None
    for grid in grids(text):
        if before is None or not growing[-1].takes(text, before, grid):
            growing.append(Growing(_table(text, grid, before.last if before else 0)))
        before = grid
    return [table.whole() for table in growing]


def _table(text: Text, grid: Grid, floor: int) -> Table:
    rows = list(grid.rows)
    caption, unit = caption_of(text, grid.first, floor)
    while len(rows) > 2 and grid.width > 2 and _is_title(rows[0].cells):
        words = next(filter(None, rows.pop(0).cells))
        unit_there = unit_in(words)
        unit = unit or unit_there
        caption = caption if unit_there else caption or words
    cells, marks = [row.cells for row in rows], [row.marks for row in rows]
    height = header_height(cells, marks)
    spans = [row.span for row in rows[height:]]
    if height:
        cells[:height] = [joined(cells[:height], marks)]
        spans.insert(0, Span(rows[0].span.start, rows[height - 1].span.end))
    merged = spans_of([None] * bool(height) + marks[height:])
    first, last = grid.rows[0], grid.rows[-1]
    return Table(first.span.start, last.span.end, first.page, tuple(cells), tuple(spans), height, caption, unit, merged)


def _is_title(cells: Cells) -> bool:
    """Whether a row is one cell across the whole table, in words."""
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and not filled[0][:1].isdigit() and bool(cells[0] or unit_in(filled[0]))
