"""Characters that mean something else by how they are set: a raised footnote number, a sign of a symbol font.

A number set small and high after a year is a footnote's mark; read as a digit it makes "2013¹" the year 20131. Signs of
Symbol and Wingdings arrive as private code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
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


class Number(NamedTuple):
    """Figures ``[start, end)``, perhaps raised over the character ``beside``: ``whole`` or from some figure on."""

    start: int
    end: int
    beside: int
    whole: bool


def with_raised(page: Page, text: str, ends: Ends, frame: Frame) -> str:
    """``text`` with raised numbers as such. Boxes name the words worth asking; the font's size and base line decide."""
    numbers = _smaller(page, [*_numbers_apart(text, ends), *_numbers_at_end(text, ends)])
    if not numbers:
        return text
    signs: dict[int, str] = {}
    for number, up in zip(numbers, _raised(page, numbers, frame), strict=True):
        first = number.end - next((i for i, is_up in enumerate(reversed(up)) if not is_up), len(up))
        if first == number.start or (first < number.end and not number.whole):
            signs[first] = raised(text[first : number.end], text[max(first - 8, 0) : first])
    return _replaced(text, signs)


def _numbers_apart(text: str, ends: Ends) -> Iterator[Number]:
    """Numbers that stand apart, each with the words beside it, on whose line they may be raised."""
    first, last, boxes, _ = ends
    height = boxes[:, 3] - boxes[:, 1]
    differs = np.abs(height[1:] - height[:-1]) > _DIFFERS * height[1:]
    beside = np.append(differs, False) | np.append(False, differs)
    for word in np.flatnonzero(beside & (last - first < _MOST_DIGITS)).tolist():
        start, end = int(first[word]), int(last[word]) + 1
        if text[start:end].isdigit():
            around = [int(first[i]) for i in (word - 1, word + 1) if 0 <= i < len(first)]
            yield from (Number(start, end, other, whole=True) for other in around)


def _numbers_at_end(text: str, ends: Ends) -> Iterator[Number]:
    """Numbers at the end of a word, perhaps raised over its beginning; "2023¹" is digits throughout."""
    first, last, boxes, boxes_of_last = ends
    lower = boxes_of_last[:, 3] - boxes_of_last[:, 1] < (1 - _DIFFERS) * (boxes[:, 3] - boxes[:, 1])
    for word in np.flatnonzero(lower & (last > first)).tolist():
        start, end = int(first[word]), int(last[word]) + 1
        if digits := _DIGITS_AT_END.search(text, start + 1, end):
            yield Number(digits.start(), end, start, whole=False)


def _smaller(page: Page, numbers: Sequence[Number]) -> list[Number]:
    """The ``numbers`` whose last figure is set small: few, since figures are as high as capitals."""
    if not numbers:
        return []
    sizes = page.sizes([*(number.end - 1 for number in numbers), *(number.beside for number in numbers)])
    small = sizes[: len(numbers)] < _SMALL * sizes[len(numbers) :]
    return [numbers[i] for i in np.flatnonzero(small).tolist()]


def _raised(page: Page, numbers: Sequence[Number], frame: Frame) -> Iterator[list[bool]]:
    """For each figure of ``numbers`` whether it is set smaller and higher than the character beside it, on its line."""
    figures = [place for number in numbers for place in range(number.start, number.end)]
    beside = [number.beside for number in numbers for _ in range(number.start, number.end)]
    size, size_beside = np.split(page.sizes([*figures, *beside]), 2)
    points = page.base_lines([*figures, *beside]).astype(np.float32)
    level, level_beside = np.split(frame.rects(np.hstack([points, points]))[:, 1], 2)
    rise = (level_beside - level) / size_beside
    up = iter(((size < _SMALL * size_beside) & (rise > _RAISED[0]) & (rise < _RAISED[1])).tolist())
    return (list(islice(up, number.end - number.start)) for number in numbers)


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
