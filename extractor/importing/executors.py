"""Where the work is done: in this process, or in worker processes that may hang, crash or run out of memory.

An executor takes an iterable of tasks and yields an outcome for each, in any order, and ``None`` when half a second has
passed without one, so that what was done is committed and shown while the next file takes its time. The standard library's
pools lose every task in flight when one worker dies (concurrent.futures: 20 of 24 lost in the trial), and pebble, which does
not, is LGPL; so each worker here has a pipe of its own: one that dies or overruns its bounds takes only its own task with
it, and its end says why.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor.importing.outcome import Outcome, Task
from extractor.importing.scratch import scratch_folder
from extractor.importing.worker import BEAT, Bounds, Work, Worker, answered, hired

__all__ = ["BEAT", "Bounds", "Executor", "Work", "in_process", "in_processes"]

Executor = Callable[[Iterable[Task]], Iterator[Outcome | None]]

#: A worker that needed less than this (seconds) for its last file has the next one waiting in its pipe, so that it does not
#: stand still while a batch is written. With slower files there is nothing to gain, and Ctrl-C would wait for two of them.
_QUICK = 0.5


def in_process(tasks: Iterable[Task], *, work: Work) -> Iterator[Outcome | None]:
    """One after the other, here: what crashes the interpreter ends the run."""
    for task in tasks:
        yield work(task)


def in_processes(tasks: Iterable[Task], *, work: Work, bounds: Bounds) -> Iterator[Outcome | None]:
    """Up to ``bounds.workers`` tasks at once; the outcomes as they come."""
    with scratch_folder() as scratch:
        crew = _Crew(work, bounds, iter(tasks), scratch)
        try:
            while crew.employed():
                yield from crew.heard() or (None,)
        finally:
            crew.dismissed()


@dataclass(slots=True)
class _Crew:
    """The workers of one run, and what they still have to do. ``back`` holds tasks of workers that are gone, which were not to
    blame for it."""

    work: Work
    bounds: Bounds
    waiting: Iterator[Task]
    scratch: Path
    workers: list[Worker] = field(default_factory=list)
    back: deque[Task] = field(default_factory=deque)
    hired: int = 0

    def employed(self) -> bool:
        """Hire while there are tasks and room; whether anybody is at work."""
        while len(self.workers) < self.bounds.workers and (task := self._next()) is not None:
            self.hired += 1
            worker = hired(self.work, self.bounds, self.scratch / str(self.hired))
            self.workers.append(worker)
            worker.give(task)
        return bool(self.workers)

    def heard(self) -> list[Outcome]:
        """The outcomes of the workers that have answered, died or overrun their bounds; waits a beat at most."""
        pipes = answered(self.workers)
        outcomes = []
        for worker in list(self.workers):
            outcome = worker.answer() if worker.pipe in pipes else worker.overrun()
            if outcome is not None:
                outcomes.append(outcome)
            if outcome is not None or worker.failed:
                self._go_on(worker)
        return outcomes

    def dismissed(self) -> None:
        """End them all."""
        for worker in self.workers:
            worker.end()

    def _next(self) -> Task | None:
        return self.back.popleft() if self.back else next(self.waiting, None)

    def _go_on(self, worker: Worker) -> None:
        """Give the worker its next task, or let it go: it failed, has worked long enough, or there is none."""
        if not worker.worn:
            room = 2 if worker.took < _QUICK else 1
            while len(worker.tasks) < room and (task := self._next()) is not None:
                worker.give(task)
            if worker.tasks:
                return
        self.workers.remove(worker)
        self.back.extend(worker.tasks)
        worker.end()
