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
from extractor.text.letters import LOWER, UPPER
from extractor.text.syllable import is_syllable

LONGEST = 24  #: signs; a syllable in VNI has ten at most, the rest are words glued by quotes
_BEYOND = "\u0100-\u036f\u1e00-\u1eff"  #: letters that no byte becomes (but for a few of Windows-1252)
_ODD = SIGNABLE + _BEYOND
#: A word of a text that holds anything but ASCII. Possessive, so that it stays linear.
WORD = re.compile(f"(?<![A-Za-z{_ODD}])[A-Za-z]*+[{_ODD}][A-Za-z{_ODD}]*+")
#: The same, or a word of ASCII: without a look behind it is found in half the time (0.06 ms a page against 0.12).
LETTERED = re.compile(f"[A-Za-z{_ODD}]++")
_UNICODE = re.compile(f"[{_BEYOND}]")
_LATE_CAPITAL = re.compile(f"[{LOWER}](?![A-Z])[{UPPER}]")  # "CéNG", "cộNG" is how TCVN3 writes capitals
#: A tone on the last of two vowels ("xaõ", "aùi" in VNI) is spelt so with oa, oe, uy, qu and gi only.
_LATE_TONE = re.compile(
    "(?<![qg])(?!o[àảãáạèẻẽéẹ]|u[ỳỷỹýỵ])[aăâeêioôơuưy][àảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ](?![a-zà-ỹ])", re.IGNORECASE
)
_UNIT = re.compile("(?:[kcdmh]?m)?[²³]|[‰°º%]C?|[µμ][gmlL]|[¹²³]+")  #: the last is the number of a note
_PART = re.compile(f"[^{PUNCTUATION}]+")
_BETWEEN = re.compile("[“”‘’«»‚„‹›…–—•\xa0\u200b¹²³]+")
#: These encodings set common capitals where Windows has quotes (HỘI: 0x93), so a quote inside a word is a letter.
_CAPITALS_IN_QUOTES = ("viscii", "vps")

Leaning = tuple[float, ...]  #: for each of ``NAMES`` what a word says against Unicode: 1 for, -1 against, 0 nothing
NOTHING: Leaning = (0.0,) * len(NAMES)
_FOREIGN = -0.25  #: a word that no reading makes a syllable
AGAINST: Leaning = (-1.0,) * len(NAMES)


def leaning(word: str) -> Leaning:
    """What ``word`` (as it stands in the text, before ``signs``) says.

    A sign by itself says nothing: it may be a bullet, a bound set in Symbol, the mark of a note.
    """
    return _leaning(word) if 1 < len(word) <= LONGEST else NOTHING


@lru_cache(maxsize=50_000)
def is_old(word: str) -> bool:
    """Whether ``word`` is one in an old encoding only."""
    return not word.isascii() and max(leaning(word)) > 0


@lru_cache(maxsize=50_000)
def _leaning(word: str) -> Leaning:
    if _UNIT.fullmatch(word):
        return NOTHING
    as_it_stands = is_spelt(word)
    if _UNICODE.search(signs(word)):
        return AGAINST if as_it_stands else NOTHING
    return tuple(_against(word, name, as_it_stands) for name in NAMES)


def _against(word: str, name: str, as_it_stands: bool) -> float:
    read = decoded(word, name)
    if read == word:
        return 0 if as_it_stands or _BETWEEN.sub("", word).isascii() else _FOREIGN
    if is_spelt(read) == as_it_stands:
        return 0 if as_it_stands else _FOREIGN
    return -1 if as_it_stands else 1


def is_spelt(words: str) -> bool:
    """Whether ``words``, parted at quotes and dashes, are syllables with their tones and capitals where they belong."""
    words = unicodedata.normalize("NFC", words)
    parts = [part for part in _BETWEEN.split(words) if part]
    if not parts or not all(map(is_syllable, parts)):
        return False
    return not _LATE_CAPITAL.search(words) and not _LATE_TONE.search(words)


def spelt_in_tcvn3(word: str) -> str | None:
    """``word`` read as TCVN3, if that alone makes it a syllable."""
    return decoded(word, "tcvn3") if leaning(word)[NAMES.index("tcvn3")] > 0 else None


def spelt_share(text: str) -> float:
    """The share of the words with more than ASCII in ``text`` that are syllables as they stand."""
    words = WORD.findall(text)
    return sum(map(is_spelt, words)) / max(len(words), 1)


def decoded(word: str, name: str) -> str:
    """``word`` read in the encoding ``name``; what is no letter there stays as it stands."""
    return "".join(pieces(word, name))


def pieces(word: str, name: str) -> tuple[str, ...]:
    """``decoded``, one piece for each character: a letter at its first character, nothing at the others."""
    return _pieces(word, name) if len(word) <= LONGEST else _pieces.__wrapped__(word, name)


@lru_cache(maxsize=20_000)
def _pieces(word: str, name: str) -> tuple[str, ...]:
    table = encoding(name)
    signed = signs(word)
    out = list(word)
    for start, end in _spans(signed, name):
        for match in table.pattern.finditer(signed, start, end):
            out[match.start()] = table.letter(match)
            out[match.start() + 1 : match.end()] = [""] * (match.end() - match.start() - 1)
    return tuple(out)


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
