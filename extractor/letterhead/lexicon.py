"""The words by which the parts are known, as data (``models/letterhead.toml``), compared bare of case and diacritics.

Bare comparison is what makes "Noi nhận", "Ủy ban" and "UỶ BAN" one: OCR and keyboards differ most in the marks of capitals.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from extractor.resources import model_path
from extractor.text.fold import fold_ascii

_LISTS = {"organisations", "unfinished", "offices", "preparers", "notes", "acts", "openings", "ranks", "deciders", "in_names"}


@cache
def _data() -> dict[str, list[str] | dict[str, str]]:
    data: dict[str, list[str] | dict[str, str]] = tomllib.loads(model_path("letterhead.toml").read_text(encoding="utf-8"))
    if data.keys() != _LISTS | {"bodies"}:
        raise ValueError(f"letterhead.toml: expected {sorted(_LISTS)} and bodies, found {sorted(data)}")
    return data


@cache
def words(name: str) -> frozenset[str]:
    """The entries of list ``name``, bare of diacritics."""
    return frozenset(fold_ascii(entry) for entry in _data()[name])


@cache
def beginning(name: str) -> re.Pattern[str]:
    """Matches bare text that begins with an entry of list ``name`` as whole words, the longest first."""
    entries = sorted(words(name), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, entries))})(?!\w)")


@cache
def bodies() -> dict[str, str]:
    """Abbreviation → the one body it stands for."""
    table = _data()["bodies"]
    return dict(table) if isinstance(table, dict) else {}
