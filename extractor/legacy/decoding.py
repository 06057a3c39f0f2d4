"""Decode runs that were found to be in an old encoding, letter by letter, also over the ends of runs.

TCVN3 has no capitals with tones in its fonts: headings are set in fonts that draw small letters as capitals (.VnTimeH), or,
where the name of the font was lost, betray themselves by the capitals of ASCII around them ("CéNG HOµ").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from extractor.legacy.deciding import UNICODE, Found, Run
from extractor.legacy.fonts import hint
from extractor.legacy.words import WORD, pieces

_LINE = re.compile(r"[^\n\r\v\f\t]+")  #: a line, or a cell of one
_SMALL = re.compile("[a-z]")
_CAPITALS = re.compile("[A-Z]")
_CODE = re.compile(r"(?<!\S)[^\s0-9/]*+[0-9/]\S*")  #: "905/QĐ-UBND" is in capitals on any line
_LEAST_CAPITALS = 4  #: of ASCII, that make a line without small letters a line of capitals


def decode(runs: Sequence[Run], found: Sequence[Found]) -> list[str]:
    """The texts of ``runs`` in Unicode: as many, in the same order; runs in Unicode are handed back as they are."""
    out: list[str] = []
    for name, group in groupby(range(len(runs)), key=lambda i: found[i].encoding):
        stretch = [runs[i] for i in group]
        out += [words for words, _ in stretch] if name == UNICODE else _decoded(stretch, name)
    return out


def _decoded(stretch: Sequence[Run], name: str) -> list[str]:
    text = "".join(words for words, _ in stretch)
    letters = list(text)
    for word in WORD.finditer(text):
        letters[word.start() : word.end()] = pieces(word.group(), name)
    if name == "tcvn3":
        for start, end in _capitals(text):
            letters[start:end] = [letter.upper() for letter in letters[start:end]]
    ends = [0, *accumulate(len(words) for words, _ in stretch)]
    texts = ["".join(letters[start:end]) for start, end in pairwise(ends)]
    return [words.upper() if hint(font).capitals else words for words, (_, font) in zip(texts, stretch, strict=True)]


def _capitals(text: str) -> Iterator[tuple[int, int]]:
    """The places of lines and words whose ASCII letters are all capitals, a word with one behind its first letter."""
    for line in _LINE.finditer(text):
        words = line.group()
        if not _SMALL.search(words) and len(_CAPITALS.findall(_CODE.sub("", words))) >= _LEAST_CAPITALS:
            yield line.span()
            continue
        for word in WORD.finditer(words):
            shown = word.group()
            if not _SMALL.search(shown) and _CAPITALS.search(shown, 1):
                yield line.start() + word.start(), line.start() + word.end()
