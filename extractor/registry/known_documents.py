"""Documents known from elsewhere: what a law cited by its name is numbered, when it was made, what took its place.

``models/known_documents.tsv`` holds public facts only. A name that several laws bore ("Luật Đất đai": 1987, 1993, 2003,
2013, 2024) is resolved by the year or date printed with it, never guessed: a wrong number would be worse than a name. A
Party number is no identity either (20-NQ/TW of 2017 and of 2022 are two resolutions), so ``by_key`` gives a list.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.registry.key import canonical_key
from extractor.resources import model_path
from extractor.text.fold import fold

_COLUMNS = ("number", "type", "name", "issued_on", "valid_from", "valid_to", "replaced_by", "aliases")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|")
_NO_SENSE = re.compile(r"[,()\-–/&]|\bvà\b|\bvề\b")


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """One document. Dates are ISO (``issued_on`` may be a year), empty strings are unknown; ``valid_to`` is exclusive."""

    number: str | None
    type: str
    name: str
    issued_on: str
    valid_from: str
    valid_to: str
    replaced_by: str
    aliases: tuple[str, ...]

    @property
    def key(self) -> str | None:
        """The canonical key of the number."""
        return canonical_key(self.number) if self.number else None

    def in_force(self, day: str) -> bool:
        """Whether it holds on the ISO ``day``, as far as is known."""
        start = self.valid_from or self.issued_on
        return start <= day and (not self.valid_to or day < self.valid_to)


@cache
def known_documents() -> tuple[KnownDocument, ...]:
    """All known documents in the order of the file; ``ValueError`` names the line that is not well formed."""
    with model_path("known_documents.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        header = tuple(next(rows))
        if header != _COLUMNS:
            raise ValueError(f"known_documents.tsv: columns {header}")
        return tuple(_document(row) for row in rows)


def _document(row: Sequence[str]) -> KnownDocument:
    if len(row) != len(_COLUMNS) or not row[2] or not all(_DATE.fullmatch(day) for day in row[3:6]):
        raise ValueError(f"known_documents.tsv: bad row {row}")
    number, kind, name, issued, start, end, successor, aliases = row
    return KnownDocument(number or None, kind, name, issued, start, end, successor, tuple(a for a in aliases.split(";") if a))


@lru_cache(maxsize=4096)  # a text says few names, many times
def sense(name: str) -> str:
    """What two printings of a name share: "Phòng, chống tham nhũng" = "phòng chống …", "phí, lệ phí" = "phí và lệ phí"."""
    return " ".join(_NO_SENSE.sub(" ", fold(name)).split())


@cache
def _by_name() -> dict[str, tuple[KnownDocument, ...]]:
    index: dict[str, list[KnownDocument]] = defaultdict(list)
    for document in known_documents():
        for name in {sense(n) for n in (document.name, *document.aliases)}:
            index[name].append(document)
    return {name: tuple(found) for name, found in index.items()}


@cache
def _by_key() -> dict[str, tuple[KnownDocument, ...]]:
    index: dict[str, list[KnownDocument]] = defaultdict(list)
    for document in known_documents():
        if document.key:
            index[document.key].append(document)
    return {key: tuple(found) for key, found in index.items()}


def by_name(name: str) -> tuple[KnownDocument, ...]:
    """Every version that bears ``name`` (with its type word: "Luật Đất đai"), oldest first as in the file."""
    return _by_name().get(sense(name), ())


def by_key(key: str) -> tuple[KnownDocument, ...]:
    """Every known document with this number, however it is spelled."""
    return _by_key().get(canonical_key(key), ())


def resolve(name: str, issued_on: str | None = None, *, on: str | None = None) -> KnownDocument | None:
    """The one document meant by ``name`` and the printed date, month or year; ``None`` when none or several fit.

    Without a printed date, ``on`` (ISO, the day of the citing document) tells the version in force, unless a newer one had
    been issued by then: in that half year either may be meant.
    """
    versions = by_name(name)
    if issued_on:
        exact = [v for v in versions if v.issued_on == issued_on]
        versions = tuple(exact or [v for v in versions if v.issued_on[:4] == issued_on[:4]])
    elif on and len(versions) > 1:
        versions = tuple(v for v in versions if v.issued_on <= on and not (v.valid_to and v.valid_to <= on))
    return versions[0] if len(versions) == 1 else None
