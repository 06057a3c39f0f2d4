"""Join what the rooms found into one record: ids, pages, boxes, the section each finding stands in, the warnings.

The only place that knows both the findings (frozen dataclasses over offsets) and the contract (pydantic). Nothing is decided
here but what no single room can know: which section holds a finding, and that a document citing itself is no citation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from extractor.records import models
from extractor.text import Box, Note, Span, Text

if TYPE_CHECKING:
    from extractor.attachments import Attachment, Papers
    from extractor.citations import Citation
    from extractor.dates import DateMention
    from extractor.letterhead import Letterhead
    from extractor.sections import Section
    from extractor.tables import Table
    from extractor.targets import Target


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rooms found in one text, in reading order."""

    papers: Papers
    citations: Sequence[Citation]
    dates: Sequence[DateMention]
    tables: Sequence[Table]
    targets: Sequence[Target]


def assemble(source: models.Source, text: Text, found: Findings) -> models.Document:
    """The contract's document of ``found``; every record carries its page, its boxes and the section it stands in."""
    papers = found.papers
    places = Places(text, papers.sections)
    citations = [c for c in found.citations if not cites_itself(c, papers.document_at(c.start).letterhead)]
    return models.Document(
        source=source,
        text=text.text,
        page_starts=_page_starts(text),
        header=_header(papers.letterhead, places),
        sections=[_section(i, s, places) for i, s in enumerate(papers.sections)],
        targets=[_target(i, t, places) for i, t in enumerate(found.targets)],
        dates=[_date(d, places) for d in found.dates],
        citations=[_citation(i, c, places) for i, c in enumerate(citations)],
        tables=[_table(t, places) for t in found.tables],
        attachments=[_attachment(a, places) for a in papers.attachments],
        warnings=_warnings([text.notes, papers.letterhead.notes, *(f.notes for f in _noted(found, citations))]),
    )


def _page_starts(text: Text) -> list[int]:
    """Where each page begins, inside a paragraph if one runs on from the page before."""
    begun = list(accumulate((paragraph.page for paragraph in text.paragraphs), max))
    starts = [*(paragraph.start for paragraph in text.paragraphs), len(text.text)]
    out = [0]
    for page in range(2, text.source.page_count + 1):
        i = bisect_left(begun, page)  # the first paragraph that begins on this page or a later one
        before = range(starts[max(i - 1, 0)], starts[i])
        out.append(before.start + bisect_left(before, page, key=text.page_at))
    return out


class Places:
    """Where things stand: page, boxes, innermost section. Built once a document, asked once a record."""

    def __init__(self, text: Text, sections: Sequence[Section]) -> None:
        self.text = text
        self.sections = sections
        self._starts = [s.start for s in sections]
        self._boxes: dict[Span, list[models.BoxRecord]] = {}
        self._box = cache(_box)  # a date stands in a citation in a target

    def placed(self, start: int, end: int) -> dict[str, object]:
        """The fields every placed record has."""
        boxes = self.boxes(Span(start, end))
        page = boxes[0].page if boxes else self.text.page_at(start)
        return {"page": page, "start": start, "end": end, "boxes": boxes}

    def boxes(self, span: Span) -> list[models.BoxRecord]:
        """The boxes of the words in ``span``; the measures of one statement stand in the same place."""
        found = self._boxes.get(span)
        if found is None:
            found = self._boxes[span] = [self._box(box) for box in self.text.boxes(span)]
        return found

    def confidence(self, found: Target | Citation) -> float:
        """A finding's own confidence, lower where words of it were hard to read."""
        return round(found.confidence * self.text.confidence(Span(found.start, found.end)), 3)

    def section_id(self, offset: int) -> str | None:
        """The id of the innermost section that holds ``offset``: up from the last one that begins before it."""
        i: int | None = bisect_right(self._starts, offset) - 1
        while i is not None and i >= 0:
            if offset < self.sections[i].end:
                return section_name(i)
            i = self.sections[i].parent
        return None


def _box(box: Box) -> models.BoxRecord:
    page, x0, top, x1, bottom = box
    return models.BoxRecord(page=page, x0=x0, top=top, x1=x1, bottom=bottom)


def section_name(index: int) -> str:
    """The id of the section at ``index``."""
    return f"s{index + 1}"


def cites_itself(citation: Citation, letterhead: Letterhead) -> bool:
    """Whether the citation names the document it stands in (same number with a serial, same date where both tell).

    Nor is a name that is part of the issuer's own ("BAN CHỈ ĐẠO … VÀ ĐỀ ÁN 06") a citation.
    """
    names = (letterhead.spans.get(name) for name in ("issuer", "parent_issuer"))
    if any(place and place.start <= citation.start and citation.end <= place.end for place in names):
        return True
    own = letterhead.number
    if not own or not own[0].isdigit() or citation.number != own:
        return False
    dates = {citation.issued_on, letterhead.issued_on} - {None}
    return len(dates) <= 1


def _header(found: Letterhead, places: Places) -> models.Header:
    return models.Header(
        number=found.number,
        doc_type=found.doc_type,
        doc_type_name=found.doc_type_name,
        issuer=found.issuer,
        parent_issuer=found.parent_issuer,
        place=found.place,
        issued_on=found.issued_on,
        subject=found.subject,
        signers=[models.Signer(name=s.name, title=s.title, authority=s.authority) for s in found.signers],
        recipients=[models.Recipient(name=r.name, note=r.note) for r in found.recipients],
        secrecy=found.secrecy,
        urgency=found.urgency,
        evidence=[
            models.Evidence.model_validate(
                {"field": name, **places.placed(span.start, span.end), "confidence": round(places.text.confidence(span), 3)}
            )
            for name, span in found.spans.items()
        ],
    )


def _section(index: int, found: Section, places: Places) -> models.Section:
    return models.Section.model_validate(
        {
            "id": section_name(index),
            "parent_id": None if found.parent is None else section_name(found.parent),
            "depth": found.depth,
            "label": found.label,
            "title": found.title,
            "kind": found.kind,
            "page": places.text.page_at(found.start),
            "start": found.start,
            "end": found.end,
            # A section may span pages: the boxes are those of its heading, the place a reader is shown.
            "boxes": places.boxes(found.head),
        }
    )


def _attachment(found: Attachment, places: Places) -> models.Attachment:
    return models.Attachment(
        kind=found.kind,
        section_id=section_name(found.section),
        title=found.title,
        header=_header(found.letterhead, places),
        page=places.text.page_at(found.start),
        start=found.start,
        end=found.end,
        boxes=places.boxes(places.sections[found.section].head),
    )


def _target(index: int, found: Target, places: Places) -> models.Target:
    return models.Target.model_validate(
        {
            **places.placed(found.start, found.end),
            "id": f"t{index + 1}",
            "section_id": places.section_id(found.start),
            "role": found.role,
            "statement": places.text.text[found.start : found.end],
            "subject": found.subject,
            "indicator": found.indicator,
            "op": found.op,
            "low": found.low,
            "high": found.high,
            "unit": found.unit,
            "base": found.base,
            "period": None if found.period is None else {"from": found.period[0], "to": found.period[1]},
            "parent_id": None if found.parent is None else f"t{found.parent + 1}",
            "confidence": places.confidence(found),
            "table": None if found.table is None else {"table": found.table[0], "row": found.table[1]},
        }
    )


def _date(found: DateMention, places: Places) -> models.DateMention:
    return models.DateMention.model_validate(
        {
            **places.placed(found.start, found.end),
            "text": places.text.text[found.start : found.end],
            "from": found.from_,
            "to": found.to,
            "precision": found.precision,
            "role": found.role,
        }
    )


def _citation(index: int, found: Citation, places: Places) -> models.Citation:
    return models.Citation.model_validate(
        {
            **places.placed(found.start, found.end),
            "id": f"c{index + 1}",
            "section_id": places.section_id(found.start),
            "text": places.text.text[found.start : found.end],
            "key": found.key,
            "doc_type_name": found.doc_type_name,
            "number": found.number,
            "issued_on": found.issued_on,
            "issuer": found.issuer,
            "title": found.title,
            "pinpoint": [{"dieu": p.dieu, "khoan": p.khoan, "diem": p.diem} for p in found.pinpoint],
            "relation": found.relation,
            "confidence": places.confidence(found),
        }
    )


def _table(found: Table, places: Places) -> models.Table:
    return models.Table.model_validate(
        {
            **places.placed(found.start, found.end),
            "rows": [list(row) for row in found.rows],
            "caption": found.caption,
            "header_rows": found.header_rows,
            "unit": found.unit,
            "spans": [span._asdict() for span in found.spans],
        }
    )


def _noted(
    found: Findings, citations: Sequence[Citation]
) -> Iterable[Section | Letterhead | Citation | DateMention | Table | Target]:
    yield from found.papers.sections
    yield from (attachment.letterhead for attachment in found.papers.attachments)
    yield from citations
    yield from found.dates
    yield from found.tables
    yield from found.targets


def _warnings(groups: Iterable[Iterable[Note]]) -> list[models.Warning_]:
    """Every note once, in reading order."""
    notes = sorted({note for group in groups for note in group}, key=lambda n: (n.start, n.end, n.code, n.message))
    return [models.Warning_(**note._asdict()) for note in notes]
