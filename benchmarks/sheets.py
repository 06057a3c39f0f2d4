"""Pages set word by word, so that the text they must read as is known, and written as PDF in the ways producers write it.

A sheet keeps its words with their places and the lines that they make. One sheet is written with an operation a line, a word,
or a broken piece of a word, in reading order or shuffled: what a reader gets differs, what it must read does not.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 85.0, 540.0
SIZE, LEADING = 13.0, 18.0

COLUMNS = [LEFT, LEFT + 35, LEFT + 280, LEFT + 355, RIGHT]
ISSUERS = [
    ("UBND TỈNH AN BÌNH", "SỞ Y TẾ", "KH-SYT"),
    ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT SÔNG HỒNG", "BC-THPT"),
    ("ỦY BAN NHÂN DÂN", "HUYỆN TÂN PHÚ", "QĐ-UBND"),
    ("TRUNG TÂM Y TẾ HUYỆN BA SÔNG", "TRẠM Y TẾ XÃ HÒA LẠC", "KH-TYT"),
]


class Op(NamedTuple):
    """One text operation."""

    x: float
    y: float
    text: str
    bold: bool
    size: float


@dataclass
class Sheet:
    """A page as it is set: its words with their places, its rules, and the lines it must read as."""

    regular: str
    bold: str
    words: list[list[Op]] = field(default_factory=list)  #: by printed line
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    columns: list[int | None] = field(default_factory=list)
    y: float = HEIGHT - 60

    def width(self, text: str, bold: bool = False, size: float = SIZE) -> float:
        return float(pdfmetrics.stringWidth(text, self.bold if bold else self.regular, size))

    def put(self, x: float, y: float, text: str, *, bold: bool = False, size: float = SIZE, to: float | None = None) -> None:
        """Set ``text`` at ``x``, stretched to end at ``to`` where given."""
        parts = text.split(" ")
        room = 0.0 if to is None or len(parts) == 1 else (to - x - self.width(text, bold, size)) / (len(parts) - 1)
        row: list[Op] = []
        for part in parts:
            row.append(Op(x, y, part, bold, size))
            x += self.width(part + " ", bold, size) + room
        self.words.append(row)

    def says(self, line: str, column: int | None = None) -> None:
        self.lines.append(line)
        self.columns.append(column)

    def centred(self, text: str, *, bold: bool = True) -> None:
        self.put((LEFT + RIGHT - self.width(text, bold)) / 2, self.y, text, bold=bold)
        self.says(text)
        self.y -= LEADING

    def paragraph(self, text: str, *, bold: bool = False) -> None:
        """Wrapped, justified but for its last line, the first one indented."""
        x, line = LEFT + 28, ""
        for word in text.split(" "):
            if line and x + self.width(f"{line} {word}", bold) > RIGHT:
                self._line(x, line, bold, RIGHT)
                x, line = LEFT, word
            else:
                line = f"{line} {word}".strip()
        self._line(x, line, bold, None)

    def _line(self, x: float, line: str, bold: bool, to: float | None) -> None:
        self.put(x, self.y, line, bold=bold, to=to)
        self.says(line)
        self.y -= LEADING

    def two_columns(self, left: list[str], right: list[str], *, left_centred: bool, offset: float = 0.0) -> None:
        """Left and right side by side; the right is centred, ``offset`` points lower."""
        axis = 160.0, 400.0
        for i, text in enumerate(left):
            x = axis[0] - self.width(text, i < 2, 12) / 2 if left_centred else LEFT
            self.put(x, self.y - i * LEADING, text, bold=i < 2, size=12)
            self.says(text, 0)
        for i, text in enumerate(right):
            gap = 4 * LEADING if i == len(right) - 1 and not left_centred else 0
            x = axis[1] - self.width(text, True, 12) / 2
            self.put(x, self.y - offset - i * LEADING - gap, text, bold=True, size=12)
            self.says(text, 1)
        self.y -= (max(len(left), len(right)) + 1) * LEADING + (0 if left_centred else 4 * LEADING)

    def table(self, rows: list[list[str]]) -> None:
        height = 20.0
        top = self.y + 10
        for i, row in enumerate(rows):
            for x, text in zip(COLUMNS, row, strict=False):
                self.put(x + 4, top - i * height - 14, text, size=11)
            self.says("\t".join(row))
        bottom = top - height * len(rows)
        self.rules += [(x, top, x, bottom) for x in COLUMNS]
        self.rules += [(LEFT, top - i * height, RIGHT, top - i * height) for i in range(len(rows) + 1)]
        self.y = bottom - LEADING


def letterhead(sheet: Sheet, chance: random.Random, offsets: Sequence[float] = ()) -> str:
    """The two columns that a document begins with, the right one lower by one of ``offsets``; the mark of its number."""
    above, issuer, mark = chance.choice(ISSUERS)
    sheet.two_columns(
        [above, issuer, f"Số: {chance.randint(1, 999)}/{mark}"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "An Bình, ngày 05 tháng 3 năm 2024"],
        left_centred=True,
        offset=chance.choice(offsets) if offsets else 0.0,
    )
    return mark


def by_line(sheet: Sheet, chance: random.Random) -> Iterator[Op]:
    """An operation a line; a stretched line needs one a word."""
    for row in sheet.words:
        text = " ".join(op.text for op in row)
        natural = sheet.width(text, row[0].bold, row[0].size)
        last = row[-1]
        if abs(last.x + sheet.width(last.text, last.bold, last.size) - row[0].x - natural) < 0.5:
            yield row[0]._replace(text=text)
        else:
            yield from row


def by_word(sheet: Sheet, chance: random.Random) -> Iterator[Op]:
    for row in sheet.words:
        yield from row


def by_piece(sheet: Sheet, chance: random.Random) -> Iterator[Op]:
    """Words broken in two somewhere, as kerning makes producers do."""
    for row in sheet.words:
        for op in row:
            cut = chance.randint(1, len(op.text)) if chance.random() < 0.4 else len(op.text)
            yield op._replace(text=op.text[:cut])
            if op.text[cut:]:
                yield op._replace(x=op.x + sheet.width(op.text[:cut], op.bold, op.size), text=op.text[cut:])


WAYS: dict[str, Callable[[Sheet, random.Random], Iterator[Op]]] = {"line": by_line, "word": by_word, "piece": by_piece}


def write(path: Path, sheets: list[Sheet], way: str, chance: random.Random | None, seed: int = 0) -> None:
    """The sheets as a PDF, an operation a line, word or piece, in reading order or shuffled by ``chance``."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    for sheet in sheets:
        ops = list(WAYS[way](sheet, random.Random(seed)))
        if chance:
            chance.shuffle(ops)
        for op in ops:
            canvas.setFont(sheet.bold if op.bold else sheet.regular, op.size)
            canvas.drawString(op.x, op.y, op.text)
        canvas.setLineWidth(0.5)
        for rule in sheet.rules:
            canvas.line(*rule)
        canvas.showPage()
    canvas.save()
