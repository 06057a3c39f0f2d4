"""The rows of a table without upright rules, its words being laid out in columns.

A row is told by what the table offers: the rules under rows, a wider step between rows than within them, the serial number
that a row begins with, figures below each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.readers.pdf_alignment import Aligned, Part, Parts
from extractor.readers.pdf_rows import Run
from extractor.readers.pdf_rulings import Ruling

#: In font sizes.
_STEP = 0.85  #: lines nearer to each other are beside each other, their cells centred in a row of several lines
_BESIDE = 0.75  #: of the least step of one column: lines nearer than that are beside each other, too
_WIDER = 0.3  #: a step between rows is at least so much wider than one within

_SNAP = 3.0  #: points
_FIGURE = re.compile(r"[-+(]?\d[\d.,]{0,20}\)?\s?%?$")

Cells = dict[int, list[Run]]  #: of one printed row, by column


def is_figure(words: str) -> bool:
    """Whether words are a number and nothing else."""
    return _FIGURE.match(words) is not None


def rows_between(table: Aligned, rules: Sequence[float], partial: Sequence[Ruling]) -> list[Cells]:
    """The rows of a table with level rules at ``rules``; ``partial`` are those under some columns only."""
    bands: list[list[Parts]] = [[] for _ in range(len(rules) + 1)]
    for line in table.lines:
        bands[bisect_left(rules, _middle(line))].append(line)
    inside = sorted(partial)
    rows: list[Cells] = []
    for band in bands:
        if not band:
            continue
        if _holds_rows(band):
            rows += rows_by_step(Aligned(table.columns, band))
        elif any(band[0][0].words.top < rule.at < band[-1][0].words.bottom for rule in inside):
            rows += _parted(band, inside)
        else:
            rows += _layers(band)
    return rows


def _middle(line: Parts) -> float:
    words = line[0].words
    return (words.top + words.bottom) / 2


def _holds_rows(band: Sequence[Parts]) -> bool:
    """Whether figures stand below each other in one column: several rows without rules between them."""
    met: set[int] = set()
    for line in band:
        here = {part.first for part in line if is_figure(part.words.text)}
        if here & met:
            return True
        met |= here
    return False


def _parted(band: Sequence[Parts], partial: Sequence[Ruling]) -> list[Cells]:
    """The rows of a band that rules under some of its columns part."""
    top, bottom = band[0][0].words.top, band[-1][0].words.bottom
    inside = [rule for rule in partial if top < rule.at < bottom]
    levels = _levels([rule.at for rule in inside])
    rows: list[Cells] = [{} for _ in range(len(levels) + 1)]
    for line in band:
        for part in line:
            middle = (part.words.top + part.words.bottom) / 2
            above = [rule.at for rule in inside if rule.at < middle and rule.start < part.words.x1 and rule.end > part.words.x0]
            row = bisect_left(levels, max(above) + 1) if above else 0
            rows[row].setdefault(part.first, []).extend(part.words.runs)
    return [row for row in rows if row]


def _levels(places: Iterable[float]) -> list[float]:
    out: list[float] = []
    for at in sorted(places):
        if not out or at - out[-1] > _SNAP:
            out.append(at)
    return out


def rows_by_step(table: Aligned) -> list[Cells]:
    """The rows of lines without rules between them."""
    rows: list[Cells] = []
    for group in _groups(table):
        rows += _layers(group)
    return rows


def _groups(table: Aligned) -> list[list[Parts]]:
    """The lines of each row."""
    lines = table.lines
    steps = [two[0].words.base - one[0].words.base for one, two in pairwise(lines)]
    size = lines[0][0].words.size
    within = [step for step, (one, two) in zip(steps, pairwise(lines), strict=True) if _share_column(one, two)]
    within = [step for step in within if step >= _STEP * size]
    leading = min(within, default=0.0)
    spaced = sum(step >= leading + _WIDER * size for step in within) * 3 >= len(within)
    groups = [[lines[0]]]
    for step, line in zip(steps, lines[1:], strict=True):
        new = step >= leading + _WIDER * size if spaced else step >= _STEP * size and _opens_row(groups[-1], line)
        if new and step >= _BESIDE * leading:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _share_column(one: Parts, two: Parts) -> bool:
    return bool({part.first for part in one} & {part.first for part in two})


def _opens_row(above: Sequence[Parts], line: Parts) -> bool:
    """Whether a line begins a row where all lines are as far apart: by its first column, or by figures of its own."""
    if line[0].first == 0:
        return True
    figured = {part.first for part in line if is_figure(part.words.text)}
    return bool(figured & {part.first for row in above for part in row if is_figure(part.words.text)})


def _layers(group: Sequence[Parts]) -> list[Cells]:
    """The rows of one group of lines: more than one where a header spans columns that have headers of their own."""
    parts = [part for line in group for part in line]
    for parent in parts:
        if parent.last == parent.first:
            continue
        below = [
            p for p in parts if parent.first <= p.first and p.last <= parent.last and p.words.top >= parent.words.bottom - 3
        ]
        if len({p.first for p in below}) > 1:
            upper = [[p for p in line if not _is_below(p, parts)] for line in group]
            rest = [[p for p in line if _is_below(p, parts)] for line in group]
            return [_cells(upper), *_layers([line for line in rest if line])]
    return [_cells(group)]


def _is_below(part: Part, parts: Sequence[Part]) -> bool:
    """Whether a header that spans more columns stands over ``part``."""
    return any(
        p.last > p.first
        and p.first <= part.first
        and part.last <= p.last
        and (p.first, p.last) != (part.first, part.last)
        and p.words.bottom - _SNAP <= part.words.top
        for p in parts
    )


def _cells(group: Iterable[Parts]) -> Cells:
    cells: Cells = {}
    for line in group:
        for part in line:
            cells.setdefault(part.first, []).extend(part.words.runs)
    return cells
