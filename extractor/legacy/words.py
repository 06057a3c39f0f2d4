"""Words as evidence: a word that is a syllable in one reading and none in another says which reading is meant.

A word is a stretch of letters and signs of bytes (``surface``) between blanks, digits and ASCII punctuation. Words of ASCII
alone (English, codes, abbreviations) read alike in every encoding and say nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extractor.legacy.surface import PUNCTUATION, SIGNABLE, signs
from extractor.legacy.tables import NAMES, encoding
from extractor.text.syllable import is_syllable

LONGEST = 24  #: signs; a syllable in VNI has ten at most, the rest are words glued by quotes
_BEYOND = "\u0100-\u036f\u1e00-\u1eff"  #: letters that no byte becomes (but for a few of Windows-1252)
_ODD = SIGNABLE + _BEYOND
#: A word of a text that holds anything but ASCII. Possessive, so that it stays linear.
WORD = re.compile(f"[A-Za-z]*+[{_ODD}][A-Za-z{_ODD}]*+")
_UNICODE = re.compile(f"[{_BEYOND}]")
_UNIT = re.compile("(?:[kcdmh]?m)?[²³]|[‰°º%]C?|[µμ][gmlL]")
_PART = re.compile(f"[^{PUNCTUATION}]+")
_BETWEEN = re.compile("[“”‘’«»‚„‹›…–—•\xa0\u200b¹²³]+")
#: These encodings set common capitals where Windows has quotes (HỘI: 0x93), so a quote inside a word is a letter.
_CAPITALS_IN_QUOTES = ("viscii", "vps")

Leaning = tuple[float, ...]  #: for each of ``NAMES`` what a word says against Unicode: 1 for, -1 against, 0 nothing
NOTHING: Leaning = (0.0,) * len(NAMES)
_AGAINST: Leaning = (-1.0,) * len(NAMES)


@lru_cache(maxsize=50_000)
def leaning(word: str) -> Leaning:
    """What ``word`` (as it stands in the text, before ``signs``) says."""
    if not 1 < len(word) <= LONGEST or _UNIT.fullmatch(word):
        return NOTHING  # a sign by itself may be a bullet, a bound set in Symbol, a mark of a note
    as_it_stands = is_spelt(word)
    if _UNICODE.search(signs(word)):
        return _AGAINST if as_it_stands else NOTHING
    return tuple(_against(word, name, as_it_stands) for name in NAMES)


def _against(word: str, name: str, as_it_stands: bool) -> float:
    read = decoded(word, name)
    if read == word:
        return 0
    if is_spelt(read) == as_it_stands:
        return 0 if as_it_stands else -0.25
    return -1 if as_it_stands else 1


def is_spelt(words: str) -> bool:
    """Whether ``words``, parted at quotes and dashes, are syllables."""
    parts = [part for part in _BETWEEN.split(unicodedata.normalize("NFC", words)) if part]
    return bool(parts) and all(map(is_syllable, parts))


def spelt_share(text: str) -> float:
    """The share of the words with more than ASCII in ``text`` that are syllables as they stand."""
    words = WORD.findall(text)
    return sum(map(is_spelt, words)) / max(len(words), 1)


def decoded(word: str, name: str) -> str:
    """``word`` read in the encoding ``name``; what is no letter there stays as it stands."""
    return "".join(pieces(word, name))


def pieces(word: str, name: str) -> list[str]:
    """``decoded``, one piece for each character: a letter at its first character, nothing at the others."""
    table = encoding(name)
    signed = signs(word)
    out = list(word)
    for start, end in _spans(signed, name):
        for match in table.pattern.finditer(signed, start, end):
            out[match.start()] = table.letter(match)
            out[match.start() + 1 : match.end()] = [""] * (match.end() - match.start() - 1)
    return out


def _spans(signed: str, name: str) -> list[tuple[int, int]]:
    """The places of ``signed`` to be read as letters: quotes and dashes stay out unless they make the syllable."""
    parts = [part.span() for part in _PART.finditer(signed)]
    if parts == [(0, len(signed))] or not parts:
        return parts
    table = encoding(name)

    def reads(start: int, end: int) -> bool:
        return is_syllable(table.pattern.sub(table.letter, signed[start:end]))

    inside = (parts[0][0], parts[-1][1])
    if name in _CAPITALS_IN_QUOTES and reads(*inside):
        return [inside]
    if all(reads(*part) for part in parts):
        return parts
    for start, end in (inside, (inside[0], len(signed)), (0, inside[1]), (0, len(signed))):
        if reads(start, end):
            return [(start, end)]
    return [inside] if name in _CAPITALS_IN_QUOTES else parts
