"""The seal: whatever is lost or changed in a stored record is seen, and its file is read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.importing import Ledger, Run, in_process, look, read
from extractor.integrity import check, repair
from extractor.limits import DEFAULT
from extractor.store import Store, open_store

LETTERS = {
    "mot.txt": "SỞ Y TẾ\nSố: 12/KH-SYT\nKẾ HOẠCH\nVề công tác dân số năm 2025\nI. MỤC TIÊU\nTrên 95% người dân có thẻ theo"
    " Nghị định số 98/2023/NĐ-CP trong năm 2025.\nII. KINH PHÍ\nKhông có gì thêm.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn A",
    "bang.md": "# Báo cáo\n\n| Đơn vị | Kết quả |\n|---|---|\n| Trạm A | 95% |\n| Trạm B | 80% |\n",
}


def work(task):  # type: ignore[no-untyped-def]
    return read(task)


def imported(store: Store) -> None:
    run = Run(Ledger(store, "1"), lambda tasks: in_process(tasks, work=work), DEFAULT, language=False)
    run.over(look([store.path.parent / "tep"], store.path))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "tep").mkdir()
    for name, words in LETTERS.items():
        (tmp_path / "tep" / name).write_text(words, encoding="utf-8")
    with open_store(tmp_path / "kho.db") as opened:
        imported(opened)
        yield opened


DAMAGE = [
    ("DELETE FROM dates WHERE record_id = (SELECT min(record_id) FROM dates)", "a date lost"),
    ("DELETE FROM citations", "a citation lost"),
    ("DELETE FROM targets", "targets lost, whose years and words must not be made to agree"),
    ("DELETE FROM tables", "a table lost"),
    ("DELETE FROM signers", "a signer lost"),
    ("DELETE FROM recipients WHERE note IS NULL", "recipients lost"),
    ("DELETE FROM warnings", "a warning lost"),
    ("DELETE FROM sections WHERE title LIKE 'KINH%'", "a section without parts lost"),
    ("INSERT INTO signers (document_id) SELECT id FROM documents", "a signer of nothing added"),
    ("UPDATE sections SET start = start + 1", "a section's beginning"),
    ('UPDATE sections SET "end" = "end" - 1', "a section's end"),
    ("UPDATE documents SET evidence = json_set(evidence, '$[0].start', 1) WHERE evidence <> '[]'", "a field's beginning"),
    ("UPDATE documents SET number = '999/QĐ-X'", "the number"),
    ("UPDATE documents SET issued_on = '1999-01-01'", "the day of issue"),
    ("UPDATE documents SET text = replace(text, 'gì thêm', 'gì bớt') WHERE text LIKE '%gì thêm%'", "a word of no record"),
    ("UPDATE targets SET low = 5", "a target's value"),
    ("UPDATE targets SET period = json_object('from', '1999', 'to', '1999')", "a target's period"),
    ("UPDATE targets SET boxes = '{}'", "a target's boxes"),
    ("UPDATE targets SET page = 99", "a page"),
    ("UPDATE dates SET \"from\" = '1900-01-01'", "a day"),
    ("UPDATE citations SET \"key\" = '1/2000/NĐ-CP'", "a key"),
    ("UPDATE tables SET rows = replace(rows, '95%', '15%')", "a cell"),
    ("UPDATE signers SET name = 'Trần B'", "a name"),
    ("UPDATE documents SET record_sha256 = '00'", "the seal itself"),
]


@pytest.mark.parametrize(("damage", "reason"), DAMAGE, ids=[row[-1] for row in DAMAGE])
def test_what_is_lost_or_changed_is_seen_and_read_again(store: Store, damage: str, reason: str) -> None:
    whole = [store.load(number) for (number,) in store.connection.execute("SELECT id FROM documents ORDER BY path").fetchall()]
    assert store.connection.execute(damage).rowcount, reason
    for quick in (True, False):
        found = list(check(store, quick=quick))
        assert {fault.cure for fault in found} == {"reread"}, reason
    assert repair(store, found) == []
    assert {fault.cure for fault in check(store)} == {"reread"}, "told until it is read again"
    imported(store)
    assert list(check(store)) == []
    numbers = store.connection.execute("SELECT id FROM documents ORDER BY path").fetchall()
    assert [store.load(number) for (number,) in numbers] == whole


def test_a_document_written_before_there_were_seals_is_not_sealed(store: Store) -> None:
    store.connection.execute("UPDATE documents SET record_sha256 = NULL")
    assert list(check(store)) == []


def test_a_file_that_is_moved_keeps_its_seal(store: Store) -> None:
    folder = store.path.parent / "tep"
    (folder / "mot.txt").rename(folder / "hai.txt")
    imported(store)
    assert store.connection.execute("SELECT count(*) FROM documents WHERE path LIKE '%hai.txt'").fetchone()[0] == 1
    assert list(check(store)) == []


VERSIONS = [
    ("UPDATE versions SET document = substr(document, 1, 50)", "cut short"),
    ("UPDATE versions SET document = zeroblob(200)", "zeros"),
    ("UPDATE versions SET document = 'abc'", "words"),
]


@pytest.mark.parametrize(("damage", "reason"), VERSIONS, ids=[row[-1] for row in VERSIONS])
def test_a_record_kept_from_before_that_is_broken_is_told(store: Store, damage: str, reason: str) -> None:
    (store.path.parent / "tep" / "mot.txt").write_text(LETTERS["mot.txt"].replace("95%", "96%"), encoding="utf-8")
    imported(store)
    assert list(check(store)) == []
    store.connection.execute(damage)
    found = list(check(store))
    assert [fault.code for fault in found] == ["check_version_broken"], reason
    assert repair(store, found) == found, "nothing else has what it held"
