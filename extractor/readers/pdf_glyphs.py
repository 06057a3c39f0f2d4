"""Characters that mean something else by how they are set: a raised footnote number, a sign of a symbol font.

A number set small and high after a year is a footnote's mark; read as a digit it makes "2013¹" the year 20131. Signs of
Symbol and Wingdings arrive as private code points.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.readers.pdf_frame import Floats
from extractor.readers.pdf_pdfium import Page
from extractor.readers.symbols import raised, with_symbols

Places = npt.NDArray[np.intp]

_SMALL = 0.8  #: of the height of the text it belongs to
_RAISED = 0.1  #: of that height
_DIGITS_AT_END = re.compile(r"[0-9]{1,3}$")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Ends(NamedTuple):
    """The first and the last character of each word: their places in the text and their boxes."""

    first: Places
    last: Places
    boxes: Floats
    boxes_of_last: Floats


def with_raised(page: Page, text: str, ends: Ends) -> str:
    """``text`` with raised numbers as such."""
    first, last, ones, others = ends
    if not _has_small(ones[:, 3] - ones[:, 1], others[:, 3] - others[:, 1]):
        return text
    for word in np.flatnonzero(_raised_beside(others, ones)).tolist():
        start, end = int(first[word]), int(last[word]) + 1
        digits = _DIGITS_AT_END.search(text, start, end)
        if digits and digits.start() > start and _is_raised_from(page, start, digits):
            text = _replaced(text, digits.start(), end)
    alone = np.zeros(len(ones), np.bool_)
    alone[1:] = _raised_beside(ones[1:], ones[:-1])
    alone[:-1] |= _raised_beside(ones[:-1], ones[1:])
    for word in np.flatnonzero(alone).tolist():
        start, end = int(first[word]), int(last[word]) + 1
        if end - start <= 3 and text[start:end].isdigit():
            text = _replaced(text, start, end)
    return text


def _has_small(heights: npt.NDArray[np.float32], heights_of_last: npt.NDArray[np.float32]) -> bool:
    """Whether any character is set smaller than its neighbour; most pages are done here."""
    if not len(heights):
        return False
    low, high = np.minimum(heights[1:], heights[:-1]), np.maximum(heights[1:], heights[:-1])
    return bool((heights_of_last < _SMALL * heights).any() or (low < _SMALL * high).any())


def _raised_beside(small: Floats, large: Floats) -> npt.NDArray[np.bool_]:
    """Which boxes of ``small`` are a raised part of the line that those of ``large`` stand on."""
    height = large[:, 3] - large[:, 1]
    lower = (small[:, 3] - small[:, 1]) < _SMALL * height
    above = large[:, 3] - small[:, 3]
    return lower & (above > _RAISED * height) & (above < 0.7 * height)


def _is_raised_from(page: Page, start: int, digits: re.Match[str]) -> bool:
    """Whether all of ``digits`` are set small, and not only the last of a number."""
    boxes = page.loose_boxes([start, *range(digits.start(), digits.end())])
    heights = boxes[:, 1] - boxes[:, 3]
    return bool((heights[1:] < _SMALL * heights[0]).all())


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
