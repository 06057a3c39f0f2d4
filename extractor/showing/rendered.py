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


def boxes_on(pdf: Path, text: str, span: Span, limits: Limits) -> list[BoxRecord]:
    """The boxes on the pages of ``pdf`` of what stands at ``span`` of ``text``; none where it is not found."""
    from extractor.readers.pdf import read_pdf
    from extractor.repair import repair

    pages = repair(read_pdf(pdf, limits))
    theirs, places = _bare(pages.text)
    wanted, before = _bare(span.of(text))[0], len(_bare(text[: span.start])[0])
    share = before / max(len(_bare(text)[0]), 1)
    found = _found(theirs, wanted, share)
    if found is None:
        return []
    return [BoxRecord(**box._asdict()) for box in pages.boxes(Span(places[found.start], places[found.end - 1] + 1))]


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
