"""The schema against what the migrations come to: by name, since SQLite's own wording of a table may change.

An index, a trigger and a table of what follows from the documents can be made again; what another table held is lost. The word
indexes are looked at by themselves. What a user has added is no fault.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extractor.integrity.fault import Fault
from extractor.integrity.indexes import STRAYS
from extractor.store.links import link
from extractor.store.migrations import declared
from extractor.store.writing import write_spans

if TYPE_CHECKING:
    from extractor.store import Store

#: table → what fills it, document by document
_FOLLOWING: dict[str, Callable[[sqlite3.Connection, int], None]] = {"links": link, "target_spans": write_spans}


def look(connection: sqlite3.Connection) -> Iterator[Fault]:
    """What is missing, tables first."""
    there = {(row[0], row[1]) for row in connection.execute("SELECT type, name FROM sqlite_master")}
    for kind, name in sorted(declared().keys() - there, key=lambda thing: (thing[0] != "table", thing)):
        if not (kind == "table" and name.startswith(tuple(STRAYS))):
            again = kind != "table" or name in _FOLLOWING
            yield Fault("check_schema_missing", {"kind": kind, "name": name}, cure="schema" if again else None)


def make(store: Store, kind: str, name: str) -> bool:
    """Make again what is missing; false where rows stand against it, as two of one path against their index."""
    try:
        store.connection.execute(declared()[kind, name])
    except sqlite3.IntegrityError:
        return False
    if fill := _FOLLOWING.get(name):
        for (number,) in store.connection.execute("SELECT id FROM documents").fetchall():
            fill(store.connection, number)
    return True
