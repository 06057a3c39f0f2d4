"""The word indexes as a whole: whether FTS5 can still use them, what in them belongs to nothing, and making them anew.

``INSERT … 'rebuild'`` would index what stands in the index's own copy of the words, which may be damaged as well, and an index
that FTS5 cannot open can be neither rebuilt nor dropped. So it is emptied, dropped and filled from the documents.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extractor.integrity.fault import Fault
from extractor.integrity.reading import UNREADABLE, is_damage
from extractor.store.migrations import declared
from extractor.store.words import PASSAGE_BITS

if TYPE_CHECKING:
    from extractor.store import Store

#: Called with an index that could not be looked at, and why.
Unseen = Callable[[str, str], None]

#: index → rows of it whose document or target is gone
STRAYS = {
    "passages": f"(rowid >> {PASSAGE_BITS}) NOT IN (SELECT id FROM documents)",
    "target_words": "rowid NOT IN (SELECT record_id FROM targets)",
}


def look(store: Store, unseen: Unseen) -> Iterator[Fault]:
    """What is wrong with each index as a whole. FTS5's own check wants to write, which a store may not allow."""
    for table, stray in STRAYS.items():
        try:
            _checked(store.connection, table, unseen)
            count = store.connection.execute(f"SELECT count(*) FROM {table} WHERE {stray}").fetchone()[0]
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            yield Fault("check_index_broken", {"table": table, "error": str(error)}, cure="index")
            continue
        if count:
            yield Fault("check_words_stray", {"table": table, "count": count}, cure="strays")


def _checked(connection: sqlite3.Connection, table: str, unseen: Unseen) -> None:
    try:
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise
        unseen(table, str(error))


def made_anew(store: Store) -> None:
    """Both indexes, filled from the documents. One whose records cannot be read is left out: its file is to be read again."""
    for table in STRAYS:
        _drop(store.connection, table)
        store.connection.execute(declared()["table", table])
    for (number,) in store.connection.execute("SELECT id FROM documents").fetchall():
        index_document(store, number)


def index_document(store: Store, number: int) -> None:
    """Index the words of a stored document anew, and fold anew what is kept folded."""
    from extractor.store.derived import write_derived
    from extractor.store.rows import rows_of
    from extractor.store.writing import write_words

    try:
        rows = rows_of(store.load(number))
    except UNREADABLE as error:
        if not is_damage(error):
            raise
        return
    write_derived(store.connection, number, rows)
    write_words(store.connection, number, rows)


def _drop(connection: sqlite3.Connection, table: str) -> None:
    """Also one that FTS5 cannot open: with what an empty one holds it can."""
    try:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
        return
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    connection.execute(declared()["table", table].replace(table, "empty_words", 1))
    for kind, name in declared():
        if kind == "table" and name.startswith(f"{table}_"):
            connection.execute(f"DROP TABLE IF EXISTS {name}")
            connection.execute(declared()[kind, name])
            connection.execute(f"INSERT INTO {name} SELECT * FROM {name.replace(table, 'empty_words')}")
    connection.execute("DROP TABLE empty_words")
    connection.execute(f"DROP TABLE {table}")
