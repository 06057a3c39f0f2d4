"""From PDF space (y up, the page perhaps turned) to the frame text is read in: origin in the upper left corner, y down.

A landscape table may be set by ``/Rotate``, or by turned text on an upright page; both are read the same way, by turning
the page until its text stands upright. What is reported to the reader is the place on the page as a viewer shows it.
"""

from __future__ import annotations

from math import cos, radians, sin
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def _turn(order: list[int], signs: list[float]) -> tuple[npt.NDArray[np.intp], Floats]:
    return np.array(order), np.array(signs, np.float32)


#: For each side of a rectangle in a turned frame: which side of a box it is, and its sign.
_TURNS = [
    _turn([0, 1, 2, 3], [1.0, -1.0, 1.0, -1.0]),
    _turn([3, 0, 1, 2], [1.0, 1.0, 1.0, 1.0]),
    _turn([2, 3, 0, 1], [-1.0, 1.0, -1.0, 1.0]),
    _turn([1, 2, 3, 0], [-1.0, -1.0, -1.0, -1.0]),
]


class Rect(NamedTuple):
    """A rectangle in points from the upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Frame(NamedTuple):
    """The shown part of a page in its own space, and the quarter turns clockwise that set its text upright.

    ``tilt`` is by how many degrees clockwise a scan was turned as well to stand level: its words are read level, and shown
    where they are.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0
    tilt: float = 0.0

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def rects(self, boxes: Floats) -> Floats:
        """Boxes of the page's own space (left, top, right, bottom a row) in this frame."""
        order, signs = _TURNS[self.turns]
        out: Floats = boxes[:, order] * signs + self._origin()
        return out

    def boxes(self, rects: Floats) -> Floats:
        """The way back: rectangles of this frame as boxes of the page's own space."""
        order, signs = _TURNS[self.turns]
        out = np.empty_like(rects)
        out[:, order] = (rects - self._origin()) * signs
        return out

    def _origin(self) -> Floats:
        """What is added to x and y, twice."""
        sides = (-self.left, self.top), (-self.bottom, -self.left), (self.right, -self.bottom), (self.top, self.right)
        return np.array(sides[self.turns] * 2, np.float32)

    def shown(self, rect: Rect, rotation: int) -> Rect:
        """A rectangle of this frame as a viewer shows it who turns the page ``rotation`` quarters clockwise."""
        if self.tilt:
            rect = self._tilted(rect)
        if rotation == self.turns:
            return rect
        height, width = self.height, self.width
        for _ in range((rotation - self.turns) % 4):
            rect = Rect(height - rect.bottom, rect.x0, height - rect.top, rect.x1)
            height, width = width, height
        return rect

    def _tilted(self, rect: Rect) -> Rect:
        """A rectangle moved to where its middle was before the page was levelled."""
        angle = radians(-self.tilt)
        x, y = (rect.x0 + rect.x1 - self.width) / 2, (rect.top + rect.bottom - self.height) / 2
        dx, dy = x * cos(angle) - y * sin(angle) - x, x * sin(angle) + y * cos(angle) - y
        return Rect(rect.x0 + dx, rect.top + dy, rect.x1 + dx, rect.bottom + dy)
