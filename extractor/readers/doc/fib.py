"""Where things stand in a Word file: the file information block of Word 97-2003 ([MS-DOC] 2.5) and of Word 6 and 95.

Both have the same list of (place, length) pairs in the same order up to the piece table; only where the list begins and in
which stream the places lie differ.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

#: number of the pair in the list
PAIRS = {
    "styles": 1, "footnote_references": 2, "footnotes": 3, "sections": 6, "margins": 11, "runs": 12, "paragraphs": 13,
    "fonts": 15, "pieces": 33, "shapes": 40, "endnote_references": 46, "endnotes": 47, "boxes": 56, "lists": 73,
    "list_uses": 74,
}  # fmt: skip
_FIRST_OF_97 = 105  #: nFib; Word 6 writes 101, Word 95 103 and 104, Word 97 193
_PAIRS_97, _PAIRS_OLD = 154, 88  #: bytes from the beginning of the stream
_COUNTS_97, _COUNTS_OLD = 76, 52
_END_NOTES_OLD = {"endnote_references": 466, "endnotes": 474}
_LAST_OLD = 33  #: beyond it the lists differ
_ENCRYPTED, _COMPLEX, _SECOND_TABLE = 0x0100, 0x0004, 0x0200


class Counts(NamedTuple):
    """Characters of each story; the stories follow one another in this order."""

    body: int
    footnotes: int
    margins: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    margin_boxes: int


class Fib(NamedTuple):
    """What the head of the ``WordDocument`` stream says."""

    old: bool  #: Word 6 or 95
    encrypted: bool
    fast_saved: bool
    table: str  #: the stream in which the places lie
    text: int  #: where the characters begin, for files of one piece
    counts: Counts
    pairs: dict[str, tuple[int, int]]


def read_fib(data: bytes) -> Fib | None:
    """The block at the head of ``data``; None where it is none."""
    if len(data) < 482 or data[:2] not in (b"\xec\xa5", b"\xdc\xa5", b"\xdb\xa5", b"\x31\xbe", b"\x62\xa6", b"\x63\xa6"):
        return None
    version, flags = struct.unpack_from("<H6xH", data, 2)
    old = version < _FIRST_OF_97
    counts = Counts(*(max(count, 0) for count in struct.unpack_from("<8i", data, _COUNTS_OLD if old else _COUNTS_97)))
    return Fib(
        old=old,
        encrypted=bool(flags & _ENCRYPTED),
        fast_saved=bool(flags & _COMPLEX),
        table="WordDocument" if old else "1Table" if flags & _SECOND_TABLE else "0Table",
        text=struct.unpack_from("<I", data, 24)[0],
        counts=counts,
        pairs={name: _pair(data, name, number, old) for name, number in PAIRS.items()},
    )


def _pair(data: bytes, name: str, number: int, old: bool) -> tuple[int, int]:
    at = (_PAIRS_OLD if old else _PAIRS_97) + 8 * number
    if old and number > _LAST_OLD:
        at = _END_NOTES_OLD.get(name, len(data))
    if at + 8 > len(data):
        return 0, 0
    place, length = struct.unpack_from("<II", data, at)
    return place, length
