"""How the store is written out: one function a format. Rows are streamed; no format holds the whole store in memory.

csv and parquet have one file a table, so all tables make a folder; xlsx makes a workbook with a sheet each; json and jsonl of
everything are the contract's documents themselves, whole.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from extractor.cli.output import as_json, csv_rows, plain
from extractor.messages import say
from extractor.store import Store

if TYPE_CHECKING:
    import pyarrow

Notes = list[str]
Cell = object

#: table → its SELECT. Columns made only for asking (keys, folded words) stay in the store.
_DOCUMENT = "(SELECT path FROM documents d WHERE d.id = r.document_id) AS document_path"
TABLES = {
    "documents": "SELECT id, path, sha256, media_type, size, page_count, reader, ocr, number, doc_type, doc_type_name, issuer,"
    " parent_issuer, place, issued_on, subject, secrecy, urgency, evidence, text FROM documents r ORDER BY id",
    **{
        table: f"SELECT document_id, {_DOCUMENT}, {columns} FROM {table} r ORDER BY record_id"
        for table, columns in {
            "signers": "name, title, authority",
            "recipients": "name, note",
            "sections": 'id, parent_id, depth, label, title, kind, page, start, "end", boxes',
            "targets": "id, section_id, role, statement, subject, indicator, op, low, high, unit, base, period, parent_id,"
            ' confidence, "table", page, start, "end", boxes',
            "dates": 'text, "from", "to", precision, role, page, start, "end", boxes',
            "citations": 'id, section_id, text, "key", doc_type_name, number, issued_on, issuer, title, pinpoint, relation,'
            ' confidence, page, start, "end", boxes',
            "tables": 'rows, caption, header_rows, unit, spans, page, start, "end", boxes',
            "attachments": "kind, section_id, title, number, doc_type, doc_type_name, issuer, parent_issuer, place, issued_on,"
            ' subject, secrecy, urgency, signers, recipients, evidence, page, start, "end", boxes',
            "warnings": 'code, message, start, "end"',
        }.items()
    },
    "files": "SELECT path, state, reason, code, params, attempts, sha256, size, pages, seconds, reader, warnings, document_id,"
    " pipeline_version, first_seen, last_tried FROM files ORDER BY path",
}
_JSON = frozenset({"evidence", "boxes", "period", "table", "pinpoint", "rows", "spans", "params", "signers", "recipients"})
_REALS = frozenset({"low", "high", "base", "confidence", "seconds"})
_WHOLES = frozenset(
    [
        "id",
        "size",
        "page_count",
        "ocr",
        "depth",
        "page",
        "start",
        "end",
        "header_rows",
        "document_id",
        "attempts",
        "pages",
        "warnings",
    ]
)
_EXCEL_ROWS = 1_048_576  # of a sheet, the heading included
_EXCEL_CELL = 32_767  # code points of a cell
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # openpyxl knows of the control characters only
_BATCH = 10_000  # rows of one parquet row group


@dataclass(frozen=True, slots=True)
class Format:
    """``text`` can go to standard output; ``folder`` says that several tables make a folder of files."""

    write: Callable[[Store, Sequence[str], Path | None, bool], Notes]
    text: bool = True
    folder: bool = False


def _cursor(store: Store, table: str) -> tuple[list[str], Iterator[Sequence[Cell]]]:
    rows = store.connection.execute(TABLES[table])
    return [column[0] for column in rows.description], (tuple(row) for row in rows)


@contextmanager
def _writing(out: Path | None) -> Iterator[IO[str]]:
    if out is None:
        yield sys.stdout
    else:
        with out.open("w", encoding="utf-8", newline="") as file:
            yield file


def _each(tables: Sequence[str], out: Path | None, whole: bool, suffix: str) -> Iterator[tuple[str, Path | None]]:
    """(table, file): the file named for one table, files in a folder for all."""
    if not whole or out is None:
        yield from ((table, out) for table in tables)
        return
    out.mkdir(parents=True, exist_ok=True)
    yield from ((table, out / f"{table}.{suffix}") for table in tables)


def write_csv(store: Store, tables: Sequence[str], out: Path | None, whole: bool) -> Notes:
    """A heading and the rows, UTF-8; formulas made harmless."""
    for table, file in _each(tables, out, whole, "csv"):
        names, rows = _cursor(store, table)
        with _writing(file) as target:
            csv_rows(target, names, rows)
    return []


def _objects(store: Store, tables: Sequence[str], whole: bool) -> Iterator[str]:
    """One line of JSON each: whole documents, or rows of a table."""
    if whole:
        for (document_id,) in store.connection.execute("SELECT id FROM documents ORDER BY id").fetchall():
            yield store.load(document_id).model_dump_json(by_alias=True)
        return
    names, rows = _cursor(store, tables[0])
    for row in rows:
        yield as_json({name: _value(name, cell) for name, cell in zip(names, row, strict=True)})


def _value(name: str, cell: Any) -> Any:
    return json.loads(cell) if name in _JSON and cell is not None else cell


def write_jsonl(store: Store, tables: Sequence[str], out: Path | None, whole: bool) -> Notes:
    """One object a line."""
    with _writing(out) as target:
        target.writelines(line + "\n" for line in _objects(store, tables, whole))
    return []


def write_json(store: Store, tables: Sequence[str], out: Path | None, whole: bool) -> Notes:
    """One array of objects."""
    with _writing(out) as target:
        separator = "[\n"
        for line in _objects(store, tables, whole):
            target.write(separator + line)
            separator = ",\n"
        target.write("[]\n" if separator == "[\n" else "\n]\n")
    return []


def write_xlsx(store: Store, tables: Sequence[str], out: Path | None, whole: bool) -> Notes:
    """A workbook, a sheet a table; what a sheet cannot hold goes on in a second one, cells too long are cut and counted."""
    from openpyxl import Workbook

    assert out is not None
    book, notes = Workbook(write_only=True), Notes()
    for table in tables:
        names, rows = _cursor(store, table)
        cut = 0
        for number, part in enumerate(_sheets(rows), 1):
            sheet = book.create_sheet(table if number == 1 else f"{table}_{number}")
            sheet.append(names)
            for row in part:
                cut += sum(isinstance(cell, str) and len(cell) > _EXCEL_CELL for cell in row)
                sheet.append([_excel(cell) for cell in row])
        if cut:
            notes.append(say("export_cells_cut", table=table, cells=cut, length=_EXCEL_CELL))
    book.save(out)
    return notes


def _sheets(rows: Iterator[Sequence[Cell]]) -> Iterator[Iterable[Sequence[Cell]]]:
    """The rows in parts that a sheet holds; one empty part where there are none."""
    first = True
    while (head := next(rows, None)) is not None or first:
        part = chain([head], islice(rows, _EXCEL_ROWS - 2)) if head is not None else iter(())
        yield part
        first = False


def _excel(cell: Cell) -> Cell:
    return _NO_XML.sub(" ", str(plain(cell)))[:_EXCEL_CELL] if isinstance(cell, str) else cell


def write_parquet(store: Store, tables: Sequence[str], out: Path | None, whole: bool) -> Notes:
    """A file a table; nested values as JSON text."""
    assert out is not None
    for table, file in _each(tables, out, whole, "parquet"):
        assert file is not None
        _parquet(*_cursor(store, table), table, file)
    return []


def _parquet(names: list[str], rows: Iterator[Sequence[Cell]], table: str, file: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    schema = parquet_schema(names, table)
    with parquet.ParquetWriter(file, schema) as writer:
        for batch in batches(rows):
            columns = [list(column) for column in zip(*batch, strict=True)]
            writer.write_table(pyarrow.table(columns, schema=schema))


def parquet_schema(names: Sequence[str], table: str) -> pyarrow.Schema:
    """The columns' types: whole numbers, reals, and text for everything else."""
    import pyarrow

    whole = _WHOLES if table in ("documents", "files") else _WHOLES - {"id"}
    kinds = {**dict.fromkeys(whole, pyarrow.int64()), **dict.fromkeys(_REALS, pyarrow.float64())}
    return pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in names])


def batches(rows: Iterable[Sequence[Cell]], size: int = _BATCH) -> Iterator[list[Sequence[Cell]]]:
    """The rows in groups of ``size``, by default one parquet row group."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


FORMATS = {
    "csv": Format(write_csv, folder=True),
    "xlsx": Format(write_xlsx, text=False),
    "json": Format(write_json),
    "jsonl": Format(write_jsonl),
    "parquet": Format(write_parquet, text=False, folder=True),
}
