"""Every placed record of a document under one name: what a person copies from the JSON or from a listing.

Targets, citations and sections carry their ids there (t3, c12, s1.…). What has none is counted the same way from 1: dates d1,
tables b1 (bảng), warnings w1; a field of the letterhead is ``header.number``. The path of a record in the JSON
(``dates.0``, ``dates[0]``) does as well, counted from 0 as JSON is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.errors import WrongUseError
from extractor.records.models import BoxRecord, Document, Placed

_PATH = re.compile(r"(targets|citations|dates|sections|tables|warnings)[.\[](\d{1,7})\]?", re.IGNORECASE)
_MANY = 30  #: names an error lists


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as it can be shown: its name, the field of the contract it comes from, its place."""

    name: str
    kind: str
    start: int
    end: int
    page: int
    boxes: tuple[BoxRecord, ...]


def records(document: Document) -> Iterator[Shown]:
    """Every record that has a place, in the order of the contract."""
    for field in document.header.evidence:
        name = f"header.{field.field}"
        yield Shown(name, "header", field.start, field.end, field.page, tuple(field.boxes))
    for section in document.sections:
        yield _head(section.id, document, section.start, section.end, section.page, tuple(section.boxes))
    for target in document.targets:
        yield _placed(target.id, "targets", target)
    for citation in document.citations:
        yield _placed(citation.id, "citations", citation)
    for number, date in enumerate(document.dates, 1):
        yield _placed(f"d{number}", "dates", date)
    for number, table in enumerate(document.tables, 1):
        yield _placed(f"b{number}", "tables", table)
    for number, warning in enumerate(document.warnings, 1):
        yield Shown(f"w{number}", "warnings", warning.start, warning.end, _page_at(document, warning.start), ())


def record(document: Document, name: str) -> Shown:
    """The record called ``name``; ``WrongUseError`` lists names that there are."""
    found = list(records(document))
    path = _PATH.fullmatch(name.strip())
    if path is not None:
        of_kind = [shown for shown in found if shown.kind == path[1].lower()]
        if int(path[2]) < len(of_kind):
            return of_kind[int(path[2])]
    for shown in found:
        if shown.name.casefold() == name.strip().casefold():
            return shown
    names = [shown.name for shown in found]
    raise WrongUseError("no_such_record", value=name, allowed=", ".join(names[:_MANY]) + (" …" if len(names) > _MANY else ""))


def _placed(name: str, kind: str, placed: Placed) -> Shown:
    return Shown(name, kind, placed.start, placed.end, placed.page, tuple(placed.boxes))


def _head(name: str, document: Document, start: int, end: int, page: int, boxes: tuple[BoxRecord, ...]) -> Shown:
    """A section by its first line: its boxes are those of its heading."""
    stop = document.text.find("\n", start, end)
    return Shown(name, "sections", start, end if stop < 0 else stop, page, boxes)


def _page_at(document: Document, offset: int) -> int:
    return max(sum(start <= offset for start in document.page_starts), 1)
