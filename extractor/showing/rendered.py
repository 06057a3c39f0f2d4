"""The evidence of a document without pages, found again on the pages of its PDF by its words.

Both texts went through the same repairs, so in most cases the letters agree one by one, blanks aside; where a record is
printed several times, the one that stands as far into the text is meant. What a renderer adds or leaves out (numbers of
lists, a page's foot in between) breaks the chain, so the longest part that is found from the front and the one from the
back say where it begins and ends.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from pathlib import Path

from extractor.limits import Limits
from extractor.records.models import BoxRecord
from extractor.text import Span

_LEAST = 12  #: letters that must agree where the whole does not
_STRAY = 2  #: how many times the evidence's length what is found between its two ends may have


class Rendered:
    """The pages of ``pdf``, which was made of a document with this ``text``; read once, asked for many records."""

    def __init__(self, pdf: Path, text: str, limits: Limits) -> None:
        from extractor.readers.pdf import read_pdf
        from extractor.repair import repair

        self._pages = repair(read_pdf(pdf, limits))
        self._letters, self._places = _bare(self._pages.text)
        self._own, self._own_places = _bare(text)

    def boxes(self, span: Span) -> tuple[BoxRecord, ...]:
        """The boxes on the pages of what stands at ``span`` of the document's text; none where it is not found."""
        first, last = (bisect_left(self._own_places, offset) for offset in span)
        found = _found(self._letters, self._own[first:last], first / max(len(self._own), 1))
        if found is None:
            return ()
        place = Span(self._places[found.start], self._places[found.end - 1] + 1)
        return tuple(BoxRecord(**box._asdict()) for box in self._pages.boxes(place))


def _bare(text: str) -> tuple[str, list[int]]:
    """The letters of ``text`` without blanks and case, and where each stands."""
    pairs = [(c, i) for i, c in enumerate(text) if not c.isspace()]
    letters = "".join(_plain(c) for c, _ in pairs)
    return letters, [i for _, i in pairs]


def _plain(letter: str) -> str:
    """One letter for one letter: quotes and dashes, which programs change as they please, as one of each."""
    folded = unicodedata.normalize("NFC", letter).lower()
    if len(folded) != 1:
        return letter
    kind = unicodedata.category(folded)
    return "-" if kind == "Pd" else '"' if kind in ("Pi", "Pf") else folded


def _found(text: str, wanted: str, share: float) -> Span | None:
    """Where ``wanted`` stands in ``text``, nearest to ``share`` of its length."""
    if not wanted:
        return None
    whole = _nearest(text, wanted, share)
    if whole is not None:
        return Span(whole, whole + len(wanted))
    head = _longest(text, wanted, share, front=True)
    tail = _longest(text, wanted, share, front=False)
    if head and tail and head.start < tail.end <= head.start + _STRAY * len(wanted):
        return Span(head.start, tail.end)
    return max(filter(None, (head, tail)), key=lambda span: span.end - span.start, default=None)


def _longest(text: str, wanted: str, share: float, *, front: bool) -> Span | None:
    """The longest part of ``wanted`` from its front, or its back, that ``text`` has."""

    def part(length: int) -> str:
        return wanted[:length] if front else wanted[-length:]

    length = bisect_left(range(1, len(wanted) + 1), True, key=lambda n: part(n) not in text)
    at = _nearest(text, part(length), share) if length >= min(_LEAST, len(wanted)) else None
    return None if at is None else Span(at, at + length)


def _nearest(text: str, wanted: str, share: float) -> int | None:
    """Where ``wanted`` begins that stands nearest to ``share`` of ``text``."""
    aim = round(share * len(text))
    after, before = text.find(wanted, aim), text.rfind(wanted, 0, aim + len(wanted) - 1)
    places = [at for at in (after, before) if at >= 0]
    return min(places, key=lambda at: abs(at - aim), default=None)
