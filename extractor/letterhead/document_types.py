"""The kinds of documents, as data (``models/document_types.toml``): by name, as a title prints it, and by abbreviation.

An abbreviation alone may be shared ("L" is Lệnh when the President's office signs, Luật otherwise), so the lookup takes the
body's abbreviation too. Citations and the command line read the same list.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from extractor.resources import model_path
from extractor.text.fold import fold

FAMILIES = ("hanh_chinh", "phap_luat", "dang", "khac")
_FIELDS = {"abbr", "name", "family", "codes", "also", "bodies", "rare"}


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One kind: official abbreviation, name, the older abbreviations and other names it goes by."""

    abbr: str
    name: str
    family: str
    codes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    rare: bool = False


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All kinds in the order of the file; ``ValueError`` for an entry with an unknown field or family."""
    entries = tomllib.loads(model_path("document_types.toml").read_text(encoding="utf-8"))["type"]
    return tuple(_checked(entry) for entry in entries)


def _checked(entry: dict[str, object]) -> DocumentType:
    if unknown := entry.keys() - _FIELDS:
        raise ValueError(f"document_types.toml: unknown field {sorted(unknown)} in {entry}")
    if entry["family"] not in FAMILIES:
        raise ValueError(f"document_types.toml: unknown family in {entry}")
    return DocumentType(**{k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()})  # type: ignore[arg-type]


@cache
def names() -> dict[str, DocumentType]:
    """Folded name → kind, other names included."""
    return {fold(name): kind for kind in document_types() for name in (kind.name, *kind.also)}


def by_name(name: str) -> DocumentType | None:
    """The kind called ``name`` (case and tone placement do not count)."""
    return names().get(fold(name))


def by_abbreviation(abbr: str, body: str | None = None) -> DocumentType | None:
    """The kind that ``abbr`` means in the number of a document of ``body`` ("CTN"); exact spelling first, then folded."""
    for same in (str, fold):
        for kind in document_types():
            fits = not kind.bodies or (body is not None and any(body.startswith(b) for b in kind.bodies))
            if fits and same(abbr) in [same(code) for code in (kind.abbr, *kind.codes)]:
                return kind
    return None
