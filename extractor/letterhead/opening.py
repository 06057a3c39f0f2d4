"""The upper part of a document: which line is number, date, title, subject, issuer, and where the document proper begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.letterhead import issuer, long_title, number, own_name, place_date, recipients, secrecy, title, zone
from extractor.letterhead.found import Found
from extractor.letterhead.issuer import Issuer
from extractor.letterhead.lines import HeadLine
from extractor.letterhead.place_date import PlaceDate
from extractor.letterhead.recipients import Block
from extractor.letterhead.title import Title
from extractor.text import Span

_LAWS = frozenset({"L", "BL", "PL"})
_BELOW_NUMBER = 2  # lines: place and date may stand between
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


def read(lines: Sequence[HeadLine], text: str, *, closed: bool) -> Opening:
    """The parts among the first of ``lines``; ``closed`` says that a Nơi nhận closes the document."""
    head = zone.zone(lines[:_HEAD])
    national = any(map(zone.national, head))
    parts = _parts(head, lines[:_HEAD], text, formal=national or closed)
    code, dated, named, subject, _ = parts
    address = recipients.addressees(lines[:_HEAD], within=len(head) + 2)
    return Opening(
        number=code,
        dated=dated,
        title=named,
        subject=subject,
        issuer=parts.issuer or _issuer(head, parts, national=national) or _owner(lines, parts),
        secrecy=secrecy.secrecy(head),
        urgency=secrecy.urgency(head),
        address=address,
        letter=named is None and (subject is not None or address is not None),
        consolidated=any(map(zone.consolidated, head)),
        after=_after(lines, (code, dated, named, subject, address)),
    )


class _Parts(NamedTuple):
    """Number, date, title and subject, and the issuer where a title names it."""

    number: Found | None
    dated: PlaceDate | None
    title: Title | None
    subject: Found | None
    issuer: Issuer | None = None


def _parts(head: Sequence[HeadLine], lines: Sequence[HeadLine], text: str, *, formal: bool) -> _Parts:
    """The parts each on its line, or all of them in the one line or phrase that names the document."""
    code = number.find(head)
    dated = place_date.find(head, code.span if code else None)
    named = title.find(head, anchored=bool(code or dated or formal))
    own = own_name.find(head)
    if own and own.title.line <= min(part.line for part in (own.title, named, code) if part):
        return _Parts(own.number, own.dated, own.title, title.subject(lines, own.title, text))
    about = next((i for i, line in enumerate(head) if zone.about(line) or _about_below(head, i, code)), None)
    if named is None:
        return _Parts(code, dated, None, _about(head, about) if code else None)
    subject = title.subject(lines, named, text) or (_about(head, about) if code else None)
    whole = long_title.read(subject, text, code.value if code else None) if subject else None
    if whole and code and whole.number.value == code.value and not whole.number.span.holds(code.span):
        return _Parts(code, dated or whole.dated, named, whole.subject)  # the phrase repeats the letterhead
    if whole is None or (code and not whole.number.span.holds(code.span)):
        return _Parts(code, dated, named, _law_name(named, subject, text))
    return _Parts(whole.number, dated or whole.dated, named, whole.subject, whole.issuer)


def _about_below(head: Sequence[HeadLine], i: int, code: Found | None) -> bool:
    """ "Về …" right below the number: what a letter is about, its "V/v" written out."""
    line = head[i]
    return (
        bool(code) and 0 < i - (code.line if code else 0) <= _BELOW_NUMBER and line.words.startswith("Về ") and line.column != 1
    )


def _law_name(named: Title, subject: Found | None, text: str) -> Found | None:
    """A law is called by its type and what it is about: "LUẬT XÂY DỰNG", not "XÂY DỰNG"."""
    if subject is None or named.kind.abbr not in _LAWS:
        return subject
    kind = " ".join(named.span.of(text).split())
    return Found(f"{kind} {subject.value}", Span(named.span.start, subject.span.end), subject.line)


def _about(head: Sequence[HeadLine], at: int | None) -> Found | None:
    """ "V/v …", in brackets or not, with the lines below that go on in it."""
    if at is None:
        return None
    parts, last = [head[at]], at
    for i, line in enumerate(head[at + 1 :], at + 1):
        if _stamp(line):
            continue
        if not _goes_on(head[at], parts[-1], line):
            break
        parts.append(line)
        last = i
    words = " ".join(line.words for line in parts)
    bare = " ".join(words.split()).rstrip(" .;")
    bare = bare[1:-1].strip() if bare.startswith("(") and bare.endswith(")") else bare
    return Found(bare, Span(head[at].start, head[last].end), last)


def _goes_on(first: HeadLine, above: HeadLine, below: HeadLine) -> bool:
    """Whether ``below`` is a further line of the subject under the number: same column, no other part."""
    if below.ornament or zone.national(below) or place_date.date_in(below.words) or below.column != first.column:
        return False
    if below.capitals or above.words.endswith((".", ";", "/.")):
        return False
    return below.column is not None or below.words[:1].islower() or below.words[:1].isdigit()


def _issuer(head: Sequence[HeadLine], parts: _Parts, *, national: bool) -> Issuer | None:
    """The issuer among the lines above number and title that are no other part."""
    code, dated, named = parts.number, parts.dated, parts.title
    if not (code or dated or named or national):
        return None
    ends = [found.line for found in (code, named) if found]
    end = min(ends) if ends else (dated.line if dated else len(head))
    free = [line for i, line in enumerate(head[:end]) if not _claimed(line, i, dated)]
    found = issuer.find(free, anchored=bool(code) or national)
    return found or (issuer.find(_between(head, end, named, dated), anchored=False) if code else None)


def _owner(lines: Sequence[HeadLine], parts: _Parts) -> Issuer | None:
    """ "CỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI" below the title and above the number: the Công báo's form of a letterhead."""
    code, named = parts.number, parts.title
    if not (code and named and code.line == named.line + 2):
        return None
    below = title.owner(lines[named.line + 1])
    return Issuer(below.value, below.span, None, None) if below else None


def _between(head: Sequence[HeadLine], start: int, named: Title | None, dated: PlaceDate | None) -> list[HeadLine]:
    """Lines in capitals between number and title, where the columns were read in the other order."""
    end = named.line if named else len(head)
    return [line for i, line in enumerate(head[:end]) if i > start and line.capitals and not _claimed(line, i, dated)]


def _stamp(line: HeadLine) -> bool:
    """MẬT, KHẨN and the like, which may be stamped beside anything."""
    return bool(secrecy.secrecy([line]) or secrecy.urgency([line]))


def _claimed(line: HeadLine, i: int, dated: PlaceDate | None) -> bool:
    other = zone.national(line) or zone.gazette(line) or zone.about(line) or zone.attached(line)
    return _stamp(line) or other or line.ornament or line.column == 1 or (dated is not None and dated.line == i)


def _after(lines: Sequence[HeadLine], parts: Sequence[Found | PlaceDate | Title | Block | None]) -> int:
    """The index of the first line below every part."""
    last = -1
    for part in parts:
        if part is not None:
            last = max(last, part.last if isinstance(part, Block) else part.line)
    while last + 1 < len(lines) and last >= 0 and (lines[last + 1].ornament or zone.national(lines[last + 1])):
        last += 1
    return last + 1
