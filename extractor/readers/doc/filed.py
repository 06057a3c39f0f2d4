"""Formatting as Word files it: pages of 512 bytes, each for a stretch of the stream ([MS-DOC] 2.8.1, 2.9.10, 2.9.23).

A page holds limits (bytes of the stream) and, for each stretch between them, where in the page its changes stand.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator

_PAGE = 512


class Filed:
    """The changes of runs or of paragraphs by the bytes they hold for."""

    def __init__(self, stream: bytes, table: bytes, pair: tuple[int, int], *, paragraphs: bool, old: bool) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._changes: list[bytes] = []
        cell = (7 if old else 13) if paragraphs else 1
        changes = (_old_paragraph if old else _paragraph) if paragraphs else _run
        for number in _page_numbers(table[pair[0] : pair[0] + pair[1]], old):
            page = stream[number * _PAGE : (number + 1) * _PAGE]
            if len(page) == _PAGE:
                self._take(page, cell, changes)

    def at(self, place: int) -> bytes:
        """The changes that hold at byte ``place``; none where nothing is filed."""
        i = bisect_right(self._starts, place) - 1
        return self._changes[i] if i >= 0 and place < self._ends[i] else b""

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """``(start, end, changes)`` for all of ``[start, end)``, stretches without changes among them."""
        i = max(bisect_right(self._starts, start) - 1, 0)
        while start < end and i < len(self._starts):
            if self._ends[i] <= start:
                i += 1
                continue
            if self._starts[i] >= end:
                break
            if self._starts[i] > start:
                yield start, self._starts[i], b""
            last = min(self._ends[i], end)
            yield max(self._starts[i], start), last, self._changes[i]
            start = last
            i += 1
        if start < end:
            yield start, end, b""

    def _take(self, page: bytes, cell: int, changes: Callable[[bytes, int], bytes]) -> None:
        count = page[_PAGE - 1]
        first = 4 * (count + 1)
        if first + cell * count >= _PAGE:
            return
        limits = struct.unpack_from(f"<{count + 1}I", page)
        for i in range(count):
            if limits[i] >= limits[i + 1] or (self._ends and limits[i] < self._ends[-1]):
                continue
            self._starts.append(limits[i])
            self._ends.append(limits[i + 1])
            self._changes.append(changes(page, 2 * page[first + cell * i]))


def _page_numbers(held: bytes, old: bool) -> list[int]:
    width = 2 if old else 4
    count = max((len(held) - 4) // (4 + width), 0)
    return list(struct.unpack_from(f"<{count}{'H' if old else 'I'}", held, 4 * (count + 1))) if count else []


def _run(page: bytes, at: int) -> bytes:
    return page[at + 1 : at + 1 + page[at]] if at else b""


def _paragraph(page: bytes, at: int) -> bytes:
    """A paragraph's style (two bytes) and its changes."""
    if not at:
        return b"\0\0"
    words = page[at]
    if words:
        return page[at + 1 : at + 2 * words]
    if at + 1 >= _PAGE:
        return b"\0\0"
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


def _old_paragraph(page: bytes, at: int) -> bytes:
    return page[at + 1 : at + 1 + 2 * page[at]] if at else b"\0\0"
