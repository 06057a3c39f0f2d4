"""Repairs: one file per defect, each yielding edits; their order is the list below.

Code points come first, because every other pattern reads letters. Markup and glued lines give the lines their right ends,
furniture leaves before lines are joined across pages, codes are mended before the line end inside them counts as a blank.
"""

from __future__ import annotations

from collections.abc import Callable

from extractor.repair import (
    glued_lines,
    legacy_words,
    line_breaks,
    markup,
    page_furniture,
    page_numbers,
    spaces,
    split_codes,
    unicode,
)
from extractor.repair.notes import notes_of
from extractor.text import Edit, SourceText, Text

REPAIRS: tuple[Callable[[Text], list[Edit]], ...] = (
    legacy_words.edits,
    unicode.edits,
    markup.edits,
    page_furniture.edits,
    page_numbers.edits,
    glued_lines.edits,
    spaces.edits,
    split_codes.edits,
    line_breaks.edits,
)


def repair(source: SourceText) -> Text:
    """The text as a careful typist would have it: one paragraph a line, every change an edit with its way back."""
    text = Text.of(source)
    for edits in REPAIRS:
        found = edits(text)
        text = text.edited(found, notes_of(text.text, found))
    return text
