"""The boxes of a record hold its evidence: the letters whose middle lies in them are those of the text, blanks aside.

Read back letter by letter with PDFium, not with the reader's own geometry, so that a wrong frame, a wrong line or a page
number that slipped in between shows as letters too many or too few.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw
from real_documents import REAL

from extractor.errors import VanbanError
from extractor.pipeline import extract
from extractor.records.models import BoxRecord, Document
from extractor.resources import corpus_path

CORPUS = sorted(corpus_path("sample").rglob("*.pdf"))
PDFS = sorted((REAL / "documents").rglob("*.pdf"))
_END_HYPHENS = "\ufffe\x02"  # what PDFium calls a hyphen at a line's end

Letter = tuple[float, float, str]


def letters_of(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """The middle of each letter in points from the upper left corner of the page as shown, and the letter."""
    text = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    sides = [ctypes.c_double() for _ in range(4)]
    for k in range(raw.FPDFText_CountChars(text.raw)):
        letter = chr(raw.FPDFText_GetUnicode(text.raw, k))
        raw.FPDFText_GetCharBox(text.raw, k, *sides)
        x0, x1, y0, y1 = (side.value for side in sides)
        x, y, width, height = (x0 + x1) / 2 - left, top - (y0 + y1) / 2, right - left, top - bottom
        for _ in range(page.get_rotation() // 90):
            x, y, width, height = height - y, x, height, width
        yield x, y, "-" if letter in _END_HYPHENS else letter


def bare(words: str) -> Counter[str]:
    """The letters of ``words``, blanks, raised signs and the like aside."""
    return Counter(c for c in unicodedata.normalize("NFKC", words) if not c.isspace() and c != "\0")


def within(letters: list[Letter], box: BoxRecord) -> str:
    return "".join(c for x, y, c in letters if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom)


def evidence(document: Document) -> Iterator[tuple[str, str, list[BoxRecord]]]:
    """What each record is called, the words it stands on, and its boxes."""
    for target in document.targets:
        yield f"target {target.id}", target.statement, target.boxes
    for citation in document.citations:
        yield f"citation {citation.id}", citation.text, citation.boxes
    for date in document.dates:
        yield f"date {date.text}", date.text, date.boxes
    for field in document.header.evidence:
        yield f"header {field.field}", document.text[field.start : field.end], field.boxes
    for number, table in enumerate(document.tables):
        yield f"table {number}", document.text[table.start : table.end], table.boxes


def faults(path: Path) -> tuple[int, list[str]]:
    """How many records the PDF gives, and those whose boxes hold other letters than the evidence."""
    document = extract(path, language=False)
    pdf = pypdfium2.PdfDocument(path)
    read = cache(lambda number: list(letters_of(pdf[number - 1])))
    count, out = 0, []
    for name, words, boxes in evidence(document):
        count += 1
        shown = "".join(within(read(box.page), box) for box in boxes)
        if bare(words) != bare(shown):
            out.append(f"{name}: {words!r} ≠ {shown!r}")
    return count, out


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.stem)
def test_the_boxes_of_a_record_hold_its_words_and_no_others(path: Path) -> None:
    count, wrong = faults(path)
    assert count > 3, "a document of the corpus has records"
    assert wrong == []


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.stem[:40])
def test_so_do_those_of_real_documents(path: Path) -> None:
    """A form with letters set over one another may show a letter of its neighbour: one record in a hundred."""
    try:
        if extract(path, language=False).source.ocr:
            pytest.skip("recognised words are not in the file")
        count, wrong = faults(path)
    except VanbanError as error:
        pytest.skip(str(error))
    assert len(wrong) <= count / 20, wrong
