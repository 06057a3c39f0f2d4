"""How runs and paragraphs of a Word file are set: changes applied to what their style says ([MS-DOC] 2.6.1, 2.6.2)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import NamedTuple

from extractor.readers.doc import sprms as s
from extractor.readers.doc.sprms import sprms
from extractor.readers.docx.styles import ParagraphSetting, RunSetting

_ALIGN = {0: "left", 1: "center", 2: "right", 3: "both"}
_TOGGLES = {s.BOLD: "bold", s.ITALIC: "italic", s.CAPITALS: "caps", s.HIDDEN: "hidden"}
_BODY_TEXT = 9  #: the outline level that is none


class Shown(NamedTuple):
    """A run: its setting, and what it is when it is no plain text."""

    setting: RunSetting
    deleted: bool = False
    special: bool = False  #: its characters stand for something else (a picture, a note's mark)
    data: bool = False  #: bytes of a field, not text
    symbol: tuple[int, int] | None = None  #: number of a font and a character of it
    style: int | None = None
    charset: int = 0


class Placed(NamedTuple):
    """A paragraph: its setting and where in tables it stands."""

    setting: ParagraphSetting
    in_table: bool = False
    depth: int = 0
    row_end: bool = False
    inner_cell: bool = False
    inner_row_end: bool = False
    old_level: int = 0  #: of the numbering of Word 6
    old_number: bytes = b""


class Font(NamedTuple):
    """A font of the document."""

    name: str
    charset: int = 0


def fonts(held: bytes, old: bool) -> list[Font]:
    """The fonts by number ([MS-DOC] 2.9.92); names are UTF-16 since Word 97."""
    out: list[Font] = []
    at, head = (2, 6) if old else (4, 40)
    while at < len(held):
        length = held[at] + 1
        entry = held[at : at + length]
        out.append(_font(entry, head, old))
        at += length
    return out


def _font(entry: bytes, head: int, old: bool) -> Font:
    if len(entry) <= head:
        return Font("")
    name = entry[head:].partition(b"\0")[0].decode("latin-1") if old else _until_nul(entry[head:])
    return Font(name, entry[4])


def _until_nul(held: bytes) -> str:
    return held[: len(held) & ~1].decode("utf-16-le", "replace").partition("\0")[0]


def run_setting(base: Shown, style: RunSetting, changes: bytes, old: bool, known: Sequence[Font]) -> Shown:
    """``base`` with ``changes``; a toggle may ask for what the style says or for the contrary."""
    said = base.setting._asdict()
    rest: dict[str, object] = {}
    font: int | None = None
    for code, operand in sprms(changes, old):
        if code in _TOGGLES:
            said[_TOGGLES[code]] = _toggled(operand[0], getattr(style, _TOGGLES[code]))
        elif code == s.SIZE:
            said["size"] = _word(operand) / 2
        elif code == s.RAISED:
            said["raised"] = operand[0] == 1
        elif code == s.FONT_ASCII or (code == s.FONT_OTHER and font is None):
            font = _word(operand)
        elif code == s.PLAIN:
            said, font = style._asdict(), None
        elif code in _RUN:
            rest.update(_RUN[code](operand))
    charset = base.charset
    if font is not None and font < len(known):
        said["font"], charset = known[font]
    return base._replace(setting=RunSetting(**said), charset=charset, **rest)  # type: ignore[arg-type]


_RUN: dict[int, Callable[[bytes], dict[str, object]]] = {
    s.DELETED: lambda operand: {"deleted": operand[0] == 1},
    s.SPECIAL: lambda operand: {"special": operand[0] == 1},
    s.FIELD_DATA: lambda operand: {"data": operand[0] == 1},
    s.CHARACTER_STYLE: lambda operand: {"style": _word(operand)},
    s.SYMBOL: lambda operand: {"symbol": struct.unpack("<HH", operand)},
    s.OLD_SYMBOL: lambda operand: {"symbol": struct.unpack("<HB", operand)} if len(operand) == 3 else {},
}


def _toggled(value: int, style: bool | None) -> bool:
    if value in (0, 1):
        return bool(value)
    return bool(style) != (value == 0x81)


def paragraph_setting(base: Placed, changes: bytes, old: bool) -> Placed:
    """``base`` with ``changes``."""
    said: dict[str, object] = {}
    placed: dict[str, object] = {}
    for code, operand in sprms(changes, old):
        if code in _PARAGRAPH and operand:
            said.update(_PARAGRAPH[code](operand))
        elif code in _PLACE and operand:
            placed.update(_PLACE[code](operand))
    return base._replace(setting=base.setting._replace(**said), **placed)  # type: ignore[arg-type]


_PARAGRAPH: dict[int, Callable[[bytes], dict[str, object]]] = {
    s.ALIGN: lambda operand: {"align": _ALIGN.get(operand[0], "both")},
    s.ALIGN_2000: lambda operand: {"align": _ALIGN.get(operand[0], "both")},
    s.PAGE_BREAK_BEFORE: lambda operand: {"page_break": operand[0] == 1},
    s.LIST_LEVEL: lambda operand: {"num_level": operand[0]},
    s.LIST_USE: lambda operand: {"num_id": str(_word(operand))},
    s.OUTLINE_LEVEL: lambda operand: {"heading": operand[0] + 1 if operand[0] < _BODY_TEXT else None},
    s.TABS: lambda operand: {"leader": _has_leader(operand)},
    s.TABS_CHANGED: lambda operand: {"leader": _has_leader(operand, 4)},
}
_PLACE: dict[int, Callable[[bytes], dict[str, object]]] = {
    s.IN_TABLE: lambda operand: {"in_table": operand[0] == 1},
    s.ROW_END: lambda operand: {"row_end": operand[0] == 1},
    s.DEPTH: lambda operand: {"depth": min(struct.unpack("<I", operand)[0], 1 << 16)},
    s.INNER_CELL: lambda operand: {"inner_cell": operand[0] == 1},
    s.INNER_ROW_END: lambda operand: {"inner_row_end": operand[0] == 1},
    s.OLD_NUMBER: lambda operand: {"old_number": operand},
    s.OLD_NUMBER_LEVEL: lambda operand: {"old_level": operand[0]},
}


def _has_leader(operand: bytes, removed_size: int = 2) -> bool:
    """Whether one of the tab stops added draws dots: removed places, then added places, then a byte for each of these."""
    added = 1 + removed_size * operand[0]
    if added >= len(operand):
        return False
    count = operand[added]
    return any(stop >> 3 & 7 for stop in operand[added + 1 + 2 * count : added + 1 + 3 * count])


def _word(operand: bytes) -> int:
    return operand[0] | operand[1] << 8
