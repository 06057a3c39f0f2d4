"""Several machines, played by processes of this one: the store comes out as from a local run, whoever is lost on the way."""

from __future__ import annotations

import importlib
import importlib.util
import json
import multiprocessing
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import contents
import documents
import pytest

from extractor.errors import VanbanError
from extractor.importing import Bounds, Ledger, Outcome, Run, Task, cluster, in_process, look, read, remote
from extractor.importing.cluster import in_cluster
from extractor.importing.memory import family
from extractor.importing.run import sha256_of
from extractor.limits import Limits
from extractor.store import open_store

ROOT = Path(__file__).resolve().parents[2]
BOUNDS = Bounds(workers=2, seconds=60.0)

needs_dask = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra [cluster] is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers are ended by signals")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of all kinds, some broken, some copies, an archive."""
    folder = tmp_path_factory.mktemp("office")
    documents.make(folder, 16, seed=3, hostile=0.2, copies=0.1, paragraphs=4)
    with zipfile.ZipFile(folder / "kho.zip", "w") as archive:
        for path in documents.make(folder / "0001", 3, seed=4, paragraphs=4):
            archive.write(path, f"2024/{path.name}")
            path.unlink()
    return folder


@pytest.fixture(scope="module")
def alone(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a run in this process."""
    db = tmp_path_factory.mktemp("alone") / "kho.db"
    imported(office, db, partial(in_process, work=read))
    return db


def imported(folder: Path, db: Path, executor: Any, report: Callable[[Any], None] = lambda event: None) -> Run:
    with open_store(db, create=True) as store:
        run = Run(Ledger(store, "1"), executor, Limits(), language=False, report=report)
        run.over(look([folder], db))
    return run


@contextmanager
def started(*command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program that ends with the block."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, "-m", *command], env={**os.environ, **environment}, **quiet)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def machines(folder: Path, workers: int = 2) -> Iterator[tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]]]:
    """A scheduler and its workers as an office would start them; its address, its process, theirs."""
    with ExitStack() as closing:
        told = folder / "scheduler.json"
        command = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
        scheduler = closing.enter_context(
            started(*command, "--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(told), **once)
        )
        there = ("distributed.cli.dask_worker", "--scheduler-file", str(told), "--no-nanny", "--nthreads", "1")
        while not told.exists():
            assert scheduler.poll() is None
            time.sleep(0.05)
        crew = [closing.enter_context(started(*there, "--host", "127.0.0.1", "--no-dashboard")) for _ in range(workers)]
        yield json.loads(told.read_text())["address"], scheduler, crew


@needs_dask
def test_a_worker_killed_in_the_middle_loses_nothing(office: Path, alone: Path, tmp_path: Path) -> None:
    with machines(tmp_path) as (url, _, crew):
        told: list[Any] = []

        def kill(event: Any) -> None:
            told.append(event)
            if len(told) == 4:
                crew[0].kill()

        run = imported(office, tmp_path / "kho.db", partial(in_cluster, work=read, bounds=BOUNDS, scheduler=url), kill)
        assert crew[0].poll() is not None
    assert run.summary.counts.total() == 19
    assert contents.differences(alone, tmp_path / "kho.db") == []


#: Work that needs no document; the workers, which are other processes, have to be able to import it.
FAKE = """
import os, signal
from extractor.importing import Outcome
def work(task):
    if "giet" in task.path:
        os.kill(os.getppid(), signal.SIGKILL)
        signal.pause()
    return Outcome(task, "OK")
"""


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Task], Outcome]:
    """Reads nothing; a file called "giet" kills the dask worker that has it read."""
    (tmp_path / "fake_work.py").write_text(FAKE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.delitem(sys.modules, "fake_work", raising=False)
    work: Callable[[Task], Outcome] = importlib.import_module("fake_work").work
    return work


def files(folder: Path, names: list[str]) -> list[Task]:
    for name in names:
        (folder / name).write_text(name)
    return [Task(str(folder / n), str(folder / n), sha256_of(folder / n), len(n)) for n in names]


@needs_dask
def test_without_scheduler_the_run_ends_and_what_came_is_kept(
    tmp_path: Path, fake: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_GREETING", 20.0)
    with machines(tmp_path, workers=1) as (url, scheduler, _):
        outcomes = in_cluster(files(tmp_path, [f"a{n}" for n in range(50)]), work=fake, bounds=BOUNDS, scheduler=url)
        first = next(outcome for outcome in outcomes if outcome)
        scheduler.kill()
        with pytest.raises(VanbanError) as lost:
            list(outcomes)
    assert first.reason == "OK"
    assert lost.value.code == "cluster_lost"


@needs_dask
def test_asked_to_stop_the_run_does_not_wait_for_who_is_gone(
    tmp_path: Path, fake: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_LOOK", 0.1)
    monkeypatch.setattr(cluster, "_HANDED", 2.0)
    asked: list[bool] = []
    with machines(tmp_path, workers=1) as (url, _, crew):
        tasks = files(tmp_path, [f"a{n}" for n in range(200)])
        outcomes = in_cluster(tasks, work=fake, bounds=BOUNDS, scheduler=url, stopped=lambda: bool(asked))
        assert next(outcome for outcome in outcomes if outcome).reason == "OK"
        crew[0].kill()
        asked.append(True)
        left = [outcome.reason for outcome in outcomes if outcome]
    assert set(left) <= {"OK"}, "those that were lost with the worker are not told of"


@needs_dask
def test_a_file_that_kills_machines_is_known_by_name_and_nothing_is_open_to_others(tmp_path: Path, fake: Any) -> None:
    tasks, ports = files(tmp_path, ["a", "b", "giet", "c", "d"]), list[str]()
    found = {}
    for outcome in in_cluster(tasks, work=fake, bounds=BOUNDS):
        ports += listening() if not found else []
        if outcome is not None:
            assert outcome.task.path not in found
            found[outcome.task.path] = outcome.reason
    assert {Path(path).name: reason for path, reason in found.items()} == {
        **dict.fromkeys("abcd", "OK"),
        "giet": "CRASHED",
    }
    if Path("/proc/self/net/tcp").exists():
        assert set(ports) == {"0100007F"}, "127.0.0.1"


def listening() -> list[str]:
    """The addresses that this process and those it has started listen on, where the system tells."""
    sockets = set()
    for link in [link for pid in family(os.getpid()) for link in Path(f"/proc/{pid}/fd").glob("*")]:
        with suppress(OSError):  # it has been closed meanwhile
            sockets.add(str(link.readlink()).removeprefix("socket:[").removesuffix("]"))
    tables = [Path(f"/proc/self/net/{name}") for name in ("tcp", "tcp6")]
    lines = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
    return [line[1].partition(":")[0] for line in lines if line[3] == "0A" and line[9] in sockets]


def test_without_dask_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    with pytest.raises(VanbanError) as missing:
        list(in_cluster([], work=read, bounds=BOUNDS))
    assert "vanban[cluster]" in str(missing.value)


@needs_dask
def test_nobody_there_is_said_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_GREETING", 2.0)
    with pytest.raises(VanbanError) as nobody:
        list(in_cluster([], work=read, bounds=BOUNDS, scheduler="tcp://127.0.0.1:9"))
    assert nobody.value.code == "cluster_unreachable"


def order(*parcels: remote.Parcel, work: Any = read, version: str | None = None) -> remote.Order:
    return remote.Order("run", version or remote.version(), parcels, work, replace(BOUNDS, workers=1))


@pytest.fixture
def bench() -> Iterator[None]:
    yield
    remote.dismiss("run")


def test_a_shipped_file_is_read_as_where_it_stands(office: Path, bench: None) -> None:
    tasks = []
    for file in sorted(path for path in office.rglob("*") if path.is_file() and path.suffix != ".zip")[:20]:
        tasks.append(Task(str(file), str(file), sha256_of(file), file.stat().st_size, language=False))
    seen = remote.serve(order(*map(remote.Parcel, tasks)))
    shipped = remote.serve(order(*(remote.Parcel(task, Path(task.file).read_bytes()) for task in tasks)))
    assert isinstance(seen, list) and isinstance(shipped, list)
    assert {outcome.code for outcome in seen if outcome} > {None}, "records and refusals are to be compared"
    assert [untimed(outcome) for outcome in shipped] == [untimed(outcome) for outcome in seen]


def untimed(outcome: Outcome | None) -> Outcome:
    assert outcome is not None
    return replace(outcome, seconds=0)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"file": "/khong/co"}, "nothing stands there"),
        ({"sha256": "0" * 64}, "another file stands there"),
        ({"size": 1}, "another file stands there, told by its size"),
    ],
)
def test_a_file_that_is_not_seen_is_asked_for(change: dict[str, Any], why: str, office: Path, bench: None) -> None:
    file = next(office.rglob("*.txt"))
    task = replace(Task(str(file), str(file), sha256_of(file), file.stat().st_size), **change)
    assert remote.serve(order(remote.Parcel(task))) == [None], why


def test_another_version_reads_nothing(bench: None) -> None:
    complaint = remote.serve(order(version="0.0 (0)"))
    assert isinstance(complaint, remote.Complaint) and complaint.code == "cluster_version"
    assert "0.0 (0)" in str(VanbanError(complaint.code, **complaint.params))


def test_a_worker_that_may_have_no_children_says_so(bench: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)  # type: ignore[attr-defined]
    complaint = remote.serve(order())
    assert isinstance(complaint, remote.Complaint) and complaint.code == "cluster_daemon"
    assert "DAEMON=False" in str(VanbanError(complaint.code, **complaint.params))
