"""PDF: text and geometry from PDFium, the reading order from the geometry."""

from __future__ import annotations

from pathlib import Path

from extractor.limits import Limits
from extractor.readers.pdf_page import page_lines
from extractor.readers.pdf_pdfium import LOCK, Page, opened
from extractor.text import Box, Line, SourceText, source_from_lines


def read_pdf(path: Path, limits: Limits) -> SourceText:
    """The lines of a PDF."""
    pieces: list[tuple[str, Line]] = []
    tables = 0
    with LOCK, opened(path) as document:
        count = len(document)
        for index in range(count):
            with Page(document, index) as page:
                words, lines = page_lines(page, page.objects())
                for line in lines:
                    box = Box(index + 1, *words.frame.shown(line.rect, page.rotation))
                    table = None if line.table is None else tables + line.table
                    pieces.append((line.text, Line(0, 0, index + 1, box, column=line.column, table=table)))
                tables += 1 + max((line.table for line in lines if line.table is not None), default=-1)
    return source_from_lines(pieces, reader="pdf", media_type="application/pdf", page_count=count, wrapped=True)
