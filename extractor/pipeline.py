"""The order of the stages, nothing else: read, repair, find, assemble."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UnreadableError
from extractor.limits import DEFAULT, Limits
from extractor.records.assemble import Findings, assemble
from extractor.records.models import Document, Source
from extractor.text import Span, Text

if TYPE_CHECKING:
    from extractor.attachments import Paper, Papers
    from extractor.dates import DateMention
    from extractor.language import Phrase
    from extractor.letterhead import Letterhead
    from extractor.tables import Table
    from extractor.targets import Target

#: Raised with every change that may alter a record; the ledger keeps it, so that ``--reprocess`` knows what is old.
PIPELINE_VERSION = "3"


def extract(path: str | Path, *, limits: Limits = DEFAULT, language: bool = True) -> Document:
    """The record of the file at ``path``.

    ``language=False`` leaves the trained parts out (underthesea's noun phrases, the heading classifier): faster, the same
    numbers, plainer subjects. Raises ``VanbanError`` with a reason class for whatever cannot be read.
    """
    from extractor.readers import read
    from extractor.repair import repair

    path = Path(path)
    before = _shape(path)
    read_source = read(path, limits)
    data = path.read_bytes()
    if _shape(path) != before:  # the text would be stored under the content of another
        raise UnreadableError("file_changed", path=path)
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


def _shape(path: Path) -> tuple[int, ...]:
    """What of a file is another when it has been written to or replaced."""
    try:
        status = path.stat()
    except OSError:  # the reader says why
        return ()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def extract_text(text: str, *, language: bool = True) -> Document:
    """The record of a text that has been read already: line ends may be paragraph ends or visual wraps."""
    from extractor.readers.plain import read_lines
    from extractor.repair import repair

    raw = read_lines(text, reader="text")
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
    from extractor import attachments, citations, tables

    papers = attachments.read(text, classify=language)
    grids = tables.read(text)
    cited, days = citations.registered(text.text, grids, citations.find(text.text, on=papers.letterhead.issued_on))
    cited_spans = [Span(c.start, c.end) for c in cited]
    mentions = [mention for paper in papers.documents for mention in _dates(text, paper, [*cited_spans, *days])]
    measures = _targets(text, papers, cited_spans, mentions, grids, language=language)
    return Findings(papers, cited, mentions, grids, measures)


def _dates(text: Text, paper: Paper, cited: Sequence[Span]) -> list[DateMention]:
    """The dates of one document of the file: the year and the day of issue are its own."""
    from extractor import dates

    head, place = paper
    own = [_moved(span, -place.start) for span in cited if place.holds(span)]
    issued = head.spans.get("issued_on")
    issued = issued and _moved(issued, -place.start)
    found = dates.find(place.of(text.text), year=_year(head), cited=own, issued=issued)
    if not place.start:
        return found
    return [
        replace(
            mention,
            start=mention.start + place.start,
            end=mention.end + place.start,
            notes=tuple(n._replace(start=n.start + place.start, end=n.end + place.start) for n in mention.notes),
        )
        for mention in found
    ]


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _targets(
    text: Text, papers: Papers, cited: list[Span], mentions: list[DateMention], grids: list[Table], *, language: bool
) -> list[Target]:
    """The measures of each document; those of one kind are read together, because a kind decides what is a result."""
    from extractor import targets

    phrases = _noun_phrases() if language else None
    out: list[Target] = []
    for kind in dict.fromkeys(paper.letterhead.doc_type for paper in papers.documents):
        own = [paper for paper in papers.documents if paper.letterhead.doc_type == kind]
        found = targets.find(
            text,
            sections=papers.sections,
            doc_type=kind,
            cited=cited,
            dates=mentions,
            tables=grids,
            closing=[
                *(span for head, place in own for span in (Span(place.start, head.body.start), head.tail)),
                *(paper.place for paper in papers.documents if paper not in own),
            ],
            noun_phrases=phrases,
        )
        mine = [i for i, t in enumerate(found) if papers.document_at(t.start) in own]
        moved = {i: len(out) + n for n, i in enumerate(mine)}
        out += [t if t.parent is None else replace(t, parent=moved.get(t.parent)) for t in (found[i] for i in mine)]
    return _in_reading_order(out)


def _in_reading_order(found: list[Target]) -> list[Target]:
    order = sorted(range(len(found)), key=lambda i: found[i].start)
    moved = {old: new for new, old in enumerate(order)}
    return [found[i] if (p := found[i].parent) is None else replace(found[i], parent=moved[p]) for i in order]


def _year(head: Letterhead) -> int | None:
    return int(head.issued_on[:4]) if head.issued_on else None


def _noun_phrases() -> Callable[[str], list[Phrase]]:
    from extractor.language import noun_phrases

    return noun_phrases
