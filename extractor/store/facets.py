"""Facets: what targets are filtered by, written as words into the index of their words, so that FTS5 does the filtering.

Words that a million targets hold, in the documents of one year and issuer: from the words, a million rows are looked up; from
the documents, all their rows. The index intersects both lists in its own order and stops at the first page: 1 to 20 ms
(480 ms for the words alone). A facet is a sign of the private use area, which unicode61 takes for a letter and nobody types,
the letter of its kind and a checksum of the value, so two values may share one: rows found are looked at again.
"""

from __future__ import annotations

import json
from functools import lru_cache
from zlib import crc32

_SIGN = "\ue000"
_YEARS = 9999


def facet(kind: str, value: str | None) -> str:
    """The word that stands for ``value``: kinds are ``issuer``, ``type``, ``role``, ``op``, ``unit``."""
    return f"{_SIGN}{kind[0]}{crc32((value or '').encode()):x}"


def of_year(year: str) -> str:
    """The FTS expression for targets that are for ``year``, four digits."""
    return "(" + " OR ".join(f'"{_SIGN}y{year[:n]}"' for n in range(1, 5)) + ")"


def target_facets(
    issuer_words: str | None,
    doc_type: str | None,
    issued_on: str | None,
    role: str,
    op: str | None,
    unit: str | None,
    period: str | None,
) -> str:
    """The facets of a target, from the columns of its document and its own; SQL calls it too."""
    return f"{_of_document(issuer_words, doc_type)} {_of_target(role, op, unit, period, issued_on)}"


@lru_cache(1_000)
def _of_document(issuer_words: str | None, doc_type: str | None) -> str:
    return f"{facet('issuer', issuer_words)} {facet('type', doc_type)}"


@lru_cache(10_000)
def _of_target(role: str, op: str | None, unit: str | None, period: str | None, issued_on: str | None) -> str:
    words = [facet("role", role), facet("op", op), facet("unit", unit)]
    first, last = _ends(period, issued_on)
    return " ".join([*words, *(f"{_SIGN}y{years}" for years in _covering(first, last))])


def _ends(period: str | None, issued_on: str | None) -> tuple[int, int]:
    """The years from which and to which a target is for; an open end is the end of time."""
    if period is None:
        return (_year(issued_on, 0), _year(issued_on, _YEARS)) if issued_on else (1, 0)
    ends = json.loads(period)
    return _year(ends["from"], 0), _year(ends["to"], _YEARS)


def _year(day: str | None, otherwise: int) -> int:
    return int(day[:4]) if day and day[:4].isascii() and day[:4].isdigit() and len(day) >= 4 else otherwise


def _covering(first: int, last: int) -> list[str]:
    """The fewest beginnings of years that cover ``first`` to ``last``: 2018 to 2030 are 2018, 2019, 202 and 2030."""
    found = []
    while first <= last:
        digits = next(n for n in range(1, 5) if first % 10 ** (4 - n) == 0 and first + 10 ** (4 - n) - 1 <= last)
        found.append(f"{first:04}"[:digits])
        first += 10 ** (4 - digits)
    return found
