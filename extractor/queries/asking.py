"""Asking: from what was typed to rows. Conditions are added only for filters that were given, so that indexes serve."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.errors import WrongUseError
from extractor.queries.query import Answer, Note, Parameter, Plan, Query, Record, Values
from extractor.typed import whole

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
    where, values, plan = planned(store, query, given)
    order = plan.order if plan else query.order
    sql = query.sql.format(where=where, source=plan.source if plan else query.source)
    return sql + (f" ORDER BY {order}" if order else ""), values


def conditions(store: Store, query: Query, given: Values) -> tuple[str, Record]:
    """The WHERE clause (``1`` where nothing was asked) and the values of its placeholders."""
    where, values, _ = planned(store, query, given)
    return where, values


def planned(store: Store, query: Query, given: Values) -> tuple[str, Record, Plan | None]:
    """``conditions``, with the plan behind them where the query has one for these filters."""
    asked = [(parameter, typed) for parameter in query.parameters if (typed := given.get(parameter.name)) is not None]
    values: Record = {}
    for parameter, typed in asked:
        values |= parameter.bind(store, parameter.name, typed)
    plan = query.plan(values, [parameter.name for parameter, _ in asked]) if query.plan else None
    if plan:
        return f"{plan.where} AND {row_by_row(query, given, plan.serves)}", values | plan.values, plan
    return _where(query, [parameter for parameter, _ in asked]), values, None


def row_by_row(query: Query, given: Values, but: Collection[str] = ()) -> str:
    """The conditions of the filters given, but some, on the record and its document."""
    return " AND ".join(f"({p.where})" for p in query.parameters if p.name in given and p.name not in but) or "1"


def _where(query: Query, asked: list[Parameter]) -> str:
    """The conditions of the filters; those on documents choose the documents first."""
    of_documents = [f"({p.where})" for p in asked if p.document and query.of] + [p.narrows for p in asked if p.narrows]
    clauses = [f"({p.where})" for p in asked if not (p.document and query.of)]
    if of_documents:
        clauses.append(f"{query.of} IN (SELECT d.id FROM documents d WHERE {' AND '.join(of_documents)})")
    return " AND ".join(clauses) or "1"


def paging(query: Query, given: Values) -> tuple[int | None, int]:
    """(limit, offset); a limit of 0 means all, none given means the query's own."""
    limit = whole("limit", given["limit"]) if "limit" in given else query.limit
    return limit or None, whole("offset", given.get("offset", "0"))


def decoded(row: Record, query: Query) -> Record:
    """``row`` with its JSON columns read."""
    for name in query.json_columns:
        if row[name] is not None:
            row[name] = _READ(row[name])[0]
    return row


_READ = json.JSONDecoder().raw_decode  # "[]" in a fifth of the time of ``json.loads``, which looks for blanks around it
