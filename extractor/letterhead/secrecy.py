"""Độ mật and độ khẩn: stamps that have a line to themselves, or stand over one another ("TỐI" above "MẬT")."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.letterhead.found import Found
from extractor.letterhead.lines import HeadLine
from extractor.stamps import Mark, stamp
from extractor.text import Span

_HIGHER = {"toi": "Tối mật", "tuyet": "Tuyệt mật"}


def secrecy(lines: Sequence[HeadLine]) -> Found | None:
    """Mật, Tối mật, Tuyệt mật."""
    for i, line in enumerate(lines):
        mark = stamp(line.words).secrecy
        if mark and (mark.sure or _set_apart(line, mark)):
            return _below_its_half(lines[:i], line, mark, i) or Found(mark.value, _span(line, mark), i)
    return None


def urgency(lines: Sequence[HeadLine]) -> Found | None:
    """Khẩn, Thượng khẩn, Hỏa tốc."""
    for i, line in enumerate(lines):
        mark = stamp(line.words).urgency
        if mark and mark.sure:
            return Found(mark.value, _span(line, mark), i)
    return None


def _set_apart(line: HeadLine, mark: Mark) -> bool:
    """Whether a mark in small letters ("Tối mật") begins with a capital and is no cell of a table."""
    return line.table is None and line.words[mark.start].isupper()


def _below_its_half(above: Sequence[HeadLine], line: HeadLine, mark: Mark, at: int) -> Found | None:
    """The mark printed over two lines, its first word on the one above in the same column."""
    half = next((other for other in reversed(above) if other.column == line.column), None)
    value = _HIGHER.get(half.bare.strip(" *|([")) if half and half.capitals and mark.value == "Mật" else None
    return Found(value, Span(half.start, line.start + mark.end), at) if half and value else None


def _span(line: HeadLine, mark: Mark) -> Span:
    return Span(line.start + mark.start, line.start + mark.end)
