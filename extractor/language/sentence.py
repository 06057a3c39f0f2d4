"""Sentences by own rules: a measure belongs to the sentence that carries it, and a sentence ends where an official ends it.

Statistical splitters (punkt in underthesea) stumble over "TP. Hồ Chí Minh", "1.250", "Đ/c" and list numbers; the forms are
few and known, so one pass over the end marks decides each from its neighbours.
"""

from __future__ import annotations

import re

from extractor.language.lexicon import words_of
from extractor.text import Span

#: A mark that may end a sentence, what may close after it, and the white space that follows; or a line end.
_END = re.compile(r"\n|(?:[.!?…]{1,20}|;)[\"”’)\]]{0,3}(?=\s|$)")

_LAST_WORD = re.compile(r"(?:[^\s()\"“”]{1,12})$")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,5}|[IVXLC]{1,7}|[a-zđA-ZĐ])$")


def sentences(text: str) -> list[Span]:
    """The sentences of ``text`` in order, white space around them left out; a semicolon ends one, a line end always does."""
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _belongs_to_word(text, start, match):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _belongs_to_word(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the full stop closes an abbreviation, or the number of a list item at the start of the sentence."""
    before = text[max(start, match.start() - 12) : match.start()]
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    if word.group().lower() in words_of("abbreviations"):
        return True
    opens = not text[start : match.start()][: -len(word.group())].strip() if match.start() - start <= 24 else False
    return opens and _LIST_NUMBER.match(word.group()) is not None


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        found.append(Span(start + left, start + len(piece.rstrip())))
