"""Specks and grain, taken out only where they are: a median filter rounds the marks that tell ầ from ẩ.

Specks are ink that a 3×3 median does not keep; on clean scans that is the edges of letters, a few per cent of the ink.
Grain is how much paper differs from its own median.
"""

from __future__ import annotations

import numpy as np

from extractor.ocr.engine import Grey

_SPECKS = 0.06  #: of the ink; more is noise
_GRAIN = 18.0  #: standard deviation on paper; more calls for non-local means
_SAMPLE = 600  #: pixels a side of the window that is measured for grain


def without_noise(picture: Grey) -> Grey:
    """``picture`` with specks and grain taken out if it has them."""
    import cv2

    smooth = np.asarray(cv2.medianBlur(picture, 3), np.uint8)
    if _grain(picture, smooth) > _GRAIN:
        return np.asarray(cv2.fastNlMeansDenoising(smooth, None, 20, 5, 13), np.uint8)
    return smooth if _specks(picture, smooth) > _SPECKS else picture


def _specks(picture: Grey, smooth: Grey) -> float:
    ink = int(np.count_nonzero(picture < 128))
    return int(np.count_nonzero((picture < 128) & (smooth > 160))) / max(ink, 1)


def _grain(picture: Grey, smooth: Grey) -> float:
    """How far light pixels stray from their surroundings, in the middle of the page."""
    height, width = picture.shape
    rows = slice(max(height // 2 - _SAMPLE, 0), height // 2 + _SAMPLE)
    columns = slice(max(width // 2 - _SAMPLE, 0), width // 2 + _SAMPLE)
    part, calm = picture[rows, columns].astype(np.int16), smooth[rows, columns]
    paper = calm > 170
    return float((part - calm)[paper].std()) if paper.any() else 0.0
