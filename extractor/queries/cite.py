"""What is known of a referenced document, and every place that cites it.

A number alone does not tell a document ("34-CT/TW" comes anew every term of a congress), so what the citing documents say of
its date, issuer and title is counted and shown side by side instead of merged.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from extractor.queries.asking import paged, paging, rows_of
from extractor.queries.citations import CITATIONS
from extractor.queries.query import Answer, Note, Query, Record, Values
from extractor.registry import KnownDocument, by_key, by_name
from extractor.store.words import key_of

if TYPE_CHECKING:
    from extractor.store import Store

_KNOWN = ("key", "doc_type_name", "number", "issued_on", "issuer", "title")
_REGISTERED = ("number", "type", "name", "issued_on", "valid_from", "valid_to", "replaced_by")
_AMONG = "IN (SELECT value FROM json_each(:cited))"
_COUNTED = 1_000  # places whose values are counted, those of the documents stored first: 4 ms
_NEAR = 10  # keys offered when nothing has the one asked for


def _answer(store: Store, query: Query, given: Values) -> Answer:
    known = _registered(given["words"])
    keys = list(dict.fromkeys([key_of(given["words"]), *(key_of(entry.number) for entry in known if entry.number)]))
    cited = json.dumps(keys)
    notes: list[Note] = []
    found = rows_of(store, query, {k: v for k, v in given.items() if k != "words"}, {"cited": cited})
    places = paged(found, *paging(query, given), notes)
    first, told = next(places, None), _known(store, cited)
    about = {
        "key": first["key"] if first else given["words"],
        "known": told,
        "registry": [{name: getattr(entry, name) or None for name in _REGISTERED} for entry in known],
        "in_store": _in_store(store, cited),
        "near": [] if told["places"] else _near(store, keys[0]),
    }
    rows = chain([first], places) if first else ()
    return Answer(rows, query.columns, query.shown, about=about, rows_name="places", notes=notes)


def _registered(words: str) -> list[KnownDocument]:
    """What the registry has under this number, or under this name ("Luật Đất đai" is five laws)."""
    return [*by_key(words), *by_name(words)]


def _known(store: Store, cited: str) -> Record:
    """For each field the values seen and how often, the commonest first, whatever the filters: over all places, or the first
    ``_COUNTED``; ``counted`` says over how many.
    """
    names = ", ".join(f'"{name}"' for name in _KNOWN)
    sql = (
        f"SELECT {names} FROM citations WHERE folded_key {_AMONG} ORDER BY folded_key, document_id, record_id LIMIT {_COUNTED}"
    )
    rows = store.connection.execute(sql, {"cited": cited}).fetchall()
    columns = zip(*rows, strict=True) if rows else ((),) * len(_KNOWN)
    seen: Record = {
        name: [{"value": value, "count": n} for value, n in Counter(filter(None, column)).most_common()]
        for name, column in zip(_KNOWN, columns, strict=True)
    }
    count = f"SELECT count(*), count(DISTINCT document_id) FROM citations WHERE folded_key {_AMONG}"
    places, documents = store.connection.execute(count, {"cited": cited}).fetchone()
    return seen | {"places": places, "documents": documents, "counted": len(rows)}


def _in_store(store: Store, cited: str) -> list[Record]:
    columns = "id, path, number, doc_type, issuer, issued_on, subject"
    sql = f"SELECT {columns} FROM documents WHERE number_key {_AMONG} ORDER BY id"
    return list(store.rows(sql, {"cited": cited}))


def _near(store: Store, key: str) -> list[str]:
    """Keys that begin as what was asked for, by the longest beginning that any has; for a piece of a number those that hold it,
    which takes a look at every key (130 ms at a million).
    """
    for begin in _beginnings(key):
        if found := [row["key"] for row in store.rows(_BEGINS, {"begin": begin, "near": _NEAR})]:
            return found
    return [] if _NUMBERED.match(key) else [row["key"] for row in store.rows(_HOLDS, {"key": key, "near": _NEAR})]


def _beginnings(key: str) -> Iterator[str]:
    """ "98/2023/nđ-cp" → itself, "98/2023", "98/": a whole piece less each time."""
    yield key
    pieces = key.split("/")
    yield from ("/".join(pieces[:n]) + "/" for n in range(len(pieces) - 1, 0, -1))


_NUMBERED = re.compile(r"[0-9]+[/-].*[^0-9]")
#: From one key to the next through the index: a key may stand in a hundred thousand places.
_BEGINS = (
    "WITH RECURSIVE near (value) AS ("
    "SELECT min(folded_key) FROM citations WHERE folded_key >= :begin AND folded_key < :begin || '~' UNION ALL"
    " SELECT (SELECT min(folded_key) FROM citations WHERE folded_key > value AND folded_key < :begin || '~')"
    " FROM near WHERE value IS NOT NULL LIMIT :near)"
    ' SELECT (SELECT "key" FROM citations WHERE folded_key = value LIMIT 1) AS "key" FROM near WHERE value IS NOT NULL'
)
_HOLDS = (
    'SELECT "key" FROM citations WHERE instr(folded_key, :key) > 0 GROUP BY folded_key'
    " ORDER BY instr(folded_key, :key), count(*) DESC LIMIT :near"
)

CITE = Query(
    name="cite",
    sql=CITATIONS.sql.replace("WHERE {where}", f"WHERE c.folded_key {_AMONG} AND {{where}}"),
    description="query_cite",
    example="vanban cite 98/2023/NĐ-CP --db kho.db",
    columns=CITATIONS.columns,
    shown=("document_number", "document_issuer", "document_issued_on", "relation", "page", "evidence", "document_path"),
    parameters=tuple(p for p in CITATIONS.parameters if p.name not in ("key", "cited-type", "cited-year")),
    of=CITATIONS.of,
    order="c.folded_key, c.document_id, c.record_id",
    words="argument_cite_key",
    json_columns=CITATIONS.json_columns,
    answer=_answer,
)
