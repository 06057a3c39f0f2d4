"""Seals and signatures in a picture without colour: the only ink that is larger than letters and thin.

Where a seal is red the brightest channel takes it out (``colour.py``); in a black scan it covers the left third of the
signature, joins the title above and the name below it, and Tesseract takes all three for a drawing. Found as connected ink
that is over 0.3 inch high and wide and leaves most of its box white; 14 of 81 pages of eleven scans have such ink, and all of
it was a seal, a signature or a stroke of a pen. What its outline encloses (the words in the ring) belongs to it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.ocr.engine import Grey

_DPI = 150  #: seals are looked for at
_INK = 225  #: stamps may be pale; paper that is darker joins to one area, which is not thin
_LEAST = 0.3  #: inches; capitals with marks are 0.25 high at most
_THIN = 0.2  #: share of its box; letters that ran together fill a third of theirs
_CLOSED = 5  #: pixels; rings are broken by letters and dirt


class Seals(NamedTuple):
    """Where seals and signatures are (true, rows × columns of the picture), and the rows and columns around them."""

    mask: npt.NDArray[np.bool_]
    rows: slice
    columns: slice


def seals_of(picture: Grey, dpi: int) -> Seals | None:
    """The seals and signatures on ``picture``, if there are any."""
    import cv2

    scale = min(_DPI / dpi, 1.0)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (np.asarray(small) < _INK).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    width, height, area = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    least = _LEAST * dpi * scale
    kept = (height > least) & (width > least) & (area < _THIN * width * height)
    kept[0] = False
    if not kept.any():
        return None
    closed = cv2.morphologyEx(kept.astype(np.uint8)[labels], cv2.MORPH_CLOSE, np.ones((_CLOSED, _CLOSED), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = cv2.drawContours(np.zeros_like(closed), outlines, -1, 1, -1)
    mask = cv2.resize(filled, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_NEAREST) > 0
    x, y, wide, high = cv2.boundingRect(np.asarray(mask, np.uint8))
    return Seals(np.asarray(mask, np.bool_), slice(y, y + high), slice(x, x + wide))


def without(picture: Grey, seals: Seals) -> Grey:
    """``picture`` with white where the seals are."""
    return np.where(seals.mask, np.uint8(255), picture)
