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

from extractor.letterhead.lexicon import entry_end
from extractor.text import Paragraph, Span, Style, Text
from extractor.text.fold import ascii_aligned, fold_aligned

_PIPED = re.compile(r"\|[^|]{0,300}\|[^|]{0,300}\|$")  # a row of two cells in Markdown
_CODE = re.compile(r"\d{1,5}/[^\s,;]{2,30}")
_ORNAMENT = re.compile(r"[\s*\-–—_=~.…•/\\|]{1,80}$")


@dataclass(frozen=True)
class HeadLine:
    """One line: its place, words, and column (0 left, 1 right, None: one column)."""

    start: int
    end: int
    words: str
    style: Style
    column: int | None
    table: int | None
    page: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @cached_property
    def folded(self) -> str:
        """Lower case with one tone placement, as long as ``words``."""
        return fold_aligned(self.words)

    @cached_property
    def bare(self) -> str:
        """Lower case without diacritics, as long as ``words``."""
        return ascii_aligned(self.words)

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


def head_lines(text: Text, within: Span | None = None, most: int | None = None) -> list[HeadLine]:
    """The lines of the paragraphs that begin in ``within`` (the first ``most``): no footnotes, the cells of rows apart."""
    paragraphs = text.paragraphs
    if within:
        first, last = (bisect_left(paragraphs, offset, key=lambda p: p.start) for offset in within)
        paragraphs = paragraphs[first:last][:most]
    return [line for p in paragraphs if not p.quoted for line in _lines(text.text, p)]


def _lines(words: str, p: Paragraph) -> Iterator[HeadLine]:
    line = words[p.start : p.end]
    mark = "|" if _PIPED.match(line) else "\t"
    start = p.start
    cells = line.split(mark)
    for i, cell in enumerate(cells):
        column = p.column if len(cells) == 1 else min(max(i - (mark == "|"), 0), 1)
        if cell.strip():
            left = start + len(cell) - len(cell.lstrip())
            yield HeadLine(left, left + len(cell.strip()), cell.strip(), p.style, column, p.table, p.page)
        start += len(cell) + 1
