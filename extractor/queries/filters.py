"""The filters that several questions share, and the ways to read what was typed.

A filter that names nothing the program or the store knows is a wrong use and says what it could have been: an empty list
would look like a finding ("no such target") where it was a slip of the keys.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, get_args

from extractor.errors import WrongUseError
from extractor.queries.query import Parameter, Record
from extractor.store.words import key_of
from extractor.text.fold import fold_ascii
from extractor.typed import whole

if TYPE_CHECKING:
    from extractor.store import Store

Bind = Callable[["Store", str, str], Record]
_LISTED = 80  # allowed values named in an error


def refuse(name: str, value: str, allowed: Iterable[str]) -> WrongUseError:
    """The error for a value outside a list, naming the list (its first 80)."""
    names = list(allowed)
    more = f" … (+{len(names) - _LISTED})" if len(names) > _LISTED else ""
    return WrongUseError("bad_choice", name=f"--{name}", value=value, allowed=", ".join(names[:_LISTED]) + more)


def literal(model: str) -> Callable[[], tuple[str, ...]]:
    """The values of one of the contract's closed lists ("Role", "Kind" …), read when asked for."""

    def values() -> tuple[str, ...]:
        from extractor.records import models

        return tuple(get_args(getattr(models, model)))

    return values


def one_of(choices: Callable[[], tuple[str, ...]]) -> Bind:
    """Binds a value of a closed list, whatever its case."""

    def bind(store: Store, name: str, typed: str) -> Record:
        for choice in choices():
            if fold_ascii(choice) == fold_ascii(typed):
                return {name: choice}
        raise refuse(name, typed, choices())

    return bind


def each(table: str, column: str) -> str:
    """SQL for ``each_value (value)``, every value of ``column`` once, in steps through its index from one to the next:
    ``SELECT DISTINCT`` would read the index whole. The last value is NULL."""
    return (
        f"WITH RECURSIVE each_value (value) AS (SELECT min({column}) FROM {table} UNION ALL"
        f" SELECT (SELECT min({column}) FROM {table} WHERE {column} > value) FROM each_value WHERE value IS NOT NULL)"
    )


def stored(table: str, column: str) -> Bind:
    """Binds a value that stands in the store, compared folded; ``column`` has an index. An empty store refuses nothing."""

    def bind(store: Store, name: str, typed: str) -> Record:
        if store.connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (typed,)).fetchone():
            return {name: typed}
        sql = f"{each(table, column)} SELECT value FROM each_value WHERE value IS NOT NULL"
        known = [row[0] for row in store.connection.execute(sql)]
        for value in (v for v in known if fold_ascii(v) == fold_ascii(typed)):
            return {name: value}
        if known:
            raise refuse(name, typed, known)
        return {name: typed}

    return bind


def _document(store: Store, name: str, typed: str) -> Record:
    words = unicodedata.normalize("NFC", typed)
    found = store.connection.execute(
        "SELECT id FROM documents d WHERE CAST(d.id AS TEXT) = :typed OR d.path = :typed OR d.number_key = :key"
        " OR substr(d.path, -length(:typed) - 1) IN ('/' || :typed, '!' || :typed)",
        {"typed": words, "key": key_of(words)},
    ).fetchall()
    if not found:
        raise WrongUseError("no_such_document", value=typed)
    return {name: json.dumps([row[0] for row in found])}


def _type(store: Store, name: str, typed: str) -> Record:
    from extractor.letterhead.document_types import by_abbreviation, by_name, document_types

    kind = by_abbreviation(typed) or by_name(typed)
    if kind is not None:
        return {name: kind.abbr}
    in_store = stored("documents", "doc_type")
    try:
        return in_store(store, name, typed) if _any_document(store) else _unknown_type(name, typed)
    except WrongUseError:
        raise refuse(name, typed, dict.fromkeys(kind.abbr for kind in document_types())) from None


def _any_document(store: Store) -> bool:
    return store.connection.execute("SELECT 1 FROM documents WHERE doc_type IS NOT NULL").fetchone() is not None


def _unknown_type(name: str, typed: str) -> Record:
    raise refuse(name, typed, ())


def year_of(typed: str) -> str:
    """A year of four digits."""
    if not (len(typed) == 4 and typed.isascii() and typed.isdigit()):
        raise WrongUseError("bad_year", value=typed)
    return typed


def year(store: Store, name: str, typed: str) -> Record:
    """The year and the one after it: a half-open range that an index on ISO dates serves."""
    value = year_of(typed)
    return {name: value, f"{name}_after": f"{int(value) + 1:04d}"}


def iso(store: Store, name: str, typed: str) -> Record:
    """A day, month or year in ISO form."""
    parts = typed.split("-")
    if [len(p) for p in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(p.isascii() and p.isdigit() for p in parts):
        raise WrongUseError("bad_iso_date", name=f"--{name}", value=typed)
    return {name: typed}


def folded(store: Store, name: str, typed: str) -> Record:
    """Words compared without case and diacritics."""
    return {name: fold_ascii(typed)}


def _issuer(store: Store, name: str, typed: str) -> Record:
    """The issuers that hold the words, out of the list of issuers: an archive has thousands of documents for each."""
    held = "instr(' ' || value || ' ', ' ' || :words || ' ') > 0"
    sql = f"{each('documents', 'issuer_words')} SELECT value FROM each_value WHERE {held}"
    found = store.connection.execute(sql, {"words": fold_ascii(typed)})
    return {name: json.dumps([row[0] for row in found])}


def serial(store: Store, name: str, typed: str) -> Record:
    """A number, or its serial alone: keys have at least two digits there."""
    return {name: typed.strip().lstrip("0").zfill(2) if typed.strip().isdigit() else key_of(typed)}


def positive(store: Store, name: str, typed: str) -> Record:
    """A whole number above zero: a limit of the question itself."""
    return {name: whole(f"--{name}", typed, least=1)}


def keyed(store: Store, name: str, typed: str) -> Record:
    """A number or key, compared without case, diacritics and spaces."""
    return {name: key_of(typed)}


DOCUMENT = Parameter(
    "document", "d.id IN (SELECT value FROM json_each(:document))", "filter_document", bind=_document, document=True
)
TYPE = Parameter("type", "d.doc_type = :type", "filter_type", bind=_type, document=True)
ISSUER = Parameter(
    "issuer", "d.issuer_words IN (SELECT value FROM json_each(:issuer))", "filter_issuer", bind=_issuer, document=True
)
YEAR = Parameter("year", "d.issued_on >= :year AND d.issued_on < :year_after", "filter_year", bind=year, document=True)
NUMBER = Parameter(
    "number",
    "d.number_key = :number OR d.number_key BETWEEN :number || '-' AND :number || '/~'",  # a range, which the index serves
    "filter_number",
    bind=serial,
    document=True,
)
#: the filters on the document that a record stands in
ABOUT_DOCUMENT = (DOCUMENT, TYPE, ISSUER, YEAR, NUMBER)

#: the columns that say which document a record stands in
DOCUMENT_SQL = (
    "d.id AS document_id, d.path AS document_path, d.number AS document_number, d.doc_type AS document_type,"
    " d.issuer AS document_issuer, d.issued_on AS document_issued_on"
)
DOCUMENT_COLUMNS = (
    *("document_id", "document_path", "document_number", "document_type", "document_issuer", "document_issued_on"),
)
PLACE_COLUMNS = ("page", "start", "end", "boxes", "evidence")
