"""The rows of ruled tables as lines: cells separated by tabs, as every reader hands them over."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from extractor.readers.layout_tables import places_letterhead
from extractor.readers.pdf_grid import Grid
from extractor.readers.pdf_rows import Row, Run, row_text, rows_of
from extractor.readers.pdf_words import Words

_SLIVER = 6.0  #: points; a column so narrow and empty is the gap of a double ruling
_LAYOUT_COLUMNS = 3
_LAYOUT_ROWS = 8
_NUMBER = re.compile(r"\d{1,4}")

Cells = dict[tuple[int, int], list[Run]]  #: by row and column of the lattice


class TableRow(NamedTuple):
    """One printed row: its cells joined by tabs, and the words in it, in that order."""

    text: str
    runs: list[Run]
    marks: str | None = None  #: what spans in it, as in ``Line.cells``; None where no rules tell


def rows_of_table(page: Words, grid: Grid, cells: Cells) -> list[TableRow]:
    """The rows that hold words; none at all when the lattice is no table: one column of words, a letterhead in a frame."""
    used = {column for _, column in cells}
    height = len({row for row, _ in cells})
    if len(used) < 2 or (height < 2 and len(used) <= _LAYOUT_COLUMNS):
        return []
    if len(used) <= _LAYOUT_COLUMNS and height <= _LAYOUT_ROWS and _places_letterhead(page, cells):
        return []
    columns = [c for c, (x0, x1) in enumerate(pairwise(grid.xs)) if c in used or x1 - x0 > _SLIVER]
    rows: list[TableRow] = []
    for row in range(len(grid.cells)):
        ruled = [cells.get((row, column), []) for column in columns]
        marks = _marks(grid, row, columns)
        for printed in _numbered(page, ruled) if any(ruled) else ():
            rows.append(table_row(page, printed)._replace(marks=marks))
    return rows


def _marks(grid: Grid, row: int, columns: list[int]) -> str:
    """What spans in a row, seen in the ``columns`` that are kept; a cell that begins in one left out begins in the next."""
    marks = ""
    for i, column in enumerate(columns):
        begins = grid.cells[row][column]
        if begins[0] < row:
            marks += "^"
        else:
            marks += "<" if i and grid.cells[row][columns[i - 1]] == begins else "."
    return marks


def table_row(page: Words, cells: list[list[Run]]) -> TableRow:
    """One printed row from the runs in each of its ``cells``."""
    cut = [_cell_lines(page, runs) for runs in cells]
    return TableRow("\t".join(map(_joined, cut)), [run for lines in cut for line in lines for run in line])


def _places_letterhead(page: Words, cells: Cells) -> bool:
    return any(places_letterhead(_cell_text(page, runs)) for runs in cells.values())


def _numbered(page: Words, ruled: list[list[Run]]) -> list[list[list[Run]]]:
    """The rows printed between two level rulings: more than one where the first cell counts them (1, 2, 3 below each other)."""
    first = next(runs for runs in ruled if runs)
    numbers = [row[0] for row in rows_of(page, first)]
    counts = [int(run.text) if _NUMBER.fullmatch(run.text) else -1 for run in numbers]
    if len(counts) < 2 or -1 in counts or any(two != one + 1 for one, two in pairwise(counts)):
        return [ruled]
    tops = [run.top - _SLIVER for run in numbers[1:]]
    rows: list[list[list[Run]]] = [[[] for _ in ruled] for _ in numbers]
    for column, runs in enumerate(ruled):
        for run in runs:
            rows[bisect_right(tops, run.top)][column].append(run)
    return rows


def _cell_text(page: Words, runs: list[Run]) -> str:
    return _joined(_cell_lines(page, runs))


def _cell_lines(page: Words, runs: list[Run]) -> list[Row]:
    """The lines of a cell; words set upwards (the head of a narrow column) each for itself, in content order."""
    if len(runs) < 2:
        return [runs] if runs else []  # most cells
    upwards = [run for run in runs if len(run.text) > 2 and run.bottom - run.top > 1.5 * (run.x1 - run.x0)]
    if len(upwards) * 2 > len(runs):
        return [[run] for run in sorted(runs, key=lambda run: run.first)]
    return rows_of(page, runs)


def _joined(lines: list[Row]) -> str:
    """The words of a cell, its lines joined."""
    text = ""
    for row in lines:
        words = row_text(row)
        text += words if not text or _is_cut(text, words) else " " + words
    return text


def _is_cut(above: str, below: str) -> bool:
    """Whether a line was broken after the hyphen of a code: "12/KH-" over "UBND"."""
    return above[-1] == "-" and above[-2:-1].isalnum() and below[:1].isalnum()
