"""A run: find, skip what is known, read the rest, record each file, go on whatever happens."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Literal

from extractor.errors import TooLargeError, UnreadableError, VanbanError
from extractor.importing import archives
from extractor.importing.executors import Executor
from extractor.importing.finding import Found, find
from extractor.importing.ledger import Ledger, message
from extractor.importing.outcome import HELD, Outcome, Task, refused
from extractor.limits import Limits

Event = dict[str, object]
#: What is read: files that are new or changed; also those that an earlier version of the pipeline has read; all.
Again = Literal["changed", "outdated", "all"]
_CHUNK = 1 << 20


@dataclass(slots=True)
class Summary:
    """What a run came to: files per reason now, and how many of them were known before and left alone."""

    counts: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0

    @property
    def held(self) -> int:
        """Files of this run that have no record."""
        return sum(n for reason, n in self.counts.items() if reason in HELD)

    @property
    def exit_code(self) -> int:
        """0 all have their record, 1 some were held back, 3 none has one."""
        if not self.held:
            return 0 if self.counts else 3
        return 3 if self.held == self.counts.total() else 1


@dataclass(slots=True)
class Run:
    """One run over ``ledger``'s store. ``report`` is told of every file as it is recorded, or passed over as unchanged.

    ``marked`` says that the work is done in this process, so that a file is noted before it is read.
    """

    ledger: Ledger
    executor: Executor
    limits: Limits
    language: bool = True
    again: Again = "changed"
    marked: bool = False
    report: Callable[[Event], None] = lambda event: None
    summary: Summary = field(default_factory=Summary)

    def over(self, found: Iterable[Found]) -> Summary:
        """Import what was found; the summary so far stays in ``summary`` if the run is stopped."""
        self.ledger.settle()
        with tempfile.TemporaryDirectory(prefix="vanban-") as scratch:
            reading: list[Task] = []
            try:
                for outcome in self.executor(self._tasks(found, Path(scratch), reading)):
                    self._record(outcome)
                    reading.clear()
                    _clear(outcome.task, Path(scratch))
            finally:
                for task in reading:
                    self.ledger.forget(task)
        return self.summary

    def _tasks(self, found: Iterable[Found], scratch: Path, reading: list[Task]) -> Iterator[Task]:
        """The files that must be read; the others are settled here."""
        for item in self._files(found, scratch):
            task = Task(item.path, str(item.file), limits=self.limits, language=self.language)
            try:
                task = self._prepared(item)
            except (VanbanError, OSError) as error:
                self._record(refused(task, _ours(error, item)))
                continue
            if not self._known(task):
                if self.marked:
                    self.ledger.begin(task)
                    reading[:] = [task]
                yield task
            else:
                _clear(task, scratch)

    def _files(self, found: Iterable[Found], scratch: Path) -> Iterator[Found]:
        """What was found, archives replaced by what is in them; one that opens now is held back no longer."""
        for item in found:
            yield from archives.expanded(item, scratch, self.limits, opened=self.ledger.release)

    def _prepared(self, item: Found) -> Task:
        if item.error is not None:
            raise item.error
        size = item.file.stat().st_size
        if size > self.limits.max_bytes:
            raise TooLargeError("file_too_large", path=item.path, limit="max_bytes", value=self.limits.max_bytes)
        return Task(item.path, str(item.file), sha256_of(item.file), size, self.limits, self.language)

    def _known(self, task: Task) -> bool:
        """Whether the file needs no reading: known and unchanged, or a copy of what is stored."""
        if self.again == "all" or (self.again == "outdated" and self.ledger.outdated(task)):
            return False
        reason = self.ledger.unchanged(task)
        if reason is not None:
            self.summary.counts[reason] += 1
            self.summary.unchanged += 1
            self.report({"path": task.path, "reason": reason, "message": None, "unchanged": True})
            return True
        twin = self.ledger.twin(task)
        if twin is not None:
            reason, document_id = self.ledger.duplicate(task, *twin)
            other = {"path": task.path, "other": twin[1] or "?"}
            code = "file_duplicate" if reason == "DUPLICATE" else None
            self._tell(Outcome(task, reason, code, other), reason, document_id)
        return twin is not None

    def _record(self, outcome: Outcome) -> None:
        reason, document_id = self.ledger.record(outcome)
        self._tell(outcome, reason, document_id)

    def _tell(self, outcome: Outcome, reason: str, document_id: int | None) -> None:
        self.summary.counts[reason] += 1
        self.report(
            {
                "path": outcome.task.path,
                "reason": reason,
                "message": message(outcome.code, outcome.params),
                "document_id": document_id,
                "pages": outcome.pages,
                "seconds": round(outcome.seconds, 4),
            }
        )


def look(paths: Iterable[str | Path], store_path: Path) -> list[Found]:
    """The files under ``paths`` without the store's own."""
    own = [store_path.with_name(store_path.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]
    return list(find(paths, leave_out=own))


def look_again(paths: Iterable[str]) -> Iterator[Found]:
    """Files by the names the ledger has for them, members of archives included."""
    for name, group in groupby(paths, key=archives.file_of):
        titles = list(group)
        for item in find([name]):
            yield item if name in titles else replace(item, only=frozenset(titles))


def _ours(error: VanbanError | OSError, item: Found) -> BaseException:
    if isinstance(error, VanbanError):
        return error
    return UnreadableError("file_unreadable", path=item.path, error=error.strerror or str(error))


def sha256_of(file: Path) -> str:
    """The SHA-256 of the file's content, in hexadecimal digits."""
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _clear(task: Task, scratch: Path) -> None:
    """Remove an unpacked member once its outcome is recorded."""
    file = Path(task.file)
    if file.parent == scratch:
        file.unlink(missing_ok=True)
