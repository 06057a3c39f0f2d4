"""The repaired text with its way back to the source: what every later stage reads and every offset of a record points into.

Immutable; a repair stage returns a new one (``edited``), and the alignments are kept as a chain: going back is folding
through it. Composing them once would save microseconds and cost the proof that each stage is right by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, groupby
from typing import NamedTuple

from extractor.text.edit import Alignment, Edit, apply_edits
from extractor.text.fold import bare_of, fold_aligned
from extractor.text.source import PLAIN, Doubt, Line, SourceText, Style, source_from_lines
from extractor.text.span import Box, Note, Span

_FILLED = re.compile(r"[^ \n](?:[^\n]*[^ \n])?")  #: a line without the blanks around it


class Paragraph(NamedTuple):
    """One line of the repaired text: a paragraph, a heading, or a row of a table (cells separated by tabs)."""

    start: int
    end: int
    page: int
    style: Style
    table: int | None
    column: int | None
    quoted: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Text:
    """``text`` plus the lines it came from. ``alignments`` lead, last to first, back to ``source.text``."""

    text: str
    source: SourceText
    alignments: tuple[Alignment, ...] = ()
    notes: tuple[Note, ...] = field(default=())

    @classmethod
    def of(cls, source: SourceText) -> Text:
        """The text as read, nothing repaired yet."""
        return cls(source.text, source, notes=source.notes)

    @classmethod
    def from_string(cls, text: str) -> Text:
        """A text that is already clean, one paragraph a line: for ``extract_text`` and for tests."""
        pieces = [(words, Line(0, 0)) for words in text.split("\n")]
        return cls.of(source_from_lines(pieces, reader="text", media_type="text/plain", wrapped=None))

    def edited(self, edits: Iterable[Edit], notes: Iterable[Note] = ()) -> Text:
        """This text with ``edits`` applied; ``notes`` (offsets into the text as it stood) and older notes move along."""
        edits, notes = list(edits), tuple(notes)
        if not edits and not notes:
            return self  # and its paragraphs, which are known already
        kept = (*self.notes, *notes)
        if not edits:
            return replace(self, notes=kept)
        text, alignment = apply_edits(self.text, edits)
        move = _mover(edits)
        moved = tuple(n._replace(start=min(move(n.start), len(text)), end=min(move(n.end), len(text))) for n in kept)
        return replace(self, text=text, alignments=(*self.alignments, alignment), notes=moved)

    @cached_property
    def folded(self) -> str:
        """``text`` in lower case with one tone placement, code point for code point: folded once, cut where it is asked for."""
        return fold_aligned(self.text)

    @cached_property
    def bare(self) -> str:
        """``text`` in lower case without diacritics, code point for code point."""
        return bare_of(self.folded)

    def to_source(self, span: Span) -> Span:
        """The place in the raw text that ``span`` came from."""
        for alignment in reversed(self.alignments):
            span = alignment.span_before(span)
        return span

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.source.lines]

    def source_lines(self, span: Span) -> Iterator[Line]:
        """The raw lines that ``span`` stands on, at least the one it begins in (none for an empty document)."""
        raw = self.to_source(span)
        lines = self.source.lines
        i = max(bisect_right(self._line_starts, raw.start) - 1, 0)
        while i < len(lines) and (lines[i].start < raw.end or lines[i].start <= raw.start):
            if lines[i].end > raw.start or lines[i].end >= raw.end:
                yield lines[i]
            i += 1

    def page_at(self, offset: int) -> int:
        """The page, from 1, on which the code point at ``offset`` stands."""
        i = bisect_right(self._paragraph_starts, offset) - 1
        if i >= 0 and offset < self.paragraphs[i].end and (page := self._paragraph_pages[i]):
            return page
        line = next(self.source_lines(Span(offset, offset + 1)), None)
        return line.page if line else 1

    def confidence(self, span: Span) -> float:
        """How sure the least sure word in ``span`` was read, 0 … 1; 1 where nothing is in doubt or nothing was recognised."""
        if not self.source.doubts:
            return 1.0
        pieces = [span]
        for alignment in reversed(self.alignments):
            pieces = alignment.pieces_before(pieces)
        return min((doubt.confidence for piece in pieces for doubt in self._doubts_in(piece)), default=1.0)

    def _doubts_in(self, piece: Span) -> Iterator[Doubt]:
        doubts = self.source.doubts
        for i in range(bisect_right(self._doubt_ends, piece.start), len(doubts)):
            if doubts[i].start >= piece.end:
                return
            yield doubts[i]

    @cached_property
    def _doubt_ends(self) -> list[int]:
        return [doubt.end for doubt in self.source.doubts]

    def boxes(self, span: Span) -> list[Box]:
        """The boxes of the words in ``span``, of whole lines where the reader knows no more; empty without pages."""
        return [box for line, start, end in self._printed(span) for box in _boxes_in(line, start, end)]

    def _printed(self, span: Span) -> Iterator[tuple[Line, int, int]]:
        """Each raw line that shows something of ``span``, and from where to where it does (offsets in the line)."""
        pieces = [span]
        for alignment in reversed(self.alignments):
            pieces = alignment.pieces_before(pieces)
        for line, shown in groupby(self._cut_at_lines(pieces), key=lambda piece: piece[0]):
            raw = self.source.lines[line]
            stretches = [stretch for _, stretch in shown]
            yield raw, stretches[0].start - raw.start, stretches[-1].end - raw.start

    def _cut_at_lines(self, pieces: Iterable[Span]) -> Iterator[tuple[int, Span]]:
        """The number of each raw line under ``pieces``, with what stands on it, blanks around it left out."""
        lines, text = self.source.lines, self.source.text
        for piece in pieces:
            i = max(bisect_right(self._line_starts, piece.start) - 1, 0)
            while i < len(lines) and lines[i].start < piece.end:
                start, end = max(piece.start, lines[i].start), min(piece.end, lines[i].end)
                words = text[start:end]
                if words.strip():
                    yield i, Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
                i += 1

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The non-empty lines of the text in order, each with the typography of the raw lines it came from."""
        return tuple(map(_paragraph, self._paragraph_spans, self.paragraph_lines))

    @cached_property
    def paragraph_lines(self) -> list[Sequence[Line]]:
        """The raw lines that each of ``paragraphs`` stands on, at least one; in one walk instead of a search a paragraph."""
        raw = self._paragraph_spans
        for alignment in reversed(self.alignments):
            raw = alignment.spans_before(raw)
        return list(_lines_under(raw, self.source.lines))

    @cached_property
    def _paragraph_spans(self) -> list[Span]:
        return list(_filled_lines(self.text))

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that holds ``offset``, or the last one that begins before it."""
        i = bisect_right(self._paragraph_starts, offset) - 1
        return self.paragraphs[max(i, 0)]

    def paragraph_count_before(self, offset: int) -> int:
        """How many paragraphs begin before ``offset``."""
        return bisect_left(self._paragraph_starts, offset)

    @cached_property
    def _paragraph_pages(self) -> list[int]:
        """The page of each paragraph; 0 for one that goes on over the end of its page."""
        return [lines[0].page if lines[0].page == lines[-1].page else 0 for lines in self.paragraph_lines]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]


def _boxes_in(line: Line, start: int, end: int) -> Sequence[Box]:
    """The boxes of ``[start, end)`` of a line, which is the line's own box when that is all of it or all that is known."""
    if line.box is None:
        return ()
    if line.where is None or (start <= 0 and end >= line.end - line.start):
        return (line.box,)
    return line.where(start, end) or (line.box,)


def _filled_lines(text: str) -> Iterator[Span]:
    """The lines of ``text`` that hold more than blanks, without the spaces around them (tabs part the cells of a row)."""
    for line in _FILLED.finditer(text):
        if not line.group().isspace():
            yield Span(*line.span())


def _lines_under(spans: Iterable[Span], lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """For each of ``spans`` (in order, into the raw text) the lines it stands on, as ``Text.source_lines`` gives them."""
    i, last = 0, len(lines) - 1
    for start, end in spans:
        while i < last and lines[i + 1].start <= start:
            i += 1
        first = i if i <= last and lines[i].end > start else i + 1
        j = first
        while j <= last and lines[j].start < end:
            j += 1
        yield lines[first:j] or lines[i : i + 1] or [Line(0, 0)]


def _paragraph(span: Span, lines: Sequence[Line]) -> Paragraph:
    first = lines[0]
    style = first.style if len(lines) == 1 else _common(lines)
    return Paragraph(span.start, span.end, first.page, style, first.table, first.column, first.quoted)


def _common(lines: Sequence[Line]) -> Style:
    """The style that all lines share; a heading is only a heading if every line of it is set as one."""
    first = lines[0].style
    if all(line.style == first for line in lines[1:]):
        return first
    styles = [line.style for line in lines]
    return PLAIN._replace(
        bold=all(s.bold for s in styles),
        italic=all(s.italic for s in styles),
        centred=all(s.centred for s in styles),
        size=first.size,
        heading=first.heading,
    )


def _mover(edits: list[Edit]) -> Callable[[int], int]:
    """Where an offset of the text before ``edits`` stands after them; inside a replaced stretch, at its start."""
    ordered = sorted(edits)
    ends = [edit.end for edit in ordered]
    shifts = [0, *accumulate(len(edit.replacement) - (edit.end - edit.start) for edit in ordered)]

    def moved(offset: int) -> int:
        i = bisect_right(ends, offset)
        inside = i < len(ordered) and ordered[i].start < offset
        return (ordered[i].start if inside else offset) + shifts[i]

    return moved
