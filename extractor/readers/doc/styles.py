"""The style sheet of a Word file ([MS-DOC] 2.9.271): what is set through a style is written nowhere else."""

from __future__ import annotations

import struct
from functools import cache
from typing import NamedTuple

from extractor.readers.doc.settings import Font, Placed, Shown, paragraph_setting, run_setting
from extractor.readers.docx.styles import ParagraphSetting, RunSetting

NONE = 0xFFF
_PARAGRAPH, _CHARACTER, _TABLE = 1, 2, 3
_MOST_BASES = 20
_DEFAULT_SIZE = 10.0  #: points, where nothing is said


class Entry(NamedTuple):
    """One style as written."""

    identifier: int = 0  #: 1-9 are headings
    kind: int = 0
    base: int = NONE
    parts: tuple[bytes, ...] = ()


class Styles:
    """The styles of one document, resolved on demand."""

    def __init__(self, held: bytes, known: list[Font], old: bool) -> None:
        self._known, self._old = known, old
        self._entries, default = _entries(held, old)
        name, charset = known[default] if default < len(known) else Font("")
        nothing = RunSetting(bold=False, italic=False, caps=False, hidden=False, size=_DEFAULT_SIZE, font=name or None)
        self._nothing = Shown(nothing, charset=charset)
        self.shown = cache(self._shown)
        self.run = cache(self._run)
        self.paragraph = cache(self._paragraph)

    def _chain(self, number: int) -> list[Entry]:
        """A style and those it is based on, the last one first."""
        chain: list[Entry] = []
        while number < len(self._entries) and len(chain) < _MOST_BASES:
            chain.append(self._entries[number])
            number = chain[-1].base
        return chain[::-1]

    def _shown(self, number: int) -> Shown:
        """How a run of paragraph style ``number`` shows that says nothing itself."""
        shown = self._nothing
        for entry in self._chain(number):
            if entry.kind == _PARAGRAPH and len(entry.parts) > 1:
                shown = run_setting(shown, shown.setting, entry.parts[1], self._old, self._known)
        return shown

    def _run(self, number: int, changes: bytes) -> Shown:
        """A run with ``changes`` in a paragraph of style ``number``."""
        base = self.shown(number)
        first = run_setting(base, base.setting, changes, self._old, self._known)
        if first.style is None or first.style >= len(self._entries):
            return first
        styled = base
        for entry in self._chain(first.style):
            if entry.kind == _CHARACTER and entry.parts:
                styled = run_setting(styled, base.setting, entry.parts[0], self._old, self._known)
        return run_setting(styled, styled.setting, changes, self._old, self._known)

    def _paragraph(self, number: int) -> Placed:
        """A paragraph of style ``number`` that says nothing itself."""
        placed = Placed(ParagraphSetting())
        for entry in self._chain(number):
            if entry.kind != _PARAGRAPH or not entry.parts:
                continue
            if 1 <= entry.identifier <= 9:
                placed = placed._replace(setting=placed.setting._replace(heading=entry.identifier))
            placed = paragraph_setting(placed, entry.parts[0][2:], self._old)
        return placed

    def table(self, number: int) -> bytes:
        """The changes a table style makes to tables, those it is based on first."""
        return b"".join(entry.parts[0] for entry in self._chain(number) if entry.kind == _TABLE and entry.parts)


def _entries(held: bytes, old: bool) -> tuple[list[Entry], int]:
    """The styles by number, and the number of the document's usual font."""
    if len(held) < 20:
        return [], 0
    head, count, base_size = struct.unpack_from("<HHH", held)
    default = struct.unpack_from("<H", held, 14)[0] if head >= 14 else 0
    entries: list[Entry] = []
    at = head + 2
    for _ in range(count):
        if at + 2 > len(held):
            break
        size = struct.unpack_from("<H", held, at)[0]
        entries.append(_entry(held[at + 2 : at + 2 + size], base_size, old))
        at += 2 + size + (size & 1)
    return entries, default


def _entry(held: bytes, base_size: int, old: bool) -> Entry:
    if len(held) < base_size + 2 or base_size < 8:
        return Entry()
    identifier, kinds, count = struct.unpack_from("<HHH", held)
    parts: list[bytes] = []
    at = _after_name(held, base_size, old)
    for _ in range(count & 0xF):
        if at + 2 > len(held):
            break
        size = struct.unpack_from("<H", held, at)[0]
        parts.append(held[at + 2 : at + 2 + size])
        at += 2 + size + (size & 1)
    return Entry(identifier & 0xFFF, kinds & 0xF, kinds >> 4, tuple(parts))


def _after_name(held: bytes, at: int, old: bool) -> int:
    """Where the parts begin: the name is counted in bytes in Word 6, in UTF-16 since, and ended by a zero."""
    length = 1 + held[at] + 1 if old else 2 + 2 * struct.unpack_from("<H", held, at)[0] + 2
    return at + length + (length & 1)
