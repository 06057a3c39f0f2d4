"""One document after the other: its evidence, the years its targets are for, the words that searching reads.

A text is fetched once and its records are held against it in Python: SQL's ``substr`` walks to its place from the beginning of
the text for every record, which took 32 s of CPU on 5,000 documents with 530 rows each; this takes 5.5 s.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extractor.integrity.fault import Fault
from extractor.store.words import PASSAGE_BITS

if TYPE_CHECKING:
    from extractor.store import Store

#: Called with how many documents are looked over, of how many.
Step = Callable[[int, int], None]

#: table → the column whose words must be exactly ``text[start:end]``, where it has one
_PLACED = {
    **{"sections": None, "targets": "statement", "dates": "text", "citations": "text"},
    **{"tables": None, "attachments": None, "warnings": None},
}


def look_over(store: Store, *, quick: bool, step: Step) -> Iterator[Fault]:
    """The faults of every document; ``quick`` leaves out its words."""
    documents = [tuple(row) for row in store.connection.execute("SELECT id, path FROM documents ORDER BY id")]
    step(0, len(documents))
    for done, (number, path) in enumerate(documents, 1):
        for look in _LOOKS[:-1] if quick else _LOOKS:
            yield from look(store, number, path)
        step(done, len(documents))


def _evidence(store: Store, document: int, path: str | None) -> Iterator[Fault]:
    """Records whose place lies outside the text, or whose words are not those at their place."""
    sql = "SELECT text, evidence FROM documents WHERE id = ?"
    text, header = store.connection.execute(sql, (document,)).fetchone()
    wrong = sum(_misplaced(store.connection, table, words, document, text) for table, words in _PLACED.items())
    sql = "SELECT evidence FROM attachments WHERE document_id = ?"
    for (evidence,) in [(header,), *store.connection.execute(sql, (document,))]:
        wrong += sum(not _stands(text, field["start"], field["end"]) for field in json.loads(evidence))
    if wrong:
        yield Fault("check_evidence_wrong", {"path": path, "count": wrong}, document, path, "reread")


def _misplaced(connection: sqlite3.Connection, table: str, words: str | None, document: int, text: str) -> int:
    quoted = f', "{words}"' if words else ""
    rows = connection.execute(f'SELECT start, "end"{quoted} FROM "{table}" WHERE document_id = ?', (document,))
    return sum(not _stands(text, *row) for row in rows)


def _stands(text: str, start: int, end: int, words: str | None = None) -> bool:
    return 0 <= start <= end <= len(text) and (words is None or text[start:end] == words)


def _spans(store: Store, document: int, path: str | None) -> Iterator[Fault]:
    """The years that its targets are for, by which a question for a year finds the document."""
    from extractor.store.writing import SPANS

    written = store.connection.execute('SELECT "from", "to" FROM target_spans WHERE document_id = ?', (document,))
    if set(map(tuple, written)) != set(map(tuple, store.connection.execute(SPANS, (document,)))):
        yield Fault("check_spans_differ", {"path": path}, document, path, "spans")


def _words(store: Store, document: int, path: str | None) -> Iterator[Fault]:
    """The full-text index against the rows that its text makes anew."""
    from pydantic import ValidationError

    from extractor.store.rows import rows_of

    try:
        rows = rows_of(store.load(document))
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        yield Fault("check_record_unreadable", {"path": path, "field": field}, document, path, "reread")
        return
    if _passages_of(store, document) != rows.passages or _target_words_of(store, document) != rows.target_words:
        yield Fault("check_words_differ", {"path": path}, document, path, "words")


def _passages_of(store: Store, document: int) -> list[tuple[object, ...]]:
    sql = 'SELECT exact, bare, page, start, "end" FROM passages WHERE rowid BETWEEN ? AND ? ORDER BY rowid'
    first = document << PASSAGE_BITS
    return [tuple(row) for row in store.connection.execute(sql, (first, first + (1 << PASSAGE_BITS) - 1))]


def _target_words_of(store: Store, document: int) -> list[str | None]:
    """The words of each target; ``None`` where they, or its facets, are not in the index as they should be."""
    sql = (
        "SELECT iif(w.facets = target_facets(d.issuer_words, d.doc_type, d.issued_on, t.role, t.op, t.unit, t.period), w.bare,"
        " NULL) FROM targets t JOIN documents d ON d.id = t.document_id LEFT JOIN target_words w ON w.rowid = t.record_id"
        " WHERE t.document_id = ? ORDER BY t.record_id"
    )
    return [row[0] for row in store.connection.execute(sql, (document,))]


#: The words last: they are what ``quick`` leaves out.
_LOOKS: tuple[Callable[[Store, int, str | None], Iterator[Fault]], ...] = (_evidence, _spans, _words)
