"""Asking: from what was typed to rows. Conditions are added only for filters that were given, so that indexes serve."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.errors import WrongUseError
from extractor.queries.query import Answer, Note, Plan, Query, Record, Values

if TYPE_CHECKING:
    from extractor.store import Store

PAGING = ("limit", "offset")


def ask(store: Store, query: Query, given: Values) -> Answer:
    """The answer to ``query`` with the filters in ``given`` (name → what was typed; ``words`` the positional argument).

    Raises ``WrongUseError`` for an unknown filter, or for a value that names nothing, listing what is allowed.
    """
    allowed = [p.name for p in query.parameters] + list(PAGING) + (["words"] if query.words else [])
    if unknown := given.keys() - set(allowed):
        raise WrongUseError("unknown_filter", name=", ".join(sorted(unknown)), allowed=", ".join(allowed))
    if query.words and not given.get("words", "").strip():
        raise WrongUseError("no_words", value=given.get("words", ""))
    if query.answer is not None:
        return query.answer(store, query, given)
    notes: list[Note] = []
    limit, offset = paging(query, given)
    found = paged(rows_of(store, query, given), limit, offset, notes)
    return Answer(found, query.columns, query.shown, rows_name=query.name, notes=notes)


def rows_of(store: Store, query: Query, given: Values, binds: Record | None = None) -> Iterator[Record]:
    """The rows of the query's SQL under the filters given, from the offset to one more than the limit: that one says that there
    are more (``paged``). ``binds`` fill placeholders that stand in the SQL itself.
    """
    sql, values = statement(store, query, given)
    limit, offset = paging(query, given)
    values |= {**(binds or {}), "limit": -1 if limit is None else limit + 1, "offset": offset}
    rows = store.rows(f"{sql} LIMIT :limit OFFSET :offset", values)
    return (decoded(row, query) for row in rows)


def paged(rows: Iterable[Record], limit: int | None, offset: int, notes: list[Note]) -> Iterator[Record]:
    """``rows`` up to ``limit``; a note where there are more."""
    for n, row in enumerate(rows):
        if n == limit:
            notes.append(Note("note_more_rows", {"shown": limit, "offset": offset + limit}))
            return
        yield row


def statement(store: Store, query: Query, given: Values) -> tuple[str, Record]:
    """The SQL without its LIMIT, and the values of the filters' placeholders."""
    where, values, plan = _planned(store, query, given)
    order = plan.order or query.order
    sql = query.sql.format(where=where, source=plan.source or query.source)
    return sql + (f" ORDER BY {order}" if order else ""), values


def conditions(store: Store, query: Query, given: Values) -> tuple[str, Record]:
    """The WHERE clause (``1`` where nothing was asked) and the values of its placeholders."""
    where, values, _ = _planned(store, query, given)
    return where, values


def _planned(store: Store, query: Query, given: Values) -> tuple[str, Record, Plan]:
    asked = [(parameter, typed) for parameter in query.parameters if (typed := given.get(parameter.name)) is not None]
    of_documents: list[str] = []
    clauses: list[str] = []
    values: Record = {}
    plan = Plan("")
    for parameter, typed in asked:
        values |= parameter.bind(store, parameter.name, typed)
        if parameter.plan:
            others = [other.name for other, _ in asked if other is not parameter and other.where != "1"]
            plan = parameter.plan(store, values, others)
        where = plan.where if parameter.plan else parameter.where
        (of_documents if parameter.document and query.of else clauses).append(f"({where})")
        of_documents += [parameter.narrows] if parameter.narrows else []
    if of_documents:
        clauses.append(f"{query.of} IN (SELECT d.id FROM documents d WHERE {' AND '.join(of_documents)})")
    return " AND ".join(clauses) or "1", values, plan


def paging(query: Query, given: Values) -> tuple[int | None, int]:
    """(limit, offset); a limit of 0 means all, none given means the query's own."""
    limit = _whole("limit", given["limit"]) if "limit" in given else query.limit
    return limit or None, _whole("offset", given.get("offset", "0"))


def _whole(name: str, typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 16):
        raise WrongUseError("bad_whole_number", name=name, value=typed)
    return int(typed)


def decoded(row: Record, query: Query) -> Record:
    """``row`` with its JSON columns read."""
    for name in query.json_columns:
        if row[name] is not None:
            row[name] = json.loads(row[name])
    return row
