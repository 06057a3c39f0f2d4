"""A copy is whole whatever else writes, stands alone in its place, and takes the place of nothing that is not a copy."""

from __future__ import annotations

import importlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extractor.errors import StoreError
from extractor.integrity import backup, check
from extractor.records.models import Document
from extractor.store import Store, open_store

Make = Callable[..., Document]

module = importlib.import_module("extractor.integrity.backup")  # the package's name is the function's


@pytest.fixture
def store(tmp_path: Path, make_document: Make) -> Iterator[Store]:
    with open_store(tmp_path / "kho.db") as opened:
        opened.save(make_document(body=["một câu"]))
        yield opened


@contextmanager
def busy(path: Path) -> Iterator[None]:
    """Another process that commits all the time."""
    writer = (
        "import sys, sqlite3, itertools\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)\n"
        "print('on', flush=True)\n"
        "for n in itertools.count():\n"
        '    c.execute("UPDATE documents SET subject = ?", (str(n) * 50,))\n'
    )
    with subprocess.Popen([sys.executable, "-c", writer, str(path)], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None and process.stdout.readline()
            yield
        finally:
            process.kill()


def left(folder: Path) -> list[str]:
    """What stands there beside the store."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("kho.db"))


def test_a_copy_is_whole_and_ends_while_another_process_writes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page at a time: begun anew at each commit, it would never end."""
    steps: list[int] = []

    def told(status: int, remaining: int, total: int) -> None:
        assert not steps or remaining < steps[-1], "begun anew"
        steps.append(remaining)

    monkeypatch.setattr(module, "_PAGES", 1)
    monkeypatch.setattr(module, "_hear", told)
    with busy(store.path):
        size = backup(store, tmp_path / "sao-luu.db")
    assert len(steps) > 10
    assert (size, left(tmp_path)) == ((tmp_path / "sao-luu.db").stat().st_size, ["sao-luu.db"])
    assert not store.connection.in_transaction
    with open_store(tmp_path / "sao-luu.db") as copy:
        assert list(check(copy)) == []
        assert copy.connection.execute("SELECT count(*) FROM documents").fetchone()[0] == 1


def test_a_writer_is_not_kept_waiting(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAGES", 16)
    writer = sqlite3.connect(store.path, isolation_level=None, timeout=0)
    monkeypatch.setattr(module, "_hear", lambda *_: writer.execute("UPDATE documents SET subject = 'mới'"))
    assert backup(store, tmp_path / "sao-luu.db") > 0
    writer.close()
    with open_store(tmp_path / "sao-luu.db") as copy:
        assert copy.connection.execute("SELECT subject FROM documents").fetchone()[0] != "mới", "as it stood at the beginning"


def test_nothing_is_replaced_unasked(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "cu.db"
    target.write_text("giữ lại")
    with pytest.raises(StoreError) as refused:
        backup(store, target)
    assert refused.value.code == "backup_exists"
    assert target.read_text() == "giữ lại"
    assert backup(store, target, replace=True) > 0


def test_the_log_of_the_copy_before_goes_with_it(store: Store, tmp_path: Path) -> None:
    """A process that used the copy was killed: what it wrote would be read into the new copy."""
    target = tmp_path / "cu.db"
    backup(store, target)
    killed = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        'c.execute("PRAGMA journal_mode = WAL")\n'
        "c.execute(\"UPDATE documents SET subject = 'cũ', text = text || hex(randomblob(9000))\")\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", killed, str(target)], check=False)
    assert left(tmp_path) == ["cu.db", "cu.db-shm", "cu.db-wal"]
    backup(store, target, replace=True)
    assert left(tmp_path) == ["cu.db"]
    with open_store(target) as copy:
        assert list(check(copy)) == []
        assert copy.connection.execute("SELECT subject FROM documents WHERE subject = 'cũ'").fetchall() == []


@pytest.mark.parametrize("suffix", ["-wal", "-shm", "-journal"])
def test_what_a_lost_copy_left_is_not_removed_unasked(suffix: str, store: Store, tmp_path: Path) -> None:
    rest = tmp_path / f"mat.db{suffix}"
    rest.write_text("của bản đã mất")
    with pytest.raises(StoreError) as refused:
        backup(store, tmp_path / "mat.db")
    assert (refused.value.code, refused.value.params["path"], left(tmp_path)) == ("backup_exists", rest, [rest.name])
    backup(store, tmp_path / "mat.db", replace=True)
    assert left(tmp_path) == ["mat.db"]


def folder(path: Path, store: Path) -> None:
    path.mkdir()


def nothing(path: Path, store: Path) -> None:
    return


def linked(path: Path, store: Path) -> None:
    path.symlink_to(store)


def hard_linked(path: Path, store: Path) -> None:
    os.link(store, path)


def log_linked(path: Path, store: Path) -> None:
    os.link(f"{store}-wal", path)


def dangling(path: Path, store: Path) -> None:
    path.symlink_to(path.parent / "khong-co.db")


def pipe(path: Path, store: Path) -> None:
    os.mkfifo(path)


def folder_beside(path: Path, store: Path) -> None:
    Path(f"{path}-wal").mkdir()


def log_of_a_lost_one(path: Path, store: Path) -> None:
    os.link(store, f"{path}-wal")


REFUSED = [
    ("kho.db", nothing, "backup_onto_itself", "the store"),
    ("kho.db-wal", nothing, "backup_onto_itself", "what was written last"),
    ("kho.db-shm", nothing, "backup_onto_itself", "what its readers share"),
    ("kho.db-journal", nothing, "backup_onto_itself", "not there, but SQLite would obey it"),
    ("../{}/kho.db", nothing, "backup_onto_itself", "the store by another way"),
    ("a.db", linked, "backup_onto_itself", "a link to the store"),
    ("a.db", hard_linked, "backup_onto_itself", "another name of the store"),
    ("a.db", log_linked, "backup_onto_itself", "another name of its log"),
    ("a.db", log_of_a_lost_one, "backup_onto_itself", "the store in the place of the copy's log, which is removed"),
    ("a.db", folder, "backup_no_file", "a folder"),
    ("a.db", pipe, "backup_no_file", "a pipe, as any device"),
    ("a.db", dangling, "backup_no_file", "a link to nothing"),
    ("a.db", folder_beside, "backup_no_file", "a folder that SQLite would take for the log"),
    ("khong-co/a.db", nothing, "store_no_folder", "no such folder"),
    ("kho.db/a.db", nothing, "store_no_folder", "a file for a folder"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize(("name", "made", "code", "reason"), REFUSED, ids=[row[3] for row in REFUSED])
def test_places_that_are_refused(
    name: str, made: Callable[[Path, Path], None], code: str, reason: str, replace: bool, store: Store, tmp_path: Path
) -> None:
    target = tmp_path / name.format(tmp_path.name)
    made(target, store.path)
    before = {path: path.lstat().st_ino for path in tmp_path.iterdir()}
    with pytest.raises(StoreError) as refused:
        backup(store, target, replace=replace)
    assert refused.value.code == code, reason
    assert {path: path.lstat().st_ino for path in tmp_path.iterdir()} == before, "nothing was touched"
    assert list(check(store)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_link_to_an_older_copy_is_followed(store: Store, tmp_path: Path) -> None:
    old, link = tmp_path / "cu.db", tmp_path / "moi-nhat.db"
    old.write_text("cũ")
    link.symlink_to(old.name)
    backup(store, link, replace=True)
    assert (link.is_symlink(), old.stat().st_size > 1000, left(tmp_path)) == (True, True, ["cu.db", "moi-nhat.db"])


def test_a_neighbours_files_are_left_alone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.db.part").write_text("của người khác")
    (tmp_path / "b.db.part").mkdir()
    backup(store, tmp_path / "a.db")
    backup(store, tmp_path / "b.db")
    assert (tmp_path / "a.db.part").read_text() == "của người khác"
    assert left(tmp_path) == ["a.db", "a.db.part", "b.db", "b.db.part"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_copy_has_the_permissions_of_any_new_file(mask: int, mode: int, store: Store, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        backup(store, tmp_path / "a.db")
    finally:
        os.umask(before)
    assert (tmp_path / "a.db").stat().st_mode & 0o777 == mode


def interrupted(*_: object) -> None:
    signal.raise_signal(signal.SIGINT)


def full(*_: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")


def denied(*_: object) -> None:
    raise PermissionError("Permission denied")


BROKEN_OFF = [
    ("_hear", interrupted, KeyboardInterrupt, "Ctrl-C while pages are copied"),
    ("_hear", full, StoreError, "SQLite cannot write"),
    ("_put", denied, StoreError, "the copy cannot be put in its place"),
    ("_put", interrupted, KeyboardInterrupt, "Ctrl-C at the last moment"),
]


@pytest.mark.parametrize(("part", "instead", "raised", "reason"), BROKEN_OFF, ids=[row[3] for row in BROKEN_OFF])
def test_what_is_broken_off_leaves_nothing(
    part: str,
    instead: Callable[..., None],
    raised: type[BaseException],
    reason: str,
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "cu.db").write_text("giữ lại")
    monkeypatch.setattr(module, part, instead)
    with pytest.raises(raised):
        backup(store, tmp_path / "cu.db", replace=True)
    assert (left(tmp_path), (tmp_path / "cu.db").read_text()) == (["cu.db"], "giữ lại"), reason
    assert not store.connection.in_transaction
