"""Characters that mean something else by how they are set: a raised footnote number, a sign of a symbol font.

A number set small and high after a year is a footnote's mark; read as a digit it makes "2013¹" the year 20131. Signs of
Symbol and Wingdings arrive as private code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.readers.pdf_frame import Floats, Frame
from extractor.readers.pdf_pdfium import Page
from extractor.readers.symbols import raised, with_symbols

Places = npt.NDArray[np.intp]

_SMALL = 0.8  #: of the font size of the text it belongs to
_RAISED = (0.1, 0.7)  #: of that size, over its base line
_DIFFERS = 0.1  #: in height, of boxes worth a look
_MOST_DIGITS = 3
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
    found = [*_raised_words(page, text, ends, frame), *_raised_ends(page, text, ends, frame)]
    signs = {start: raised(text[start:end], text[max(start - 8, 0) : start]) for start, end in found}
    return _replaced(text, signs)


def _raised_words(page: Page, text: str, ends: Ends, frame: Frame) -> Iterator[tuple[int, int]]:
    """Numbers that stand apart, beside a word on whose line they are raised."""
    first, last, boxes, _ = ends
    height = boxes[:, 3] - boxes[:, 1]
    differs = np.abs(height[1:] - height[:-1]) > _DIFFERS * height[1:]
    beside = np.append(differs, False) | np.append(False, differs)
    for word in np.flatnonzero(beside & (last - first < _MOST_DIGITS)).tolist():
        start, end = int(first[word]), int(last[word]) + 1
        around = [int(first[i]) for i in (word - 1, word + 1) if 0 <= i < len(first)]
        if text[start:end].isdigit() and any(_is_raised(page, range(start, end), other, frame) for other in around):
            yield start, end


def _raised_ends(page: Page, text: str, ends: Ends, frame: Frame) -> Iterator[tuple[int, int]]:
    """Numbers at the end of a word that are raised over its beginning; "2023¹" is digits throughout."""
    first, last, boxes, boxes_of_last = ends
    lower = boxes_of_last[:, 3] - boxes_of_last[:, 1] < (1 - _DIFFERS) * (boxes[:, 3] - boxes[:, 1])
    for word in np.flatnonzero(lower & (last > first)).tolist():
        start, end = int(first[word]), int(last[word]) + 1
        digits = _DIGITS_AT_END.search(text, start + 1, end)
        places = range(digits.start(), end) if digits else ()
        begin = next((i for i in places if _is_raised(page, range(i, end), start, frame)), None)
        if begin is not None:
            yield begin, end


def _is_raised(page: Page, small: range, beside: int, frame: Frame) -> bool:
    """Whether all of the characters ``small`` are set smaller and higher than the one ``beside``, on its line."""
    sizes = page.sizes([beside, *small])
    if not (sizes[1:] < _SMALL * sizes[0]).all():
        return False  # most: figures are as high as capitals
    points = page.base_lines([beside, *small]).astype(np.float32)
    levels = frame.rects(np.hstack([points, points]))[:, 1]
    rise = (levels[0] - levels[1:]) / sizes[0]
    return bool((rise > _RAISED[0]).all() and (rise < _RAISED[1]).all())


def with_signs(page: Page, text: str) -> str:
    """``text`` with the signs of symbol fonts as the characters they show."""
    places = [found.start() for found in _PRIVATE.finditer(text)]
    names = page.fonts(places)
    found = {at: with_symbols(text[at], name.rpartition("+")[2]) for at, (name, _) in zip(places, names, strict=True)}
    return _replaced(text, {at: sign for at, sign in found.items() if len(sign) == 1})


def _replaced(text: str, signs: Mapping[int, str]) -> str:
    """``text`` with the characters from each place on overwritten by ``signs``."""
    if not signs:
        return text
    out = list(text)
    for at, sign in signs.items():
        out[at : at + len(sign)] = sign
    return "".join(out)
