"""Ruled tables: from the lines drawn on a page to cells, their spans included.

pdfplumber finds tables well, but has to parse the page for itself first: 100–260 ms on the pages measured, where everything
here takes 2. And its cells are rectangles without a row or a column; here a table is a lattice of every ruling's place, and
fields of the lattice without a ruling between them are one cell, which is what says where a cell spans columns or rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extractor.readers.pdf_frame import Floats, Rect
from extractor.readers.pdf_glyphs import Places
from extractor.readers.pdf_rulings import Ruling, Rulings

_SNAP = 3.0  #: points; lines so near are one line, a double border, or meet
_MOST_CROSSINGS = 300_000  #: level × upright lines looked at; a hatched drawing has more
_LEAST = 2  #: columns and rows of a lattice worth the name


@dataclass(frozen=True, slots=True)
class Grid:
    """A lattice of columns between ``xs`` and rows between ``ys``; ``cells[row][column]`` is the field its cell begins in."""

    xs: list[float]
    ys: list[float]
    cells: list[list[tuple[int, int]]]

    @property
    def rect(self) -> Rect:
        return Rect(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def size(self) -> int:
        return len(self.cells) * len(self.cells[0])


def grids_of(rulings: Rulings) -> list[Grid]:
    """The lattices on a page from top to bottom. A frame around text and an underlined heading are none."""
    level, upright = merged(rulings.level), merged(rulings.upright)
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return []
    grids = [_grid(lines, columns) for lines, columns in _connected(level, upright)]
    found = [grid for grid in grids if grid is not None]
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def cells_of(grids: Sequence[Grid], rects: Floats) -> Places:
    """For each of the word ``rects`` the cell its middle is in, -1 outside; cells are numbered through all ``grids``."""
    x, y = (rects[:, 0] + rects[:, 2]) / 2, (rects[:, 1] + rects[:, 3]) / 2
    out = np.full(len(rects), -1, np.intp)
    base = 0
    for grid in grids:
        column, row = np.searchsorted(grid.xs, x) - 1, np.searchsorted(grid.ys, y) - 1
        inside = (column >= 0) & (column < len(grid.xs) - 1) & (row >= 0) & (row < len(grid.ys) - 1)
        begins = np.array([[r * len(line) + c for r, c in line] for line in grid.cells], np.intp)
        out[inside] = base + begins[row[inside], column[inside]]
        base += grid.size
    return out


def merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """The lines that pieces make up: pieces at one place that touch or overlap are one."""
    bands: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if bands and ruling.at - bands[-1][0].at <= _SNAP:
            bands[-1].append(ruling)
        else:
            bands.append([ruling])
    return [line for band in bands for line in _touching(band)]


def _touching(band: list[Ruling]) -> list[Ruling]:
    if len(band) == 1:
        return band
    at = sum(ruling.at for ruling in band) / len(band)
    lines: list[Ruling] = []
    for _, start, end in sorted(band, key=lambda ruling: ruling.start):
        if lines and start - lines[-1].end <= _SNAP:
            lines[-1] = Ruling(at, lines[-1].start, max(end, lines[-1].end))
        else:
            lines.append(Ruling(at, start, end))
    return lines


def _connected(level: list[Ruling], upright: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """The lines that hang together, as pairs of level and upright ones."""
    owner = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    for i, line in enumerate(level):
        for j, column in enumerate(upright):
            if _cross(line, column):
                owner[root(i)] = root(len(level) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, line in enumerate(level):
        groups.setdefault(root(i), ([], []))[0].append(line)
    for j, column in enumerate(upright):
        groups.setdefault(root(len(level) + j), ([], []))[1].append(column)
    return [group for group in groups.values() if group[0] and group[1]]


def _cross(line: Ruling, column: Ruling) -> bool:
    return line.start - _SNAP <= column.at <= line.end + _SNAP and column.start - _SNAP <= line.at <= column.end + _SNAP


def _grid(level: list[Ruling], upright: list[Ruling]) -> Grid | None:
    xs, ys = _places(upright, level), _places(level, upright)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < _LEAST or rows * columns > _MOST_CROSSINGS:
        return None
    walls = _borders(upright, xs, ys)
    floors = _borders(level, ys, xs)
    begins = [[(row, column) for column in range(columns)] for row in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if column and (column, row) not in walls:
                begins[row][column] = begins[row][column - 1]
            if row and (row, column) not in floors:
                begins[row][column] = min(begins[row - 1][column], begins[row][column])
    return Grid(xs, ys, begins)


def _places(lines: list[Ruling], across: list[Ruling]) -> list[float]:
    """Where the lattice has lines: at every line, and where lines across run beyond the outermost (open sides)."""
    ends = [line.start for line in across] + [line.end for line in across]
    places: list[float] = []
    for at in sorted({line.at for line in lines} | {min(ends), max(ends)}):
        if not places or at - places[-1] > _SNAP:
            places.append(at)
    return places


def _borders(lines: list[Ruling], places: list[float], across: list[float]) -> set[tuple[int, int]]:
    """``(i, j)`` for each stretch ``j`` between two places ``across`` along which there is a line at ``places[i]``."""
    found: set[tuple[int, int]] = set()
    for line in lines:
        i = min(max(bisect_right(places, line.at + _SNAP) - 1, 0), len(places) - 1)
        for j, (start, end) in enumerate(pairwise(across)):
            if line.start <= (start + end) / 2 <= line.end:
                found.add((i, j))
    return found
