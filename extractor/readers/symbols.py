"""Characters that exist only in a symbol font: "≥" set in Symbol is a private code point that no search finds.

The table (``models/symbols.tsv``) holds what Vietnamese documents use them for: bounds of targets, ticks, arrows, bullets.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from extractor.resources import model_path

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MEASURE = re.compile(r"(?:^|[\s\d(/.,])[kdcmh]?m$")
_SYMBOL_FONT = re.compile(r"symbol|dings|monotype sorts|mt extra|marlett", re.IGNORECASE)
_PRIVATE = re.compile("[\uf020-\uf0ff]")


@cache
def _table() -> dict[tuple[str, int], str]:
    with model_path("symbols.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["font"].lower(), int(row["code"], 16)): row["character"] for row in rows}


def is_symbol_font(font: str) -> bool:
    """Whether a font draws signs in place of letters; what a font's character set says of it is as often wrong."""
    return _SYMBOL_FONT.search(font) is not None


def drawn(font: str, code: int) -> str:
    """The character for a byte set in a symbol font: "Symbol" draws figures and signs of ASCII as they are."""
    plain = code == 0x20 or (font.lower() == "symbol" and code < 0x7F and not chr(code).isalpha())
    return chr(code) if plain else symbol(font, f"{0xF000 + code:X}")


def symbol(font: str, code: str) -> str:
    """The character that ``font`` draws for the hexadecimal ``code`` ("F0B3"); the code point itself where not known."""
    try:
        value = int(code, 16)
        found = _table().get((font.lower(), value & 0xFF if value >= 0xF000 else value))
    except ValueError:
        return ""
    if found is not None:
        return found
    return chr(value) if 0x20 <= value < 0xD800 or 0xE000 <= value < 0xFFFE else ""


def with_symbols(words: str, font: str | None) -> str:
    """``words`` with private code points of a symbol font replaced by the characters they show."""
    if words.isascii() or not _PRIVATE.search(words):
        return words
    return _PRIVATE.sub(lambda found: symbol(font or "Symbol", f"{ord(found[0]):X}"), words)


def raised(words: str, before: str) -> str:
    """``words`` set raised after ``before``: "m" with a raised 2 is "m2" as typists write it, any other raised digit stays
    apart from the number it follows ("95%" with note 1 is "95%¹", not "95%1").
    """
    if not words.strip().isdigit() or _MEASURE.search(before[-8:]):
        return words
    return words.translate(_RAISED)
