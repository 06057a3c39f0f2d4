"""Two texts side by side: the letterhead, the signature beside Nơi nhận, a page set in columns.

Read row by row they mix ("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI…"), which is what pdfplumber and pdf_oxide print. A block of
columns is found by its gutter: consecutive rows with no word across it, at least one of them with words on both sides (or
two rows half beside each other, which one text never has). A gutter alone is no proof, tables without rules and hanging
labels have one too; so a block is only read by columns when it says that it is a letterhead or signature, when its right
side is centred on an axis of its own, when its sides are out of step, or when both are filled like columns of print.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.readers.layout_tables import fold, places_letterhead
from extractor.readers.pdf_rows import QUOC_HIEU, Row, Run, row_text

#: In font sizes.
_GUTTER = 0.8
_GAP_OF_QUOC_HIEU = 0.1  #: long issuers reach up to it
_LEADING = 2.0  #: furthest from a row of a block to the next, base line to base line
_SIGNATURE_SPACE = 11.0  #: room left for the signature and the seal above a name
_ON_AXIS = 0.6

_STEP = 0.85  #: lines of one text are never nearer to each other
_NEAR = 12  #: rows above that tell where a side stands

_NOI_NHAN = re.compile(r"[NM]OI NHAN ?[:.]?$")  # scans have "Mới nhận"
_MOST_RECIPIENTS = 40  #: rows

_LABEL = 4  #: characters of the longest hanging label: "(iv)"


class Block(NamedTuple):
    """Rows ``[start, end)`` to be read by columns, the gutter at ``x``."""

    start: int
    end: int
    x: float


@dataclass
class _Gutter:
    """The strip that no word of the block crosses."""

    left: float
    right: float

    def takes(self, row: Row) -> bool:
        """Whether ``row`` leaves a strip free; if so, the strip is narrowed by it."""
        left, right = self.left, self.right
        middle = (left + right) / 2
        for run in row:
            if run.x0 + run.x1 < 2 * middle:
                left = max(left, run.x1)
            else:
                right = min(right, run.x0)
        if right - left < 1:
            return False
        self.left, self.right = left, right
        return True


def blocks_of(rows: list[Row], middle: float) -> list[Block]:
    """The blocks of columns among ``rows`` in order; ``middle`` is the axis of the page's text."""
    blocks: list[Block] = []
    at = 0
    while at < len(rows):
        gutter = _evidence(rows, at)
        if gutter is None:
            at += 1
            continue
        block = _block(rows, at, gutter, blocks[-1].end if blocks else 0, middle)
        if _is_columns(rows[block.start : block.end], block.x):
            blocks.append(block)
        at = block.end
    return blocks


def _evidence(rows: list[Row], at: int) -> _Gutter | None:
    row = rows[at]
    if row[0].text.isdigit() or row[-1].text.isdigit():
        return None  # a running head with the page's number, a row of figures
    gaps = [
        (QUOC_HIEU.match(two.text) is not None, two.x0 - one.x1, one.x1, two.x0)
        for i, (one, two) in enumerate(pairwise(row))
        if two.x0 - one.x1 > (_GAP_OF_QUOC_HIEU if QUOC_HIEU.match(two.text) else _GUTTER) * one.size
        and not (i == 0 and _is_label(one))
    ]
    if gaps:
        return _Gutter(*max(gaps)[2:])
    return _Gutter(*strip) if at + 1 < len(rows) and (strip := _out_of_step(row, rows[at + 1])) else None


def _is_label(run: Run) -> bool:
    return len(run.text) <= _LABEL and not (run.text.isalpha() and run.text.isupper())


def _out_of_step(row: Row, below: Row) -> tuple[float, float] | None:
    """The strip between two rows that lie partly beside each other, which lines of one text never do."""
    if below[0].base - row[0].base > _STEP * row[0].size:
        return None
    one, two = sorted([(row[0].x0, row[-1].x1), (below[0].x0, below[-1].x1)])
    least = _GAP_OF_QUOC_HIEU if any(QUOC_HIEU.match(side[0].text) for side in (row, below)) else _GUTTER
    return (one[1], two[0]) if two[0] - one[1] > least * row[0].size else None


def _block(rows: list[Row], at: int, gutter: _Gutter, floor: int, middle: float) -> Block:
    end = at + 1
    while end < len(rows) and _joins(rows, at, end, gutter, middle):
        end += 1
    start = _closing(rows, at, gutter, floor)
    beside = rows[at] if start < at else rows[start]  # the name, whose title stands over "Nơi nhận"
    while start > floor and _leads(rows[start - 1], rows[start], beside, gutter):
        start -= 1
    end = _trimmed(rows, at, end, gutter)
    return Block(start, end, (gutter.left + gutter.right) / 2)


def _closing(rows: list[Row], at: int, gutter: _Gutter, floor: int) -> int:
    """The row of "Nơi nhận" from which the left side goes on without a break down to row ``at``; else ``at``.

    The signer's name stands beside one of the last recipients, his title over "Nơi nhận".
    """
    start, trial = at, _Gutter(gutter.left, gutter.right)
    while start > max(floor, at - _MOST_RECIPIENTS) and not _NOI_NHAN.match(fold(rows[start][0].text)):
        step = (rows[start][0].base - rows[start - 1][0].base) / rows[start - 1][0].size
        if (
            step > _LEADING * 2
            or abs(rows[start - 1][0].x0 - rows[at][0].x0) > rows[at][0].size * 2
            or not trial.takes(rows[start - 1])
        ):
            return at
        start -= 1
    if not _NOI_NHAN.match(fold(rows[start][0].text)):
        return at
    gutter.left, gutter.right = trial.left, trial.right
    return start


def _joins(rows: list[Row], at: int, place: int, gutter: _Gutter, middle: float) -> bool:
    """Whether row ``place`` goes on with the block that began at ``at``; narrows the gutter if so."""
    row = rows[place]
    if all(run.text.isdigit() for run in row):
        return False  # the page's number
    size = row[0].size
    step = (row[0].base - rows[place - 1][0].base) / size
    if len(row) > 1 and row[0].x1 <= gutter.right and row[-1].x0 >= gutter.left:
        return step < _SIGNATURE_SPACE and gutter.takes(row)  # words on both sides
    right = row[0].x0 >= gutter.left
    near = rows[max(at, place - _NEAR) : place]
    side = [part for above in near if (part := [run for run in above if (run.x0 >= gutter.left) == right])]
    if _in_line(row, side):
        return step < (_SIGNATURE_SPACE if right else _LEADING * 2) and gutter.takes(row)
    title = abs(_centre(row) - middle) < size  # centred on the page, under the letterhead
    return step < _LEADING and not title and gutter.takes(row)


def _in_line(row: Row, side: list[Row]) -> bool:
    """Whether ``row`` shares the axis or the left edge of the rows above it on its side."""
    if not side:
        return False
    axis = median(_centre(above) for above in side)
    edges = sum(abs(row[0].x0 - above[0].x0) < 2 for above in side)
    return abs(_centre(row) - axis) < row[0].size or edges * 2 > len(side)


def _leads(row: Row, below: Row, beside: Row, gutter: _Gutter) -> bool:
    """Whether a row on the right stands close above ``below``, the first row of the block, on the axis of what is right in
    ``beside``."""
    right = [run for run in beside if run.x0 >= gutter.right] or [run for run in below if run.x0 >= gutter.right]
    if not right or row[0].x0 < gutter.left or (below[0].base - row[0].base) / row[0].size > _LEADING:
        return False
    return abs(_centre(row) - _centre(right)) < row[0].size and gutter.takes(row)


def _centre(row: Row) -> float:
    return (row[0].x0 + row[-1].x1) / 2


def _trimmed(rows: list[Row], at: int, end: int, gutter: _Gutter) -> int:
    """The end without rows at it that are not in step with the left side: they are the text that follows."""
    while end - 1 > at and rows[end - 1][-1].x1 <= gutter.left + 1 and _is_apart(rows[end - 2], rows[end - 1]):
        end -= 1
    return end


def _is_apart(above: Row, row: Row) -> bool:
    return (row[0].base - above[0].base) / row[0].size > 1.6


def _is_columns(rows: list[Row], x: float) -> bool:
    left = [side for row in rows if (side := [run for run in row if run.x1 <= x])]
    right = [side for row in rows if (side := [run for run in row if run.x0 >= x])]
    if not left or not right:
        return False
    if any(_out_of_step(one, two) for one, two in pairwise(rows)):
        return True
    if any(QUOC_HIEU.match(side[0].text) for side in right):
        return True
    if any(places_letterhead(row_text(side)) for side in (*left, *right)) or _NOI_NHAN.match(fold(left[0][0].text)):
        return True
    return _centred(right) or _printed(left, right, x)


def _centred(rows: list[Row]) -> bool:
    """Whether most of at least three rows of different width stand on one axis."""
    axis = median(_centre(row) for row in rows)
    size = rows[0][0].size
    on_axis = [row for row in rows if abs(_centre(row) - axis) < _ON_AXIS * size]
    edge = median(row[0].x0 for row in on_axis) if on_axis else 0.0
    uneven = [row for row in on_axis if abs(row[0].x0 - edge) > size]
    return len(rows) >= 3 and len(on_axis) * 3 >= len(rows) * 2 and len(uneven) >= 2


def _printed(left: list[Row], right: list[Row], x: float) -> bool:
    """Whether both sides are at least eight lines of running print."""
    if min(len(left), len(right)) < 8:
        return False
    for side in (left, right):
        widths = [row[-1].x1 - row[0].x0 for row in side]
        if median(widths) < 0.75 * max(widths) or max(widths) < 10 * side[0][0].size:
            return False
    return True
