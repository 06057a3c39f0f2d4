"""Tables of every format: rows of data become tab-separated lines, tables that only place words become plain lines.

Word and web authors set the letterhead (issuer left, quốc hiệu right) and the end (Nơi nhận left, signature right) as
tables without rules, because Nghị định 30/2020/NĐ-CP wants them side by side. Read row by row they mix two texts; so they
are told from data by what stands in them, or by having no rules and few rows, and handed over left column before right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from extractor.text import PLAIN, Line, Style

Piece = tuple[str, Line]

MOST_SPANNED = 63  #: columns of a Word table; what claims more is damaged or hostile
_MOST_LAYOUT_ROWS = 8
_MOST_LAYOUT_CELLS = 3
_LONG_CELL = 12  #: lines; four times as many where the table has rows like one of data

_LETTERHEAD = re.compile("CONG HOA XA HOI CHU NGHIA|DOC LAP ?[-–—] ?TU DO|DANG CONG SAN VIET NAM|DOAN TNCS HO CHI MINH")
_SIGNATURE = re.compile(
    r"NOI NHAN ?:|NOI NHAN$|(?:TM|KT|TL|TUQ|T/M|Q) ?\. ?\S|(?:PHO |QUYEN |Q\. ?)?(?:TONG )?"
    r"(?:GIAM DOC|CHU TICH|CHU NHIEM|CUC TRUONG|VU TRUONG|BO TRUONG|HIEU TRUONG|VIEN TRUONG|CHI CUC TRUONG|THU TRUONG|"
    r"TRUONG (?:BAN|PHONG|KHOA|DOAN|TRAM)|CHANH VAN PHONG|BI THU|THU TUONG|DAI DIEN|KE TOAN TRUONG|"
    r"NGUOI (?:LAP|VIET|BAO CAO))\b"
)

_MARKS = re.compile("[\u0300-\u036f]")


class Cell(NamedTuple):
    """A cell with the lines in it; ``continued`` says that it belongs to the cell above."""

    pieces: Sequence[Piece] = ()
    span: int = 1
    continued: bool = False

    @property
    def filled(self) -> bool:
        return not self.continued and any(words.strip() for words, _ in self.pieces)


Rows = Sequence[Sequence[Cell]]


def lay_out(rows: Rows, bordered: bool | None, number: int, *, spans: bool = True) -> list[Piece]:
    """The lines of a table: tab-separated rows carrying ``number``, or plain lines if the table only places words.

    ``bordered`` says whether rules are drawn, None where the format does not tell; ``spans`` whether it tells which cells span.
    """
    rows = [row for row in rows if any(cell.filled for cell in row)]
    if _frames_a_page(rows, bordered):
        return [piece for row in rows for cell in row if cell.filled for piece in cell.pieces]
    if is_layout(rows, bordered):
        return _in_columns(rows)
    inner = [piece for row in rows for cell in row if cell.filled for piece in cell.pieces if piece[1].table is not None]
    return [_row(row, number, spans=spans) for row in rows if any(cell.filled and _words(cell) for cell in row)] + inner


def _frames_a_page(rows: Rows, bordered: bool | None) -> bool:
    """Whether cells hold tables or whole texts: a table that lays out the page itself, read cell by cell.

    A table of data may hold another in a cell of it: then most of its rows have words of their own in several cells.
    """
    cells = [cell for row in rows for cell in row if cell.filled]
    if any(line.table is not None for cell in cells for _, line in cell.pieces):
        own = [sum(bool(_words(cell)) for cell in row if cell.filled) for row in rows]
        if bordered is False or sum(count >= (2 if bordered else 3) for count in own) < max(2, len(rows) / 2):
            return True
    return any(len(cell.pieces) > (_LONG_CELL if len(rows) <= 2 else 4 * _LONG_CELL) for cell in cells) and not any(
        places_letterhead(_words(cell)) for cell in cells
    )


def is_layout(rows: Rows, bordered: bool | None) -> bool:
    """Whether a table only places words; ``rows`` without the empty ones."""
    widest = max((sum(cell.filled for cell in row) for row in rows), default=0)
    if widest <= 1:
        return True
    if widest > _MOST_LAYOUT_CELLS or len(rows) > _MOST_LAYOUT_ROWS:
        return False
    if any(places_letterhead(_words(cell)) for row in rows for cell in row if cell.filled):
        return True
    if bordered or widest > 2:
        return False
    return len(rows) <= (2 if bordered is False else 1)


def places_letterhead(words: str) -> bool:
    """Whether a cell holds what only stands in a letterhead or over a signature."""
    folded = fold(words[:400])
    if _LETTERHEAD.search(folded):
        return True
    found = _SIGNATURE.match(folded)
    return found is not None and (folded.startswith("NOI NHAN") or words[: found.end()].upper() == words[: found.end()])


def fold(words: str) -> str:
    """Capitals without marks and with single spaces: recognising must survive OCR's and typists' tone slips."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", words))
    return " ".join(bare.replace("đ", "d").replace("Đ", "D").upper().split())


def _words(cell: Cell) -> str:
    """The words of a cell, those of a table in it left out: it stands behind."""
    return " ".join(" ".join(words.split()) for words, line in cell.pieces if words.strip() and line.table is None)


def _row(row: Sequence[Cell], number: int, *, spans: bool) -> Piece:
    cells: list[str] = []
    marks = ""
    for cell in row:
        span = min(cell.span, MOST_SPANNED)
        cells += ["" if cell.continued else _words(cell), *[""] * (span - 1)]
        marks += "^" * span if cell.continued else "." + "<" * (span - 1)
    lines = [line for cell in row if not cell.continued for words, line in cell.pieces if words.strip() and line.table is None]
    style = shared_style([line.style for line in lines])
    return "\t".join(cells), Line(0, 0, page=lines[0].page, style=style, table=number, cells=marks if spans else None)


def shared_style(styles: Sequence[Style]) -> Style:
    """What all of ``styles`` have in common."""
    first = styles[0] if styles else PLAIN
    return Style(
        bold=all(s.bold for s in styles),
        italic=all(s.italic for s in styles),
        centred=all(s.centred for s in styles),
        size=first.size if all(s.size == first.size for s in styles) else None,
        heading=None,
    )


def _in_columns(rows: Rows) -> list[Piece]:
    """Rows of two cells side by side: all left cells, then all right cells; a row of one wide cell stands for itself."""
    out: list[Piece] = []
    left: list[Piece] = []
    right: list[Piece] = []
    for row in rows:
        filled = [i for i, cell in enumerate(row) if cell.filled]
        if len(filled) == 1 and (len(row) == 1 or _is_wide(row, filled[0])):
            out += (*left, *right, *row[filled[0]].pieces)
            left, right = [], []
            continue
        lefts = filled[:1] if len(filled) > 1 or filled[0] == 0 else []
        left += _column(row, lefts, 0)
        right += _column(row, filled[len(lefts) :], 1)
    return [*out, *left, *right]


def _is_wide(row: Sequence[Cell], at: int) -> bool:
    """Whether a cell spans more than half of the row's columns."""
    return row[at].span * 2 > sum(cell.span for cell in row) and row[at].span > 1


def _column(row: Sequence[Cell], cells: Sequence[int], column: int) -> list[Piece]:
    return [
        (words, line if line.column is not None or line.table is not None else line._replace(column=column))
        for i in cells
        for words, line in row[i].pieces
        if words.strip()
    ]


def renumbered(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` with their tables numbered 0, 1, 2 … in order of appearance."""
    numbers: dict[int, int] = {}
    return [
        (words, line if line.table is None else line._replace(table=numbers.setdefault(line.table, len(numbers))))
        for words, line in pieces
    ]
