"""The lines of a page in reading order: rows from top to bottom, blocks of columns left before right."""

from __future__ import annotations

from typing import NamedTuple

from extractor.readers.pdf_columns import blocks_of
from extractor.readers.pdf_rows import Row, rows_of
from extractor.readers.pdf_words import Words

_MOST_COLUMNS = 4  #: beside each other; three sign a handover


class Placed(NamedTuple):
    """A row and the column it stands in: 0 left, 1 right, None outside of blocks of columns."""

    row: Row
    column: int | None


def lines_of(page: Words, rows: list[Row], depth: int = 0) -> list[Placed]:
    """``rows`` as they are read."""
    if not rows or depth == _MOST_COLUMNS:
        return [Placed(row, None) for row in rows]
    middle = (min(row[0].x0 for row in rows) + max(row[-1].x1 for row in rows)) / 2
    out: list[Placed] = []
    at = 0
    for block in blocks_of(rows, middle):
        out += [Placed(row, None) for row in rows[at : block.start]]
        inside = [run for row in rows[block.start : block.end] for run in row]
        for column in (0, 1):
            side = [run for run in inside if (run.x0 >= block.x) == bool(column)]
            out += [Placed(placed.row, column) for placed in lines_of(page, rows_of(page, side), depth + 1)]
        at = block.end
    return out + [Placed(row, None) for row in rows[at:]]
