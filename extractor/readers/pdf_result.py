"""What was read off one page of a PDF, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.legacy import Decoded
from extractor.messages import say
from extractor.readers.page_pieces import PieceDoubt
from extractor.readers.pdf_notes import Piece
from extractor.readers.pdf_quality import PageText
from extractor.text import Note, SourceText

LONGEST = 80  #: code points of removed words that are quoted


class PageResult(NamedTuple):
    """The lines of a page. ``recognised`` says that they were read off its picture."""

    pieces: list[Piece]
    text: PageText
    over: Sequence[float] = ()  #: where a line stands that may separate footnotes
    recognised: bool = False
    doubts: Sequence[PieceDoubt] = ()
    failure: str | None = None  #: code of the note that says why lines are missing
    seals: Sequence[str] = ()  #: words read off seals and signatures, left out
    old: Decoded | None = None  #: what was found of the encodings of old fonts


def page_notes(pages: Sequence[PageResult], source: SourceText) -> Iterator[Note]:
    """What is missing of each page, where it would stand."""
    at = 0
    end = len(source.text)
    for number, page in enumerate(pages, 1):
        start = source.lines[at].start if at < len(source.lines) else end
        at += len(page.pieces)
        if page.failure:
            yield note(page.failure, start, source.lines[at - 1].end if page.pieces else start, page=number)
        if page.seals:
            yield note("ocr_seal_removed", start, start, page=number, words=" ".join(page.seals)[:LONGEST])


def note(code: str, start: int, end: int, **params: object) -> Note:
    """A note with the message ``warning_<code>``."""
    return Note(code, say(f"warning_{code}", **params), start, end)
