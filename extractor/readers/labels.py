"""Numbers as list labels show them, for Word's lists and the browser's: formats by their name in WordprocessingML."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = {
    1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV",
    1: "I",
}  # fmt: skip


def roman(number: int) -> str:
    """``number`` in Roman numerals; decimal where there is none (0, negative, past 3,999)."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, sign in _ROMAN.items():
        count, number = divmod(number, value)
        out += sign * count
    return out


def letters(number: int) -> str:
    """a … z, aa, bb …: Word repeats the letter instead of counting on as a spreadsheet does."""
    if number < 1:
        return ""
    times, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * min(times + 1, 30)


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "upperRoman": roman,
    "lowerRoman": lambda n: roman(n).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda n: letters(n).lower(),
    "numberInDash": lambda n: f"- {n} -",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "none": lambda n: "",
}
