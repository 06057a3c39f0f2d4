"""How does the same target stand across units and years? One row a unit, one column a year.

Which targets are "the same" is not known, only what they say; so a unit whose document has several that fit gets a row for
each, marked ambiguous, and none is picked in silence. Within a unit the rows run through the years by likeness of wording.
Words that very many targets hold give a page of units (``units``), and the answer says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from extractor.queries.asking import conditions, paged, paging
from extractor.queries.filters import positive
from extractor.queries.query import Answer, Note, Parameter, Query, Record, Values
from extractor.queries.targets import TARGETS
from extractor.queries.units import Page, page
from extractor.queries.values import DOUBTFUL, shown_value
from extractor.store.words import bare, exact, tokens
from extractor.text.fold import ascii_aligned, fold_ascii

if TYPE_CHECKING:
    from extractor.store import Store

_ALIKE = 0.5  # share of words two wordings have in common (Jaccard) from which they count as one measure
_COMPARED, _MOST = "compared", "200"  # the option, and how many targets are compared without it
_FIXED = ("issuer", "parent_issuer", "role", "measure", "match", "ambiguous")
_SHOWN = ("issuer", "role", "measure", "match", "ambiguous")
_MATCHES = ("measure", "statement", "words")
_CELL = (
    *("op", "low", "high", "unit", "base", "confidence", "document_id", "document_path", "document_number"),
    *("page", "start", "end", "evidence"),
)


@dataclass(slots=True)
class Measure:
    """One row under construction: what one unit says of one thing, over the years."""

    first: Record
    words: frozenset[str]
    cells: dict[str, list[Record]] = field(default_factory=dict)
    documents: set[int] = field(default_factory=set)

    def likeness(self, words: frozenset[str]) -> float:
        shared = len(self.words & words)
        return shared / max(len(self.words) + len(words) - shared, 1)


@dataclass(slots=True)
class Measures:
    """The rows of one unit. Two wordings that share half of their words share one of the rarer half of either, so a wording is
    compared only with those that ``having`` (unit of the value, word) names: five hundred with all others took 30 ms.
    """

    rows: list[Measure] = field(default_factory=list)
    having: dict[tuple[str | None, str], list[int]] = field(default_factory=dict)

    def place(self, row: Record) -> None:
        """Put ``row`` with the measure worded most like it that has no value from the same document yet."""
        words, measure, most = frozenset(row["wording"]), None, 0.0
        rarer = [(row["unit"], word) for word in row["wording"][: len(words) // 2 + 1]]
        for other in (self.rows[n] for n in sorted({n for key in rarer for n in self.having.get(key, ())})):
            if row["document_id"] not in other.documents and (likeness := other.likeness(words)) > most and likeness >= _ALIKE:
                measure, most = other, likeness
        if measure is None:
            measure = Measure(row, words)
            for key in rarer:
                self.having.setdefault(key, []).append(len(self.rows))
            self.rows.append(measure)
        measure.documents.add(row["document_id"])
        measure.cells.setdefault(year_of(row), []).append(row)


def _answer(store: Store, query: Query, given: Values) -> Answer:
    limit, offset = paging(query, given)
    filters = {k: v for k, v in given.items() if k not in ("limit", "offset")}
    most = conditions(store, query, {_COMPARED: given.get(_COMPARED, _MOST)})[1][_COMPARED]
    chosen = page(store, query, filters, most, offset, limit)
    chosen.rows.sort(key=lambda row: (row["document_issued_on"] or "", row["document_id"], row["start"]))
    units: dict[tuple[str, ...], Measures] = {}
    fitting = list(_fitting(chosen.rows, given["words"]))
    parents = _only_parents(fitting)
    for row in fitting:
        units.setdefault(_unit(row, parents), Measures()).place(row)
    rows = [_row(measure, of_unit.rows) for _, of_unit in sorted(units.items(), key=itemgetter(0)) for measure in of_unit.rows]
    rows.sort(key=lambda row: _MATCHES.index(row["match"]))  # the doubtful last
    notes: list[Note] = []
    if chosen.whole:
        rows = list(paged(rows[offset:], limit, offset, notes))
    else:
        notes += _left_out(chosen, most, offset)
    years = tuple(sorted({year for row in rows for year in row["years"]}))
    return Answer(rows, (*_FIXED, *years), (*_SHOWN, *years), flat=lambda row: _flat(row, years), notes=notes)


def _left_out(chosen: Page, most: int, offset: int) -> Iterator[Note]:
    """What a page of units does not show."""
    after = offset + chosen.shown
    numbers: dict[str, object] = {"most": most, "first": min(offset + 1, after), "last": after, "units": chosen.units}
    yield Note("note_compare_more" if after < chosen.units else "note_compare_last", numbers)
    if chosen.cut:
        yield Note("note_compare_cut", {"units": chosen.cut, "most": most})


def _fitting(rows: list[Record], words: str) -> Iterator[Record]:
    """Of each document the targets that fit best: those that measure what the words say, else those whose statement says
    them as a phrase, else those that have the words apart. ``match`` tells which; ``wording`` has the words of what is
    measured, the rarest first.

    "lao động tiên tiến" is a title; a sentence on "người lao động" and "điển hình tiên tiến" is about something else.
    """
    phrase = f" {' '.join(tokens(bare(exact(words))))} "
    measured = zip(_tokens(rows, "subject"), _tokens(rows, "indicator"), strict=True)
    for row, (subject, indicator) in zip(rows, measured, strict=True):
        row["match"] = "measure" if phrase in f" {' '.join(subject)}  {' '.join(indicator)} " else ""
        row["wording"] = {*subject, *indicator}
    unmatched = [row for row in rows if not (row["match"] and row["wording"])]
    for row, statement in zip(unmatched, _tokens(unmatched, "statement"), strict=True):
        row["match"] = row["match"] or ("statement" if phrase in f" {' '.join(statement)} " else "words")
        row["wording"] = row["wording"] or set(statement)
    times = Counter(chain.from_iterable(row["wording"] for row in rows))
    rarity = {word: place for place, word in enumerate(sorted(times, key=lambda word: (times[word], word)))}
    for row in rows:
        row["wording"] = sorted(row["wording"], key=rarity.__getitem__)
    for _, group in groupby(rows, key=lambda row: row["document_id"]):
        of_document = list(group)
        best = min((row["match"] for row in of_document), key=_MATCHES.index)
        yield from (row for row in of_document if row["match"] == best)


def _tokens(rows: list[Record], name: str) -> list[list[str]]:
    """The words of one column, without diacritics; all rows in one go, since each alone takes three times as long."""
    column = "\0".join((row[name] or "").replace("\0", " ") for row in rows)
    return [tokens(form) for form in ascii_aligned(column).split("\0")] if rows else []


def _only_parents(rows: Iterable[Record]) -> dict[str, str]:
    """Issuer → the one body above it that its documents name: one that prints none is then of the same unit.

    Two bodies of one name ("Trạm Y tế xã Tân Lập" of two districts) stay apart, and so does one that names neither.
    """
    named: dict[str, set[str]] = {}
    for row in rows:
        if row["parent_issuer"]:
            named.setdefault(_folded(row["document_issuer"]), set()).add(_folded(row["parent_issuer"]))
    return {issuer: parents.pop() for issuer, parents in named.items() if len(parents) == 1}


def _unit(row: Record, only_parents: Mapping[str, str]) -> tuple[str, ...]:
    issuer = _folded(row["document_issuer"])
    return (issuer, _folded(row["parent_issuer"]) or only_parents.get(issuer, ""), row["role"])


@lru_cache(1_000)
def _folded(name: str | None) -> str:
    """The name of a body; a page has few, each many times."""
    return fold_ascii(name or "")


def _wording(row: Record) -> str:
    """What is measured, without the numbers that differ from year to year where that is known."""
    return " ".join(filter(None, (row["subject"], row["indicator"]))) or str(row["statement"])


def year_of(row: Record) -> str:
    """The column of a target: the years of its period (an open one: the end that stands), else of its document, or "?"."""
    if row["period"] is None:
        return str(row["document_issued_on"] or "?")[:4]
    first, last = row["period"]["from"][:4], row["period"]["to"][:4]
    return first or last if first == last or not (first and last) else f"{first}–{last}"


def _row(measure: Measure, of_unit: list[Measure]) -> Record:
    return {
        "issuer": measure.first["document_issuer"],
        "parent_issuer": measure.first["parent_issuer"],
        "role": measure.first["role"],
        "measure": _wording(measure.first),
        "match": measure.first["match"],
        "ambiguous": len(of_unit) > 1,
        "years": {year: [_cell(row) for row in rows] for year, rows in sorted(measure.cells.items())},
    }


def _cell(row: Record) -> Record:
    return {name: row[name] for name in _CELL} | {"doubtful": row["confidence"] < DOUBTFUL}


def _flat(row: Record, years: Iterable[str]) -> Record:
    """One column a year: the values, each with the page it stands on."""
    cells = {year: "; ".join(f"{shown_value(c)} [{c['page']}]" for c in row["years"].get(year, ())) for year in years}
    return {name: row[name] for name in _FIXED} | cells


COMPARE = Query(
    name="compare",
    sql=TARGETS.sql.replace("SELECT ", "SELECT d.parent_issuer, ", 1),
    description="query_compare",
    example='vanban compare "lao động tiên tiến" --db kho.db',
    columns=(*_FIXED, "years"),
    shown=(*_FIXED, "years"),
    parameters=(*TARGETS.parameters, Parameter(_COMPARED, "1", "filter_compared", bind=positive)),
    source=TARGETS.source,
    of=TARGETS.of,
    words="argument_compare_words",
    json_columns=frozenset({"period"}),
    answer=_answer,
    plan=TARGETS.plan,
)
