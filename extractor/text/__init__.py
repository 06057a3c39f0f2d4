"""Immutable text, its places, the edits that repaired it, and the way back to the source."""

from extractor.text.document import Paragraph, Text
from extractor.text.edit import Alignment, Edit, apply_edits
from extractor.text.source import PLAIN, Line, SourceText, Style, source_from_lines
from extractor.text.span import Box, Note, Span

__all__ = [
    "PLAIN",
    "Alignment",
    "Box",
    "Edit",
    "Line",
    "Note",
    "Paragraph",
    "SourceText",
    "Span",
    "Style",
    "Text",
    "apply_edits",
    "source_from_lines",
]
