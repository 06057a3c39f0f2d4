"""The order of the stages, nothing else: read, repair, find, assemble."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.limits import DEFAULT, Limits
from extractor.records.assemble import Findings, assemble
from extractor.records.models import Document, Source
from extractor.text import Span, Text

if TYPE_CHECKING:
    from extractor.language import Phrase
    from extractor.letterhead import Letterhead

#: Raised with every change that may alter a record; the ledger keeps it, so that ``--reprocess`` knows what is old.
PIPELINE_VERSION = "1"


def extract(path: str | Path, *, limits: Limits = DEFAULT, language: bool = True) -> Document:
    """The record of the file at ``path``.

    ``language=False`` leaves the trained parts out (underthesea's noun phrases, the heading classifier): faster, the same
    numbers, plainer subjects. Raises ``VanbanError`` with a reason class for whatever cannot be read.
    """
    from extractor.readers import read
    from extractor.repair import repair

    path = Path(path)
    read_source = read(path, limits)
    data = path.read_bytes()
    source = Source(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=read_source.media_type,
        size=len(data),
        page_count=read_source.page_count,
        reader=read_source.reader,
        ocr=read_source.ocr,
    )
    return read_record(repair(read_source), source, language=language)


def extract_text(text: str, *, language: bool = True) -> Document:
    """The record of a text that has been read already: line ends may be paragraph ends or visual wraps."""
    from extractor.repair import repair

    raw = Text.from_string(text.replace("\r\n", "\n").replace("\r", "\n")).source
    data = text.encode("utf-8", "surrogatepass")
    source = Source(
        path=None,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=raw.media_type,
        size=len(data),
        page_count=raw.page_count,
        reader=raw.reader,
    )
    return read_record(repair(raw), source, language=language)


def read_record(text: Text, source: Source, *, language: bool = True) -> Document:
    """The record of a repaired text."""
    return assemble(source, text, find(text, language=language))


def find(text: Text, *, language: bool = True) -> Findings:
    """What every room finds in a repaired text."""
    from extractor import citations, dates, letterhead, sections, tables, targets

    head = letterhead.read(text)
    tree = sections.read(text, head.body, classify=language)
    cited = citations.find(text.text, on=head.issued_on)
    cited_spans = [Span(c.start, c.end) for c in cited]
    mentions = dates.find(text.text, year=_year(head), cited=cited_spans, issued=head.spans.get("issued_on"))
    grids = tables.read(text)
    measures = targets.find(
        text,
        sections=tree,
        doc_type=head.doc_type,
        cited=cited_spans,
        dates=mentions,
        tables=grids,
        closing=[Span(0, head.body.start), head.tail],
        noun_phrases=_noun_phrases() if language else None,
    )
    return Findings(head, tree, cited, mentions, grids, measures)


def _year(head: Letterhead) -> int | None:
    return int(head.issued_on[:4]) if head.issued_on else None


def _noun_phrases() -> Callable[[str], list[Phrase]]:
    from extractor.language import noun_phrases

    return noun_phrases
