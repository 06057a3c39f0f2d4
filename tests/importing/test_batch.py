"""Writing in batches: together where it can be, alone where it must, and never half a document."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import StoreError
from extractor.importing import Ledger, Outcome, Task
from extractor.importing.batch import MOST, Batch
from extractor.importing.ledger import Recorded
from extractor.records.models import Document
from extractor.store import Store, open_store
from extractor.store.rows import rows_of

Make = Callable[..., Document]
Told = list[tuple[str, str, int | None]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "kho.db")


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def batch(store: Store, told: Told) -> Batch:
    def hear(outcome: Outcome, entry: Recorded) -> None:
        assert not store.connection.in_transaction, "told of what is committed only"
        told.append((outcome.task.path, entry.reason, entry.document_id))

    return Batch(Ledger(store, "1"), hear)


def outcome(make: Make, name: str, **changed: Any) -> Outcome:
    rows = rows_of(make(path=name, number=f"{name}/KH-UBND", citations=[{"text": "Nghị định 98", "key": "98"}]))
    return Outcome(Task(name, name, rows.sha256, 1), "OK", rows=replace(rows, **changed))


def stored(store: Store) -> list[str]:
    return [row["path"] for row in store.rows("SELECT path FROM documents ORDER BY path")]


def test_nothing_is_written_until_the_batch_is_full(batch: Batch, store: Store, told: Told, make_document: Make) -> None:
    for number in range(MOST - 1):
        batch.add(outcome(make_document, f"{number:02}"))
    assert (stored(store), told) == ([], [])
    batch.add(outcome(make_document, "99"))
    assert len(stored(store)) == len(told) == MOST
    assert told[0][:2] == ("00", "OK")


def test_the_first_does_not_wait_for_ever(
    batch: Batch, store: Store, make_document: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.add(outcome(make_document, "1"))
    batch.since -= 10
    batch.add(outcome(make_document, "2"))
    assert stored(store) == ["1", "2"]


BROKEN: list[tuple[str, Callable[[Outcome], Outcome], str]] = [
    ("large", lambda o: _with_record(o, "signers", (1 << 70, None, None)), "a number SQLite cannot hold, seen at once"),
    ("letters", lambda o: _with_record(o, "signers", ("\ud800", None, None)), "half a letter, which UTF-8 has no form for"),
    ("twice", lambda o: _with_record(o, "citations", o.rows.records["citations"][0] if o.rows else ()), "an id that is there"),
    ("link", lambda o: _with_section(o, "s99"), "a section that is not there, which SQLite finds at the commit only"),
]


def _with_record(given: Outcome, table: str, row: tuple[object, ...]) -> Outcome:
    assert given.rows is not None
    records = given.rows.records | {table: [*given.rows.records[table], row]}
    return replace(given, rows=replace(given.rows, records=records))


def _with_section(given: Outcome, section: str) -> Outcome:
    assert given.rows is not None
    first = given.rows.records["citations"][0]
    records = given.rows.records | {"citations": [(first[0], section, *first[2:])]}
    return replace(given, rows=replace(given.rows, records=records))


@pytest.mark.parametrize(("name", "broken", "why"), BROKEN, ids=[row[0] for row in BROKEN])
def test_a_document_the_store_refuses_costs_itself_only(
    name: str, broken: Callable[[Outcome], Outcome], why: str, batch: Batch, store: Store, told: Told, make_document: Make
) -> None:
    for path in ("1", "2", "3"):
        given = outcome(make_document, path)
        batch.add(broken(given) if path == "2" else given)
    batch.flush()
    assert stored(store) == ["1", "3"], why
    assert [reason for _, reason, _ in told] == ["OK", "CRASHED", "OK"], why
    assert store.connection.execute("SELECT count(*) FROM citations").fetchone()[0] == 2, "nothing of it is left"
    line = next(store.rows("SELECT * FROM files WHERE path = '2'"))
    assert (line["state"], line["document_id"], line["attempts"]) == ("held", None, 1)


def test_trouble_of_the_store_itself_is_not_blamed_on_a_file(batch: Batch, store: Store, make_document: Make) -> None:
    batch.add(outcome(make_document, "1"))
    store.connection.execute("PRAGMA query_only = 1")
    with pytest.raises((StoreError, sqlite3.OperationalError)):
        batch.flush()
    store.connection.execute("PRAGMA query_only = 0")
    assert list(store.rows("SELECT * FROM files")) == []


def test_another_process_may_ask_while_a_batch_is_written(store: Store, make_document: Make) -> None:
    """It sees whole batches, and waits for nothing."""
    ledger, seen = Ledger(store, "1"), []
    ask = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM documents').fetchone()[0])"

    def reader() -> int:
        asked = [sys.executable, "-c", ask, str(store.path)]
        return int(subprocess.run(asked, capture_output=True, text=True, timeout=60, check=True).stdout)

    batch = Batch(ledger, lambda outcome, entry: None, beside=lambda written: seen.append(reader()))
    for number in range(MOST):
        batch.add(outcome(make_document, f"{number:02}"))
    assert (seen, reader()) == ([0], MOST), "before the commit none, afterwards all"
