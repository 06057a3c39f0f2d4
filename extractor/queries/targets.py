"""Which targets and results do the documents state? One number with the page it stands on."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
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
from extractor.queries.query import Parameter, Plan, Query, Record
from extractor.store.facets import facet, of_year
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
_OF_ROWS = frozenset({"role", "unit", "op"})  # filters on the targets themselves
_FEW = frozenset({"document", "number"})  # filters that leave a few documents
_ISSUERS = 200  # asked for one by one; a name that more have says little


def _ops() -> tuple[str, ...]:
    return (*literal("Op")(), IN_WORDS)


def _op(store: Store, name: str, typed: str) -> Record:
    chosen = one_of(_ops)(store, name, typed)[name]
    return {name: None if chosen == IN_WORDS else chosen}


def all_words(store: Store, name: str, typed: str) -> Record:
    """The FTS expression for rows that hold every word typed, diacritics aside."""
    words = tokens_of(bare(exact(typed)))
    if not words:
        raise WrongUseError("no_words", value=typed)
    return {name: " AND ".join(f'"{word}"' for word in dict.fromkeys(words))}


def through_words(values: Record, asked: Collection[str]) -> Plan | None:
    """Through the index of words and facets, in its order, which is that of writing: for words, and for what stands in the rows
    of a year. A few documents are better looked into by themselves.
    """
    if _FEW & set(asked):
        return None
    if "words" not in asked and not ("year" in asked and _OF_ROWS & set(asked)):
        return None
    expression = " AND ".join(filter(None, (_ASKED[name](values) for name in asked if name in _ASKED)))
    source = "target_words w CROSS JOIN targets t ON t.record_id = w.rowid"
    return Plan("target_words MATCH :through", {"through": expression}, frozenset({"words"}), source, "w.rowid")


def _facet(kind: str) -> Callable[[Record], str]:
    return lambda values: f'"{facet(kind, values[kind])}"'


def _issuers(values: Record) -> str:
    names = json.loads(values["issuer"])
    return (
        "(" + " OR ".join(f'"{facet("issuer", name)}"' for name in names or [_NOBODY]) + ")" if len(names) <= _ISSUERS else ""
    )


_NOBODY = "\0"
#: filter → its expression for the index of words and facets; an empty one leaves it to the rows
_ASKED: dict[str, Callable[[Record], str]] = {
    "words": lambda values: str(values["words"]),
    "year": lambda values: of_year(values["year"]),
    "issuer": _issuers,
    **{kind: _facet(kind) for kind in ("type", "role", "unit", "op")},
}

#: The year a target is for: its period meets it, or it has none and its document was issued then.
TARGET_YEAR = replace(
    YEAR,
    where="(t.period IS NULL AND d.issued_on >= :year AND d.issued_on < :year_after)"
    " OR (t.period_from < :year_after AND (t.period_to = '' OR t.period_to >= :year))",
    narrows='d.id IN (SELECT document_id FROM target_spans WHERE "from" < :year_after AND ("to" = \'\' OR "to" >= :year))',
    help="filter_target_year",
    document=False,
)
_HELD = "has_words((SELECT c0 FROM target_words_content WHERE id = t.record_id), :words)"
WORDS = Parameter("words", _HELD, "filter_words", bind=all_words)
ROLE = Parameter("role", "t.role = :role", "filter_role", bind=one_of(_ROLES), choices=_ROLES)
UNIT = Parameter(
    "unit",
    "t.unit = :unit",
    "filter_unit",
    bind=stored("targets", "unit"),
)
OP = Parameter("op", "t.op IS :op", "filter_op", bind=_op, choices=_ops)

TARGETS = Query(
    name="targets",
    sql=f"SELECT {DOCUMENT_SQL}, " + ", ".join(f't."{c}"' for c in _OWN) + ","
    ' t.page, t.start, t."end", t.boxes, t.statement AS evidence'
    " FROM {source} CROSS JOIN documents d ON d.id = t.document_id WHERE {where}",
    description="query_targets",
    example="vanban targets --db kho.db --unit % --role target --year 2025",
    columns=(*DOCUMENT_COLUMNS, *_OWN, *PLACE_COLUMNS),
    shown=("document_number", "document_issuer", "value", "subject", "indicator", "page", "evidence"),
    parameters=(*(p for p in ABOUT_DOCUMENT if p is not YEAR), TARGET_YEAR, ROLE, UNIT, OP, WORDS),
    source="targets t",
    of="t.document_id",
    order="t.document_id, t.record_id",
    json_columns=frozenset({"boxes", "period", "table"}),
    plan=through_words,
)
