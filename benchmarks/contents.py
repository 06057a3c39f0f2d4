"""What a store holds, ids and clocks aside: two stores are the same when these are equal.

    python benchmarks/contents.py ONE.db OTHER.db

Prints what stands in one of them only, or "the same"; exit code 1 or 0.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from pathlib import Path

Rows = Counter[tuple[object, ...]]

#: Columns that say when, how long or under which number something was stored.
_ASIDE = {"record_id", "document_id", "seconds", "first_seen", "last_tried", "kept_at", "replaced_at", "saved_at"}


def contents(path: Path) -> dict[str, Rows]:
    """Table → its rows, each record's with the path of its document."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        found = {
            "documents": _rows(connection, "SELECT * FROM documents", {"id"}),
            "files": _rows(connection, "SELECT f.*, d.path AS of FROM files f LEFT JOIN documents d ON d.id = f.document_id"),
            "versions": _rows(connection, "SELECT * FROM versions", {"id"}),
            "links": _rows(
                connection,
                "SELECT l.kind, min(a.path, b.path), max(a.path, b.path) FROM links l JOIN documents a ON a.id = l.document_id"
                " JOIN documents b ON b.id = l.other_id",
            ),
            "passages": _rows(connection, "SELECT p.*, d.path AS of FROM passages p JOIN documents d ON d.id = p.rowid >> 26"),
            "target_words": _rows(
                connection,
                "SELECT w.bare, t.id, d.path AS of FROM target_words w JOIN targets t ON t.record_id = w.rowid"
                " JOIN documents d ON d.id = t.document_id",
            ),
        }
        records = _of_documents(connection) - found.keys()
        for table in sorted(records):
            sql = f"SELECT x.*, d.path AS of FROM {table} x JOIN documents d ON d.id = x.document_id"
            found[table] = _rows(connection, sql)
        for table in (*records, "passages", "target_words"):
            whole = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            assert found[table].total() == whole, f"{table}: rows of no document"
        return found
    finally:
        connection.close()


def _of_documents(connection: sqlite3.Connection) -> set[str]:
    """The tables whose rows belong to a document each."""
    sql = "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'document_id'"
    return {row[0] for row in connection.execute(sql)}


def _rows(connection: sqlite3.Connection, sql: str, aside: set[str] | None = None) -> Rows:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    kept = [n for n, name in enumerate(names) if name not in _ASIDE | (aside or set())]
    return Counter(tuple(row[n] for n in kept) for row in cursor)


def differences(one: Path, other: Path) -> list[str]:
    """What stands in one store only, a line a row, at most five of a table."""
    left, right = contents(one), contents(other)
    return [
        f"{table} {mark} {str(row)[:300]}"
        for table in left
        for mark, only in (("<", left[table] - right[table]), (">", right[table] - left[table]))
        for row in list(only)[:5]
    ]


def main() -> None:
    found = differences(Path(sys.argv[1]), Path(sys.argv[2]))
    print("\n".join(found) or "the same")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
