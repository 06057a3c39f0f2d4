"""Whether line ends are visual, and whether a line is full: could the next line's first word have stood on it?

A typist breaks a line only where the next word does not fit. With boxes the right margin of the page says so; without, the
widths of the lines pile up just below the width of the column (in one plain text with a blank line between all lines, 85 %
of the unfinished lines reached 0.95 of it, and of 30 last lines of paragraphs three did).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.repair.visual_lines import VisualLine, first_word, natural_width

FULL = 0.93  #: of the column; a first line is shorter by its indent, which plain text has lost
_PILE = 0.85  #: lines wider than this share of the column count as near the margin
_SAMPLE = 2_000  #: lines from which the measure is chosen
_WIDEST = 75.0  #: ems, about 150 letters: wider columns are paragraphs on one line
_NARROWEST = 24.0  #: ems, about 48 letters: lists of short lines pile up too
_INDENT = 8.0  #: points by which a first line stands out
_ALIGNED = 3.0  #: points within which edges are the same margin


@dataclass(frozen=True)
class Layout:
    """How the lines of one document are set.

    ``width`` is the column in ems, ``even`` says that all letters are of one width (a text wrapped at so many characters),
    ``margins`` are left and right edges by page.
    """

    wrapped: bool
    width: float
    even: bool
    blanks_matter: bool
    margins: Mapping[int, tuple[float, float]]

    def fill(self, line: VisualLine, following: VisualLine) -> float:
        """The share of the column that ``line`` and the next line's first word would take together; over 1: it is full."""
        word = first_word(following.words)
        if line.last and line.page in self.margins:
            left, right = self.margins[line.page]
            em = (line.last.x1 - line.last.x0) / max(line.width, 1.0)
            return (line.last.x1 - left + em * (0.3 + 0.5 * len(word))) / max(right - left, 1.0)
        if self.even:
            return 0.5 * (len(line.words) + 1 + len(word)) / self.width
        return (line.width + 0.3 + natural_width(word)) / self.width

    def full(self, line: VisualLine, following: VisualLine) -> bool:
        """Whether ``line`` could not take the first word of ``following``."""
        return self.wrapped and self.fill(line, following) > FULL

    def indented(self, line: VisualLine) -> bool:
        """Whether ``line`` begins right of the left margin (never, where the format has no boxes)."""
        if line.first is None or line.page not in self.margins:
            return False
        return line.first.x0 > self.margins[line.page][0] + _INDENT

    def apart(self, line: VisualLine, following: VisualLine) -> bool:
        """Whether more than the usual leading lies between two lines of a page, or a blank line where blank lines tell."""
        if line.last and following.first:
            height = line.last.bottom - line.last.top
            return line.page == following.page and following.first.top - line.last.bottom > 0.9 * max(height, 6.0)
        return self.blanks_matter and following.gap > 1


def layout_of(lines: Sequence[VisualLine], wrapped: bool | None) -> Layout:
    """The layout of a document whose reader says ``wrapped`` (None: does not know)."""
    running = [line for line in lines if line.table is None and line.column is None and not line.quoted]
    margins = _margins(running)
    if wrapped and all(line.last and line.page in margins for line in lines):  # a PDF: the margins say it, nothing is measured
        return Layout(True, _WIDEST, False, _blanks_matter(running), margins)
    natural = _pile(sorted(line.width for line in running) or [1.0])
    by_count = _pile(sorted(0.5 * len(line.words) for line in running) or [1.0])
    even = _least_filled(running, by_count[0], even=True) > _least_filled(running, natural[0], even=False)
    width, near = by_count if even else natural
    least = {True: 0.0, None: 0.3, False: 0.5}[wrapped]
    piled = _NARROWEST <= width <= _WIDEST and near >= 6 and near >= least * len(running)
    return Layout(piled or wrapped is True, width, even, _blanks_matter(running), margins)


def _pile(widths: list[float]) -> tuple[float, int]:
    """The width of the column, and how many of the sorted ``widths`` come near it."""
    width = max(widths[int(0.95 * (len(widths) - 1))], 10.0)
    return width, sum(w >= _PILE * width for w in widths)


def _least_filled(lines: Sequence[VisualLine], width: float, *, even: bool) -> float:
    """How full lines are that surely go on (the emptiest tenth left out): under the right measure, none had room."""
    layout = Layout(True, width, even, False, {})
    fills = sorted(layout.fill(a, b) for a, b in pairwise(lines[:_SAMPLE]) if a.words[-1:].isalnum() and b.words[:1].islower())
    return fills[len(fills) // 10] if fills else 0.0


def _blanks_matter(lines: Sequence[VisualLine]) -> bool:
    """False where blank lines stand inside sentences as a rule: there they separate lines, not paragraphs."""
    inside = [b.gap > 1 for a, b in pairwise(lines) if a.words[-1:].isalnum() and b.words[:1].islower()]
    return len(inside) < 3 or sum(inside) * 2 <= len(inside)


def _margins(lines: Sequence[VisualLine]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the running text by page; a page of few lines takes the edges of the whole document."""
    edges: dict[int, list[tuple[float, float]]] = {}
    for line in lines:
        if line.first and line.last:
            edges.setdefault(line.page, []).append((line.first.x0, line.last.x1))
    everywhere = _common_edges([edge for page in edges.values() for edge in page])
    return {
        page: (_common_edges(found) if len(found) > 7 else None) or everywhere or (0.0, 1.0) for page, found in edges.items()
    }


def _common_edges(edges: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The outermost left and right edges that at least three lines share."""
    left = _shared(sorted(x0 for x0, _ in edges))
    right = _shared(sorted(-x1 for _, x1 in edges))
    return None if left is None or right is None else (left, -right)


def _shared(positions: list[float]) -> float | None:
    for i in range(len(positions) - 2):
        if positions[i + 2] - positions[i] <= _ALIGNED:
            return positions[i]
    return None
