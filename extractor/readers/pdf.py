"""PDF: text and geometry from PDFium, the reading order from the geometry.

PDFium reads a page in 1 ms where pdfplumber takes 100 and more, but hands the text over in the order the producer wrote it,
which for a letterhead, a stamp or a table need not be the order it is read in. So only what PDFium is sure of is taken from
it (characters, spaces, boxes, drawn lines); what is a line, a column, a table row is told from where things stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from extractor.errors import EncryptedError, NeedsOcrError, TooLargeError, UnreadableError
from extractor.limits import Limits
from extractor.messages import say
from extractor.readers.pdf_notes import Piece, notes_quoted, separators, text_size
from extractor.readers.pdf_page import read_page
from extractor.readers.pdf_pdfium import LOCK, Page, PasswordError, PdfiumError, opened, page_sizes
from extractor.readers.pdf_places import line_places, places_of
from extractor.readers.pdf_quality import PageText, is_doubtful, is_hopeless, page_text
from extractor.readers.pdf_style import styles_of
from extractor.text import Box, Line, Note, SourceText, source_from_lines

_TAIL = 2048  #: bytes; the end mark stands in the last 1024 (ISO 32000-1, annex H, note 18), some producers pad


def read_pdf(path: Path, limits: Limits) -> SourceText:
    """The lines of a PDF with their boxes, tables as rows of tab-separated cells, ``wrapped`` line by line.

    Pages without text are named in a ``needs_ocr`` note each. Raises ``EncryptedError`` for a password, ``UnreadableError``
    for what PDFium cannot open, ``TooLargeError`` for ``max_pages``, ``max_page_points`` and ``max_characters``, and
    ``NeedsOcrError`` when no page has text, or text with too many letters lost to be worth reading.
    """
    try:
        with LOCK, opened(path) as document:
            _check(page_sizes(document), path, limits)
            pages = list(_pages(document, path, limits))
    except PasswordError:
        raise EncryptedError("pdf_encrypted", path=path.name) from None
    except PdfiumError as error:
        raise UnreadableError("pdf_broken", path=path.name) from error
    if all(page.failed for page in pages):
        raise UnreadableError("pdf_broken", path=path.name)
    _check_text([page.text for page in pages if not page.failed], path)
    return _source(pages, path)


class _PageResult(NamedTuple):
    pieces: list[Piece]
    text: PageText
    over: list[float]  #: where a line stands that may separate footnotes
    failed: bool = False


def _check(sizes: Sequence[tuple[float, float]], path: Path, limits: Limits) -> None:
    if not sizes:
        raise UnreadableError("pdf_broken", path=path.name)
    if len(sizes) > limits.max_pages:
        raise TooLargeError("pdf_too_many_pages", path=path.name, pages=len(sizes), limit="max_pages", value=limits.max_pages)
    for number, size in enumerate(sizes, 1):
        if max(size) > limits.max_page_points:
            raise TooLargeError(
                "pdf_page_too_large", path=path.name, page=number, limit="max_page_points", value=limits.max_page_points
            )


def _check_text(pages: Sequence[PageText], path: Path) -> None:
    if all(page.needs_ocr or not page.letters for page in pages) and any(page.needs_ocr for page in pages):
        raise NeedsOcrError("pdf_needs_ocr", path=path.name, pages=len(pages))
    if is_hopeless(pages):
        raise NeedsOcrError("pdf_text_layer_broken", path=path.name)


def _pages(document: Any, path: Path, limits: Limits) -> Iterator[_PageResult]:
    """Each page in turn; only one is open at a time, and nothing of it is kept but its lines."""
    tables = characters = 0
    for index in range(len(document)):
        try:
            with Page(document, index) as page:
                result = _page(page, index + 1, tables)
        except PdfiumError:
            yield _PageResult([], PageText(0, 0, False), [], failed=True)
            continue
        tables = max((line.table + 1 for _, line in result.pieces if line.table is not None), default=tables)
        characters += sum(len(words) for words, _ in result.pieces)
        if characters > limits.max_characters:
            raise TooLargeError("text_too_long", path=path.name, limit="max_characters", value=limits.max_characters)
        yield result


def _page(page: Page, number: int, tables: int) -> _PageResult:
    objects = page.objects()
    words, lines, level = read_page(page, objects)
    frame, rotation = words.frame, page.rotation
    pieces: list[Piece] = []
    places = places_of(words, number, rotation) if lines else None
    for line, style in zip(lines, styles_of(page, words, lines), strict=True):
        x0, top, x1, bottom = frame.shown(line.rect, rotation)
        box = Box(number, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
        table = None if line.table is None else tables + line.table
        where = line_places(places, line.text, line.runs) if places else None
        pieces.append((line.text, Line(0, 0, number, box, style, table, line.column, where=where)))
    upright = rotation == frame.turns and not any(line.table is not None for line in lines)
    over = separators(level, min(line.rect.x0 for line in lines)) if lines and upright else []
    return _PageResult(pieces, page_text(page, words.text, objects, frame.width * frame.height), over)


def _source(pages: Sequence[_PageResult], path: Path) -> SourceText:
    size = text_size([piece for page in pages for piece in page.pieces])
    source = source_from_lines(
        [piece for page in pages for piece in notes_quoted(page.pieces, page.over, size)],
        reader="pdf",
        media_type="application/pdf",
        page_count=len(pages),
        wrapped=True,
    )
    texts = [page.text for page in pages]
    recognised = sum(text.recognised for text in texts) * 2 > len(texts)
    return replace(source, ocr=recognised, notes=tuple(_notes(pages, source, path)))


def _notes(pages: Sequence[_PageResult], source: SourceText, path: Path) -> Iterator[Note]:
    """What is missing or doubtful, each where it would stand."""
    at = 0
    end = len(source.text)
    for number, page in enumerate(pages, 1):
        start = source.lines[at].start if at < len(source.lines) else end
        at += len(page.pieces)
        if page.failed:
            yield _note("page_unreadable", start, start, page=number)
        elif page.text.needs_ocr:
            yield _note("needs_ocr", start, source.lines[at - 1].end if page.pieces else start, page=number)
    if is_doubtful([page.text for page in pages]):
        lost = sum(page.text.lost for page in pages)
        yield _note("text_layer_doubtful", 0, end, count=lost)
    if not _has_end(path):
        yield _note("pdf_cut_off", end, end)


def _note(code: str, start: int, end: int, **params: object) -> Note:
    return Note(code, say(f"warning_{code}", **params), start, end)


def _has_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(file.tell() - _TAIL, 0))
        return b"%%EOF" in file.read()
