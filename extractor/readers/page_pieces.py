"""The lines of a page as pieces of a source: box, style, place of each word, and which words were hard to read.

Pages with text and pages that were recognised part ways before this; from here on they are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.readers.pdf_notes import Piece
from extractor.readers.pdf_page import PageLine
from extractor.readers.pdf_places import line_places, places_of
from extractor.readers.pdf_style import styles_of
from extractor.readers.pdf_words import Words
from extractor.text import Box, Doubt, Line


class Doubted(NamedTuple):
    """How sure a word was read, and what a second look read instead (else nothing)."""

    confidence: float
    better: str


class PieceDoubt(NamedTuple):
    """A doubtful stretch ``[start, end)`` of piece ``piece`` of a page."""

    piece: int
    start: int
    end: int
    confidence: float
    better: str = ""


def pieces_of(words: Words, lines: Sequence[PageLine], number: int, rotation: int) -> list[Piece]:
    """``lines`` of page ``number``, which is shown turned by ``rotation`` quarters; tables are counted from 0."""
    if not lines:
        return []
    places = places_of(words, number, rotation)
    pieces: list[Piece] = []
    for line, style in zip(lines, styles_of(words, lines), strict=True):
        x0, top, x1, bottom = words.frame.shown(line.rect, rotation)
        box = Box(number, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
        where = line_places(places, line.text, line.runs)
        pieces.append((line.text, Line(0, 0, number, box, style, line.table, line.column, where=where, cells=line.cells)))
    return pieces


def doubts_of(words: Words, lines: Sequence[PageLine], doubts: Mapping[int, Doubted]) -> Iterator[PieceDoubt]:
    """Where ``doubts`` stand in ``lines``; they are found by where their word begins in the text of ``words``."""
    for number, line in enumerate(lines):
        at = 0
        for word in (word for run in line.runs for word in range(run.first, run.last + 1)):
            printed = words.text[words.first[word] : words.last[word] + 1]
            found = line.text.find(printed, at)
            if found < 0:
                continue
            at = found + len(printed)
            doubt = doubts.get(int(words.first[word]))
            if doubt:
                yield PieceDoubt(number, found, at, *doubt)


def with_tables_from(pieces: Sequence[Piece], first: int) -> tuple[list[Piece], int]:
    """``pieces`` with their tables counted from ``first``, and where the next page's begin."""
    out = [(text, line if line.table is None else line._replace(table=line.table + first)) for text, line in pieces]
    return out, max((line.table + 1 for _, line in out if line.table is not None), default=first)


def doubts_in(pages: Sequence[tuple[Sequence[Line], Sequence[PieceDoubt]]]) -> Iterator[Doubt]:
    """The doubts of all ``pages`` (the lines of each in the source's text, and its doubts) as places in that text."""
    for lines, doubts in pages:
        for doubt in doubts:
            start = lines[doubt.piece].start
            yield Doubt(start + doubt.start, start + doubt.end, doubt.confidence, doubt.better)
