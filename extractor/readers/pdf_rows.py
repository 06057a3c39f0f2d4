"""From words to printed rows: which words stand on one line, and where a line is only words side by side.

PDFium's order is the content stream's. It is kept where words follow one another on the page as they do in the stream (a
run), because the producer's own spaces are surer than any guess from gaps; everything beyond a run is geometry. Where runs
overlap, the stream jumps about inside the line, and each word stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.readers.pdf_frame import Rect
from extractor.readers.pdf_glyphs import Places
from extractor.readers.pdf_words import Words

#: All in font sizes. A space of a text font is 0.25 wide and, in a tight justified line, down to 0.15; kerning stays under 0.1.
_GLUED = 0.12
_GAP = 0.9  #: wider than the spaces of a justified line usually are
_BACK = 0.35  #: how far back the next word may start: accents set as characters of their own overlap
_LEGIBLE = 2.0  #: points; producers leave characters of one point behind that nobody sees
_OTHER_LINE = 0.6  #: base lines further apart are two lines where one run is over the other; raised figures stay under 0.5
_LATEST = 16  #: runs of a row that are looked at
_SAME_LINE = 0.6  #: share of the lower of two boxes that must be beside the other

#: What opens the right side of a letterhead; long issuers leave no more than a space before it.
QUOC_HIEU = re.compile(r"C[^\W\d_]{1,3}NG H[^\W\d_]{1,3} X[^\W\d_]{1,3} H|Đ[^\W\d_]{1,3}NG C[^\W\d_]{1,3}NG S")

_NUOC = "NƯỚC "  # "QUỐC HỘI NƯỚC CỘNG HÒA …" is one name


class Run(NamedTuple):
    """Words ``first`` to ``last`` of the page, which follow one another in the stream and on the page."""

    x0: float
    top: float
    x1: float
    bottom: float
    first: int
    last: int
    text: str
    size: float  #: of the font, points
    base: float  #: y of the base line


Row = list[Run]  #: runs on one line, left to right


def runs_of(page: Words, cell: Places | None = None) -> list[Run]:
    """The runs of a page in content order, without what lies off the page; words of different ``cell`` are never one run."""
    if not len(page.first):
        return []
    x0, top, x1, bottom = page.rects.T
    start = np.flatnonzero(_breaks(page, cell))
    end = np.append(start[1:], len(x0)) - 1
    sides = x0[start], np.minimum.reduceat(top, start), x1[end], np.maximum.reduceat(bottom, start)
    shown = (sides[2] > 0) & (sides[3] > 0) & (sides[0] < page.frame.width) & (sides[1] < page.frame.height)
    height = sides[3] - sides[1]
    shown &= height > _LEGIBLE
    start, end = start[shown], end[shown]
    texts = [
        " ".join(page.text[opens : closes + 1].split())
        for opens, closes in zip(page.first[start].tolist(), page.last[end].tolist(), strict=True)
    ]
    columns = [side[shown].tolist() for side in sides]
    named, base_lines = page.fonts(page.first[start].tolist())
    sizes = [size if size > _LEGIBLE else high for size, high in zip(named, height[shown].tolist(), strict=True)]
    return list(map(Run, *columns, start.tolist(), end.tolist(), texts, sizes, base_lines))


def _breaks(page: Words, cell: Places | None) -> npt.NDArray[np.bool_]:
    """Which words begin a run."""
    x0, top, x1, bottom = page.rects.T
    size = (bottom - top)[:-1]
    gap = x0[1:] - x1[:-1]
    begins = np.ones(len(x0), np.bool_)
    begins[1:] = (page.line[1:] != page.line[:-1]) | (gap <= -_BACK * size) | (gap >= _GAP * size)
    begins[1:] |= np.abs(bottom[1:] - bottom[:-1]) > 0.5 * size
    if cell is not None:
        begins[1:] |= cell[1:] != cell[:-1]
    heads = [found.start() for found in QUOC_HIEU.finditer(page.text) if not page.text.endswith(_NUOC, 0, found.start())]
    for head in heads:
        begins |= page.first == head
    return begins


def _word(page: Words, place: int, run: Run) -> Run:
    """A word of ``run`` as a run of its own."""
    x0, top, x1, bottom = page.rects[place].tolist()
    return Run(x0, top, x1, bottom, place, place, page.text[page.first[place] : page.last[place] + 1], run.size, run.base)


def rows_of(page: Words, runs: Iterable[Run]) -> list[Row]:
    """The rows from top to bottom; the runs of one lie beside each other."""
    rows: list[Row] = []
    top = bottom = 0.0
    for run in sorted(runs, key=lambda run: run.top + run.bottom):
        beside = min(bottom, run.bottom) - max(top, run.top)
        height = run.bottom - run.top
        if rows and beside >= _SAME_LINE * min(bottom - top, height) and not _stands_over(rows[-1], run):
            rows[-1].append(run)
            if height > bottom - top:
                top, bottom = run.top, run.bottom
        else:
            rows.append([run])
            top, bottom = run.top, run.bottom
    return [_sorted(page, row) for row in rows]


def _stands_over(row: Row, run: Run) -> bool:
    """Whether a run of ``row`` is over ``run``, not beside it: a higher name on the right reaches two lines on the left."""
    return any(
        min(other.x1, run.x1) - max(other.x0, run.x0) > _BACK * min(other.size, run.size)
        and abs(other.base - run.base) > _OTHER_LINE * min(other.size, run.size)
        for other in row[-_LATEST:]
    )


def _sorted(page: Words, row: Row) -> Row:
    row.sort()
    if any(two.x0 < one.x1 - _BACK * min(one.size, two.size) for one, two in pairwise(row)):
        row = sorted(_word(page, place, run) for run in row for place in range(run.first, run.last + 1))
    return row


def row_text(row: Sequence[Run]) -> str:
    """The words of a row; runs that touch are one word (a code set in two fonts, a mark after a raised number)."""
    out = row[0].text
    if len(row) == 1:
        return out
    for one, two in pairwise(row):
        touching = two.x0 - one.x1 < _GLUED * min(one.size, two.size)
        out += two.text if touching else " " + two.text
    return out


def rect_of(runs: Sequence[Run]) -> Rect:
    """The rectangle around ``runs``."""
    if len(runs) == 1:
        return Rect(*runs[0][:4])
    return Rect(
        min(run.x0 for run in runs), min(run.top for run in runs), max(run.x1 for run in runs), max(run.bottom for run in runs)
    )
