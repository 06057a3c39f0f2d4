"""Loading: the document that was saved, equal field by field (a property test holds it)."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from extractor.records.models import Document

_SOURCE = ("path", "sha256", "media_type", "size", "page_count", "reader", "ocr")
_HEADER = (
    *("number", "doc_type", "doc_type_name", "issuer", "parent_issuer", "place", "issued_on", "subject", "secrecy"),
    "urgency",
)
_PLACE = ("page", "start", "end", "boxes")
#: table → the contract's fields among its columns
FIELDS: dict[str, tuple[str, ...]] = {
    "sections": ("id", "parent_id", "depth", "label", "title", "kind", *_PLACE),
    "targets": (
        *("id", "section_id", "role", "statement", "subject", "indicator", "op", "low", "high", "unit", "base"),
        *("period", "parent_id", "confidence", "table", *_PLACE),
    ),
    "dates": ("text", "from", "to", "precision", "role", *_PLACE),
    "citations": (
        *("id", "section_id", "text", "key", "doc_type_name", "number", "issued_on", "issuer", "title", "pinpoint"),
        *("relation", "confidence", *_PLACE),
    ),
    "tables": ("rows", "caption", "header_rows", "unit", "spans", *_PLACE),
    "attachments": ("kind", "section_id", "title", *_HEADER, "signers", "recipients", "evidence", *_PLACE),
    "warnings": ("code", "message", "start", "end"),
    "signers": ("name", "title", "authority"),
    "recipients": ("name", "note"),
}
#: columns that hold JSON, whichever table they stand in
JSON_COLUMNS = frozenset({"boxes", "period", "table", "pinpoint", "rows", "spans", "evidence", "signers", "recipients"})


def load(connection: sqlite3.Connection, document_id: int) -> Document | None:
    """The document with this id, or ``None``."""
    row = connection.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
    if row is None:
        return None
    records = {table: _records(connection, table, document_id) for table in FIELDS}
    header = {
        **{name: row[name] for name in _HEADER},
        "signers": records.pop("signers"),
        "recipients": records.pop("recipients"),
        "evidence": json.loads(row["evidence"]),
    }
    return Document.model_validate(
        {
            "schema_version": row["schema_version"],
            "source": {name: row[name] for name in _SOURCE},
            "text": row["text"],
            "page_starts": json.loads(row["page_starts"]),
            "header": header,
            **records,
            "attachments": [_attachment(record) for record in records["attachments"]],
        }
    )


def _records(connection: sqlite3.Connection, table: str, document_id: int) -> list[dict[str, Any]]:
    names = FIELDS[table]
    columns = ", ".join(f'"{name}"' for name in names)
    sql = f'SELECT {columns} FROM "{table}" WHERE document_id = ? ORDER BY record_id'
    return [_record(names, row) for row in connection.execute(sql, (document_id,))]


def _attachment(record: dict[str, Any]) -> dict[str, Any]:
    """The columns of the letterhead gathered under ``header``."""
    inner = (*_HEADER, "signers", "recipients", "evidence")
    return {**{k: v for k, v in record.items() if k not in inner}, "header": {k: record[k] for k in inner}}


def _record(names: tuple[str, ...], row: sqlite3.Row) -> dict[str, Any]:
    record = dict(zip(names, row, strict=True))
    for name in JSON_COLUMNS & record.keys():
        record[name] = json.loads(record[name]) if record[name] is not None else None
    if "boxes" in record:
        record["boxes"] = record["boxes"] or []
    return record
