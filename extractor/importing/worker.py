"""One worker process: what it may use, how it is asked, and what its end means.

A worker is the head of a session of its own, so that the programs it starts end with it; it ends itself, and them, when
the process that runs the import is gone. Its standard streams lead nowhere: a library that floods them neither fills a pipe
nor mixes with what the import tells. Memory is bounded twice: what each process may write to by the kernel, where a file
that wants more gets a ``MemoryError``; and what worker and programs hold together, looked at ten times a second.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize
from pathlib import Path

from extractor.importing.ending import ENDING, unheard
from extractor.importing.memory import family, resident
from extractor.importing.outcome import Outcome, Task, refused
from extractor.importing.service import MAX_ANSWER, serve

Work = Callable[[Task], Outcome]
BEAT = 0.5  #: seconds without an outcome after which the caller is given its turn
_RECYCLED = 500  # tasks after which a worker is replaced, so that what a library leaks does not add up
_LOOK = 0.1  # seconds between two looks at a worker's memory: a bad page takes a gigabyte in half a second
_NEAR = 0.6  # of the bound: a worker seen with so much that dies was refused more, and its library did not take it well


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many workers, how long a file may take (seconds, ``inf`` for any), how large (bytes, 0 for any) a worker and its
    programs may grow."""

    workers: int = 1
    seconds: float = 120.0
    memory: int = 0
    method: str = "spawn"  #: a fresh interpreter: no lock or connection of this process is inherited


@dataclass(slots=True)
class Worker:
    """One process, its pipe, what it is at (the first of ``tasks``) and what waits in the pipe behind."""

    process: BaseProcess
    pipe: Connection
    bounds: Bounds
    scratch: Path
    tasks: deque[Task] = field(default_factory=deque)
    begun: float = 0.0
    took: float = float("inf")  #: seconds of the last task
    done: int = 0
    tired: bool = False  #: it has grown, a fresh one is better
    failed: bool = False
    looked: float = 0.0  #: when its memory was looked at
    held: int = 0  #: bytes it held then
    most: int = 0  #: bytes it was seen to hold during the task in hand
    at_exit: Finalize | None = None  #: ends it where this process exits first, and would wait for it

    @property
    def deadline(self) -> float:
        """When the task in hand has had its time."""
        return self.begun + self.bounds.seconds

    @property
    def worn(self) -> bool:
        """Whether a fresh one has to take its place: it failed, has grown, or has worked long enough."""
        return self.failed or self.tired or self.done >= _RECYCLED

    def give(self, task: Task) -> None:
        """Send it a task; if it is gone by now, the end of its pipe will say so."""
        if not self.tasks:
            self.begun = time.monotonic()
        self.tasks.append(task)
        with suppress(OSError):
            self.pipe.send(task)

    def heard(self) -> Outcome | None:
        """What it answers, or what its end means; ``None`` when a beat has passed without either."""
        return self.answer() if answered([self]) else self.overrun()

    def answer(self) -> Outcome | None:
        """What it has sent, or why it is dead; ``None`` where it has ``failed`` and no file is to blame."""
        try:
            outcome, self.tired = pickle.loads(self.pipe.recv_bytes(2 * MAX_ANSWER))
            assert isinstance(outcome, Outcome)
            assert outcome.task.path == self.tasks[0].path
        except (EOFError, OSError):
            return self._died()
        except Exception as error:  # a library has written into the pipe
            return self._killed(f"{type(error).__name__}: {error}"[:200])
        self.tasks.popleft()
        self.took, self.begun = time.monotonic() - self.begun, time.monotonic()
        self.done += 1
        self.held = self.most = 0
        return outcome

    def overrun(self) -> Outcome | None:
        """The outcome of its task if it takes too long or holds too much."""
        task = self.tasks[0]
        if self.deadline <= time.monotonic():
            self.failed = True
            params = {"path": task.path, "seconds": f"{self.bounds.seconds:g}"}
            self.tasks.popleft()
            return Outcome(task, "TIMEOUT", "file_timeout", params, seconds=self.bounds.seconds)
        if self.bounds.memory and self.weigh() > self.bounds.memory:
            return self._failed(refused(task, MemoryError()))
        return None

    def weigh(self) -> int:
        """Bytes it holds, looked up now and then only: it takes a tenth of a millisecond."""
        now = time.monotonic()
        if now - self.looked >= _LOOK:
            self.looked, self.held = now, resident(self.process.pid)
            self.most = max(self.most, self.held)
        return self.held

    def end(self) -> None:
        """Kill the process, with the programs it has started, close its pipe, remove what it left on disk."""
        if self.at_exit is not None:
            self.at_exit.cancel()
        started = family(self.process.pid or 0)[1:] if self.process.is_alive() else []
        if self.process.pid is not None and hasattr(os, "killpg"):
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        for pid in started:  # those that have made sessions of their own
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.pipe.close()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def _died(self) -> Outcome | None:
        """SIGKILL comes from the kernel when memory runs out (nobody else kills a worker that has time left).

        One that was asked to end, which a library may have let it hear again, keeps its task: the caller may be stopping,
        or gives the task to another. Asked once more it blames the file, where there is no other to give it to.
        """
        self.process.join(timeout=5)
        code = self.process.exitcode
        if code is not None and -code in ENDING and not self.failed:
            self.failed = True
            return None
        if code == -signal.SIGKILL or self.most > _NEAR * self.bounds.memory > 0:
            return self._failed(refused(self.tasks[0], MemoryError()))
        return self._killed(signal.Signals(-code).name if code and code < 0 else f"exit {code}")

    def _killed(self, cause: str) -> Outcome:
        task = self.tasks[0]
        return self._failed(Outcome(task, "CRASHED", "file_killed_worker", {"path": task.path, "cause": cause}))

    def _failed(self, outcome: Outcome) -> Outcome:
        self.failed = True
        self.tasks.popleft()
        return replace(outcome, seconds=time.monotonic() - self.begun)


def answered(workers: Sequence[Worker]) -> Sequence[object]:
    """The pipes of those that have answered or died; waits a beat at most, and looks after their memory meanwhile."""
    until = min(time.monotonic() + BEAT, *(worker.deadline for worker in workers))
    while True:
        left = until - time.monotonic()
        if (pipes := wait([worker.pipe for worker in workers], timeout=max(min(left, _LOOK), 0))) or left <= _LOOK:
            return pipes
        for worker in workers:
            worker.weigh()


def hired(work: Work, bounds: Bounds, scratch: Path) -> Worker:
    """A new worker; its temporary files go to ``scratch``."""
    scratch.mkdir()
    context = multiprocessing.get_context(bounds.method)
    ours, theirs = context.Pipe()
    arguments = (theirs, work, bounds.memory, bounds.seconds, os.getpid(), str(scratch))
    process = context.Process(target=serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
    with unheard():
        process.start()
        theirs.close()
        worker = Worker(process, ours, bounds, scratch)
        worker.at_exit = Finalize(None, worker.end, exitpriority=0)
    return worker
