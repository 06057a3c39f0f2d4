"""The label at the beginning of a paragraph, and everything it might be.

A form alone rarely decides: "I." is a Roman one or the letter after H, "l." a letter or a misread 1, "2.95 %" a number
or item 2. So a paragraph gets a candidate with one or more readings, each with a form, a value and whether the marks
alone make a label of it; ``sequence`` chooses by what the document has counted so far. Only the first ``WINDOW`` code
points are looked at, so a paragraph of 5 MB costs no more than one of 200 characters.
"""

from __future__ import annotations

import re

from extractor.sections.reading import Candidate, Reading
from extractor.sections.symbols import symbol_readings
from extractor.sections.words import word_readings

WINDOW = 240

_OPENING = re.compile(r"[“\"«„‘']{1,2}\s{0,2}")
_MARKUP = re.compile(r"\t+|#{1,6}\s{1,3}(?:\*\*)?|(?:\*\*\*?|__)(?=\S)|[*_](?=[^\s*_][^*_\n]{1,200}[*_]\s*[:.]?\s*$)")
#: A line of a table of contents: dots and a page number at its end.
_CONTENTS_LINE = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d{1,4}$")
#: Bullets as typed, and the private-use code points that Word's Symbol and Wingdings bullets come out as.
_BULLET = re.compile(r"([-–—−+*•●○▪■◦·∙➢►▶✓✔☞➤❖❑\uf000-\uf0ff]|o(?=\s+[A-ZĐÀ-Ỹ]))(\s*)")
_DASHES = frozenset("-–—−")
_DEEPEST = 8  # bullets within bullets; a line of nothing but dashes is none the deeper


def candidate(text: str, start: int, end: int) -> Candidate | None:
    """What the paragraph ``text[start:end]`` may be labelled with; None where nothing looks like a label."""
    if text[end - 1 : end].isdigit() and _CONTENTS_LINE.search(text[max(start, end - 80) : end]):
        return None
    limit = min(end, start + WINDOW)
    at = _past(_MARKUP, text, start, limit)
    quoted = _OPENING.match(text, at, limit)
    at = _past(_MARKUP, text, quoted.end(), limit) if quoted else at
    readings = word_readings(text, at, end) or symbol_readings(text, at, end) or _bullet(text, at, end)
    return Candidate(at, quoted is not None, readings) if readings else None


def _past(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    """Where ``pattern`` ends at ``at``, or ``at`` itself."""
    found = pattern.match(text, at, end)
    return found.end() if found else at


def _bullet(text: str, at: int, end: int, deep: int = 0) -> tuple[Reading, ...]:
    """The bullet at ``at``; a label behind it ("- + …", "- a) …", as converters write lists) is what the reader sees."""
    found = _BULLET.match(text, at, end)
    if not found or not _opens_words(text, found, end):
        return ()
    mark = found[1]
    plain = Reading("-" if mark in _DASHES else mark, (), _shown(mark), found.end(), sure=True)
    inner = _bullet(text, found.end(), end, deep + 1) if found[2] and mark in _DASHES and deep < _DEEPEST else ()
    if inner:
        return inner
    numbered = symbol_readings(text, found.end(), end) if found[2] else ()
    return (*(r._replace(sure=False) for r in numbered), plain)


def _shown(mark: str) -> str:
    """The bullet as a reader names it: every dash is "-", and what only a symbol font shows is "•"."""
    return "-" if mark in _DASHES else mark if mark in "+*☞" else "•"


def _opens_words(text: str, found: re.Match[str], end: int) -> bool:
    """Whether words follow the bullet: no ruler ("-----"), no telephone number ("+84 …"), no figure below zero."""
    rest = text[found.end() : found.end() + 12]
    if found.end() >= end or not rest.strip():
        return False
    if found[2]:
        return True
    if found[1] in _DASHES:
        return rest[0].isalnum() or rest[0] in '“"([+'
    return rest[0].isalpha() or rest[0] in '“"(' or (found[1] != "+" and rest[0].isdigit())
