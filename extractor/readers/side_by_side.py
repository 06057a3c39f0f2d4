"""Two texts side by side in plain lines: a letterhead or signature block set with tabs or spaces instead of a table.

Such blocks are found by what only stands there, and taken apart into left and right as ``layout_tables`` does with cells.
Where a line has several gaps (a blank serial number, a blank day), the one under the gap of the line above divides it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.readers.layout_tables import Piece, fold, places_letterhead

TABS = re.compile("\t[\t \u00a0]*")
TABS_OR_SPACES = re.compile("[ \u00a0]{0,3}\t[\t \u00a0]*|[ \u00a0]{4,}")
_MOST_LINES = 24  #: of one block: a signature block with a long Nơi nhận
_MOST_WORDS = 160  #: characters of a line in such a block; a paragraph is longer
_NEAR = 24  #: columns by which the right-hand side may shift, being centred
_DATE = re.compile(r"[^\W\d]\S{0,20}(?: [^\W\d]\S{0,20}){0,5}, ?ngày\b", re.IGNORECASE)
_HINT = re.compile(r"[A-ZĐ]{2}|[ĐD][ộôo]c|[Nn][ơo]i ?nh")  # cheap, before the costly folding
_ITEM = re.compile(r"\s*[-–+•*] ?\S")


class _Halves(NamedTuple):
    left: str
    right: str
    at: int  #: where the right-hand side begins


def split_columns(pieces: Sequence[Piece], gap: re.Pattern[str] = TABS) -> list[Piece]:
    """``pieces`` with side-by-side blocks taken apart: their left lines, then their right lines."""
    out: list[Piece] = []
    i = 0
    while i < len(pieces):
        first = _opening(pieces[i], gap)
        if first is None:
            out.append(pieces[i])
            i += 1
            continue
        block = _block(pieces, i, first, gap)
        out += _apart(pieces[i : i + len(block)], block)
        i += len(block)
    return out


def without_tabs(pieces: Sequence[Piece]) -> list[Piece]:
    """``pieces`` with tabs outside tables turned into spaces, so that a tab means the edge of a cell and nothing else."""
    return [(words if line.table is not None else words.replace("\t", " "), line) for words, line in pieces]


def _gaps(piece: Piece, gap: re.Pattern[str]) -> list[_Halves]:
    """All ways to take a line apart."""
    words, line = piece
    if line.table is not None or line.column is not None or len(words) > _MOST_WORDS:
        return []
    words = words.rstrip()
    ways = (_Halves(words[: found.start()].strip(), words[found.end() :], found.end()) for found in gap.finditer(words))
    return [halves for halves in ways if halves.right]


def _opening(piece: Piece, gap: re.Pattern[str]) -> _Halves | None:
    """How the first line of a block is taken apart; None where no block begins."""
    if not _HINT.search(piece[0]):
        return None
    for halves in _gaps(piece, gap):
        if halves.left and (places_letterhead(halves.right) or fold(halves.left).startswith("NOI NHAN")):
            return halves
    return None


def _block(pieces: Sequence[Piece], start: int, first: _Halves, gap: re.Pattern[str]) -> list[_Halves]:
    """The lines of a block taken apart. A letterhead ends with its date; items without a gap belong under Nơi nhận."""
    signature = fold(first.left).startswith("NOI NHAN")
    block = [first]
    filled = 1
    for piece in pieces[start + 1 : start + _MOST_LINES]:
        halves = _nearest(_gaps(piece, gap), block[-1].at)
        if signature and halves is not None and not halves.left and _ITEM.match(halves.right):
            halves = None  # a recipient that is indented; nobody signs with a bullet
        if halves is None and signature and _ITEM.match(piece[0]) and len(piece[0]) <= _MOST_WORDS:
            halves = _Halves(piece[0].strip(), "", block[-1].at)
        if halves is None and not piece[0].strip():
            block.append(_Halves("", "", block[-1].at))
            continue
        centred = halves is not None and not halves.left and not signature and filled < len(block)
        if halves is None or centred:
            break
        block.append(halves)
        filled = len(block)
        if _DATE.match(halves.right):
            break
    return block[:filled]


def _nearest(ways: Sequence[_Halves], at: int) -> _Halves | None:
    """The way that divides a line where the line above was divided; a place and date begin the right-hand side anywhere."""
    for halves in ways:
        if _DATE.match(halves.right):
            return halves
    near = min(ways, key=lambda halves: abs(halves.at - at), default=None)
    return near if near is not None and (abs(near.at - at) <= _NEAR or len(ways) == 1) else None


def _apart(block: Sequence[Piece], halves: Sequence[_Halves]) -> list[Piece]:
    left: list[Piece] = []
    right: list[Piece] = []
    for (_, line), divided in zip(block, halves, strict=True):
        for column, (words, side) in enumerate(((divided.left, left), (divided.right, right))):
            if words.strip():
                side.append((" ".join(words.split("\t")).strip(), line._replace(column=column)))
    return left + right
