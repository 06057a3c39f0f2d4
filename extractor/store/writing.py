"""Writing: one document replaces what stood in its place, inside the caller's transaction.

``executemany`` with prepared tuples: 923k rows/s against 240k for sqlite-utils' inserts (301 rows a document, 2 cores).
Triggers for the word index would halve it again, so its rows are written here and only deleted by triggers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain

from extractor.store.facets import target_facets
from extractor.store.links import link
from extractor.store.rows import DOCUMENT_COLUMNS, RECORD_COLUMNS, Row, Rows
from extractor.store.seal import seal
from extractor.store.words import PASSAGE_BITS


def _insert(table: str, columns: Iterable[str]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" for _ in names.split(","))})'


_INSERT_DOCUMENT = _insert("documents", ("id", *DOCUMENT_COLUMNS, "record_sha256"))
_INSERT_RECORD = {
    table: _insert(table, chain(("record_id", "document_id"), columns)) for table, columns in RECORD_COLUMNS.items()
}
#: (from, to) of each span that the targets of a document are for; schemas/sql/008_asking.sql says what they are kept for.
SPANS = (
    'SELECT DISTINCT coalesce(period_from, issued_on) AS "from", coalesce(period_to, issued_on) AS "to"'
    " FROM targets t JOIN documents d ON d.id = t.document_id WHERE d.id = ? AND coalesce(period_from, issued_on) IS NOT NULL"
)
_INSERT_PASSAGE = _insert("passages", ("rowid", "exact", "bare", "page", "start", "end"))
_INSERT_TARGET_WORDS = _insert("target_words", ("rowid", "bare", "facets"))
_LETTERHEAD = [DOCUMENT_COLUMNS.index(column) for column in ("issuer_words", "doc_type", "issued_on")]
_FILTERED = [RECORD_COLUMNS["targets"].index(column) for column in ("role", "op", "unit", "period")]


def write(connection: sqlite3.Connection, rows: Rows) -> int:
    """Write ``rows`` in the place of a document with the same path or the same content; the document's id."""
    document_id = _make_room(connection, rows)
    connection.execute(_INSERT_DOCUMENT, (document_id, *rows.document, seal(rows.document, rows.records)))
    for table, records in rows.records.items():
        if records:
            first = _next_id(connection, table, "record_id")
            _write_records(connection, table, document_id, first, records)
            if table == "targets":
                _write_target_words(connection, range(first, first + len(records)), rows)
    write_spans(connection, document_id)
    _write_passages(connection, document_id, rows)
    link(connection, document_id)
    return document_id


def write_words(connection: sqlite3.Connection, document_id: int, rows: Rows) -> None:
    """Index the words of a stored document anew; ``rows`` are those of this document."""
    first = document_id << PASSAGE_BITS
    connection.execute("DELETE FROM passages WHERE rowid BETWEEN ? AND ?", (first, first + (1 << PASSAGE_BITS) - 1))
    _write_passages(connection, document_id, rows)
    sql = "SELECT record_id FROM targets WHERE document_id = ? ORDER BY record_id"
    targets = [row[0] for row in connection.execute(sql, (document_id,))]
    connection.executemany("DELETE FROM target_words WHERE rowid = ?", [(n,) for n in targets])
    _write_target_words(connection, targets, rows)


def _write_target_words(connection: sqlite3.Connection, targets: Sequence[int], rows: Rows) -> None:
    letterhead = [rows.document[n] for n in _LETTERHEAD]
    filtered = ([target[n] for n in _FILTERED] for target in rows.records["targets"])
    facets = [target_facets(*letterhead, *some) for some in filtered]  # type: ignore[arg-type]  # columns of text
    connection.executemany(_INSERT_TARGET_WORDS, list(zip(targets, rows.target_words, facets, strict=True)))


def write_spans(connection: sqlite3.Connection, document_id: int) -> None:
    """Set down anew what years the targets of a stored document are for."""
    connection.execute("DELETE FROM target_spans WHERE document_id = ?", (document_id,))
    connection.execute(f"INSERT INTO target_spans SELECT ?, * FROM ({SPANS})", (document_id, document_id))


def _write_passages(connection: sqlite3.Connection, document_id: int, rows: Rows) -> None:
    first = document_id << PASSAGE_BITS
    connection.executemany(_INSERT_PASSAGE, [(n, *row) for n, row in enumerate(rows.passages, first)])


def _write_records(connection: sqlite3.Connection, table: str, document: int, first: int, records: list[Row]) -> None:
    connection.executemany(_INSERT_RECORD[table], [(n, document, *row) for n, row in enumerate(records, first)])


def _make_room(connection: sqlite3.Connection, rows: Rows) -> int:
    """Delete what ``rows`` replace; the id to write under, so that a changed file keeps its document's id."""
    sql = "SELECT id FROM documents WHERE sha256 = ? UNION SELECT id FROM documents WHERE path = ? ORDER BY id"
    old = [row[0] for row in connection.execute(sql, (rows.sha256, rows.path))]
    connection.executemany("DELETE FROM documents WHERE id = ?", [(n,) for n in old])
    return old[0] if old else _next_id(connection, "documents", "id")


def _next_id(connection: sqlite3.Connection, table: str, column: str) -> int:
    return int(connection.execute(f'SELECT coalesce(max("{column}"), 0) + 1 FROM "{table}"').fetchone()[0])
