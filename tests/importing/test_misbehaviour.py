"""What may happen to a file in a real worker: one reason each, everything else is imported, and nothing is left behind."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from extractor.importing import Bounds, Ledger, Outcome, Run, Task, in_processes, look
from extractor.importing.memory import family, resident
from extractor.limits import Limits
from extractor.store import Store

Until = Callable[[Callable[[], object]], None]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory and programs of a worker are looked up in /proc")

MIB = 1 << 20

DEEDS = [
    ("segfault", "CRASHED", "SIGSEGV", "a library's segmentation fault"),
    ("abort", "CRASHED", "SIGABRT", "a library that gives up"),
    ("fail_in_c", "CRASHED", "SIGSEGV", "a library that does not look whether it got the memory it asked for"),
    ("leak", "OUT_OF_MEMORY", "", "wants four gigabytes where half a one is allowed"),
    ("leak_in_program", "OUT_OF_MEMORY", "", "what it has started counts too"),
    ("flood", "CRASHED", "still here", "400 MB on both streams go nowhere: it comes to its end"),
    ("leave", "CRASHED", "exit 0", "a library that calls exit"),
    ("vanish", "CRASHED", "exit 0", "ends half-way as if all were well"),
    ("throw", "CRASHED", "ValueError", "an exception nobody expected, by its name"),
    ("recurse", "CRASHED", "RecursionError", "too deep"),
]
HANGS = [
    ("hang", "TIMEOUT", '"seconds": "2"', "overruns its time"),
    ("hang_in_c", "TIMEOUT", '"seconds": "2"', "overruns it where no thread and no signal of Python's can help"),
    ("stop", "TIMEOUT", '"seconds": "2"', "is stopped from outside"),
]
GOOD = 4


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[Task], Outcome]:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))  # workers are given this path
    found: Callable[[Task], Outcome] = importlib.import_module("misbehaving").work
    return found


def put(root: Path, *texts: str) -> None:
    for number, text in enumerate(texts):
        (root / f"{number:02}-{text.partition(' ')[0]}.txt").write_text(text, encoding="utf-8")


def imported(store: Store, root: Path, work: Any, bounds: Bounds) -> dict[str, tuple[str, str]]:
    """File name without its number → (reason, values of its message)."""
    executor = partial(in_processes, work=work, bounds=bounds)
    Run(Ledger(store, "1"), executor, Limits(), language=False).over(look([root], store.path))
    rows = store.rows("SELECT path, reason, coalesce(params, '') AS params FROM files")
    return {Path(row["path"]).stem: (row["reason"], row["params"]) for row in rows}


def test_each_misdeed_costs_one_file(store: Store, root: Path, work: Any, capfd: Any) -> None:
    good = [f"KẾ HOẠCH\nPhấn đấu {n} hộ đạt chuẩn năm 2025." for n in range(GOOD)]
    deeds = [deed for deed, *_ in DEEDS]
    put(root, good[0], *deeds[:3], good[1], *deeds[3:6], good[2], *deeds[6:], good[3])
    found = imported(store, root, work, Bounds(workers=2, seconds=60, memory=512 * MIB))
    assert len(found) == len(DEEDS) + GOOD, "none is lost"
    told = {name[3:]: line for name, line in found.items()}
    for deed, reason, sign, why in DEEDS:
        assert told[deed][0] == reason, (deed, why, told[deed])
        assert sign in told[deed][1], (deed, why, told[deed])
    assert store.connection.execute("SELECT count(*) FROM documents").fetchone()[0] == GOOD
    assert "x" * 100 not in capfd.readouterr().out, "a flood does not come through"
    nobody_left()


def test_hanging_costs_one_file_and_its_time(store: Store, root: Path, work: Any) -> None:
    put(root, *(deed for deed, *_ in HANGS))
    found = imported(store, root, work, Bounds(workers=3, seconds=2))
    assert {name[3:]: reason for name, (reason, _) in found.items()} == {deed: reason for deed, reason, *_ in HANGS}
    assert all(sign in found[f"{number:02}-{deed}"][1] for number, (deed, _, sign, _) in enumerate(HANGS))
    nobody_left()


def nobody_left() -> None:
    """No worker lives on, and no program of one (multiprocessing's own resource tracker does)."""
    for pid in family(os.getpid())[1:]:
        assert b"resource_tracker" in command(pid) or not alive(pid), command(pid)


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b"resource_tracker"


def test_a_task_that_waited_behind_a_crash_is_given_to_another() -> None:
    """Quick files wait in the worker's pipe; the one that kills it takes only itself along."""
    tasks = [Task(f"{n:02}", "x") for n in range(60)]
    found = [o for o in in_processes(tasks, work=_every_seventh_dies, bounds=Bounds(workers=2, method="fork")) if o]
    assert sorted(o.task.path for o in found) == [task.path for task in tasks]
    assert [o.reason for o in sorted(found, key=lambda o: o.task.path)] == [
        "CRASHED" if n % 7 == 3 else "OK" for n in range(60)
    ]


def _every_seventh_dies(task: Task) -> Outcome:
    if int(task.path) % 7 == 3:
        os._exit(0)
    return Outcome(task, "OK")


def test_memory_of_a_process_and_of_those_below_it() -> None:
    held = b"x" * (64 * MIB)
    alone = resident(os.getpid())
    assert alone >= len(held)
    with subprocess.Popen(["sleep", "60"]) as child:
        assert child.pid in family(os.getpid())
        child.kill()
    assert resident(2**22 + 1) == 0, "no such process"


def test_workers_end_with_the_one_who_hired_them(tmp_path: Path, until: Until) -> None:
    """Killed, so that it can tell nobody: the worker notices, and takes what it has started along."""
    script = tmp_path / "nhap.py"
    script.write_text(
        "import subprocess, time\n"
        "from extractor.importing import Bounds, Task, in_processes\n"
        "def work(task):\n"
        "    subprocess.Popen(['sleep', '601'])\n"
        "    print('x')\n"
        f"    open({str(tmp_path / 'co-mat')!r}, 'w').close()\n"
        "    time.sleep(600)\n"
        "if __name__ == '__main__':\n"
        "    list(in_processes([Task('a', 'a')], work=work, bounds=Bounds(method='fork')))\n",
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, str(script)]) as process:
        until((tmp_path / "co-mat").exists)
        below = family(process.pid)[1:]
        assert len(below) >= 2, "the worker and its program"
        process.kill()
    until(lambda: not any(alive(pid) for pid in below))


def alive(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
