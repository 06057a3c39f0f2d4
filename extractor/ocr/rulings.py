"""The lines of tables in a picture: found, and taken out before anything is read.

Tesseract reads "|" and "1" where a ruling touches a word, and reads the rows of a wide table across: 43 % of the characters
of such a page come out wrong. Long straight runs of ink are rulings (letters have none longer than their height); they are
found with the run lengths that a morphological opening keeps, small breaks closed first. The feet of letters in a row close up
to such runs too, but have stems standing on them, where a ruling has paper beside it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.ocr.engine import Grey

Mask = npt.NDArray[np.uint8]

_DPI = 150  #: rulings are looked for at
_INK = 190  #: darker is ink; a hairline that lies between two pixels of the small picture has half its depth
_SHORTEST = 0.25  #: inches; a row of a table is no lower, a column no narrower
_BREAK = 0.02  #: inches; gaps a scan leaves in a line
_THICK = 0.06  #: inches; what is thicker is an area
_SLOPE = 0.02  #: of its length; paper that was bent or photographed has rulings that lean apart
_BESIDE = 0.014  #: inches from its edge, where a ruling has paper
_LONG = 1.0  #: inches; a long ruling may have print close to one side
_PRINT = 0.15  #: share of ink beside a ruling; under the feet of letters it is a third
_REACH = 3  #: pixels; the brush that takes a ruling out is wider than it by its grey edges


class Segment(NamedTuple):
    """A straight line at ``at`` (y of a level one, x of an upright one) from ``start`` to ``end``, pixels."""

    at: float
    start: float
    end: float


class Ruled(NamedTuple):
    """The level and upright lines of a picture in its pixels, and the picture without them."""

    level: list[Segment]
    upright: list[Segment]
    bare: Grey


def ruled(picture: Grey, dpi: int) -> Ruled:
    """The rulings of a picture that stands level."""
    import cv2

    scale = min(_DPI / dpi, 1.0)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    ink = (np.asarray(small) < _INK).astype(np.uint8)
    level, over = _found(ink, round(dpi * scale))
    upright, beside = _found(np.ascontiguousarray(ink.T), round(dpi * scale))
    if not level and not upright:
        return Ruled([], [], picture)
    brush = cv2.getStructuringElement(cv2.MORPH_RECT, (_REACH, _REACH))
    height, width = picture.shape
    mask = cv2.resize(cv2.dilate(over | beside.T, brush), (width, height), interpolation=cv2.INTER_NEAREST)
    return Ruled(_scaled(level, scale), _scaled(upright, scale), np.where(mask > 0, np.uint8(255), picture))


def _scaled(segments: list[Segment], scale: float) -> list[Segment]:
    return [Segment(at / scale, start / scale, end / scale) for at, start, end in segments]


def _found(ink: Mask, dpi: int) -> tuple[list[Segment], Mask]:
    """The level rulings of ``ink`` and their pixels."""
    import cv2

    count, labels, stats, _ = cv2.connectedComponentsWithStats(_runs(ink, dpi), connectivity=8)
    keep = np.zeros(count, np.uint8)
    segments: list[Segment] = []
    for label, (x, y, width, height, area) in enumerate(stats.tolist()):
        stripe = np.asarray(labels[y : y + height, x : x + width]) == label
        if (
            label
            and height <= _THICK * dpi + _SLOPE * width
            and area <= _THICK * dpi * width
            and _has_paper_beside(ink, stripe, x, y, dpi)
        ):
            keep[label] = 1
            segments.append(Segment(y + height / 2, x, x + width))
    return segments, keep[labels]


def _runs(ink: Mask, dpi: int) -> Mask:
    """The part of ``ink`` that belongs to long level runs."""
    import cv2

    def bar(inches: float) -> Mask:
        size = (max(int(inches * dpi), 3), 1)
        return np.asarray(cv2.getStructuringElement(cv2.MORPH_RECT, size), np.uint8)

    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bar(_BREAK))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar(_SHORTEST)), np.uint8)


def _has_paper_beside(ink: Mask, stripe: npt.NDArray[np.bool_], x: int, y: int, dpi: int) -> bool:
    """Whether ``stripe``, which begins at x and y, has paper above and below it; followed from column to column."""
    far = max(round(_BESIDE * dpi), 2)
    columns = np.arange(x, x + stripe.shape[1])
    above = y + stripe.argmax(axis=0) - far
    below = y + len(stripe) - 1 - stripe[::-1].argmax(axis=0) + far
    sides = sorted(float(ink[np.clip(rows, 0, len(ink) - 1), columns].mean()) for rows in (above, below))
    return sides[int(stripe.shape[1] < _LONG * dpi)] < _PRINT
