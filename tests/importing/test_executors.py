"""Workers that hang, crash, run out of memory or raise take only their own file with them, and their end says why."""

from __future__ import annotations

import ctypes
import faulthandler
import importlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from extractor.errors import EncryptedError
from extractor.importing import Bounds, Outcome, Task, in_process, in_processes
from extractor.importing.outcome import refused

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fake work is handed to workers by forking")

Until = Callable[[Callable[[], object]], None]
BOUNDS = Bounds(workers=2, seconds=2.0, memory=0, method="fork")
SLEEPER = ["sleep", f"300.{os.getpid()}"]  #: no other run on this machine starts the same


def misbehave(task: Task) -> Outcome:
    """Fake work: the name of the file says what it does to the one who reads it."""
    kind = Path(task.path).stem.split("-")[0]
    try:
        if kind == "hang":
            time.sleep(60)
        if kind == "segfault":
            faulthandler.disable()  # pytest's would print the stacks of every such death
            ctypes.string_at(0)
        if kind == "exit":
            os._exit(7)
        if kind == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if kind == "ended" and not Path(task.path).exists():
            Path(task.path).touch()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTERM)
        if kind == "raise":
            raise ValueError("hỏng")
        if kind == "locked":
            raise EncryptedError("archive_encrypted", path=task.path)
        if kind == "memory":
            bytearray(1 << 36)
        if kind == "child":
            subprocess.Popen(SLEEPER)
            time.sleep(60)
    except Exception as error:
        return refused(task, error)
    return Outcome(task, "OK", pages=3)


def run(names: list[str], bounds: Bounds = BOUNDS) -> dict[str, Outcome]:
    tasks = [Task(path=name, file=name) for name in names]
    outcomes = in_processes(tasks, work=misbehave, bounds=bounds)
    return {outcome.task.path: outcome for outcome in outcomes if outcome}


CASES = [
    ("ok", "OK", None, "a good file"),
    ("hang", "TIMEOUT", "file_timeout", "overruns its time"),
    ("segfault", "CRASHED", "file_killed_worker", "a library's segmentation fault"),
    ("exit", "CRASHED", "file_killed_worker", "a library that ends the process"),
    ("killed", "OUT_OF_MEMORY", "file_out_of_memory", "the kernel's way when memory runs out"),
    ("raise", "CRASHED", "file_crashed", "an unexpected exception, named by its class"),
    ("locked", "ENCRYPTED", "archive_encrypted", "one of our own errors keeps its reason"),
]


@pytest.mark.parametrize(("kind", "reason", "code", "why"), CASES)
def test_each_end_has_its_reason(kind: str, reason: str, code: str | None, why: str) -> None:
    found = run(["ok-1", kind, "ok-2"])
    assert (found[kind].reason, found[kind].code) == (reason, code), why
    assert found["ok-1"].reason == found["ok-2"].reason == "OK", "the others are not to suffer"


def test_a_bounded_worker_raises_instead_of_swallowing_the_machine() -> None:
    bounds = Bounds(workers=1, seconds=20, memory=1 << 33, method="fork")
    assert run(["memory", "ok"], bounds)["memory"].reason == "OUT_OF_MEMORY"


def test_a_mixed_run_loses_nothing() -> None:
    names = [f"{kind}-{n}" for n in range(3) for kind in ("ok", "segfault", "raise", "ok2")] + ["hang"]
    found = run(names)
    assert found.keys() == set(names)
    assert Counter(outcome.reason for outcome in found.values()) == {"OK": 6, "CRASHED": 6, "TIMEOUT": 1}


def test_programs_started_by_a_worker_end_with_it(until: Until) -> None:
    outcomes = in_processes([Task(path="child", file="x")], work=misbehave, bounds=BOUNDS)
    assert next(outcomes) is None
    until(sleepers)
    assert [outcome.reason for outcome in outcomes if outcome] == ["TIMEOUT"]
    until(lambda: not sleepers())


def sleepers() -> int:
    return sum(command(path).split(b"\0")[:2] == [word.encode() for word in SLEEPER] for path in Path("/proc").glob("[0-9]*"))


def command(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:  # it has ended meanwhile
        return b""


def test_leaving_early_leaves_no_worker_behind() -> None:
    tasks = (Task(path=f"ok-{n}", file="x") for n in range(10_000))
    outcomes = in_processes(tasks, work=misbehave, bounds=BOUNDS)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]  # a generator
    assert not multiprocessing.active_children()


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def tasks() -> object:
        for n in range(100):
            taken.append(n)
            yield Task(path=f"ok-{n}", file="x")

    outcomes = in_processes(tasks(), work=misbehave, bounds=BOUNDS)  # type: ignore[arg-type]
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert len(taken) <= 3 * BOUNDS.workers, "each has answered one, is at one, and has one before it"


def test_a_worker_that_is_asked_to_end_leaves_its_file_to_another(tmp_path: Path) -> None:
    """Some libraries let it hear SIGTERM again, to say where they were when it came."""
    assert run([str(tmp_path / "ended"), "ok"])[str(tmp_path / "ended")].reason == "OK"
    assert (tmp_path / "ended").exists()


def test_a_worker_hears_nothing_from_its_first_moment(monkeypatch: pytest.MonkeyPatch, until: Until, tmp_path: Path) -> None:
    """Told to end again and again, from when it is there until it has answered."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))  # workers are given this path
    work = importlib.import_module("misbehaving").work
    (tmp_path / "a.txt").write_text("KẾ HOẠCH\nPhấn đấu 95% hộ đạt chuẩn năm 2025.", encoding="utf-8")
    outcomes = in_processes([Task("a", str(tmp_path / "a.txt"))], work=work, bounds=Bounds(seconds=100))
    with ThreadPoolExecutor() as threads:
        reading = threads.submit(lambda: [outcome.reason for outcome in outcomes if outcome])

        def told() -> bool:
            for child in multiprocessing.active_children():
                for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    with suppress(ProcessLookupError):  # it has ended meanwhile
                        os.kill(child.pid or 0, number)
            return reading.done()

        until(told)
        assert reading.result()[0].startswith("OK")


def test_leaving_in_the_middle_does_not_wait_for_a_worker() -> None:
    """Nobody closes the executor here; at its exit an interpreter asks its children to end, and waits until they have."""
    words = (
        "import time\nfrom extractor.importing import Bounds, Task, in_processes\n"
        "outcomes = in_processes([Task('a', 'a')], work=lambda task: time.sleep(600), bounds=Bounds(method='fork'))\n"
        "next(outcomes)"
    )
    assert subprocess.run([sys.executable, "-c", words], timeout=60, check=False).returncode == 0


def test_no_tasks_no_workers() -> None:
    assert run([]) == {}


def test_in_process_gives_the_same_outcomes() -> None:
    tasks = [Task(path=name, file=name) for name in ("ok", "raise", "locked")]
    assert [o.reason for o in in_process(tasks, work=misbehave) if o] == ["OK", "CRASHED", "ENCRYPTED"]
