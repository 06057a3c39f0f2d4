"""Looking a store over: the file, its schema, the links between tables, the word indexes, the documents, the ledger, versions.

Each look is one function that yields faults; nothing is changed here. What a fault is about can be rebuilt (``cure`` says
how) or not: a broken file wants the copy that ``vanban backup`` made. Documents are read one at a time, so memory does not
grow with the store, and each look is at one state of the store, so that an import beside it is no fault.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.integrity import indexes, ledger, schema, versions
from extractor.integrity.documents import Step, look_over
from extractor.integrity.fault import Fault
from extractor.integrity.indexes import Unseen
from extractor.integrity.reading import one_state, path_of

if TYPE_CHECKING:
    from extractor.store import Store

_MOST = 100  # faults told of one look at SQLite's own structures; a broken file has thousands that say the same


def check(
    store: Store,
    *,
    quick: bool = False,
    step: Step = lambda done, total: None,
    unseen: Unseen = lambda table, error: None,
) -> Iterator[Fault]:
    """Every fault of the store; none means that it is sound. ``quick`` leaves out the words that searching reads, which takes
    every document to be made into rows anew. ``step`` is called with how many documents are looked over, of how many;
    ``unseen`` with a word index that could not be looked at, and why. Raises what SQLite raises on a file it cannot read on in.
    """
    broken = list(_file(store.connection))
    yield from broken
    if broken:
        return  # what else such a file says is worth nothing
    missing = list(schema.look(store.connection))
    yield from missing
    if any(fault.params["kind"] == "table" for fault in missing):
        return  # the other looks are at those tables
    with one_state(store.connection):
        links = list(_links(store.connection))
    yield from links
    unsound = [] if quick else list(indexes.look(store, unseen))
    yield from unsound
    # Of an index that is made anew it is not asked which documents it has wrong.
    yield from look_over(store, words=not quick and all(fault.cure != "index" for fault in unsound), step=step)
    with one_state(store.connection):
        lines = list(ledger.look(store.connection))
    yield from lines
    yield from versions.look(store.connection)


def _file(connection: sqlite3.Connection) -> Iterator[Fault]:
    """The pages of the file and the indexes over its tables."""
    try:
        rows = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    except sqlite3.DatabaseError as error:
        rows = [str(error)]
    for words in rows:
        if words != "ok":
            yield Fault("check_file_broken", {"error": words})


def _links(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Rows that belong to something that is not there. Those of a document that is there are part of what it says: its file
    wants to be read again. Rows of tables without rowids (SQLite gives no number for them) are counted.
    """
    counted: Counter[tuple[str, str, int]] = Counter()
    for table, row, parent, key in connection.execute("PRAGMA foreign_key_check"):
        if row is None:
            counted[table, parent, key] += 1
        elif parent != "documents" and (found := _document_of(connection, table, row)):
            yield Fault("check_link_broken", {"table": table, "row": row, "parent": parent}, *found, "reread")
        else:
            yield Fault("check_link_broken", {"table": table, "row": row, "parent": parent, "key": key}, cure="remove")
    for (table, parent, key), count in counted.items():
        yield Fault("check_links_broken", {"table": table, "parent": parent, "key": key, "count": count}, cure="remove")


def _document_of(connection: sqlite3.Connection, table: str, row: int) -> tuple[int, str | None] | None:
    sql = f'SELECT d.id, CAST(d.path AS BLOB) FROM "{table}" r JOIN documents d ON d.id = r.document_id WHERE r.rowid = ?'
    found = connection.execute(sql, (row,)).fetchone()
    return None if found is None else (found[0], path_of(found[1]))
