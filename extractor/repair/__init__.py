"""Repairs: one file per defect, each yielding edits; their order is the list below.

What a second look at a scan read comes first, whose places are those of the raw text; then code points, because every other
pattern reads letters. Markup and glued lines give the lines their right ends,
furniture leaves before lines are joined across pages, codes are mended before the line end inside them counts as a blank.
Slips of OCR are mended on single lines; what they touched is less sure than the engine said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from extractor.repair import (
    glued_lines,
    legacy_words,
    line_breaks,
    markup,
    ocr_slips,
    page_furniture,
    page_numbers,
    spaces,
    split_codes,
    unicode,
)
from extractor.repair.notes import notes_of
from extractor.repair.ocr_slips.rules import CONFIDENCE, DOUBTED
from extractor.text import Doubt, Edit, SourceText, Span, Text

REPAIRS: tuple[Callable[[Text], list[Edit]], ...] = (
    ocr_slips.second_look.edits,
    legacy_words.edits,
    unicode.edits,
    markup.edits,
    ocr_slips.noise.edits,
    page_furniture.edits,
    page_numbers.edits,
    glued_lines.edits,
    spaces.edits,
    *ocr_slips.SLIPS,
    split_codes.edits,
    line_breaks.edits,
)


def repair(source: SourceText) -> Text:
    """The text as a careful typist would have it: one paragraph a line, every change an edit with its way back."""
    text = Text.of(source)
    doubts: list[Doubt] = []
    for edits in REPAIRS:
        found = edits(text)
        doubts += _doubts(text, found)
        text = text.edited([edit for edit in found if edit.rule != DOUBTED], notes_of(text.text, found))
    return replace(text, source=replace(source, doubts=tuple(sorted((*source.doubts, *doubts))))) if doubts else text


def _doubts(text: Text, edits: Iterable[Edit]) -> list[Doubt]:
    """What was read from the places of mended slips, less sure than it was."""
    slips = [edit for edit in edits if edit.rule in CONFIDENCE]
    places = [text.to_source(Span(edit.start, max(edit.end, edit.start + 1))) for edit in slips]
    return [Doubt(*place, CONFIDENCE[edit.rule]) for place, edit in zip(places, slips, strict=True)]
