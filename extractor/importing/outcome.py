"""What became of one file: a task goes to an executor, an outcome comes back. Both are plain values that cross processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.errors import VanbanError
from extractor.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from extractor.importing.finding import Found
    from extractor.store.rows import Rows

#: Every reason class of the ledger, the good ones first.
REASONS = (
    *("OK", "OK_WITH_WARNINGS", "DUPLICATE", "NEEDS_OCR", "ENCRYPTED", "UNSUPPORTED", "TOO_LARGE", "TIMEOUT", "CRASHED"),
    *("OUT_OF_MEMORY", "BAD_INPUT"),
)
#: Reasons of files that gave no record and may be tried again.
HELD = REASONS[3:]
#: The code of a document that is marked secret and was not asked for. Its reason is UNSUPPORTED: the list of reasons is
#: closed, and of those there are this one says what it comes to, that this program has not been told to take such a file;
#: the file is not broken, too large, or locked.
SECRET = "file_secret"


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read. ``path`` is its name in the ledger, ``file`` where its bytes are (a member of an archive is
    unpacked to a temporary file)."""

    path: str
    file: str
    sha256: str | None = None
    size: int | None = None
    limits: Limits = DEFAULT
    language: bool = True
    secret: bool = False  #: whether a document marked Mật, Tối mật or Tuyệt mật may be stored
    only: frozenset[str] | None = None  #: the members that are meant, where the task is to take an archive apart


class Unpacked(NamedTuple):
    """One step through an archive: the next file, ``None`` at the end, and the archives that came to theirs before it."""

    found: Found | None
    opened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the ledger is told. ``code`` and ``params`` are a message of models/messages.toml; ``rows`` only where it is OK."""

    task: Task
    reason: str
    code: str | None = None
    params: dict[str, str] = field(default_factory=dict)
    rows: Rows | None = None
    reader: str | None = None
    pages: int | None = None
    warnings: int | None = None
    seconds: float = 0.0
    unpacked: Unpacked | None = None  #: where the task was to take an archive apart


def refused(task: Task, error: BaseException) -> Outcome:
    """The outcome of a file whose reading raised ``error``."""
    if isinstance(error, VanbanError):
        reason = error.reason if error.reason in HELD else "BAD_INPUT"
        return Outcome(task, reason, error.code, _texts(error.params))
    if isinstance(error, MemoryError):
        return Outcome(task, "OUT_OF_MEMORY", "file_out_of_memory", {"path": task.path})
    params = {"path": task.path, "kind": type(error).__name__, "error": str(error)[:500]}
    return Outcome(task, "CRASHED", "file_crashed", params)


def _texts(params: dict[str, Any]) -> dict[str, str]:
    """Placeholders as text: they are stored, and said again in either language."""
    return {name: str(value) for name, value in params.items()}
