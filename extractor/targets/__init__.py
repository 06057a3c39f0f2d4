"""Targets and results: every measure of a document with what it measures, its bound, its unit, its time, and its evidence.

The way of a number, one file a step: ``numbers`` reads it, ``names`` takes out what only names or dates, ``quantities`` adds
comparator, unit and base, ``statements`` finds the evidence, ``places`` and ``roles`` say whether it is to be reached or was,
``admission`` whether it is a measure at all, ``parts`` and ``wording`` who and what is measured, ``periods`` for when,
``nesting`` what is a share of what. ``in_words`` finds targets without a number, ``columns`` and ``rows`` those of tables. The
words are data: ``models/units.toml`` and ``models/measures/words.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.targets.lines import Surroundings, in_lines
from extractor.targets.periods import Periods
from extractor.targets.places import Places, guessed_type
from extractor.targets.rows import Setting, of_table
from extractor.targets.target import Op, Role, Target
from extractor.text import Span, Text

if TYPE_CHECKING:
    from extractor.dates import DateMention
    from extractor.language import Phrase
    from extractor.sections import Section
    from extractor.tables import Table

__all__ = ["Op", "Role", "Target", "find"]


def find(
    text: Text,
    *,
    sections: Sequence[Section] = (),
    doc_type: str | None = None,
    cited: Sequence[Span] = (),
    dates: Sequence[DateMention] = (),
    tables: Sequence[Table] = (),
    closing: Sequence[Span] = (),
    noun_phrases: Callable[[str], list[Phrase]] | None = None,
) -> list[Target]:
    """The measures of ``text`` in reading order.

    ``doc_type`` is the official abbreviation (BC, KH …); ``cited`` are citations, whose numbers measure nothing; ``closing``
    the letterhead (the first, which holds the title) and the closing block. Without ``noun_phrases`` subjects are bounded by
    verbs alone. Linear in the text; never raises on what it is given.
    """
    title = closing[0] if closing else Span(0, min(800, len(text.text)))
    places = Places(sections, doc_type or guessed_type(title.of(text.text)))
    around = Surroundings(
        places=places,
        periods=Periods(text.text, dates, title, looks_ahead=places.looks_ahead, looks_back=places.looks_back),
        masks=sorted([*cited, *(Span(d.start, d.end) for d in dates)]),
        cited=sorted(cited),
        skipped=sorted([*closing, *(Span(t.start, t.end) for t in tables)]),
        noun_phrases=noun_phrases,
    )
    found = in_lines(text.text, around)
    for index, table in enumerate(tables):
        place = places.at(table.start)
        setting = Setting(place.role, around.periods.around(place.heads, ahead=place.role == "target"))
        if not place.norm and not _lists_pages(table):
            found.extend(of_table(index, table, setting, len(found)))
    return _in_reading_order(found)


def _lists_pages(table: Table) -> bool:
    """Whether a table is one of contents: no header, and numbers at the end of its rows that only rise."""
    ends = [int(row[-1]) for row in table.data if row[-1].strip().isdecimal() and len(row[-1]) < 4]
    rows = sum(any(row) for row in table.data)
    return not table.header_rows and len(ends) >= max(5, rows * 3 // 4) and ends == sorted(ends)


def _in_reading_order(found: list[Target]) -> list[Target]:
    """``found`` by place in the text, the indices of parents moved along."""
    order = sorted(range(len(found)), key=lambda i: found[i].start)
    moved = {old: new for new, old in enumerate(order)}
    return [found[i] if (p := found[i].parent) is None else replace(found[i], parent=moved[p]) for i in order]
