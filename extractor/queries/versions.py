"""What did a file hold before its content changed? With ``--id`` the whole record as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.queries.asking import rows_of
from extractor.queries.query import Answer, Parameter, Query, Record, Values
from extractor.typed import whole

if TYPE_CHECKING:
    from extractor.store import Store

_COLUMNS = ("id", "path", "number", "issued_on", "subject", "sha256", "pipeline_version", "replaced_at")


def _answer(store: Store, query: Query, given: Values) -> Answer:
    rows = rows_of(store, query, given)
    return Answer(_whole(store, rows) if "id" in given else rows, query.columns, query.shown, rows_name=query.name)


def _whole(store: Store, rows: Iterator[Record]) -> Iterator[Record]:
    from extractor.store.versions import version

    for row in rows:
        document = version(store.connection, row["id"])
        yield row | {"document": document.model_dump(mode="json", by_alias=True) if document else None}


def _number(store: Store, name: str, typed: str) -> Record:
    return {name: whole(f"--{name}", typed)}


VERSIONS = Query(
    name="versions",
    sql=f"SELECT {', '.join(f'v.{c}' for c in _COLUMNS)} FROM versions v WHERE {{where}}",
    description="query_versions",
    example="vanban versions --db kho.db --path ke-hoach.docx",
    columns=_COLUMNS,
    shown=("id", "path", "number", "issued_on", "replaced_at"),
    parameters=(
        Parameter("path", "v.path = :path OR substr(v.path, -length(:path) - 1) = '/' || :path", "filter_path"),
        Parameter("id", "v.id = :id", "filter_version", bind=_number),
    ),
    order="v.path, v.id",
    answer=_answer,
)
