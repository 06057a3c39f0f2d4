"""One page: its words, its tables and what is left in reading order, as lines."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from extractor.readers.pdf_frame import Rect
from extractor.readers.pdf_grid import Grid, cells_of, grids_of
from extractor.readers.pdf_lines import lines_of
from extractor.readers.pdf_pdfium import Page
from extractor.readers.pdf_rows import Row, Run, rect_of, row_text, rows_of, runs_of
from extractor.readers.pdf_rulings import Ruling, Rulings, rulings_of
from extractor.readers.pdf_tables import TableRow, rows_of_table
from extractor.readers.pdf_unruled import unruled
from extractor.readers.pdf_words import Words, parted, words_of


class PageLine(NamedTuple):
    """A line of a page: ``table`` counts the page's tables from 0, ``runs`` are the words it is made of."""

    text: str
    rect: Rect
    runs: list[Run]
    column: int | None = None
    table: int | None = None
    cells: str | None = None  #: as in ``Line.cells``


class PageReading(NamedTuple):
    """The words of a page, its lines in reading order, and the level rulings on it."""

    words: Words
    lines: list[PageLine]
    level: list[Ruling]


def read_page(page: Page, objects: list[tuple[int, int]]) -> PageReading:
    """What stands on ``page``, which holds ``objects`` (handle, kind)."""
    words = words_of(page)
    if not len(words.first):
        return PageReading(words, [], [])
    return laid_out(words, rulings_of(page, objects, words.frame))


def laid_out(words: Words, rulings: Rulings) -> PageReading:
    """``words`` in reading order, those between ``rulings`` as rows of tables."""
    grids = grids_of(rulings)
    if grids:
        words = _parted(words, grids)
        cell = cells_of(grids, words.rects)
        plain, tables = _tables(words, grids, runs_of(words, cell), cell.tolist())
    else:
        plain, tables = runs_of(words), []
    rows = rows_of(words, plain)
    for found in unruled(words, rows, rulings.level, [grid.rect for grid in grids]):
        plain = [run for run in plain if run.first not in found.words]
        tables.append((found.top, found.rows))
    if not tables:
        return PageReading(words, list(_plain(words, rows)), rulings.level)
    return PageReading(words, list(_woven(words, plain, sorted(tables, key=itemgetter(0)))), rulings.level)


def _plain(words: Words, rows: list[Row]) -> Iterator[PageLine]:
    for row, column in lines_of(words, rows):
        yield PageLine(row_text(row), rect_of(row), row, column)


def _parted(words: Words, grids: list[Grid]) -> Words:
    """``words`` with those cut that reach from one cell into another."""
    left, right = words.rects.copy(), words.rects.copy()
    left[:, 2], right[:, 0] = left[:, 0], right[:, 2]
    crossing = np.flatnonzero(cells_of(grids, left) != cells_of(grids, right)).tolist()
    return parted(words, crossing, lambda boxes: cells_of(grids, boxes)) if crossing else words


Rows = list[tuple[float, list[TableRow]]]  #: the tables by their top edge


def _tables(words: Words, grids: list[Grid], runs: list[Run], cell: list[int]) -> tuple[list[Run], Rows]:
    """The runs outside of tables, and the rows of each table."""
    inside: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        inside[cell[run.first]].append(run)
    plain = inside.pop(-1, [])
    tables: Rows = []
    base = 0
    for grid in grids:
        width = len(grid.cells[0])
        cells = {divmod(i, width): inside[base + i] for i in range(grid.size) if base + i in inside}
        rows = rows_of_table(words, grid, cells)
        if rows:
            tables.append((grid.ys[0], rows))
        else:
            plain += [run for held in cells.values() for run in held]
        base += grid.size
    return plain, tables


def _woven(words: Words, plain: list[Run], tables: Rows) -> Iterator[PageLine]:
    """The tables, and between them the lines that stand above each."""
    plain = sorted(plain, key=_middle)
    done = 0
    for number, (top, rows) in enumerate(tables):
        above = bisect_left(plain, top, lo=done, key=_middle)
        yield from _plain(words, rows_of(words, plain[done:above]))
        done = above
        for row in rows:
            yield PageLine(row.text, rect_of(row.runs), row.runs, table=number, cells=row.marks)
    yield from _plain(words, rows_of(words, plain[done:]))


def _middle(run: Run) -> float:
    return (run.top + run.bottom) / 2
