"""Samples as Word files: letterhead in a borderless table, real tables, and labels that Word generates.

With the difficulty ``auto_numbering`` the labels of the nodes are not typed: paragraphs carry list numbering (I. / 1. / a)),
as most office documents do, and a reader that only takes the typed words loses every label.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import replace
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from corpus.builder import letterhead
from corpus.builder.letterhead import Columns
from corpus.builder.spec import Block, Spec

_FORMATS = ("upperRoman", "decimal", "lowerLetter")
_TEXTS = ("%1.", "%2.", "%3)")


def render(spec: Spec) -> bytes:
    """A docx file."""
    if "nfd" in spec.difficulties:
        spec = decomposed(spec)
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(13)
    list_id = _numbering(document) if "auto_numbering" in spec.difficulties else None
    _columns(document, letterhead.head(spec))
    for line in letterhead.title(spec):
        _paragraph(document, line, bold=True, centred=True)
    _blocks(document, spec.body, list_id)
    _columns(document, letterhead.closing(spec))
    _blocks(document, spec.after, None)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out)


def decomposed(spec: Spec) -> Spec:
    """The same document with its letters and marks apart (NFD), as files from some keyboards have them."""

    def apart(value: Any) -> Any:
        if isinstance(value, str):
            return unicodedata.normalize("NFD", value)
        if isinstance(value, dict):
            return {key: apart(inner) for key, inner in value.items()}
        return [apart(inner) for inner in value] if isinstance(value, list) else value

    blocks = [replace(block, text=apart(block.text)) for block in spec.body]
    return replace(spec, letterhead=apart(spec.letterhead), printed=apart(spec.printed), body=blocks)


def _timeless(packed: io.BytesIO) -> bytes:
    """The same package with one fixed time in every member, so that building twice gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _paragraph(document: Any, words: str, *, bold: bool = False, centred: bool = False) -> Any:
    paragraph = document.add_paragraph()
    paragraph.add_run(words).bold = bold or None
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _columns(document: Any, columns: Columns) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].text = lines[0] if lines else ""
        for line in lines[1:]:
            cell.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _blocks(document: Any, blocks: list[Block], list_id: int | None) -> None:
    for is_table, run in groupby(blocks, key=lambda b: b.style in ("row", "header_row")):
        if is_table:
            _table(document, [b.text.split("\t") for b in run])
        else:
            for block in run:
                _block(document, block, list_id)


def _block(document: Any, block: Block, list_id: int | None) -> None:
    node = block.node
    if node is None or list_id is None:
        _paragraph(document, block.text, bold=block.style in ("heading", "centred"), centred=block.style == "centred")
        return
    words = block.text.split(" ", 1)[1]  # Word prints the label
    paragraph = _paragraph(document, words, bold=block.style == "heading")
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{node["depth"] - 1}"/><w:numId w:val="{list_id}"/></w:numPr>')
    )


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    table.style = "Table Grid"
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, words in zip(cells.cells, row, strict=False):
            cell.text = words


def _numbering(document: Any) -> int:
    """Add a three-level list (I. / 1. / a)) to the numbering part; its number."""
    part = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(zip(_FORMATS, _TEXTS, strict=True))
    )
    part.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    number = 77
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="77"/></w:num>'))
    assert part.find(qn("w:num")) is not None
    return number
