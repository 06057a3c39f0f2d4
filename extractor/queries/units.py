"""A comparison too wide for one page: the units in alphabetical order, each with all its years, as many as a page has room for.

Where two thousand targets fit, each one's unit is looked up and the page's targets are fetched. Where more do, one unit after
the other is asked for its own until the page is full; of a unit that has very many the documents are gone through, the newest
first. What a page leaves out is said.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.queries.asking import decoded, planned, row_by_row
from extractor.queries.filters import each
from extractor.queries.query import Query, Record, Values
from extractor.queries.rarest import numbers_of
from extractor.store.facets import facet

if TYPE_CHECKING:
    from extractor.store import Store

_MANY = 2_000  # targets: to look up the unit of each takes 8 ms
_DENSE = 4  # one target in so many
_LISTED = 20_000  # targets of one unit: to read their numbers from the index takes 20 ms


Hit = tuple[str | None, str | None, int, int]  #: a target's unit, the day of its document, the document's id, its own


@dataclass(frozen=True, slots=True)
class Page:
    """The targets to be compared; where not all are, of ``shown`` units of ``units``, ``cut`` of them by their newest alone."""

    rows: list[Record]
    shown: int = 0
    units: int = 0
    cut: int = 0

    @property
    def whole(self) -> bool:
        return not self.units


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as SQL. ``indexed`` where the index of words serves them all, ``dense`` where one target in four fits."""

    query: Query
    filters: Values
    where: str
    values: Record
    source: str
    indexed: bool
    dense: bool = False

    def probe(self, store: Store) -> list[int]:
        """The first targets that fit, as many as show whether there are more than ``_MANY``."""
        if self.indexed:
            return numbers_of(store, self.values["through"], _MANY + 1)
        sql = _PROBE.format(source=self.source, where=self.where)
        return [row[0] for row in store.connection.execute(sql, self.values | {"found": _MANY + 1})]

    def of_unit(self, store: Store, name: str | None, most: int) -> list[int]:
        """The unit's targets, those of its newest documents, at most ``most``.

        A document's targets stand together, so which of the numbers that the index gives are of which document is known without
        looking up each (1 µs against 5). Where every fourth target fits, a few documents fill the page and are looked into.
        """
        values = self.values | {"of_unit": name, "most": most}
        if not self.indexed:
            found: list[Hit] = store.connection.execute(
                _OF_UNIT.format(source=self.source, where=self.where), values
            ).fetchall()
            return [hit[3] for hit in _newest(found)[:most]]
        through = f'{values["through"]} AND "{facet("issuer", name)}"'
        numbers = [] if self.dense else numbers_of(store, through, _LISTED + 1)
        if self.dense or len(numbers) > _LISTED:
            sql = _LOOKED_INTO.format(where=row_by_row(self.query, self.filters))
            return [row[0] for row in store.connection.execute(sql, values)]
        return numbers if len(numbers) < most else _of_newest(store, numbers, values)

    def fetched(self, store: Store, numbers: list[int]) -> list[Record]:
        """The rows of these targets; two values may share a facet, so the filters are looked at again, all but the words."""
        where = f"{_NUMBERED} AND {row_by_row(self.query, self.filters, ('words',))}"
        rows = store.rows(
            self.query.sql.format(source="targets t", where=where), self.values | {"numbers": json.dumps(numbers)}
        )
        return [decoded(row, self.query) for row in rows]


def _of_newest(store: Store, numbers: list[int], values: Record) -> list[int]:
    """Those of ``numbers``, in their order, that stand in the newest documents of the unit."""
    chosen: list[int] = []
    for first, last in store.connection.execute(_STRETCHES, values):
        if first is not None:
            chosen += numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]
        if len(chosen) >= values["most"]:
            break
    return chosen[: values["most"]]


def page(store: Store, query: Query, filters: Values, most: int, first: int, units: int | None) -> Page:
    """At most ``most`` targets that hold the words: all there are, or those of the units from number ``first`` on, at most
    ``units`` of them.
    """
    where, values, plan = planned(store, query, filters)
    asked = Asked(query, filters, where, values, plan.source if plan else query.source, bool(plan))
    probe = asked.probe(store)
    if len(probe) > _MANY:
        return _walked(store, replace(asked, dense=probe[-1] - probe[0] < _DENSE * _MANY), most, first, units)
    return _gathered(store, asked, probe, most, first, units)


def _gathered(store: Store, asked: Asked, numbers: list[int], most: int, first: int, units: int | None) -> Page:
    """Of the targets that fit, each with its unit, the page's."""
    if len(numbers) <= most:
        return Page(asked.fetched(store, numbers))
    sql = _UNIT_OF.format(source="targets t", where=_NUMBERED)
    found: list[Hit] = store.connection.execute(sql, {"numbers": json.dumps(numbers)}).fetchall()
    of_unit: dict[str, list[int]] = {}
    for unit, _, _, record in _newest(found):
        of_unit.setdefault("~" if unit is None else unit, []).append(record)
    chosen: list[int] = []
    shown = cut = 0
    for unit in sorted(of_unit)[first:][:units]:
        if chosen and len(chosen) + len(of_unit[unit]) > most:
            break
        chosen += of_unit[unit][:most]
        cut += len(of_unit[unit]) > most
        shown += 1
    return Page(asked.fetched(store, chosen), shown, len(of_unit), cut)


def _newest(found: list[Hit]) -> list[Hit]:
    """Those of the newest documents first; a document's own in their order."""
    return sorted(sorted(found, key=lambda hit: hit[2:]), key=lambda hit: hit[1] or "", reverse=True)


def _walked(store: Store, asked: Asked, most: int, first: int, units: int | None) -> Page:
    """Unit by unit, until the page is full."""
    names = _names(store, asked)
    chosen: list[int] = []
    shown = cut = 0
    for name in names[first:][:units]:
        if len(chosen) >= most:
            break
        found = asked.of_unit(store, name, most + 1)
        if chosen and len(chosen) + len(found) > most:
            break
        chosen += found[:most]
        cut += len(found) > most
        shown += 1
    fetched = asked.fetched(store, chosen)
    return Page(fetched) if shown == len(names) and not cut else Page(fetched, shown, len(names), cut)


def _names(store: Store, asked: Asked) -> list[str | None]:
    """The letterheads in alphabetical order, those that print none last; with ``--issuer`` those it asks for."""
    if "issuer" in asked.filters:
        return sorted(json.loads(asked.values["issuer"]))
    found = store.connection.execute(f"{each('documents', 'issuer_words')} SELECT value FROM each_value")
    return [row[0] for row in found]


_UNIT_OF = (
    "SELECT d.issuer_words, d.issued_on, d.id, t.record_id"
    " FROM {source} CROSS JOIN documents d ON d.id = t.document_id WHERE {where}"
)
_NUMBERED = "t.record_id IN (SELECT value FROM json_each(:numbers))"
_OF_UNIT = f"{_UNIT_OF} AND d.issuer_words IS :of_unit"
_PROBE = "SELECT t.record_id FROM {source} CROSS JOIN documents d ON d.id = t.document_id WHERE {where} LIMIT :found"
#: From which to which number the targets of the unit's documents run, those of the newest first.
_STRETCHES = (
    "SELECT (SELECT min(record_id) FROM targets WHERE document_id = d.id), (SELECT max(record_id) FROM targets"
    " WHERE document_id = d.id) FROM documents d WHERE d.issuer_words IS :of_unit ORDER BY d.issued_on DESC, d.id"
)
_LOOKED_INTO = (
    "SELECT t.record_id FROM documents d CROSS JOIN targets t ON t.document_id = d.id"
    " WHERE d.issuer_words IS :of_unit AND {where} ORDER BY d.issued_on DESC, d.id, t.record_id LIMIT :most"
)
