"""Figures that a second look at the picture read otherwise (``Doubt.better``) become what it read.

What a pen filled in, the serial and the day of issue, is left as it is: there looks agree on figures that nobody wrote.
"""

from __future__ import annotations

from extractor.repair.ocr_slips.rules import MENDED
from extractor.repair.ocr_slips.slots import filled_by_pen
from extractor.text import Edit, Text


def edits(text: Text) -> list[Edit]:
    """One edit for each word that has a better reading; ``text`` has not been repaired yet."""
    found = [doubt for doubt in text.source.doubts if doubt.better]
    if not found:
        return []
    pens = filled_by_pen(text)
    return [
        Edit(doubt.start, doubt.end, doubt.better, MENDED)
        for doubt in found
        if not any(pen.start < doubt.end and doubt.start < pen.end for pen in pens)
    ]
