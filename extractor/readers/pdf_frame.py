"""From PDF space (y up, the page perhaps turned) to the frame text is read in: origin in the upper left corner, y down.

A landscape table may be set by ``/Rotate``, or by turned text on an upright page; both are read the same way, by turning
the page until its text stands upright. What is reported to the reader is the place on the page as a viewer shows it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class Rect(NamedTuple):
    """A rectangle in points from the upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Frame(NamedTuple):
    """The shown part of a page in its own space, and the quarter turns clockwise that set its text upright."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def rects(self, boxes: Floats) -> Floats:
        """Boxes of the page's own space (left, top, right, bottom a row) in this frame."""
        order, signs, origin = {
            0: ([0, 1, 2, 3], [1, -1, 1, -1], [-self.left, self.top, -self.left, self.top]),
            1: ([3, 0, 1, 2], [1, 1, 1, 1], [-self.bottom, -self.left, -self.bottom, -self.left]),
            2: ([2, 3, 0, 1], [-1, 1, -1, 1], [self.right, -self.bottom, self.right, -self.bottom]),
            3: ([1, 2, 3, 0], [-1, -1, -1, -1], [self.top, self.right, self.top, self.right]),
        }[self.turns]
        out: Floats = boxes[:, order] * np.array(signs, np.float32) + np.array(origin, np.float32)
        return out

    def shown(self, rect: Rect, rotation: int) -> Rect:
        """A rectangle of this frame as a viewer shows it who turns the page ``rotation`` quarters clockwise."""
        if rotation == self.turns:
            return rect
        height, width = self.height, self.width
        for _ in range((rotation - self.turns) % 4):
            rect = Rect(height - rect.bottom, rect.x0, height - rect.top, rect.x1)
            height, width = width, height
        return rect
