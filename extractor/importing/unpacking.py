"""Where archives are taken apart: in this process, or in a process of their own that may hang, crash or run out of memory.

The libraries that unpack are C in part (zlib, liblzma, libarchive, expat under python-oxmsg), and they are given whatever
an archive of forty years holds. ``apart`` has one process take all archives of a run apart, one member at a time as the run
asks for them, within the bounds of time and memory that the reading of a document has. One that dies costs the archive it
was at, under the archive's own name; the members it has given already are read all the same.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.errors import VanbanError
from extractor.importing.archives import expanded
from extractor.importing.finding import Found
from extractor.importing.formats import may_be_archive
from extractor.importing.outcome import Outcome, Task, Unpacked
from extractor.importing.scratch import scratch_folder
from extractor.importing.worker import Bounds, Work, Worker, hired
from extractor.limits import Limits

#: Given a file, a folder, limits, and who is told of archives read to their end: the file, or the files in it, each unpacked
#: into the folder; ``None`` when a beat has passed without one.
Unpacker = Callable[[Found, Path, Limits, Callable[[str], None]], Iterator[Found | None]]
Unpacking = Callable[[], AbstractContextManager[Unpacker]]


@contextmanager
def here() -> Iterator[Unpacker]:
    """In this process: an archive that crashes a library ends the run."""
    yield expanded


@contextmanager
def apart(*, bounds: Bounds, work: Callable[[], Work] | None = None) -> Iterator[Unpacker]:
    """In a process that is hired with the first archive; ``bounds`` hold for each step to the next member."""
    with scratch_folder() as folder:
        opener = _Opener(bounds, folder, work or TakingApart)
        try:
            yield opener.expanded
        finally:
            opener.end()


@dataclass(slots=True)
class TakingApart:
    """The work of the process: each time it is called it gives the next file of the archive it is at, then begins anew."""

    found: Iterator[Found] | None = None
    opened: list[str] = field(default_factory=list)

    def __call__(self, task: Task) -> Outcome:
        if self.found is None:
            item = Found(task.path, Path(task.file), only=task.only)
            self.found = expanded(item, Path(tempfile.gettempdir()), task.limits, self.opened.append)
        found = next(self.found, None)
        if found is None:
            self.found = None
        opened, self.opened[:] = tuple(self.opened), ()
        return Outcome(task, "OK", unpacked=Unpacked(found, opened))


@dataclass(slots=True)
class _Opener:
    """The process, if there is one now, and how many files it has given. It unpacks into a folder of its own, which goes
    with it; what it gives is moved from there."""

    bounds: Bounds
    folder: Path
    work: Callable[[], Work]
    worker: Worker | None = None
    hired: int = 0
    given: int = 0

    def expanded(
        self, item: Found, scratch: Path, limits: Limits, opened: Callable[[str], None]
    ) -> Iterator[Found | None]:  # fmt: skip
        """As ``archives.expanded``."""
        if item.error is not None or not may_be_archive(item.file):
            yield item
            return
        task = Task(item.path, str(item.file), limits=limits, only=item.only)
        whole = False
        try:
            while not whole:
                step = yield from self._step(task)
                for path in step.opened:
                    opened(path)
                if step.found is not None:
                    yield self._moved(step.found, item, scratch)
                task = replace(task, only=None)  # told once: 50,000 names sent along with each member took 60 ms
                whole = step.found is None
        except _LostError as error:
            yield replace(item, error=error)
        finally:
            if not whole or (self.worker is not None and self.worker.worn):
                self.end()

    def end(self) -> None:
        """End the process, wherever it is."""
        if self.worker is not None:
            self.worker.end()
            self.worker = None

    def _step(self, task: Task) -> Generator[None, None, Unpacked]:
        """The next file; ``_LostError`` where the process did not live to give it."""
        if self.worker is None:
            self.hired += 1
            self.worker = hired(self.work(), self.bounds, self.folder / str(self.hired))
        self.worker.give(task)
        while (outcome := self.worker.heard()) is None:
            yield None
        if outcome.unpacked is None:
            raise _LostError(outcome)
        return outcome.unpacked

    def _moved(self, found: Found, archive: Found, scratch: Path) -> Found:
        """``found`` with its file in ``scratch``, under a name that no other has there."""
        if found.error is not None or found.file == archive.file:
            return found
        self.given += 1
        return replace(found, file=found.file.rename(scratch / f"{self.given}{found.file.suffix}"))


class _LostError(VanbanError):
    """The process has ended, or could not go on: ``reason`` is that of its outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.code or "archive_broken", **outcome.params)
        self.reason = outcome.reason
