"""A word cut out of its page and shown in several ways, for a second look.

An engine that reads a word wrongly tends to read it rightly at another size, with harder edges, or without its neighbours,
and no one way is the best (a printed 2017 is read 2012 at every other size). So the looks differ in size, in how ink is told
from paper, and in whether the neighbours are there. What reaches in from the lines above and below is taken out, since boxes of
words are often too high, and a cut with half a line in it is read as nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from extractor.ocr.engine import Grey

Paint = Callable[[Grey], Grey]

_INK = 160
_REACHES_IN = 0.45  #: of the height of the cut; what touches its edge and is lower belongs to another line
_AROUND = 12  #: pixels of white
_MARK, _FOOT, _SPECK = 0.25, 0.06, 0.04  #: of the size: a mark begins lower, reaches as low, is no lower
_SMOOTH = 1.2
_BLOCK, _PALER = 61, 15  #: pixels that paper is told in, and how much darker ink is


class Way(NamedTuple):
    """One way to show a cut: how much larger than letters are read best at, and how ink is told from paper."""

    size: float
    paint: Paint | None = None


def cut(page: Grey, x0: float, top: float, x1: float, bottom: float) -> Grey:
    """The part of ``page`` within the box (pixels), without what reaches in from other lines; may be empty."""
    import cv2

    part = page[max(int(top), 0) : max(int(bottom), 0), max(int(x0), 0) : max(int(x1), 0)].copy()
    if not part.size:
        return part
    count, labels, stats, _ = cv2.connectedComponentsWithStats((part < _INK).astype(np.uint8), connectivity=8)
    height = len(part)
    for label in range(1, count):
        above, high = stats[label, cv2.CC_STAT_TOP], stats[label, cv2.CC_STAT_HEIGHT]
        if (above == 0 or above + high == height) and high < _REACHES_IN * height:
            part[labels == label] = 255
    return part


def low_marks(part: Grey, base: float, size: float) -> int:
    """How many points and commas stand on the base line (y of ``part``) of print of ``size`` pixels.

    The one thing engines lose at every size: 29,3 is read 293 by each look, and the comma is there to be counted.
    """
    import cv2

    count, _, stats, _ = cv2.connectedComponentsWithStats((part < _INK).astype(np.uint8), connectivity=8)
    tops, heights = stats[1:count, cv2.CC_STAT_TOP], stats[1:count, cv2.CC_STAT_HEIGHT]
    low = (tops > base - _MARK * size) & (tops + heights > base - _FOOT * size) & (heights >= _SPECK * size)
    return int(np.count_nonzero(low))


def shown(part: Grey, scale: float, ways: tuple[Way, ...]) -> Iterator[Grey]:
    """``part`` in each of ``ways``; ``scale`` brings its letters to the size that is read best."""
    import cv2

    for way in ways:
        factor = scale * way.size
        picture = part if way.paint is None else way.paint(_enlarged(part))
        factor = factor if way.paint is None else factor / 2
        small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC)
        yield np.pad(np.asarray(small, np.uint8), _AROUND, constant_values=255)


def _enlarged(part: Grey) -> Grey:
    """Twice as large, edges rounded: what is then cut at one grey has no steps."""
    import cv2

    large = cv2.resize(part, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.GaussianBlur(large, (0, 0), _SMOOTH), np.uint8)


def _one_level(large: Grey) -> Grey:
    import cv2

    return np.asarray(cv2.threshold(large, 0, 255, cv2.THRESH_OTSU)[1], np.uint8)


def _level_of_each_place(large: Grey) -> Grey:
    import cv2

    method, kind = cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY
    return np.asarray(cv2.adaptiveThreshold(large, 255, method, kind, _BLOCK, _PALER), np.uint8)


FIRST: tuple[Way, ...] = (Way(1.0), Way(1.35))  #: where these agree with what was read, nothing more is asked
MORE: tuple[Way, ...] = (Way(1.0, _one_level), Way(1.35, _one_level), Way(1.7, _level_of_each_place))
AMONG: tuple[Way, ...] = (Way(1.35), Way(1.7))  #: with the neighbours
