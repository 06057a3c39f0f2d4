"""What a citation leaves out and the same text says elsewhere: the issuer, the number behind a name or a short name.

A document names "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị" once and says "Nghị quyết 57" from then on. Only
what is told in exactly one way is taken over, and only into ``key`` and ``issuer``: number and date stay as printed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from extractor.citations.model import Citation
from extractor.registry import by_name, resolve, sense

_SERIAL = re.compile(r"0*(\d+)")
_SHORT = re.compile(r"\D+ 0*(\d+)\D?")


def completed(found: list[Citation], on: str | None) -> list[Citation]:
    """``found`` with keys and issuers that other citations of the text tell; ``on`` is the day of the citing document."""
    by_serial = _told(found, _serial, lambda c: c.key)
    by_title = _told(found, _numbered_name, lambda c: c.key)
    named = [_with_key(citation, by_serial, by_title, on) for citation in found]
    issuers = _told(named, lambda c: c.key if c.issuer else None, lambda c: c.issuer or "")
    days = _told(named, lambda c: c.key if c.issuer and c.issued_on else None, lambda c: c.issued_on or "")
    return [_with_issuer(citation, issuers, days) for citation in named]


def _with_issuer(citation: Citation, issuers: dict[Hashable, str], days: dict[Hashable, str]) -> Citation:
    """The issuer told with the same number elsewhere; another date makes it another document of that number."""
    if citation.issuer or citation.key not in issuers:
        return citation
    if citation.issued_on and days.get(citation.key) != citation.issued_on:
        return citation
    return replace(citation, issuer=issuers[citation.key])


def _told(
    found: Iterable[Citation], topic: Callable[[Citation], Hashable | None], what: Callable[[Citation], str]
) -> dict[Hashable, str]:
    """What the citations say of each topic, where they all say the same."""
    said: dict[Hashable, set[str]] = defaultdict(set)
    for citation in found:
        if (subject := topic(citation)) is not None:
            said[subject].add(what(citation))
    return {subject: next(iter(values)) for subject, values in said.items() if len(values) == 1}


def _serial(citation: Citation) -> Hashable | None:
    serial = _SERIAL.match(citation.key) if citation.number else None
    return (citation.doc_type_name, serial[1]) if serial else None


def _numbered_name(citation: Citation) -> Hashable | None:
    """The name of a law whose number the text or the registry tells at this place."""
    told = citation.title and citation.key[0].isdigit() and citation.title.startswith(citation.doc_type_name)
    return sense(citation.title) if told and citation.title else None


def _with_key(citation: Citation, by_serial: dict[Hashable, str], by_title: dict[Hashable, str], on: str | None) -> Citation:
    """A citation by name or serial alone under the key of the document it means, where that is certain."""
    if citation.number or citation.key[0].isdigit():
        return citation
    if short := _SHORT.fullmatch(citation.key):
        key = by_serial.get((citation.doc_type_name, short[1]))
        return replace(citation, key=key, confidence=0.8) if key else citation
    if citation.issued_on or not citation.title:
        return citation
    if key := by_title.get(sense(citation.title)):
        return replace(citation, key=key)
    known = resolve(citation.title, on=on) if by_name(citation.title) else None
    return replace(citation, key=known.key) if known and known.key else citation
