"""A table of a page: cells with their spans put on a grid, and whether rules are drawn."""

from __future__ import annotations

import re

from lxml import etree

from extractor.readers.layout_tables import MOST_SPANNED, Cell, Piece, lay_out

_DRAWN = re.compile(
    r"border[a-z-]{0,12}\s{0,9}:[^;]{0,60}\b(?:solid|double|dashed|dotted|groove|ridge|inset|outset)\b", re.IGNORECASE
)
_WHITE = re.compile(r"border[a-z-]{0,12}\s{0,9}:[^;]{0,60}(?:#fff\b|#ffffff|white|transparent)", re.IGNORECASE)
_NO_RULES = re.compile(r"border\s{0,9}:\s{0,9}(?:none|0)", re.IGNORECASE)
_MOST_COLUMNS = 256  #: of a grid; cells of a row beyond it span nothing, so that a hostile page stays linear


class HtmlTable:
    """A table being read."""

    def __init__(self, number: int, element: etree._Element) -> None:
        self.number = number
        self.in_cell = False
        self._rows: list[list[Cell]] = []
        self._hanging: dict[int, tuple[int, int]] = {}  #: column → (rows a cell from above still fills, columns it spans)
        self._below: dict[int, tuple[int, int]] = {}  #: the same for the next row
        self._column = 0
        self._span = (1, 1)
        self._drawn = 0
        self._undrawn = 0
        self._own = _rules_of(element)

    def open_row(self) -> None:
        """Begin a row."""
        self._finish_row()
        self._rows.append([])

    def open_cell(self, element: etree._Element) -> None:
        """Begin a cell; a page may leave the row out."""
        if not self._rows:
            self._rows.append([])
        self.in_cell = True
        self._span = (_span(element.get("colspan"), MOST_SPANNED), _span(element.get("rowspan"), 10_000))
        style = element.get("style") or ""
        if _DRAWN.search(style) and not _WHITE.search(style):
            self._drawn += 1
        elif _NO_RULES.search(style) or _WHITE.search(style):
            self._undrawn += 1

    def close_cell(self, pieces: list[Piece]) -> None:
        """End the open cell, which holds ``pieces``."""
        self.in_cell = False
        self._skip_hanging()
        columns, rows = self._span
        if self._column + columns > _MOST_COLUMNS:
            columns, rows = 1, 1
        self._rows[-1].append(Cell(pieces, columns))
        if rows > 1:
            self._below[self._column] = (rows - 1, columns)
        self._column += columns

    def lines(self) -> list[Piece]:
        """The lines of the whole table."""
        self._finish_row()
        return lay_out(self._rows, self._bordered(), self.number)

    def _bordered(self) -> bool | None:
        if self._drawn:
            return True
        return False if self._undrawn else self._own

    def _skip_hanging(self) -> None:
        """Put the cells that hang down from rows above to where the row has got into it."""
        while self._column in self._hanging:
            rows, columns = self._hanging.pop(self._column)
            self._rows[-1].append(Cell(span=columns, continued=True))
            if rows > 1:
                self._below[self._column] = (rows - 1, columns)
            self._column += columns

    def _finish_row(self) -> None:
        """Put all cells that still hang down into the row."""
        for column in sorted(self._hanging):
            if column > self._column:
                self._rows[-1].append(Cell(span=column - self._column))
                self._column = column
            self._skip_hanging()
        self._hanging, self._below, self._column = self._below, {}, 0


def _rules_of(element: etree._Element) -> bool | None:
    style = element.get("style") or ""
    if _WHITE.search(style):
        return False
    if _DRAWN.search(style):
        return True
    border = (element.get("border") or "").strip()
    return None if not border else border not in {"0", "0px"}


def _span(value: str | None, most: int) -> int:
    value = (value or "").strip()
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) < 6 else 1
