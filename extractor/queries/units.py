"""A comparison too wide for one page: the units in alphabetical order, each with all its years, as many as a page has room for.

Words that ten thousand targets hold are gone through whole: each target's unit is looked up, the page's targets are fetched.
With commoner words that alone takes a second at a million targets, so the documents of one unit after the other are asked for
their targets that hold the words, the newest first, until the page is full. What a page leaves out is said.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.queries.asking import conditions, decoded, statement
from extractor.queries.filters import each
from extractor.queries.query import Query, Record, Values
from extractor.queries.targets import more_than

if TYPE_CHECKING:
    from extractor.store import Store

_MANY = 10_000  # targets: to look up the unit of each takes 30 ms


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


def page(store: Store, query: Query, filters: Values, most: int, first: int, units: int | None) -> Page:
    """At most ``most`` targets that hold the words: all there are, or those of the units from number ``first`` on, at most
    ``units`` of them.
    """
    _, values = conditions(store, query, filters)
    if more_than(store, _MANY, values["words"]):
        return _walked(store, query, filters, most, first, units)
    return _gathered(store, query, filters, most, first, units)


def _gathered(store: Store, query: Query, filters: Values, most: int, first: int, units: int | None) -> Page:
    """Every target that fits with its unit, then the page's."""
    sql, values = statement(store, replace(query, sql=_UNIT_OF), filters)
    of_unit: dict[str, list[int]] = {}  # the newest first
    found = sorted(store.connection.execute(sql, values), key=lambda row: row[1], reverse=True)
    for unit, _, record in found:
        of_unit.setdefault(unit, []).append(record)
    if sum(map(len, of_unit.values())) <= most:
        return Page(_fetched(store, query, [n for records in of_unit.values() for n in records]))
    chosen: list[int] = []
    shown = cut = 0
    for unit in sorted(of_unit)[first:][:units]:
        if chosen and len(chosen) + len(of_unit[unit]) > most:
            break
        chosen += of_unit[unit][:most]
        cut += len(of_unit[unit]) > most
        shown += 1
    return Page(_fetched(store, query, chosen), shown, len(of_unit), cut)


def _fetched(store: Store, query: Query, records: list[int]) -> list[Record]:
    sql = query.sql.format(source=query.source, where="t.record_id IN (SELECT value FROM json_each(?))")
    return [decoded(row, query) for row in store.rows(sql, (json.dumps(records),))]


def _walked(store: Store, query: Query, filters: Values, most: int, first: int, units: int | None) -> Page:
    """Unit by unit through its documents, until the page is full."""
    names = _names(store, query, filters)
    others = replace(query, of="d.id", parameters=tuple(p for p in query.parameters if p.name != "words"))
    where, values = conditions(store, others, {name: typed for name, typed in filters.items() if name != "words"})
    values |= conditions(store, query, {"words": filters["words"]})[1] | {"most": most + 1}
    sql = query.sql.partition(" FROM {source}")[0] + _OF_ONE_UNIT.format(where=where)
    rows: list[Record] = []
    shown = cut = 0
    for name in names[first:][:units]:
        found = list(store.rows(sql, values | {"of_unit": name}))
        if rows and len(rows) + len(found) > most:
            break
        rows += [decoded(row, query) for row in found[:most]]
        cut += len(found) > most
        shown += 1
    if shown == len(names) and not cut:
        return Page(rows)
    return Page(rows, shown, len(names), cut)


def _names(store: Store, query: Query, filters: Values) -> list[str | None]:
    """The letterheads in alphabetical order, those that print none last; with ``--issuer`` those it asks for."""
    if "issuer" in filters:
        _, values = conditions(store, query, {"issuer": filters["issuer"]})
        return sorted(json.loads(values["issuer"]))
    found = store.connection.execute(f"{each('documents', 'issuer_words')} SELECT value FROM each_value")
    return [row[0] for row in found]


_UNIT_OF = (
    "SELECT coalesce(d.issuer_words, '~'), coalesce(d.issued_on, ''), t.record_id"
    " FROM {source} CROSS JOIN documents d ON d.id = t.document_id WHERE {where}"
)
#: A document's targets stand together, so that the index of words can be asked for that stretch alone.
_OF_ONE_UNIT = (
    " FROM documents d CROSS JOIN target_words w CROSS JOIN targets t ON t.record_id = w.rowid"
    " WHERE d.issuer_words IS :of_unit AND {where} AND w.bare MATCH :words"
    " AND w.rowid BETWEEN (SELECT min(record_id) FROM targets WHERE document_id = d.id)"
    " AND (SELECT max(record_id) FROM targets WHERE document_id = d.id) ORDER BY d.issued_on DESC, d.id LIMIT :most"
)
