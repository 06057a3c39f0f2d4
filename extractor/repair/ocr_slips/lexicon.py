"""The words that matter, from the lexicons of the rooms that read them, and the abbreviations of types of documents."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from extractor.resources import model_path
from extractor.text.fold import fold_ascii


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(model_path(name).read_text(encoding="utf-8"))


@cache
def never() -> dict[str, str]:
    """Word groups that are always a slip → what is printed."""
    return dict(_toml("ocr_slips.toml")["never"])


@cache
def type_names() -> dict[str, str]:
    """Bare name of a type of document → the name as printed ("Kế hoạch")."""
    types = _toml("document_types.toml")["type"]
    return {fold_ascii(name): name for kind in reversed(types) for name in (kind["name"], *kind.get("also", ()))}


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviation in the number of a document → the bare name of its type ("KH" → "ke hoach")."""
    types = _toml("document_types.toml")["type"]
    return {code: fold_ascii(kind["name"]) for kind in reversed(types) for code in (kind["abbr"], *kind.get("codes", ()))}


@cache
def abbreviation_of() -> dict[str, str]:
    """Bare name of a type → its abbreviation."""
    types = _toml("document_types.toml")["type"]
    return {fold_ascii(name): kind["abbr"] for kind in reversed(types) for name in (kind["name"], *kind.get("also", ()))}


@cache
def phrases() -> tuple[str, ...]:
    """Word groups of capitals whose spelling is certain: types, offices, parts of the letterhead."""
    offices = [entry for entry in _toml("letterhead.toml")["offices"] if " " in entry]
    return (*type_names().values(), *offices, *_toml("ocr_slips.toml")["capitals"]["phrases"])


@cache
def headings() -> dict[str, str]:
    """Bare heading → its spelling ("muc dich yeu cau")."""
    kinds = _toml("section_kinds.toml")["kinds"]
    return {fold_ascii(entry): entry for entries in kinds.values() for entry in entries if " " in entry}


@cache
def families() -> frozenset[str]:
    """Family names, bare."""
    return frozenset(map(fold_ascii, _toml("letterhead.toml")["families"]))
