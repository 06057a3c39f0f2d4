"""Chức vụ, họ tên người ký: "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Nguyễn Văn A", one or several.

A signer is an office followed, within a few lines, by a line that is nothing but a name. Of stacked authorities the last
counts (who signs for whom), and the office below it is the title. Two signers side by side come as two columns, or as two
offices before two names; they are matched in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.letterhead import person
from extractor.letterhead.lines import HeadLine
from extractor.letterhead.model import Signer
from extractor.text import Span

_MOST_BETWEEN = 30  # lines from an office to the name: seals, dates, recipients between two columns read across


class Signatures(NamedTuple):
    """The signers, and the lines ``[first, last]`` of their block."""

    signers: tuple[Signer, ...]
    first: int
    last: int
    span: Span


def find(lines: Sequence[HeadLine]) -> Signatures | None:
    """The signers of ``lines``, the closing block of the document; None where nobody signs."""
    blocks = [_column(lines, column) for column in (0, 1)] if any(line.column is not None for line in lines) else []
    found = [block for block in [*blocks, _column(lines, None)] if block]
    if not found:
        return None
    first, last = min(b.first for b in found), max(b.last for b in found)
    signers = tuple(signer for block in found for signer in block.signers)
    return Signatures(signers, first, last, Span(lines[first].start, lines[last].end))


def _column(lines: Sequence[HeadLine], column: int | None) -> Signatures | None:
    """The signers of one column, in order."""
    signers: list[Signer] = []
    offices: list[person.Office] = []
    waiting: list[Signer] = []
    first = last = None
    since = 0
    for i, line in enumerate(lines):
        if line.column != column:
            continue
        office = person.office(line) or (person.plain_office(line) if _name_follows(lines, i, column) else None)
        named = person.name(line) if (offices or waiting) and not office else None
        if office:
            offices.append(office)
            first = i if first is None else first
            last, since = i, 0
        elif named:
            waiting += _seats(offices)
            offices = []
            seat = waiting.pop(0)
            signers.append(Signer(named, seat.title, seat.authority))
            last = i
        elif offices and (since := since + 1) > _MOST_BETWEEN:
            break
    waiting += _seats(offices)
    signers += [seat for seat in waiting if not signers]
    if first is None or last is None:
        return None
    return Signatures(tuple(signers), first, last, Span(lines[first].start, lines[last].end))


def _name_follows(lines: Sequence[HeadLine], i: int, column: int | None) -> bool:
    below = [line for line in lines[i + 1 : i + 4] if line.column == column and not person.signed(line) and not line.ornament]
    return bool(below) and person.name(below[0]) is not None


def _seats(offices: list[person.Office]) -> list[Signer]:
    """``offices`` as seats waiting for names: an authority takes the titles printed below it."""
    seats: list[Signer] = []
    stacked = False
    for office in offices:
        if stacked and seats:
            seats[-1] = Signer(None, office.title, office.authority or seats[-1].authority)
        else:
            seats.append(Signer(None, office.title, office.authority))
        stacked = office.authority is not None and office.authority != "Q."
    return seats
