"""Edits and the alignment they leave behind.

A repair never rewrites text: it yields edits, and applying them yields the new text together with the way back. No diffing
afterwards (which eyecite's ``annotate`` needs and which cannot tell a moved word from a changed one).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from extractor.text.span import Span


class Edit(NamedTuple):
    """Replace ``[start, end)`` of the text as it stood by ``replacement``; ``rule`` says which repair did it."""

    start: int
    end: int
    replacement: str
    rule: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """The way back from an edited text to the text before it: piecewise, one step a kept or replaced stretch.

    ``after[i]`` and ``before[i]`` are where stretch ``i`` starts on either side; ``copied[i]`` says that its code points
    were kept one to one, otherwise the whole stretch stands for the whole stretch. ``until[i]`` is where it ended before:
    short of the next stretch where something was taken out, and at its own start where it has become a mere blank.
    """

    after: tuple[int, ...]
    before: tuple[int, ...]
    copied: tuple[bool, ...]
    until: tuple[int, ...]

    def start_before(self, offset: int) -> int:
        """Where the code point at ``offset`` of the edited text began before the edit."""
        i = max(bisect_right(self.after, offset) - 1, 0)
        return self.before[i] + (offset - self.after[i] if self.copied[i] else 0)

    def end_before(self, offset: int) -> int:
        """Where a stretch that ends at ``offset`` (exclusive) of the edited text ended before the edit."""
        if offset <= 0:
            return self.before[0]
        i = max(bisect_right(self.after, offset - 1) - 1, 0)
        if self.copied[i]:
            return self.before[i] + offset - self.after[i]
        return self.before[i + 1] if i + 1 < len(self.before) else self.before[i]

    def span_before(self, span: Span) -> Span:
        """The place before the edit of a place after it."""
        start = self.start_before(span.start)
        return Span(start, max(start, self.end_before(span.end)))

    def pieces_before(self, spans: Iterable[Span]) -> list[Span]:
        """What ``spans`` (in order) were made of before the edit, without what was taken out between or became a blank."""
        out: list[Span] = []
        for start, end in spans:
            i = max(bisect_right(self.after, start) - 1, 0)
            while i < len(self.after) and self.after[i] < end:
                out.append(self._piece(i, start, end))
                i += 1
        return [piece for piece in out if piece.start < piece.end]

    def _piece(self, i: int, start: int, end: int) -> Span:
        if not self.copied[i]:
            return Span(self.before[i], self.until[i])
        shift = self.before[i] - self.after[i]
        return Span(max(start + shift, self.before[i]), min(end + shift, self.until[i]))

    def spans_before(self, spans: Iterable[Span]) -> list[Span]:
        """``span_before`` of many non-empty spans in order: one walk along the stretches instead of a search for each."""
        after, before, copied, last = self.after, self.before, self.copied, len(self.after) - 1
        out: list[Span] = []
        i = 0
        for start, end in spans:
            while i < last and after[i + 1] <= start:
                i += 1
            first = before[i] + (start - after[i] if copied[i] else 0)
            j = i
            while j < last and after[j + 1] < end:
                j += 1
            stop = before[j] + end - after[j] if copied[j] else before[min(j + 1, last)]
            out.append(Span(first, stop if stop > first else first))
        return out


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, Alignment]:
    """The edited text and its alignment. Edits are sorted; one that overlaps an earlier one raises ``ValueError``."""
    out: list[str] = []
    after: list[int] = []
    before: list[int] = []
    copied: list[bool] = []
    until: list[int] = []
    length = cursor = 0

    def stretch(piece: str, source: int, end: int, kept: bool) -> None:
        nonlocal length
        after.append(length)
        before.append(source)
        copied.append(kept)
        until.append(end if kept or not piece.isspace() else source)
        out.append(piece)
        length += len(piece)

    for edit in sorted(edits):
        if edit.start < cursor:
            raise ValueError(f"overlapping edit {edit!r}")
        if edit.start > cursor:
            stretch(text[cursor : edit.start], cursor, edit.start, True)
        if edit.replacement:
            stretch(edit.replacement, edit.start, edit.end, False)
        cursor = edit.end
    stretch(text[cursor:], cursor, len(text), True)
    return "".join(out), Alignment(tuple(after), tuple(before), tuple(copied), tuple(until))
