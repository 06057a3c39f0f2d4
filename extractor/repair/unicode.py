"""Code points that print like the right ones and are not: decomposed letters, foreign blanks, Icelandic eth, font glyphs.

Everything later compares code points, so this comes first. A PDF whose fonts give decomposed letters keeps them through
every reader (4,863 of them in one circular), old keyboards wrote ð for đ, and bullets of symbol fonts arrive as private-use
code points that mean nothing outside their font.
"""

from __future__ import annotations

import re
import unicodedata

from extractor.repair.overlap import disjoint
from extractor.text import Edit, Text

RULE = "unicode"

# A letter with the marks that follow it; the bound keeps the pattern linear (no Vietnamese letter carries more than two).
_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]{1,4}")
_ODD = re.compile(
    r"[\x00-\x08\x0e-\x1f\v\f\r\u00a0\u00ad\u0340\u0341\u1680\u180e\u2000-\u200f\u2028-\u202f"
    r"\u205f-\u2064\u3000\ufb00-\ufb04\ufeff]"
)
_ETH_WORD = re.compile(r"[^\W\d_]{0,20}[ðÐƉ][^\W\d_]{0,20}")
_ICELANDIC = re.compile(r"[þÞæÆöÖ]")
_GLYPH = re.compile(r"[\ue000-\uf8ff]")

_ETH = str.maketrans("ðÐƉ", "đĐĐ")
_LINE_ENDS = "\u2028\u2029\v\f\r"
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
# Symbol and Wingdings glyphs that Word writes into the private use area; the bullets are told from signs by their place.
_SIGNS = dict(zip("\uf0b3\uf0a3\uf0b1\uf0b4\uf0b0\uf0e0\uf0e8\uf0ae\uf02d", "≥≤±×°→→→-", strict=True))
_AT_LINE_START = re.compile(r"(?:^|\n)[ \t]{0,20}$")


def edits(text: Text) -> list[Edit]:
    """NFC letters, plain blanks, đ for ð, bullets for glyphs of symbol fonts."""
    words = text.text
    return disjoint([*_letters(words), *_blanks(words), *_eths(words), *_glyphs(words)])


def _letters(words: str) -> list[Edit]:
    if unicodedata.is_normalized("NFC", words):  # as most texts are: a hundredth of the time of the scan
        return []
    composed = ((m, unicodedata.normalize("NFC", m.group())) for m in _DECOMPOSED.finditer(words))
    return [Edit(m.start(), m.end(), nfc, RULE) for m, nfc in composed if nfc != m.group()]


def _blanks(words: str) -> list[Edit]:
    return [Edit(m.start(), m.end(), _plain(m.group()), RULE) for m in _ODD.finditer(words)]


def _plain(char: str) -> str:
    if char in _LIGATURES:
        return _LIGATURES[char]
    if char in _LINE_ENDS:
        return "\n"
    return " " if unicodedata.category(char) == "Zs" else ""


def _eths(words: str) -> list[Edit]:
    if not any(letter in words for letter in "ðÐƉ"):
        return []
    found = (m for m in _ETH_WORD.finditer(words) if not _ICELANDIC.search(m.group()))
    return [
        Edit(m.start() + i, m.start() + i + 1, letter.translate(_ETH), RULE)
        for m in found
        for i, letter in enumerate(m.group())
        if letter in "ðÐƉ"
    ]


def _glyphs(words: str) -> list[Edit]:
    out = []
    for m in _GLYPH.finditer(words):
        starts_line = _AT_LINE_START.search(words, max(0, m.start() - 21), m.start())
        sign = _SIGNS.get(m.group())
        if starts_line and sign != "-":
            out.append(Edit(m.start(), m.end(), "•", RULE))
        elif sign:
            out.append(Edit(m.start(), m.end(), sign, RULE))
    return out
