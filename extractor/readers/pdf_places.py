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
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.readers.pdf_frame import Floats, Frame, Rect
from extractor.readers.pdf_rows import Run
from extractor.readers.pdf_words import Words
from extractor.text import Box, Spot
from extractor.text.where import boxes_within

_STOP = re.compile(r"(?<=\S)(?=[^\w\s])|(?<=[^\w\s])(?=\w)|(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])|(?<=\w)(?=[⁰¹²³⁴-⁹])")

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
    stops = [found.start() for found in _STOP.finditer(words.text)]
    lefts = words.frame.rects(words.page.loose_boxes(stops))[:, 0].tolist() if stops else []
    first, last = words.first.astype(np.int32), words.last.astype(np.int32)
    return PagePlaces(number, first, last, words.rects, stops, lefts, words.frame, rotation)


class _Printed(NamedTuple):
    """A line whose characters are all accounted for: ``ink`` are the places in its text that are no blanks, and word
    ``words[k]`` of the page ends before ``ink[ends[k]]``."""

    ink: list[int]
    words: list[int]
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
        ink = [place for place, char in enumerate(self.text) if not char.isspace()]
        words = [word for first, last in self.runs for word in range(first, last + 1)]
        ends = np.cumsum(self.page.last[words] - self.page.first[words] + 1).tolist()
        return _Printed(ink, words, ends) if ends and ends[-1] == len(ink) else None

    def _spots(self, line: _Printed, start: int, end: int) -> Iterator[Spot]:
        """The words that show something of ``[start, end)``; those that show more than that in pieces."""
        ink, words, ends = line
        from_, until = bisect_left(ink, start), bisect_left(ink, end)
        begin, stop = bisect_right(ends, from_), min(bisect_left(ends, until) + 1, len(words))
        at = ends[begin - 1] if begin else 0
        shown, rotation = self.page.frame.shown, self.page.rotation
        for k, (x0, top, x1, bottom) in enumerate(self.page.rects[words[begin:stop]].tolist(), begin):
            if at >= from_ and ends[k] <= until:
                yield Spot(ink[at], ink[ends[k] - 1] + 1, *shown(Rect(x0, top, x1, bottom), rotation))
                at = ends[k]
                continue
            for size, left, right in self.page.pieces(words[k], x0, x1):
                yield Spot(ink[at], ink[at + size - 1] + 1, *shown(Rect(left, top, right, bottom), rotation))
                at += size


def line_places(page: PagePlaces, text: str, runs: Sequence[Run]) -> LinePlaces:
    """The ``Where`` of a line made of ``runs``."""
    return LinePlaces(page, text, tuple((run.first, run.last) for run in runs))
