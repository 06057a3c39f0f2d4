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


class Growing:
    """A table that may still go on: its rows gathered in place, so that ten thousand of them on many pages stay linear."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.end = table.end
        self.rows, self.row_spans = list(table.rows), list(table.row_spans)
        self.spans, self.notes = list(table.spans), list(table.notes)
        self.first = 1 if table.header_rows else 0  #: row of data
        self.opened = sum(bool(row[0]) for row in table.data)  #: rows of data that begin with a cell of their own

    def whole(self) -> Table:
        """The table as far as it has come."""
        return replace(
            self.table,
            end=self.end,
            rows=tuple(self.rows),
            row_spans=tuple(self.row_spans),
            spans=tuple(self.spans),
            notes=tuple(self.notes),
        )

    def takes(self, text: Text, before: Grid, grid: Grid) -> bool:
        """Whether ``grid`` goes on with this table, whose last part is ``before``; if so, its rows are added."""
        if grid.width != before.width or grid.rows[0].page != before.rows[-1].page + 1 or not _adjacent(text, before, grid):
            return False
        again = _printed_again(self.table, grid)
        if again is None:
            return False
        if again:
            self._note("table_header_again", grid.rows[:again])
        self._add(list(grid.rows[again:]))
        self.end = grid.rows[-1].span.end
        return True

    def _add(self, more: list[Row]) -> None:
        if more and self._is_cut(more[0].cells):
            rest = more.pop(0)
            self.opened -= bool(self.rows[-1][0])
            self.rows[-1] = tuple(f"{one} {two}".strip() for one, two in zip(self.rows[-1], rest.cells, strict=True))
            self.opened += bool(self.rows[-1][0])
            self.row_spans[-1] = Span(self.row_spans[-1].start, rest.span.end)
            self._note("table_row_joined", [rest])
        at = len(self.rows)
        self.spans += [span._replace(row=span.row + at) for span in spans_of([row.marks for row in more])]
        self.opened += sum(bool(row.cells[0]) for row in more)
        self.rows += [row.cells for row in more]
        self.row_spans += [row.span for row in more]

    def _note(self, code: str, rows: Sequence[Row]) -> None:
        message = say(f"warning_{code}", page=rows[0].page)
        self.notes.append(Note(code, message, rows[0].span.start, rows[-1].span.end))

    def _is_cut(self, row: Cells) -> bool:
        """Whether ``row`` is the rest of the last row: one of them lacks its first cell, and words go on in it.

        Rows under a cell that spans them lack their first cell too, but begin anew: with a capital letter, or figures.
        """
        data = len(self.rows) - self.first
        last = self.rows[-1]
        if not data or bool(last[0]) == bool(row[0]) or self.opened < _SERIAL_SHARE * data:
            return False
        if any(is_value(one) and is_value(two) for one, two in zip(last, row, strict=True)):
            return False
        return any(_runs_on(one, two) for one, two in zip(last, row, strict=True))


def _runs_on(one: str, two: str) -> bool:
    """Whether the words of a cell go on in the cell of the next page."""
    return bool(one) and two[:1].islower() and not one.endswith(_ENDS)


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
