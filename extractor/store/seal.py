"""The seal: a digest over what the rows of a document say, written with them, so that what is lost or changed later is seen.

Left out is what the program itself may write anew: the path (a file is moved) and what is made from other columns, which is
compared with what they make now. So is a column without a value, so that one that a later version adds breaks no seal.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence

from extractor.store.rows import DERIVED, DOCUMENT_COLUMNS, RECORD_COLUMNS, Row

_MOVED = "path"
_REALS = frozenset({"low", "high", "base", "confidence"})


def seal(document: Row, records: Mapping[str, Sequence[Row]]) -> str:
    """SHA-256 of these rows, in hexadecimal digits. Column by column: a key a row would make four times the JSON."""
    said = {"documents": _said("documents", DOCUMENT_COLUMNS, [document])}
    for table, rows in records.items():
        if rows:
            said[table] = _said(table, RECORD_COLUMNS[table], rows)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _real(value: object) -> object:
    """SQLite keeps -0.0 as 0.0."""
    return value + 0.0 if isinstance(value, float) else value


def _said(table: str, names: Sequence[str], rows: Sequence[Row]) -> tuple[int, dict[str, Sequence[object]]]:
    left_out = (_MOVED, *DERIVED.get(table, ()))
    columns = zip(names, zip(*rows, strict=True), strict=True)
    said = {name: values for name, values in columns if name not in left_out and any(v is not None for v in values)}
    return len(rows), said | {name: [_real(v) for v in said[name]] for name in _REALS & said.keys()}


def stored(connection: sqlite3.Connection, document: int) -> tuple[str | None, Row, dict[str, list[Row]]]:
    """The seal of a document, and its rows as they stand in the store, without its path."""
    names = ", ".join("NULL" if name == _MOVED else f'"{name}"' for name in DOCUMENT_COLUMNS)
    row = connection.execute(f"SELECT record_sha256, {names} FROM documents WHERE id = ?", (document,)).fetchone()
    return row[0], tuple(row)[1:], {table: _rows(connection, table, document) for table in RECORD_COLUMNS}


def _rows(connection: sqlite3.Connection, table: str, document: int) -> list[Row]:
    names = ", ".join(f'"{name}"' for name in RECORD_COLUMNS[table])
    sql = f'SELECT {names} FROM "{table}" WHERE document_id = ? ORDER BY record_id'
    return [tuple(row) for row in connection.execute(sql, (document,))]
