"""The characters of a Word file: a table of pieces says where each stretch of text lies in the file ([MS-DOC] 2.8.35).

Text is stored in one byte a character (Windows-1252, or what the font's character set says) or in UTF-16.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from extractor.readers.doc.fib import Fib

_NARROW = 0x40000000  #: one byte a character; the place is then twice what it seems
_SURROGATE = re.compile(b"[\xd8-\xdf]")
_UNDEFINED_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
#: as Windows decodes: bytes that Windows-1252 leaves undefined stand for themselves, which TCVN3 and VNI fonts draw
CP1252 = "".join(chr(code) if code in _UNDEFINED_1252 else bytes([code]).decode("cp1252") for code in range(256))


class BrokenPiecesError(ValueError):
    """The table of pieces makes no sense."""


class Piece(NamedTuple):
    """Characters ``[start, end)`` of the document, at byte ``place`` of the stream, ``width`` bytes each."""

    start: int
    end: int
    place: int
    width: int
    change: int  #: what this piece changes of its formatting: a small code, or 2 × the number of a list of changes + 1


class Pieces:
    """The text of a document and the way from its characters to their bytes, by which formatting is filed."""

    def __init__(self, stream: bytes, table: bytes, fib: Fib, most: int) -> None:
        self.changes: list[bytes] = []
        self.pieces = self._read(stream, table, fib)
        length = sum(piece.end - piece.start for piece in self.pieces)
        if length > most:
            raise OverflowError
        self.text = "".join(_decoded(stream, piece) for piece in self.pieces)
        self._starts = [piece.start for piece in self.pieces]

    def place(self, at: int) -> int:
        """The byte at which the character ``at`` stands; -1 where there is none."""
        piece = self.piece(at)
        return -1 if piece is None else piece.place + (at - piece.start) * piece.width

    def piece(self, at: int) -> Piece | None:
        """The piece in which the character ``at`` stands."""
        i = bisect_right(self._starts, at) - 1
        return self.pieces[i] if i >= 0 and at < self.pieces[i].end else None

    def between(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces that hold characters of ``[start, end)``, cut to it."""
        for i in range(max(bisect_right(self._starts, start) - 1, 0), len(self.pieces)):
            piece = self.pieces[i]
            if piece.start >= end:
                return
            first, last = max(piece.start, start), min(piece.end, end)
            if first < last:
                place = piece.place + (first - piece.start) * piece.width
                yield piece._replace(start=first, end=last, place=place)

    def changes_of(self, piece: Piece) -> bytes:
        """The list of changes that holds for all of ``piece``; small codes are left out, they never hide or number text."""
        number = piece.change >> 1
        return self.changes[number] if piece.change & 1 and number < len(self.changes) else b""

    def _read(self, stream: bytes, table: bytes, fib: Fib) -> list[Piece]:
        place, length = fib.pairs["pieces"]
        if fib.old and not fib.fast_saved:
            end = min(sum(fib.counts) + 1, len(stream) - fib.text)
            return [Piece(0, max(end, 0), fib.text, 1, 0)]
        held = table[place : place + length]
        at = 0
        while at + 3 <= len(held) and held[at] == 1:
            size = struct.unpack_from("<H", held, at + 1)[0]
            self.changes.append(held[at + 3 : at + 3 + size])
            at += 3 + size
        if at + 5 > len(held) or held[at] != 2:
            raise BrokenPiecesError("pieces")
        return _table(held[at + 5 :], len(stream), fib.old)


def _table(held: bytes, size: int, old: bool) -> list[Piece]:
    """The pieces that lie within the file and follow one another; a file cut short keeps what is there."""
    count = (len(held) - 4) // 12
    if count < 1:
        raise BrokenPiecesError("pieces")
    limits = struct.unpack_from(f"<{count + 1}i", held)
    out: list[Piece] = []
    for i in range(count):
        said, change = struct.unpack_from("<IH", held, 4 * (count + 1) + 8 * i + 2)
        narrow = old or bool(said & _NARROW)
        place = said if old or not narrow else (said & ~_NARROW) // 2
        width = 1 if narrow else 2
        start = out[-1].end if out else 0
        if limits[i] != start or limits[i + 1] < start:
            raise BrokenPiecesError("order of pieces")
        end = min(limits[i + 1], start + max(size - place, 0) // width)
        out.append(Piece(start, end, place, width, change))
        if end < limits[i + 1]:
            break
    return [piece for piece in out if piece.start < piece.end]


def _decoded(stream: bytes, piece: Piece) -> str:
    held = stream[piece.place : piece.place + (piece.end - piece.start) * piece.width]
    if piece.width == 2:
        return _paired(held)
    return held.decode("latin-1").translate(_WINDOWS)


def _paired(held: bytes) -> str:
    """UTF-16, each unit one character as Word counts them; a pair of surrogates is joined once the text is cut up."""
    return held.decode("utf-16-le", "surrogatepass") if not _has_pairs(held) else "".join(map(chr, memoryview(held).cast("H")))


def _has_pairs(held: bytes) -> bool:
    return _SURROGATE.search(held[1::2]) is not None


_WINDOWS = {code: CP1252[code] for code in range(0x80, 0xA0)}
