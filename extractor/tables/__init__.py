"""Tables: rows of tab-separated lines become tables with one header, a caption and a unit.

What a table says is read elsewhere (``targets``); here only its form is mended: header lines joined, a row of column numbers
taken into the header, a table that goes on over a page made one again.
"""

from __future__ import annotations

from extractor.tables.caption import caption_of
from extractor.tables.grid import Grid, Row, grids
from extractor.tables.header import Cells, header_height, is_number_row, joined
from extractor.tables.table import Table
from extractor.text import Span, Text

__all__ = ["Table", "read"]


def read(text: Text) -> list[Table]:
    """The tables of ``text`` in order."""
    tables: list[Table] = []
    before: Grid | None = None
    for grid in grids(text):
        if before is not None and (more := _continuation(tables[-1], before, grid)) is not None:
            tables[-1] = _extended(tables[-1], more)
        else:
            tables.append(_table(text, grid, before.last if before else 0))
        before = grid
    return tables


def _table(text: Text, grid: Grid, floor: int) -> Table:
    rows = list(grid.rows)
    caption, unit = caption_of(text, grid.first, floor)
    if grid.width > 2 and len(rows) > 2 and _is_title(rows[0].cells):
        caption = caption or rows[0].cells[0]
        rows = rows[1:]
    height = header_height([row.cells for row in rows])
    cells = [row.cells for row in rows[height:]]
    spans = [row.span for row in rows[height:]]
    if height:
        cells.insert(0, joined([row.cells for row in rows[:height]]))
        spans.insert(0, Span(rows[0].span.start, rows[height - 1].span.end))
    first, last = grid.rows[0], grid.rows[-1]
    return Table(first.span.start, last.span.end, first.page, tuple(cells), tuple(spans), height, caption, unit)


def _is_title(cells: Cells) -> bool:
    """Whether a row is one cell across the whole table, in words."""
    return bool(cells[0]) and not any(cells[1:]) and not cells[0][:1].isdigit()


def _continuation(table: Table, before: Grid, grid: Grid) -> list[Row] | None:
    """The rows that ``grid`` adds to the table right before it; None when it is a table of its own.

    It goes on when nothing stands between, the columns are as many, the page turned in between, and it opens with the same
    header again or with none.
    """
    adjacent = grid.first == before.last and grid.width == before.width
    if not adjacent or grid.rows[0].page != before.rows[-1].page + 1:
        return None
    cells = [row.cells for row in grid.rows]
    if table.header_rows and joined(cells[: table.header_rows]) == table.header:
        return list(grid.rows[table.header_rows :])
    if is_number_row(cells[0]):
        return list(grid.rows[1:])
    return None if header_height(cells) else list(grid.rows)


def _extended(table: Table, rows: list[Row]) -> Table:
    return Table(
        table.start,
        rows[-1].span.end if rows else table.end,
        table.page,
        (*table.rows, *(row.cells for row in rows)),
        (*table.row_spans, *(row.span for row in rows)),
        table.header_rows,
        table.caption,
        table.unit,
    )
