"""Columns that are made from others of the document: what they hold, and writing them anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from extractor.store.rows import DERIVED, DOCUMENT_COLUMNS, RECORD_COLUMNS, Row, Rows

_COLUMNS = {"documents": DOCUMENT_COLUMNS, **RECORD_COLUMNS}
_PLACES = {table: [_COLUMNS[table].index(name) for name in names] for table, names in DERIVED.items()}


def derived(document: Row, records: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """table → the derived values of each of its rows."""
    tables = {"documents": [document], **records}
    return {table: [tuple(row[n] for n in places) for row in tables[table]] for table, places in _PLACES.items()}


def write_derived(connection: sqlite3.Connection, document_id: int, rows: Rows) -> None:
    """Set the derived columns of a stored document to what ``rows``, made from it, have."""
    for table, values in derived(rows.document, rows.records).items():
        key, owner = ("id", "id") if table == "documents" else ("record_id", "document_id")
        found = connection.execute(f'SELECT {key} FROM "{table}" WHERE {owner} = ? ORDER BY {key}', (document_id,)).fetchall()
        sets = ", ".join(f'"{name}" = ?' for name in DERIVED[table])
        changed = [(*some, row[0]) for some, row in zip(values, found, strict=True)]
        connection.executemany(f'UPDATE "{table}" SET {sets} WHERE {key} = ?', changed)
