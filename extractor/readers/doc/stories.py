"""The stories of a Word file beside its body: notes, text boxes, page headers and footers, each kept after the body's text
and found through tables of character positions ([MS-DOC] 2.8)."""

from __future__ import annotations

import struct
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from extractor.readers.doc.fib import Fib

Extent = tuple[int, int]  #: characters [start, end) of the document
_SHAPE, _BOX, _SECTION = 26, 22, 12  #: bytes
_BEFORE_SECTIONS = 6  #: stories for the lines over notes
_OF_SECTION = ("header", "header", "footer", "footer", "header", "footer")  #: even, odd, even, odd, first, first
_FIRST_PAGE = (4, 1, 0, 5, 3, 2)  #: the order in which they are read: the first page's before the others


class Note(NamedTuple):
    """A note: its text, and whether Word numbers it."""

    kind: str
    extent: Extent
    numbered: bool


def _table(held: bytes, size: int) -> tuple[list[int], list[bytes]]:
    """A table of positions: n + 1 positions, then n records of ``size`` bytes."""
    count = max((len(held) - 4) // (4 + size), 0)
    if not count:
        return [], []
    first = 4 * (count + 1)
    positions = list(struct.unpack_from(f"<{count + 1}i", held))
    return positions, [held[first + i * size : first + (i + 1) * size] for i in range(count)]


class Stories:
    """Where the stories of one document stand; positions outside the text are left out."""

    def __init__(self, table: bytes, fib: Fib) -> None:
        self._table, self._fib = table, fib
        counts = fib.counts
        self.body: Extent = (0, counts.body)
        self._first = {name: sum(counts[:i]) for i, name in enumerate(counts._fields)}
        self.notes = {**self._notes("footnotes"), **self._notes("endnotes")}
        self.boxes = self._boxes()
        self.section_ends, self.sections = self._sections()

    def _held(self, name: str) -> bytes:
        place, length = self._fib.pairs[name]
        return self._table[place : place + length]

    def _extents(self, name: str, positions: list[int]) -> list[Extent]:
        first, count = self._first[name], getattr(self._fib.counts, name)
        return [(first + a, first + b) if 0 <= a < b <= count else (first, first) for a, b in pairwise(positions)]

    def _notes(self, kind: str) -> dict[int, Note]:
        """Notes by the position of their mark in the body."""
        marks, flags = _table(self._held(f"{kind[:-1]}_references"), 2)
        texts = self._extents(kind, _table(self._held(kind), 0)[0])
        return {
            mark: Note(kind, extent, flag != b"\0\0")
            for mark, flag, extent in zip(marks, flags, texts, strict=False)
            if extent[0] < extent[1]
        }

    def _boxes(self) -> dict[int, list[Extent]]:
        """Text boxes by the position of their anchor in the body; -1 where no shape is known to hold them."""
        anchors, shapes = _table(self._held("shapes"), _SHAPE)
        at = {struct.unpack_from("<I", shape)[0]: anchor for anchor, shape in zip(anchors, shapes, strict=False)}
        positions, boxes = _table(self._held("boxes"), _BOX)
        out: dict[int, list[Extent]] = defaultdict(list)
        for box, extent in zip(boxes, self._extents("boxes", positions), strict=False):
            if extent[0] < extent[1] and not struct.unpack_from("<H", box, 8)[0]:  # not a box kept for use again
                out[at.get(struct.unpack_from("<I", box, 14)[0], -1)].append(extent)
        return out

    def _sections(self) -> tuple[set[int], list[int]]:
        """The positions of the marks that end sections, and where in the stream each section's changes stand."""
        positions, sections = _table(self._held("sections"), _SECTION)
        return {end - 1 for end in positions[1:-1]}, [struct.unpack_from("<I", section, 2)[0] for section in sections]

    def margins(self) -> list[tuple[str, Extent]]:
        """Page headers and footers, the headers first; Word 6 keeps only those there are and files elsewhere which."""
        extents = self._extents("margins", _table(self._held("margins"), 0)[0])
        if self._fib.old:
            return [("header", extent) for extent in extents if extent[0] < extent[1]]
        extents = extents[_BEFORE_SECTIONS:]
        found: list[tuple[str, Extent]] = []
        for first in range(0, len(extents) - len(extents) % len(_OF_SECTION), len(_OF_SECTION)):
            found += [(_OF_SECTION[i], extents[first + i]) for i in _FIRST_PAGE]
        whole = [(kind, extent) for kind, extent in found if extent[0] < extent[1]]
        return sorted(whole, key=lambda story: story[0] == "footer")
