"""Opening the store for a command: it must be there, and what SQLite complains of while it is used is said in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.store import Store


@contextmanager
def opened(path: str, *, create: bool = False) -> Iterator[Store]:
    """The store at ``path``, closed afterwards; ``StoreError`` for whatever goes wrong with it."""
    from extractor.store import open_store
    from extractor.store.connection import store_error

    with open_store(path, create=create) as store:
        try:
            yield store
        except sqlite3.DatabaseError as error:
            raise store_error(error, path) from error
