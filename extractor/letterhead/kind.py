"""Which kind of document it is: the title says so, else the abbreviation in the number, else the form of a công văn.

A consolidated text carries the title of the law it consolidates; its number says VBHN, and that wins. A letter has no title;
its number names body and unit ("208/SYT-TCCB"), and abbreviations that could be a body's are read as one.
"""

from __future__ import annotations

import re

from extractor.letterhead.document_types import DocumentType, by_abbreviation, by_name

_PARTS = re.compile(r"[/–-]")
_LETTER = re.compile(r"[^/]*/[^/\d][^/–-]*[–-][^/]+$")
_CONSOLIDATED = "VBHN"


def kind_of(title: DocumentType | None, number: str | None, *, letter: bool, consolidated: bool) -> DocumentType | None:
    """The kind; ``letter``: "V/v" or "Kính gửi" was found, ``consolidated``: "VĂN BẢN HỢP NHẤT". None where nothing tells."""
    coded = _coded(number, letter=letter)
    if consolidated or (coded and coded.abbr == _CONSOLIDATED):
        return by_abbreviation(_CONSOLIDATED)
    if title:
        return title
    if coded or not number:
        return coded
    return by_name("Công văn") if letter or _LETTER.match(number) else None


def disagree(title: DocumentType | None, number: str | None) -> bool:
    """Whether title and number name two kinds: one of the two is misprinted or misread."""
    coded = _coded(number, letter=False)
    return bool(title and coded and coded.abbr not in (title.abbr, _CONSOLIDATED) and not coded.rare)


def _coded(number: str | None, *, letter: bool) -> DocumentType | None:
    """The kind that the first abbreviation of ``number`` names."""
    parts = [part for part in _PARTS.split(number or "") if part and not part[0].isdigit() and part[0].isalpha()]
    if not parts:
        return None
    kind = by_abbreviation(parts[0], parts[1] if len(parts) > 1 else None)
    return None if kind and kind.rare and letter else kind
