"""What a reader hands over: raw text, and for every line of it where it stands and how it is set.

One convention serves every format. Lines are separated by one ``\\n``. A paragraph of docx or html is one line; a visual line
of a PDF is one line, with ``wrapped`` saying that line ends are not paragraph ends. A row of a table is one line, its cells
separated by a tab (line ends and tabs inside a cell become spaces; a cell that spans columns is followed by empty cells, a
cell continued from the row above is empty), and ``Line.table`` numbers the table it belongs to. Tables that are only layout
(letterheads, signature blocks) are handed over as plain lines, left column before right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.text.span import Box, Note


class Style(NamedTuple):
    """How a line is set, where the format tells; the default says nothing is known."""

    bold: bool = False
    italic: bool = False
    centred: bool = False
    size: float | None = None  #: points
    heading: int | None = None  #: level of a heading style (Heading 2, <h2>, ##)


PLAIN = Style()

#: The boxes of ``[start, end)`` of a line's own text (offsets count from the line's start); see ``text/where.py``.
Where = Callable[[int, int], Sequence[Box]]


class Line(NamedTuple):
    """One line of the raw text, ``[start, end)`` without its line end."""

    start: int
    end: int
    page: int = 1
    box: Box | None = None
    style: Style = PLAIN
    table: int | None = None
    column: int | None = None  #: 0 left, 1 right inside a two-column block (letterhead, signature), else None
    quoted: bool = False  #: footnote or text box, which stands outside the running text
    where: Where | None = None  #: where the words of the line stand; without it only its ``box`` is known
    cells: str | None = None  #: a letter a cell of a row: "." its own, "<" part of the one to its left, "^" of the one above


class Doubt(NamedTuple):
    """A word ``[start, end)`` of the raw text that an OCR engine was not sure of; ``confidence`` 0 … 1."""

    start: int
    end: int
    confidence: float
    better: str = ""  #: what a second look at its picture read instead, all of it agreeing; a repair puts it there


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as read, before any repair. ``lines`` cover ``text`` in order; empty lines may be left out of ``lines``."""

    text: str
    lines: tuple[Line, ...]
    reader: str  #: which reader produced it: "docx", "pdf", "plain", "html" …
    media_type: str
    page_count: int = 1
    wrapped: bool | None = False  #: line ends are visual (True), paragraph ends (False), not known (None)
    ocr: bool = False
    notes: tuple[Note, ...] = field(default=())  #: offsets into this raw text
    doubts: tuple[Doubt, ...] = ()  #: words read with low confidence, in order


def source_from_lines(  # the one way readers build a SourceText
    pieces: list[tuple[str, Line]], *, reader: str, media_type: str, page_count: int = 1, wrapped: bool | None = False
) -> SourceText:
    """Join ``(words, line)`` pairs with line ends and set each line's offsets; the offsets in the given lines are ignored."""
    lines: list[Line] = []
    out: list[str] = []
    cursor = 0
    for words, line in pieces:
        lines.append(Line(cursor, cursor + len(words), *line[2:]))  # a third of the time of ``_replace``
        out.append(words)
        cursor += len(words) + 1
    return SourceText("\n".join(out), tuple(lines), reader, media_type, page_count, wrapped)
