"""Which way up a page stands, and how level its lines are.

Both are told from how sharply the amount of ink changes from row to row: print standing level makes stripes. The angle is
searched on a small picture (60 ms), for letters need not be legible to make stripes. Whether a page stands on its
head no stripes can tell; that is left to whoever can read it (``scan.py`` reads a sample both ways when it reads badly).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.ocr.engine import Grey

_SIDE = 900  #: pixels of the small picture's longer side
_MOST = 6.0  #: degrees; feeders do not tilt more, photographs are not corrected further
_LEAST = 0.08  #: degrees left alone
_PAPER = 48  #: lighter than that is the tone of the paper
_RULING = 40  #: pixels of the small picture; longer than a word's strokes
_BORDER = 0.02  #: of each side, where scanners leave shadows


class Stand(NamedTuple):
    """Quarter turns clockwise, then degrees clockwise, that set a page upright and level."""

    turns: int
    degrees: float


def stand_of(picture: Grey) -> Stand:
    """How ``picture`` has to be turned, its head taken to be up or left."""
    ink = _small_ink(picture)
    if not ink.any():
        return Stand(0, 0.0)
    ways = [ink, np.ascontiguousarray(np.rot90(ink, -1))]
    coarse = [_best(_halved(way), 0.0, _MOST, 1.0) for way in ways]
    turns = int(_stripes(_tilted(ways[1], coarse[1])) > _stripes(_tilted(ways[0], coarse[0])))
    degrees = coarse[turns]
    for reach, step in ((0.8, 0.2), (0.15, 0.05)):
        degrees = _best(ways[turns], degrees, reach, step)
    return Stand(turns, degrees if abs(degrees) >= _LEAST else 0.0)


def turned(picture: Grey, stand: Stand) -> Grey:
    """``picture`` set upright; the size stays but for quarter turns, what comes in from outside is white."""
    import cv2

    upright = np.ascontiguousarray(np.rot90(picture, -stand.turns))
    if not stand.degrees:
        return upright
    height, width = upright.shape
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -stand.degrees, 1.0)
    level = cv2.warpAffine(upright, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255.0,))
    return np.asarray(level, np.uint8)


Ink = npt.NDArray[np.float32]


def _small_ink(picture: Grey) -> Ink:
    import cv2

    scale = _SIDE / max(picture.shape)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    ink = 255.0 - np.asarray(small, np.float32)
    ink[ink < _PAPER] = 0
    for bar in ((1, _RULING), (_RULING, 1)):  # the rules of a table make sharper stripes than its words, both ways
        ink -= cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(bar, np.uint8))
    edge = max(int(_BORDER * max(ink.shape)), 1)
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
    return ink


def _halved(ink: Ink) -> Ink:
    import cv2

    return np.asarray(cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.float32)


def _best(ink: Ink, around: float, reach: float, step: float) -> float:
    """The angle, degrees clockwise, that makes the sharpest stripes."""
    angles = np.arange(around - reach, around + reach + step / 2, step).tolist()
    return float(max(angles, key=lambda angle: _stripes(_tilted(ink, angle))))


def _tilted(ink: Ink, degrees: float) -> Ink:
    import cv2

    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR), np.float32)


def _stripes(ink: Ink) -> float:
    """How much the ink of a row differs from that of the row below."""
    rows = ink.sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
