"""What ``check`` sees, what ``repair`` makes good: every fault is made by hand in a sound store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from extractor.errors import StoreError
from extractor.importing import Ledger, Run, in_process, look, read
from extractor.importing.run import Summary
from extractor.importing.runs import entered
from extractor.integrity import check, repair
from extractor.integrity.reading import one_state
from extractor.limits import DEFAULT
from extractor.records.models import Document
from extractor.store import Store, open_store

Make = Callable[..., Document]

LETTERS = {
    "mot.txt": "SỞ Y TẾ\nSố: 12/KH-SYT\nKẾ HOẠCH\nI. MỤC TIÊU\nTrên 95% người dân có thẻ theo Nghị định số 98/2023/NĐ-CP.",
    "hai.txt": "SỞ Y TẾ\nSố: 13/KH-SYT\nKẾ HOẠCH\nI. MỤC TIÊU\nÍt nhất 80% trạm y tế đạt chuẩn trước ngày 31/12/2025.",
    "ban-sao.txt": "SỞ Y TẾ\nSố: 13/KH-SYT\nKẾ HOẠCH\nI. MỤC TIÊU\nÍt nhất 80% trạm y tế đạt chuẩn trước ngày 31/12/2025.",
}


def work(task):  # type: ignore[no-untyped-def]
    return read(task)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "tep"
    folder.mkdir()
    for name, words in LETTERS.items():
        (folder / name).write_text(words, encoding="utf-8")
    with open_store(tmp_path / "kho.db") as opened:
        imported(opened, folder)
        yield opened


def imported(store: Store, folder: Path) -> None:
    retried(store, [folder])


def retried(store: Store, paths: list[Path]) -> None:
    run = Run(Ledger(store, "1"), lambda tasks: in_process(tasks, work=work), DEFAULT, language=False)
    run.over(look(paths, store.path))


def test_a_sound_store_has_no_fault(store: Store) -> None:
    assert list(check(store)) == []


DAMAGE = [
    ('UPDATE dates SET start = 99999, "end" = 100000', "check_evidence_wrong", "reread", "a place outside the text"),
    ("UPDATE citations SET text = 'Nghị định số 99/2023/NĐ-CP'", "check_evidence_wrong", "reread", "words that are not there"),
    (
        "UPDATE documents SET evidence = json_array(json_object('field', 'number', 'page', 1, 'start', 5, 'end', 88888))",
        "check_evidence_wrong",
        "reread",
        "a letterhead field outside the text",
    ),
    (
        "UPDATE passages SET bare = 'khac' WHERE rowid = (SELECT min(rowid) FROM passages)",
        "check_words_differ",
        "words",
        "words",
    ),
    ("UPDATE targets SET op = 'khac'", "check_record_changed", "reread", "a value that no record may have"),
    (
        'INSERT INTO attachments (document_id, kind, section_id, page, start, "end")'
        " SELECT document_id, 'phu_luc', id, 1, 88888, 88889 FROM sections LIMIT 1",
        "check_evidence_wrong",
        "reread",
        "an annex outside the text",
    ),
    (
        'INSERT INTO attachments (document_id, kind, section_id, page, start, "end", evidence)'
        " SELECT document_id, 'phu_luc', id,"
        " 1, 0, 5, json_array(json_object('field', 'number', 'page', 1, 'start', 5, 'end', 88888)) FROM sections LIMIT 1",
        "check_evidence_wrong",
        "reread",
        "a field of an annex's letterhead outside the text",
    ),
    ("DELETE FROM target_spans", "check_spans_differ", "spans", "years that are not found"),
    ("INSERT INTO target_spans VALUES (1, '1999', '1999')", "check_spans_differ", "spans", "years that no target is for"),
    ("DELETE FROM target_words", "check_words_differ", "words", "targets that cannot be found"),
    (
        "INSERT INTO passages (rowid, exact, bare) VALUES (999 << 26, 'ma', 'ma')",
        "check_words_stray",
        "strays",
        "a stray passage",
    ),
    ("UPDATE files SET state = 'held', reason = 'TIMEOUT' WHERE state = 'stored'", "check_ledger_differs", "ledger", "ledger"),
    ("UPDATE files SET document_id = NULL WHERE state = 'duplicate'", "check_copy_lost", "ledger", "a copy of nothing"),
    (
        "UPDATE files SET document_id = (SELECT id FROM documents WHERE number = '12/KH-SYT') WHERE state = 'duplicate'",
        "check_copy_lost",
        "ledger",
        "a copy of another document",
    ),
    ("UPDATE files SET sha256 = '00' WHERE state = 'duplicate'", "check_copy_lost", "ledger", "a copy of other content"),
    ("UPDATE files SET reason = 'TIMEOUT' WHERE state = 'stored'", "check_ledger_differs", "ledger", "stored, but timed out"),
    ("UPDATE files SET state = 'held' WHERE state = 'stored'", "check_ledger_differs", "ledger", "held for no reason"),
    (
        "INSERT INTO files (path, state, reason, first_seen, last_tried) VALUES ('/x', 'held', 'OK', '', '')",
        "check_ledger_differs",
        "ledger",
        "held for no reason, and no document",
    ),
    ("DELETE FROM documents WHERE number = '12/KH-SYT'", "check_record_lost", "ledger", "a record that was lost"),
    ("UPDATE documents SET path = NULL WHERE id = 1", "check_record_lost", "ledger", "a path that was lost"),
    ("UPDATE documents SET evidence = '[{}]'", "check_record_unreadable", "reread", "a field without a place"),
    ("UPDATE documents SET evidence = '5'", "check_record_unreadable", "reread", "a number for a list"),
    ("UPDATE targets SET start = 'abc'", "check_record_unreadable", "reread", "a word for a place"),
    ("UPDATE targets SET start = x'00'", "check_record_unreadable", "reread", "a blob for a place"),
    ("UPDATE documents SET text = CAST(x'41ff42' AS TEXT)", "check_record_unreadable", "reread", "letters that are no UTF-8"),
    ("DELETE FROM passages_config", "check_index_broken", "index", "an index of no version"),
    ("DELETE FROM passages_data", "check_index_broken", "index", "an index that cannot be opened"),
    ("DELETE FROM target_words_data", "check_index_broken", "index", "so for the words of targets"),
    ("DELETE FROM passages_data WHERE id > 10", "check_index_broken", "index", "an index without its segments"),
    (
        "UPDATE passages_data SET block = zeroblob(length(block)) WHERE id > 10",
        "check_index_broken",
        "index",
        "segments of zeros",
    ),
    ("DELETE FROM passages_docsize", "check_index_broken", "index", "an index without sizes"),
    ("DELETE FROM passages_content", "check_index_broken", "index", "an index without its words"),
    ("DROP TABLE passages", "check_index_broken", "index", "no index"),
    ("DROP TABLE target_words_config", "check_index_broken", "index", "an index without one of its tables"),
    ("DROP TABLE passages_data", "check_index_broken", "index", "so for passages"),
    ("DROP TRIGGER passages_gone", "check_schema_missing", "schema", "a trigger that is gone"),
    ("DROP INDEX documents_path", "check_schema_missing", "schema", "an index that is gone"),
    ("DROP TABLE links", "check_schema_missing", "schema", "links that are gone"),
    ("DROP TABLE target_spans", "check_schema_missing", "schema", "years that are gone"),
    ("INSERT INTO links VALUES (1, 2, 'same_number')", "check_likeness_differs", "links", "a link in one direction"),
    ("UPDATE documents SET issuer_words = 'xx'", "check_keys_differ", "words", "a folded issuer"),
    ("UPDATE documents SET number_key = 'xx'", "check_keys_differ", "words", "a folded number"),
    ("UPDATE documents SET subject_words = 'xx'", "check_keys_differ", "words", "a folded subject"),
    ("UPDATE citations SET folded_key = 'xx'", "check_keys_differ", "words", "a folded key"),
    ("UPDATE sections SET first_line = 'xx'", "check_keys_differ", "words", "a first line"),
]


@pytest.mark.parametrize(("damage", "code", "cure", "reason"), DAMAGE, ids=[row[-1] for row in DAMAGE])
def test_damage_is_seen_and_made_good(store: Store, damage: str, code: str, cure: str, reason: str) -> None:
    with damaged(store, damage) as opened:
        found = list(check(opened))
        assert {(fault.code, fault.cure) for fault in found} == {(code, cure)}, reason
        assert repair(opened, found) == []
        if cure == "reread":
            held = Ledger(opened, "1").held()
            assert held, "the next retry reads it again"
        else:
            assert list(check(opened)) == []


@contextmanager
def damaged(store: Store, sql: str) -> Iterator[Store]:
    """The store after ``sql``, opened anew: FTS5 remembers what it has read."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as file:
        file.execute("PRAGMA foreign_keys = ON")
        file.execute(sql)
    with open_store(store.path) as opened:
        yield opened


def told(store: Store) -> set[tuple[str, str | None]]:
    return {(fault.code, fault.cure) for fault in check(store)}


def test_a_path_that_is_no_utf8_is_told_and_set_right(store: Store) -> None:
    with damaged(store, "UPDATE documents SET path = CAST(x'41ff42' AS TEXT) WHERE id = 1") as opened:
        assert told(opened) == {("check_record_unreadable", "reread"), ("check_record_lost", "ledger")}
        repair(opened, check(opened))
        assert list(check(opened)) == []
        imported(opened, store.path.parent / "tep")
        assert list(check(opened)) == []


REPLACED = [
    (b"%PDF-1.4 broken", "BAD_INPUT", "a broken file"),
    ("SỞ Y TẾ\nSố: 12/KH-SYT\nMẬT\nKẾ HOẠCH\nI. MỤC TIÊU".encode(), "UNSUPPORTED", "a file with a mark of secrecy"),
]


@pytest.mark.parametrize(("content", "held", "reason"), REPLACED, ids=[row[-1] for row in REPLACED])
def test_a_file_that_is_held_leaves_the_record_of_what_it_held_before(
    store: Store, content: bytes, held: str, reason: str
) -> None:
    folder = store.path.parent / "tep"
    (folder / "mot.txt").write_bytes(content)
    imported(store, folder)
    before = lines(store)
    assert held in before[str(folder / "mot.txt")], reason
    assert list(check(store)) == []
    repair(store, check(store))
    assert lines(store) == before


def lines(store: Store) -> dict[str, tuple[object, ...]]:
    found = store.connection.execute("SELECT path, state, reason, code, sha256, document_id FROM files")
    return {row[0]: tuple(row[1:]) for row in found}


def test_a_damaged_record_whose_file_is_gone_stays_told(store: Store) -> None:
    folder = store.path.parent / "tep"
    store.connection.execute("UPDATE citations SET text = 'Nghị định số 99/2023/NĐ-CP'")
    repair(store, check(store))
    (folder / "mot.txt").unlink()
    retried(store, [folder / "mot.txt"])
    assert lines(store)[str(folder / "mot.txt")][2] == "file_missing"
    for _ in range(2):
        assert told(store) == {("check_evidence_wrong", "reread")}
        repair(store, check(store))
        assert lines(store)[str(folder / "mot.txt")][0] == "held"


def test_a_document_that_an_import_deletes_meanwhile_is_no_fault(store: Store) -> None:
    with open_store(store.path) as other:

        def step(done: int, total: int) -> None:
            other.connection.execute("DELETE FROM files")
            other.connection.execute("DELETE FROM documents")

        assert list(check(store, step=step)) == []


def test_what_is_looked_at_together_is_of_one_state(store: Store) -> None:
    count = "SELECT count(*) FROM documents"
    with open_store(store.path) as other, one_state(store.connection):
        assert store.connection.execute(count).fetchone()[0] == 2
        other.connection.execute("DELETE FROM documents")
        assert store.connection.execute(count).fetchone()[0] == 2
    assert store.connection.execute(count).fetchone()[0] == 0


def test_beside_an_import_a_store_is_checked_and_not_repaired(store: Store) -> None:
    store.connection.execute("DELETE FROM target_spans")
    found = list(check(store))
    with open_store(store.path) as other, entered(other, Summary(), command="import", version="1", workers=1):
        assert list(check(store)) == found
        with pytest.raises(StoreError) as refused:
            repair(store, found)
        assert refused.value.code == "run_busy"
        assert list(check(store)) == found
    assert repair(store, found) == []


def test_of_a_store_that_may_only_be_read_the_indexes_are_not_looked_at(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    monkeypatch.setattr("extractor.store.connection.writable", lambda path: False)  # tests may run as root
    unseen: list[str] = []
    with open_store(store.path) as read_only:
        assert list(check(read_only, unseen=lambda table, error: unseen.append(table))) == []
    assert unseen == ["passages", "target_words"]


def test_a_lost_record_comes_back_with_the_next_run(store: Store) -> None:
    store.connection.execute("DELETE FROM documents WHERE number = '12/KH-SYT'")
    repair(store, check(store))
    imported(store, store.path.parent / "tep")
    assert list(check(store)) == []
    assert store.connection.execute("SELECT count(*) FROM documents").fetchone()[0] == 2


def test_rows_that_belong_to_nothing_are_removed(store: Store) -> None:
    broken(store, "UPDATE dates SET document_id = 777")
    found = list(check(store))
    assert {fault.code for fault in found} == {"check_link_broken", "check_record_changed"}
    repair(store, found)
    assert told(store) == {("check_record_changed", "reread")}, "the documents that the rows were taken from"


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("links", "VALUES (777, 778, 'same_number')"),
        ("links", "SELECT id, 777, 'same_subject' FROM documents"),
        ("target_spans", "VALUES (777, '2024', '2025'), (777, '2025', '2026')"),
    ],
)
def test_so_are_those_of_tables_whose_rows_have_no_number(store: Store, table: str, rows: str) -> None:
    kept = list(map(tuple, store.connection.execute(f"SELECT * FROM {table}")))
    broken(store, f"INSERT INTO {table} {rows}")
    found = list(check(store))
    assert {fault.code for fault in found} - {"check_likeness_differs"} == {"check_links_broken"}
    assert {fault.params["count"] for fault in found if fault.code == "check_links_broken"} <= {1, 2}
    assert repair(store, found) == []
    assert list(check(store)) == []
    assert list(map(tuple, store.connection.execute(f"SELECT * FROM {table}"))) == kept


def test_a_broken_link_within_a_document_has_its_file_read_again(store: Store) -> None:
    """Removing the row would take a target out of a document that is there, and nobody would know."""
    broken(store, "UPDATE targets SET section_id = 'khong-co'")
    found = list(check(store))
    assert {(fault.code, fault.cure) for fault in found} == {
        ("check_link_broken", "reread"),
        ("check_record_changed", "reread"),
    }
    before = store.connection.execute("SELECT count(*) FROM targets").fetchone()[0]
    assert repair(store, found) == []
    assert store.connection.execute("SELECT count(*) FROM targets").fetchone()[0] == before
    assert len(Ledger(store, "1").held()) == 2


def test_a_ledger_line_of_a_lost_document_is_kept(store: Store) -> None:
    broken(store, "UPDATE files SET document_id = 777 WHERE state = 'duplicate'")
    assert repair(store, check(store)) == []
    assert list(check(store)) == []
    assert store.connection.execute("SELECT count(*) FROM files").fetchone()[0] == 3


def broken(store: Store, sql: str) -> None:
    """What SQLite's own foreign keys would forbid."""
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute(sql)
    store.connection.execute("PRAGMA foreign_keys = ON")


def test_a_second_repair_does_not_take_back_that_a_file_is_to_be_read_again(store: Store) -> None:
    store.connection.execute("UPDATE citations SET text = 'Nghị định số 99/2023/NĐ-CP'")
    for _ in range(2):
        found = list(check(store))
        assert {fault.code for fault in found} == {"check_evidence_wrong"}
        repair(store, found)
        assert len(Ledger(store, "1").held()) == 1


def test_a_document_saved_from_python_needs_no_ledger_line(tmp_path: Path, make_document: Make) -> None:
    with open_store(tmp_path / "kho.db") as store:
        store.save(make_document(body=["một câu"]))
        assert list(check(store)) == []


@pytest.mark.parametrize("path", ["/van-ban/ke-hoach.docx", None])
def test_what_no_file_can_be_read_again_for_is_left(tmp_path: Path, make_document: Make, path: str | None) -> None:
    """It was saved from Python: the ledger has no line that could be marked, so nothing is cured."""
    with open_store(tmp_path / "kho.db") as store:
        store.save(make_document(path=path, body=["một câu"]))
        store.connection.execute("UPDATE documents SET evidence = json_set(evidence, '$[0].end', 88888)")
        found = list(check(store))
        assert [fault.cure for fault in found] == ["reread"]
        assert repair(store, found) == found


def test_letters_beyond_the_first_plane_and_nulls_count_as_one(tmp_path: Path, make_document: Make) -> None:
    """SQLite's length() ends at a null; the contract counts code points."""
    with open_store(tmp_path / "kho.db") as store:
        store.save(make_document(issuer="Sở 𝐘 tế\0", body=["một câu"], targets=[{"statement": "Trên 95% hộ dân"}]))
        assert list(check(store, quick=True)) == []


def test_progress_goes_up_to_all_documents(store: Store) -> None:
    steps: list[tuple[int, int]] = []
    list(check(store, step=lambda done, total: steps.append((done, total))))
    assert steps == [(0, 2), (1, 2), (2, 2)]


def test_a_broken_file_is_said_and_not_repaired(store: Store, tmp_path: Path) -> None:
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "hong.db"
    data = bytearray(store.path.read_bytes())
    for page in range(8, len(data) // 4096, 3):  # not the schema's first pages: the file still opens
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    copy.write_bytes(data)
    with open_store(copy) as broken:
        found = list(check(broken))
        assert {fault.code for fault in found} == {"check_file_broken"}
        assert repair(broken, found) == found
