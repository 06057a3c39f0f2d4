"""Two texts side by side in plain lines: a letterhead or signature block set with tabs instead of a table.

Such lines are found by what only stands there, and taken apart into left and right as ``layout_tables`` does with cells.
Everywhere else a tab outside a table is a space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.readers.layout_tables import Piece, places_letterhead

_GAP = re.compile("\t[\t ]*")
_MOST_LINES = 12  #: of one block: a signature block with a long Nơi nhận


def split_columns(pieces: Sequence[Piece], gap: re.Pattern[str] = _GAP) -> list[Piece]:
    """``pieces`` with side-by-side blocks taken apart and all other tabs outside tables turned into spaces."""
    out: list[Piece] = []
    i = 0
    while i < len(pieces):
        end = _block_end(pieces, i, gap)
        if end > i:
            out += _apart(pieces[i:end], gap)
            i = end
        else:
            words, line = pieces[i]
            out.append((words if line.table is not None else words.replace("\t", " "), line))
            i += 1
    return out


def _halves(piece: Piece, gap: re.Pattern[str]) -> tuple[str, str] | None:
    """Left and right words of a line with one gap in the middle, or with one before its words (left is empty then)."""
    words, line = piece
    if line.table is not None or line.column is not None or "\t" not in words:
        return None
    parts = gap.split(words, maxsplit=2)
    return (parts[0], parts[1]) if len(parts) == 2 and parts[1].strip() else None


def _block_end(pieces: Sequence[Piece], start: int, gap: re.Pattern[str]) -> int:
    """Where a block that begins at ``start`` ends; ``start`` itself where none begins."""
    halves = _halves(pieces[start], gap)
    if halves is None or not halves[0].strip() or not any(places_letterhead(half.strip()) for half in halves):
        return start
    end = start + 1
    while end < min(len(pieces), start + _MOST_LINES) and _halves(pieces[end], gap) is not None:
        end += 1
    return end


def _apart(block: Sequence[Piece], gap: re.Pattern[str]) -> list[Piece]:
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in block:
        halves = _halves(piece, gap)
        if halves is None:
            continue
        for column, (words, side) in enumerate(zip(halves, (left, right), strict=True)):
            if words.strip():
                side.append((words.strip(), piece[1]._replace(column=column)))
    return left + right
