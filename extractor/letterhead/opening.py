"""The upper part of a document: which line is number, date, title, subject, issuer, and where the document proper begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.letterhead import issuer, number, own_name, place_date, recipients, secrecy, title, zone
from extractor.letterhead.found import Found
from extractor.letterhead.issuer import Issuer
from extractor.letterhead.lines import HeadLine
from extractor.letterhead.place_date import PlaceDate
from extractor.letterhead.recipients import Block
from extractor.letterhead.title import Title
from extractor.text import Span

_HEAD = 60  # lines from the start among which the letterhead stands


@dataclass(frozen=True)
class Opening:
    """The parts above the document proper; ``after`` is the index of its first line."""

    number: Found | None
    dated: PlaceDate | None
    title: Title | None
    subject: Found | None
    issuer: Issuer | None
    secrecy: Found | None
    urgency: Found | None
    address: Block | None
    letter: bool
    consolidated: bool
    after: int

    @property
    def empty(self) -> bool:
        """Whether nothing of a letterhead stands here."""
        return not (self.number or self.dated or self.title or self.issuer)


def read(lines: Sequence[HeadLine], text: str) -> Opening:
    """The parts among the first of ``lines``."""
    head = zone.zone(lines[:_HEAD])
    code = number.find(head)
    dated = place_date.find(head, code.span if code else None)
    national = any(map(zone.national, head))
    named = title.find(head, anchored=bool(code or dated or national))
    own = own_name.find(head)
    if own and own.title.line <= min(part.line for part in (own.title, named, code) if part):
        named, code, dated = own
    address = recipients.addressees(lines[:_HEAD], within=len(head) + 2)
    about = next((i for i, line in enumerate(head) if zone.about(line)), None) if code and named is None else None
    subject = title.subject(lines[:_HEAD], named, text) if named else _about(head, about)
    anchored = bool(code or dated or named or national)
    return Opening(
        number=code,
        dated=dated,
        title=named,
        subject=subject,
        issuer=_issuer(head, code, dated, named, anchored=bool(code) or national) if anchored else None,
        secrecy=secrecy.secrecy(head),
        urgency=secrecy.urgency(head),
        address=address,
        letter=named is None and (about is not None or address is not None),
        consolidated=any(map(zone.consolidated, head)),
        after=_after(lines, (code, dated, named, subject, address)),
    )


def _about(head: Sequence[HeadLine], at: int | None) -> Found | None:
    """ "V/v …" with the lines below that go on in it."""
    if at is None:
        return None
    last = at
    while last + 1 < len(head) and _goes_on(head[at], head[last], head[last + 1]):
        last += 1
    words = " ".join(line.words for line in head[at : last + 1])
    return Found(" ".join(words.split()).rstrip(" .;"), Span(head[at].start, head[last].end), last)


def _goes_on(first: HeadLine, above: HeadLine, below: HeadLine) -> bool:
    """Whether ``below`` is a further line of the subject under the number: same column, no other part."""
    if below.ornament or zone.national(below) or place_date.date_in(below.words) or below.column != first.column:
        return False
    if below.capitals or above.words.endswith((".", ";", "/.")):
        return False
    return below.column is not None or below.words[:1].islower() or below.words[:1].isdigit()


def _issuer(
    head: Sequence[HeadLine], code: Found | None, dated: PlaceDate | None, named: Title | None, *, anchored: bool
) -> Issuer | None:
    """The issuer among the lines above number and title that are no other part."""
    ends = [found.line for found in (code, named) if found]
    end = min(ends) if ends else (dated.line if dated else len(head))
    free = [line for i, line in enumerate(head[:end]) if not _claimed(line, i, dated)]
    found = issuer.find(free, anchored=anchored)
    return found or (issuer.find(_between(head, end, named, dated), anchored=False) if code else None)


def _between(head: Sequence[HeadLine], start: int, named: Title | None, dated: PlaceDate | None) -> list[HeadLine]:
    """Lines in capitals between number and title, where the columns were read in the other order."""
    end = named.line if named else len(head)
    return [line for i, line in enumerate(head[:end]) if i > start and line.capitals and not _claimed(line, i, dated)]


def _claimed(line: HeadLine, i: int, dated: PlaceDate | None) -> bool:
    stamp = secrecy.secrecy([line]) or secrecy.urgency([line])
    other = zone.national(line) or zone.gazette(line) or zone.about(line) or zone.attached(line)
    return bool(stamp) or other or line.ornament or line.column == 1 or (dated is not None and dated.line == i)


def _after(lines: Sequence[HeadLine], parts: Sequence[Found | PlaceDate | Title | Block | None]) -> int:
    """The index of the first line below every part."""
    last = -1
    for part in parts:
        if part is not None:
            last = max(last, part.last if isinstance(part, Block) else part.line)
    while last + 1 < len(lines) and last >= 0 and (lines[last + 1].ornament or zone.national(lines[last + 1])):
        last += 1
    return last + 1
