"""What a dask worker does: it has each file read by a process that it can kill.

dask itself waits for ever for a task that hangs, and loses its worker, with everything that waits there, to one that crashes
(measured: 24 tasks, one of which hung, never ended). So each thread of a dask worker keeps one killable process
(``extractor.importing.worker``) with the time and memory bounds of a local run. dask starts its workers as daemons, which
may have no children: ``distributed.worker.daemon`` must be ``False`` there.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.importing.outcome import Outcome, Task
from extractor.importing.run import sha256_of
from extractor.importing.scratch import scratch_folder
from extractor.importing.worker import Bounds, Work, Worker, hired

_IDLE = 600.0  # seconds after which the process of a run that never said goodbye is ended


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file as it travels; ``content`` where the worker is not expected to see the file itself."""

    task: Task
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What one task of dask is: some files, who reads them within which bounds, and for which run."""

    run: str
    version: str
    parcels: tuple[Parcel, ...]
    work: Work
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why this worker reads nothing for anybody: a message of models/messages.toml. It ends the run, no file is to blame."""

    code: str
    params: dict[str, str]


#: An outcome for each parcel, ``None`` for a file that the worker does not see.
Answer = list[Outcome | None] | Complaint


@dataclass(slots=True)
class Bench:
    """The killable process of one thread, hired when it is needed; ``folder`` holds what it writes to disk."""

    order: Order
    folder: Path
    closing: ExitStack
    worker: Worker | None = None
    hired: int = 0
    used: float = field(default_factory=time.monotonic)
    closed: bool = False

    def read(self, task: Task) -> Outcome:
        """What becomes of ``task``, whatever it does to the process."""
        worker = self._at_work()
        worker.give(task)
        while (outcome := worker.heard()) is None and not worker.failed:
            pass
        if worker.worn:
            worker.end()
            self.worker = None
        self.used = time.monotonic()
        return outcome if outcome is not None else self.read(task)

    def close(self) -> None:
        """End the process and remove its folder."""
        self.closed = True
        if self.worker is not None:
            self.worker.end()
        self.closing.close()

    def _at_work(self) -> Worker:
        if self.worker is None:
            self.hired += 1
            self.worker = hired(self.order.work, self.order.bounds, self.folder / str(self.hired))
        return self.worker


_BENCHES: dict[tuple[str, int], Bench] = {}  # by run and thread
_LOCK = threading.Lock()


def serve(order: Order) -> Answer:
    """Read what is ordered, one after the other."""
    if (complaint := _complaint(order)) is not None:
        return complaint
    bench = _bench(order)
    answer: list[Outcome | None] = []
    for parcel in order.parcels:
        if bench.closed:  # the run has ended meanwhile, nobody reads the answer
            return []
        answer.append(_read(parcel, bench))
    return answer


def dismiss(run: str) -> None:
    """End the processes of ``run`` on this worker, in the middle of a file if need be."""
    _close(lambda bench: bench.order.run == run)


def version() -> str:
    """What has to be the same everywhere, so that a record does not depend on who has read it."""
    from extractor import __version__
    from extractor.pipeline import PIPELINE_VERSION

    return f"{__version__} ({PIPELINE_VERSION})"


def _complaint(order: Order) -> Complaint | None:
    if multiprocessing.current_process().daemon:
        return Complaint("cluster_daemon", {})
    if order.version != version():
        return Complaint("cluster_version", {"here": order.version, "there": version()})
    return None


def _bench(order: Order) -> Bench:
    """This thread's bench for this run; those of runs that seem to be gone are cleared."""
    _close(lambda bench: time.monotonic() - bench.used > _IDLE + bench.order.bounds.seconds)
    key = (order.run, threading.get_ident())
    with _LOCK:
        if key not in _BENCHES:
            closing = ExitStack()
            _BENCHES[key] = Bench(order, closing.enter_context(scratch_folder()), closing)
        return _BENCHES[key]


def _close(which: Callable[[Bench], bool]) -> None:
    with _LOCK:
        gone = [_BENCHES.pop(key) for key, bench in list(_BENCHES.items()) if which(bench)]
    for bench in gone:
        bench.close()


def _read(parcel: Parcel, bench: Bench) -> Outcome | None:
    if parcel.content is not None:
        return _unpacked(parcel.task, parcel.content, bench)
    return bench.read(parcel.task) if _visible(parcel.task) else None


def _visible(task: Task) -> bool:
    """Whether the very file that the client means stands here under the same name."""
    file = Path(task.file)
    try:
        return file.stat().st_size == task.size and sha256_of(file) == task.sha256
    except OSError:
        return False


def _unpacked(task: Task, content: bytes, bench: Bench) -> Outcome:
    """Read a copy of the file. It has the file's own name, and its place is put back in what is said and stored, so that
    nothing tells it from the file itself; a member of an archive has a made-up name everywhere."""
    place = bench.folder / "shipped"
    place.mkdir(exist_ok=True)
    copy = place / Path(task.file).name
    copy.write_bytes(content)
    try:
        own = task.file == task.path
        outcome = bench.read(replace(task, file=str(copy), path=str(copy) if own else task.path))
    finally:
        copy.unlink(missing_ok=True)
    return _named(outcome, task, str(copy))


def _named(outcome: Outcome, task: Task, copy: str) -> Outcome:
    """``outcome`` with the name of ``task`` for that of ``copy``."""
    rows = outcome.rows
    if rows is not None and rows.path == copy:
        document = tuple(task.path if value == copy else value for value in rows.document)
        rows = replace(rows, path=task.path, document=document)
    return replace(
        outcome,
        task=replace(outcome.task, path=task.path, file=task.file),
        params={name: value.replace(copy, task.file) for name, value in outcome.params.items()},
        rows=rows,
    )
