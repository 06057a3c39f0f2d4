"""Looking a store over: the file, the links between tables, the documents, the ledger, the word index as a whole.

Each look is one function that yields faults; nothing is changed here. What a fault is about can be rebuilt (``cure`` says
how) or not: a broken file wants the copy that ``vanban backup`` made. Documents are read one at a time, so memory does not
grow with the store.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.integrity.documents import Step, look_over
from extractor.integrity.fault import Fault
from extractor.store.words import PASSAGE_BITS

if TYPE_CHECKING:
    from extractor.store import Store

_MOST = 100  # faults told of one look at SQLite's own structures; a broken file has thousands that say the same


def check(store: Store, *, quick: bool = False, step: Step = lambda done, total: None) -> Iterator[Fault]:
    """Every fault of the store; none means that it is sound. ``quick`` leaves out the words that searching reads, which takes
    every document to be made into rows anew. ``step`` is called with how many documents are looked over, of how many. Raises
    what SQLite raises on a file it cannot read on in.
    """
    broken = list(_file(store.connection))
    yield from broken
    if broken:
        return  # what else such a file says is worth nothing
    yield from _links(store)
    yield from look_over(store, quick=quick, step=step)
    yield from _ledger(store)
    if not quick:
        yield from _index(store)


def _file(connection: sqlite3.Connection) -> Iterator[Fault]:
    """The pages of the file and the indexes over its tables."""
    try:
        rows = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    except sqlite3.DatabaseError as error:
        rows = [str(error)]
    for words in rows:
        if words != "ok":
            yield Fault("check_file_broken", {"error": words})


def _links(store: Store) -> Iterator[Fault]:
    """Rows that belong to something that is not there. Those of a document that is there are part of what it says: its file
    wants to be read again. Rows of tables without rowids (SQLite gives no number for them) are counted.
    """
    counted: Counter[tuple[str, str, int]] = Counter()
    for table, row, parent, key in store.connection.execute("PRAGMA foreign_key_check"):
        if row is None:
            counted[table, parent, key] += 1
        elif parent != "documents" and (found := _document_of(store.connection, table, row)):
            yield Fault("check_link_broken", {"table": table, "row": row, "parent": parent}, *found, "reread")
        else:
            yield Fault("check_link_broken", {"table": table, "row": row, "parent": parent, "key": key}, cure="remove")
    for (table, parent, key), count in counted.items():
        yield Fault("check_links_broken", {"table": table, "parent": parent, "key": key, "count": count}, cure="remove")


def _document_of(connection: sqlite3.Connection, table: str, row: int) -> tuple[int, str | None] | None:
    sql = f'SELECT d.id, d.path FROM "{table}" r JOIN documents d ON d.id = r.document_id WHERE r.rowid = ?'
    found = connection.execute(sql, (row,)).fetchone()
    return None if found is None else (found[0], found[1])


def _ledger(store: Store) -> Iterator[Fault]:
    """Ledger and documents must tell the same story. A document without a line is no fault: it was saved from Python; nor is
    one whose file is to be read again because its records are damaged.
    """
    execute = store.connection.execute
    lost = "SELECT path FROM files f WHERE state = 'stored' AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.path = f.path)"
    for (path,) in execute(lost):
        yield Fault("check_record_lost", {"path": path}, None, path, "ledger")
    other = (
        "SELECT d.id, d.path FROM documents d JOIN files f ON f.path = d.path WHERE f.code IS NOT 'file_record_damaged' AND"
        " (f.state NOT IN ('stored', 'reading') OR f.document_id IS NOT d.id OR f.sha256 IS NOT d.sha256)"
    )
    for number, path in execute(other):
        yield Fault("check_ledger_differs", {"path": path}, number, path, "ledger")
    orphan = (
        "SELECT path FROM files f WHERE state = 'duplicate'"
        " AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = f.document_id)"
    )
    for (path,) in execute(orphan):
        yield Fault("check_copy_lost", {"path": path}, None, path, "ledger")


def _index(store: Store) -> Iterator[Fault]:
    """FTS5's own structures, and what in them belongs to no document."""
    for table in ("passages", "target_words"):
        try:
            store.connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield Fault("check_index_broken", {"table": table, "error": str(error)}, cure="words")
    if strays := _strays(store.connection):
        yield Fault("check_words_stray", {"count": strays}, cure="words")


def _strays(connection: sqlite3.Connection) -> int:
    """Indexed passages and targets whose document or target is gone."""
    count = 0
    for sql in (
        f"SELECT count(*) FROM passages WHERE (rowid >> {PASSAGE_BITS}) NOT IN (SELECT id FROM documents)",
        "SELECT count(*) FROM target_words WHERE rowid NOT IN (SELECT record_id FROM targets)",
    ):
        count += int(connection.execute(sql).fetchone()[0])
    return count
