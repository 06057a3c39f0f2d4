"""What a numeral counts: Roman, Arabic, lettered and spelled-out numbers, and the slips that OCR makes in them.

In sans-serif type I, l, 1, | and ! are one stroke, and two strokes side by side make an H: so "Il.", "1V.", "TV.", "H." for II,
and "l." or "I." for the number 1. A slip is only believed where the counting asks for it (``sequence``).
"""

from __future__ import annotations

_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TENS = ("", "X", "XX", "XXX", "XL")
#: Romans up to 49: no document counts its parts beyond, and 50 (L), 100 (C), 500 (D) are letters of the alphabet here.
ROMAN = {_TENS[n // 10] + _ONES[n % 10]: n for n in range(1, 50)}

#: The order of điểm: đ stands after d; f, j, w, z are left out by the rule (NĐ 30/2020) and used all the same.
LETTERS = "abcdđefghijklmnopqrstuvwxyz"

#: Spelled-out ordinals without diacritics, as they follow "Phần thứ" and "Phần".
ORDINALS = {
    "nhat": 1, "mot": 1, "hai": 2, "nhi": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10,
}  # fmt: skip

_STROKES = str.maketrans({"l": "I", "1": "I", "|": "I", "!": "I"})
_SHAPES = str.maketrans({"l": "I", "1": "I", "|": "I", "!": "I", "L": "I", "T": "I", "H": "II"})


def roman(token: str) -> int | None:
    """The value of a Roman numeral in capitals, 1 to 49."""
    return ROMAN.get(token)


def roman_slip(token: str, *, capitals: bool) -> str | None:
    """The Roman numeral that a misread token stands for ("Il" → "II"); None when it reads as something else as it is.

    Letters that are letters as well ("H.", "L.") are taken for strokes only before a heading in ``capitals``.
    """
    if token.isdigit() or token in ROMAN:
        return None
    if capitals and (token in ("L", "H") or any(c in "IVX" for c in token)):
        mended = token.translate(_SHAPES)
    else:
        mended = token.translate(_STROKES) if len(token) > 1 else ""
    return mended if mended in ROMAN else None


def digit_slip(token: str) -> str | None:
    """The Arabic number that a misread letter stands for: "l" or "I" for 1."""
    return "1" if token in ("l", "I") else None


def letter(token: str) -> int | None:
    """The place of a letter in the order of điểm, from 1; capitals count like small letters."""
    place = LETTERS.find(token.lower()) if len(token) == 1 else -1
    return place + 1 if place >= 0 else None
