"""What the setting of a line tells: capitals, bold, centred, heading styles. Plain text tells capitals only."""

from __future__ import annotations

from extractor.text import Paragraph

_LONGEST_HEADING = 400  # code points looked at; no heading of the collected documents is longer than 260


def in_capitals(words: str) -> bool:
    """Whether the words are set in capitals: four letters at least, none small."""
    words = words[:_LONGEST_HEADING]
    return words.isupper() and sum(c.isalpha() for c in words) >= 4


def set_apart(paragraph: Paragraph, words: str) -> bool:
    """Whether a paragraph with these words is set like a heading."""
    style = paragraph.style
    return style.bold or style.heading is not None or in_capitals(words)


def ends_sentence(words: str) -> bool:
    """Whether a sentence or a list item is complete at the end of the words."""
    tail = words[-3:].rstrip(" *_")
    return tail[-1:] in '.;:!?…”")»'
