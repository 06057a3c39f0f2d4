"""What a question is: its SQL, its parameters, what it is called and an example of it, all in one frozen value.

The command line, the web pages and the docs row are made from the same list (``extractor.queries.QUERIES``), so a filter that
exists in one of them exists in all. Nothing here imports pydantic: ``vanban --help`` reads this list.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.store import Store

Record = dict[str, Any]
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """How filters are best asked together: one more condition with its ``values``, which ``serves`` some filters, so that these
    are not asked again; where to begin and in what order. The documents' filters are then asked row by row.
    """

    where: str
    values: Record
    serves: frozenset[str]
    source: str
    order: str


@dataclass(frozen=True, slots=True)
class Note:
    """What must be said of an answer: a code of models/messages.toml with its placeholders."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


def _itself(store: Store, name: str, value: str) -> Record:
    return {name: value}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One filter. ``bind`` turns what was typed into the values of ``where``'s placeholders.

    ``bind`` raises ``WrongUseError`` naming what is allowed; ``choices`` lists that for help texts where it is a closed list.
    ``help`` is a code of models/messages.toml. ``document`` marks a filter on the document a record stands in (``where`` then
    speaks of ``d``), ``narrows`` is what a filter on records says of their documents.
    """

    name: str
    where: str
    help: str
    bind: Callable[[Store, str, str], Record] = _itself
    choices: Callable[[], tuple[str, ...]] | None = None
    document: bool = False
    narrows: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``rows`` is read once. ``about`` holds facts that are no row; with it the JSON is an object, in which
    the rows stand under ``rows_name``. ``flat`` turns a row with nested values into one of ``columns``. ``notes`` say what the
    rows do not: that there are more, that a limit was reached; the list is whole once the rows have been read.
    """

    rows: Iterable[Record]
    columns: tuple[str, ...]
    shown: tuple[str, ...]
    about: Record | None = None
    rows_name: str = "rows"
    flat: Callable[[Record], Record] | None = None
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Query:
    """One question. ``sql`` has a ``{where}`` slot, and may have ``{source}``, which ``source`` fills; ``columns`` are what
    every row has, ``shown`` what a terminal has room for.

    ``of`` is the column that says which document a row is of: the filters on documents choose those first, and records are then
    found in them, in order. ``words`` is the message code of the positional argument (search, compare, cite) or ``None``;
    ``answer`` replaces the plain "run the SQL" where an answer is more than rows. ``plan`` looks at the values bound of the
    filters given, and may say how to ask them together.
    """

    name: str
    sql: str
    description: str
    example: str
    columns: tuple[str, ...]
    shown: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    source: str = ""
    of: str | None = None
    order: str = ""
    words: str | None = None
    limit: int | None = None
    json_columns: frozenset[str] = field(default=frozenset())
    answer: Callable[[Store, Query, Values], Answer] | None = None
    plan: Callable[[Record, Collection[str]], Plan | None] | None = None
