"""The table of attributes of a portal page: "Số hiệu", "Loại văn bản", "Ngày ban hành", "Cơ quan ban hành", "Người ký".

Portals of legal texts print these beside or in place of the document, each label with its value in one cell or two. They
are read where no letterhead is found: without them such a page would have no number, and would cite itself. The number and
two more must be there; a list of documents has its labels once, over columns, and no values beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.letterhead import document_types, place_date, title
from extractor.letterhead.document_types import DocumentType
from extractor.letterhead.found import Found
from extractor.letterhead.lines import HeadLine
from extractor.letterhead.model import Signer
from extractor.letterhead.place_date import PlaceDate
from extractor.text import Span

_LABELS = {
    "number": r"so ?(?:/|,)? ?(?:ky )?hieu(?: van ban)?",
    "kind": r"(?:loai|the loai|hinh thuc) van ban",
    "issued_on": r"ngay (?:ban hanh|ky xac thuc|ky)",
    "issuer": r"(?:co quan|don vi|noi) ban hanh",
    "signer": r"nguoi ky(?: van ban)?",
    "office": r"chuc (?:danh|vu)(?: nguoi ky)?",
    "subject": r"trich yeu(?: noi dung)?",
}
_OTHER = re.compile(r"(?:nganh|linh vuc|tinh trang(?: hieu luc)?|ngay [a-z]+(?: [a-z]+){0,3}|pham vi|nguon thu thap) ?:?$")
_LABEL = re.compile("|".join(f"(?P<{name}>{label}(?= ?:| \\S|$))" for name, label in _LABELS.items()))
_NUMBER = re.compile(r"\d{1,6}[A-Za-zđĐ]{0,2}(?:[/-][\wĐđ&.]{1,15}){1,6}$")
_EDGE = " :.–-_*"
_MOST_LINES = 200
_FEWEST = 3


@dataclass(frozen=True)
class Attributes:
    """What the table says; ``after`` is the index of the line below its last attribute."""

    number: Found
    kind: DocumentType | None
    dated: PlaceDate | None
    issuer: Found | None
    subject: Found | None
    signer: Signer | None
    signer_span: Span | None
    after: int


def find(lines: Sequence[HeadLine]) -> Attributes | None:
    """The attributes among the first of ``lines``; None where the number or two others are missing."""
    found = _values(lines[:_MOST_LINES])
    number = found.get("number")
    if number is None or len(found) < _FEWEST or not _NUMBER.fullmatch(number.value):
        return None
    kind, signer, office = found.get("kind"), found.get("signer"), found.get("office")
    return Attributes(
        number=number,
        kind=document_types.by_name(kind.value) if kind else None,
        dated=_dated(found.get("issued_on")),
        issuer=found.get("issuer"),
        subject=found.get("subject") or _headline(lines, number.value),
        signer=Signer(signer.value, office.value if office else None) if signer else None,
        signer_span=signer.span if signer else None,
        after=max(value.line for value in found.values()) + 1,
    )


def _values(lines: Sequence[HeadLine]) -> dict[str, Found]:
    """Field → its first value; a label and its value share a cell or stand in neighbouring ones."""
    out: dict[str, Found] = {}
    for i, line in enumerate(lines):
        m = _LABEL.match(line.bare) if line.table is not None else None
        if m is None or not m.lastgroup:
            continue
        value = _value(line, m.end(), i) or (_beside(lines, i) if not line.words[m.end() :].strip(" :") else None)
        if value:
            out.setdefault(m.lastgroup, value)
    return out


def _value(line: HeadLine, at: int, i: int) -> Found | None:
    rest = line.words[at:].strip(_EDGE)
    start = line.words.find(rest, at)
    return Found(rest, Span(line.start + start, line.start + start + len(rest)), i) if rest else None


def _beside(lines: Sequence[HeadLine], i: int) -> Found | None:
    """The next cell, unless it is a label itself or another table's."""
    below = lines[i + 1] if i + 1 < len(lines) else None
    if below is None or below.table != lines[i].table or _LABEL.match(below.bare) or _OTHER.fullmatch(below.bare):
        return None
    return _value(below, 0, i + 1)


def _dated(day: Found | None) -> PlaceDate | None:
    m = place_date.date_in(f", {day.value}") if day else None
    if day is None or m is None:
        return None
    issued_on, valid = place_date.iso(m)
    return PlaceDate(None, None, issued_on, day.span, day.line, valid)


def _headline(lines: Sequence[HeadLine], number: str) -> Found | None:
    """The subject behind type and number in the page's own headline: "Quyết định số 12/2019/QĐ-TTg Thí điểm …"."""
    for i, line in enumerate(lines[:_MOST_LINES]):
        at = line.words.find(number)
        if line.table is None and at > 0 and title.begins(line, i):
            rest = line.words[at + len(number) :].strip(_EDGE)
            return _value(line, at + len(number), i) if sum(map(str.isalpha, rest)) > 3 else None
    return None
