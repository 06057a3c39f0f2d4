"""An import that is left alone: seen from another terminal, alone at the store, stopped, watched, told of in the morning."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from extractor.importing.memory import family

Run = Callable[..., Any]
Begin = Callable[..., Any]
Until = Callable[[Callable[[], object]], None]
SECRET = (
    "ỦY BAN NHÂN DÂN XÃ NINH KHÊ\nMẬT\nSố: 12/KH-UBND\nNinh Khê, ngày 04 tháng 3 năm 2025\nKẾ HOẠCH\nBố trí kho tàng năm 2025\n"
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def plan(n: int) -> str:
    return f"KẾ HOẠCH\nPhấn đấu {n} hộ đạt chuẩn năm 2025."


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


UNREAD = 800  #: files whose lines fill a pipe that nobody reads (64 KB), so that the run waits and cannot be over


def many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:04}.txt").write_text(plan(n), encoding="utf-8")
    return folder


def test_a_run_is_seen_and_alone_and_stops_after_what_it_reads(vanban: Run, begun: Begin, tmp_path: Path) -> None:
    root, db = many(tmp_path / "nhieu", 2_000), tmp_path / "kho.db"
    with begun("import", root, "--db", db, "--workers", "2", "--no-language") as running:
        running.told(3)
        run = json.loads(vanban("status", "--db", db).out)["run"]
        assert (run["state"], run["alive"], run["pid"], run["total"]) == ("running", True, running.process.pid, 2_000)
        assert 0 < run["done"] < 2_000
        assert sum(run["counts"].values()) == run["done"]
        second = vanban("import", root, "--db", db)
        assert second.code == 3
        assert str(running.process.pid) in second.err
        assert vanban("targets", "--db", db, "--limit", "1").code == 0, "asking goes on"
        running.process.send_signal(signal.SIGTERM)
        ended = running.ended()
    assert ended.code == 130, ended.err
    last = lines(ended.out)[-1]
    status = json.loads(vanban("status", "--db", db).out)
    assert status["run"]["state"] == "stopped"
    assert status["run"]["done"] == status["documents"] == sum(last["summary"]["counts"].values())
    assert status["held"] == []
    assert vanban("check", "--db", db).code == 0


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (signal.SIGINT, "Ctrl-C at a terminal, which every process of its group hears"),
        (signal.SIGTERM, "a service manager stops the unit"),
        (signal.SIGHUP, "the terminal is closed"),
    ],
)
def test_no_file_is_to_blame_when_all_are_told_to_end(  # one a column of the table, and the fixtures
    number: signal.Signals, why: str, vanban: Run, begun: Begin, until: Until, tmp_path: Path
) -> None:
    """While the workers are being started, when an interpreter has no say yet in what a signal does to it."""
    root, db = many(tmp_path / "nhieu", UNREAD), tmp_path / "kho.db"
    with begun("import", root, "--db", db, "--workers", "2", "--no-language") as running:
        until(lambda: workers_of(running.process.pid))
        for pid in [*workers_of(running.process.pid), running.process.pid]:
            os.kill(pid, number)
        ended = running.ended()
    assert (ended.code, ended.err.count("\n")) == (130, 1), (why, ended.err)
    status = json.loads(vanban("status", "--db", db).out)
    assert (status["run"]["state"], status["held"]) == ("stopped", []), why
    assert status["documents"] == status["run"]["done"] >= 1, "those that were being read are kept"


@pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra [cluster] is not installed")
@pytest.mark.parametrize(("reading", "why"), [(False, "while the cluster is being started"), (True, "while files are read")])
def test_ctrl_c_ends_a_cluster_of_this_machine_after_what_it_reads(
    reading: bool, why: str, vanban: Run, begun: Begin, until: Until, tmp_path: Path
) -> None:
    root, db = many(tmp_path / "nhieu", UNREAD), tmp_path / "kho.db"
    with begun("import", root, "--db", db, "--engine", "dask", "--no-language") as running:
        until(lambda: workers_of(running.process.pid))
        running.told(int(reading))
        os.killpg(running.process.pid, signal.SIGINT)
        ended = running.ended()
    assert (ended.code, ended.err.count("\n")) == (130, 1), (why, ended.err)
    status = json.loads(vanban("status", "--db", db).out)
    assert (status["run"]["state"], status["held"]) == ("stopped", []), why
    assert reading <= status["documents"] == status["run"]["done"], why


@pytest.mark.parametrize("lost", ["a reader that left", "a full disk"])
def test_lines_that_nobody_takes_do_not_end_a_run(lost: str, vanban: Run, tmp_path: Path) -> None:
    root, db = many(tmp_path / "nhieu", 3), tmp_path / "kho.db"
    (root / "hong.pdf").write_bytes(b"%PDF-1.7\nkhong phai pdf")
    command = [sys.executable, "-m", "extractor", "import", str(root), "--db", str(db), "--workers", "0", "--no-language"]
    reading, writing = os.pipe()
    os.close(reading)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=writing if "reader" in lost else full, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b""), "some were held back"
    status = json.loads(vanban("status", "--db", db).out)
    assert (status["run"]["state"], status["documents"]) == ("done", 3)


def test_a_terminal_that_is_closed_stops_a_run_as_ctrl_c_does(vanban: Run, until: Until, tmp_path: Path) -> None:
    import pty

    root, db = many(tmp_path / "nhieu", UNREAD), tmp_path / "kho.db"
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "extractor", "import", str(root), "--db", str(db), "--no-language"]
    streams = {"stdin": slave, "stdout": slave, "stderr": slave}
    with subprocess.Popen(command, **streams, env=os.environ | {"TERM": "xterm"}, start_new_session=True) as process:  # type: ignore[call-overload]
        os.close(slave)
        until(lambda: workers_of(process.pid))
        os.close(master)
        process.send_signal(signal.SIGHUP)
        assert process.wait(60) == 130
    assert json.loads(vanban("status", "--db", db).out)["run"]["state"] == "stopped"


def workers_of(pid: int) -> list[int]:
    """The processes that it has started to read files; another interpreter keeps its books."""
    found = []
    for child in family(pid)[1:]:
        with suppress(OSError):  # it has ended meanwhile
            found += [child] if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes() else []
    return found


def test_a_second_ctrl_c_does_not_wait(vanban: Run, begun: Begin, tmp_path: Path) -> None:
    root, db = many(tmp_path / "nhieu", UNREAD), tmp_path / "kho.db"
    with begun("import", root, "--db", db, "--workers", "2", "--no-language") as running:
        running.told(1)
        running.process.send_signal(signal.SIGINT)
        running.process.send_signal(signal.SIGINT)
        ended = running.ended()
    assert ended.code == 130
    assert json.loads(vanban("status", "--db", db).out)["run"]["state"] == "stopped"


def test_a_killed_run_holds_nobody_up(vanban: Run, begun: Begin, until: Until, tmp_path: Path) -> None:
    root, db = many(tmp_path / "nhieu", UNREAD), tmp_path / "kho.db"
    with begun("import", root, "--db", db, "--workers", "1", "--no-language") as running:
        until(lambda: db.exists() and json.loads(vanban("status", "--db", db).out or "{}").get("run"))
        running.process.kill()
    assert json.loads(vanban("status", "--db", db).out)["run"]["state"] == "died"
    assert vanban("import", root, "--db", db, "--workers", "0", "--no-language").code == 0
    status = json.loads(vanban("status", "--db", db).out)
    assert (status["run"]["state"], status["documents"]) == ("done", UNREAD)


def test_watching_takes_what_comes_when_it_is_whole(vanban: Run, begun: Begin, until: Until, tmp_path: Path) -> None:
    root, db = many(tmp_path / "quet", 1), tmp_path / "kho.db"
    options = ("--watch", "--settle", "2", "--workers", "0", "--no-language")
    with begun("import", root, "--db", db, *options) as running:
        assert Path(running.told(1)[0]["path"]).name == "0000.txt"
        growing = root / "dang-chep.txt"
        for n in range(12):  # a copy that takes longer than the time a file must keep still
            growing.write_text("\n".join(map(plan, range(n + 1))), encoding="utf-8")
            os.utime(growing, (1, 1))  # as copying programs do that keep the original's time
            time.sleep(0.25)
        event = running.told(1)[0]
        assert Path(event["path"]).name == "dang-chep.txt"
        text = "".join(row["evidence"] for row in json.loads(vanban("targets", "--db", db, "--limit", "100").out))
        assert "11 hộ" in text, "the whole of it"
        until(lambda: json.loads(vanban("status", "--db", db).out)["run"]["state"] == "waiting")
        (root / "0000.txt").write_text(plan(77), encoding="utf-8")
        assert Path(running.told(1)[0]["path"]).name == "0000.txt", "changed, so taken again"
        running.process.send_signal(signal.SIGINT)
        ended = running.ended()
    assert (ended.code, ended.err) == (0, ""), "the way to end it is no failure"
    assert lines(ended.out)[-1]["summary"]["counts"] == {"OK": 3}


def test_a_secret_document_is_held_back_until_it_is_allowed(vanban: Run, tmp_path: Path) -> None:
    root, db, scratch = many(tmp_path / "van-ban", 1), tmp_path / "kho.db", tmp_path / "tam"
    scratch.mkdir()
    (root / "mat.txt").write_text(SECRET, encoding="utf-8")
    with zipfile.ZipFile(root / "ho-so.zip", "w") as archive:
        archive.writestr("mật.txt", SECRET.replace("kho tàng", "vũ khí"))
    ended = vanban("import", root, "--db", db, "--workers", "2", "--no-language", TMPDIR=str(scratch))
    assert ended.code == 1
    held = json.loads(vanban("status", "--db", db).out)["held"]
    assert [row["reason"] for row in held] == ["UNSUPPORTED"] * 2
    assert all("Mật" in row["message"] and "--allow-secret" in row["message"] for row in held)
    files = b"".join(path.read_bytes() for path in tmp_path.glob("kho.db*"))
    assert not any(words.encode() in files for words in ("kho tàng", "vũ khí", "Bố trí")), "no word of them"
    assert list(scratch.iterdir()) == [], "nor a file"
    again = vanban("import", root, "--db", db, "--workers", "0", "--no-language")
    assert lines(again.out)[-1]["summary"]["unchanged"] == 3, "held, so not read again"
    assert vanban("retry", "--db", db, "--workers", "0", "--no-language", "--allow-secret").code == 0
    assert json.loads(vanban("status", "--db", db).out)["documents"] == 3


class Page(HTMLParser):
    """Tags, links, and the words between."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attributes if name in ("href", "src", "action")]
        assert not any(name.startswith("on") for name, _ in attributes)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_report_says_what_to_do(vanban: Run, tmp_path: Path) -> None:
    root, db, out = many(tmp_path / "van-ban", 2), tmp_path / "kho.db", tmp_path / "bao-cao.html"
    (root / "<img src=x onerror=alert(1)>.pdf").write_bytes(b"%PDF-1.7\nhong")
    (root / "ban-sao.txt").write_text(plan(1), encoding="utf-8")
    vanban("import", root, "--db", db, "--workers", "0", "--no-language")
    for language, advice in (("vi", "lấy lại bản gốc"), ("en", "get the original again")):
        ended = vanban("status", "--db", db, "--report", out, "--lang", language)
        assert (ended.code, ended.err, json.loads(ended.out)) == (0, "", {"path": str(out)})
        page = Page()
        page.feed(out.read_text(encoding="utf-8"))
        assert not {"script", "img", "link", "iframe"} & set(page.tags)
        assert all(address.startswith("#") for address in page.addresses), "no network"
        assert "<img src=x onerror=alert(1)>.pdf" in page.words, "a name is shown, not obeyed"
        assert all(words in page.words for words in (advice, "BAD_INPUT", "ban-sao.txt", "plain"))
    assert vanban("status", "--db", db, "--report", tmp_path / "khong-co" / "x.html").code == 3


def test_the_report_of_an_empty_store(vanban: Run, store_path: Path, tmp_path: Path) -> None:
    assert vanban("status", "--db", store_path, "--report", tmp_path / "x.html").code == 0
