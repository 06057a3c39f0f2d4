"""Which files a run is about, and which it refuses."""

from __future__ import annotations

import errno
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.importing.archives import expanded
from extractor.importing.finding import find
from extractor.importing.run import look, look_again
from extractor.limits import Limits


def names(found: object) -> list[str]:
    return [Path(item.path).name for item in found]  # type: ignore[attr-defined]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "goc"
    for name in ("b.txt", "a.txt", "muc-2/d.txt", "muc-1/c.txt", ".an/x.txt", "~$a.docx", ".DS_Store", "Thumbs.db"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    return root


def test_folders_are_read_in_order_without_litter(folder: Path) -> None:
    assert names(find([folder])) == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_a_named_file_is_taken_whatever_it_is_called(folder: Path) -> None:
    assert names(find([folder / ".DS_Store"])) == [".DS_Store"]


def test_paths_are_absolute_whatever_was_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert [item.path for item in find(["a.txt"])] == [item.path for item in find([folder / "a.txt"])]


def test_the_stores_own_files_are_passed_over(folder: Path) -> None:
    for name in ("kho.db", "kho.db-wal", "kho.db-shm"):
        (folder / name).write_bytes(b"")
    assert names(look([folder], folder / "kho.db")) == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_what_is_named_twice_is_one_file(folder: Path) -> None:
    paths = [folder, folder / "a.txt", f"{folder}/../goc", folder / "muc-1"]
    assert names(look(paths, folder / "kho.db")) == ["a.txt", "b.txt", "c.txt", "d.txt"]


def deep(folder: Path) -> None:
    """Folders in folders until their path is longer than the system takes."""
    name = "s" * 250
    (folder / name).mkdir()
    (folder / name / "d.txt").write_text("d", encoding="utf-8")
    for _ in range(20):  # from the innermost: no path that is asked for is ever too long
        outer = folder / "vo"
        outer.mkdir()
        (folder / name).rename(outer / name)
        outer.rename(folder / name)


UNREADABLE: list[tuple[Callable[[Path], None], list[str | None], str]] = [
    (lambda root: (root / "v").symlink_to("v"), [None, None, "file_unreadable", None, None], "a link to itself"),
    (lambda root: (root / "m.txt").symlink_to("k" * 300), [None, None, "file_unreadable", None, None], "to a name too long"),
    (deep, [None, None, None, None, "file_unreadable"], "folders too deep"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="links")
@pytest.mark.parametrize(("make", "codes", "why"), UNREADABLE, ids=[why for *_, why in UNREADABLE])
def test_a_path_that_cannot_be_looked_at_is_said_and_the_others_go_on(
    make: Callable[[Path], None], codes: list[str | None], why: str, folder: Path
) -> None:
    make(folder)
    assert [item.error and item.error.code for item in find([folder])] == codes, why


def test_a_folder_that_may_not_be_listed_is_said_by_its_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.listdir

    def denied(path: str) -> list[str]:
        if path.endswith("muc-1"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "listdir", denied)
    found = {Path(item.path).name: item.error and item.error.code for item in find([folder])}
    assert found == {"a.txt": None, "b.txt": None, "muc-1": "file_unreadable", "d.txt": None}


def test_a_folder_that_may_be_listed_and_not_entered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = os.stat

    def denied(path: str | os.PathLike[str], **how: Any) -> os.stat_result:
        if "muc-1/" in str(path):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return asked(path, **how)

    monkeypatch.setattr(os, "stat", denied)
    assert [item.error and item.error.code for item in find([folder])] == [None, None, "file_unreadable", None]


def test_a_missing_file_is_said() -> None:
    (item,) = find(["/khong/co.txt"])
    assert item.error is not None
    assert item.error.code == "file_missing"


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
class TestLinksAndPipes:
    def test_a_link_out_of_the_folder_is_refused(self, folder: Path, tmp_path: Path) -> None:
        outside = tmp_path / "bi-mat.txt"
        outside.write_text("không được đọc", encoding="utf-8")
        (folder / "z.txt").symlink_to(outside)
        (item,) = [item for item in find([folder]) if item.path.endswith("z.txt")]
        assert item.error is not None
        assert item.error.code == "link_outside"

    def test_a_linked_folder_outside_is_refused_and_not_entered(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "ngoai").mkdir()
        (tmp_path / "ngoai" / "bi-mat.txt").write_text("x", encoding="utf-8")
        (folder / "z").symlink_to(tmp_path / "ngoai")
        found = list(find([folder]))
        assert "bi-mat.txt" not in names(found)
        assert [item.error.code for item in found if item.error] == ["link_outside"]

    def test_a_link_inside_the_folder_is_a_file_like_another(self, folder: Path) -> None:
        (folder / "z.txt").symlink_to(folder / "a.txt")
        assert [item.error for item in find([folder]) if item.path.endswith("z.txt")] == [None]

    def test_a_loop_of_links_ends(self, folder: Path) -> None:
        (folder / "muc-1" / "vong").symlink_to(folder)
        assert len(list(find([folder]))) == 5

    def test_a_link_that_was_named_is_followed(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "l.txt").symlink_to(folder / "a.txt")
        (item,) = find([tmp_path / "l.txt"])
        assert item.error is None

    def test_a_pipe_is_refused(self, folder: Path) -> None:
        os.mkfifo(folder / "ong")
        assert [item.error.code for item in find([folder]) if item.error] == ["not_a_file"]

    def test_a_name_that_is_no_text_can_be_stored(self, folder: Path) -> None:
        name = os.fsencode(folder) + b"/\xff.txt"
        Path(os.fsdecode(name)).write_bytes(b"x")
        assert [item.path.encode() for item in find([folder]) if "udcff" in item.path]


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_looking_again_finds_members_by_their_ledger_names(tmp_path: Path) -> None:
    path = zipped(tmp_path / "ho-so.zip", {"a.txt": b"a", "b.txt": b"b"})
    plain = tmp_path / "c.txt"
    plain.write_text("c", encoding="utf-8")
    asked = [f"{path}!b.txt", f"{path}!khong-con.txt", str(plain)]
    found = [file for item in look_again(asked) for file in expanded(item, tmp_path, Limits())]
    assert [item.path for item in found] == asked
    assert [item.error.code if item.error else None for item in found] == [None, "file_missing", None]


def test_looking_again_opens_an_archive_once(tmp_path: Path) -> None:
    """In the order of paths "kho (2).zip" stands between "kho" and "kho!a.txt"."""
    for name in ("kho", "kho (2).zip"):
        zipped(tmp_path / name, {"a.txt": b"a", "b.txt": b"b"})
    asked = sorted(f"{tmp_path}/{name}" for name in ("kho", "kho!a.txt", "kho (2).zip!a.txt", "kho!b.txt"))
    assert names(look_again(asked)) == ["kho", "kho (2).zip"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_looking_again_finds_names_that_are_no_text(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path)
    zipped(Path(os.fsdecode(raw + b"/\xfe.zip")), {"a.txt": b"a"})
    Path(os.fsdecode(raw + b"/\xff.txt")).write_bytes(b"b")
    asked = [f"{tmp_path}/\\udcfe.zip!a.txt", f"{tmp_path}/\\udcff.txt"]
    found = [file for item in look_again(asked) for file in expanded(item, tmp_path, Limits())]
    assert [(item.path, item.error) for item in found] == [(path, None) for path in asked]
