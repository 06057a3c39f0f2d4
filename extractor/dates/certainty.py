"""The year of a date printed without one: taken only where the document itself makes it certain.

Never in a text in articles, which rules for every year: there "trước ngày 31 tháng 12" is a day of any of them.

Certain is: the line speaks of one year only, the letterhead's or the one after it (a comparison with an earlier year lends
none); or everywhere in the document that month (or part of the year) is printed with one and the same year; or the document
speaks of one year only, that of its own letterhead (not for quarters and halves, which forms print for any year). Dates
inside citations do not count, nor does the letterhead's month.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractor.dates.chains import Chain
from extractor.dates.piece import Piece

Slot = tuple[int, int]  # first month and length in months


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years a document speaks of, in all and by part of the year."""

    years: frozenset[int]
    by_slot: dict[Slot, frozenset[int]]

    @classmethod
    def of(cls, chains: Iterable[Chain]) -> Calendar:
        """The calendar of the uncited ``chains``."""
        years: set[int] = set()
        slots: dict[Slot, set[int]] = {}
        for piece in (p for c in chains for p in (c.first, c.last)):
            if piece.year is None or (not piece.marked and piece.month is None):
                continue
            years |= {piece.year, piece.until or piece.year}
            if piece.month is not None:
                slots.setdefault((piece.month, piece.months), set()).add(piece.year)
        return cls(frozenset(years), {slot: frozenset(found) for slot, found in slots.items()})


NO_YEARS = Calendar(frozenset(), {})


def with_year(chain: Chain, here: Calendar, whole: Calendar, year: int | None) -> Chain | None:
    """``chain`` with its missing year, from its line (``here``) or the document (``whole``); None when it stays open."""
    spoken = _only(here.years)
    near = spoken if year is not None and spoken in {year, year + 1} else None
    spoken_everywhere = _only(whole.years, year) if chain.first.precision in {"day", "month"} else None
    for certain in (near, _slot(chain.first, whole), spoken_everywhere):
        if certain is not None:
            return replace(chain, first=_filled(chain.first, certain), second=chain.second and _filled(chain.second, certain))
    return None


def _filled(piece: Piece, year: int) -> Piece:
    return piece if piece.year is not None else replace(piece, year=year)


def _slot(piece: Piece, whole: Calendar) -> int | None:
    return None if piece.month is None else _only(whole.by_slot.get((piece.month, piece.months), frozenset()))


def _only(years: frozenset[int], year: int | None = None) -> int | None:
    """The one year in ``years``, if it does not contradict ``year``."""
    return next(iter(years)) if len(years) == 1 and (year is None or year in years) else None
