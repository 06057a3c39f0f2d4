"""The cases of ``table_cases`` printed in every format that comes from one description."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from table_cases import Case, Cell, Printed

LEFT, RIGHT, TOP, BOTTOM = 70.0, 540.0, 60.0, 790.0
SIZE, LEADING, PAD = 9.5, 12.0, 4.0


def _above(table: Printed) -> list[str]:
    return [words for words in (table.caption, table.unit and f"Đơn vị tính: {table.unit}") if words]


def txt(case: Case, path: Path) -> None:
    """Tabs between cells, a form feed where the page turns."""
    out: list[str] = []
    for block in case.blocks:
        if isinstance(block, str):
            out += [block, ""]
            continue
        grid = _grid(block)
        lines = ["\t".join(row) for row in grid]
        for turn in reversed(block.turns):
            lines[turn] = "\f" + "\n".join([*(lines[: block.header] if block.again else ()), lines[turn]])
        out += [*_above(block), *lines, ""]
    path.write_text("\n".join(out), encoding="utf-8")


def md(case: Case, path: Path) -> None:
    """Pipe tables; the first line of the header over the rule, its others below."""
    out: list[str] = []
    for block in case.blocks:
        if isinstance(block, str):
            out += [block, ""]
            continue
        rows = ["| " + " | ".join(row) + " |" for row in _grid(block, "<br>")]
        rule = "|" + " --- |" * block.width
        out += [*[f"{words}\n" for words in _above(block)], rows[0], rule, *rows[1:], ""]
    path.write_text("\n".join(out), encoding="utf-8")


def _grid(table: Printed, line_end: str = " ") -> list[list[str]]:
    grid = [[""] * table.width for _ in table.cells]
    for i, j, cell in table.fields():
        grid[i][j] = cell.words.replace("\n", line_end)
    return grid


def html(case: Case, path: Path) -> None:
    """A page with colspan and rowspan."""
    parts = [f"<p>{escape(block)}</p>" if isinstance(block, str) else _html_table(block) for block in case.blocks]
    path.write_text("<html><body>" + "\n".join(parts) + "</body></html>", encoding="utf-8")


def _html_table(table: Printed) -> str:
    rows = []
    for i, row in enumerate(table.cells):
        tag = "th" if i < table.header else "td"
        rows.append("<tr>" + "".join(_html_cell(tag, cell) for cell in row) + "</tr>")
    above = "".join(f"<p>{escape(words)}</p>" for words in _above(table))
    return f"{above}<table border='1'>{''.join(rows)}</table>"


def _html_cell(tag: str, cell: Cell) -> str:
    inner = "" if cell.inner is None else _html_table(cell.inner)
    words = escape(cell.words).replace("\n", "<br>")
    return f"<{tag} colspan='{cell.columns}' rowspan='{cell.rows}'>{words}{inner}</{tag}>"


def docx(case: Case, path: Path) -> None:
    """Word's own tables with merged cells; where the page turns, a table of its own after a page break."""
    from docx import Document

    document = Document()
    for block in case.blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        for words in _above(block):
            document.add_paragraph(words)
        for k, part in enumerate(_parts(block)):
            if k:
                document.add_page_break()
            _docx_table(document, part)
    document.save(str(path))


def _parts(table: Printed) -> list[Printed]:
    """The pieces of a table that stand on one page each."""
    edges = [0, *table.turns, len(table.cells)]
    parts = []
    for k in range(len(edges) - 1):
        rows = table.cells[edges[k] : edges[k + 1]]
        again = table.cells[: table.header] if k and table.again else []
        parts.append(Printed([*again, *rows], widths=table.widths, right=table.right))
    return parts


def _docx_table(holder: Any, table: Printed) -> None:
    made = holder.add_table(rows=len(table.cells), cols=table.width)
    if hasattr(holder, "add_page_break"):
        made.style = "Table Grid"
    for i, j, cell in table.fields():
        field = made.cell(i, j)
        if cell.columns > 1 or cell.rows > 1:
            field = field.merge(made.cell(i + cell.rows - 1, j + cell.columns - 1))
        lines = cell.words.split("\n")
        field.text = lines[0]
        for words in lines[1:]:
            field.add_paragraph(words)
        if cell.inner:
            _docx_table(field, cell.inner)
            field.add_paragraph("")


class _Pdf:
    """Tables set cell by cell; ``rules`` is "all", "level" (under every row), "booktabs" (three lines) or "none"."""

    def __init__(self, path: Path, rules: str) -> None:
        from fonts import names
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfgen.canvas import Canvas

        self.font, _ = names()
        self.canvas = Canvas(str(path), pagesize=(595, 842))
        self.rules = rules
        self.top = TOP
        self.page = 1
        self.wide = lambda words: pdfmetrics.stringWidth(words, self.font, SIZE)

    def put(self, x: float, top: float, words: str) -> None:
        self.canvas.setFont(self.font, SIZE)
        self.canvas.drawString(x, 842 - top, words)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, 842 - y0, x1, 842 - y1)

    def turn(self) -> None:
        self.put((LEFT + RIGHT) / 2, BOTTOM + 20, str(self.page))
        self.canvas.showPage()
        self.page += 1
        self.top = TOP

    def wrapped(self, words: str, width: float) -> list[str]:
        out: list[str] = []
        for paragraph in words.split("\n"):
            line = ""
            for word in paragraph.split():
                if line and self.wide(f"{line} {word}") > width:
                    out.append(line)
                    line = word
                else:
                    line = f"{line} {word}".strip()
            out.append(line)
        return [line for line in out if line]

    def paragraph(self, words: str) -> None:
        for line in self.wrapped(words, RIGHT - LEFT):
            self.put(LEFT, self.top + LEADING - 3, line)
            self.top += LEADING
        self.top += 8

    def table(self, table: Printed, left: float = LEFT, right: float = RIGHT) -> None:
        for words in _above(table):
            self.put(LEFT + 60, self.top + LEADING - 3, words)
            self.top += LEADING + 3
        edges = [0, *table.turns, len(table.cells)]
        xs = self._xs(table, left, right)
        for k in range(len(edges) - 1):
            if k:
                self.turn()
            rows = list(range(edges[k], edges[k + 1]))
            if k and table.cut == edges[k] - 1:
                rows.insert(0, -table.cut)  # the lines that did not find room on the page before
            if k and table.again:
                rows = [*range(table.header), *rows]
            self._part(table, rows, xs)
        self.top += 14

    @staticmethod
    def _xs(table: Printed, left: float, right: float) -> list[float]:
        widths = table.widths or (1.0,) * table.width
        return [left + (right - left) * sum(widths[:i]) / sum(widths) for i in range(len(widths) + 1)]

    def _part(self, table: Printed, rows: list[int], xs: list[float]) -> None:
        fields = {(i, j): cell for i, j, cell in table.fields()}
        lines: dict[tuple[int, int], list[str]] = {}
        for place, row in enumerate(rows):
            for j in range(table.width):
                if cell := fields.get((abs(row), j)):
                    all_lines = self.wrapped(cell.words, xs[j + cell.columns] - xs[j] - 2 * PAD)
                    cut = table.cut is not None and abs(row) == table.cut
                    lines[place, j] = all_lines if not cut else all_lines[1:] if row < 0 else all_lines[:1]
        ys = [self.top]
        for place, row in enumerate(rows):
            high = 1
            inner = 0.0
            for j in range(table.width):
                cell = fields.get((abs(row), j))
                if cell and (cell.rows == 1 or len(lines[place, j]) > 2 * cell.rows):
                    high = max(high, -(-len(lines[place, j]) // cell.rows))
                if cell and cell.inner:
                    inner = (LEADING + 2 * PAD) * (len(cell.inner.cells) + 1)
            ys.append(ys[-1] + high * LEADING + 2 * PAD + inner)
        for (place, j), words in lines.items():
            self._cell(table, fields[abs(rows[place]), j], (place, j, rows[place]), words, xs, ys)
        self._rules(table, rows, fields, xs, ys)
        self.top = ys[-1]

    def _cell(
        self, table: Printed, cell: Cell, at: tuple[int, int, int], words: list[str], xs: list[float], ys: list[float]
    ) -> None:
        place, j, row = at
        x0, x1 = xs[j], xs[j + cell.columns]
        top, bottom = ys[place], ys[min(place + cell.rows, len(ys) - 1)]
        head = 0 <= row < table.header
        first = (top + bottom - len(words) * LEADING) / 2 if head else top + PAD
        for n, line in enumerate(words):
            wide = self.wide(line)
            x = (x0 + x1 - wide) / 2 if head else x1 - PAD - wide if j in table.right else x0 + PAD
            self.put(x, first + n * LEADING + LEADING - 3, line)
        if cell.inner:
            after = self.top
            self.top = top + PAD + len(words) * LEADING + 4
            self.table(cell.inner, x0 + 6, x1 - 6)
            self.top = after

    def _rules(
        self, table: Printed, rows: list[int], fields: dict[tuple[int, int], Cell], xs: list[float], ys: list[float]
    ) -> None:
        if self.rules == "booktabs":
            header = sum(0 <= row < table.header for row in rows)
            for y in {ys[0], ys[header], ys[-1]}:
                self.line(xs[0], y, xs[-1], y)
        if self.rules in ("booktabs", "none"):
            return
        for place, row in enumerate(rows):
            for j in range(table.width):
                if cell := fields.get((abs(row), j)):
                    x0, x1 = xs[j], xs[j + cell.columns]
                    top, bottom = ys[place], ys[min(place + cell.rows, len(ys) - 1)]
                    self.line(x0, top, x1, top)
                    self.line(x0, bottom, x1, bottom)
                    if self.rules == "all":
                        self.line(x0, top, x0, bottom)
                        self.line(x1, top, x1, bottom)


def _pdf(rules: str) -> Callable[[Case, Path], None]:
    def render(case: Case, path: Path) -> None:
        made = _Pdf(path, rules)
        for block in case.blocks:
            if isinstance(block, str):
                made.paragraph(block)
            else:
                made.table(block)
        made.canvas.save()

    return render


#: format → (extension, renderer)
FORMATS: dict[str, tuple[str, Callable[[Case, Path], None]]] = {
    "docx": ("docx", docx),
    "html": ("html", html),
    "txt": ("txt", txt),
    "md": ("md", md),
    "pdf-ruled": ("pdf", _pdf("all")),
    "pdf-level": ("pdf", _pdf("level")),
    "pdf-booktabs": ("pdf", _pdf("booktabs")),
    "pdf-unruled": ("pdf", _pdf("none")),
}
