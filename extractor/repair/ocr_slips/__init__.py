"""Slips of OCR, mended where the form demands it and nowhere else.

A spelling checker finds two of nine slips in real scans (they are syllables: "phần đấu", "Đề tạo") and changes names. The
form knows better: behind "số" stands a code, between "ngày" and "tháng" a figure, a line of the letterhead is one of a few,
a title in capitals is said again in small letters further down, "II." has an "I." before it. Every change is an edit with a
note that says what was read and what it became, and lowers the confidence of what is read from it. A figure that cannot be
read becomes "…", the sign of a blank slot: it is never guessed.

Only scans are touched (``SourceText.ocr``), but for signs that no clean text holds (the fraction slash inside a code).
"""

from __future__ import annotations

from collections.abc import Callable

from extractor.repair.ocr_slips import capitals, closing, codes, figures, noise, numerals, second_look, slots, triggers
from extractor.repair.ocr_slips.rules import MENDED, NOISE, UNREAD
from extractor.text import Edit, Text

__all__ = ["MENDED", "NOISE", "SLIPS", "UNREAD", "noise", "second_look"]

#: In order: words first, because slots and codes are found by the words before them.
SLIPS: tuple[Callable[[Text], list[Edit]], ...] = (
    capitals.edits,
    triggers.edits,
    closing.edits,
    slots.edits,
    figures.edits,
    codes.edits,
    numerals.edits,
)
