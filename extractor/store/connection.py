"""Opening the file: what is there is looked at before SQLite is asked, so that each refusal says what to do about it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from extractor.errors import StoreError
from extractor.store.facets import target_facets
from extractor.store.words import has_words

APPLICATION_ID = 0x76616E62  # "vanb": schemas/sql/001_documents.sql sets it
_MAGIC = b"SQLite format 3\0"
_BUSY_SECONDS = 30  # how long a writer waits for another; an import holds the lock for one batch, well under a second


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection in autocommit mode with foreign keys on, in WAL mode unless the file may only be read.

    Raises ``StoreError`` for a missing file (unless ``create``), a folder, a file that is no database, or is another
    program's database.
    """
    _look(path, create)
    try:
        return _connected(path)
    except sqlite3.DatabaseError as error:
        raise store_error(error, path) from error


def _look(path: Path, create: bool) -> None:
    if path.is_dir():
        raise StoreError("store_is_folder", path=path)
    if not path.exists():
        if not create:
            raise StoreError("store_missing", path=path)
        if not path.parent.is_dir():
            raise StoreError("store_no_folder", path=path.parent)
        return
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError("store_unreadable", path=path, error=error.strerror or "") from error
    if magic != _MAGIC and (magic or not create):
        raise StoreError("store_no_database", path=path)


def _connected(path: Path) -> sqlite3.Connection:
    if not path.exists() or writable(path):
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        _refuse_foreign(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        # With WAL, NORMAL loses at most the last commits when the power fails, never the file's consistency.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
    else:
        # WAL wants to write beside the file; on a read-only share "immutable" is the way to read at all.
        uri = path.resolve().as_uri() + "?immutable=1"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        _refuse_foreign(connection, path)
    connection.execute("PRAGMA foreign_keys = ON")
    # With the default 2 MiB an import into a store of 640 MB spends a fifth of its time reading pages back.
    connection.execute("PRAGMA cache_size = -65536")
    # A million targets asked for by words: 40 ms with every page read by a call, 29 with the first 2 GB of the file mapped.
    connection.execute("PRAGMA mmap_size = 2147418112")
    connection.row_factory = sqlite3.Row
    connection.create_function("has_words", 2, has_words, deterministic=True)
    connection.create_function("target_facets", 7, target_facets, deterministic=True)
    return connection


def writable(path: Path) -> bool:
    """Whether the file and the folder beside it (for the WAL) may be written."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    known = connection.execute("PRAGMA application_id").fetchone()[0]
    if known == APPLICATION_ID:
        return
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if known or tables:
        connection.close()
        raise StoreError("store_foreign", path=path)


def store_error(error: sqlite3.Error, path: Path | str) -> StoreError:
    """What an error of SQLite means for the user."""
    words = str(error)
    for sign, code in _SIGNS:
        if sign in words:
            return StoreError(code, path=path, error=words)
    return StoreError("store_failed", path=path, error=words)


_SIGNS = (
    ("not a database", "store_no_database"),
    ("malformed", "store_damaged"),
    ("locked", "store_locked"),
    ("readonly", "store_readonly"),
    ("disk is full", "store_full"),
)
