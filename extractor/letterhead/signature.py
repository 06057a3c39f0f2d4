"""Chức vụ, họ tên người ký: "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Nguyễn Văn A", one or several.

A signer is an office followed, within a few lines, by a line that is nothing but a name. Of stacked authorities the last
counts (who signs for whom), and the office below it is the title. Two signers side by side come as two columns, or as two
offices before two names; they are matched in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.letterhead import person
from extractor.letterhead.lines import HeadLine
from extractor.letterhead.model import Signer
from extractor.text import Span

_MOST_BETWEEN = 30  # lines from an office to the name: seals, dates, recipients between two columns read across


class Signatures(NamedTuple):
    """The signers, and the lines ``[first, last]`` of their block among those looked at."""

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
    if len(signers) == 1 and signers[0].name is None and blocks:
        return _named_below(lines, signers[0], first)
    return Signatures(signers, first, last, Span(lines[first].start, lines[last].end))


def _named_below(lines: Sequence[HeadLine], signer: Signer, first: int) -> Signatures:
    """The office of one column with the one person's name below it that stands in none: a scan, whose columns end early."""
    below = enumerate(lines[first + 1 : first + 1 + _MOST_BETWEEN], first + 1)
    names = [(i, named) for i, line in below if line.column is None and (named := person.familiar(line))]
    last, named = names[0] if len(names) == 1 else (first, None)
    return Signatures((replace(signer, name=named),), first, last, Span(lines[first].start, lines[last].end))


def _column(lines: Sequence[HeadLine], column: int | None) -> Signatures | None:
    """The signers of one column, in order."""
    seats: list[_Seat] = []
    taken = 0
    for i, office, named in _events(lines, column):
        if office and seats and seats[-1].name is None and seats[-1].acting:
            seats[-1] = _Seat(i, office, seats[-1].office.authority, first=seats[-1].first)
        elif office:
            seats.append(_Seat(i, office, None, first=i))
        elif taken < len(seats):
            seats[taken] = seats[taken]._replace(name=named, last=i)
            taken += 1
    sat = [seat for seat in seats if not seat.office.prepares and (seat.name or not taken)]
    if not sat:
        return None
    first, last = min(seat.first for seat in sat), max(seat.last for seat in sat)
    signers = tuple(Signer(seat.name, seat.office.title, seat.authority) for seat in sat)
    return Signatures(signers, first, last, Span(lines[first].start, lines[last].end))


class _Seat(NamedTuple):
    """An office waiting for, or holding, its name; ``above`` is the authority printed over it."""

    last: int
    office: person.Office
    above: str | None
    first: int
    name: str | None = None

    @property
    def authority(self) -> str | None:
        return self.office.authority or self.above

    @property
    def acting(self) -> bool:
        """Whether the title of who signs stands on the next line ("KT. CHỦ TỊCH")."""
        return self.office.authority is not None and self.office.authority != "Q."


def _events(lines: Sequence[HeadLine], column: int | None) -> Iterator[tuple[int, person.Office | None, str | None]]:
    """Offices and names of one column in reading order, until too many other lines follow an office."""
    since = None
    for i, line in enumerate(lines):
        if line.column != column:
            continue
        office = person.office(line) or (person.plain_office(line) if _name_follows(lines, i, column) else None)
        named = None if office or since is None else person.name(line)
        if office or named:
            yield i, office, named
            since = 0
        elif since is not None and (since := since + 1) > _MOST_BETWEEN:
            return


def _name_follows(lines: Sequence[HeadLine], i: int, column: int | None) -> bool:
    below = [line for line in lines[i + 1 : i + 4] if line.column == column and not person.signed(line) and not line.ornament]
    return bool(below) and person.name(below[0]) is not None
