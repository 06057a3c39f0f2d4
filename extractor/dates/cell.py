"""One paragraph or table cell: its dates as printed first, then, once the whole document is known, as mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.dates import refusals, surroundings
from extractor.dates.certainty import NO_YEARS, Calendar, with_year
from extractor.dates.chains import Chain, chains
from extractor.dates.mention import DateMention, DateRole
from extractor.dates.piece import Piece
from extractor.dates.pieces import pieces
from extractor.dates.places import Places
from extractor.dates.recurrence import recurrences
from extractor.messages import say
from extractor.text import Note, Span


@dataclass(frozen=True, slots=True)
class Cell:
    """``words`` are folded and stand at ``start`` of the text; ``cited`` says of each chain whether a citation holds it."""

    start: int
    words: str
    chains: Sequence[Chain]
    cited: Sequence[bool]
    again: Sequence[DateMention]

    @classmethod
    def of(cls, start: int, folded: str, places: Places) -> Cell | None:
        """The cell whose ``folded`` words stand at ``start``; None where no date is printed."""
        again, printed = list(recurrences(folded)), pieces(folded)
        if not again and not printed:
            return None

        def holder(piece: Piece) -> int | None:
            return places.holder(start + piece.start, start + piece.end)

        free = [p for p in printed if not any(p.start < a.end and a.start < p.end for a in again)]
        found = chains(folded, free, apart=lambda a, b: holder(a) != holder(b))
        return cls(start, folded, found, [holder(chain.first) is not None for chain in found], again)

    @property
    def uncited(self) -> Iterator[Chain]:
        """What the document says of itself."""
        return (chain for chain, inside in zip(self.chains, self.cited, strict=True) if not inside)

    def mentions(self, whole: Calendar | None, year: int | None) -> Iterator[DateMention]:
        """The mentions of this cell, given the years of the ``whole`` document, which may lend none, and its ``year``."""
        for again in self.again:
            yield replace(again, start=self.start + again.start, end=self.start + again.end)
        here = NO_YEARS if all(chain.dated for chain in self.chains) else Calendar.of(self.uncited)
        follows: surroundings.Surroundings | None = None
        for chain, inside in zip(self.chains, self.cited, strict=True):
            dated = chain if chain.dated else self._inferred(chain, here, whole, year)
            follows = self._around(chain, follows if chain.listed else None) if dated else None
            if follows and dated:
                yield self._mention(dated, follows, "cited" if inside else follows.role, inferred=dated is not chain)

    def _around(self, chain: Chain, follows: surroundings.Surroundings | None) -> surroundings.Surroundings | None:
        """What stands around ``chain``; None where it is no date: lunar, or numbers that no word or list makes one."""
        if refusals.is_lunar(self.words, chain):
            return None
        around = surroundings.read(self.words, chain, follows)
        reaches = around.start < chain.first.start or around.end > chain.last.end
        return around if reaches or follows or refusals.tells_itself(self.words, chain) else None

    def _inferred(self, chain: Chain, here: Calendar, whole: Calendar | None, year: int | None) -> Chain | None:
        """A chain without a year, with the one the document makes certain."""
        if whole is None or refusals.has_no_year_of_ours(self.words, chain):
            return None
        return with_year(chain, here, whole, year)

    def stands_at(self, chain: Chain, place: Span | None) -> bool:
        """Whether ``chain`` stands at ``place`` of the text."""
        return place is not None and place.meets(Span(self.start + chain.first.start, self.start + chain.last.end))

    def _mention(self, chain: Chain, around: surroundings.Surroundings, role: DateRole, inferred: bool) -> DateMention:
        start, end = self.start + around.start, self.start + around.end
        doubts = [
            ("date_year_inferred", inferred),
            ("date_impossible", chain.first.impossible or chain.last.impossible),
            ("date_blank", chain.first.blank),
        ]
        return DateMention(
            start,
            end,
            "" if around.open_from else chain.first.first,
            "" if around.open_to else chain.last.last,
            "range" if chain.second else chain.first.precision,
            role,
            tuple(Note(code, say(f"warning_{code}"), start, end) for code, doubtful in doubts if doubtful),
        )


def with_role(mention: DateMention, issued: Span | None) -> DateMention:
    """``mention`` as the letterhead's date where it stands at ``issued``."""
    inside = issued is not None and issued.meets(Span(mention.start, mention.end))
    return replace(mention, role="issued") if inside and mention.role != "cited" else mention
