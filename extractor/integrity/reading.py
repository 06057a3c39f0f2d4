"""Reading from a store that others may be writing into, and of which any value may be damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

#: What a value that no record may have makes of the code that reads it; SQLite's own errors are told apart by ``is_damage``.
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, sqlite3.DatabaseError)
_DAMAGE = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT)


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is read inside is of one state of the store: an import beside it is seen whole or not at all. For one look at
    a time, since the log of an import cannot be cut short behind a state that somebody still reads.
    """
    inner = connection.in_transaction
    if not inner:
        connection.execute("BEGIN")
    try:
        yield
    finally:
        if not inner:
            connection.execute("ROLLBACK")


def is_damage(error: BaseException) -> bool:
    """Whether what was read is to blame, and not that the file may not be written, is locked or its disk is full. Letters that
    are no UTF-8 are refused by Python, without a code of SQLite's.
    """
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF in _DAMAGE


def path_of(blob: bytes | None) -> str | None:
    """A path asked for as ``CAST(path AS BLOB)``, in letters that can be shown whatever it holds."""
    return None if blob is None else blob.decode(errors="replace")
