"""Footnotes: lines at a page's end that stand outside of the running text.

They open with a raised number, or under the short line that separates them, and are set smaller than the document's text.
The document's, not the page's: consolidated laws have pages that are nine tenths footnote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.readers.pdf_rulings import Ruling
from extractor.text import Line

Piece = tuple[str, Line]

_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3} ?\S|\[\d{1,3}\] ?\S")
_SMALL = 0.95  #: of the size of the text
_SEPARATOR = (90.0, 230.0)  #: length of the line over footnotes, points; Word draws 144
_AT_MARGIN = 20.0  #: points from the left edge of the text
_FEWEST = 5  #: characters; less is a page number and tells nothing
_SHARE = 5  #: the text's size is the largest that one character in five is set in


def separators(level: Sequence[Ruling], left: float) -> list[float]:
    """Where lines stand that may separate footnotes from a text whose left edge is ``left``."""
    return [
        ruling.at
        for ruling in level
        if _SEPARATOR[0] < ruling.end - ruling.start < _SEPARATOR[1] and abs(ruling.start - left) < _AT_MARGIN
    ]


def text_size(pieces: Sequence[Piece]) -> float:
    """The font size of the running text of a document."""
    characters: Counter[float] = Counter()
    for words, line in pieces:
        characters[line.style.size or 0.0] += len(words)
    share = 0
    for size in sorted(characters, reverse=True):
        share += characters[size]
        if share * _SHARE >= characters.total():
            return size
    return 0.0


def notes_quoted(pieces: list[Piece], over: Sequence[float], size: float) -> list[Piece]:
    """The lines of a page with its footnotes marked as quoted; ``over`` are its separators, ``size`` the text's."""
    begin = _begin(pieces, over, size)
    return pieces[:begin] + [(words, line._replace(quoted=True)) for words, line in pieces[begin:]]


def _begin(pieces: Sequence[Piece], over: Sequence[float], size: float) -> int:
    small: list[int] = []
    for i in range(len(pieces) - 1, 0, -1):
        words, line = pieces[i]
        if line.table is not None or ((line.style.size or 0.0) >= _SMALL * size and len(words) >= _FEWEST):
            break
        small.append(i)
    for i in reversed(small):
        if _MARK.match(pieces[i][0]) or _is_between(pieces[i - 1][1], pieces[i][1], over):
            return i
    return len(pieces)


def _is_between(above: Line, line: Line, over: Sequence[float]) -> bool:
    if above.box is None or line.box is None:
        return False
    top, bottom = above.box.bottom - 6, line.box.top + 6
    return any(top < at < bottom for at in over)
