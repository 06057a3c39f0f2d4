"""The rows of ruled tables as lines: cells separated by tabs, as every reader hands them over."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from extractor.readers.layout_tables import places_letterhead
from extractor.readers.pdf_grid import Grid
from extractor.readers.pdf_rows import Run, row_text, rows_of
from extractor.readers.pdf_words import Words

_SLIVER = 6.0  #: points; a column so narrow and empty is the gap of a double ruling
_LAYOUT_COLUMNS = 3


class TableRow(NamedTuple):
    """One printed row: its cells joined by tabs, and the words in it."""

    text: str
    runs: list[Run]


def rows_of_table(page: Words, grid: Grid, cells: dict[tuple[int, int], list[Run]]) -> list[TableRow]:
    """The rows that hold words; none at all when the lattice is no table: one column of words, a letterhead in a frame."""
    texts = {place: _cell_text(page, runs) for place, runs in cells.items()}
    used = {column for _, column in texts}
    if len(used) < 2 or (len({row for row, _ in texts}) < 2 and len(used) <= _LAYOUT_COLUMNS):
        return []
    if len(used) <= _LAYOUT_COLUMNS and any(places_letterhead(text) for text in texts.values()):
        return []
    columns = [c for c, (x0, x1) in enumerate(pairwise(grid.xs)) if c in used or x1 - x0 > _SLIVER]
    rows: list[TableRow] = []
    for row in range(len(grid.cells)):
        runs = [run for column in columns for run in cells.get((row, column), ())]
        if runs:
            rows.append(TableRow("\t".join(texts.get((row, column), "") for column in columns), runs))
    return rows


def _cell_text(page: Words, runs: list[Run]) -> str:
    """The words of a cell, its lines joined; words set upwards (the head of a narrow column) in content order."""
    upwards = [run for run in runs if len(run.text) > 2 and run.bottom - run.top > 1.5 * (run.x1 - run.x0)]
    if len(upwards) * 2 > len(runs):
        return " ".join(run.text for run in sorted(runs, key=lambda run: run.first))
    text = ""
    for row in rows_of(page, runs):
        words = row_text(row)
        text += words if not text or _is_cut(text, words) else " " + words
    return text


def _is_cut(above: str, below: str) -> bool:
    """Whether a line was broken after the hyphen of a code: "12/KH-" over "UBND"."""
    return above[-1] == "-" and above[-2:-1].isalnum() and below[:1].isalnum()
