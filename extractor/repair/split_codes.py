"""Codes of documents torn apart by line ends and blanks: ``38/2018/TT-⏎⏎BYT``, ``180/KH- UBND``, ``12 /2024/QĐ-UBND``.

A code is recognised whole, blanks allowed at its joints, and only the blanks inside it go. The shape is strict (a number, a
slash, an abbreviation in capitals, a hyphen, an abbreviation in capitals), because "5/10 - UBND" is no code; line ends are
only bridged where the code is unfinished without what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.text import Edit, Text
from extractor.text.letters import LOWER

RULE = "split_codes"

_GAP = r"[ \t]{0,3}(?:\n[ \t]{0,3}){0,3}"
_INLINE = r"[ \t]{0,2}"
_TYPE = r"[A-ZĐ]{1,5}[a-zđ]{0,2}[A-ZĐ]{0,3}"
# QĐ-TTg, TT-BYT, NQ-UBTVQH15, TT-BLĐTB&XH, KH-ĐHĐN, CV/TU: the body may hold lower-case letters after two capitals.
_BODY = r"[A-ZĐƯÔÂ][A-ZĐƯÔÂ&][A-ZĐƯÔÂa-z&0-9]{0,11}"
_BEFORE = r"(?<![\d/.,-])"
_CODES = re.compile(
    # 38/2018/TT-BYT, 180/KH-UBND; a slash or hyphen that ends a line calls for its other half
    rf"{_BEFORE}\d{{1,5}}[a-z]?{_INLINE}/{_GAP}(?:(?:19|20)\d\d{_INLINE}/{_GAP})?{_TYPE}{_INLINE}[-–]{_GAP}{_BODY}(?:-{_BODY}){{0,3}}(?![{LOWER}])"
    # 38/2018⏎/TT-BYT: a line that begins with the slash
    rf"|{_BEFORE}\d{{1,5}}(?:/(?:19|20)\d\d)?{_GAP}/(?:(?:19|20)\d\d/)?{_TYPE}-{_BODY}(?:-{_BODY}){{0,3}}(?![{LOWER}])"
    # 34- CT/TW, 34-CT /TW
    rf"|{_BEFORE}\d{{1,4}}{_INLINE}[-–]{_INLINE}(?:{_TYPE}){_INLINE}/{_INLINE}(?:TW|TU|TTg|HU|TƯ|ĐU)\b"
    # 06/2022/ QH15
    rf"|{_BEFORE}\d{{1,3}}/{_GAP}(?:19|20)\d\d{_INLINE}/{_GAP}(?:QH|UBTVQH)\d{{1,2}}\b"
)
_BLANKS = re.compile(r"\s+")


# A slash or hyphen beside a blank, behind what may be part of a code: only there is a code looked for (a tenth of the time).
_HINT = re.compile(r"[/–-](?:(?<=[A-ZĐ\dg][/–-])\s|(?<=[A-ZĐ\dg]\s[/–-])|(?<=\s/))")
_REACH = 60  # code points before and behind a hint within which its code lies


def edits(text: Text) -> list[Edit]:
    """The blanks and line ends inside codes, removed; rows of tables keep their line ends by having none inside."""
    return [
        Edit(m.start() + gap.start(), m.start() + gap.end(), "", RULE)
        for m in _codes(text.text)
        for gap in _BLANKS.finditer(m.group())
    ]


def _codes(words: str) -> Iterator[re.Match[str]]:
    """The codes around the hints; stretches that meet are searched as one, each code point once."""
    for start, end in _stretches(words):
        yield from _CODES.finditer(words, start, end)


def _stretches(words: str) -> Iterator[tuple[int, int]]:
    start = end = 0
    for hint in _HINT.finditer(words):
        if hint.start() - _REACH > end:
            yield start, end
            start = hint.start() - _REACH
        end = min(hint.end() + _REACH, len(words))
    yield start, end
