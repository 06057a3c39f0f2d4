"""Which targets and results do the documents state? One number with the page it stands on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.errors import WrongUseError
from extractor.queries.filters import (
    ABOUT_DOCUMENT,
    DOCUMENT_COLUMNS,
    DOCUMENT_SQL,
    PLACE_COLUMNS,
    YEAR,
    literal,
    one_of,
    stored,
)
from extractor.queries.query import Parameter, Query, Record
from extractor.store.words import bare, exact
from extractor.store.words import tokens as tokens_of

if TYPE_CHECKING:
    from extractor.store import Store

_ROLES = literal("Role")
_OWN = (
    *("id", "section_id", "role", "statement", "subject", "indicator", "op", "low", "high", "unit", "base", "period"),
    *("parent_id", "confidence", "table"),
)
IN_WORDS = "none"  # a target without a number has no op


def _ops() -> tuple[str, ...]:
    return (*literal("Op")(), IN_WORDS)


def all_words(store: Store, name: str, typed: str) -> Record:
    """The FTS expression for rows that hold every word typed, diacritics aside."""
    words = tokens_of(bare(exact(typed)))
    if not words:
        raise WrongUseError("no_words", value=typed)
    return {name: " ".join(f'"{word}"' for word in words)}


#: The year a target is for: its period meets it, or it has none and its document was issued then.
TARGET_YEAR = replace(
    YEAR,
    where="(t.period IS NULL AND d.issued_on >= :year AND d.issued_on < :year_after)"
    " OR (t.period_from < :year_after AND (t.period_to = '' OR t.period_to >= :year))",
    help="filter_target_year",
)
WORDS = Parameter(
    "words", "t.record_id IN (SELECT rowid FROM target_words WHERE target_words MATCH :words)", "filter_words", bind=all_words
)
ROLE = Parameter("role", "t.role = :role", "filter_role", bind=one_of(_ROLES), choices=_ROLES)
UNIT = Parameter(
    "unit",
    "t.unit = :unit",
    "filter_unit",
    bind=stored("SELECT DISTINCT unit FROM targets WHERE unit IS NOT NULL ORDER BY 1"),
)
OP = Parameter("op", f"coalesce(t.op, '{IN_WORDS}') = :op", "filter_op", bind=one_of(_ops), choices=_ops)

TARGETS = Query(
    name="targets",
    sql=f"SELECT {DOCUMENT_SQL}, " + ", ".join(f't."{c}"' for c in _OWN) + ","
    ' t.page, t.start, t."end", t.boxes, t.statement AS evidence'
    " FROM targets t JOIN documents d ON d.id = t.document_id WHERE {where}",
    description="query_targets",
    example="vanban targets --db kho.db --unit % --role target --year 2025",
    columns=(*DOCUMENT_COLUMNS, *_OWN, *PLACE_COLUMNS),
    shown=("document_number", "document_issuer", "value", "subject", "indicator", "page", "evidence"),
    parameters=(*(p for p in ABOUT_DOCUMENT if p is not YEAR), TARGET_YEAR, ROLE, UNIT, OP, WORDS),
    order="t.record_id",
    json_columns=frozenset({"boxes", "period", "table"}),
)
