"""The ledger: what was met, what became of it, how often it was tried. Table ``files`` of the store.

Content counts, not names: what is stored once is not stored again under another name, and a file whose content has changed
replaces its own record; what it held before stays readable (``extractor.store.versions``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.importing.naming import is_folder, stands
from extractor.importing.outcome import SECRET, Outcome, Task
from extractor.importing.runs import now
from extractor.messages import say
from extractor.store import Store
from extractor.store.versions import keep

if TYPE_CHECKING:
    from extractor.store.rows import Rows

_STATES = {"OK": "stored", "OK_WITH_WARNINGS": "stored", "DUPLICATE": "duplicate"}
#: Reasons that another version of the pipeline does not change: what asks for a password does so still.
_SETTLED = "'ENCRYPTED', 'TOO_LARGE', 'DUPLICATE'"


class Recorded(NamedTuple):
    """A line as it was written: an outcome that brought a document may turn out to be a copy."""

    reason: str
    document_id: int | None = None
    code: str | None = None
    params: dict[str, str] = {}  # noqa: RUF012  # read only


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of one store. ``version`` is the pipeline's, kept with every outcome."""

    store: Store
    version: str

    def unchanged(self, task: Task) -> str | None:
        """The reason recorded for this very content at this path, if it need not be looked at again."""
        row = self.store.connection.execute(
            "SELECT f.state, f.reason, f.code, d.id, d.path FROM files f LEFT JOIN documents d ON d.sha256 = f.sha256"
            " WHERE f.path = ? AND f.sha256 IS ?",
            (task.path, task.sha256),
        ).fetchone()
        if row is None:
            return None
        state, reason, code, document_id, place = row
        if state == "reading" or (state != "held" and document_id is None) or (code == SECRET and task.secret):
            return None
        if state == "duplicate" and place is not None and not self._holds(place, task.sha256):
            return None
        return str(reason)

    def outdated(self, task: Task) -> bool:
        """Whether an earlier version of the pipeline has read the file, and this one may read it otherwise; of a copy whose
        original is gone, whether it has read that."""
        twin = self.twin(task)
        original = twin[1] if twin else None
        place = task.path if original is None or self._holds(original, task.sha256) else original
        sql = (
            "SELECT 1 FROM files WHERE path = ? AND sha256 IS ? AND coalesce(CAST(pipeline_version AS INTEGER), 0) <"
            f" CAST(? AS INTEGER) AND reason NOT IN ({_SETTLED}) AND code IS NOT ?"
        )
        values = (place, task.sha256, self.version, SECRET)
        return self.store.connection.execute(sql, values).fetchone() is not None

    def twin(self, task: Task) -> tuple[int, str | None] | None:
        """(id, path) of the document that has this content and stands under another path."""
        row = self.store.connection.execute(
            "SELECT id, path FROM documents WHERE sha256 = ? AND path IS NOT ?", (task.sha256, task.path)
        ).fetchone()
        return (int(row[0]), row[1]) if row else None

    def begin(self, task: Task) -> tuple[Any, ...] | None:
        """Note that the file is being read, so that one that kills the process is known by name afterwards; the line that
        stood in the ledger before, for ``forget``."""
        before = self.store.connection.execute("SELECT * FROM files WHERE path = ?", (task.path,)).fetchone()
        self._write(Outcome(task, "CRASHED", "file_killed_run", {"path": task.path}), "reading", None)
        return tuple(before) if before else None

    def record(self, outcome: Outcome) -> Recorded:
        """Save what ``outcome`` brings, in one transaction with its line.

        A file that is held keeps the record of what it held before, unless a copy of that can take it over.
        """
        task = outcome.task
        with self.store.transaction():
            stored = outcome.rows is not None or outcome.reason == "DUPLICATE"
            twin = self.twin(task) if stored else None
            if twin is not None:
                document_id, place = twin
                if place is None or self._holds(place, task.sha256):
                    return self._duplicate(task, document_id, place)
                moved = self._moved(task, document_id, place)
                if outcome.rows is None:
                    return moved
            self._hand_over(task)
            new = self._saved(task, outcome.rows) if outcome.rows is not None else None
            self._write(outcome, _STATES.get(outcome.reason, "held"), new)
        return Recorded(outcome.reason, new, outcome.code, outcome.params)

    def _saved(self, task: Task, rows: Rows) -> int:
        keep(self.store.connection, task.path, task.sha256)
        document_id = self.store.write(rows)
        self._adopt(rows.sha256, document_id)
        return document_id

    def _adopt(self, sha256: str, document_id: int) -> None:
        """Copies point at the document of their content, whose row has been made anew."""
        sql = "UPDATE files SET document_id = ? WHERE sha256 = ? AND state = 'duplicate'"
        self.store.connection.execute(sql, (document_id, sha256))

    def _holds(self, path: str, sha256: str | None) -> bool:
        """Whether the stored file still stands at ``path`` and, as far as is known, holds this content."""
        line = self.store.connection.execute("SELECT sha256 FROM files WHERE path = ?", (path,)).fetchone()
        return (line is None or line[0] in (None, sha256)) and stands(path)

    def _duplicate(self, task: Task, document_id: int, path: str | None) -> Recorded:
        """Record a copy of a stored file."""
        self._make_way(task)
        params = {"path": task.path, "other": path or "?"}
        self._write(Outcome(task, "DUPLICATE", "file_duplicate", params), "duplicate", document_id)
        return Recorded("DUPLICATE", document_id, "file_duplicate", params)

    def _moved(self, task: Task, document_id: int, path: str) -> Recorded:
        """The stored file is gone from its place, or that holds something else by now: the record is of this file."""
        self._make_way(task)
        reason = self._stand(task.path, document_id, path)
        if not stands(path):
            self.store.connection.execute("DELETE FROM files WHERE path = ?", (path,))
        return Recorded(reason, document_id)

    def _make_way(self, task: Task) -> None:
        """End the record of what the file held before: its content has one already."""
        self._hand_over(task)
        keep(self.store.connection, task.path, task.sha256)
        self.store.connection.execute("DELETE FROM documents WHERE path = ? AND sha256 <> ?", (task.path, task.sha256))

    def _hand_over(self, task: Task) -> None:
        """The file's content has changed: its old record goes to a copy of the old content, if one is in the ledger."""
        execute = self.store.connection.execute
        old = execute("SELECT id, sha256 FROM documents WHERE path = ?", (task.path,)).fetchone()
        if old is None or old[1] == task.sha256 or task.sha256 is None:
            return
        copies = "SELECT path FROM files WHERE sha256 = ? AND state = 'duplicate' AND path <> ? ORDER BY path"
        places = [row[0] for row in execute(copies, (old[1], task.path))]
        if places:  # rather to one that is still there
            self._stand(next(filter(stands, places), places[0]), old[0], task.path)

    def _stand(self, path: str, document_id: int, before: str) -> str:
        """The document stands at ``path`` from now on, as it was read at ``before``; its reason."""
        execute = self.store.connection.execute
        execute("UPDATE documents SET path = ? WHERE id = ?", (path, document_id))
        execute(_STAND, {"path": path, "document_id": document_id, "before": before, "now": now()})
        return str(execute("SELECT reason FROM files WHERE path = ?", (path,)).fetchone()[0])

    def _write(self, outcome: Outcome, state: str, document_id: int | None) -> None:
        task = outcome.task
        values = {
            **{"path": task.path, "sha256": task.sha256, "size": task.size, "state": state, "reason": outcome.reason},
            **{"code": outcome.code, "params": json.dumps(outcome.params, ensure_ascii=False) if outcome.code else None},
            **{"document_id": document_id, "reader": outcome.reader, "pipeline_version": self.version},
            **{"seconds": round(outcome.seconds, 4), "pages": outcome.pages, "warnings": outcome.warnings, "now": now()},
            "tried": 0 if state in ("reading", "duplicate") else 1,
        }
        self.store.connection.execute(_UPSERT, values)

    def forget(self, task: Task, before: tuple[Any, ...] | None) -> None:
        """Take back ``begin``: the run was stopped on purpose, the file is not to blame."""
        with self.store.transaction():
            sql = "DELETE FROM files WHERE path = ? AND state = 'reading'"
            gone = self.store.connection.execute(sql, (task.path,)).rowcount
            if gone and before is not None:
                self.store.connection.execute(f"INSERT INTO files VALUES ({', '.join('?' * len(before))})", before)

    def release(self, path: str) -> None:
        """An archive that could not be opened, or not to its end, has given all that is in it."""
        self.store.connection.execute("DELETE FROM files WHERE path = ? AND state = 'held'", (path,))

    def settle(self) -> int:
        """Files that a run died at become held; how many. A folder that can be listed by now has no line."""
        missing = "SELECT path FROM files WHERE state = 'held' AND code IN ('file_missing', 'file_unreadable')"
        for (path,) in self.store.connection.execute(missing).fetchall():
            if is_folder(path):
                self.release(path)
        done = self.store.connection.execute("UPDATE files SET state = 'held', attempts = attempts + 1 WHERE state = 'reading'")
        return int(done.rowcount)

    def held(self, reason: str | None = None) -> list[str]:
        """Paths that gave no record and may be tried again, all or those with this reason. A link that leads out of the folder
        it was found in is none of them: named by itself, as retry names it, it would be followed."""
        sql = (
            "SELECT path FROM files WHERE state IN ('held', 'reading') AND reason = coalesce(?, reason)"
            " AND code IS NOT 'link_outside' ORDER BY path"
        )
        return [row[0] for row in self.store.connection.execute(sql, (reason,))]

    def counts(self) -> dict[str, int]:
        """Files per reason."""
        sql = "SELECT reason, count(*) FROM files GROUP BY reason ORDER BY 2 DESC, 1"
        return {row[0]: row[1] for row in self.store.connection.execute(sql)}

    def rows(self, *, everything: bool = False, reason: str | None = None) -> Iterator[dict[str, Any]]:
        """Ledger lines with their message said in the language in force; those held back, or all."""
        sql = (
            "SELECT path, state, reason, code, params, attempts, size, pages, seconds, reader, warnings, document_id, sha256,"
            " pipeline_version, first_seen, last_tried FROM files"
            " WHERE (:everything OR state IN ('held', 'reading')) AND reason = coalesce(:reason, reason) ORDER BY path"
        )
        return map(said, self.store.rows(sql, {"everything": everything, "reason": reason}))


def said(row: dict[str, Any]) -> dict[str, Any]:
    """A line of the table ``files`` with its ``message`` for code and params."""
    row["message"] = message(row.pop("code"), json.loads(row.pop("params") or "{}"))
    return row


def message(code: str | None, params: dict[str, str]) -> str | None:
    """The message of a ledger line; a code that this program no longer has is shown as it is."""
    if code is None:
        return None
    try:
        return say(code, **params)
    except (KeyError, IndexError):
        return f"{code} {params}"


_UPSERT = """
INSERT INTO files (path, sha256, size, state, reason, code, params, attempts, document_id, reader, pipeline_version, seconds,
                   pages, warnings, first_seen, last_tried)
VALUES (:path, :sha256, :size, :state, :reason, :code, :params, :tried, :document_id, :reader, :pipeline_version, :seconds,
        :pages, :warnings, :now, :now)
ON CONFLICT (path) DO UPDATE SET
    sha256 = excluded.sha256, size = excluded.size, state = excluded.state, reason = excluded.reason, code = excluded.code,
    params = excluded.params, attempts = attempts + :tried, document_id = excluded.document_id, reader = excluded.reader,
    pipeline_version = excluded.pipeline_version, seconds = excluded.seconds, pages = excluded.pages,
    warnings = excluded.warnings, last_tried = excluded.last_tried
"""

_STAND = """
INSERT INTO files (path, sha256, size, state, reason, attempts, document_id, reader, pipeline_version, seconds, pages, warnings,
                   first_seen, last_tried)
SELECT :path, d.sha256, d.size, 'stored', iif(d.warned, 'OK_WITH_WARNINGS', 'OK'), coalesce(f.attempts, 1), d.id, d.reader,
       f.pipeline_version, f.seconds, d.page_count, d.warned, coalesce(f.first_seen, :now), coalesce(f.last_tried, :now)
FROM (SELECT *, (SELECT count(*) FROM warnings WHERE document_id = id) AS warned FROM documents WHERE id = :document_id) d
    LEFT JOIN files f ON f.path = :before AND f.sha256 = d.sha256
WHERE true
ON CONFLICT (path) DO UPDATE SET
    sha256 = excluded.sha256, size = excluded.size, state = excluded.state, reason = excluded.reason, code = NULL,
    params = NULL, attempts = excluded.attempts, document_id = excluded.document_id, reader = excluded.reader,
    pipeline_version = excluded.pipeline_version, seconds = excluded.seconds, pages = excluded.pages,
    warnings = excluded.warnings
"""
