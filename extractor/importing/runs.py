"""Who is at it: one import writes into a store at a time, and its row in ``runs`` says how far it is.

A second one is refused with the number of the first. Two would not break the store, but each would take the files that the
other is reading for files that a dead run left behind. Whether the first still lives is asked of the system: a process of
that number that began at the same moment; on another machine, whether its row was touched within two minutes.
"""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import StoreError

if TYPE_CHECKING:
    from extractor.importing.summary import Summary
    from extractor.store import Store

_TOUCHED = 5.0  # seconds after which a run that has nothing to write says that it lives
_SILENT = 120.0  # seconds without a sign after which a run on another machine counts as dead
_GOING = ("running", "waiting")


@dataclass(slots=True)
class Ongoing:
    """This process's row."""

    store: Store
    id: int
    touched: float = 0.0

    def note(self, summary: Summary, state: str = "running") -> None:
        """Write down how far it is; call it inside the transaction that makes it true."""
        self.touched = time.monotonic()
        files, pages = summary.pace.rates() or (None, None)
        self.store.connection.execute(
            "UPDATE runs SET state = ?, seen_at = ?, total = ?, done = ?, unchanged = ?, pages = ?, counts = ?, file_rate = ?,"
            " page_rate = ? WHERE id = ?",
            (
                *(state, now(), summary.total, summary.counts.total(), summary.unchanged, summary.pages),
                *(json.dumps(dict(summary.counts.most_common())), files, pages, self.id),
            ),
        )

    def touch(self, summary: Summary, state: str = "running") -> None:
        """``note``, if the last is some seconds ago."""
        if time.monotonic() - self.touched >= _TOUCHED:
            self.note(summary, state)

    def end(self, summary: Summary, state: str) -> None:
        """How it ended: done, stopped, failed."""
        self.note(summary, state)
        self.store.connection.execute("UPDATE runs SET ended_at = ? WHERE id = ?", (now(), self.id))


@contextmanager
def entered(store: Store, summary: Summary, *, command: str, version: str, workers: int) -> Iterator[Ongoing]:
    """Be the one that writes, for as long as it lasts; ``StoreError`` where another is."""
    ongoing = _entered(store, command, version, workers)
    state = "failed"
    try:
        yield ongoing
        state = "stopped" if summary.stopped else "done"
    except KeyboardInterrupt:
        state = "stopped"
        raise
    finally:
        with suppress(Exception):  # what ended the run is worth more than that this could not be written either
            ongoing.end(summary, state)


def _entered(store: Store, command: str, version: str, workers: int) -> Ongoing:
    refuse_second(store)  # readers need not wait for a lock, so the second hears at once
    with store.transaction():
        refuse_second(store)
        store.connection.execute("UPDATE runs SET state = 'failed', ended_at = seen_at WHERE state IN (?, ?)", _GOING)
        row = store.connection.execute(
            "INSERT INTO runs (command, host, pid, born, pipeline_version, workers, started_at, seen_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (command, platform.node(), os.getpid(), born(os.getpid()), version, workers, now(), now()),
        ).fetchone()
    return Ongoing(store, int(row[0]))


def refuse_second(store: Store) -> None:
    """``StoreError`` while a run is writing into the store."""
    run = latest(store)
    if run is not None and run["alive"]:
        raise StoreError("run_busy", path=store.path, pid=run["pid"], host=run["host"], since=run["started_at"])


def latest(store: Store) -> dict[str, Any] | None:
    """The newest run: its row, ``alive``, and ``state`` "died" where it did not come to its end."""
    row = next(store.rows("SELECT * FROM runs ORDER BY id DESC LIMIT 1"), None)
    if row is None:
        return None
    row["counts"] = json.loads(row["counts"])
    row["alive"] = row["state"] in _GOING and _lives(row)
    if row["state"] in _GOING and not row["alive"]:
        row["state"] = "died"
    return row


def _lives(row: dict[str, Any]) -> bool:
    if row["host"] != platform.node():
        return _seconds_since(row["seen_at"]) < _SILENT
    try:
        os.kill(row["pid"], 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's process
        pass
    return row["born"] is None or born(row["pid"]) == row["born"]


def born(pid: int) -> str | None:
    """When the process began, in the system's own count since it started; ``None`` where the system does not tell."""
    with suppress(OSError, IndexError):
        # The name, in brackets, may hold anything; the 20th value behind it is the time.
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[19]
    return None


def now() -> str:
    """UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _seconds_since(moment: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds()
