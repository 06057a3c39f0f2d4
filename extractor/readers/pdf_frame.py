"""From PDF space (y up, the page perhaps turned) to the frame text is read in: origin in the upper left corner, y down.

A landscape table may be set by ``/Rotate``, or by turned text on an upright page; both are read the same way, by turning
the page until its text stands upright. What is reported to the reader is the place on the page as a viewer shows it.
"""

from __future__ import annotations

from typing import NamedTuple


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

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space, in this frame."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def back(self, x: float, y: float) -> tuple[float, float]:
        """A point of this frame, in the page's own space."""
        if self.turns == 0:
            return x + self.left, self.top - y
        if self.turns == 1:
            return y + self.left, x + self.bottom
        if self.turns == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """A rectangle of the page's own space, in this frame."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def seen_in(self, other: Frame, rect: Rect) -> Rect:
        """A rectangle of this frame, in ``other``."""
        if self.turns == other.turns:
            return rect
        (left, top), (right, bottom) = self.back(rect.x0, rect.top), self.back(rect.x1, rect.bottom)
        return other.rect(left, bottom, right, top)
