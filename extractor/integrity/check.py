"""Looking a store over: the file, the links between tables, the evidence, the ledger, the words that searching reads.

Each look is one function that yields faults; nothing is changed here. What a fault is about can be rebuilt (``cure`` says
how) or not: a broken file wants the copy that ``vanban backup`` made. Documents are read one at a time, so memory does not
grow with the store.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from extractor.store.words import PASSAGE_BITS

if TYPE_CHECKING:
    from extractor.store import Store

#: How a fault is made good: its words indexed anew, its file read again, its ledger line set right, the row removed.
Cure = Literal["words", "reread", "ledger", "remove"]
_MOST = 100  # faults told of one look at SQLite's own structures; a broken file has thousands that say the same

#: table → the column whose words must be exactly ``text[start:end]``
_EVIDENCE = {"targets": "statement", "dates": "text", "citations": "text"}
_PLACED = ("sections", "targets", "dates", "citations", "tables", "warnings")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be: a message code with its placeholders, and the cure if there is one."""

    code: str
    params: dict[str, object] = field(default_factory=dict)
    document_id: int | None = None
    path: str | None = None
    cure: Cure | None = None


def check(store: Store, *, quick: bool = False) -> Iterator[Fault]:
    """Every fault of the store; none means that it is sound. ``quick`` leaves out the words that searching reads, which takes
    every document to be made into rows anew. Raises what SQLite raises on a file it cannot read on in.
    """
    broken = list(_file(store.connection))
    yield from broken
    if broken:
        return  # what else such a file says is worth nothing
    for look in _LOOKS[:-1] if quick else _LOOKS:
        yield from look(store)


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
    """Rows that belong to something that is not there."""
    for row in store.connection.execute("PRAGMA foreign_key_check"):
        yield Fault("check_link_broken", {"table": row[0], "row": row[1], "parent": row[2]}, cure="remove")


def _evidence(store: Store) -> Iterator[Fault]:
    """Records whose place lies outside the text, or whose words are not those at their place."""
    for number, path, length in _documents(store):
        wrong = sum(_misplaced(store, table, number, length) for table in _PLACED)
        wrong += sum(_misquoted(store, table, words, number) for table, words in _EVIDENCE.items())
        wrong += _header_misplaced(store, number, length)
        if wrong:
            yield Fault("check_evidence_wrong", {"path": path, "count": wrong}, number, path, "reread")


def _documents(store: Store) -> list[tuple[int, str | None, int]]:
    return [tuple(row) for row in store.connection.execute("SELECT id, path, length(text) FROM documents ORDER BY id")]


def _misplaced(store: Store, table: str, document: int, length: int) -> int:
    sql = f'SELECT count(*) FROM "{table}" WHERE document_id = ? AND NOT (0 <= start AND start <= "end" AND "end" <= ?)'
    return int(store.connection.execute(sql, (document, length)).fetchone()[0])


def _misquoted(store: Store, table: str, words: str, document: int) -> int:
    """Records that do not say what stands at their place. SQLite counts code points as the contract does."""
    sql = (
        f'SELECT count(*) FROM "{table}" r JOIN documents d ON d.id = r.document_id WHERE r.document_id = ?'
        f' AND r."{words}" IS NOT substr(d.text, r.start + 1, r."end" - r.start)'
    )
    return int(store.connection.execute(sql, (document,)).fetchone()[0])


def _header_misplaced(store: Store, document: int, length: int) -> int:
    row = store.connection.execute("SELECT evidence FROM documents WHERE id = ?", (document,)).fetchone()
    return sum(not 0 <= e["start"] <= e["end"] <= length for e in json.loads(row[0]))


def _ledger(store: Store) -> Iterator[Fault]:
    """Ledger and documents must tell the same story. A document without a line is no fault: it was saved from Python."""
    execute = store.connection.execute
    lost = "SELECT path FROM files f WHERE state = 'stored' AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.path = f.path)"
    for (path,) in execute(lost):
        yield Fault("check_record_lost", {"path": path}, None, path, "ledger")
    other = (
        "SELECT d.id, d.path FROM documents d JOIN files f ON f.path = d.path"
        " WHERE f.state NOT IN ('stored', 'reading') OR f.document_id IS NOT d.id OR f.sha256 IS NOT d.sha256"
    )
    for number, path in execute(other):
        yield Fault("check_ledger_differs", {"path": path}, number, path, "ledger")
    orphan = "SELECT path FROM files WHERE state = 'duplicate' AND document_id IS NULL"
    for (path,) in execute(orphan):
        yield Fault("check_copy_lost", {"path": path}, None, path, "ledger")


def _words(store: Store) -> Iterator[Fault]:
    """The full-text index against the text, document by document, then FTS5's own structures, then what belongs to none."""
    from extractor.store.rows import rows_of

    for number, path, _ in _documents(store):
        rows = rows_of(store.load(number))
        if _passages_of(store, number) != rows.passages or _target_words_of(store, number) != rows.target_words:
            yield Fault("check_words_differ", {"path": path}, number, path, "words")
    for table in ("passages", "target_words"):
        try:
            store.connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield Fault("check_index_broken", {"table": table, "error": str(error)}, cure="words")
    if strays := stray_words(store):
        yield Fault("check_words_stray", {"count": strays}, cure="words")


def _passages_of(store: Store, document: int) -> list[tuple[object, ...]]:
    sql = 'SELECT exact, bare, page, start, "end" FROM passages WHERE rowid BETWEEN ? AND ? ORDER BY rowid'
    first = document << PASSAGE_BITS
    return [tuple(row) for row in store.connection.execute(sql, (first, first + (1 << PASSAGE_BITS) - 1))]


def _target_words_of(store: Store, document: int) -> list[str | None]:
    sql = (
        "SELECT w.bare FROM targets t LEFT JOIN target_words w ON w.rowid = t.record_id"
        " WHERE t.document_id = ? ORDER BY t.record_id"
    )
    return [row[0] for row in store.connection.execute(sql, (document,))]


def stray_words(store: Store) -> int:
    """Indexed passages and targets whose document or target is gone."""
    count = 0
    for sql in (
        f"SELECT count(*) FROM passages WHERE (rowid >> {PASSAGE_BITS}) NOT IN (SELECT id FROM documents)",
        "SELECT count(*) FROM target_words WHERE rowid NOT IN (SELECT record_id FROM targets)",
    ):
        count += int(store.connection.execute(sql).fetchone()[0])
    return count


#: The words last: they are what ``quick`` leaves out.
_LOOKS: tuple[Callable[[Store], Iterator[Fault]], ...] = (_links, _evidence, _ledger, _words)
