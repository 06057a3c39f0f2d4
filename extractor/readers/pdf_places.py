"""Where the words of a page stand, kept after the page is closed, so that a record can be shown by its own words.

What is kept are the arrays of ``Words`` (10 KB a page) and, a line, which words it is made of; spots are only made for lines
that a record asks for. A record often ends inside a word, before a comma or after a bracket, so the places where a sign, a
letter and a digit meet are asked for while the page is open: 0.05 ms a page, against 0.8 ms for the box of every character.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

    def spots(self, text: str, words: Sequence[int]) -> Iterator[Spot]:
        """The stretches of ``text``, which these words are, blanks between them aside."""
        at = 0
        for word in words:
            x0, top, x1, bottom = self.rects[word].tolist()
            for first, end, left, right in self._pieces(word, x0, x1):
                begin = at = _skip_blanks(text, at)
                for _ in range(end - first):
                    at = _skip_blanks(text, at) + 1
                rect = self.frame.shown(Rect(left, top, right, bottom), self.rotation)
                yield Spot(begin, at, *rect)

    def _pieces(self, word: int, x0: float, x1: float) -> Iterator[tuple[int, int, float, float]]:
        """A word cut at its stops: first character, the one after the last, left and right edge."""
        first, end = int(self.first[word]), int(self.last[word]) + 1
        inside = range(bisect_left(self.stops, first + 1), bisect_left(self.stops, end))
        begins = [first, *(self.stops[k] for k in inside), end]
        edges = [x0, *(min(max(self.lefts[k], x0), x1) for k in inside), x1]
        for i in range(len(begins) - 1):
            yield begins[i], begins[i + 1], edges[i], max(edges[i], edges[i + 1])


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def places_of(words: Words, number: int, rotation: int) -> PagePlaces:
    """What is to be kept of the words of a page that is still open."""
    stops = [found.start() for found in _STOP.finditer(words.text)]
    lefts = words.frame.rects(words.page.loose_boxes(stops))[:, 0].tolist() if stops else []
    first, last = words.first.astype(np.int32), words.last.astype(np.int32)
    return PagePlaces(number, first, last, words.rects, stops, lefts, words.frame, rotation)


@dataclass(frozen=True, slots=True)
class LinePlaces:
    """The ``Where`` of one line: its text and the runs (first and last word) it is made of, in the order of the text."""

    page: PagePlaces
    text: str
    runs: tuple[tuple[int, int], ...]

    def __call__(self, start: int, end: int) -> list[Box]:
        words = [word for first, last in self.runs for word in range(first, last + 1)]
        length = sum(int(self.page.last[word] - self.page.first[word]) + 1 for word in words)
        if length != sum(not c.isspace() for c in self.text):
            return []  # the line is more than its words: only its own box is sure
        return boxes_within(self.page.spots(self.text, words), self.text, self.page.number, start, end)


def line_places(page: PagePlaces, text: str, runs: Sequence[Run]) -> LinePlaces:
    """The ``Where`` of a line made of ``runs``."""
    return LinePlaces(page, text, tuple((run.first, run.last) for run in runs))
