"""Marks that are no writing: specks of the margin read as signs, strokes of a pen, bullets read as tildes.

A line without a letter or figure says nothing and parts what belongs together: it hid the letterhead of one scan whole. A
star is kept, which stands under the name of a Party body, and so are lines of one sign, which are drawn.
"""

from __future__ import annotations

import re

from extractor.repair.ocr_slips.rules import BULLET, NOISE
from extractor.repair.overlap import disjoint
from extractor.text import Edit, Span, Text
from extractor.text.syllable import is_syllable

_DRAWN = re.compile(r"\*{1,3}$|([-_=*~.…])\1{2,}$")
_BULLET = re.compile(r"(?:[~„¬] ?[-–_]?|[-–][~_]|-- ?~) ?(?=[^\W\d_])")
_TAIL = re.compile(r"(?<=\S)\s+[^\s\d]{1,2}$|(?<=[^\s|])[|¦]$|(?<=[./;,] )[^\s\d]{1,3}$|(?<=[.;,]) [#¿⁄°§$&][^\s,;]{1,4}$")
_EDGE_SIGNS = frozenset("|[]¬~`^ˆ_—¦‡")
_HEAD_SIGN = re.compile(r"[`'‘´ˆ^„_|]{1,3} ?(?=[^\W_])")
_DASH = re.compile(
    r"[-–~_.,'] ?(?=(?:UBND|ỦY BAN|UỶ BAN|SỞ|BỘ|HĐND|CỘNG H|BAN |TTYT)\b|CỘNG H)"
)  # before a body of the letterhead
_HEAD = 600  # code points from the start among which the letterhead begins
_UNSURE = 0.5  #: confidence below which a stray letter is a mark


def edits(text: Text) -> list[Edit]:
    """Lines that are only marks, marks at the ends of lines; tildes before words become the bullets they are."""
    if not text.source.ocr:
        return []
    return disjoint(edit for p in text.paragraphs if p.table is None for edit in _in_line(text, p.start, p.end))


def _in_line(text: Text, start: int, end: int) -> list[Edit]:
    words = text.text[start:end]
    if _says_nothing(text, words, start, end):
        return [Edit(start, end, "", NOISE)]
    out = []
    if start < _HEAD and (dash := _DASH.match(words)) and words.isupper():
        return [Edit(start, start + dash.end(), "", NOISE)]
    if bullet := _BULLET.match(words):
        out.append(Edit(start, start + bullet.end(), "- ", BULLET))
    elif (sign := _HEAD_SIGN.match(words)) and not _closed(words, sign.group()):
        out.append(Edit(start, start + sign.end(), "", NOISE))
    tail = _TAIL.search(words, max(len(words) - 8, 0))
    if tail and tail.start() > 0 and _mark(text, tail.group().strip(), Span(start + tail.start(), start + tail.end())):
        out.append(Edit(start + tail.start(), start + tail.end(), "", NOISE))
    return out


def _says_nothing(text: Text, words: str, start: int, end: int) -> bool:
    if len(words) > 12 or _DRAWN.match(words) or any(c.isdigit() for c in words):
        return False
    letters = sum(map(str.isalpha, words))
    return letters == 0 or (letters <= 2 and text.confidence(Span(start, end)) < _UNSURE)


def _mark(text: Text, words: str, place: Span) -> bool:
    """Whether ``words`` at the end of a line are a mark: a sign, or a letter or two that the engine doubts."""
    if not any(map(str.isalnum, words)):
        return all(sign in _EDGE_SIGNS for sign in words) or (len(words) == 1 and text.confidence(place) < _UNSURE)
    word = len(words) > 1 and words.isalpha() and (is_syllable(words) or words.isupper())
    return not word and text.confidence(place) < _UNSURE


def _closed(words: str, sign: str) -> bool:
    """Whether the quotation mark at the head is closed later in the line."""
    return sign.strip() in ("'", "‘") and bool(re.search(r"['’]", words[1:]))
