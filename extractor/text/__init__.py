"""Immutable text, its places, the edits that repaired it, and the way back to the source."""

from extractor.text.document import Paragraph, Text
from extractor.text.edit import Alignment, Edit, apply_edits
from extractor.text.source import PLAIN, Doubt, Line, SourceText, Style, Where, source_from_lines
from extractor.text.span import Box, Note, Span
from extractor.text.where import Spot, WordBoxes

__all__ = [
    "PLAIN",
    "Alignment",
    "Box",
    "Doubt",
    "Edit",
    "Line",
    "Note",
    "Paragraph",
    "SourceText",
    "Span",
    "Spot",
    "Style",
    "Text",
    "Where",
    "WordBoxes",
    "apply_edits",
    "source_from_lines",
]
