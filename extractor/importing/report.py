"""What an import has come to, as tables: the facts of the report, free of any way of showing them.

Each table is asked when it is shown and cut after so many rows with their whole number said; ``vanban status`` lists all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.importing.ledger import said
from extractor.importing.outcome import HELD
from extractor.importing.runs import latest
from extractor.store import Store

Row = dict[str, Any]
HELD_ROWS = 300  #: held files listed for each reason
ROWS = 100  #: rows of every other list
_SLOWEST = 25
_LATEST = 20  # runs listed


@dataclass(frozen=True, slots=True)
class Table:
    """``code`` names heading and explanation (``report_<code>``); ``count`` is the whole number of rows."""

    code: str
    columns: tuple[str, ...]
    rows: list[Row]
    count: int
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """``figures`` are single numbers by name; ``held`` one table a reason, the most frequent first."""

    figures: Row
    run: Row | None
    reasons: Table
    held: list[Table]
    others: list[Table]


def report(store: Store) -> Report:
    """The facts as they stand now; another process may be writing."""
    reasons = _all(store, "reasons", ("reason", "files", "pages", "seconds"), _REASONS)
    return Report(
        figures=next(store.rows(_FIGURES)),
        run=latest(store),
        reasons=reasons,
        held=[_held(store, row["reason"]) for row in reasons.rows if row["reason"] in HELD],
        others=list(_others(store)),
    )


def _others(store: Store) -> Iterator[Table]:
    yield _all(store, "readers", ("reader", "files", "pages", "seconds", "page_rate", "warnings"), _READERS)
    yield _some(store, "slowest", ("path", "reason", "seconds", "pages", "size", "reader"), _SLOW, _SLOWEST)
    yield _all(store, "warnings", ("warning", "message", "documents", "count"), _WARNINGS)
    yield _some(store, "warned", ("path", "count", "codes"), _WARNED)
    yield _some(store, "duplicates", ("path", "other_path"), _DUPLICATES)
    yield _some(store, "near", ("kind", "number", "issued_on", "path", "other_path"), _NEAR)
    yield _some(
        store,
        "runs",
        ("command", "state", "started_at", "ended_at", "done", "unchanged", "pages", "per_second"),
        _RUNS,
        _LATEST,
    )


def _held(store: Store, reason: str) -> Table:
    rows = [said(row) for row in store.rows(f"{_HELD} LIMIT {HELD_ROWS}", (reason,))]
    count = store.connection.execute(f"SELECT count(*) FROM ({_HELD})", (reason,)).fetchone()[0]
    return Table("held", ("path", "message", "attempts", "last_tried"), rows, count, {"reason": reason})


def _all(store: Store, code: str, columns: tuple[str, ...], sql: str) -> Table:
    rows = list(store.rows(sql))
    return Table(code, columns, rows, len(rows))


def _some(store: Store, code: str, columns: tuple[str, ...], sql: str, most: int = ROWS) -> Table:
    count = store.connection.execute(f"SELECT count(*) FROM ({sql})").fetchone()[0]
    return Table(code, columns, list(store.rows(f"{sql} LIMIT {most}")), count)


_FIGURES = (
    "SELECT count(*) AS files, coalesce(sum(state = 'stored'), 0) AS stored, coalesce(sum(state = 'duplicate'), 0) AS copies,"
    " coalesce(sum(state IN ('held', 'reading')), 0) AS held, coalesce(sum(pages), 0) AS pages,"
    " (SELECT count(*) FROM documents) AS documents FROM files"
)
_REASONS = (
    "SELECT reason, count(*) AS files, sum(pages) AS pages, round(sum(seconds), 1) AS seconds FROM files GROUP BY reason"
    " ORDER BY 2 DESC, 1"
)
_HELD = (
    "SELECT path, code, params, attempts, last_tried FROM files WHERE state IN ('held', 'reading') AND reason = ? ORDER BY path"
)
_READERS = (
    "SELECT reader, count(*) AS files, sum(pages) AS pages, round(sum(seconds), 1) AS seconds,"
    " round(sum(pages) / nullif(sum(seconds), 0), 1) AS page_rate, sum(warnings) AS warnings FROM files"
    " WHERE reader IS NOT NULL GROUP BY reader ORDER BY 2 DESC, 1"
)
_SLOW = (
    "SELECT path, reason, round(seconds, 1) AS seconds, pages, size, reader"
    " FROM files WHERE seconds >= 1 ORDER BY files.seconds DESC, path"
)
_WARNINGS = (
    "SELECT code AS warning, min(message) AS message, count(DISTINCT document_id) AS documents, count(*) AS count"
    " FROM warnings GROUP BY code ORDER BY 3 DESC, 1"
)
_WARNED = (
    "SELECT d.path, count(*) AS count, group_concat(DISTINCT w.code) AS codes FROM warnings w"
    " JOIN documents d ON d.id = w.document_id GROUP BY d.id ORDER BY 2 DESC, 1"
)
_DUPLICATES = (
    "SELECT f.path, d.path AS other_path FROM files f LEFT JOIN documents d ON d.id = f.document_id"
    " WHERE f.state = 'duplicate' ORDER BY f.path"
)
_NEAR = (
    "SELECT l.kind, d.number, d.issued_on, d.path, o.path AS other_path FROM links l JOIN documents d ON d.id = l.document_id"
    " JOIN documents o ON o.id = l.other_id WHERE l.document_id < l.other_id ORDER BY d.id, o.id"
)
_RUNS = (
    "SELECT command, state, started_at, ended_at, done, unchanged, pages, round((done - unchanged) /"
    " nullif((julianday(coalesce(ended_at, seen_at)) - julianday(started_at)) * 86400, 0), 1) AS per_second FROM runs"
    " ORDER BY id DESC"
)
