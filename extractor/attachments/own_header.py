"""What an annex carries of a letterhead: a plan its type, a form its number with a blank serial, a list its signer.

Nothing is taken over from the document it belongs to, and nothing that is only a slot to be filled in: what is not printed
stays None. The reference "(Ban hành kèm theo Quyết định số …)" is the document's number, not the annex's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor import letterhead
from extractor.letterhead import Letterhead, number, title, zone
from extractor.letterhead.document_types import DocumentType
from extractor.letterhead.lexicon import entry_end
from extractor.letterhead.lines import HeadLine, HeadLines
from extractor.sections import Section
from extractor.text import Span, Text
from extractor.text.fold import fold, fold_aligned

_WITHIN = 15  # lines of an annex among which its own Quốc hiệu or number stands
_SLOT = re.compile(
    r"[.…_]{2,}|[{}<>\[\]]|\(\d{1,2}\)|\bXXX?\b|\bTÊN (?:CƠ QUAN|ĐƠN VỊ|TỔ CHỨC|CHỦ)|TỈNH ?[,(/]|\(?[Tt]ên (?:cơ|đơn|tổ|chủ)"
)
_FIELDS = ("number", "issuer", "parent_issuer", "place", "issued_on", "secrecy", "urgency")


def own_header(text: Text, section: Section, lines_of: HeadLines, *, issued: bool) -> Letterhead:
    """The letterhead of the annex that ``section`` is; ``issued``: it is named by its type ("KẾ HOẠCH …")."""
    place = Span(section.start, section.end)
    lines = lines_of.within(place, _WITHIN)
    start = _letterhead_start(lines)
    read = letterhead.read(text, place if start is None else Span(start, place.end), lines_of)
    if start is None:
        read = _closing_only(read)
    read = _without_slots(read, lines[-1].end if lines else place.start, text.text)
    named = title.begins(lines[0], 0) if issued and lines else None
    if named is None:
        return read
    return replace(read, doc_type=named.kind.abbr, doc_type_name=named.kind.name, subject=_subject(section.title, named.kind))


def _letterhead_start(lines: Sequence[HeadLine]) -> int | None:
    """Where the annex's own letterhead begins: at Quốc hiệu, or at the bodies named above it; the annex's title is none."""
    at = next((i for i, line in enumerate(lines) if zone.national(line) and line.capitals), None)
    if at is None:
        return None
    while at and (lines[at - 1].column == 0 or lines[at - 1].opens_with("organisations") or number.find([lines[at - 1]])):
        at -= 1
    return lines[at].start


def _subject(named: str | None, kind: DocumentType) -> str | None:
    """The title without the type name in front of it."""
    words = (named or "").strip()
    rest = words[len(kind.name) :].strip(" :-–") if fold(words).startswith(fold(kind.name)) else words
    return rest or None


def _closing_only(read: Letterhead) -> Letterhead:
    """Without a letterhead of its own an annex has at most a signature, recipients and a mark of secrecy."""
    spans = {name: span for name, span in read.spans.items() if name in ("signers", "recipients", "secrecy")}
    closing = Letterhead(signers=read.signers, recipients=read.recipients, spans=spans, body=read.body, tail=read.tail)
    return replace(closing, secrecy=read.secrecy)


def _without_slots(read: Letterhead, upper: int, text: str) -> Letterhead:
    """What is printed above ``upper``, not what is to be filled in; doubts about a form's slots are no warnings."""
    empty = {name: None for name in _FIELDS if (value := getattr(read, name)) and _SLOT.search(value)}
    named = read.issuer and entry_end("organisations", fold_aligned(read.issuer))
    end = read.spans["issuer"].end if "issuer" in read.spans else upper + 1
    if not named or end > upper or text[end : end + 3].strip(" ")[:1] in ("…", "."):
        empty |= {"issuer": None, "parent_issuer": None}  # read from the body or the number: an annex is no body's by itself
    signers = tuple(s for s in read.signers if s.name and not _blank(s.name))
    gone = {*empty, *(() if signers else ("signers",))}
    spans = {name: span for name, span in read.spans.items() if name not in gone}
    return replace(read, **empty, signers=signers, spans=spans, notes=())  # type: ignore[arg-type]


def _blank(value: str | None) -> bool:
    return bool(value and _SLOT.search(value))
