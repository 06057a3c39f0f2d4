"""Running headers, footers and page numbers: they repeat on every page and belong to none of the sentences they cut."""

from __future__ import annotations

from extractor.text import Edit, Text


def edits(text: Text) -> list[Edit]:
    """The lines of page furniture, removed."""
    return []
