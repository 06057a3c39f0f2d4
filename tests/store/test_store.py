"""Replacing, deleting, opening, upgrading."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import StoreError
from extractor.records.models import Document
from extractor.store import Store, open_store
from extractor.store.migrations import migration_files, newest, statements
from extractor.store.rows import RECORD_COLUMNS

Make = Callable[..., Document]
CONTRACT_TABLES = {"documents", "sections", "targets", "dates", "citations", "tables", "files"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "kho.db")


def counts(store: Store) -> dict[str, int]:
    tables = ["documents", *RECORD_COLUMNS, "passages", "target_words"]
    return {t: store.connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


TARGET = {"statement": "Trên 95% hộ gia đình đạt chuẩn", "op": "gt", "low": 95.0, "unit": "%"}
CITATION = {"text": "Nghị định số 98/2023/NĐ-CP", "key": "98/2023/NĐ-CP", "number": "98/2023/NĐ-CP"}


def test_contract_tables(store: Store) -> None:
    names = {row[0] for row in store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names >= CONTRACT_TABLES


def test_foreign_keys_and_wal(store: Store) -> None:
    assert store.connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert store.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_saving_twice_changes_nothing(store: Store, make_document: Make) -> None:
    document = make_document(targets=[TARGET], citations=[CITATION])
    first = store.save(document)
    before = counts(store)
    assert store.save(document) == first
    assert counts(store) == before


def test_changed_file_replaces_its_record_and_keeps_its_id(store: Store, make_document: Make) -> None:
    old = make_document(targets=[TARGET, TARGET], body=["câu cũ"])
    new = make_document(targets=[TARGET], body=["câu mới"])
    number = store.save(old)
    assert store.save(new) == number
    assert store.load(number) == new
    assert counts(store)["targets"] == counts(store)["target_words"] == 1
    found = "SELECT count(*) FROM passages WHERE passages MATCH 'bare : cu'"
    assert store.connection.execute(found).fetchone()[0] == 0


def test_deleting_a_document_leaves_nothing(store: Store, make_document: Make) -> None:
    store.save(make_document(targets=[TARGET], citations=[CITATION]))
    store.connection.execute("DELETE FROM documents")
    assert set(counts(store).values()) == {0}


def test_deleting_one_leaves_the_neighbours_words(store: Store, make_document: Make) -> None:
    first, second = (store.save(make_document(path=f"/{n}", number=n, body=[f"riêng {n}"])) for n in "ab")
    store.connection.execute("DELETE FROM documents WHERE id = ?", (first,))
    left = {row[0] >> 26 for row in store.connection.execute("SELECT rowid FROM passages")}
    assert left == {second}


def test_half_a_document_is_never_stored(store: Store, make_document: Make) -> None:
    good = make_document()
    kept = store.save(good)
    bad = make_document(targets=[TARGET, TARGET], body=["khác"])
    twice = bad.model_copy(update={"targets": [bad.targets[0], bad.targets[0]]})  # one id twice breaks a UNIQUE rule
    with pytest.raises(sqlite3.IntegrityError):
        store.save(twice)
    assert store.load(kept) == good


def test_a_batch_survives_one_bad_document(store: Store, make_document: Make) -> None:
    bad = make_document(path="/xau", targets=[TARGET])
    bad = bad.model_copy(update={"targets": [bad.targets[0].model_copy(update={"section_id": "s99"})]})
    with store.transaction():
        store.save(make_document(path="/tot", number="1/KH"))
        doubled = bad.model_copy(update={"targets": [bad.targets[0], bad.targets[0]]})
        with pytest.raises(sqlite3.IntegrityError):
            store.save(doubled)
    assert counts(store)["documents"] == 1


def test_a_record_of_an_unknown_section_is_refused(store: Store, make_document: Make) -> None:
    document = make_document(targets=[TARGET])
    lost = document.model_copy(update={"targets": [document.targets[0].model_copy(update={"section_id": "s99"})]})
    with pytest.raises((sqlite3.IntegrityError, StoreError)):
        store.save(lost)
    assert counts(store)["documents"] == 0


def test_load_of_an_unknown_id(store: Store) -> None:
    with pytest.raises(StoreError) as error:
        store.load(7)
    assert error.value.code == "store_no_document"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"khong phai co so du lieu " * 9, "store_no_database", id="text file"),
        pytest.param(b"PK\3\4" + b"\0" * 200, "store_no_database", id="zip file"),
        pytest.param(b"SQLite format 3\0" + b"\xff" * 4096, "store_no_database", id="only the magic"),
    ],
)
def test_files_that_are_no_store(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    path.write_bytes(content)
    for create in (True, False):
        with pytest.raises(StoreError) as error:
            open_store(path, create=create)
        assert error.value.code == code
        assert path.read_bytes() == content, "a file that is not ours is left as it was"


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (a)")
    before = path.read_bytes()
    with pytest.raises(StoreError) as error:
        open_store(path)
    assert error.value.code == "store_foreign"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "create", "code"),
    [
        ("khong-co.db", False, "store_missing"),
        ("khong/co/kho.db", True, "store_no_folder"),
        (".", True, "store_is_folder"),
    ],
)
def test_paths_that_lead_nowhere(name: str, create: bool, code: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        open_store(tmp_path / name, create=create)
    assert error.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    open_store(path).close()
    with sqlite3.connect(path) as file:
        file.execute(f"PRAGMA user_version = {newest() + 1}")
    with pytest.raises(StoreError) as error:
        open_store(path)
    assert error.value.code == "store_newer"


def test_every_migration_is_recorded(store: Store) -> None:
    recorded = [row[0] for row in store.connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]
    assert recorded == [file.stem for _, file in migration_files()]


def test_a_failed_migration_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "sql" / "002_hong.sql"
    broken.parent.mkdir()
    broken.write_text("CREATE TABLE half (a);\nCREATE TABLE half (a);\n", encoding="utf-8")
    files = (migration_files()[0], (2, broken))
    monkeypatch.setattr("extractor.store.migrations.migration_files", lambda: files)
    with pytest.raises(StoreError):
        open_store(tmp_path / "kho.db")
    with sqlite3.connect(tmp_path / "kho.db") as file:
        assert file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        assert file.execute("PRAGMA user_version").fetchone()[0] == 0


def test_an_older_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_document: Make) -> None:
    path = tmp_path / "kho.db"
    with monkeypatch.context() as patch:
        older = migration_files()[:1]
        patch.setattr("extractor.store.migrations.migration_files", lambda: older)
        open_store(path).close()
    with open_store(path) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone()[0] == newest()
        store.save(make_document())


def test_statements_keep_triggers_whole() -> None:
    script = "-- một\nCREATE TABLE a (b);\nCREATE TRIGGER t AFTER DELETE ON a BEGIN\n DELETE FROM a;\nEND;\n-- hết\n"
    assert [s.split()[-1] for s in statements(script)] == ["(b);", "END;"]


def test_unfinished_statement_is_said() -> None:
    with pytest.raises(ValueError, match="unfinished"):
        list(statements("CREATE TABLE a (b)"))


def test_two_processes_may_create_the_same_store(tmp_path: Path, make_document: Make) -> None:
    first, second = open_store(tmp_path / "kho.db"), open_store(tmp_path / "kho.db")
    first.save(make_document(path="/1", number="1/KH"))
    second.save(make_document(path="/2", number="2/KH"))
    assert counts(first)["documents"] == counts(second)["documents"] == 2


def test_a_store_that_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_document: Make) -> None:
    path = tmp_path / "kho.db"
    with open_store(path) as store:
        number = store.save(make_document())
    monkeypatch.setattr("extractor.store.connection.writable", lambda path: False)  # tests may run as root
    with open_store(path, create=False) as store:
        assert store.load(number)
        with pytest.raises((StoreError, sqlite3.OperationalError)):
            store.save(make_document(path="/khac", number="9/KH"))


def test_all_or_nothing_takes_back_what_was_written_before(store: Store, make_document: Make) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.transaction(all_or_nothing=True):
        store.save(make_document(path="/one"))
        with store.transaction():
            store.connection.execute("INSERT INTO documents (id) VALUES (9)")
    assert [row["path"] for row in store.rows("SELECT path FROM documents")] == []
    with store.transaction():
        store.save(make_document(path="/two"))
        with pytest.raises(sqlite3.IntegrityError), store.transaction():
            store.connection.execute("INSERT INTO documents (id) VALUES (9)")
    assert [row["path"] for row in store.rows("SELECT path FROM documents")] == ["/two"], "a savepoint again"
