"""The compound file in which Office kept its documents before 2007 ([MS-CFB]): a small file system of sectors.

Written here, because the library at hand (olefile) believes the sizes a file states: a chain of sectors that runs in a
circle under a stream of 4 GB is followed to the end of memory. Here no stream is longer than its file.
"""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass
from functools import cached_property

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_LAST = 0xFFFFFFFA  #: sector numbers from here on mean something else than a sector
_NOBODY = 0xFFFFFFFF
_ENTRY = 128  #: bytes of a directory entry
_ROOT, _STREAM = 5, 2


class BrokenCompoundError(ValueError):
    """The file system inside the file cannot be followed."""


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """An open compound file; ``stream`` gives the bytes of a stream of its root."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise BrokenCompoundError("header")
        self._data = data
        self._shift, self._small_shift = struct.unpack_from("<HH", data, 30)
        if self._shift not in (9, 12) or self._small_shift != 6:
            raise BrokenCompoundError("sector size")
        self._directory_start, self._cutoff = struct.unpack_from("<I4xI", data, 48)
        self._next = self._allocation()

    def names(self) -> list[str]:
        """The streams and storages of the root."""
        return list(self._root)

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream, as many of them as the file holds; None where there is no such stream."""
        entry = self._root.get(name)
        if entry is None or entry.kind != _STREAM:
            return None
        if entry.size < self._cutoff:
            return _gathered(self._small_data, self._small_next, entry.start, self._small_shift, 0)[: entry.size]
        return self._chain(entry.start)[: entry.size]

    def _chain(self, start: int) -> bytes:
        return _gathered(self._data, self._next, start, self._shift, 1)

    def _allocation(self) -> array[int]:
        """For each sector the one that follows it."""
        data, size = self._data, 1 << self._shift
        places = list(struct.unpack_from("<109I", data, 76))
        more, most = struct.unpack_from("<I", data, 68)[0], len(data) // size
        for _ in range(most):
            at = (more + 1) << self._shift
            if more >= _LAST or at + size > len(data):
                break
            *held, more = struct.unpack_from(f"<{size // 4}I", data, at)
            places += held
        out = array("I")
        for place in places:
            at = (place + 1) << self._shift
            if place < _LAST and at + size <= len(data) and len(out) <= most:
                out.frombytes(data[at : at + size])
        return out

    @cached_property
    def _entries(self) -> list[_Entry]:
        held = self._chain(self._directory_start)
        return [_entry(held, at) for at in range(0, len(held) - _ENTRY + 1, _ENTRY)]

    @cached_property
    def _root(self) -> dict[str, _Entry]:
        """What stands in the root by name: storages hold files of their own, such as a Word document put into this one."""
        entries = self._entries
        if not entries or entries[0].kind != _ROOT:
            raise BrokenCompoundError("directory")
        found: dict[str, _Entry] = {}
        waiting, seen = [entries[0].child], {_NOBODY}
        while waiting:
            at = waiting.pop()
            if at in seen or at >= len(entries):
                continue
            seen.add(at)
            found[entries[at].name] = entries[at]
            waiting += (entries[at].left, entries[at].right)
        return found

    @cached_property
    def _small_data(self) -> bytes:
        """Small streams stand together in one stream of the root's."""
        root = self._entries[0]
        return self._chain(root.start)[: root.size]

    @cached_property
    def _small_next(self) -> array[int]:
        out = array("I")
        held = self._chain(struct.unpack_from("<I", self._data, 60)[0])
        out.frombytes(held[: len(held) & ~3])
        return out


def _entry(held: bytes, at: int) -> _Entry:
    length, kind = struct.unpack_from("<HB", held, at + 64)
    left, right, child = struct.unpack_from("<III", held, at + 68)
    start, size = struct.unpack_from("<II", held, at + 116)
    name = held[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(name, kind, left, right, child, start, size)


def _gathered(data: bytes, following: array[int], sector: int, shift: int, before: int) -> bytes:
    """The sectors of a chain one after the other, at most as many as there are."""
    out: list[bytes] = []
    while sector < len(following) and len(out) < len(following):
        at = (sector + before) << shift
        out.append(data[at : at + (1 << shift)])
        sector = following[sector]
    return b"".join(out)
