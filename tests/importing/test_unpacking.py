"""Archives taken apart in a process of their own: the same files come out, and one that kills it costs no other."""

from __future__ import annotations

import gzip
import importlib
import io
import pickle
import runpy
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import TooLargeError
from extractor.importing import Bounds, Ledger, Run, apart, here, in_processes, look, unpacking
from extractor.importing.finding import Found
from extractor.importing.formats import archive_format, may_be_archive
from extractor.limits import Limits
from extractor.store import Store

MIB = 1 << 20
BOUNDS = Bounds(workers=1, seconds=60, memory=1024 * MIB)
PLAN = "KẾ HOẠCH\nPhấn đấu {} hộ đạt chuẩn năm 2025."


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.txt", data)
    return out.getvalue()


def plans(first: int) -> bytes:
    """A zip of two plans that no other has."""
    return zipped(mot=PLAN.format(first).encode(), hai=PLAN.format(first + 1).encode())


@pytest.fixture
def misunpacking(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))  # processes are given this path
    return importlib.import_module("misbehaving").Misunpacking


def imported(store: Store, root: Path, bounds: Bounds = BOUNDS, **settings: Any) -> dict[str, tuple[str, str]]:
    """Name below ``root`` → (reason, values of its message)."""
    work = importlib.import_module("extractor.importing").read
    run = Run(
        Ledger(store, "1"),
        partial(in_processes, work=work, bounds=bounds),
        Limits(),
        language=False,
        unpacking=partial(apart, bounds=bounds, **settings),
    )
    run.over(look([root], store.path))
    rows = store.rows("SELECT path, reason, coalesce(params, '') AS params FROM files")
    return {row["path"].removeprefix(f"{root}/"): (row["reason"], row["params"]) for row in rows}


DEEDS = [
    ("segfault", "CRASHED", "SIGSEGV", "a library's segmentation fault"),
    ("abort", "CRASHED", "SIGABRT", "a library that gives up"),
    ("leak", "OUT_OF_MEMORY", "", "wants four gigabytes where one is allowed"),
    ("flood", "CRASHED", "still here", "400 MB on both streams go nowhere"),
    ("vanish", "CRASHED", "exit 0", "ends half-way as if all were well"),
    ("throw", "CRASHED", "ValueError", "an exception nobody expected"),
]


@pytest.mark.skipif(sys.platform != "linux", reason="memory of a process is looked up in /proc")
def test_each_misdeed_costs_one_archive(store: Store, root: Path, misunpacking: Any) -> None:
    names = ["a-tot", *(deed for deed, *_ in DEEDS), "z-tot"]
    for number, name in enumerate(names):
        (root / f"{name}.zip").write_bytes(plans(10 * number))
    found = imported(store, root, work=misunpacking)
    for deed, reason, sign, why in DEEDS:
        assert found[f"{deed}.zip"][0] == reason, (why, found)
        assert sign in found[f"{deed}.zip"][1], (why, found)
        assert found[f"{deed}.zip!mot.txt"][0].startswith("OK"), "what stood before is read"
        assert f"{deed}.zip!hai.txt" not in found
    good = [name for name, (reason, _) in found.items() if reason.startswith("OK")]
    assert len(good) == len(DEEDS) + 4, "the archives before and behind are whole"


def test_one_that_hangs_costs_its_time(store: Store, root: Path, misunpacking: Any) -> None:
    (root / "hang.zip").write_bytes(plans(1))
    (root / "tot.zip").write_bytes(plans(7))
    found = imported(store, root, Bounds(workers=1, seconds=4), work=misunpacking)
    assert found["hang.zip"][0] == "TIMEOUT"
    assert [found[f"tot.zip!{name}.txt"][0][:2] for name in ("mot", "hai")] == ["OK", "OK"]


def test_the_line_goes_when_the_archive_opens_after_all(store: Store, root: Path, misunpacking: Any) -> None:
    (root / "segfault.zip").write_bytes(plans(1))
    assert imported(store, root, work=misunpacking)["segfault.zip"][0] == "CRASHED"
    assert {name: reason[:2] for name, (reason, _) in imported(store, root).items()} == {
        "segfault.zip!mot.txt": "OK",
        "segfault.zip!hai.txt": "OK",
    }


def tarred(**members: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(f"{name}.txt")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def mail() -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Message-ID"], letter["Received"] = "a@b.example", "<1@b>", "from x by y"
    letter.set_content("Gửi kèm kế hoạch.")
    letter.add_attachment(plans(3), maintype="application", subtype="zip", filename="kèm.zip")
    return bytes(letter)


def outlook() -> bytes:
    made: bytes = runpy.run_path(str(Path(__file__).with_name("test_outlook.py")))["message"]()
    return made


ARCHIVES: dict[str, Callable[[], bytes]] = {
    "kho.zip": lambda: zipped(a=b"mot", b=b"hai"),
    "long.zip": lambda: zipped(trong=zipped(a=b"mot"), ngoai=b"hai"),
    "dut.zip": lambda: plans(1)[:-30],
    "bom.zip": lambda: zipped(a=bytes(3 * MIB), b=b"hai"),
    "rong.zip": zipped,
    "kho.tar.gz": lambda: tarred(a=b"mot", b=b"hai"),
    "hong.tar.gz": lambda: tarred(a=b"mot" * 999, b=b"hai")[:-40],
    "van-ban.txt.gz": lambda: gzip.compress(b"mot"),
    "thu.eml": mail,
    "thu.msg": outlook,
    "hong.7z": lambda: b"7z\xbc\xaf\x27\x1c" + bytes(40),
    "van-ban.txt": lambda: b"mot",
    "khong-co.zip": lambda: b"",
}


def seen(found: Iterator[Found | None], archive: Path) -> list[tuple[str, object]]:
    """What came out: each path with its bytes, or with what is said instead."""
    out: list[tuple[str, object]] = []
    for item in found:
        if item is not None and item.error is not None:
            out.append((item.path, (item.error.code, item.error.reason, item.error.params)))
        elif item is not None:
            out.append((item.path, (item.file.suffix, item.file.read_bytes())))
            if item.file != archive:
                item.file.unlink()
    return out


def test_the_same_comes_out(tmp_path: Path) -> None:
    out, folder = tmp_path / "ra", tmp_path / "vao"
    out.mkdir()
    folder.mkdir()
    with here() as plainly, apart(bounds=BOUNDS) as separately:
        for name, make in ARCHIVES.items():
            archive = folder / name
            archive.write_bytes(make())
            told: list[list[str]] = [[], []]
            item = Found(str(archive), archive)
            wanted = seen(plainly(item, out, Limits(), told[0].append), archive)
            assert seen(separately(item, out, Limits(), told[1].append), archive) == wanted, name
            assert told[0] == told[1], name
            assert wanted, name
            assert not list(out.iterdir()), "whoever takes a file removes it, nothing else is left"
            assert may_be_archive(archive) or archive_format(archive) is None, name


def test_only_some_members_are_asked_for(tmp_path: Path) -> None:
    archive = tmp_path / "kho.zip"
    archive.write_bytes(zipped(a=b"mot", b=b"hai"))
    item = Found(str(archive), archive, only=frozenset({f"{archive}!b.txt", f"{archive}!c.txt"}))
    with apart(bounds=BOUNDS) as separately:
        found = seen(separately(item, tmp_path, Limits(), lambda path: None), archive)
    assert [(path.partition("!")[2], what[0]) for path, what in found] == [("b.txt", ".txt"), ("c.txt", "file_missing")]  # type: ignore[index]


def test_the_names_asked_for_are_sent_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """50,000 names with each of 50,000 members were 60 ms a member, and more with every name."""
    archive = tmp_path / "kho.zip"
    archive.write_bytes(zipped(a=b"mot", b=b"hai", c=b"ba"))
    wanted = frozenset(f"{archive}!{name}.txt" for name in "abc")
    told, give = list[frozenset[str] | None](), unpacking.Worker.give
    monkeypatch.setattr(unpacking.Worker, "give", lambda self, task: (told.append(task.only), give(self, task))[1])
    with apart(bounds=BOUNDS) as separately:
        assert len(list(separately(Found(str(archive), archive, only=wanted), tmp_path, Limits(), lambda path: None))) >= 3
    assert told == [wanted, None, None, None]


def test_documents_need_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "hired", lambda *_: pytest.fail("hired"))
    sample = Path(__file__).parents[2] / "corpus" / "sample"
    files = sorted(path for path in sample.rglob("*") if path.is_file())
    assert files
    with apart(bounds=BOUNDS) as separately:
        for file in files:
            item = Found(str(file), file)
            assert list(separately(item, tmp_path, Limits(), lambda path: None)) == [item]


def test_errors_cross_processes() -> None:
    error = TooLargeError("archive_too_deep", path="kho.zip", limit="max_archive_depth", value=4)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.code, again.params, again.reason, str(again)) == (
        *(TooLargeError, error.code, error.params, "TOO_LARGE"),
        str(error),
    )
