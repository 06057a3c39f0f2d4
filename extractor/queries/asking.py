"""Asking: from what was typed to rows. Conditions are added only for filters that were given, so that indexes serve."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.errors import WrongUseError
from extractor.queries.query import Answer, Query, Record, Values

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
    return Answer(rows_of(store, query, given), query.columns, query.shown, rows_name=query.name)


def rows_of(store: Store, query: Query, given: Values, binds: Record | None = None) -> Iterator[Record]:
    """The rows of the query's SQL under the filters given; ``binds`` fill placeholders that stand in the SQL itself."""
    where, values = conditions(store, query, given)
    limit, offset = paging(query, given)
    sql = query.sql.format(where=where) + (f" ORDER BY {query.order}" if query.order else "")
    values |= {**(binds or {}), "limit": -1 if limit is None else limit, "offset": offset}
    rows = store.rows(f"{sql} LIMIT :limit OFFSET :offset", values)
    return (decoded(row, query) for row in rows)


def conditions(store: Store, query: Query, given: Values) -> tuple[str, Record]:
    """The WHERE clause (``1`` where nothing was asked) and the values of its placeholders."""
    clauses: list[str] = []
    values: Record = {}
    for parameter in query.parameters:
        if (typed := given.get(parameter.name)) is not None:
            clauses.append(f"({parameter.where})")
            values |= parameter.bind(store, parameter.name, typed)
    return " AND ".join(clauses) or "1", values


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
