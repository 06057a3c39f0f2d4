"""Making good what can be rebuilt from what is sound: the word index from the text, ledger lines from the documents.

What cannot be rebuilt is marked to be read again (``vanban retry``), never made up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from extractor.integrity.fault import Cure, Fault
from extractor.store.words import PASSAGE_BITS

if TYPE_CHECKING:
    from extractor.store import Store


def repair(store: Store, faults: Iterable[Fault]) -> list[Fault]:
    """Cure ``faults`` in one transaction; those that have no cure are given back, and those whose file is not in the ledger
    (their document was saved from Python) and so cannot be read again.
    """
    by_cure: dict[Cure | None, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_cure[fault.cure].append(fault)
    left = by_cure.pop(None, [])
    with store.transaction():
        for cure, alike in by_cure.items():
            if cure is not None:
                left += _CURES[cure](store, alike)
    return left


def _words(store: Store, faults: list[Fault]) -> list[Fault]:
    """Index the words of these documents anew; for a fault without a document, first the whole index's structures, and what
    belongs to nobody goes.
    """
    from extractor.store.rows import rows_of
    from extractor.store.writing import write_words

    execute = store.connection.execute
    if any(fault.document_id is None for fault in faults):
        for table in ("passages", "target_words"):
            execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        execute(f"DELETE FROM passages WHERE (rowid >> {PASSAGE_BITS}) NOT IN (SELECT id FROM documents)")
        execute("DELETE FROM target_words WHERE rowid NOT IN (SELECT record_id FROM targets)")
    for number in {fault.document_id for fault in faults if fault.document_id is not None}:
        write_words(store.connection, number, rows_of(store.load(number)))
    return []


def _spans(store: Store, faults: list[Fault]) -> list[Fault]:
    from extractor.store.writing import write_spans

    for fault in faults:
        if fault.document_id is not None:
            write_spans(store.connection, fault.document_id)
    return []


def _reread(store: Store, faults: list[Fault]) -> list[Fault]:
    """The records of the document are not to be trusted: the next ``retry`` reads the file again and replaces them."""
    return [fault for fault in faults if not store.connection.execute(_HOLD, ("file_record_damaged", fault.path)).rowcount]


def _ledger(store: Store, faults: list[Fault]) -> list[Fault]:
    for fault in faults:
        if fault.document_id is None:
            store.connection.execute(_HOLD, ("file_record_lost", fault.path))
        else:
            store.connection.execute(_STORED, (fault.document_id, fault.document_id, fault.path))
    return []


def _remove(store: Store, faults: list[Fault]) -> list[Fault]:
    """What a broken link asks for when its parent goes: the row is removed, or only the link. All rows with this link at
    once, since tables without rowids have no other name for them.
    """
    for table, parent, key in {tuple(fault.params[name] for name in ("table", "parent", "key")) for fault in faults}:
        links = [link for link in store.connection.execute(f'PRAGMA foreign_key_list("{table}")') if link["id"] == key]
        same = " AND ".join(f'p."{link["to"]}" = "{table}"."{link["from"]}"' for link in links)
        given = " AND ".join(f'"{link["from"]}" IS NOT NULL' for link in links)
        without = f'{given} AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE {same})'
        if links[0]["on_delete"] == "SET NULL":
            nulls = ", ".join(f'"{link["from"]}" = NULL' for link in links)
            store.connection.execute(f'UPDATE "{table}" SET {nulls} WHERE {without}')
        else:
            store.connection.execute(f'DELETE FROM "{table}" WHERE {without}')
    return []


_HOLD = (
    "UPDATE files SET state = 'held', reason = 'CRASHED', code = ?, params = json_object('path', path), sha256 = NULL"
    " WHERE path = ?"
)
_STORED = (
    "UPDATE files SET state = 'stored', document_id = ?, reason = iif(reason = 'OK_WITH_WARNINGS', reason, 'OK'),"
    " code = NULL, params = NULL, sha256 = (SELECT sha256 FROM documents WHERE id = ?) WHERE path = ?"
)
_CURES: dict[Cure, Callable[[Store, list[Fault]], list[Fault]]] = {
    **{"words": _words, "spans": _spans, "reread": _reread, "ledger": _ledger, "remove": _remove},
}
