"""The ledger against the documents: both must tell the same story.

A document without a line is no fault: it was saved from Python. Nor is a line that is held beside a document: the file was
replaced by one that gave no record, or its records are damaged and it is gone, and what was read before is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from extractor.integrity.fault import Fault
from extractor.integrity.reading import path_of

_GOOD = "f.reason IN ('OK', 'OK_WITH_WARNINGS')"
_NO_REASON = "f.reason IN ('OK', 'OK_WITH_WARNINGS', 'DUPLICATE')"  # for a file to be held
_LOST = (
    "SELECT CAST(f.path AS BLOB) FROM files f"
    " WHERE f.state = 'stored' AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.path = f.path)"
)
_DIFFERS = (
    "SELECT d.id, CAST(d.path AS BLOB) FROM documents d JOIN files f ON f.path = d.path WHERE CASE f.state"
    f" WHEN 'stored' THEN f.document_id IS NOT d.id OR f.sha256 IS NOT d.sha256 OR NOT {_GOOD}"
    # A run that holds a file back notes no document, and a record that it replaced would be of other content.
    f" WHEN 'held' THEN {_NO_REASON} OR (f.document_id IS NOT NULL AND f.sha256 IS d.sha256)"
    " ELSE f.state <> 'reading' END"
)
_UNEXPLAINED = (
    f"SELECT CAST(f.path AS BLOB) FROM files f WHERE f.state = 'held' AND {_NO_REASON}"
    " AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.path = f.path)"
)
_COPY_LOST = (
    "SELECT CAST(f.path AS BLOB) FROM files f WHERE f.state = 'duplicate' AND (f.reason <> 'DUPLICATE'"
    " OR NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = f.document_id AND d.sha256 IS f.sha256))"
)


def look(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Lines that say something else than the documents."""
    yield from _of_files(connection, "check_record_lost", _LOST)
    for number, blob in connection.execute(_DIFFERS):
        path = path_of(blob)
        yield Fault("check_ledger_differs", {"path": path}, number, path, "ledger")
    yield from _of_files(connection, "check_ledger_differs", _UNEXPLAINED)
    yield from _of_files(connection, "check_copy_lost", _COPY_LOST)


def _of_files(connection: sqlite3.Connection, code: str, sql: str) -> Iterator[Fault]:
    for (blob,) in connection.execute(sql):
        path = path_of(blob)
        yield Fault(code, {"path": path}, None, path, "ledger")
