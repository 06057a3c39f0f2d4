"""The columns of a table without upright rules, told from where words stand.

A column is a strip that the words of every line leave free on both sides, except for words that span it (a group's heading,
a parent's header).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from extractor.readers.pdf_rows import Row, Run, row_text
from extractor.readers.pdf_words import Words

#: All in font sizes.
_APART = 0.5  #: between two cells; a space is 0.25, in a justified line up to 0.45
_OFF_CENTRE = 0.5  #: of a header over the columns it spans
_LEAST_COLUMNS = 3
_MOST_COLUMNS = 60
_HEADER_LINES = 6  #: at the top of a table, in which words may be centred over several columns


class Column(NamedTuple):
    """The strip from the leftmost to the rightmost word of a column."""

    x0: float
    x1: float


class Segment(NamedTuple):
    """Words of one line that stand together, and the strip from ``x0`` to ``x1`` that they take."""

    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    text: str
    runs: tuple[Run, ...]


class Part(NamedTuple):
    """A segment in its cell: ``first`` and ``last`` column it stands over."""

    words: Segment
    first: int
    last: int


Parts = list[Part]  #: those of one line, left to right


@dataclass(frozen=True, slots=True)
class Aligned:
    """Lines laid out in columns."""

    columns: list[Column]
    lines: list[Parts]

    @property
    def width(self) -> int:
        return len(self.columns)


def segments_of(page: Words, row: Row) -> list[Segment]:
    """The words of a line, those nearer to each other than cells are in one segment."""
    groups: list[list[Run]] = []
    for piece in (piece for run in row for piece in _pieces(page, run)):
        if groups and piece.x0 - groups[-1][-1].x1 < _APART * min(groups[-1][-1].size, piece.size):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_segment(group) for group in groups]


def _segment(runs: list[Run]) -> Segment:
    first = runs[0]
    top, bottom = min(run.top for run in runs), max(run.bottom for run in runs)
    return Segment(first.x0, runs[-1].x1, top, bottom, first.base, first.size, row_text(runs), tuple(runs))


def _pieces(page: Words, run: Run) -> Iterator[Run]:
    """``run`` cut at its wide blanks."""
    gaps = page.rects[run.first + 1 : run.last + 1, 0] - page.rects[run.first : run.last, 2]
    cuts = (np.flatnonzero(gaps >= _APART * run.size) + run.first).tolist()
    if not cuts:
        yield run
        return
    for first, last in zip([run.first, *(cut + 1 for cut in cuts)], [*cuts, run.last], strict=True):
        text = " ".join(page.text[page.first[first] : page.last[last] + 1].split())
        x0, x1 = float(page.rects[first, 0]), float(page.rects[last, 2])
        yield run._replace(x0=x0, x1=x1, first=first, last=last, text=text)


def aligned(lines: Sequence[list[Segment]]) -> Aligned | None:
    """``lines`` (of segments) in their common columns; None where there are fewer than three."""
    wide = _stretched(lines)
    columns = _columns(wide)
    if len(columns) < _LEAST_COLUMNS:
        return None
    return Aligned(columns, [[_placed(words, columns) for words in line] for line in wide])


def _stretched(lines: Sequence[list[Segment]]) -> list[list[Segment]]:
    """The words with the strip each takes: a header centred over several of the line below is as wide as they are."""
    wide = [list(line) for line in lines]
    for i in range(min(_HEADER_LINES, len(lines)) - 1, -1, -1):
        for j, words in enumerate(wide[i]):
            for below in wide[i + 1 : i + 3]:
                if strip := _strip_below(words, wide[i], below):
                    wide[i][j] = words._replace(x0=strip[0], x1=strip[1])
                    break
    return wide


def _strip_below(words: Segment, line: list[Segment], below: list[Segment]) -> tuple[float, float] | None:
    """The strip of words ``below`` that ``words`` alone of its line is centred over."""
    met = sum(w.x0 < words.x1 and w.x1 > words.x0 for w in below)
    if met == 1:
        return None
    others = [w for w in line if w is not words]
    for i, j in combinations(range(len(below)), 2):
        x0, x1 = below[i].x0, below[j].x1
        centred = abs(x0 + x1 - words.x0 - words.x1) < 2 * _OFF_CENTRE * words.size
        if centred and x0 < words.x1 and x1 > words.x0 and not any(w.x0 < x1 and w.x1 > x0 for w in others):
            return min(x0, words.x0), max(x1, words.x1)
    return None


def _columns(lines: list[list[Segment]]) -> list[Column]:
    """The columns: those of the lines of most words, widened and added to by the others; what spans two tells nothing."""
    columns: list[Column] = []
    for line in sorted(lines, key=len, reverse=True):
        for words in line:
            first, last = _under(words, columns)
            if first > last:
                columns.insert(first, Column(words.x0, words.x1))
            elif first == last:
                columns[first] = Column(min(columns[first].x0, words.x0), max(columns[first].x1, words.x1))
            if len(columns) > _MOST_COLUMNS:
                return []
    return _shared(columns, lines)


def _under(words: Segment, columns: Sequence[Column]) -> tuple[int, int]:
    """The first and last of ``columns`` that ``words`` stand over; the first beyond the last where they stand over none."""
    first = bisect_left(columns, words.x0, key=lambda column: column.x1)
    last = bisect_left(columns, words.x1, key=lambda column: column.x0) - 1
    return first, last


def _shared(columns: list[Column], lines: list[list[Segment]]) -> list[Column]:
    """``columns`` with neighbours made one that no line fills both of, or more lines run across than fill: nearest first.

    A header centred over figures set flush right stands beside them, not over them.
    """
    filled: list[set[int]] = [set() for _ in columns]
    across: list[set[int]] = [set() for _ in columns]
    for number, line in enumerate(lines):
        for words in line:
            first, last = _under(words, columns)
            if first == last:
                filled[first].add(number)
            for i in range(first, last):
                across[i].add(number)
    while len(columns) > 1:
        near = [
            (columns[i + 1].x0 - columns[i].x1, i)
            for i in range(len(columns) - 1)
            if len(filled[i] & filled[i + 1]) <= (len(across[i]) - 1 if len(across[i]) > 2 else 0)
        ]
        if not near:
            break
        _, i = min(near)
        columns[i : i + 2] = [Column(columns[i].x0, columns[i + 1].x1)]
        filled[i : i + 2] = [filled[i] | filled[i + 1]]
        across[i : i + 2] = [across[i + 1]]
    return columns


def _placed(words: Segment, columns: Sequence[Column]) -> Part:
    first, last = _under(words, columns)
    if first > last:  # in a gap: nearer to which side
        last = len(columns) - 1
        near = min((i for i in (first - 1, first) if 0 <= i <= last), key=lambda i: _distance(words, columns[i]))
        return Part(words, near, near)
    return Part(words, first, last)


def _distance(words: Segment, column: Column) -> float:
    return max(column.x0 - words.x1, words.x0 - column.x1)
