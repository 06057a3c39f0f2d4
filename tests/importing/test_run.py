"""A run over files: what is imported once, what replaces what, what is held, and how it is told."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.errors import EncryptedError
from extractor.importing import Ledger, Outcome, Run, Summary, Task, in_process, look, look_again
from extractor.importing.outcome import refused
from extractor.importing.work import read as work_of_a_worker
from extractor.integrity import check
from extractor.limits import Limits
from extractor.records.models import Document
from extractor.store import Store, open_store
from extractor.store.rows import rows_of

Make = Callable[..., Document]
COUNTER = count()


@dataclass
class Desk:
    """A store, and a fake reading: a file whose text begins with "khóa" is locked, with "lỗi" raises, with "ngắt" is
    interrupted, any other becomes a document."""

    store: Store
    make: Make
    read: list[str] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    unlocked: bool = False
    meanwhile: Callable[[], None] = lambda: None  #: what somebody does while a file is read

    def work(self, task: Task) -> Outcome:
        self.read.append(short(task.path))
        self.meanwhile()
        data = Path(task.file).read_bytes()
        text = data.decode("utf-8")
        if text.startswith("ngắt"):
            raise KeyboardInterrupt
        if text.startswith("khóa") and not self.unlocked:
            return refused(task, EncryptedError("archive_encrypted", path=task.path))
        if text.startswith("lỗi"):
            return refused(task, ValueError("hỏng"))
        document = self.make(path=task.path, body=[text])
        source = document.source.model_copy(update={"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)})
        read = replace(task, sha256=source.sha256, size=source.size)
        return Outcome(read, "OK", rows=rows_of(document.model_copy(update={"source": source})), pages=1)

    def run(self, *paths: Path, **settings: Any) -> Summary:
        self.read.clear()
        self.events.clear()
        return self.prepared(**settings).over(look(paths, self.store.path))

    def retry(self, reason: str | None = None) -> Summary:
        self.read.clear()
        return self.prepared(again="held").over(look_again(Ledger(self.store, "1").held(reason)))

    def prepared(self, *, limits: Limits | None = None, **settings: Any) -> Run:
        executor = partial(in_process, work=self.work)
        settings = {"marked": True, "ledger": Ledger(self.store, "1"), "executor": executor, **settings}
        run = Run(limits=limits or Limits(), **settings)
        run.report = self.events.append
        return run

    def ledger(self) -> dict[str, tuple[str, str, int]]:
        rows = self.store.rows("SELECT path, state, reason, attempts FROM files ORDER BY path")
        return {short(r["path"]): (r["state"], r["reason"], r["attempts"]) for r in rows}

    def paths(self) -> list[str]:
        return [short(r["path"]) for r in self.store.rows("SELECT path FROM documents ORDER BY path")]


def short(path: str) -> str:
    """The file's name, or the member's."""
    return Path(path).name.rpartition("!")[2]


@pytest.fixture
def desk(tmp_path: Path, make_document: Make) -> Desk:
    return Desk(open_store(tmp_path / "kho.db"), make_document)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "van-ban"
    root.mkdir()
    for name, text in {"a.txt": "một", "b.txt": "hai", "c.txt": "khóa", "d.txt": "lỗi"}.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_bad_files_are_held_with_their_reason_and_the_run_goes_on(desk: Desk, folder: Path) -> None:
    summary = desk.run(folder)
    assert desk.paths() == ["a.txt", "b.txt"]
    assert desk.ledger() == {
        "a.txt": ("stored", "OK", 1),
        "b.txt": ("stored", "OK", 1),
        "c.txt": ("held", "ENCRYPTED", 1),
        "d.txt": ("held", "CRASHED", 1),
    }
    assert (summary.held, summary.exit_code) == (2, 1)
    assert [event["reason"] for event in desk.events] == ["OK", "OK", "ENCRYPTED", "CRASHED"]
    assert "ValueError" in desk.events[3]["message"]


def test_a_second_run_reads_nothing(desk: Desk, folder: Path) -> None:
    desk.run(folder)
    summary = desk.run(folder)
    assert desk.read == []
    assert (summary.unchanged, summary.held, summary.exit_code) == (4, 2, 1)
    assert desk.ledger()["d.txt"] == ("held", "CRASHED", 1), "held files wait for retry"


def test_the_same_content_is_stored_once_whatever_its_name(desk: Desk, folder: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "e.txt")
    desk.run(folder)
    assert desk.paths() == ["a.txt", "b.txt"]
    assert desk.ledger()["e.txt"] == ("duplicate", "DUPLICATE", 0)
    assert "e.txt" not in desk.read


def test_a_changed_file_replaces_its_record(desk: Desk, folder: Path) -> None:
    desk.run(folder)
    (folder / "a.txt").write_text("một, sửa lại", encoding="utf-8")
    desk.run(folder)
    assert desk.read == ["a.txt"]
    assert desk.paths() == ["a.txt", "b.txt"]
    assert "sửa lại" in desk.store.load(1).text
    assert desk.ledger()["a.txt"] == ("stored", "OK", 2)


def test_a_changed_original_leaves_its_record_to_the_copy(desk: Desk, folder: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "e.txt")
    desk.run(folder)
    (folder / "a.txt").write_text("khác", encoding="utf-8")
    desk.run(folder)
    assert desk.paths() == ["a.txt", "b.txt", "e.txt"]
    assert desk.ledger()["e.txt"][:2] == ("stored", "OK")


def test_a_moved_file_keeps_its_record(desk: Desk, folder: Path) -> None:
    desk.run(folder)
    (folder / "a.txt").rename(folder / "z.txt")
    desk.run(folder)
    assert desk.read == []
    assert desk.paths() == ["b.txt", "z.txt"]
    assert "a.txt" not in desk.ledger()


def test_a_file_that_becomes_the_copy_of_another(desk: Desk, folder: Path) -> None:
    desk.run(folder)
    shutil.copy(folder / "b.txt", folder / "a.txt")
    desk.run(folder)
    assert desk.ledger()["a.txt"][:2] == ("duplicate", "DUPLICATE")
    assert desk.paths() == ["b.txt"], "the old content of a.txt stands nowhere any more"


def test_reprocess_reads_what_an_earlier_version_read(desk: Desk, folder: Path) -> None:
    desk.run(folder)
    desk.run(folder, again="outdated")
    assert desk.read == []
    desk.store.connection.execute("UPDATE files SET pipeline_version = '0' WHERE path LIKE '%/b.txt'")
    desk.run(folder, again="outdated")
    assert desk.read == ["b.txt"]
    desk.run(folder, again="outdated")
    assert desk.read == []


def test_force_reads_unchanged_files_again(desk: Desk, folder: Path) -> None:
    desk.run(folder)
    desk.run(folder, again="all")
    assert desk.read == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert desk.paths() == ["a.txt", "b.txt"]


def test_retry_tries_what_was_held(desk: Desk, folder: Path) -> None:
    desk.run(folder)
    desk.unlocked = True
    summary = desk.retry()
    assert desk.read == ["c.txt", "d.txt"]
    assert desk.ledger()["c.txt"] == ("stored", "OK", 2)
    assert desk.ledger()["d.txt"] == ("held", "CRASHED", 2)
    assert summary.exit_code == 1


def test_retry_of_one_reason(desk: Desk, folder: Path) -> None:
    desk.run(folder)
    desk.retry("ENCRYPTED")
    assert desk.read == ["c.txt"]


def test_retry_of_a_file_that_is_gone(desk: Desk, folder: Path) -> None:
    desk.run(folder)
    (folder / "c.txt").unlink()
    desk.retry("ENCRYPTED")
    assert desk.ledger()["c.txt"] == ("held", "BAD_INPUT", 2)


def test_a_stopped_run_blames_no_file(desk: Desk, folder: Path) -> None:
    (folder / "b.txt").write_text("ngắt", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        desk.run(folder)
    assert desk.ledger() == {"a.txt": ("stored", "OK", 1)}


def test_a_run_that_died_leaves_the_file_it_died_at_held(desk: Desk, folder: Path) -> None:
    ledger = Ledger(desk.store, "1")
    ledger.begin(Task(str(folder / "a.txt"), "x", sha256=hashlib.sha256("một".encode()).hexdigest()))
    desk.run(folder)
    assert desk.ledger()["a.txt"] == ("held", "CRASHED", 1)
    assert "a.txt" not in desk.read, "what killed a run is not tried again unasked"
    desk.retry()
    assert desk.ledger()["a.txt"] == ("stored", "OK", 2)


def test_a_file_past_the_limit_is_not_even_read(desk: Desk, folder: Path) -> None:
    (folder / "lon.txt").write_bytes(b"x" * 2_000)
    desk.run(folder, limits=Limits(max_bytes=1_000))
    assert desk.ledger()["lon.txt"][1] == "TOO_LARGE"
    assert "lon.txt" not in desk.read


def test_archives_give_their_members(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "ho-so.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {"một.txt": "một", "hai.txt": "hai", "khóa.txt": "khóa", "lại một.txt": "một"}.items():
            archive.writestr(name, text)
    summary = desk.run(path)
    assert desk.paths() == ["hai.txt", "một.txt"]
    assert {name: row[1] for name, row in desk.ledger().items()} == {
        "một.txt": "OK",
        "hai.txt": "OK",
        "khóa.txt": "ENCRYPTED",
        "lại một.txt": "DUPLICATE",
    }
    assert summary.exit_code == 1
    desk.run(path)
    assert desk.read == []
    desk.unlocked = True
    desk.retry()
    assert desk.read == ["khóa.txt"]
    assert str(path) in next(iter(desk.store.rows("SELECT path FROM documents")))["path"]


def test_a_broken_archive_is_held(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "ho-so.tar.gz"
    path.write_bytes(b"\x1f\x8b\x08" + bytes(30))
    assert desk.run(path).exit_code == 3
    assert [row[:2] for row in desk.ledger().values()] == [("held", "BAD_INPUT")]


def test_an_archive_that_was_cut_off_is_held_until_it_is_whole(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "ho-so.tar"
    with tarfile.open(path, "w") as archive:
        for name in ("a.txt", "b.txt"):
            (tmp_path / name).write_text(name * 400, encoding="utf-8")
            archive.add(tmp_path / name, name)
    whole = path.read_bytes()
    path.write_bytes(whole[:4000])
    desk.run(path)
    assert {name: row[1] for name, row in desk.ledger().items()} == {"a.txt": "OK", "ho-so.tar": "BAD_INPUT"}
    path.write_bytes(whole)
    desk.retry()
    assert {name: row[1] for name, row in desk.ledger().items()} == {"a.txt": "OK", "b.txt": "OK"}


def test_the_same_content_twice_in_flight_is_stored_once(desk: Desk, folder: Path) -> None:
    """Two workers may finish copies at the same time: the second is found out when it is recorded."""
    shutil.copy(folder / "a.txt", folder / "e.txt")
    ledger = Ledger(desk.store, "1")
    outcomes = [desk.work(Task(str(folder / name), str(folder / name))) for name in ("a.txt", "e.txt")]
    outcomes = [replace(o, task=replace(o.task, sha256=o.rows.sha256 if o.rows else None)) for o in outcomes]
    assert [ledger.record(outcome)[0] for outcome in outcomes] == ["OK", "DUPLICATE"]
    assert desk.paths() == ["a.txt"]


def test_reprocess_leaves_alone_what_no_version_changes(desk: Desk, folder: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "e.txt")
    desk.run(folder)
    desk.store.connection.execute("UPDATE files SET pipeline_version = '0'")
    desk.run(folder, again="outdated")
    assert desk.read == ["a.txt", "b.txt", "d.txt"], "neither the copy nor what asks for a password"
    assert desk.ledger()["e.txt"] == ("duplicate", "DUPLICATE", 0)
    assert list(check(desk.store)) == [], "the copy still points at what it is a copy of"
    desk.store.connection.execute("UPDATE files SET pipeline_version = '2'")
    desk.run(folder, again="outdated")
    assert desk.read == [], "what a newer version has read is not made older"


def test_a_moved_file_stays_what_an_earlier_version_has_read(desk: Desk, folder: Path) -> None:
    desk.run(folder)
    desk.store.connection.execute("UPDATE files SET pipeline_version = '0'")
    (folder / "a.txt").rename(folder / "z.txt")
    desk.run(folder)
    desk.run(folder, again="outdated")
    assert "z.txt" in desk.read


def test_a_stop_leaves_the_ledger_as_it_was(desk: Desk, folder: Path) -> None:
    desk.run(folder)
    (folder / "b.txt").write_text("ngắt", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        desk.run(folder)
    assert desk.ledger()["b.txt"] == ("stored", "OK", 1), "its record of before is still there, and so is its line"


def held_up(tasks: Iterable[Task], *, work: Callable[[Task], Outcome], ahead: int = 8) -> Iterator[Outcome | None]:
    """An executor that has several tasks at hand before the first is done, as many workers have."""
    waiting = iter(tasks)
    while batch := list(islice(waiting, ahead)):
        yield None
        yield from map(work, reversed(batch))


@pytest.mark.parametrize("packed", [False, True])
def test_copies_met_together_are_read_once_and_the_later_is_the_copy(packed: bool, desk: Desk, tmp_path: Path) -> None:
    root = tmp_path / "van-ban"
    root.mkdir()
    texts = {"a.txt": "một", "b.txt": "một", "c.txt": "khóa", "d.txt": "khóa", "e.txt": "một"}
    if packed:
        with zipfile.ZipFile(root / "ho-so.zip", "w") as archive:
            for name, text in texts.items():
                archive.writestr(name, text)
    else:
        for name, text in texts.items():
            (root / name).write_text(text, encoding="utf-8")
    run = Run(Ledger(desk.store, "1"), partial(held_up, work=desk.work), Limits())
    found = look([root], desk.store.path)
    run.summary.total += len(found)
    run.over(found)
    assert {name: line[1] for name, line in desk.ledger().items()} == {
        **{"a.txt": "OK", "b.txt": "DUPLICATE", "e.txt": "DUPLICATE"},
        **{"c.txt": "ENCRYPTED", "d.txt": "ENCRYPTED"},
    }
    assert sorted(desk.read) == ["a.txt", "c.txt", "d.txt"]
    assert run.summary.total == run.summary.counts.total() == 5


def test_a_run_that_is_told_to_stop_begins_nothing_new(desk: Desk, folder: Path) -> None:
    summary = desk.run(folder, stopped=lambda: len(desk.read) == 1)
    assert (desk.read, summary.stopped) == (["a.txt"], True)
    assert desk.run(folder).stopped is False
    assert desk.read == ["b.txt", "c.txt", "d.txt"], "and goes on there"


EXITS = [
    ({"OK": 2}, 0, "all stored"),
    ({"OK": 1, "DUPLICATE": 1}, 0, "a copy is no failure"),
    ({"OK": 1, "NEEDS_OCR": 1}, 1, "some held"),
    ({"CRASHED": 2}, 3, "none stored"),
    ({}, 3, "nothing at all"),
]


@pytest.mark.parametrize(("counts", "code", "reason"), EXITS)
def test_exit_codes(counts: dict[str, int], code: int, reason: str) -> None:
    summary = Summary()
    summary.counts.update(counts)
    assert summary.exit_code == code, reason


def test_messages_are_said_in_the_language_of_the_moment(desk: Desk, folder: Path) -> None:
    from extractor.messages import set_language

    desk.run(folder)
    told = {}
    for language in ("vi", "en"):
        set_language(language)
        told[language] = next(Ledger(desk.store, "1").rows(reason="CRASHED"))["message"]
    set_language("vi")
    assert "lỗi ngoài dự kiến" in told["vi"]
    assert "unexpected error" in told["en"]


def test_the_word_indexes_are_merged_at_the_end_unless_somebody_wants_to_stop(desk: Desk, root: Path) -> None:
    desk.store.connection.execute("INSERT INTO passages (passages, rank) VALUES ('automerge', 0)")
    segments = "SELECT count(DISTINCT segid) FROM passages_idx"
    for n in range(10):
        (root / f"{n}.txt").write_text(f"kế hoạch {n}")
    assert desk.run(root, stopped=lambda: len(desk.read) == 10).stopped
    assert desk.store.connection.execute(segments).fetchone()[0] == 10
    assert desk.run(root).unchanged == 10
    assert desk.store.connection.execute(segments).fetchone()[0] == 1


@pytest.mark.parametrize("marked", [True, False], ids=["written one by one", "written in batches"])
def test_a_copy_of_what_its_original_no_longer_holds_has_its_own_record(marked: bool, desk: Desk, root: Path) -> None:
    """The new content of the original waits to be written when the copy of the old one is met."""
    (root / "b.txt").write_text("một", encoding="utf-8")
    desk.run(root)
    (root / "z.txt").write_text("một", encoding="utf-8")
    (root / "b.txt").write_text("hai", encoding="utf-8")
    desk.run(root, marked=marked)
    assert desk.paths() == ["b.txt", "z.txt"]
    assert desk.ledger()["z.txt"][:2] == ("stored", "OK")
    assert list(check(desk.store)) == []


def test_members_that_change_places_lose_nothing(desk: Desk, root: Path) -> None:
    for texts in (("một", "hai"), ("ba", "một")):
        with zipfile.ZipFile(root / "kho.zip", "w") as archive:
            for n, text in enumerate(texts):
                archive.writestr(f"{n}.txt", text)
        desk.run(root, marked=False)
    assert desk.paths() == ["0.txt", "1.txt"]
    assert {line[0] for line in desk.ledger().values()} == {"stored"}
    assert list(check(desk.store)) == []


def test_a_file_that_changes_before_it_is_read_holds_nobody_up(desk: Desk, root: Path) -> None:
    """Its copy waited for a content that nobody was reading any more."""
    for name in ("a.txt", "b.txt"):
        (root / name).write_text("một", encoding="utf-8")
    desk.meanwhile = lambda: (root / "a.txt").write_text("hai", encoding="utf-8") and None
    desk.run(root)
    assert desk.paths() == ["a.txt", "b.txt"]


def test_copies_of_what_cannot_be_read_do_not_wait_for_each_other(desk: Desk, root: Path) -> None:
    for n in range(9):
        (root / f"{n}.txt").write_text("lỗi", encoding="utf-8")
    run = desk.prepared(marked=False)
    passes: list[int] = []
    once = run.executor
    run.executor = lambda tasks: passes.append(1) or once(tasks)
    assert run.over(look([root], desk.store.path)).counts == {"CRASHED": 9}
    assert len(passes) == 2, "the first alone, then all the others"


def test_an_original_that_cannot_be_read_any_more_leaves_its_record_to_the_copy(desk: Desk, root: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (root / name).write_text("một", encoding="utf-8")
    desk.run(root)
    (root / "a.txt").write_text("lỗi", encoding="utf-8")
    desk.run(root)
    assert desk.paths() == ["b.txt"]
    assert {name: line[:2] for name, line in desk.ledger().items()} == {"a.txt": ("held", "CRASHED"), "b.txt": ("stored", "OK")}
    assert list(check(desk.store)) == []


def test_a_file_that_cannot_be_read_any_more_keeps_the_record_of_what_it_held(desk: Desk, root: Path) -> None:
    (root / "a.txt").write_text("một", encoding="utf-8")
    desk.run(root)
    (root / "a.txt").write_text("lỗi", encoding="utf-8")
    desk.run(root)
    (root / "b.txt").write_text("một", encoding="utf-8")
    assert desk.paths() == ["a.txt"]
    desk.run(root)
    assert desk.paths() == ["b.txt"], "there it stands again"
    assert {name: line[0] for name, line in desk.ledger().items()} == {"a.txt": "held", "b.txt": "stored"}


def test_a_record_that_goes_to_a_copy_is_told_as_it_was_read(desk: Desk, root: Path) -> None:
    (root / "a.txt").write_text("một", encoding="utf-8")
    desk.run(root)
    (root / "b.txt").write_text("một", encoding="utf-8")
    desk.run(root, ledger=Ledger(desk.store, "2"))
    (root / "a.txt").write_text("hai", encoding="utf-8")
    desk.run(root, ledger=Ledger(desk.store, "2"), marked=False)
    facts = "SELECT reason, code, reader, pages, pipeline_version FROM files WHERE path LIKE '%b.txt'"
    reader = next(iter(desk.store.rows("SELECT reader, page_count FROM documents WHERE path LIKE '%b.txt'")))
    assert list(desk.store.rows(facts)) == [
        {"reason": "OK", "code": None, "reader": reader["reader"], "pages": reader["page_count"], "pipeline_version": "1"}
    ]
    desk.run(root, ledger=Ledger(desk.store, "2"), again="outdated")
    assert desk.read == ["b.txt"]


def test_a_newer_version_reads_the_copy_of_an_original_that_is_gone(desk: Desk, root: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (root / name).write_text("một", encoding="utf-8")
    desk.run(root)
    (root / "a.txt").unlink()
    desk.run(root, ledger=Ledger(desk.store, "2"), again="outdated")
    assert (desk.read, desk.paths()) == (["b.txt"], ["b.txt"])
    versions = [
        row["pipeline_version"] for row in desk.store.rows("SELECT pipeline_version FROM files WHERE path LIKE '%b.txt'")
    ]
    assert versions == ["2"]


def test_a_copy_takes_over_when_the_original_is_gone(desk: Desk, root: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (root / name).write_text("một", encoding="utf-8")
    desk.run(root)
    (root / "a.txt").unlink()
    desk.run(root)
    assert (desk.read, desk.paths()) == ([], ["b.txt"]), "not read again"
    assert desk.ledger() == {"b.txt": ("stored", "OK", 1)}


def test_retry_passes_over_what_an_archive_gave_before(desk: Desk, root: Path) -> None:
    with zipfile.ZipFile(root / "kho.zip", "w") as archive:
        for name, text in {"1.txt": "một", "2.txt": "khóa", "3.txt": "ba"}.items():
            archive.writestr(name, text)
    whole = (root / "kho.zip").read_bytes()
    (root / "kho.zip").write_bytes(whole[:-30])  # its list of members is cut off
    desk.run(root)
    held = [name for name, line in desk.ledger().items() if line[0] == "held"]
    assert held == ["kho.zip", "2.txt"]
    desk.retry()
    assert desk.read == ["2.txt"]


def test_what_is_noted_beside_counts_what_is_written_with_it(desk: Desk, folder: Path) -> None:
    noted: list[tuple[int, int]] = []
    run = desk.prepared(marked=False)
    run.beside = lambda summary: noted.append((summary.counts.total(), len(desk.ledger())))
    run.over(look([folder], desk.store.path))
    assert noted == [(4, 4)]


def test_a_file_that_is_replaced_while_it_is_read_is_read_by_the_next_import(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its old text would be stored as the text of the new content, and no later import would notice."""
    import extractor.readers

    reading = extractor.readers.read
    new = [root.parent / "moi.txt"]
    new[0].write_text("KẾ HOẠCH\nPhấn đấu 90% số hộ.", encoding="utf-8")
    (root / "a.txt").write_text("KẾ HOẠCH\nPhấn đấu 80% số hộ.", encoding="utf-8")

    def read_slowly(path: Path, limits: Limits) -> Any:
        source = reading(path, limits)
        if new:
            new.pop().replace(path)
        return source

    monkeypatch.setattr(extractor.readers, "read", read_slowly)
    executor = partial(in_process, work=work_of_a_worker)
    told = desk.prepared(executor=executor, language=False)
    assert told.over(look([root], desk.store.path)).counts == {"BAD_INPUT": 1}
    assert "bị thay đổi" in desk.events[-1]["message"]
    again = desk.prepared(executor=executor, language=False)
    assert again.over(look([root], desk.store.path)).held == 0
    assert [row["text"] for row in desk.store.rows("SELECT text FROM documents")] == ["KẾ HOẠCH\nPhấn đấu 90% số hộ."]


def test_a_folder_that_is_there_again_is_held_no_longer(desk: Desk, folder: Path) -> None:
    away = folder.with_name("vắng")
    folder.rename(away)
    desk.run(folder)
    assert desk.ledger() == {folder.name: ("held", "BAD_INPUT", 1)}
    away.rename(folder)
    desk.run(folder)
    assert desk.ledger().keys() == {"a.txt", "b.txt", "c.txt", "d.txt"}


def test_a_content_that_is_gone_from_everywhere_keeps_its_record(desk: Desk, root: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (root / name).write_text("một", encoding="utf-8")
    desk.run(root)
    (root / "b.txt").unlink()
    (root / "a.txt").write_text("hai", encoding="utf-8")
    desk.run(root)
    assert desk.paths() == ["a.txt", "b.txt"], "as that of any file that is deleted"
    assert list(check(desk.store)) == []


NAMES = st.sampled_from(["a.txt", "b.txt", "c.txt", "kho.zip"])
CHANGES = st.lists(
    st.tuples(st.sampled_from(["write", "write", "copy", "move", "delete", "import"]), NAMES, NAMES, st.sampled_from("12345")),
    max_size=20,
)


@given(changes=CHANGES, marked=st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_to_the_files_no_content_is_lost(
    changes: list[tuple[str, str, str, str]], marked: bool, make_document: Make, tmp_path: Path
) -> None:
    """After every import: each file that can be read has a document of its content, the store is sound, and importing once
    more changes nothing."""
    place = tmp_path / str(next(COUNTER))
    root = place / "van-ban"
    root.mkdir(parents=True)
    desk = Desk(open_store(place / "kho.db"), make_document)
    for change in [*changes, ("import", "", "", "")]:
        if change[0] != "import":
            _change(root, *change)
            continue
        desk.run(root, marked=marked)
        before = list(desk.store.rows("SELECT path, sha256, state, reason, document_id FROM files ORDER BY path"))
        assert _contents(root) <= {row["sha256"] for row in desk.store.rows("SELECT sha256 FROM documents")}
        assert list(check(desk.store)) == []
        desk.run(root, marked=marked)
        assert list(desk.store.rows("SELECT path, sha256, state, reason, document_id FROM files ORDER BY path")) == before
    desk.store.close()


def _change(root: Path, action: str, name: str, other: str, text: str) -> None:
    file, target = root / name, root / other
    if action == "write" and file.suffix == ".zip":
        with zipfile.ZipFile(file, "w") as archive:
            for n, member in enumerate((text, other[0])):
                archive.writestr(f"{n}.txt", member)
    elif action == "write":
        file.write_text("lỗi" if text == "5" else text, encoding="utf-8")
    elif file.exists() and action == "delete":
        file.unlink()
    elif file.exists() and file.suffix == target.suffix and file != target:
        shutil.copy(file, target) if action == "copy" else file.replace(target)


def _contents(root: Path) -> set[str]:
    """The SHA-256 of what can be read."""
    found = [path.read_bytes() for path in root.glob("*.txt")]
    for path in root.glob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            found += map(archive.read, archive.namelist())
    return {hashlib.sha256(data).hexdigest() for data in found if not data.startswith("lỗi".encode())}


def test_a_folder_that_can_be_listed_again_is_held_no_longer(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = folder / "trong"
    inner.mkdir()
    (inner / "e.txt").write_text("năm", encoding="utf-8")

    listed = os.listdir

    def denied(path: str | Path) -> list[str]:
        if Path(path) == inner:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    with monkeypatch.context() as closed:
        closed.setattr(os, "listdir", denied)
        desk.run(folder)
        assert desk.ledger()["trong"] == ("held", "BAD_INPUT", 1)
    desk.retry("BAD_INPUT")
    assert desk.ledger().keys() == {"a.txt", "b.txt", "c.txt", "d.txt", "e.txt"}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_copies_of_files_whose_names_are_no_text(desk: Desk, root: Path) -> None:
    raw = os.fsencode(root)
    named = {name: Path(os.fsdecode(raw + name)) for name in (b"/a\xff.txt", b"/b\xff.zip", b"/c\xfe.txt")}
    named[b"/a\xff.txt"].write_text("một", encoding="utf-8")
    with zipfile.ZipFile(named[b"/b\xff.zip"], "w") as archive:
        archive.writestr("d.txt", "một")  # put off while the first is read
    named[b"/c\xfe.txt"].write_text("khóa", encoding="utf-8")
    (root / "e.txt").write_text("một", encoding="utf-8")
    for _ in range(2):
        desk.run(root)
        expected = {"a\\udcff.txt": "stored", "d.txt": "duplicate", "c\\udcfe.txt": "held", "e.txt": "duplicate"}
        assert {name: state for name, (state, *_) in desk.ledger().items()} == expected
    desk.retry()
    assert desk.ledger()["c\\udcfe.txt"] == ("held", "ENCRYPTED", 2), "its own reason, not that there is no such file"


def test_members_and_files_of_like_names_are_all_stored(desk: Desk, root: Path) -> None:
    with zipfile.ZipFile(root / "y.zip", "w") as archive:
        archive.writestr("z.txt", "một")
    with zipfile.ZipFile(root / "x.zip", "w") as archive:
        archive.writestr("y.zip!z.txt", "hai")
        archive.write(root / "y.zip", "y.zip")
        archive.writestr("a.txt", "khóa")
    (root / "x.zip!a.txt").write_text("ba", encoding="utf-8")
    desk.run(root)
    lines = {row["path"].removeprefix(f"{root}/"): row["state"] for row in desk.store.rows("SELECT path, state FROM files")}
    assert lines == {
        "x.zip!y.zip_z.txt": "stored",
        "x.zip!y.zip!z.txt": "stored",
        "x.zip!a.txt": "held",
        r"x.zip\x21a.txt": "stored",
        "y.zip!z.txt": "duplicate",
    }
    assert desk.run(root).unchanged == 5
    assert desk.read == []
    desk.retry()
    assert desk.read == ["a.txt"], "the member, not the file beside the archive"
    assert desk.ledger()["a.txt"][1] == "ENCRYPTED"


def test_a_name_too_long_for_a_disk_ends_no_run(desk: Desk, root: Path) -> None:
    with zipfile.ZipFile(root / "a.zip", "w") as archive:
        archive.writestr("x" * 300 + ".txt", "một")
    desk.run(root)
    (root / "a.zip").rename(root.parent / "vắng.zip")
    (root / "b.txt").write_text("một", encoding="utf-8")
    desk.run(root)
    assert desk.ledger() == {"b.txt": ("stored", "OK", 1)}, "the stored one is gone: it was moved"


def test_retry_does_not_follow_a_link_that_leads_out(desk: Desk, root: Path) -> None:
    outside = root.with_name("ngoai.txt")
    outside.write_text("một", encoding="utf-8")
    (root / "a.txt").symlink_to(outside)
    (root / "b.txt").write_text("khóa", encoding="utf-8")
    desk.run(root)
    desk.retry()
    assert (desk.read, desk.paths()) == (["b.txt"], [])
    assert desk.ledger()["a.txt"] == ("held", "UNSUPPORTED", 1)
