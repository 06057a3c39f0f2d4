"""The words by which the parts are known, as data (``models/letterhead.toml``), compared bare of case and diacritics.

Bare comparison is what makes "Noi nhận", "Ủy ban" and "UỶ BAN" one: OCR and keyboards differ most in the marks of capitals.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from extractor.resources import model_path
from extractor.text.fold import ascii_aligned, fold, fold_ascii

_LONGEST = 60  # code points of an entry
_LISTS = {
    *("organisations", "not_organisations", "not_in_names", "unfinished", "places"),
    *("offices", "preparers", "ranks", "deciders", "notes", "acts", "openings", "families"),
}


@cache
def _data() -> dict[str, list[str] | dict[str, str]]:
    data: dict[str, list[str] | dict[str, str]] = tomllib.loads(model_path("letterhead.toml").read_text(encoding="utf-8"))
    if data.keys() != _LISTS | {"bodies"}:
        raise ValueError(f"letterhead.toml: expected {sorted(_LISTS)} and bodies, found {sorted(data)}")
    return data


@cache
def words(name: str) -> frozenset[str]:
    """The entries of list ``name``, bare of diacritics."""
    return frozenset(fold_ascii(entry) for entry in _data()[name])


@cache
def folded(name: str) -> frozenset[str]:
    """The entries of list ``name`` with their diacritics, folded."""
    return frozenset(fold(entry) for entry in _data()[name])


def entry_end(name: str, line: str, at: int = 0, bare: str | None = None) -> int | None:
    """Where the entry of list ``name`` ends that stands at ``at`` of a folded line; None where none stands.

    A letter may have lost its marks but not carry others: "uy ban" is "ủy ban", "đại" is not "đài". ``bare`` is the line
    without diacritics, where the caller has it.
    """
    pattern, entries = _entries(name)
    m = pattern.match(bare[at : at + _LONGEST] if bare is not None else ascii_aligned(line[at : at + _LONGEST]))
    while m:
        found = line[at : at + m.end()]
        if any(_same(found, entry) for entry in entries[m.group()]):
            return at + m.end()
        m = pattern.match(m.group().rpartition(" ")[0])
    return None


def _same(found: str, entry: str) -> bool:
    return found == entry or all(f in (e, b) for f, e, b in zip(found, entry, ascii_aligned(entry), strict=True))


@cache
def _entries(name: str) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """A pattern for bare text that begins with an entry as whole words, the longest first; bare form → entries."""
    entries: dict[str, list[str]] = {}
    for entry in _data()[name]:
        entries.setdefault(fold_ascii(entry), []).append(fold(entry))
    longest_first = sorted(entries, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), entries


@cache
def bodies() -> dict[str, str]:
    """Abbreviation → the one body it stands for."""
    table = _data()["bodies"]
    return dict(table) if isinstance(table, dict) else {}
