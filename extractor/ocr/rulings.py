"""The lines of tables in a picture: found, and taken out before anything is read.

Tesseract reads "|" and "1" where a ruling touches a word, and reads the rows of a wide table across: 43 % of the characters
of such a page come out wrong. Long straight runs of ink are rulings (letters have none longer than their height); they are
found with the run lengths that a morphological opening keeps, small breaks closed first. Bold print closes up to such runs
too, but has ink on both sides all along, where a ruling has paper on one at least.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.ocr.engine import Grey

Mask = npt.NDArray[np.uint8]

_INK = 150  #: darker is ink
_SHORTEST = 0.25  #: inches; a row of a table is no lower, a column no narrower
_BREAK = 0.02  #: inches; gaps a scan leaves in a line
_THICK = 0.06  #: inches; what is thicker is an area
_BESIDE = 0.015  #: inches from its edge, where a ruling has paper
_CROWDED = 0.3  #: share of ink there on both sides; more is print
_REACH = 5  #: pixels; the brush that takes a ruling out is wider by its grey edges


class Segment(NamedTuple):
    """A straight line at ``at`` (y of a level one, x of an upright one) from ``start`` to ``end``, pixels."""

    at: float
    start: float
    end: float


class Ruled(NamedTuple):
    """The level and upright lines of a picture, and the pixels they cover."""

    level: list[Segment]
    upright: list[Segment]
    mask: Mask


def ruled(picture: Grey, dpi: int) -> Ruled:
    """The rulings of a picture that stands level."""
    import cv2

    ink = (picture < _INK).astype(np.uint8)
    level, below = _found(ink, dpi)
    upright, beside = _found(np.ascontiguousarray(ink.T), dpi)
    brush = cv2.getStructuringElement(cv2.MORPH_RECT, (_REACH, _REACH))
    mask = cv2.dilate(below | beside.T, brush)
    return Ruled(level, upright, np.asarray(mask, np.uint8))


def _found(ink: Mask, dpi: int) -> tuple[list[Segment], Mask]:
    """The level rulings of ``ink`` and their pixels."""
    import cv2

    runs = _runs(ink, dpi)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    keep = np.zeros(count, np.uint8)
    segments: list[Segment] = []
    for label, (x, y, width, height, _area) in enumerate(stats.tolist()):
        if label and height <= _THICK * dpi and _has_paper_beside(ink, np.asarray(labels, np.int32), (label, x, y, width, height), dpi):
            keep[label] = 1
            segments.append(Segment(y + height / 2, x, x + width))
    return segments, keep[labels] if segments else np.zeros_like(ink)


def _runs(ink: Mask, dpi: int) -> Mask:
    """The part of ``ink`` that belongs to long level runs."""
    import cv2

    def bar(inches: float) -> Mask:
        size = (max(int(inches * dpi), 3), 1)
        return np.asarray(cv2.getStructuringElement(cv2.MORPH_RECT, size), np.uint8)

    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bar(_BREAK))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar(_SHORTEST)), np.uint8)


def _has_paper_beside(ink: Mask, labels: npt.NDArray[np.int32], stripe: tuple[int, int, int, int, int], dpi: int) -> bool:
    """Whether a stripe (its label and box) has paper above or below it; followed piece by piece, since it may slope."""
    label, x, y, width, height = stripe
    far = max(int(_BESIDE * dpi), 2)
    above, under = [], []
    for left in range(x, x + width, max(width // 8, 40)):
        piece = slice(left, min(left + max(width // 8, 40), x + width))
        rows = np.flatnonzero((labels[y : y + height, piece] == label).any(axis=1))
        if len(rows):
            above.append(_share(ink, y + int(rows[0]) - far, piece))
            under.append(_share(ink, y + int(rows[-1]) + far, piece))
    return bool(min(np.mean(above), np.mean(under)) < _CROWDED)


def _share(ink: Mask, row: int, columns: slice) -> float:
    return float(ink[row, columns].mean()) if 0 <= row < len(ink) else 0.0
