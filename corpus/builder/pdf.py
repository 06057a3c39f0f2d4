"""Samples as PDF with a text layer: two-column letterhead, justified wraps, page numbers, ruled tables."""

from __future__ import annotations

import io
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from corpus.builder import letterhead
from corpus.builder.letterhead import Columns
from corpus.builder.spec import Block, Spec

#: Debian's fonts-dejavu-core: every Vietnamese letter. reportlab prints boxes for letters a font lacks, without an error.
FONTS = {
    "Serif": Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
    "Serif-Bold": Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf"),
}
_BODY = ParagraphStyle(
    "body", fontName="Serif", fontSize=11, leading=15, alignment=TA_JUSTIFY, spaceAfter=4, firstLineIndent=10 * mm
)
_BOLD = ParagraphStyle("bold", parent=_BODY, fontName="Serif-Bold")
_CENTRED = ParagraphStyle("centred", parent=_BOLD, alignment=TA_CENTER, firstLineIndent=0)
_COLUMN = ParagraphStyle("column", fontName="Serif", fontSize=10, leading=13, alignment=TA_CENTER)
_CELL = ParagraphStyle("cell", fontName="Serif", fontSize=9, leading=11)


def render(spec: Spec) -> bytes:
    """A PDF, the same bytes every time."""
    for name, path in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, str(path)))
    story: list[Any] = [_columns(letterhead.head(spec)), Spacer(1, 5 * mm)]
    story += [Paragraph(escape(line), _CENTRED) for line in letterhead.title(spec)]
    story += [
        *_blocks(spec.body),
        Spacer(1, 4 * mm),
        _columns(letterhead.closing(spec)),
        Spacer(1, 6 * mm),
        *_blocks(spec.after),
    ]
    out = io.BytesIO()
    frame = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=30 * mm, rightMargin=20 * mm, topMargin=20 * mm, bottomMargin=20 * mm
    )
    frame.build(story, onLaterPages=_page_number, canvasmaker=partial(Canvas, invariant=1))
    return out.getvalue()


def _page_number(canvas: Canvas, frame: SimpleDocTemplate) -> None:
    canvas.setFont("Serif", 10)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, str(frame.page))


def _columns(columns: Columns) -> Table:
    cells = [[Paragraph(escape(line) or "&nbsp;", _COLUMN) for line in side] for side in columns]
    return Table([cells], colWidths=[75 * mm, 85 * mm], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))


def _blocks(blocks: list[Block]) -> list[Any]:
    out: list[Any] = []
    for is_table, run in groupby(blocks, key=lambda b: b.style in ("row", "header_row")):
        rows = list(run)
        out += [_table(rows), Spacer(1, 3 * mm)] if is_table else [_paragraph(b) for b in rows]
    return out


def _paragraph(block: Block) -> Paragraph:
    style = {"heading": _BOLD, "centred": _CENTRED}.get(block.style, _BODY)
    return Paragraph(escape(block.text), style)


def _table(rows: list[Block]) -> Table:
    cells = [[Paragraph(escape(c), _CELL) for c in row.text.split("\t")] for row in rows]
    return Table(cells, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]), repeatRows=0)
