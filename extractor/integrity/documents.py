"""One document after the other: its evidence, its seal, its targets' years, its links, the words that searching reads.

A text is fetched once and its records are held against it in Python: SQL's ``substr`` walks to its place from the beginning of
the text for every record, which took 32 s of CPU on 5,000 documents with 530 rows each; this takes 5.5 s.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extractor.integrity.fault import Fault
from extractor.integrity.reading import UNREADABLE, is_damage, one_state, path_of
from extractor.store.words import PASSAGE_BITS

if TYPE_CHECKING:
    from extractor.store import Store

#: Called with how many documents are looked over, of how many.
Step = Callable[[int, int], None]
Look = Callable[["Store", int, str | None], Iterator[Fault]]

#: table → the column whose words must be exactly ``text[start:end]``, where it has one
_PLACED = {
    **{"sections": None, "targets": "statement", "dates": "text", "citations": "text"},
    **{"tables": None, "attachments": None, "warnings": None},
}


def look_over(store: Store, *, words: bool, step: Step) -> Iterator[Fault]:
    """The faults of every document; without ``words`` those of the full-text index are left out."""
    looks = (*_LOOKS, _words) if words else _LOOKS
    numbers = [row[0] for row in store.connection.execute("SELECT id FROM documents ORDER BY id")]
    step(0, len(numbers))
    for done, number in enumerate(numbers, 1):
        with one_state(store.connection):
            found = list(_faults(store, number, looks))
        yield from found
        step(done, len(numbers))


def _faults(store: Store, document: int, looks: tuple[Look, ...]) -> Iterator[Fault]:
    """Up to the first for which the file is to be read again: what else such records say is worth nothing."""
    row = store.connection.execute("SELECT CAST(path AS BLOB) FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        return  # an import beside has deleted it
    path = path_of(row[0])
    try:
        for look in looks:
            for fault in look(store, document, path):
                yield fault
                if fault.cure == "reread":
                    return
    except UNREADABLE as error:
        if not is_damage(error):
            raise
        yield Fault("check_record_unreadable", {"path": path, "error": _said(error)}, document, path, "reread")


def _said(error: Exception) -> str:
    """What was wrong; of the models, which field."""
    from pydantic import ValidationError

    if isinstance(error, ValidationError):
        return ".".join(map(str, error.errors()[0]["loc"]))
    return f"{type(error).__name__}: {error}"


def _evidence(store: Store, document: int, path: str | None) -> Iterator[Fault]:
    """Records whose place lies outside the text, or whose words are not those at their place."""
    sql = "SELECT text, evidence FROM documents WHERE id = ?"
    text, header = store.connection.execute(sql, (document,)).fetchone()
    wrong = sum(_misplaced(store.connection, table, words, document, text) for table, words in _PLACED.items())
    sql = "SELECT evidence FROM attachments WHERE document_id = ?"
    for (evidence,) in [(header,), *store.connection.execute(sql, (document,))]:
        wrong += sum(not _stands(text, field["start"], field["end"]) for field in json.loads(evidence))
    if wrong:
        yield Fault("check_evidence_wrong", {"path": path, "count": wrong}, document, path, "reread")


def _misplaced(connection: sqlite3.Connection, table: str, words: str | None, document: int, text: str) -> int:
    quoted = f', "{words}"' if words else ""
    rows = connection.execute(f'SELECT start, "end"{quoted} FROM "{table}" WHERE document_id = ?', (document,))
    return sum(not _stands(text, *row) for row in rows)


def _stands(text: str, start: int, end: int, words: str | None = None) -> bool:
    return 0 <= start <= end <= len(text) and (words is None or text[start:end] == words)


def _sealed(store: Store, document: int, path: str | None) -> Iterator[Fault]:
    """Whether its rows are those that were written; of a document written before there were seals it is not known."""
    from extractor.store.seal import seal, stored

    written, row, records = stored(store.connection, document)
    if written is not None and written != seal(row, records):
        yield Fault("check_record_changed", {"path": path}, document, path, "reread")


def _links(store: Store, document: int, path: str | None) -> Iterator[Fault]:
    """The documents that are nearly the same."""
    from extractor.store.links import is_linked_well

    if not is_linked_well(store.connection, document):
        yield Fault("check_likeness_differs", {"path": path}, document, path, "links")


def _spans(store: Store, document: int, path: str | None) -> Iterator[Fault]:
    """The years that its targets are for, by which a question for a year finds the document."""
    from extractor.store.writing import SPANS

    written = store.connection.execute('SELECT "from", "to" FROM target_spans WHERE document_id = ?', (document,))
    if set(map(tuple, written)) != set(map(tuple, store.connection.execute(SPANS, (document,)))):
        yield Fault("check_spans_differ", {"path": path}, document, path, "spans")


def _words(store: Store, document: int, path: str | None) -> Iterator[Fault]:
    """The folded columns and the full-text index against the rows that the document makes anew."""
    from extractor.store.derived import derived
    from extractor.store.rows import rows_of
    from extractor.store.seal import stored

    rows = rows_of(store.load(document))
    if derived(*stored(store.connection, document)[1:]) != derived(rows.document, rows.records):
        yield Fault("check_keys_differ", {"path": path}, document, path, "words")
    elif _indexed(store.connection, document) != (rows.passages, rows.target_words):
        yield Fault("check_words_differ", {"path": path}, document, path, "words")


def _indexed(connection: sqlite3.Connection, document: int) -> tuple[list[object], list[object]] | None:
    """Passages, and the words of each target: ``None`` for one whose words or facets are not in the index as they should be,
    and for all where the index cannot be read.
    """
    first = document << PASSAGE_BITS
    try:
        passages = connection.execute(_PASSAGES, (first, first + (1 << PASSAGE_BITS) - 1))
        return [tuple(row) for row in passages], [row[0] for row in connection.execute(_TARGET_WORDS, (document,))]
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return None


_PASSAGES = 'SELECT exact, bare, page, start, "end" FROM passages WHERE rowid BETWEEN ? AND ? ORDER BY rowid'
_TARGET_WORDS = (
    "SELECT iif(w.facets = target_facets(d.issuer_words, d.doc_type, d.issued_on, t.role, t.op, t.unit, t.period), w.bare,"
    " NULL) FROM targets t JOIN documents d ON d.id = t.document_id LEFT JOIN target_words w ON w.rowid = t.record_id"
    " WHERE t.document_id = ? ORDER BY t.record_id"
)
_LOOKS: tuple[Look, ...] = (_evidence, _sealed, _spans, _links)
