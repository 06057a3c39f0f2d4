"""Characters that mean something else by how they are set: a raised footnote number, a sign of a symbol font.

A number set small and high after a year is a footnote's mark; read as a digit it makes "2013¹" the year 20131. Signs of
Symbol and Wingdings arrive as private code points.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.readers.pdf_frame import Floats, Frame
from extractor.readers.pdf_pdfium import Page
from extractor.readers.symbols import raised, with_symbols

Places = npt.NDArray[np.intp]

_SMALL = 0.8  #: of the font size of the text it belongs to
_RAISED = (0.1, 0.7)  #: of that size, over its base line
_DIGITS_AT_END = re.compile(r"[0-9]{1,3}$")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Ends(NamedTuple):
    """The first and the last character of each word: their places in the text and their boxes."""

    first: Places
    last: Places
    boxes: Floats
    boxes_of_last: Floats


def with_raised(page: Page, text: str, ends: Ends, frame: Frame) -> str:
    """``text`` with raised numbers as such. Boxes name the words worth asking; the font's size and base line decide."""
    first, last, ones, others = ends
    top, top_of_last = ones[:, 1], others[:, 1]
    height, height_of_last = ones[:, 3] - top, others[:, 3] - top_of_last
    lower = np.abs(height[1:] - height[:-1]) > 0.1 * height[1:]
    beside = np.append(lower, False) | np.append(False, lower)
    for word in np.flatnonzero(beside & (last - first < 3)).tolist():
        start, end = int(first[word]), int(last[word]) + 1
        around = [int(first[i]) for i in (word - 1, word + 1) if 0 <= i < len(first)]
        if text[start:end].isdigit() and any(_is_raised(page, range(start, end), other, frame) for other in around):
            text = _replaced(text, start, end)
    for word in np.flatnonzero((height_of_last < 0.9 * height) & (last > first)).tolist():
        start, end = int(first[word]), int(last[word]) + 1
        digits = _DIGITS_AT_END.search(text, start + 1, end)
        raised_from = (
            end
            if digits is None
            else next((i for i in range(digits.start(), end) if _is_raised(page, range(i, end), start, frame)), end)
        )
        text = _replaced(text, raised_from, end)
    return text


def _is_raised(page: Page, small: range, beside: int, frame: Frame) -> bool:
    """Whether all of the characters ``small`` are set smaller and higher than the one ``beside``, on its line."""
    sizes = page.sizes([beside, *small])
    points = page.base_lines([beside, *small]).astype(np.float32)
    levels = frame.rects(np.hstack([points, points]))[:, 1]
    rise = (levels[0] - levels[1:]) / sizes[0]
    return bool((sizes[1:] < _SMALL * sizes[0]).all() and (rise > _RAISED[0]).all() and (rise < _RAISED[1]).all())


def _replaced(text: str, start: int, end: int) -> str:
    return text[:start] + raised(text[start:end], text[max(start - 8, 0) : start]) + text[end:]


def with_signs(page: Page, text: str) -> str:
    """``text`` with the signs of symbol fonts as the characters they show."""
    for found in _PRIVATE.finditer(text):
        ((name, _),) = page.fonts([found.start()])
        sign = with_symbols(found[0], name.rpartition("+")[2])
        if len(sign) == 1:
            text = text[: found.start()] + sign + text[found.end() :]
    return text
