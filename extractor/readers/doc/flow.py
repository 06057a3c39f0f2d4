"""From Word's own model of a text to lines. Word knows no tables: a text is a flat row of paragraphs, each of which says how
deep in tables it stands and whether it ends a cell or a row; RTF writes the same model down in words.

Old encodings are decoded over the whole document at once, because a document is written in one of them and a single run may
hold one letter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.readers.docx.lines import Pages, lines_of
from extractor.readers.docx.runs import Run
from extractor.readers.docx.styles import ParagraphSetting, RunSetting
from extractor.readers.layout_tables import MOST_SPANNED, Cell, Piece, lay_out
from extractor.readers.symbols import raised, with_symbols

_MOST_DEPTH = 32  #: tables in tables; deeper ones are read as if they stood at this depth
_SOFT_HYPHEN = "\u00ad"
_NEAR = 90  #: twips; edges of cells drawn by hand that lie closer are one edge


_UNSAID = ParagraphSetting()
_NO_SETTING = RunSetting()


class RowShape(NamedTuple):
    """How a row is cut into cells: edges in twips, one more than cells; for each cell how it is merged."""

    edges: tuple[int, ...] = ()
    joined: tuple[bool, ...] = ()  #: the cell belongs to the one on its left
    continued: tuple[bool, ...] = ()  #: the cell belongs to the one above
    bordered: bool | None = None


@dataclass
class Block:
    """A paragraph. ``depth`` 0 is outside tables; ``ends`` is "cell", "row" or ""."""

    runs: list[Run]
    setting: ParagraphSetting = _UNSAID
    label: Run | None = None
    depth: int = 0
    ends: str = ""
    row: RowShape | None = None
    section_ends: bool = False
    asides: list[list[Block]] = field(default_factory=list)  #: footnotes and text boxes met in the paragraph


@dataclass
class _Table:
    rows: list[tuple[list[list[Piece]], RowShape]] = field(default_factory=list)
    cells: list[list[Piece]] = field(default_factory=list)
    cell: list[Piece] = field(default_factory=list)
    asides: list[Piece] = field(default_factory=list)


@dataclass
class Flow:
    """Lays out stories; ``pages`` and the numbers of tables go on from one story to the next."""

    pages: Pages
    tables: int = 0

    def lines(self, blocks: Iterable[Block]) -> list[Piece]:
        """The lines of one story."""
        open_tables: list[_Table] = []
        out: list[Piece] = []
        for block in blocks:
            depth = min(block.depth, _MOST_DEPTH)
            while len(open_tables) > depth:
                self._close(open_tables, out)
            while len(open_tables) < depth:
                open_tables.append(_Table())
            self._add(block, open_tables, out)
        while open_tables:
            self._close(open_tables, out)
        return out

    def _add(self, block: Block, open_tables: list[_Table], out: list[Piece]) -> None:
        if block.ends == "row" and open_tables:
            _end_row(open_tables[-1], block.row or RowShape())
            return
        pieces = self._paragraph(block)
        asides = [(words, line._replace(quoted=True)) for aside in block.asides for words, line in self.lines(aside)]
        if not open_tables:
            out += pieces + asides
            return
        open_tables[-1].cell += pieces
        open_tables[0].asides += asides
        if block.ends == "cell":
            open_tables[-1].cells.append(open_tables[-1].cell)
            open_tables[-1].cell = []

    def _paragraph(self, block: Block) -> list[Piece]:
        words = any(run.words.strip() for run in block.runs)
        label = block.label.words if block.label is not None and (words or block.depth) else ""
        pieces = lines_of(block.runs, label, block.setting, self.pages)
        if block.section_ends:
            self.pages.section_ends()
        return pieces

    def _close(self, open_tables: list[_Table], out: list[Piece]) -> None:
        """End the innermost table; its lines go into the cell around it."""
        table = open_tables.pop()
        number = self.tables
        self.tables += 1
        if table.cell or table.cells:
            _end_row(table, RowShape())
        lines = lay_out(_rows(table), _bordered(table), number, spans=all(map(_fits, table.rows)))
        (open_tables[-1].cell if open_tables else out).extend(lines)
        out += table.asides


def _end_row(table: _Table, shape: RowShape) -> None:
    if table.cell:  # words after the last cell's end: damaged, but not to be lost
        table.cells.append(table.cell)
    table.rows.append((table.cells, shape))
    table.cells, table.cell = [], []


def _bordered(table: _Table) -> bool | None:
    said = [shape.bordered for _, shape in table.rows if shape.bordered is not None]
    return any(said) if said else None


def _rows(table: _Table) -> list[list[Cell]]:
    grid = _grid([edge for _, shape in table.rows for edge in shape.edges])
    return [_row(cells, shape, grid) for cells, shape in table.rows]


def _fits(row: tuple[list[list[Piece]], RowShape]) -> bool:
    return len(row[1].edges) == len(row[0]) + 1


def _grid(edges: Sequence[int]) -> list[int]:
    """The edges of the table's columns: where edges of its rows lie close together, the first of them."""
    grid: list[int] = []
    for edge in sorted(set(edges)):
        if not grid or edge - grid[-1] > _NEAR:
            grid.append(edge)
    return grid


def _row(cells: list[list[Piece]], shape: RowShape, grid: list[int]) -> list[Cell]:
    """The cells of a row with the columns they span; a row whose shape does not fit its cells spans nothing."""
    if not _fits((cells, shape)):
        return [Cell(pieces) for pieces in cells]
    columns = [_column(grid, edge) for edge in shape.edges]
    out = [Cell(span=columns[0])] if 0 < columns[0] < MOST_SPANNED else []
    for i, pieces in enumerate(cells):
        span = max(columns[i + 1] - columns[i], 1)
        if i < len(shape.joined) and shape.joined[i] and out and not any(words.strip() for words, _ in pieces):
            out[-1] = out[-1]._replace(span=out[-1].span + span)
            continue
        continued = i < len(shape.continued) and shape.continued[i]
        out.append(Cell(pieces, span, continued and not pieces))
    return out


def _column(grid: list[int], edge: int) -> int:
    """The number of the last edge of the grid that lies at ``edge`` or before it."""
    return max(bisect_right(grid, edge) - 1, 0)


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """``blocks`` and those of their asides, in reading order."""
    for block in blocks:
        yield block
        for aside in block.asides:
            yield from every_block(aside)


def put_mark(mark: str, blocks: list[Block]) -> None:
    """Put the number of a note before its words; the space that follows a mark in the file goes."""
    if not blocks:
        return
    runs = blocks[0].runs
    if runs:
        runs[0] = runs[0]._replace(words=runs[0].words.lstrip())
    runs.insert(0, Run(mark + " ", _NO_SETTING))


def finished(runs: list[Run]) -> list[Run]:
    """Decoded runs as they are shown: capitals, raised digits, characters of symbol fonts, nothing hidden."""
    out: list[Run] = []
    for run in runs:
        words = with_symbols(run.words, run.setting.font)
        if run.setting.hidden:
            words = "".join(c for c in words if c in "\f\v")
        elif run.setting.raised:
            words = raised(words, out[-1].words if out else "")
        if _SOFT_HYPHEN in words:  # a letter of TCVN3, so it may go only now; at a line's head it was typed as a dash
            words = ("-" if not out and words[0] == _SOFT_HYPHEN else "") + words.replace(_SOFT_HYPHEN, "")
        if words:
            out.append(Run(words.upper() if run.setting.caps else words, run.setting))
    return out
