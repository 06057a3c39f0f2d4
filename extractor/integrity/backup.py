"""A copy of a store that is whole even while an import writes: SQLite's online backup, looked over, then put in place.

Copying the file by hand misses what stands in the write-ahead log beside it.
"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import StoreError
from extractor.integrity.place import beside, place_for
from extractor.integrity.reading import one_state

if TYPE_CHECKING:
    from extractor.store import Store

_PAGES = 4096  # copied at a time; Ctrl-C is heard between two times


def backup(store: Store, target: Path, *, replace: bool = False) -> int:
    """Copy ``store`` to the file ``target``; the size of the copy in bytes.

    Raises ``StoreError``: the copy may not be put there (``place_for``), it failed or is not sound. What stood at ``target`` is
    there until the copy is whole.
    """
    try:
        place = place_for(store.path, target, replace=replace)
        # A folder of its own, in which SQLite may leave whatever it likes: it goes with all it holds, whatever happens.
        with tempfile.TemporaryDirectory(prefix="vanban-backup-", dir=place.parent) as folder:
            copy = Path(folder, "copy.db")
            copy.touch()  # with the permissions of any new file; SQLite would not let a group write that may write here
            _copy(store.connection, copy)
            _put(copy, place)
        return place.stat().st_size
    except (sqlite3.Error, OSError) as error:
        raise StoreError("backup_failed", path=target, error=str(error)) from error


def _copy(source: sqlite3.Connection, target: Path) -> None:
    copy = sqlite3.connect(target)
    try:
        # Without a reader's transaction SQLite begins anew at each commit of another process, and beside an import never ends.
        with one_state(source):
            source.execute("SELECT count(*) FROM sqlite_master").fetchall()  # with the first reading the transaction begins
            source.backup(copy, pages=_PAGES, progress=_hear)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
    finally:
        copy.close()


def _hear(*_: int) -> None:
    """Nothing: signals such as Ctrl-C are heard when Python runs, which it does not between two steps of its own accord."""


def _put(copy: Path, place: Path) -> None:
    for left in beside(place):  # the log of an older copy would be taken for the new one's, so it goes first
        left.unlink(missing_ok=True)
    copy.replace(place)
