"""Changes of formatting as Word writes them: a code and an operand, one after the other ([MS-DOC] 2.2.5.1, 2.6).

Word 6 and 95 wrote one-byte codes of lengths that only a table tells; they are handed on under their Word 97 code, so that
what reads them need know one language.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

Sprm = tuple[int, bytes]

PARAGRAPH_STYLE = 0x4600
ALIGN, ALIGN_2000 = 0x2403, 0x2461
PAGE_BREAK_BEFORE = 0x2407
LIST_LEVEL, LIST_USE = 0x260A, 0x460B
TABS = 0xC60D
TABS_CHANGED = 0xC615
IN_TABLE, ROW_END, DEPTH = 0x2416, 0x2417, 0x6649
INNER_CELL, INNER_ROW_END = 0x244B, 0x244C
OUTLINE_LEVEL = 0x2640
OLD_NUMBER, OLD_NUMBER_LEVEL = 0xC63E, 0x25FF  #: the second is ours: Word 97 keeps the level elsewhere
HUGE = (0x6645, 0x6646)  #: the paragraph's changes stand in the data stream

DELETED, FIELD_DATA = 0x0800, 0x0806
CHARACTER_STYLE, PLAIN = 0x4A30, 0x2A33
BOLD, ITALIC, CAPITALS, HIDDEN = 0x0835, 0x0836, 0x083B, 0x083C
SIZE, RAISED = 0x4A43, 0x2A48
FONT_ASCII, FONT_OTHER = 0x4A4F, 0x4A51
SPECIAL, SYMBOL = 0x0855, 0x6A09
OLD_SYMBOL = 0x68FF  #: ours: Word 6 writes the character in one byte

TABLE_STYLE = 0x563A
ROW, OLD_ROW = 0xD608, 0xD6FF  #: the second is ours: cells of ten bytes instead of twenty
TABLE_BORDERS = (0xD605, 0xD613)
OLD_TABLE_BORDERS = 0xD6FE
CELL_BORDERS = (0xD620, 0xD62F)
OLD_CELL_BORDERS = 0xD6FD
MERGED, SPLIT, MERGED_DOWN = 0x5624, 0x5625, 0xD62B
SECTION_BREAK = 0x3009

_LENGTHS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_OLD = {
    2: PARAGRAPH_STYLE, 5: ALIGN, 9: PAGE_BREAK_BEFORE, 12: OLD_NUMBER, 13: OLD_NUMBER_LEVEL, 15: TABS, 24: IN_TABLE,
    25: ROW_END, 65: DELETED, 71: FIELD_DATA, 74: OLD_SYMBOL, 80: CHARACTER_STYLE, 83: PLAIN, 85: BOLD, 86: ITALIC,
    91: CAPITALS, 92: HIDDEN, 93: FONT_ASCII, 99: SIZE, 104: RAISED, 117: SPECIAL, 142: SECTION_BREAK,
    187: OLD_TABLE_BORDERS, 190: OLD_ROW, 193: OLD_CELL_BORDERS, 197: MERGED, 198: SPLIT,
}  # fmt: skip
_OLD_ONES = (
    *range(4, 12), 13, 14, 24, 25, 29, 37, 44, 50, 51, 65, 66, 67, 71, 75, *range(85, 93), 94, 98, 100, 102, 104, 117, 118,
    119, 131, 132, 138, 139, 142, 143, 146, 147, 150, 151, 152, 153, 158, 159, 162, 185, 186,
)  # fmt: skip
_OLD_FOURS = (20, 70, 192, 194, 196, 200)
_OLD_VARIABLE = (3, 12, 15, 23, 64, 68, 74, 79, 81, 82, 103, 105, 106, 108, 113, 115, 116, 120, 133, 179, 181, 188, 191, 207)
_OLD_LENGTHS = {
    **dict.fromkeys(_OLD_ONES, 1), **dict.fromkeys(_OLD_FOURS, 4), **dict.fromkeys(_OLD_VARIABLE, -1), 0: 0, 52: 0, 83: 0,
    163: 0, 73: 3, 95: 3, 136: 3, 137: 3, 193: 5, 199: 5, 187: 12,
}  # fmt: skip


def sprms(changes: bytes, old: bool) -> Iterator[Sprm]:
    """The changes one by one; what is cut off at the end is left out."""
    return _old(changes) if old else _new(changes)


def _new(changes: bytes) -> Iterator[Sprm]:
    at, end = 0, len(changes)
    while at + 2 < end:
        code = changes[at] | changes[at + 1] << 8
        at += 2
        start, length = _extent(changes, at, code)
        if start + length > end:
            return
        yield code, changes[start : start + length]
        at = start + length


def _extent(changes: bytes, at: int, code: int) -> tuple[int, int]:
    """Where the operand begins and how long it is."""
    kind = code >> 13
    if kind != 6:
        return at, _LENGTHS[kind]
    if code == ROW:
        return _row_extent(changes, at)
    if code == TABS_CHANGED and changes[at] == 255:
        return at + 1, _tabs_length(changes, at + 1)
    return at + 1, changes[at]


def _row_extent(changes: bytes, at: int) -> tuple[int, int]:
    """A row says its length in two bytes, one too many."""
    if at + 2 > len(changes):
        return at, len(changes)
    return at + 2, max(struct.unpack_from("<H", changes, at)[0] - 1, 0)


def _tabs_length(changes: bytes, at: int) -> int:
    """More tab stops than one byte can count: so many removed (4 bytes each), so many added (3 bytes each)."""
    removed = changes[at] if at < len(changes) else 0
    added = at + 1 + 4 * removed
    return 2 + 4 * removed + 3 * (changes[added] if added < len(changes) else 0)


def _old(changes: bytes) -> Iterator[Sprm]:
    at, end = 0, len(changes)
    while at < end:
        number = changes[at]
        at += 1
        length = _OLD_LENGTHS.get(number, 2)
        if number == 190:
            at, length = _row_extent(changes, at)
        elif number == 23 and at < end and changes[at] == 255:
            at, length = at + 1, _tabs_length(changes, at + 1)
        elif length < 0:
            if at >= end:
                return
            at, length = at + 1, changes[at]
        if at + length > end:
            return
        if number in _OLD:
            yield _OLD[number], changes[at : at + length]
        at += length
