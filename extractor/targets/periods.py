"""The time a measure is for: named in its statement, else in the headings around it, else in the document's title.

A date that only names a document or an event, or that a value is compared with, is no period. Of several, the nearest to the
number is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.text import Span

if TYPE_CHECKING:
    from extractor.dates import DateMention

Period = tuple[str, str]

_BEHIND = 40  # characters: a time behind a number may be that of the next one
_COMPARED = re.compile(r"(?<!\w)so (?:với |cùng )?(?:cùng kỳ )?$")
_NOT_FOR = frozenset({"issued", "cited", "recurrence"})


class Periods:
    """The dates of one text that can say what time a measure is for; ``title`` is the stretch that holds the title."""

    def __init__(self, text: str, dates: Sequence[DateMention], title: Span) -> None:
        kept = (d for d in dates if d.role not in _NOT_FOR and not _COMPARED.search(text, max(0, d.start - 24), d.start))
        self._dates = sorted(kept, key=lambda d: d.start)
        self._starts = [d.start for d in self._dates]
        self._title = self._within(title)

    def of(self, statement: Span, number: int, heads: Sequence[Span], *, ahead: bool = False) -> Period | None:
        """The period of a measure whose number stands at ``number``; ``heads`` are the headings from the innermost out.

        ``ahead``: it is still to be reached, and of two times in the title ("… năm 2024, phương hướng năm 2025") the last.
        """
        near = min(
            self._within(statement),
            key=lambda d: number - d.end if d.end <= number else d.start - number + _BEHIND,
            default=None,
        )
        if near is not None:
            return near.from_, near.to
        for head in heads:
            within = self._within(head)
            if within:
                return within[-1].from_, within[-1].to
        if not self._title:
            return None
        named = self._title[-1 if ahead else 0]
        return named.from_, named.to

    def _within(self, span: Span) -> list[DateMention]:
        """The mentions in ``span`` that are a stretch of time or an end, not a single day."""
        out = []
        for i in range(bisect_left(self._starts, span.start), len(self._dates)):
            found = self._dates[i]
            if found.end > span.end:
                break
            if found.precision != "day" or not found.from_ or not found.to:
                out.append(found)
        return out
