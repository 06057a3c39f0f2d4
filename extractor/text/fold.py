"""One way to compare Vietnamese words, for every room: case, tone placement and spacing do not count.

"hoà" and "hòa", "uỷ" and "ủy" are the same word set by two habits; the printed text keeps what it has, and only the
comparison is folded. The ``aligned`` variants keep one code point for one, so that a place found in the folded text is the
place in the text itself; they expect NFC, which ``repair`` has made.
"""

from __future__ import annotations

import re
import unicodedata

_GLIDES = ("oa", "oe", "uy")  # the three rhymes whose tone mark has two places
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_BLANKS = "\t\n\v\f\r\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"


def _tone_pairs() -> dict[str, str]:
    """Old style → new style: "òa" → "oà", fifteen pairs."""
    pairs = {}
    for glide in _GLIDES:
        for tone in _TONES:
            old = unicodedata.normalize("NFC", glide[0] + tone) + glide[1]
            pairs[old] = glide[0] + unicodedata.normalize("NFC", glide[1] + tone)
    return pairs


def _bare_table() -> str:
    """At the place of every code point up to 0x1fff its letter without diacritics, or itself.

    ``translate`` raises and catches a ``LookupError`` a letter that its table leaves out: with all of them in it, it takes half
    the time.
    """
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
    bare = {ord(c): unicodedata.normalize("NFD", c)[0] for c in letters if unicodedata.decomposition(c)}
    bare |= {ord("đ"): "d", ord("Đ"): "D", ord("ð"): "d", ord("Ð"): "D"}
    return "".join(bare.get(code, chr(code)) for code in range(0x2000))


_TONE_PAIRS = _tone_pairs()
_TONE_PATTERN = re.compile("|".join(_TONE_PAIRS))
_BARE = _bare_table()


def _lowered(text: str) -> str:
    """Lower case and plain spaces, one for one. ``str.lower`` and ``replace`` take a fifth of what ``translate`` does."""
    low = text.lower()
    if len(low) != len(text):  # İ, whose small letter is two code points
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    if not low.isprintable():
        for blank in _BLANKS:
            low = low.replace(blank, " ")
    return low


def fold_aligned(text: str) -> str:
    """Lower case, one tone placement, every blank a space; as long as ``text``, code point for code point."""
    return _TONE_PATTERN.sub(_tone_moved, _lowered(text))


def _tone_moved(match: re.Match[str]) -> str:
    return _TONE_PAIRS[match.group()]


def ascii_aligned(text: str) -> str:
    """``fold_aligned`` without diacritics, đ → d; as long as ``text``."""
    return bare_of(_lowered(text))


def bare_of(low: str) -> str:
    """``ascii_aligned`` of a text that has been made lower case, or folded, already."""
    return low if low.isascii() else low.translate(_BARE)


def fold(words: str) -> str:
    """NFC, lower case, one tone placement ("hoà"), spaces collapsed and stripped: two spellings of a word become one."""
    low = fold_aligned(unicodedata.normalize("NFC", words))
    if low.isprintable() and "  " not in low:  # every blank but the space itself is no printable sign
        return low.strip(" ")
    return " ".join(low.split())


def fold_ascii(words: str) -> str:
    """``fold`` without diacritics, đ → d: for search and for words that OCR robbed of their marks."""
    return fold(words).translate(_BARE)
