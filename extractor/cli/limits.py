"""``--limit NAME=VALUE``: one setting of ``extractor.limits`` changed for this run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from extractor.cli.said import Option
from extractor.errors import WrongUseError
from extractor.limits import DEFAULT, Limits
from extractor.typed import whole


def limits_option() -> Option:
    """``--limit``, any number of times."""
    return Option(["--limit"], "option_limits", placeholder="NAME=N", multiple=True)


def limits_from(given: Sequence[str]) -> Limits:
    """The limits with ``given`` changed; ``WrongUseError`` names the settings there are."""
    names = {field.name: type(getattr(DEFAULT, field.name)) for field in fields(Limits)}
    changed = {}
    for words in given:
        name, _, value = words.partition("=")
        if name not in names:
            raise WrongUseError("bad_limit", value=words, allowed=", ".join(names))
        changed[name] = names[name](whole(name, value, least=1))
    return replace(DEFAULT, **changed)
