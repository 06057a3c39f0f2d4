"""A run: find, skip what is known, read the rest, record each file, go on whatever happens."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from extractor.errors import TooLargeError, UnreadableError, VanbanError
from extractor.importing.batch import MOST, Batch, Written
from extractor.importing.executors import Executor
from extractor.importing.finding import Found, find
from extractor.importing.ledger import Ledger, Recorded, message
from extractor.importing.naming import file_of, on_disk
from extractor.importing.outcome import HELD, Outcome, Task, refused
from extractor.importing.scratch import scratch_folder
from extractor.importing.summary import Summary
from extractor.importing.unpacking import Unpacker, Unpacking, here
from extractor.limits import Limits
from extractor.store.segments import merge_segments

Event = dict[str, object]
#: What is read: files that are new or changed; also those held back; also those that an earlier version of the pipeline has
#: read; all.
Again = Literal["changed", "held", "outdated", "all"]
_CHUNK = 1 << 20


@dataclass(slots=True)
class Run:
    """One run over ``ledger``'s store. ``report`` is told of every file once it is recorded, or passed over as unchanged.

    ``unpacking`` is where archives are taken apart.
    ``marked`` says that the work is done in this process, so that a file is noted before it is read. ``stopped`` is asked
    before every file; ``beat`` is called whenever something may have changed, twice a second at least while workers read;
    ``beside`` inside every transaction with what the summary will be, so that what else is written down agrees with the
    documents.
    """

    ledger: Ledger
    executor: Executor
    limits: Limits
    language: bool = True
    again: Again = "changed"
    marked: bool = False
    unpacking: Unpacking = here
    secret: bool = False
    report: Callable[[Event], None] = lambda event: None
    stopped: Callable[[], bool] = lambda: False
    beat: Callable[[], None] = lambda: None
    beside: Callable[[Summary], None] = lambda summary: None
    summary: Summary = field(default_factory=Summary)

    def over(self, found: Iterable[Found]) -> Summary:
        """Import what was found; the summary so far stays in ``summary`` if the run is stopped."""
        self.ledger.settle()
        with scratch_folder() as scratch, self.unpacking() as expanded:
            work = _Pass(self, scratch, expanded)
            try:
                while work.through(found):
                    found = work.put_off()
            finally:
                work.end()
        merge_segments(self.ledger.store, self._going_on)
        return self.summary

    def _going_on(self) -> bool:
        self.beat()
        return not self.stopped()


@dataclass(slots=True)
class _Pass:
    """One way through what was found.

    ``pending`` has the files that are being read or wait to be written, with the content (SHA-256) that is being read: a copy
    that is met meanwhile is put off, so that it is read once and which of the two is the copy does not depend on which worker
    was faster; so is a copy of what a file held that is about to be replaced. ``unread`` are contents that gave no record,
    whose copies need not wait for each other. ``reading`` has the file that is noted as being read, with its line as it was
    before.
    """

    run: Run
    scratch: Path
    expanded: Unpacker
    pending: dict[str, str | None] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    later: list[Found] = field(default_factory=list)
    reading: list[tuple[Task, Any]] = field(default_factory=list)
    batch: Batch = field(init=False)

    def __post_init__(self) -> None:
        most = 1 if self.run.marked else MOST
        self.batch = Batch(self.run.ledger, self._written, beside=self._beside, most=most)

    def through(self, found: Iterable[Found]) -> bool:
        """Read all; whether copies were put off that can now be judged."""
        self.pending.clear()
        for outcome in self.run.executor(self._tasks(found)):
            if outcome is None:
                self.batch.flush()
            else:
                self.batch.add(outcome)
            self.run.beat()
        self.batch.flush()
        return bool(self.later) and not self.run.stopped()

    def put_off(self) -> list[Found]:
        """The copies that were put off; members of archives are unpacked again."""
        later, self.later = self.later, []
        files = [item for item in later if not self._is_member(item.file)]
        members = [item.path for item in later if self._is_member(item.file)]
        found = [*files, *look_again(members)]
        self.run.summary.total -= len(later) - len(found)  # members of one archive are one thing to open, and counted again
        return found

    def end(self) -> None:
        """Keep what was done; a file that was being read is not to blame."""
        self.run.summary.stopped = self.run.summary.stopped or self.run.stopped()
        self.batch.flush()
        for task, before in self.reading:
            self.run.ledger.forget(task, before)

    def _tasks(self, found: Iterable[Found]) -> Iterator[Task]:
        """The files that must be read; the others are settled here."""
        for item in self._files(found):
            if self.run.stopped():
                return
            task = Task(item.path, str(item.file))
            try:
                task = self._prepared(item)
            except (VanbanError, OSError) as error:
                self._settled(refused(task, _ours(error, item)))
                continue
            if self._is_to_read(task, item):
                self._mark(task)
                yield task
            else:
                self._clear(task)
            self.run.beat()

    def _files(self, found: Iterable[Found]) -> Iterator[Found]:
        """What was found, archives replaced by what is in them; one that opens now is held back no longer."""
        for item in found:
            number = 0
            for inner in self.expanded(item, self.scratch, self.run.limits, self._opened):
                if inner is not None:
                    number += 1
                    self.run.summary.total += number > 1
                    yield inner
                elif self._stopped_meanwhile():
                    return
            self.run.summary.total -= number == 0

    def _stopped_meanwhile(self) -> bool:
        """What is done while an archive takes its time."""
        self.batch.flush()
        self.run.beat()
        return self.run.stopped()

    def _opened(self, path: str) -> None:
        self.batch.flush()  # a line of an earlier try may wait there
        self.run.ledger.release(path)

    def _prepared(self, item: Found) -> Task:
        run = self.run
        if item.error is not None:
            raise item.error
        size = item.file.stat().st_size
        if size > run.limits.max_bytes:
            raise TooLargeError("file_too_large", path=item.path, limit="max_bytes", value=run.limits.max_bytes)
        return Task(item.path, str(item.file), sha256_of(item.file), size, run.limits, run.language, run.secret)

    def _is_to_read(self, task: Task, item: Found) -> bool:
        """Whether the file needs reading: not if it is known and unchanged, a copy of what is stored, or put off."""
        run = self.run
        if run.again == "all" or (run.again == "outdated" and run.ledger.outdated(task)):
            return True
        if task.sha256 in self.pending.values() and task.sha256 not in self.unread:
            self.later.append(item)
            return False
        reason = run.ledger.unchanged(task)
        if reason is not None and not (run.again == "held" and reason in HELD):
            run.summary.unchanged += 1
            run.summary.count(reason)
            run.report({"path": task.path, "reason": reason, "message": None, "unchanged": True})
            return False
        twin = run.ledger.twin(task)
        if twin is not None and twin[1] in self.pending:
            self.later.append(item)
        elif twin is not None:
            self._settled(Outcome(task, "DUPLICATE"))
        return twin is None

    def _settled(self, outcome: Outcome) -> None:
        """What became of a file that is not read."""
        self.pending[outcome.task.path] = None
        self.batch.add(outcome)

    def _mark(self, task: Task) -> None:
        self.pending[task.path] = task.sha256
        if self.run.marked:
            self.reading[:] = [(task, self.run.ledger.begin(task))]

    def _beside(self, written: Written) -> None:
        self.run.beside(self.run.summary.with_these(written))

    def _written(self, outcome: Outcome, entry: Recorded) -> None:
        """Tell of a file whose outcome is committed."""
        task = outcome.task
        self.reading.clear()
        content = self.pending.pop(task.path, None)
        if content is not None and entry.reason in HELD:
            self.unread.add(content)
        self._clear(task)
        self.run.summary.count(entry.reason, outcome.pages or 0)
        self.run.report(
            {
                "path": task.path,
                "reason": entry.reason,
                "message": message(entry.code, entry.params),
                "document_id": entry.document_id,
                "pages": outcome.pages,
                "seconds": round(outcome.seconds, 4),
            }
        )

    def _clear(self, task: Task) -> None:
        """Remove an unpacked member."""
        if self._is_member(Path(task.file)):
            Path(task.file).unlink(missing_ok=True)

    def _is_member(self, file: Path) -> bool:
        return file.parent == self.scratch


def look(paths: Iterable[str | Path], store_path: Path) -> list[Found]:
    """The files under ``paths`` without the store's own; one that is named and stands in a named folder too is one file."""
    own = [store_path.with_name(store_path.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]
    found: dict[str, Found] = {}
    for item in find(paths, leave_out=own):
        if item.path not in found or item.error is None:  # a link out of the folder is followed if it is named as well
            found[item.path] = item
    return list(found.values())


def look_again(paths: Iterable[str]) -> Iterator[Found]:
    """Files by the names the ledger has for them, members of archives included."""
    asked: dict[str, list[str]] = {}
    for path in paths:
        asked.setdefault(file_of(path), []).append(path)
    for name, titles in asked.items():
        for item in find([on_disk(name)]):
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
