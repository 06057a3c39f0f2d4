"""A document as rows: the one place that knows which field goes to which column.

Pure and free of the database, so that a worker process can do it and hand over plain tuples: pickling 300 tuples is cheaper
than pickling 300 models, and the process that writes has nothing left to do but ``executemany``.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, TypeAdapter

from extractor.records import models
from extractor.store.words import forms, key_of
from extractor.text.fold import fold_ascii

Row = tuple[object, ...]

DOCUMENT_COLUMNS = (
    *("schema_version", "path", "sha256", "media_type", "size", "page_count", "reader", "ocr", "text"),
    *("number", "doc_type", "doc_type_name", "issuer", "parent_issuer", "place", "issued_on", "subject", "secrecy"),
    *("urgency", "evidence", "page_starts", "number_key", "issuer_words", "subject_words"),
)

#: table → columns after ``record_id`` and ``document_id``. The order is the order of writing: parents before children.
RECORD_COLUMNS: dict[str, tuple[str, ...]] = {
    "signers": ("name", "title", "authority"),
    "recipients": ("name", "note"),
    "sections": (*("id", "parent_id", "depth", "label", "title", "kind", "page", "start", "end", "boxes", "first_line"),),
    "targets": (
        *("id", "section_id", "role", "statement", "subject", "indicator", "op", "low", "high", "unit", "base"),
        *("period", "parent_id", "confidence", "table", "page", "start", "end", "boxes"),
    ),
    "dates": ("text", "from", "to", "precision", "role", "page", "start", "end", "boxes"),
    "citations": (
        *("id", "section_id", "text", "key", "doc_type_name", "number", "issued_on", "issuer", "title", "pinpoint"),
        *("relation", "confidence", "page", "start", "end", "boxes", "folded_key"),
    ),
    "tables": ("rows", "caption", "header_rows", "unit", "spans", "page", "start", "end", "boxes"),
    "attachments": (
        *("kind", "section_id", "title", "number", "doc_type", "doc_type_name", "issuer", "parent_issuer", "place"),
        *("issued_on", "subject", "secrecy", "urgency", "signers", "recipients", "evidence"),
        *("page", "start", "end", "boxes", "number_key"),
    ),
    "warnings": ("code", "message", "start", "end"),
}

#: table → columns made from others of the document: folded forms, which a migration may write anew.
DERIVED: dict[str, tuple[str, ...]] = {
    **{"documents": ("number_key", "issuer_words", "subject_words"), "sections": ("first_line",)},
    **{"citations": ("folded_key",), "attachments": ("number_key",)},
}

_FIRST_LINE = 300  # code points of a section kept for listings
_PASSAGE = 4_000  # code points of one indexed passage; a longer paragraph is cut, so that one broken file stays searchable

_SPANS = TypeAdapter(list[models.CellSpan])
_BOXES = TypeAdapter(list[models.BoxRecord])
_PINPOINT = TypeAdapter(list[models.Pinpoint])
_EVIDENCE = TypeAdapter(list[models.Evidence])
_SIGNERS = TypeAdapter(list[models.Signer])
_RECIPIENTS = TypeAdapter(list[models.Recipient])


@dataclass(frozen=True, slots=True)
class Rows:
    """One document ready to be written: its passages are (exact, bare, page, start, end), ``target_words`` one a target."""

    path: str | None
    sha256: str
    document: Row
    records: dict[str, list[Row]]
    passages: list[Row]
    target_words: list[str]


def rows_of(document: models.Document) -> Rows:
    """The rows of ``document``."""
    records: dict[str, list[Row]] = {
        "signers": [(s.name, s.title, s.authority) for s in document.header.signers],
        "recipients": [(r.name, r.note) for r in document.header.recipients],
        "sections": [_section(s, document.text) for s in document.sections],
        "targets": [_target(t) for t in document.targets],
        "dates": [(d.text, d.from_, d.to, d.precision, d.role, *_place(d)) for d in document.dates],
        "citations": [_citation(c) for c in document.citations],
        "tables": [_table(t) for t in document.tables],
        "attachments": [_attachment(a) for a in document.attachments],
        "warnings": [(w.code, w.message, w.start, w.end) for w in document.warnings],
    }
    return Rows(
        path=document.source.path,
        sha256=document.source.sha256,
        document=_document(document),
        records=records,
        passages=list(_passages(document)),
        target_words=forms([_about(t) for t in document.targets])[1],
    )


def _document(document: models.Document) -> Row:
    source, header = document.source, document.header
    return (
        *(document.schema_version, source.path, source.sha256, source.media_type, source.size, source.page_count),
        *(source.reader, int(source.ocr), document.text),
        *(header.number, header.doc_type, header.doc_type_name, header.issuer, header.parent_issuer, header.place),
        *(header.issued_on, header.subject, header.secrecy, header.urgency),
        *(_EVIDENCE.dump_json(header.evidence).decode(), _json(document.page_starts)),
        key_of(header.number) if header.number else None,
        fold_ascii(f"{header.issuer or ''} {header.parent_issuer or ''}") or None,
        fold_ascii(header.subject) if header.subject else None,
    )


def _section(s: models.Section, text: str) -> Row:
    first_line = text[s.start : min(s.end, s.start + _FIRST_LINE)].split("\n", 1)[0]
    return (s.id, s.parent_id, s.depth, s.label, s.title, s.kind, *_place(s), first_line)


def _target(t: models.Target) -> Row:
    return (
        *(t.id, t.section_id, t.role, t.statement, t.subject, t.indicator, t.op, t.low, t.high, t.unit, t.base),
        *(_model(t.period), t.parent_id, t.confidence, _model(t.table), *_place(t)),
    )


def _citation(c: models.Citation) -> Row:
    return (
        *(c.id, c.section_id, c.text, c.key, c.doc_type_name, c.number, c.issued_on, c.issuer, c.title),
        *(_PINPOINT.dump_json(c.pinpoint).decode(), c.relation, c.confidence, *_place(c), key_of(c.key)),
    )


def _table(t: models.Table) -> Row:
    return (_json(t.rows), t.caption, t.header_rows, t.unit, _SPANS.dump_json(t.spans).decode(), *_place(t))


def _attachment(a: models.Attachment) -> Row:
    h = a.header
    return (
        *(a.kind, a.section_id, a.title, h.number, h.doc_type, h.doc_type_name, h.issuer, h.parent_issuer, h.place),
        *(h.issued_on, h.subject, h.secrecy, h.urgency),
        *(_SIGNERS.dump_json(h.signers).decode(), _RECIPIENTS.dump_json(h.recipients).decode()),
        _EVIDENCE.dump_json(h.evidence).decode(),
        *(*_place(a), key_of(h.number) if h.number else None),
    )


def _place(record: models.Placed) -> Row:
    boxes = _BOXES.dump_json(record.boxes).decode() if record.boxes else None
    return (record.page, record.start, record.end, boxes)


def _model(value: BaseModel | None) -> str | None:
    return None if value is None else value.model_dump_json(by_alias=True)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _about(target: models.Target) -> str:
    """Subject and indicator may come from a table's head or the sentence before, so they are asked beside the statement."""
    return "\n".join(filter(None, (target.statement, target.subject, target.indicator)))


def _passages(document: models.Document) -> Iterator[Row]:
    """(exact, bare, page, start, end) of each paragraph that has words in it, long ones cut at a space."""
    places = [place for line in _lines(document.text) for place in _cut(document.text, *line)]
    page_of = _pages(document)
    exact, bare = forms([document.text[start:end] for start, end in places])
    for words, bare_words, (start, end) in zip(exact, bare, places, strict=True):
        yield (words, bare_words, page_of(start), start, end)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            yield start, start + len(line)
        start += len(line) + 1


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _PASSAGE:
        space = text.rfind(" ", start + _PASSAGE // 2, start + _PASSAGE)
        stop = space if space > 0 else start + _PASSAGE
        yield start, stop
        start = stop
    yield start, end


def _pages(document: models.Document) -> Callable[[int], int]:
    """A function from offset to page; where the starts of the pages are not known, the page of the nearest record before."""
    if document.page_starts:
        return lambda offset: max(bisect_right(document.page_starts, offset), 1)
    groups = (document.sections, document.targets, document.dates, document.citations, document.tables)
    known = sorted({(r.start, r.page) for group in groups for r in group} | {(0, 1)})
    starts, pages = [start for start, _ in known], [page for _, page in known]
    return lambda offset: pages[bisect_right(starts, offset) - 1]
