"""Where a stretch of a line stands: from code points to the part of the page that shows them.

A line's box is no evidence: it shows a reader ten words where the record is one. So a reader that knows where words stand
keeps that with the line (``Line.where``), and a record is given the boxes of its own words only. Where a stretch ends inside
a word whose characters have no place of their own (OCR tells words, not letters), the word is cut in proportion to how wide
its letters usually are set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.text.span import Box

_SAME_LINE = 0.5  #: share of the lower of two boxes that must be beside the other
_GAP = 2.0  #: heights; words further apart stand in two columns or cells
_BACK = 0.5  #: heights; how far a word may begin before the end of the one before it (kerning, slanted letters)
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]/-íìĩỉịÍÌĨỈỊ"), frozenset("mwMWGOQƠÔĐ%—@")


class Spot(NamedTuple):
    """A stretch ``[start, end)`` of a line's text and the rectangle it stands in, points from the upper left corner."""

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class WordBoxes:
    """A ``Line.where`` made of words: ``spots`` in the order of ``text``, which is the line's own."""

    page: int
    text: str
    spots: tuple[Spot, ...]

    def __call__(self, start: int, end: int) -> list[Box]:
        return boxes_within(self.spots, self.text, self.page, start, end)


def boxes_within(spots: Iterable[Spot], text: str, page: int, start: int, end: int) -> list[Box]:
    """The boxes of ``[start, end)`` of a line, one a run of words that stand beside each other."""
    cut = [_cut(spot, text, start, end) for spot in spots if spot.start < end and spot.end > start]
    return [Box(page, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)) for x0, top, x1, bottom in _joined(cut)]


def _cut(spot: Spot, text: str, start: int, end: int) -> Spot:
    """The part of ``spot`` that shows ``[start, end)``."""
    if start <= spot.start and spot.end <= end:
        return spot
    first, last = max(start, spot.start), min(end, spot.end)
    whole = _width(text[spot.start : spot.end]) or 1.0
    scale = (spot.x1 - spot.x0) / whole
    x0 = spot.x0 + scale * _width(text[spot.start : first])
    return spot._replace(start=first, end=last, x0=x0, x1=x0 + scale * _width(text[first:last]))


def _width(letters: str) -> float:
    """How wide ``letters`` are set, in the width of an ordinary one (Times: "i" 0.56 of "n", "m" 1.56)."""
    return sum(0.56 if c in _NARROW else 1.56 if c in _WIDE else 1.35 if c.isupper() else 1.0 for c in letters)


def _joined(spots: Sequence[Spot]) -> Iterator[tuple[float, float, float, float]]:
    """The rectangles around neighbours on one printed line."""
    rect: tuple[float, float, float, float] | None = None
    for _, _, x0, top, x1, bottom in spots:
        if rect is not None and _beside(rect, x0, top, bottom):
            level = rect[1] == top and rect[3] == bottom  # as the words of one font are
            low, high = (top, bottom) if level else (min(rect[1], top), max(rect[3], bottom))
            rect = rect[0], low, max(rect[2], x1), high
            continue
        if rect is not None:
            yield rect
        rect = x0, top, x1, bottom
    if rect is not None:
        yield rect


def beside(rects: Sequence[Sequence[float]]) -> bool:
    """Whether any stretch of ``rects`` (x0, top, x1, bottom; in order) is sure to be joined into one: each reaches over the
    middle of all others and stands close behind the one before."""
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    shared = min(bottoms) - max(tops)
    if shared < 0.1 or shared < _SAME_LINE * (max(bottoms) - min(tops)):
        return False
    back, gap = -_BACK * shared, _GAP * shared
    for before, left, right in zip(rights, lefts[1:], rights[1:], strict=False):
        if not back <= left - before <= gap or right < before:
            return False
    return True


def _beside(rect: tuple[float, float, float, float], x0: float, top: float, bottom: float) -> bool:
    if rect[1] == top and rect[3] == bottom:
        height = shared = max(bottom - top, 0.1)
    else:
        height = max(min(rect[3] - rect[1], bottom - top), 0.1)
        shared = min(rect[3], bottom) - max(rect[1], top)
    return shared >= _SAME_LINE * height and -_BACK * height <= x0 - rect[2] <= _GAP * height
