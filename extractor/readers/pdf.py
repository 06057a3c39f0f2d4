"""PDF: text and geometry from PDFium, the reading order from the geometry."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractor.limits import Limits
from extractor.readers.pdf_lines import lines_of
from extractor.readers.pdf_pdfium import LOCK, Page, opened
from extractor.readers.pdf_rows import rect_of, row_text, runs_of
from extractor.readers.pdf_words import words_of
from extractor.text import Box, Line, SourceText, source_from_lines


def read_pdf(path: Path, limits: Limits) -> SourceText:
    """The lines of a PDF."""
    pieces: list[tuple[str, Line]] = []
    with LOCK, opened(path) as document:
        count = len(document)
        for index in range(count):
            with Page(document, index) as page:
                words = words_of(page)
                for row, column in lines_of(words, runs_of(words)):
                    box = Box(index + 1, *rect_of(row))
                    pieces.append((row_text(row), Line(0, 0, index + 1, box, column=column)))
    source = source_from_lines(pieces, reader="pdf", media_type="application/pdf", page_count=count, wrapped=True)
    return replace(source)
