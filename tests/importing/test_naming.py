"""What files are called in the ledger: every name leads back to the one file that it was made for."""

from __future__ import annotations

import errno
import os
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.importing.naming import file_of, ledger_name, on_disk, stands

#: What there is on disk: name → what is in it (a zip has members).
DISK: dict[str, list[str]] = {
    "kho.zip": ["a.txt", "b.zip"],
    "kho.zip!a.txt": [],
    "kho.zip!thư mục/a.txt": [],
    "khẩn!.zip": ["x.txt"],
    "khẩn!.zip!x.txt": [],
    "KH": [],
    "KH!x.pdf": [],
    "xa!/kho.zip": ["a.txt"],
}
bytes_in_names = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    for name, members in DISK.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        if not members:
            file.write_text("x", encoding="utf-8")
            continue
        with zipfile.ZipFile(file, "w") as archive:
            for member in members:
                archive.writestr(member, "x")
    return tmp_path


NAMES = [
    ("kho.zip", "kho.zip", "a plain name"),
    ("kho.zip!a.txt", r"kho.zip\x21a.txt", "the name of a member of the archive beside it"),
    ("kho.zip!thư mục/a.txt", r"kho.zip\x21thư mục/a.txt", "a folder beside an archive"),
    ("khẩn!.zip", "khẩn!.zip", "a mark that no archive stands before"),
    ("khẩn!.zip!x.txt", r"khẩn\x21.zip\x21x.txt", "all marks where one would mislead"),
    ("KH!x.pdf", "KH!x.pdf", "what stands before the mark is a file, but holds none"),
    ("xa!/kho.zip", "xa!/kho.zip", "what stands before the mark is nothing"),
    (r"\udcff.txt", r"\x5cudcff.txt", "letters that would be read as an escape"),
    (r"a\b.txt", r"a\b.txt", "a backslash that would not"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="a backslash parts folders")
@pytest.mark.parametrize(("path", "name", "why"), NAMES, ids=[why for *_, why in NAMES])
def test_files_have_a_name_of_their_own(path: str, name: str, why: str, disk: Path) -> None:
    assert ledger_name(disk / path) == f"{disk}/{name}", why
    assert on_disk(f"{disk}/{name}") == disk / path, why
    assert file_of(f"{disk}/{name}") == f"{disk}/{name}", why


MEMBERS = [
    ("kho.zip!a.txt", "kho.zip", "though a file has that very name"),
    ("kho.zip!b.zip!a.txt", "kho.zip", "in an archive inside the archive"),
    ("khẩn!.zip!x.txt", "khẩn!.zip", "a mark in the archive's own name"),
    ("xa!/kho.zip!a.txt", "xa!/kho.zip", "a mark in the name of a folder"),
    ("kho.zip!" + "x" * 300, "kho.zip", "longer than the name of a file may be"),
    ("mất.zip!a.txt", "mất.zip!a.txt", "the archive is gone: the name as it is"),
    ("mất.zip!" + "x" * 300, "mất.zip!" + "x" * 300, "gone, and too long to ask for"),
]


@pytest.mark.parametrize(("name", "file", "why"), MEMBERS, ids=[why for *_, why in MEMBERS])
def test_members_lead_to_their_archive(name: str, file: str, why: str, disk: Path) -> None:
    assert file_of(f"{disk}/{name}") == f"{disk}/{file}", why
    assert stands(f"{disk}/{name}") is (file in DISK), why


@bytes_in_names
def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    file.write_bytes(b"x")
    name = f"{tmp_path}/\\udcff.txt"
    assert (ledger_name(file), on_disk(name), stands(name)) == (name, file, True)
    file.unlink()
    assert not stands(name)


def test_what_was_typed_may_hold_an_escape_of_its_own(tmp_path: Path) -> None:
    (tmp_path / r"\x21.txt").write_bytes(b"x")
    assert on_disk(f"{tmp_path}/\\x21.txt") == tmp_path / r"\x21.txt"


UNTOLD = [
    (errno.EACCES, True, "a folder that may not be entered"),
    (errno.EIO, True, "a drive that answers with errors"),
    (errno.ENOTDIR, False, "a folder has become a file"),
    (errno.ENAMETOOLONG, False, "no file can have that name"),
]


@pytest.mark.parametrize(("code", "expected", "why"), UNTOLD, ids=[why for *_, why in UNTOLD])
def test_what_cannot_be_told_is_taken_to_stand(
    code: int, expected: bool, why: str, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(self: Path, **how: object) -> os.stat_result:
        raise OSError(code, os.strerror(code), str(self))

    monkeypatch.setattr(Path, "stat", denied)
    assert stands(f"{disk}/kho.zip!a.txt") is expected, why
    assert stands(f"{disk}/KH") is expected, why


@bytes_in_names
@given(st.binary(min_size=1, max_size=30).filter(lambda raw: b"\0" not in raw), st.binary(min_size=1, max_size=30))
def test_no_two_paths_have_one_name(one: bytes, other: bytes) -> None:
    paths = [Path("/không có") / os.fsdecode(raw.replace(b"\0", b"")) for raw in (one, other)]
    names = [ledger_name(path) for path in paths]
    assert (names[0] == names[1]) is (paths[0] == paths[1])
    assert [on_disk(name) for name in names] == paths
