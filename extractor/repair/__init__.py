"""Repairs: one file per defect, each yielding edits; their order is the list below."""

from collections.abc import Callable

from extractor.text import Edit, SourceText, Text

REPAIRS: tuple[Callable[[Text], list[Edit]], ...] = ()


def repair(source: SourceText) -> Text:
    """The text as a careful typist would have it: one paragraph a line, every change an edit with its way back."""
    text = Text.of(source)
    for edits in REPAIRS:
        text = text.edited(edits(text))
    return text
