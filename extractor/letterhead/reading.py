"""The parts put together: plain values with their places, and a note for whatever is uncertain."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.letterhead import attributes, body_issuer, closing, number, opening, place_date, recipients
from extractor.letterhead.attributes import Attributes
from extractor.letterhead.closing import Closing
from extractor.letterhead.found import Found
from extractor.letterhead.kind import disagree, kind_of
from extractor.letterhead.lines import HeadLine, HeadLines
from extractor.letterhead.model import Letterhead
from extractor.letterhead.opening import Opening
from extractor.messages import say
from extractor.text import Note, Span, Text

_CERTIFIED = 200  # code points above a signature in which the certifying body, number and date stand
_WHOLE_NUMBER = re.compile(r"\d+/\w+-")  # nothing less is believed so far from the letterhead


@dataclass
class Reading:
    """What is being gathered while the parts are read."""

    text: Text
    lines: list[HeadLine]
    upper: Opening
    lower: Closing
    spans: dict[str, Span] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def note(self, code: str, span: Span, **params: object) -> None:
        """Say that something is uncertain at ``span``."""
        self.notes.append(Note(code, say(f"warning_{code}", **params), span.start, span.end))


def read(text: Text, within: Span | None = None, lines_of: HeadLines | None = None) -> Letterhead:
    """The letterhead and closing block of ``text``; every field that is not printed is None.

    ``within`` is the stretch that holds the document where the file holds several, else the whole text; ``lines_of`` are the
    lines of the text, where the caller has them.
    """
    whole = within or Span(0, len(text.text))
    lines = (lines_of or HeadLines(text)).within(whole)
    upper = opening.read(lines, text.text, closed=recipients.find(lines) is not None)
    told = attributes.find(lines) if upper.empty else None
    if told:
        return _from_attributes(lines, told, whole.end)
    lower = closing.read(lines, upper.after, whole.end)
    reading = Reading(text, lines, upper, lower)
    issuer, parent = _issuer(reading)
    place, issued_on = _place_and_date(reading)
    named = upper.title.kind if upper.title else None
    coded = upper.number or _late_number(reading)
    code = coded.value if coded else None
    kind = kind_of(named, code, letter=upper.letter, consolidated=upper.consolidated)
    _keep_places(reading, coded)
    _doubts(reading, code, disagreeing=disagree(named, code))
    return Letterhead(
        number=code,
        doc_type=kind.abbr if kind else None,
        doc_type_name=kind.name if kind else None,
        issuer=issuer,
        parent_issuer=parent,
        place=place,
        issued_on=issued_on,
        subject=upper.subject.value if upper.subject else None,
        signers=lower.signed.signers if lower.signed else (),
        recipients=lower.block.recipients if lower.block else (),
        secrecy=upper.secrecy.value if upper.secrecy else None,
        urgency=upper.urgency.value if upper.urgency else None,
        spans=reading.spans,
        body=_body(reading),
        tail=lower.tail,
        notes=tuple(reading.notes),
    )


def _from_attributes(lines: list[HeadLine], told: Attributes, length: int) -> Letterhead:
    """The letterhead a portal's table of attributes stands in for; the document, where the page has it, comes after it."""
    lower = closing.read(lines, told.after, length)
    parts = {"number": told.number, "issuer": told.issuer, "subject": told.subject}
    spans = {name: part.span for name, part in parts.items() if part}
    places = {"issued_on": told.dated.date_span if told.dated else None, "signers": told.signer_span}
    signed = lower.signed.signers if lower.signed else (told.signer,) if told.signer else ()
    note = Note("header_from_attributes", say("warning_header_from_attributes"), told.number.span.start, told.number.span.end)
    start = min(lines[told.after].start if told.after < len(lines) else lower.tail.start, lower.tail.start)
    return Letterhead(
        number=told.number.value,
        doc_type=told.kind.abbr if told.kind else None,
        doc_type_name=told.kind.name if told.kind else None,
        issuer=told.issuer.value if told.issuer else None,
        issued_on=told.dated.issued_on if told.dated else None,
        subject=told.subject.value if told.subject else None,
        signers=signed,
        recipients=lower.block.recipients if lower.block else (),
        spans=spans | {name: place for name, place in places.items() if place},
        body=Span(start, lower.tail.start),
        tail=lower.tail,
        notes=(note,),
    )


def _body(reading: Reading) -> Span:
    lines, after = reading.lines, reading.upper.after
    start = lines[after].start if after < len(lines) else reading.lower.tail.start
    return Span(min(start, reading.lower.tail.start), reading.lower.tail.start)


def _issuer(reading: Reading) -> tuple[str | None, str | None]:
    """Issuer and superior from the letterhead, else from the document's own words or its number."""
    upper = reading.upper
    if upper.issuer:
        reading.spans["issuer"] = upper.issuer.span
        if upper.issuer.parent_span:
            reading.spans["parent_issuer"] = upper.issuer.parent_span
        return upper.issuer.name, upper.issuer.parent
    if upper.empty:
        return None, None
    code = upper.number.value if upper.number else None
    place = upper.dated.place if upper.dated else None
    below = reading.lines[upper.title.line + 1 if upper.title else upper.after :]
    named = body_issuer.find(below, reading.text.text, code, place)
    if named:
        reading.spans["issuer"] = named.span
        reading.note("issuer_from_body", named.span, name=named.name)
        return named.name, None
    known = body_issuer.from_number(code)
    if known and upper.number:
        reading.note("issuer_from_number", upper.number.span, name=known)
    return known, None


def _place_and_date(reading: Reading) -> tuple[str | None, str | None]:
    """Place and date of the letterhead, else those of the closing block, else the day a law was passed."""
    dated = reading.upper.dated or _late_date(reading)
    if dated is None:
        return None, None
    reading.spans["issued_on"] = dated.date_span
    if dated.place_span:
        reading.spans["place"] = dated.place_span
    if not dated.valid:
        reading.note("issue_date_impossible", dated.date_span, words=dated.date_span.of(reading.text.text))
    return dated.place, dated.issued_on


def _late_date(reading: Reading) -> place_date.PlaceDate | None:
    """The date beside the signature, or in the sentence that says when a law was passed."""
    signed = reading.lower.signed
    if reading.upper.empty or not signed:
        return None
    near = [line for line in reading.lines if reading.lower.tail.start - 400 < line.start < signed.span.end]
    return place_date.find(near) or place_date.passed(near)


def _late_number(reading: Reading) -> Found | None:
    """The number beside the signature: a consolidated text opens with the title it consolidates and is certified at its end."""
    signed = reading.lower.signed
    if reading.upper.empty or not signed:
        return None
    near = [line for line in reading.lines if signed.span.start - _CERTIFIED < line.start < signed.span.end]
    found = number.find(near)
    return found if found and _WHOLE_NUMBER.match(found.value) else None


def _keep_places(reading: Reading, coded: Found | None) -> None:
    upper, lower = reading.upper, reading.lower
    parts = {
        "number": coded,
        "doc_type_name": upper.title,
        "subject": upper.subject,
        "secrecy": upper.secrecy,
        "urgency": upper.urgency,
        "kinh_gui": upper.address,
        "signers": lower.signed,
        "recipients": lower.block,
    }
    reading.spans.update({name: part.span for name, part in parts.items() if part})


def _doubts(reading: Reading, code: str | None, *, disagreeing: bool) -> None:
    upper = reading.upper
    if upper.empty:
        reading.note("letterhead_missing", Span(0, 0))
    if upper.number and code and not code[0].isdigit():
        reading.note("number_without_serial", upper.number.span, number=code)
    if upper.title and disagreeing:
        reading.note("type_and_number_disagree", upper.title.span, name=upper.title.kind.name, number=code)
