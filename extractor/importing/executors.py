"""Where the work is done: in this process, or in worker processes that may hang, crash or run out of memory.

An executor takes an iterable of tasks and yields an outcome for each, in any order. The standard library's pools lose every
task in flight when one worker dies (concurrent.futures: 20 of 24 lost in the trial), so each worker here has a pipe of its
own: a worker that dies or overruns its time takes only its own task with it, and its end says why.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

from extractor.importing.outcome import Outcome, Task, refused

Work = Callable[[Task], Outcome]
Executor = Callable[[Iterable[Task]], Iterator[Outcome]]

_RECYCLED = 500  # tasks after which a worker is replaced, so that what a library leaks does not add up


def in_process(tasks: Iterable[Task], *, work: Work) -> Iterator[Outcome]:
    """One after the other, here: what crashes the interpreter ends the run."""
    for task in tasks:
        yield work(task)


@dataclass(slots=True)
class Worker:
    """One process, its pipe, and what it is at."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection
    task: Task | None = None
    deadline: float = field(default=float("inf"))
    done: int = 0

    def give(self, task: Task, seconds: float) -> None:
        """Send it the next task; if it is gone by now, the end of its pipe will say so."""
        self.task, self.deadline = task, time.monotonic() + seconds
        with suppress(OSError):
            self.pipe.send(task)

    def end(self) -> None:
        """Kill the process, with the programs it has started, and close its pipe."""
        if self.process.pid is not None and hasattr(os, "killpg"):
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.pipe.close()


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many workers, how long a file may take, how large (bytes of address space, 0 for any) a worker may grow."""

    workers: int = 1
    seconds: float = 120.0
    memory: int = 0
    method: str = "spawn"  #: a fresh interpreter: no lock or connection of this process is inherited


def in_processes(tasks: Iterable[Task], *, work: Work, bounds: Bounds) -> Iterator[Outcome]:
    """Up to ``bounds.workers`` tasks at once; the outcomes as they come."""
    context = multiprocessing.get_context(bounds.method)
    waiting = iter(tasks)
    crew: list[Worker] = []
    try:
        while True:
            while len(crew) < bounds.workers and (task := next(waiting, None)) is not None:
                worker = _hired(context, work, bounds.memory)
                crew.append(worker)
                worker.give(task, bounds.seconds)
            if not crew:
                return
            for worker in _ready(crew):
                yield _outcome(worker, bounds.seconds)
                _next_task(worker, waiting, crew, bounds.seconds)
    finally:
        for worker in crew:
            worker.end()


def _hired(context: multiprocessing.context.BaseContext, work: Work, memory: int) -> Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, memory), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return Worker(process, ours)


def _ready(crew: list[Worker]) -> list[Worker]:
    """The workers that have answered, died, or overrun their time; waits until there is one."""
    soonest = min(worker.deadline for worker in crew)
    heard = set(wait([worker.pipe for worker in crew], timeout=max(soonest - time.monotonic(), 0)))
    now = time.monotonic()
    return [worker for worker in crew if worker.pipe in heard or worker.deadline <= now]


def _outcome(worker: Worker, seconds: float) -> Outcome:
    task = worker.task
    assert task is not None
    if worker.pipe.poll():
        with suppress(EOFError, OSError):
            outcome = worker.pipe.recv()
            worker.task, worker.done = None, worker.done + 1
            assert isinstance(outcome, Outcome)
            return outcome
        worker.process.join(timeout=5)
        return _died(task, worker.process.exitcode)
    return Outcome(task, "TIMEOUT", "file_timeout", {"path": task.path, "seconds": f"{seconds:g}"}, seconds=seconds)


def _died(task: Task, exit_code: int | None) -> Outcome:
    """SIGKILL comes from the kernel when memory runs out (nobody else kills a worker that has time left)."""
    if exit_code == -signal.SIGKILL:
        return refused(task, MemoryError())
    cause = signal.Signals(-exit_code).name if exit_code and exit_code < 0 else f"exit {exit_code}"
    return Outcome(task, "CRASHED", "file_killed_worker", {"path": task.path, "cause": cause})


def _next_task(worker: Worker, waiting: Iterator[Task], crew: list[Worker], seconds: float) -> None:
    """Give the worker its next task, or let it go: it failed, has worked long enough, or there is none."""
    if worker.task is None and worker.done < _RECYCLED and (task := next(waiting, None)) is not None:
        worker.give(task, seconds)
    else:
        crew.remove(worker)
        worker.end()


def _serve(pipe: Connection, work: Work, memory: int) -> None:
    """A worker's life: Ctrl-C is the parent's business, an end of the pipe is the end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()
    _bound(memory)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))


def _bound(memory: int) -> None:
    """Bound the address space where the system can; a file that wants more raises MemoryError instead of killing others."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
