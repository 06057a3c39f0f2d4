"""The lines of a text as the eye meets them, with what is known of each: words, box, style, place in a table or column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.text import Box, Style, Text

_NARROW = frozenset("ijltfrI.,;:'()-[]!|/ “”\"’‘")
_WIDE = frozenset("mwMWĐ%&@")


class VisualLine(NamedTuple):
    """A non-empty line, ``[start, end)`` of the text. ``gap``: line ends before it, 2 is a blank line."""

    start: int
    end: int
    words: str
    width: float  #: natural width in ems; with boxes, half an em a letter
    page: int
    style: Style
    table: int | None
    column: int | None
    quoted: bool
    gap: int
    first: Box | None  #: where its first words stand
    last: Box | None  #: where its last words stand


def visual_lines(text: Text, wanted: Sequence[int] | None = None) -> list[VisualLine]:
    """The lines of ``text`` in order; of its paragraphs only the ``wanted``, where not all are."""
    out: list[VisualLine] = []
    for i in range(len(text.paragraphs)) if wanted is None else wanted:
        p, lines = text.paragraphs[i], text.paragraph_lines[i]
        before = text.paragraphs[i - 1].end if i else 0
        first, last = lines[0].box, lines[-1].box
        gap = text.text.count("\n", before, p.start)
        words = text.text[p.start : p.end]
        width = 0.5 * len(words) if first else natural_width(words)
        out.append(VisualLine(p.start, p.end, words, width, p.page, p.style, p.table, p.column, p.quoted, gap, first, last))
    return out


def natural_width(words: str) -> float:
    """How wide ``words`` print, in ems of a book face (about half an em a letter): good to 4 % over a line of 75 letters."""
    narrow = sum(map(words.count, _NARROW))
    wide = sum(map(words.count, _WIDE))
    capitals = sum(map(str.isupper, words)) if not words.islower() else 0
    return 0.5 * len(words) - 0.2 * narrow + 0.3 * wide + 0.15 * capitals


def first_word(words: str) -> str:
    """The first word of a line, which did not fit on the line before if that line was full."""
    return words[:80].split(" ", 1)[0]
