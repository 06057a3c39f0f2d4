"""Blanks that say nothing: runs of them inside a line, and those at its ends.

Runs inside a line come from justification, from columns set by hand (which ``glued_lines`` has split before) and from empty
slots ("Số:      /BC-UBND"). Rows of tables are left alone: their blanks belong to cells.
"""

from __future__ import annotations

import re

from extractor.text import Edit, Text

RULE = "spaces"

# A blank or a tab first in every branch, so that the scan stops at nothing else.
_RUN = re.compile(r" (?: +|(?<=\n )|(?=\n)|\t[ \t]*)|\t[ \t]*")

_RUNS = ("  ", " \n", "\n ", "\t")  #: what every run holds: most pages of a PDF have none


def edits(text: Text) -> list[Edit]:
    """One blank between words, none at the ends of a line; tabs outside tables are blanks too."""
    words = text.text
    if not any(run in words for run in _RUNS):
        return []
    tables = any(line.table is not None for line in text.source.lines)
    rows = [p.span for p in text.paragraphs if p.table is not None] if tables else []
    out: list[Edit] = []
    row = 0
    for m in _RUN.finditer(words):
        while row < len(rows) and rows[row].end <= m.start():
            row += 1
        if row < len(rows) and rows[row].start <= m.start():
            continue
        at_edge = m.start() == 0 or m.end() == len(words) or words[m.start() - 1] == "\n" or words[m.end()] == "\n"
        replacement = "" if at_edge else " "
        if m.group() != replacement:
            out.append(Edit(m.start(), m.end(), replacement, RULE))
    return out
