"""The lines a letterhead is read from: paragraphs, and the cells of rows, with their bare forms at hand.

A letterhead that a reader took for a table, or that OCR wrote as a Markdown row of two cells, has its two columns in one
line; taken apart, its cells are lines like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple

from extractor.letterhead.lexicon import entry_end
from extractor.stamps import stamp
from extractor.text import Paragraph, Span, Style, Text

_PIPED = re.compile(r"\|[^|]{0,300}\|[^|]{0,300}\|$")  # a row of two cells in Markdown
_CODE = re.compile(r"\d{1,5}/[^\s,;]{2,30}")
_ORNAMENT = re.compile(r"[\s*\-–—_=~.…•/\\|]{1,80}$")


@dataclass(frozen=True)
class HeadLine:
    """One line: its place, words, and column (0 left, 1 right, None: one column)."""

    start: int
    end: int
    words: str
    folded: str  #: ``words`` in lower case with one tone placement, as long as they are
    bare: str  #: ``words`` in lower case without diacritics, as long as they are
    style: Style
    column: int | None
    table: int | None
    page: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def opens_with(self, name: str) -> bool:
        """Whether the line begins with an entry of the lexicon's list ``name``."""
        return entry_end(name, self.folded, bare=self.bare) is not None

    @cached_property
    def ornament(self) -> bool:
        """Whether the line is drawn, not written: "-------", "*", "***"."""
        return bool(_ORNAMENT.match(self.words))

    @cached_property
    def capitals(self) -> bool:
        """Whether all its letters are capitals, but for codes ("QĐ-TTg")."""
        return self.words.isupper() or ("/" in self.words and _CODE.sub("", self.words).isupper())


class HeadLines:
    """The lines of one text, made once: each document and annex of a file is read from a stretch of them."""

    def __init__(self, text: Text) -> None:
        forms = Forms(text.text, text.folded, text.bare)
        lines = [[] if p.quoted and not _stamped(text.text, p) else list(_lines(forms, p)) for p in text.paragraphs]
        self._lines = list(chain.from_iterable(lines))
        self._starts = [p.start for p in text.paragraphs]
        self._until = [0, *accumulate(map(len, lines))]  #: how many lines stand above each paragraph

    def within(self, place: Span, most: int | None = None) -> list[HeadLine]:
        """The lines of the paragraphs that begin in ``place`` (the first ``most``), the cells of rows apart.

        Of footnotes and text boxes only those that are stamps.
        """
        first, last = (bisect_left(self._starts, offset) for offset in place)
        last = max(first, last if most is None else min(last, first + most))
        return self._lines[self._until[first] : self._until[last]]


def _stamped(text: str, p: Paragraph) -> bool:
    """Whether a text box is a stamp, set apart only in order to stand where it pleases."""
    return any(stamp(text[p.start : p.end]))


class Forms(NamedTuple):
    """A text as it is printed, folded and bare; each as long as the others."""

    printed: str
    folded: str
    bare: str


def _lines(forms: Forms, p: Paragraph) -> Iterator[HeadLine]:
    line = forms.printed[p.start : p.end]
    mark = "|" if _PIPED.match(line) else "\t"
    start = p.start
    cells = line.split(mark)
    for i, cell in enumerate(cells):
        column = p.column if len(cells) == 1 else min(max(i - (mark == "|"), 0), 1)
        if words := cell.strip():
            left = start + len(cell) - len(cell.lstrip())
            end = left + len(words)
            yield HeadLine(left, end, words, forms.folded[left:end], forms.bare[left:end], p.style, column, p.table, p.page)
        start += len(cell) + 1
