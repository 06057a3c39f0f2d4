"""The word lists of this room, data in ``models/language.toml``: checked once, then shared."""

from __future__ import annotations

import tomllib
from functools import cache

from extractor.resources import model_path


@cache
def words_of(name: str) -> frozenset[str]:
    """The list ``name`` of the lexicon; ``KeyError`` when there is none, ``ValueError`` when an entry is not lower case."""
    entries: list[str] = tomllib.loads(model_path("language.toml").read_text(encoding="utf-8"))[name]
    wrong = [entry for entry in entries if entry != entry.lower().strip() or not entry]
    if wrong or len(set(entries)) != len(entries):
        raise ValueError(f"models/language.toml, {name}: {wrong or 'an entry stands twice'}")
    return frozenset(entries)
