"""What a file held before its content changed: the old record is kept whole, out of every question's way."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import UTC, datetime

from extractor.records.models import Document
from extractor.store.loading import load

_KEEP = (
    "INSERT OR REPLACE INTO versions (path, sha256, number, issued_on, subject, pipeline_version, replaced_at, document)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def keep(connection: sqlite3.Connection, path: str, sha256: str | None) -> None:
    """Keep the record of ``path`` if its content is not ``sha256``, before it is replaced. Inside the caller's transaction."""
    row = connection.execute(
        "SELECT d.id, d.sha256, f.pipeline_version FROM documents d LEFT JOIN files f ON f.path = d.path WHERE d.path = ?",
        (path,),
    ).fetchone()
    if row is None or row[1] == sha256:
        return
    document = load(connection, row[0])
    assert document is not None
    header, now = document.header, datetime.now(UTC).isoformat(timespec="seconds")
    whole = zlib.compress(document.model_dump_json(by_alias=True).encode())
    connection.execute(_KEEP, (path, row[1], header.number, header.issued_on, header.subject, row[2], now, whole))


def version(connection: sqlite3.Connection, version_id: int) -> Document | None:
    """The record that was replaced, or ``None``."""
    row = connection.execute("SELECT document FROM versions WHERE id = ?", (version_id,)).fetchone()
    return Document.model_validate_json(zlib.decompress(row[0])) if row else None
