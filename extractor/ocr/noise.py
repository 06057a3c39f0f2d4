"""Specks and grain, taken out only where they are: a median filter rounds the marks that tell ầ from ẩ.

Specks are ink that a 3×3 median does not keep; on clean scans that is the edges of letters, at most one part in fifty.
Grain is how much paper far from any ink differs from its own median. Non-local means takes a second a page even on a picture
brought down to the size it is read at, and is kept for the pages that a median does not mend.
"""

from __future__ import annotations

import numpy as np

from extractor.ocr.engine import Grey

_SPECKS = 0.04  #: of the ink; more is noise
_GRAIN = 6.0  #: standard deviation on paper; more is taken out by a median
_HARSH = 14.0  #: the same after bringing down; more calls for non-local means
_SAMPLE = 600  #: pixels a side of the window that is measured for grain
_PAPER = 200


def without_specks(picture: Grey) -> Grey:
    """``picture`` with specks taken out if it has them."""
    import cv2

    smooth = np.asarray(cv2.medianBlur(picture, 3), np.uint8)
    return smooth if _specks(picture, smooth) > _SPECKS or grain(picture) > _GRAIN else picture


def without_grain(picture: Grey) -> Grey:
    """``picture``, brought down to be read, with grain taken out if it still has much."""
    import cv2

    if grain(picture) <= _HARSH:
        return picture
    return np.asarray(cv2.fastNlMeansDenoising(picture, None, 18, 5, 15), np.uint8)


def _specks(picture: Grey, smooth: Grey) -> float:
    ink = int(np.count_nonzero(picture < 128))
    return int(np.count_nonzero((picture < 128) & (smooth > 160))) / max(ink, 1)


def grain(picture: Grey) -> float:
    """How far paper strays from its mean, in the middle of the page."""
    import cv2

    height, width = picture.shape
    rows = slice(max(height // 2 - _SAMPLE, 0), height // 2 + _SAMPLE)
    columns = slice(max(width // 2 - _SAMPLE, 0), width // 2 + _SAMPLE)
    part = np.ascontiguousarray(picture[rows, columns])
    calm = cv2.GaussianBlur(part, (0, 0), 4)
    paper = cv2.erode((np.asarray(calm) > _PAPER).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    strays = part.astype(np.int16) - np.asarray(calm, np.int16)
    return float(strays[paper].std()) if paper.any() else 0.0
