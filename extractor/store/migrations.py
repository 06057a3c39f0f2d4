"""Numbered migrations: ``schemas/sql/NNN_name.sql``, each applied together with the record of it in one transaction.

sqlite-utils keeps the record (its table ``_sqlite_migrations``) and the savepoints; ``user_version`` repeats the highest
number so that opening an up-to-date store does not pay the 300 ms that importing sqlite-utils costs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from extractor.errors import StoreError
from extractor.resources import schema_path
from extractor.store.facets import target_facets


@cache
def migration_files() -> tuple[tuple[int, Path], ...]:
    """(number, file) in the order they apply; ``ValueError`` unless the numbers run 1, 2, 3 …"""
    files = tuple((int(path.name.split("_")[0]), path) for path in sorted(schema_path("sql").glob("[0-9]*_*.sql")))
    if [number for number, _ in files] != list(range(1, len(files) + 1)):
        raise ValueError(f"migrations are not numbered one by one: {[path.name for _, path in files]}")
    return files


def newest() -> int:
    """The number of the last migration this program knows."""
    return migration_files()[-1][0]


@cache
def declared() -> dict[tuple[str, str], str]:
    """(type, name) of every table, index and trigger that the migrations come to → the statement that makes it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.create_function("target_facets", 7, target_facets)
        for _, file in migration_files():
            for statement in statements(file.read_text(encoding="utf-8")):
                connection.execute(statement)
        made = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {(kind, name): sql for kind, name, sql in made}


def version_of(connection: sqlite3.Connection) -> int:
    """The number of the last migration applied to the file; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file up to ``newest()``; a file from a newer program is refused, untouched."""
    have = version_of(connection)
    if have > newest():
        raise StoreError("store_newer", path=path, have=have, known=newest())
    if have == newest():
        return
    connection.execute("BEGIN IMMEDIATE")  # a second process that opens the new file now waits, and finds it done
    try:
        _apply(connection)
        connection.execute(f"PRAGMA user_version = {newest()}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _apply(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("vanban")
    for _, file in migration_files():
        migrations(name=file.stem)(_runner(file))
    migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))


def _runner(file: Path):  # type: ignore[no-untyped-def]  # sqlite-utils' own callable type is private
    def run(db):  # type: ignore[no-untyped-def]
        for statement in statements(file.read_text(encoding="utf-8")):
            db.conn.execute(statement)

    run.__name__ = file.stem
    return run


def statements(script: str) -> Iterator[str]:
    """The statements of ``script`` one by one (``executescript`` would commit the transaction they belong to)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if any(line.strip() and not line.lstrip().startswith("--") for line in pending.splitlines()):
        raise ValueError(f"unfinished statement: {pending!r}")
