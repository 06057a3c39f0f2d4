"""The title of the Công báo and of its copies: "CHỈ THỊ⏎CỦA BỘ … SỐ 07/2008/CT-… NGÀY 30 THÁNG 12 NĂM 2008⏎VỀ …".

Type, issuer, number, date and subject stand in one phrase over several lines. What ``title`` takes for the subject is taken
apart here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.letterhead import place_date
from extractor.letterhead.found import Found
from extractor.letterhead.issuer import Issuer
from extractor.letterhead.place_date import PlaceDate
from extractor.text import Span
from extractor.text.fold import ascii_aligned

_PHRASE = re.compile(
    r"(?:(?P<of>cua )?(?P<issuer>[^\d;:]{3,150}?)\s)?so ?:?\s(?P<number>[\dA-Z][\w./&-]{3,40}|\d{1,4}),?\s+"
    r"(?P<date>ngay\s(?:.{6,40}?nam |\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark))(?:19|20)\d\d)"
    r"(?:\s+(?P<subject>\S.*))?$",
    re.IGNORECASE | re.DOTALL,
)


class LongTitle(NamedTuple):
    """The parts of the phrase; ``subject`` and ``issuer`` may be missing."""

    issuer: Issuer | None
    number: Found
    dated: PlaceDate
    subject: Found | None


def read(subject: Found, text: str, code: str | None) -> LongTitle | None:
    """The parts of what was taken for a subject; None where it is one.

    Without "của" a body stands in front only where its number is ``code``, that of the letterhead.
    """
    words = subject.span.of(text)
    m = _PHRASE.match(ascii_aligned(words))
    dated = place_date.date_in(", " + " ".join(words[slice(*m.span("date"))].split())) if m else None  # as behind a place
    if m is None or dated is None:
        return None
    if m["issuer"] and not m["of"] and words[slice(*m.span("number"))] != code:
        return None
    issued_on, valid = place_date.iso(dated)
    return LongTitle(
        _issuer(words, m, subject.span.start),
        _part(words, m, "number", subject),
        PlaceDate(None, None, issued_on, _span(m, "date", subject.span.start), subject.line, valid),
        _part(words, m, "subject", subject) if m["subject"] else None,
    )


def _issuer(words: str, m: re.Match[str], at: int) -> Issuer | None:
    if not m["issuer"]:
        return None
    return Issuer(" ".join(words[slice(*m.span("issuer"))].split()), _span(m, "issuer", at), None, None)


def _part(words: str, m: re.Match[str], name: str, subject: Found) -> Found:
    value = " ".join(words[slice(*m.span(name))].split())
    return Found(value, _span(m, name, subject.span.start), subject.line)


def _span(m: re.Match[str], name: str, at: int) -> Span:
    return Span(at + m.start(name), at + m.end(name))
