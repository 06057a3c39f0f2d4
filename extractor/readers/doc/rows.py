"""How a row of a Word table is cut into cells ([MS-DOC] 2.6.3, 2.9.321): said at the row's end, after its cells."""

from __future__ import annotations

import struct
from collections.abc import Callable

from extractor.readers.doc import sprms as s
from extractor.readers.doc.flow import RowShape
from extractor.readers.doc.sprms import sprms

_CELL, _OLD_CELL = 20, 10
_JOINED, _CONTINUED, _RESTART = 3, 0x20, 0x40
_NO_LINES = (0, 255)


class _Row:
    """A row being read."""

    def __init__(self) -> None:
        self.edges: tuple[int, ...] = ()
        self.flags: list[int] = []
        self.drawn: bool | None = None

    def cells(self, operand: bytes, size: int, lines: Callable[[bytes], bool]) -> None:
        count = operand[0] if operand else 0
        places = operand[1 : 1 + 2 * (count + 1)]
        if len(places) < 2 * (count + 1):
            return
        self.edges = struct.unpack(f"<{count + 1}h", places)
        rest = operand[1 + 2 * (count + 1) :]
        held = [rest[i * size : (i + 1) * size] for i in range(count)]
        self.flags = [struct.unpack_from("<H", cell)[0] if len(cell) >= 2 else 0 for cell in held]
        if any(lines(cell[size - 4 * ((size - 2) // 4) :]) for cell in held if len(cell) == size):
            self.drawn = True

    def mark(self, first: int, end: int, flag: int) -> None:
        for i in range(first, min(end, len(self.flags))):
            self.flags[i] |= flag


def row_shape(changes: bytes, styled: Callable[[int], bytes], old: bool) -> RowShape:
    """The shape of a row whose end says ``changes``; ``styled`` gives what a table style says."""
    row = _Row()
    for code, operand in sprms(changes, old):
        if code == s.TABLE_STYLE:
            for inner, borders in sprms(styled(operand[0] | operand[1] << 8), old):
                _borders(row, inner, borders)
        else:
            _take(row, code, operand)
    joined = tuple(i > 0 and bool(flags & _JOINED and row.flags[i - 1] & _JOINED) for i, flags in enumerate(row.flags))
    continued = tuple(bool(flags & _CONTINUED) and not flags & _RESTART for flags in row.flags)
    return RowShape(row.edges, joined, continued, row.drawn or False)


def _take(row: _Row, code: int, operand: bytes) -> None:
    if code == s.ROW:
        row.cells(operand, _CELL, _lines)
    elif code == s.OLD_ROW:
        row.cells(operand, _OLD_CELL, _old_lines)
    elif code == s.MERGED:
        row.mark(operand[0], operand[1], 1)
    elif code == s.MERGED_DOWN and len(operand) >= 2:
        row.mark(operand[0], operand[0] + 1, _CONTINUED if operand[1] == 1 else _CONTINUED | _RESTART if operand[1] else 0)
    else:
        _borders(row, code, operand)


def _borders(row: _Row, code: int, operand: bytes) -> None:
    """Rules said for the whole row or for some of its cells: the last word counts where it is about all of them."""
    if code in s.TABLE_BORDERS:
        row.drawn = _lines(operand) if code == s.TABLE_BORDERS[0] else _long_lines(operand)
    elif code == s.OLD_TABLE_BORDERS:
        row.drawn = _old_lines(operand)
    elif code in s.CELL_BORDERS or code == s.OLD_CELL_BORDERS:
        row.drawn = row.drawn or _CELL_LINES[code](operand[3:11])


def _lines(held: bytes) -> bool:
    return any(kind not in _NO_LINES for kind in held[1::4])


def _long_lines(held: bytes) -> bool:
    return any(kind not in _NO_LINES for kind in held[5::8])


def _old_lines(held: bytes) -> bool:
    return any(low & 0x1F for low in held[0::2])


_CELL_LINES = {s.CELL_BORDERS[0]: _lines, s.CELL_BORDERS[1]: _long_lines, s.OLD_CELL_BORDERS: _old_lines}
