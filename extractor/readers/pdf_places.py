"""Where the words of a page stand, kept after the page is closed, so that a record can be shown by its own words.

What is kept are the arrays of ``Words`` (10 KB a page) and, a line, which words it is made of; spots are only made for lines
that a record asks for. A record often ends inside a word, before a comma or after a bracket, so the places where a sign, a
letter and a digit meet are asked for while the page is open: 0.05 ms a page, against 0.8 ms for the box of every character.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.readers.pdf_frame import Floats, Frame, Rect
from extractor.readers.pdf_rows import Run
from extractor.readers.pdf_words import Words
from extractor.text import Box, Spot
from extractor.text.where import boxes_within

_SIGN = re.compile(r"[^\w\s]|[0-9]+|[⁰¹²³⁴-⁹]+")  #: what a word may be cut before and after

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """Word ``i`` of page ``number`` is characters ``first[i]`` to ``last[i]`` and stands in ``rects[i]`` of ``frame``;
    character ``stops[k]`` begins at ``lefts[k]``."""

    number: int
    first: Ints
    last: Ints
    rects: Floats
    stops: list[int]
    lefts: list[float]
    frame: Frame
    rotation: int

    def sizes(self, first: int, last: int) -> list[int]:
        """How many characters each of the words from ``first`` to ``last`` has."""
        sizes: list[int] = (self.last[first : last + 1] - self.first[first : last + 1] + 1).tolist()
        return sizes

    def pieces(self, word: int, x0: float, x1: float) -> Iterator[tuple[int, float, float]]:
        """A word cut at its stops: number of characters, left and right edge."""
        first, end = int(self.first[word]), int(self.last[word]) + 1
        inside = range(bisect_left(self.stops, first + 1), bisect_left(self.stops, end))
        begins = [first, *(self.stops[k] for k in inside), end]
        edges = [x0, *(min(max(self.lefts[k], x0), x1) for k in inside), x1]
        for i in range(len(begins) - 1):
            yield begins[i + 1] - begins[i], edges[i], max(edges[i], edges[i + 1])


def places_of(words: Words, number: int, rotation: int) -> PagePlaces:
    """What is to be kept of the words of a page that is still open."""
    edges = {edge for found in _SIGN.finditer(words.text) for edge in found.span()}
    stops = sorted(edge for edge in edges if edge < len(words.text) and not words.text[edge].isspace())
    lefts = words.frame.rects(words.page.loose_boxes(stops))[:, 0].tolist() if stops else []
    first, last = words.first.astype(np.int32), words.last.astype(np.int32)
    return PagePlaces(number, first, last, words.rects, stops, lefts, words.frame, rotation)


class _Printed(NamedTuple):
    """The words of a line in the order of its text: word ``words[k]`` of the page is ``text[starts[k] : ends[k]]``."""

    words: list[int]
    starts: list[int]
    ends: list[int]


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
        words = [word for first, last in self.runs for word in range(first, last + 1)]
        sizes = [size for first, last in self.runs for size in self.page.sizes(first, last)]
        if [len(token) for token in self.text.split()] == sizes and sum(sizes) + len(sizes) - 1 == len(self.text):
            ends = list(accumulate(sizes, lambda at, size: at + 1 + size))
            return _Printed(words, [end - size for end, size in zip(ends, sizes, strict=True)], ends)
        ink = [place for place, char in enumerate(self.text) if not char.isspace()]
        until = list(accumulate(sizes))
        if not until or until[-1] != len(ink):
            return None
        starts = [ink[at - size] for at, size in zip(until, sizes, strict=True)]
        return _Printed(words, starts, [ink[at - 1] + 1 for at in until])

    def _spots(self, line: _Printed, start: int, end: int) -> Iterator[Spot]:
        """The words that show something of ``[start, end)``; those that show more than that in pieces."""
        words, starts, ends = line
        shown, rotation = self.page.frame.shown, self.page.rotation
        span = slice(bisect_right(ends, start), bisect_left(starts, end))
        rects = self.page.rects[words[span]].tolist()
        for word, begin, until, rect in zip(words[span], starts[span], ends[span], rects, strict=True):
            if begin >= start and until <= end:
                yield Spot(begin, until, *shown(Rect(*rect), rotation))
                continue
            at = begin
            for size, left, right in self.page.pieces(word, rect[0], rect[2]):
                yield Spot(at, at + size, *shown(Rect(left, rect[1], right, rect[3]), rotation))
                at += size


def line_places(page: PagePlaces, text: str, runs: Sequence[Run]) -> LinePlaces:
    """The ``Where`` of a line made of ``runs``."""
    return LinePlaces(page, text, tuple((run.first, run.last) for run in runs))
