"""A copy of a store that is whole even while an import writes: SQLite's online backup, looked over, then put in place.

Copying the file by hand misses what stands in the write-ahead log beside it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import StoreError

if TYPE_CHECKING:
    from extractor.store import Store

_PAGES = 4096  # copied at a time, so that a writer is not kept waiting


def backup(store: Store, target: Path, *, replace: bool = False) -> int:
    """Copy ``store`` to the file ``target``; the size of the copy in bytes.

    Raises ``StoreError``: the target exists (unless ``replace``), its folder does not, the copy failed or is not sound. What
    stood at ``target`` is there until the copy is whole.
    """
    if target.is_dir() or (target.exists() and not replace):
        raise StoreError("backup_exists", path=target)
    if not target.absolute().parent.is_dir():
        raise StoreError("store_no_folder", path=target.absolute().parent)
    if target.exists() and target.samefile(store.path):
        raise StoreError("backup_onto_itself", path=target)
    partial = target.with_name(target.name + ".part")
    try:
        _copy(store.connection, partial)
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise StoreError("backup_failed", path=target, error=str(error)) from error
    finally:
        partial.unlink(missing_ok=True)
    return target.stat().st_size


def _copy(source: sqlite3.Connection, partial: Path) -> None:
    partial.unlink(missing_ok=True)
    copy = sqlite3.connect(partial)
    try:
        source.backup(copy, pages=_PAGES)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
    finally:
        copy.close()
