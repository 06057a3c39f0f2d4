"""Where on a page tables without upright rules stand: between level rules of one length, or where lines fall into columns.

Such tables are the older half of statistical reports. What is no table must not become one, so a run of lines is taken only
when at least three rows fill three columns, figures or serial numbers stand in one of them, and nothing in it belongs to a
letterhead or signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.readers.layout_tables import places_letterhead
from extractor.readers.pdf_alignment import Aligned, Parts, Segment, aligned, segments_of
from extractor.readers.pdf_bands import Cells, is_figure, rows_between, rows_by_step
from extractor.readers.pdf_frame import Rect
from extractor.readers.pdf_grid import merged
from extractor.readers.pdf_rows import Row, Run, row_text
from extractor.readers.pdf_rulings import Ruling
from extractor.readers.pdf_tables import TableRow, table_row
from extractor.readers.pdf_words import Words

_LEAST = 3  #: columns and rows
_SNAP = 3.0  #: points
_MOST_RULES = 2_000  #: of a page; more are a drawing
_LONG = 120.0  #: points; the shortest rule of a table's width
_HIGH = 300.0  #: points between two rules of one table at most; the body of a table with rules above and below only
_ROOMY = 2.0  #: font sizes of a row of one line between its rules
_LOOSE = 2.6  #: font sizes from line to line of one table
_GAP = 0.9  #: font sizes between two cells where nothing but words tells them
_NEAR = 1.9  #: the same between the lines of one row or header
_MOST_LINES = 4  #: of a row with fewer than three columns filled, between two that fill more
_FILLED = 0.5  #: share of the rows that fill at least three columns
_FIGURES = 0.4  #: share of the filled cells of a column that are numbers


class Found(NamedTuple):
    """A table: its top edge, its rows and the runs that stand in it (by their first word)."""

    top: float
    rows: list[TableRow]
    words: frozenset[int]


def unruled(page: Words, rows: Sequence[Row], level: Sequence[Ruling], ruled: Sequence[Rect]) -> list[Found]:
    """The tables among ``rows``; ``level`` are the level rulings, ``ruled`` the rectangles of tables found already."""
    rules = merged(level) if len(level) >= _LEAST else []
    free = [rule for rule in rules if not any(r.top - _SNAP <= rule.at <= r.bottom + _SNAP for r in ruled)]
    found = list(_between_rules(page, rows, free)) if _LEAST <= len(free) <= _MOST_RULES else []
    used = frozenset().union(*(table.words for table in found))
    if used:
        rows = [row for row in rows if row[0].first not in used]
    edges = sorted([table.top for table in found] + [rect.top for rect in ruled])
    for cluster in _clusters(rows, edges):
        if table := _by_words(page, cluster):
            found.append(table)
    return sorted(found)


def _between_rules(page: Words, rows: Sequence[Row], level: Sequence[Ruling]) -> Iterator[Found]:
    for rules in _of_one_width(level):
        inside = [row for row in rows if _stands_in(row, rules)]
        for run in _tabular(page, rules, inside):
            if table := _ruled(page, run, inside, level):
                yield table


def _of_one_width(level: Sequence[Ruling]) -> list[list[Ruling]]:
    """Groups of at least three rules that begin and end at one place, each group from top to bottom."""
    groups: list[list[Ruling]] = []
    for rule in sorted((r for r in level if r.end - r.start >= _LONG), key=lambda r: (r.start, r.end)):
        group = groups[-1] if groups else None
        if group and abs(group[-1].start - rule.start) <= _SNAP and abs(group[-1].end - rule.end) <= _SNAP:
            group.append(rule)
        else:
            groups.append([rule])
    return [sorted(group) for group in groups if len(group) >= _LEAST]


def _stands_in(row: Row, rules: Sequence[Ruling]) -> bool:
    middle = (row[0].top + row[0].bottom) / 2
    first = rules[0]
    return first.at < middle < rules[-1].at and row[0].x0 >= first.start - _SNAP and row[-1].x1 <= first.end + _SNAP


def _tabular(page: Words, rules: Sequence[Ruling], rows: Sequence[Row]) -> Iterator[list[Ruling]]:
    """The runs of ``rules`` between any two of which words stand in columns, or one heading."""
    at = 0
    run = [rules[0]]
    heights: list[float] = []
    for one, two in pairwise(rules):
        band: list[list[Segment]] = []
        while at < len(rows) and _middle(rows[at]) < two.at:
            if _middle(rows[at]) > one.at:
                band.append(segments_of(page, rows[at]))
            at += 1
        height = two.at - one.at
        columns = max(map(len, band), default=0)
        heading = columns == 1 and len(band) <= 2 and bool(heights) and height <= len(band) * _tallest(band, heights)
        if height > _HIGH * (2 if columns >= _LEAST else 1) or (columns < _LEAST - 1 and not heading):
            if len(run) > 2:
                yield run
            run, heights = [two], []
        else:
            run.append(two)
            heights.append(height / max(len(band), 1))
    if len(run) > 2:
        yield run


def _tallest(band: Sequence[Sequence[Segment]], heights: Sequence[float]) -> float:
    """How high a line of a heading may be: as the rows above, whose cells of several lines count each, or two of its size."""
    return max(1.5 * min(heights), _ROOMY * band[0][0].size)


def _middle(row: Row) -> float:
    return (row[0].top + row[0].bottom) / 2


def _ruled(page: Words, rules: Sequence[Ruling], rows: Sequence[Row], level: Sequence[Ruling]) -> Found | None:
    first, last = rules[0], rules[-1]
    lines = [segments_of(page, row) for row in rows if first.at < _middle(row) < last.at]
    table = aligned(lines) if lines else None
    if table is None:
        return None
    partial = [
        rule
        for rule in level
        if first.at + _SNAP < rule.at < last.at - _SNAP
        and rule.start >= first.start - _SNAP
        and rule.end <= first.end + _SNAP
        and rule.end - rule.start < first.end - first.start - 2 * _SNAP
    ]
    return _found(page, table, rows_between(table, [rule.at for rule in rules], partial), drawn=True)


def _found(page: Words, table: Aligned, rows: list[Cells], *, drawn: bool) -> Found | None:
    """The table, if it is one: enough rows, enough of them filled, figures in a column unless rules are drawn."""
    filled = sum(_says(row) >= _LEAST for row in rows)
    if filled < (_LEAST - 1 if drawn else _LEAST) or len(rows) < _LEAST or filled < _FILLED * len(rows):
        return None
    if not drawn and not any(_has_figures(rows, column) for column in range(table.width)):
        return None
    parts = [part.words for line in table.lines for part in line]
    if any(places_letterhead(words.text) for words in parts):
        return None
    made = [table_row(page, [row.get(column, []) for column in range(table.width)]) for row in rows]
    runs = [run for words in parts for run in words.runs]
    return Found(min(run.top for run in runs), made, frozenset(_words(runs)))


def _says(row: Cells) -> int:
    """How many cells of a row hold more than a dash or dots."""
    return sum(any(c.isalnum() for run in runs for c in run.text) for runs in row.values())


def _words(runs: Sequence[Run]) -> Iterator[int]:
    for run in runs:
        yield from range(run.first, run.last + 1)


def _has_figures(rows: Sequence[Cells], column: int) -> bool:
    cells = [row[column] for row in rows if column in row]
    figures = sum(is_figure(row_text(runs)) for runs in cells)
    return figures >= 2 and figures >= _FIGURES * len(cells)


def _clusters(rows: Sequence[Row], edges: Sequence[float]) -> Iterator[list[Row]]:
    """Runs of lines near each other that hold at least three of three words apart, from the first such line on.

    ``edges`` part them: the tops of other tables.
    """
    dense = [i for i, row in enumerate(rows) if len(row) >= _LEAST and _gaps(row) >= _LEAST - 1]
    start = 0
    while start < len(dense):
        end = start
        while end + 1 < len(dense) and _hangs_together(rows, dense[end], dense[end + 1], edges):
            end += 1
        if end - start + 1 >= _LEAST - 1:
            yield _widened(rows, dense[start], dense[end])
        start = end + 1


def _gaps(row: Row) -> int:
    """How many gaps as between cells there are in a line; its runs may be single words where the stream jumps about."""
    return sum(two.x0 - one.x1 > _GAP * min(one.size, two.size) for one, two in pairwise(row))


def _hangs_together(rows: Sequence[Row], one: int, two: int, edges: Sequence[float]) -> bool:
    if two - one > _MOST_LINES + 1 or any(rows[one][0].top < edge < rows[two][0].top for edge in edges):
        return False
    return all(_step(rows, i) <= _LOOSE * rows[i][0].size for i in range(one + 1, two + 1))


def _step(rows: Sequence[Row], i: int) -> float:
    return rows[i][0].base - rows[i - 1][0].base


def _widened(rows: Sequence[Row], first: int, last: int) -> list[Row]:
    """The lines from ``first`` to ``last``, with those of the header above and of the last row below."""
    left = min(row[0].x0 for row in rows[first : last + 1])
    size = rows[first][0].size
    for _ in range(_MOST_LINES):
        if first == 0 or _step(rows, first) > _NEAR * size or rows[first - 1][0].x0 < left + 2 * size:
            break
        first -= 1
    for _ in range(_MOST_LINES):
        if last + 1 == len(rows) or _step(rows, last + 1) > _NEAR * size or rows[last + 1][0].x0 < left + 2 * size:
            break
        last += 1
    return list(rows[first : last + 1])


def _by_words(page: Words, rows: Sequence[Row]) -> Found | None:
    """The table that a cluster of lines is; lines at its ends that do not fit its columns are left off."""
    lines = [segments_of(page, row) for row in rows]
    table = aligned(lines)
    if table is None:
        return None
    kept = _fitting(table)
    return _found(page, kept, rows_by_step(kept), drawn=False) if kept.lines else None


def _fitting(table: Aligned) -> Aligned:
    """``table`` without the lines at its ends that are text across it."""
    lines = list(table.lines)
    while lines and _is_text(lines[0], table):
        lines.pop(0)
    while lines and _is_text(lines[-1], table):
        lines.pop()
    return Aligned(table.columns, lines)


def _is_text(line: Parts, table: Aligned) -> bool:
    return len(line) == 1 and line[0].last - line[0].first >= table.width - 1
