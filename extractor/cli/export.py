"""``vanban export --db FILE``: the store as csv, xlsx, json, jsonl or parquet."""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.cli.options import db
from extractor.cli.said import Choice, Option, command
from extractor.errors import StoreError, WrongUseError
from extractor.messages import say


def _formats() -> tuple[str, ...]:
    from extractor.cli.exporting import FORMATS

    return tuple(FORMATS)


def _tables() -> tuple[str, ...]:
    from extractor.cli.exporting import TABLES

    return ("all", *TABLES)


@command(
    "export",
    db(),
    Option(["--format"], "option_export_format", type=Choice(_formats)),
    Option(["--table"], "option_table", type=Choice(_tables), default="all"),
    Option(["--out"], "option_out", placeholder="PATH"),
    Option(["--partition"], "option_partition", is_flag=True),
    example="vanban export --db kho.db --table targets --out chi-tieu.xlsx",
)
def COMMAND(db: str, format: str | None, table: str, out: str | None, partition: bool) -> int:
    """Write what was asked for; on standard output where one text file is asked for and no ``--out`` given."""
    from extractor.cli.exporting import FORMATS, TABLES
    from extractor.cli.opening import opened

    name = format or (Path(out).suffix.lstrip(".").lower() if out else "json")
    if name not in FORMATS:
        raise WrongUseError("bad_choice", name="--format", value=name, allowed=", ".join(FORMATS))
    chosen = tuple(TABLES) if table == "all" else (table,)
    target = FORMATS[name]
    if out is None and (not target.text or (table == "all" and target.folder)):
        raise WrongUseError("export_needs_out", format=name)
    if partition and name != "parquet":
        raise WrongUseError("export_partition_parquet", format=name)
    with opened(db) as store:
        try:
            if partition:
                from extractor.cli.partitions import write_partitioned

                notes = write_partitioned(store, chosen, Path(out or ""))
            else:
                notes = target.write(store, chosen, Path(out) if out else None, table == "all")
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            raise StoreError("export_failed", path=out or "-", error=error.strerror or str(error)) from error
    for note in notes:
        print(f"vanban: {note}", file=sys.stderr)
    if out is not None and sys.stdout.isatty():
        print(say("export_done", path=out))
    return 0
