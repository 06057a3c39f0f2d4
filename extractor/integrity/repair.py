"""Making good what can be rebuilt from what is sound: indexes and links from the documents, ledger lines too.

What cannot be rebuilt is marked to be read again (``vanban retry``), never made up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from extractor.importing.runs import refuse_second
from extractor.integrity import indexes, schema
from extractor.integrity.fault import Cure, Fault

if TYPE_CHECKING:
    from extractor.store import Store


def repair(store: Store, faults: Iterable[Fault]) -> list[Fault]:
    """Cure ``faults`` in one transaction; those that have no cure are given back, and those whose file is not in the ledger
    (their document was saved from Python) and so cannot be read again. ``StoreError`` while an import is writing: what was
    seen may be the state of a moment.
    """
    by_cure = _sorted(faults)
    left = by_cure.pop(None, [])
    if not by_cure:
        return left
    with store.transaction():
        refuse_second(store)
        for cure, cured in _CURES.items():
            if alike := by_cure.get(cure):
                left += cured(store, alike)
    return left


def _sorted(faults: Iterable[Fault]) -> dict[Cure | None, list[Fault]]:
    """Of a document whose file is to be read again nothing else is cured: it would be made to agree with what is damaged."""
    faults = list(faults)
    again = {fault.document_id for fault in faults if fault.cure == "reread"}
    by_cure: dict[Cure | None, list[Fault]] = defaultdict(list)
    for fault in faults:
        if fault.cure == "reread" or fault.document_id is None or fault.document_id not in again:
            by_cure[fault.cure].append(fault)
    return by_cure


def _schema(store: Store, faults: list[Fault]) -> list[Fault]:
    return [fault for fault in faults if not schema.make(store, str(fault.params["kind"]), str(fault.params["name"]))]


def _index(store: Store, faults: list[Fault]) -> list[Fault]:
    indexes.made_anew(store)
    return []


def _strays(store: Store, faults: list[Fault]) -> list[Fault]:
    for table, stray in indexes.STRAYS.items():
        store.connection.execute(f"DELETE FROM {table} WHERE {stray}")
    return []


def _words(store: Store, faults: list[Fault]) -> list[Fault]:
    for number in {fault.document_id for fault in faults if fault.document_id is not None}:
        indexes.index_document(store, number)
    return []


def _spans(store: Store, faults: list[Fault]) -> list[Fault]:
    from extractor.store.writing import write_spans

    for fault in faults:
        if fault.document_id is not None:
            write_spans(store.connection, fault.document_id)
    return []


def _links(store: Store, faults: list[Fault]) -> list[Fault]:
    from extractor.store.links import link_anew

    for fault in faults:
        if fault.document_id is not None:
            link_anew(store.connection, fault.document_id)
    return []


def _reread(store: Store, faults: list[Fault]) -> list[Fault]:
    """The records of the document are not to be trusted: the next ``retry`` reads the file again and replaces them."""
    return [fault for fault in faults if not _held(store, "file_record_damaged", fault)]


def _ledger(store: Store, faults: list[Fault]) -> list[Fault]:
    return [fault for fault in faults if not (_line_set_right(store, fault) or _held(store, "file_record_lost", fault))]


def _line_set_right(store: Store, fault: Fault) -> bool:
    """Whether the line could be made to tell of the document that is there."""
    if fault.document_id is not None:
        return bool(store.connection.execute(_STORED, (fault.document_id, fault.path)).rowcount)
    return any(store.connection.execute(sql, (fault.path,)).rowcount for sql in (_COPY, _PLACE))


def _held(store: Store, code: str, fault: Fault) -> bool:
    return bool(store.connection.execute(_HOLD, (code, fault.path, fault.document_id)).rowcount)


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
    "UPDATE files SET state = 'held', reason = 'CRASHED', code = ?, params = json_object('path', path), sha256 = NULL,"
    " document_id = NULL WHERE path = ? OR (document_id = ? AND state = 'stored')"
)
_STORED = (
    "UPDATE files SET state = 'stored', reason = iif(EXISTS (SELECT 1 FROM warnings w WHERE w.document_id = d.id),"
    " 'OK_WITH_WARNINGS', 'OK'), code = NULL, params = NULL, document_id = d.id, sha256 = d.sha256 FROM documents d"
    " WHERE d.id = ? AND files.path = ?"
)
#: A copy points at the document that has its content.
_COPY = (
    "UPDATE files SET reason = 'DUPLICATE', document_id = d.id FROM documents d"
    " WHERE files.path = ? AND files.state = 'duplicate' AND d.sha256 = files.sha256"
)
#: A document whose path was lost has it from the line that points at it.
_PLACE = (
    "UPDATE documents SET path = f.path FROM files f WHERE f.path = ? AND f.state = 'stored' AND f.document_id = documents.id"
    " AND f.sha256 = documents.sha256 AND NOT EXISTS (SELECT 1 FROM files o WHERE o.path = documents.path)"
)
#: In this order: an index needs its rows, links what is folded, and no cure comes after a file is marked to be read again.
_CURES: dict[Cure, Callable[[Store, list[Fault]], list[Fault]]] = {
    **{"schema": _schema, "remove": _remove, "index": _index, "strays": _strays, "words": _words, "spans": _spans},
    **{"links": _links, "ledger": _ledger, "reread": _reread},
}
