"""The text as the patterns of this room read it: lower case, plain blanks, one spelling of the two words that have two.

``text.fold`` folds every letter and blank, at 9 M characters a second, and takes line ends for blanks. Here lines and cells
must stay apart and only "quý" and "khóa" matter: four passes in C, 300 M characters a second.
"""

from __future__ import annotations

_SPELLINGS = (("\u00a0", " "), ("qúy", "quý"), ("khóa", "khoá"))


def lowered(text: str) -> str:
    """``text`` folded, as long as ``text``, code point for code point."""
    low = text.lower()
    if len(low) != len(text):  # "İ" is two code points in lower case
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for printed, plain in _SPELLINGS:
        low = low.replace(printed, plain)
    return low
