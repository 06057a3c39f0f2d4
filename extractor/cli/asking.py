"""The commands made from the questions: documents, sections, targets, dates, citations, search, compare, cite.

One function makes them all, so that a filter added to a question is at once an option, a line of help and of the docs.
"""

from __future__ import annotations

from typing import Any

import click

from extractor.cli.options import db, output_format
from extractor.cli.said import Argument, Choice, Command, Option
from extractor.queries import Query, query


def command_for(name: str) -> Command:
    """The command that asks the question ``name``."""
    asked = query(name)

    def run(**given: Any) -> int:
        return _ask(asked, **given)

    return Command(name, asked.description, params=_params(asked), example=asked.example, callback=run)


def _params(asked: Query) -> list[click.Parameter]:
    params: list[click.Parameter] = []
    if asked.words:
        params.append(Argument(["words"], asked.words, placeholder=f"{asked.words}_word", nargs=-1, required=True))
    params.append(db())
    for parameter in asked.parameters:
        if not (asked.words and parameter.name == "words"):
            kind: Any = Choice(parameter.choices) if parameter.choices else None
            params.append(Option([f"--{parameter.name}", _key(parameter.name)], parameter.help, placeholder="X", type=kind))
    paging = "option_limit_search" if asked.limit else "option_limit"
    params += [
        Option(["--limit"], paging, placeholder="N"),
        Option(["--offset"], "option_offset", placeholder="N"),
        output_format(),
    ]
    return params


def _key(name: str) -> str:
    """click takes the identifier among the declarations as the name of the value: "from" is none in Python, this is."""
    return "filter_" + name.replace("-", "_")


def _ask(asked: Query, *, db: str, format: str | None, **given: Any) -> int:
    from extractor.cli.opening import opened
    from extractor.cli.output import show
    from extractor.queries.asking import ask

    names = {_key(p.name): p.name for p in asked.parameters}
    values = {names.get(key, key): value for key, value in given.items() if value is not None}
    if asked.words:
        values["words"] = " ".join(values["words"])
    with opened(db) as store:
        show(ask(store, asked, values), format, paged="limit" in values)
    return 0
