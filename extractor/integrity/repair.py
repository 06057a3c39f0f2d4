"""Making good what can be rebuilt from what is sound: the word index from the text, ledger lines from the documents.

What cannot be rebuilt is marked to be read again (``vanban retry``), never made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from extractor.integrity.check import Cure, Fault
from extractor.store.words import PASSAGE_BITS

if TYPE_CHECKING:
    from extractor.store import Store


def repair(store: Store, faults: Iterable[Fault]) -> list[Fault]:
    """Cure ``faults`` in one transaction; those that have no cure are given back."""
    left: list[Fault] = []
    with store.transaction():
        for fault in faults:
            if fault.cure is None:
                left.append(fault)
            else:
                _CURES[fault.cure](store, fault)
    return left


def _words(store: Store, fault: Fault) -> None:
    """Index one document's words anew; without a document, the whole index's structures and what belongs to nobody."""
    from extractor.store.rows import rows_of
    from extractor.store.writing import write_words

    if fault.document_id is not None:
        write_words(store.connection, fault.document_id, rows_of(store.load(fault.document_id)))
        return
    execute = store.connection.execute
    execute(f"DELETE FROM passages WHERE (rowid >> {PASSAGE_BITS}) NOT IN (SELECT id FROM documents)")
    execute("DELETE FROM target_words WHERE rowid NOT IN (SELECT record_id FROM targets)")
    for table in ("passages", "target_words"):
        execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")


def _reread(store: Store, fault: Fault) -> None:
    """The records of the document are not to be trusted: the next ``retry`` reads the file again and replaces them."""
    store.connection.execute(_HOLD, ("file_record_damaged", fault.path))


def _ledger(store: Store, fault: Fault) -> None:
    if fault.document_id is None:
        store.connection.execute(_HOLD, ("file_record_lost", fault.path))
    else:
        store.connection.execute(
            "UPDATE files SET state = 'stored', document_id = ?, reason = iif(reason = 'OK_WITH_WARNINGS', reason, 'OK'),"
            " code = NULL, params = NULL, sha256 = (SELECT sha256 FROM documents WHERE id = ?) WHERE path = ?",
            (fault.document_id, fault.document_id, fault.path),
        )


def _remove(store: Store, fault: Fault) -> None:
    store.connection.execute(f'DELETE FROM "{fault.params["table"]}" WHERE rowid = ?', (fault.params["row"],))


_HOLD = (
    "UPDATE files SET state = 'held', reason = 'CRASHED', code = ?, params = json_object('path', path), sha256 = NULL"
    " WHERE path = ?"
)
_CURES: dict[Cure, Callable[[Store, Fault], None]] = {"words": _words, "reread": _reread, "ledger": _ledger, "remove": _remove}
