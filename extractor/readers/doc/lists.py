"""The numbers Word 97-2003 makes: its lists in the form in which the docx reader counts them ([MS-DOC] 2.9.131, 2.9.147).

A list holds its levels; a use of a list (what a paragraph names) may change levels of it or where they start.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from extractor.readers.docx.numbering import Level, Numbering, Use

FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 18: "decimalEnclosedCircle",
    22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 57: "numberInDash", 255: "none",
}  # fmt: skip
_SUFFIXES = ("tab", "space", "nothing")
_LIST, _LEVEL, _USE = 28, 28, 16  #: bytes
_LEVELS = 9


class _Lists(NamedTuple):
    levels: dict[int, dict[int, Level]]  #: by list
    styles: dict[tuple[str, str], int]  #: (list, style) → level


class _Cursor:
    """A place in the table stream that moves on as things are read."""

    def __init__(self, held: bytes, at: int) -> None:
        self.held, self.at = held, at

    def take(self, length: int) -> bytes:
        taken = self.held[self.at : self.at + length]
        if len(taken) < length:
            raise EOFError
        self.at += length
        return taken


def read_lists(table: bytes, lists: tuple[int, int], uses: tuple[int, int]) -> Numbering:
    """The lists of a document; as many as are whole."""
    known = _Lists({}, {})
    out: dict[str, Use] = {}
    try:
        if lists[1] > 2:
            _read_lists(table, lists, known)
        if uses[1] > 4:
            _read_uses(_Cursor(table, uses[0]), known, out)
    except (EOFError, struct.error):
        pass
    return Numbering(out, known.styles)


def _read_lists(table: bytes, pair: tuple[int, int], known: _Lists) -> None:
    """The heads of all lists, then, past the length that is stated, their levels."""
    place = pair[0]
    count = struct.unpack_from("<H", table, place)[0]
    heads = _Cursor(table, place + 2)
    levels = _Cursor(table, place + 2 + _LIST * count)
    for _ in range(count):
        head = heads.take(_LIST)
        name = struct.unpack_from("<i", head)[0]
        for level, style in enumerate(struct.unpack_from("<9H", head, 8)):
            if style != 0xFFF:
                known.styles[str(name), str(style)] = level
        simple = head[26] & 1
        held = known.levels.setdefault(name, {})
        for level in range(1 if simple else _LEVELS):
            held[level] = _level(levels)


def _read_uses(cursor: _Cursor, known: _Lists, out: dict[str, Use]) -> None:
    count = min(struct.unpack("<I", cursor.take(4))[0], len(cursor.held) // _USE)
    heads = [cursor.take(_USE) for _ in range(count)]
    for i, head in enumerate(heads):
        name = struct.unpack_from("<i", head)[0]
        levels = dict(known.levels.get(name, {}))
        starts: dict[int, int] = {}
        out[str(i + 1)] = Use(str(name), levels, starts)
        cursor.take(4)
        for _ in range(head[12]):
            start, flags = struct.unpack("<iI", cursor.take(8))
            level = flags & 0xF
            if flags & 0x20:
                levels[level] = _level(cursor)
                start = levels[level].start
            if flags & 0x10:
                starts[level] = start


def _level(cursor: _Cursor) -> Level:
    head = cursor.take(_LEVEL)
    start, form, flags = struct.unpack_from("<iBB", head)
    cursor.take(head[24] + head[25])
    length = struct.unpack("<H", cursor.take(2))[0]
    words = cursor.take(2 * length).decode("utf-16-le", "replace")
    follow = head[15]
    return Level(
        start=start,
        format=FORMATS.get(form, "decimal"),
        text="".join(f"%{ord(c) + 1}" if ord(c) < _LEVELS else c for c in words),
        suffix=_SUFFIXES[follow] if follow < 3 else "tab",
        legal=bool(flags & 4),
        restart=head[26] if flags & 8 else None,
    )
