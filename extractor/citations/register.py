"""Registers of documents: tables whose columns say number, day of issue, issuer and subject of one document a row.

What a sentence prints behind a number stands in the cells beside it there. Only cells under a header that names them are
taken, only in a row of one document, and never over what the number's own cell says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from extractor.citations.model import Citation
from extractor.tables import Table
from extractor.text import Span
from extractor.text.fold import fold

_HEADERS = {
    "number": re.compile(r"số(?:,? ?/? ?(?:và )?)ký hiệu|số hiệu|số văn bản|số, ký hiệu"),
    "day": re.compile(r"ngày(?:, tháng(?:, năm)?| tháng(?: năm)?)? (?:ban hành|văn bản|ký|vb)|ngày, tháng, năm(?: văn bản)?$"),
    "title": re.compile(r"trích yếu|tên văn bản|nội dung văn bản"),
    "issuer": re.compile(r"(?:cơ quan|đơn vị|nơi) ban hành"),
}
_CELL = re.compile(r"[^\t\n]*(?:\t|$)")
_DAY = re.compile(r"(?:ngày )?(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)$")


class Register(NamedTuple):
    """The citations completed from their rows, and the cells that hold a day of issue."""

    citations: list[Citation]
    days: list[Span]


def read(text: str, tables: Sequence[Table], found: Sequence[Citation]) -> Register:
    """``found`` with what the registers of ``text`` tell of each."""
    ends = {citation.start: citation.end for citation in found}
    cells = {start: beside for table in tables for start, beside in _rows(text, table, ends)}
    days = [beside["day"] for beside in cells.values() if _iso(text, beside["day"])]
    return Register([_completed(text, c, cells[c.start]) if c.start in cells else c for c in found], days)


def _rows(text: str, table: Table, ends: Mapping[int, int]) -> Iterator[tuple[int, dict[str, Span]]]:
    """Of every row with a citation alone in the number's cell: where it begins, and the cells beside it by what they hold."""
    columns = {
        name: next((i for i, head in enumerate(table.header) if header.match(fold(" ".join(head.split())))), None)
        for name, header in _HEADERS.items()
    }
    if columns["number"] is None or columns["day"] is None:
        return
    for row in table.row_spans[1:]:
        cells = [_trimmed(text, *cell.span()) for cell in _CELL.finditer(text, row.start, row.end)]
        beside = {name: cells[i] for name, i in columns.items() if i is not None and i < len(cells)}
        number = beside.get("number")
        if number and "day" in beside and ends.get(number.start) == number.end:
            yield number.start, beside


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    begins = start + len(words) - len(words.lstrip())
    return Span(begins, begins + len(words.strip()))


def _iso(text: str, cell: Span) -> str | None:
    day = _DAY.match(fold(text[cell.start : cell.end]))
    try:
        return date(int(day[3]), int(day[2]), int(day[1])).isoformat() if day else None
    except ValueError:
        return None


def _completed(text: str, citation: Citation, beside: dict[str, Span]) -> Citation:
    words = {name: " ".join(text[span.start : span.end].split()) or None for name, span in beside.items()}
    return replace(
        citation,
        issued_on=citation.issued_on or _iso(text, beside["day"]),
        title=citation.title or words.get("title"),
        issuer=citation.issuer or words.get("issuer"),
    )
