"""Parquet for many millions of rows: a folder a table, below it one a body and year, as DuckDB, Spark and Arrow read them.

``targets/body=so y te ninh khe/year=2025/part-0.parquet``: a question about one office opens its files alone. The body's name
is folded, so that spellings in capitals and in lower case are one folder; what is not known stands under Hive's own name for
it (``__HIVE_DEFAULT_PARTITION__``).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.exporting import TABLES, Notes, batches, parquet_schema, write_parquet
from extractor.errors import StoreError
from extractor.text.fold import fold_ascii

if TYPE_CHECKING:
    from extractor.store import Store

_KEYS = ("body", "year")
_NAME = 80  # letters of a folder's name: file systems allow 255 bytes, and odd letters are written as three each
_FOLDERS = 1_000_000  # Arrow's own limit is 1,024; sixty units over forty years are more
_ROWS = 200_000  # held in memory at once, so that a store of any size can be written
_OPEN = 400  # files open at once, below the 1,024 that systems commonly allow


def write_partitioned(store: Store, tables: Sequence[str], out: Path) -> Notes:
    """Write ``tables`` below the folder ``out``, which must be new or empty; the ledger, which has no body, as one file."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise StoreError("export_not_empty", path=out)
    out.mkdir(parents=True, exist_ok=True)
    for table in tables:
        if table == "files":
            write_parquet(store, [table], out / "files.parquet", whole=False)
        else:
            _write(store, table, out / table)
    return []


def _write(store: Store, table: str, folder: Path) -> None:
    import pyarrow
    from pyarrow import dataset

    own = "x.id" if table == "documents" else "x.document_id"
    sql = f"SELECT x.*, d.issuer, substr(d.issued_on, 1, 4) FROM ({TABLES[table]}) x JOIN documents d ON d.id = {own}"
    cursor = store.connection.execute(sql)
    names = [column[0] for column in cursor.description][: -len(_KEYS)]
    schema = parquet_schema([*names, *_KEYS], table)
    rows = ((*row[:-2], _folder_name(row[-2]), row[-1]) for row in cursor)
    for number, batch in enumerate(batches(rows, _ROWS)):
        columns = [list(column) for column in zip(*batch, strict=True)]
        dataset.write_dataset(
            pyarrow.table(columns, schema=schema),
            folder,
            format="parquet",
            basename_template=f"part-{number}-{{i}}.parquet",
            existing_data_behavior="overwrite_or_ignore",
            partitioning=dataset.partitioning(pyarrow.schema([schema.field(key) for key in _KEYS]), flavor="hive"),
            max_partitions=_FOLDERS,
            max_open_files=_OPEN,
        )


def _folder_name(issuer: str | None) -> str | None:
    return fold_ascii(issuer)[:_NAME].strip() if issuer else None
