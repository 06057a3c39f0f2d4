"""Where the words of a page stand, kept after the page is closed, so that a record can be shown by its own words.

What is kept are the arrays of ``Words`` (10 KB a page) and, a line, which words it is made of; spots are only made for lines
that a record asks for. A record often ends inside a word, before a comma or after a bracket, so the places inside words where
a sign, a letter and a digit meet are asked for while the page is open; those at the start of a word are known.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.readers.pdf_frame import Floats, Frame, Rect
from extractor.readers.pdf_rows import Run
from extractor.readers.pdf_words import Words
from extractor.text import Box, Spot
from extractor.text.where import beside, boxes_within

_SIGNS = (r"[^\w\s]", r"[0-9]", r"[⁰¹²³⁴-⁹]")  #: what a word may be cut before and after: each sign, a run of digits

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """Word ``i`` of page ``number`` is ``sizes[i]`` characters from ``first[i]`` on and stands in ``rects[i]`` of ``frame``;
    character ``stops[k]`` begins at ``lefts[k]``."""

    number: int
    first: Ints
    sizes: Ints
    rects: Floats
    stops: list[int]
    lefts: list[float]
    frame: Frame
    rotation: int

    @property
    def upright(self) -> bool:
        """Whether the page is shown as it is read."""
        return self.rotation == self.frame.turns and not self.frame.tilt

    def pieces(self, word: int, x0: float, x1: float) -> Iterator[tuple[int, float, float]]:
        """A word cut at its stops: number of characters, left and right edge."""
        first = int(self.first[word])
        end = first + int(self.sizes[word])
        inside = range(bisect_left(self.stops, first + 1), bisect_left(self.stops, end))
        begins = [first, *(self.stops[k] for k in inside), end]
        edges = [x0, *(min(max(self.lefts[k], x0), x1) for k in inside), x1]
        for i in range(len(begins) - 1):
            yield begins[i + 1] - begins[i], edges[i], max(edges[i], edges[i + 1])


def places_of(words: Words, number: int, rotation: int) -> PagePlaces:
    """What is to be kept of the words of a page that is still open."""
    stops = _stops(words.text, words.first)
    lefts = words.frame.rects(words.page.loose_boxes(stops))[:, 0].tolist() if stops else []
    first, sizes = words.first.astype(np.int32), (words.last - words.first + 1).astype(np.int32)
    return PagePlaces(number, first, sizes, words.rects, stops, lefts, words.frame, rotation)


def _stops(text: str, firsts: npt.NDArray[np.int64]) -> list[int]:
    """Where words may be cut inside: a table and two comparisons of arrays."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds()[np.minimum(codes, 0xFFFF)]
    cut = kinds[1:] != kinds[:-1]
    cut |= (kinds[1:] == 1) | (kinds[:-1] == 1)
    cut &= kinds[1:] != _SPACE
    stops = np.zeros(len(codes), np.bool_)
    stops[1:] = cut
    stops[firsts] = False
    found: list[int] = np.flatnonzero(stops).tolist()
    return found


_SPACE = 9


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """What each code point is: 0 a letter, 1 to 3 one of ``_SIGNS``, or a blank."""
    plane = "".join(map(chr, range(0x10000)))
    kinds = np.zeros(0x10000, np.uint8)
    for kind, sign in enumerate(_SIGNS, 1):
        kinds[[found.start() for found in re.finditer(sign, plane)]] = kind
    kinds[[code for code, char in enumerate(plane) if char.isspace()]] = _SPACE
    return kinds


class _Printed(NamedTuple):
    """The words of a line in the order of its text: word ``words[k]`` of the page is ``text[starts[k] : ends[k]]`` and stands
    in ``rects[k]``; ``level``: all beside each other, as in most lines, so that the words inside a record need not be looked
    at one by one."""

    words: list[int]
    starts: list[int]
    ends: list[int]
    rects: list[list[float]]
    level: bool


@dataclass(frozen=True)
class LinePlaces:
    """The ``Where`` of one line: its text and the runs (first and last word) it is made of, in the order of the text."""

    page: PagePlaces
    text: str
    runs: tuple[tuple[int, int], ...]

    def __call__(self, start: int, end: int) -> list[Box]:
        line = self._printed
        return boxes_within(self._spots(line, start, end), self.text, self.page.number, start, end) if line else []

    @cached_property
    def _printed(self) -> _Printed | None:
        """None where the line is more than its words: only its own box is sure. Many records stand on one line."""
        page, runs = self.page, [slice(first, last + 1) for first, last in self.runs]
        words = [word for run in runs for word in range(run.start, run.stop)]
        if not words:
            return None
        sizes = [size for run in runs for size in page.sizes[run].tolist()]
        rects = [rect for run in runs for rect in page.rects[run].tolist()]
        level = page.upright and beside(rects)
        if list(map(len, self.text.split())) == sizes and len(self.text) == sum(sizes) + len(sizes) - 1:
            ends = [end + blanks for blanks, end in enumerate(accumulate(sizes))]  # nearly all lines
            return _Printed(words, [end - size for end, size in zip(ends, sizes, strict=True)], ends, rects, level)
        ink = [place for place, char in enumerate(self.text) if not char.isspace()]
        until = list(accumulate(sizes))
        if not until or until[-1] != len(ink):
            return None
        starts = [ink[at - size] for at, size in zip(until, sizes, strict=True)]
        return _Printed(words, starts, [ink[at - 1] + 1 for at in until], rects, level)

    def _spots(self, line: _Printed, start: int, end: int) -> Iterator[Spot]:
        """The words that show something of ``[start, end)``; those that show more than that in pieces."""
        first, until = bisect_right(line.ends, start), bisect_left(line.starts, end)
        if not line.level:
            for k in range(first, until):
                yield from self._word(line, k, start, end)
            return
        whole = first + (line.starts[first] < start) if first < until else until
        rest = until - (until > whole and line.ends[until - 1] > end)
        if first < whole:
            yield from self._word(line, first, start, end)
        if whole < rest:
            yield Spot(line.starts[whole], line.ends[rest - 1], *_around(line.rects[whole:rest]))
        if rest < until:
            yield from self._word(line, rest, start, end)

    def _word(self, line: _Printed, k: int, start: int, end: int) -> Iterator[Spot]:
        """One word of the line, cut at its stops where it shows more than ``[start, end)``."""
        begin, until, (x0, top, x1, bottom) = line.starts[k], line.ends[k], line.rects[k]
        shown, rotation = self.page.frame.shown, self.page.rotation
        if begin >= start and until <= end:
            yield Spot(begin, until, *shown(Rect(x0, top, x1, bottom), rotation))
            return
        at = begin
        for size, left, right in self.page.pieces(line.words[k], x0, x1):
            yield Spot(at, at + size, *shown(Rect(left, top, right, bottom), rotation))
            at += size


def _around(rects: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    """The rectangle around words that stand beside each other."""
    return rects[0][0], min(rect[1] for rect in rects), rects[-1][2], max(rect[3] for rect in rects)


def line_places(page: PagePlaces, text: str, runs: Sequence[Run]) -> LinePlaces:
    """The ``Where`` of a line made of ``runs``."""
    return LinePlaces(page, text, tuple([(run.first, run.last) for run in runs]))
