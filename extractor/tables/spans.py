"""Cells that span rows or columns, where the reader told (``Line.cells``): which of them covers a field of the grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

OWN, LEFT, ABOVE = ".", "<", "^"
Marks = str | None  #: of one row, a letter a field; None where nothing is known


class CellSpan(NamedTuple):
    """A cell at ``row`` and ``column`` of a table's rows that takes ``rows`` × ``columns`` fields, more than one."""

    row: int
    column: int
    rows: int
    columns: int


def owners(marks: str) -> list[int]:
    """For each field of a row the column in which its cell begins; -1 for a field that belongs to the cell above."""
    out: list[int] = []
    for i, mark in enumerate(marks):
        out.append(i if mark == OWN else out[-1] if mark == LEFT and out else -1)
    return out


def spans_of(marks: Sequence[Marks]) -> tuple[CellSpan, ...]:
    """The spanning cells of rows with these ``marks``, in reading order; one walk from the last row up."""
    out: list[CellSpan] = []
    below: list[int] = []  # for each column, how many rows under this one belong to the cell above
    for row in range(len(marks) - 1, -1, -1):
        line = marks[row]
        if line is None:
            below = []
            continue
        below = below if len(below) == len(line) else [0] * len(line)
        for column, columns in _cells(line):
            rows = 1 + below[column]
            if rows > 1 or columns > 1:
                out.append(CellSpan(row, column, rows, columns))
        below = [below[i] + 1 if mark == ABOVE else 0 for i, mark in enumerate(line)]
    return tuple(sorted(out))


def _cells(marks: str) -> list[tuple[int, int]]:
    """Where each cell of a row begins, and how many columns it takes."""
    cells: list[tuple[int, int]] = []
    for i, owner in enumerate(owners(marks)):
        if owner == i:
            cells.append((i, 1))
        elif owner >= 0:
            cells[-1] = (cells[-1][0], cells[-1][1] + 1)
    return cells
