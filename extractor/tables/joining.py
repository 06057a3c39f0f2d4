"""A table that goes on over the page made one: the header printed again left out, a row cut by the page's end put together.

Nothing but the page may turn between the parts, or a line that says "(tiếp theo)"; the columns must be as many, and the second
part opens with the same header or with none. What is left out or put together is said in a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.messages import say
from extractor.tables.grid import Grid, Row
from extractor.tables.header import Cells, header_height, is_number_row, is_value, joined
from extractor.tables.spans import spans_of
from extractor.tables.table import Table
from extractor.text import Note, Span, Text
from extractor.text.fold import fold

_GOES_ON = re.compile(r"\(?\s?(?:(?:bảng|biểu|phụ lục)\b.{0,200}\()?\s?(?:tiếp theo|tiếp)\b.{0,40}$", re.IGNORECASE)
_MOST_BETWEEN = 2  #: lines that say that a table goes on
_SERIAL_SHARE = 0.6  #: of the rows begin with a cell of their own where an empty one means that a row was cut
_ENDS = (".", ";", ":", "!", "?")


def goes_on(text: Text, table: Table, before: Grid, grid: Grid) -> Table | None:
    """``table``, whose last part is ``before``, with the rows of ``grid``; None when ``grid`` is a table of its own."""
    if grid.width != before.width or grid.rows[0].page != before.rows[-1].page + 1 or not _adjacent(text, before, grid):
        return None
    again = _printed_again(table, grid)
    return None if again is None else _extended(table, grid.rows, again)


def _adjacent(text: Text, before: Grid, grid: Grid) -> bool:
    between = text.paragraphs[before.last : grid.first]
    return len(between) <= _MOST_BETWEEN and all(_GOES_ON.match(p.span.of(text.text)) for p in between)


def _printed_again(table: Table, grid: Grid) -> int | None:
    """How many of the first rows of ``grid`` repeat the header of ``table``; None when they are another's."""
    cells, marks = [row.cells for row in grid.rows], [row.marks for row in grid.rows]
    if table.header_rows and _bare(joined(cells[: table.header_rows], marks)) == _bare(table.header):
        return table.header_rows
    if is_number_row(cells[0]):
        return 1
    return None if header_height(cells, marks) else 0


def _bare(cells: Cells) -> list[str]:
    return ["".join(fold(cell).split()) for cell in cells]


def _extended(table: Table, rows: Sequence[Row], again: int) -> Table:
    notes = list(table.notes)
    page = rows[0].page
    if again:
        notes.append(_note("table_header_again", rows[0].span.start, rows[again - 1].span.end, page))
    cells, spans = list(table.rows), list(table.row_spans)
    more = rows[again:]
    if more and table.data and _is_cut(table.data, more[0].cells):
        cells[-1] = tuple(f"{one} {two}".strip() for one, two in zip(cells[-1], more[0].cells, strict=True))
        spans[-1] = Span(spans[-1].start, more[0].span.end)
        notes.append(_note("table_row_joined", more[0].span.start, more[0].span.end, page))
        more = more[1:]
    spans_of_cells = [s._replace(row=s.row + len(cells)) for s in spans_of([row.marks for row in more])]
    cells += [row.cells for row in more]
    spans += [row.span for row in more]
    return replace(
        table,
        end=rows[-1].span.end,
        rows=tuple(cells),
        row_spans=tuple(spans),
        notes=tuple(notes),
        spans=(*table.spans, *spans_of_cells),
    )


def _note(code: str, start: int, end: int, page: int) -> Note:
    return Note(code, say(f"warning_{code}", page=page), start, end)


def _is_cut(data: Sequence[Cells], row: Cells) -> bool:
    """Whether ``row`` is the rest of the last one of ``data``: one of them lacks its first cell, and words go on in it.

    Rows under a cell that spans them lack their first cell too, but begin anew: with a capital letter or figures of their own.
    """
    last = data[-1]
    if bool(last[0]) == bool(row[0]) or sum(bool(cells[0]) for cells in data) < _SERIAL_SHARE * len(data):
        return False
    if any(is_value(one) and is_value(two) for one, two in zip(last, row, strict=True)):
        return False
    return any(_runs_on(one, two) for one, two in zip(last, row, strict=True))


def _runs_on(one: str, two: str) -> bool:
    """Whether the words of a cell go on in the cell of the next page."""
    return bool(one) and two[:1].islower() and not one.endswith(_ENDS)
