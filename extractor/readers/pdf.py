"""PDF: text and geometry from PDFium, the reading order from the geometry.

PDFium reads a page in 1 ms where pdfplumber takes 100 and more, but hands the text over in the order the producer wrote it,
which for a letterhead, a stamp or a table need not be the order it is read in. So only what PDFium is sure of is taken from
it (characters, spaces, boxes, drawn lines); what is a line, a column, a table row is told from where things stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from extractor.errors import EncryptedError, NeedsOcrError, TooLargeError, UnreadableError
from extractor.limits import Limits
from extractor.ocr import INSTALL, Engine, chosen
from extractor.readers.page_pieces import doubts_in, pieces_of, with_tables_from
from extractor.readers.pdf_legacy import joined
from extractor.readers.pdf_notes import Piece, notes_quoted, separators, text_size
from extractor.readers.pdf_page import read_page
from extractor.readers.pdf_pdfium import LOCK, Page, PasswordError, PdfiumError, opened, page_sizes
from extractor.readers.pdf_quality import PageText, is_damaged, is_doubtful, is_hopeless, page_text
from extractor.readers.pdf_result import PageResult, note, page_notes
from extractor.stamps import marked
from extractor.text import Line, Note, SourceText, source_from_lines

_TAIL = 2048  #: bytes; the end mark stands in the last 1024 (ISO 32000-1, annex H, note 18), some producers pad


def read_pdf(path: Path, limits: Limits) -> SourceText:
    """The lines of a PDF with their boxes, tables as rows of tab-separated cells, ``wrapped`` line by line.

    Pages whose text is missing or damaged are recognised where an OCR engine is at hand, else named in a ``needs_ocr`` note
    each. Raises ``EncryptedError`` for a password, ``UnreadableError`` for what PDFium cannot open or no engine can read,
    ``TooLargeError`` for ``max_pages``, ``max_page_points`` and ``max_characters``, and ``NeedsOcrError`` when no page has
    text, or text with too many letters lost to be worth reading, and there is no engine.
    """
    try:
        with LOCK, opened(path) as document:
            _check(page_sizes(document), path, limits)
            pages = list(_pages(document, path, limits))
    except PasswordError:
        raise EncryptedError("pdf_encrypted", path=path.name) from None
    except PdfiumError as error:
        raise UnreadableError("pdf_broken", path=path.name) from error
    if all(page.failure == "page_unreadable" for page in pages):
        raise UnreadableError("pdf_broken", path=path.name)
    if any(_wants_ocr(page.text) for page in pages) and (engine := chosen()) is not None:
        pages = [_recognised(page, number, path, engine, limits) for number, page in enumerate(pages, 1)]
    _check_text(pages, path, limits)
    return _source(pages, path)


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


def _pages(document: Any, path: Path, limits: Limits) -> Iterator[PageResult]:
    """Each page in turn; only one is open at a time, and nothing of it is kept but its lines."""
    characters = 0
    for index in range(len(document)):
        try:
            with Page(document, index) as page:
                result = _page(page, index + 1)
        except PdfiumError:
            yield PageResult([], PageText(0, 0, False), failure="page_unreadable")
            continue
        characters += sum(len(words) for words, _ in result.pieces)
        if characters > limits.max_characters:
            raise TooLargeError("text_too_long", path=path.name, limit="max_characters", value=limits.max_characters)
        yield result


def _page(page: Page, number: int) -> PageResult:
    objects = page.objects()
    words, lines, level = read_page(page, objects)
    frame, rotation = words.frame, page.rotation
    text = page_text(page, words.text, objects, frame.width * frame.height)
    upright = rotation == frame.turns and not any(line.table is not None for line in lines)
    over = separators(level, min(line.rect.x0 for line in lines)) if lines and upright else []
    failure = "needs_ocr" if text.needs_ocr else None
    pieces = [*_stamps(page, number), *pieces_of(words, lines, number, rotation)]
    return PageResult(pieces, text, over, failure=failure, old=words.old)


def _stamps(page: Page, number: int) -> list[Piece]:
    """Marks of secrecy typed on the page by a viewer: no other notes belong to the document."""
    return [(words, Line(0, 0, page=number, quoted=True)) for words in page.written_on() if marked(words)]


def _wants_ocr(text: PageText) -> bool:
    """Whether the picture of a page is worth more than its text."""
    return text.needs_ocr or text.damaged


def _recognised(page: PageResult, number: int, path: Path, engine: Engine, limits: Limits) -> PageResult:
    """``page``, read off its picture if that is what it needs."""
    if not _wants_ocr(page.text):
        return page
    from extractor.readers.pdf_picture import TooManyPixels, drawn
    from extractor.readers.recognised import recognised

    try:
        with LOCK, opened(path) as document, Page(document, number - 1) as shown:
            picture, dpi = drawn(shown, limits)
    except (PdfiumError, TooManyPixels):
        return page._replace(failure="ocr_too_large") if page.text.needs_ocr else page
    read = recognised(picture, dpi, number, engine, limits)
    if read.failure:
        return page._replace(failure=read.failure) if page.text.needs_ocr else page
    if page.text.damaged and is_damaged("\n".join(words for words, _ in read.pieces)):
        return page
    return PageResult(read.pieces, page.text, recognised=True, doubts=read.doubts, seals=read.seals)


def _check_text(pages: Sequence[PageResult], path: Path, limits: Limits) -> None:
    """Refuses what has no page worth reading."""
    if any(page.recognised for page in pages):
        return
    texts = [page.text for page in pages if page.failure != "page_unreadable"]
    if all(text.needs_ocr or not text.letters for text in texts) and any(text.needs_ocr for text in texts):
        failed = next((page.failure for page in pages if page.failure not in {None, "page_unreadable", "needs_ocr"}), None)
        if failed == "ocr_too_large":
            limit = limits.max_picture_pixels
            raise TooLargeError("picture_too_large", path=path.name, limit="max_picture_pixels", value=limit)
        if failed:
            raise UnreadableError("ocr_nothing_read", path=path.name)
        raise NeedsOcrError("pdf_needs_ocr", path=path.name, pages=len(texts), install=INSTALL)
    if is_hopeless(texts) and chosen() is not None:  # the picture was read, and shows the same marks
        raise UnreadableError("pdf_letters_lost", path=path.name)
    if is_hopeless(texts):
        raise NeedsOcrError("pdf_text_layer_broken", path=path.name, install=INSTALL)


def _source(pages: Sequence[PageResult], path: Path) -> SourceText:
    pages = _numbered(pages)
    size = text_size([piece for page in pages for piece in page.pieces])
    source = source_from_lines(
        [piece for page in pages for piece in notes_quoted(page.pieces, page.over, size)],
        reader="pdf",
        media_type="application/pdf",
        page_count=len(pages),
        wrapped=True,
    )
    ends = list(accumulate(len(page.pieces) for page in pages))
    by_page = [(source.lines[end - len(page.pieces) : end], page.doubts) for page, end in zip(pages, ends, strict=True)]
    recognised = any(page.recognised for page in pages) or sum(page.text.recognised for page in pages) * 2 > len(pages)
    source = replace(source, ocr=recognised, doubts=tuple(doubts_in(by_page)))
    return replace(source, notes=tuple(_notes(pages, source, path)))


def _numbered(pages: Sequence[PageResult]) -> list[PageResult]:
    """``pages`` with their tables counted through."""
    tables = 0
    out: list[PageResult] = []
    for page in pages:
        pieces, tables = with_tables_from(page.pieces, tables)
        out.append(page._replace(pieces=pieces))
    return out


def _notes(pages: Sequence[PageResult], source: SourceText, path: Path) -> Iterator[Note]:
    yield from page_notes(pages, source)
    old = joined(("".join(words for words, _ in page.pieces), None if page.recognised else page.old) for page in pages)
    if old is not None:
        yield from old.notes(source.text)
    if source.doubts:
        from extractor.readers.recognised import doubt_notes

        yield from doubt_notes(source)
    end = len(source.text)
    layers = [page.text for page in pages if not page.recognised]
    if is_doubtful(layers):
        yield note("text_layer_doubtful", 0, end, count=sum(text.lost for text in layers))
    if not _has_end(path):
        yield note("pdf_cut_off", end, end)


def _has_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(file.tell() - _TAIL, 0))
        return b"%%EOF" in file.read()
