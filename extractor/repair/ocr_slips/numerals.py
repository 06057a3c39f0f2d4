"""Numerals of headings: "1. MỤC TIÊU" before "II. NỘI DUNG", "H." and "1I." for "II.", "l." and "¡." for "1.".

A numeral alone says little; the row it stands in says what it must be. "II." wants an "I." before it, and where the document
has none, the "1." that another "1." follows is the one. Figures are not corrected by their row (a "1." behind "6."): rows of
figures start again in real documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.repair.ocr_slips.rules import MENDED
from extractor.text import Edit, Text

_LABEL = re.compile(r"(?P<label>[IVXLHTÌĨl1|!¡]{1,5}|\d{1,2})(?P<mark> ?[.,)~/-]|(?= [A-ZĐÀ-Ỹ]{2}))")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_AS_ROMAN = str.maketrans({**dict.fromkeys("l1|!¡ÌĨ", "I"), "T": "I", "H": "II", "L": "I"})
_ONE = frozenset("lÌ|!¡I")


class _Label(NamedTuple):
    start: int
    words: str
    mark: str
    capitals: bool


def edits(text: Text) -> list[Edit]:
    """The numerals that the row of headings demands."""
    if not text.source.ocr:
        return []
    labels = list(_labels(text))
    return [_edit(labels[i], words) for i, words in sorted(_demanded(labels).items())]


def _edit(label: _Label, words: str) -> Edit:
    whole = label.words + label.mark
    mark = label.mark.strip()
    mark = "-" if mark == "~" else "." if mark in (",", "") else mark
    return Edit(label.start, label.start + len(whole), words + mark, MENDED)


def _labels(text: Text) -> Iterator[_Label]:
    for p in text.paragraphs:
        m = _LABEL.match(text.text, p.start, p.end) if p.table is None else None
        if m and text.text[m.end() : p.end].strip()[:1].isalpha():
            rest = text.text[m.end() : p.end]
            yield _Label(p.start, m["label"], m["mark"], rest.isupper())


def _demanded(labels: Sequence[_Label]) -> dict[int, str]:
    """Index of a label → what it must be, where it is something else."""
    out: dict[int, str] = {}
    last = 0  # the Roman numeral seen last
    ones: list[int] = []  # labels "1." since then
    for i, label in enumerate(labels):
        value = _roman(label, last)
        if value is None:
            if label.words == "1" or label.words in _ONE - {"I"}:
                ones.append(i)
            if label.words in _ONE - {"I"}:
                out[i] = "1"
            continue
        if value == 2 and last == 0 and (first := _first(labels, ones, i)) is not None:
            out[first] = "I"
        if label.words != _ROMAN[value - 1]:
            out[i] = _ROMAN[value - 1]
        last, ones = value, []
    return out


def _roman(label: _Label, last: int) -> int | None:
    """The value of a Roman numeral; of a misread one only where it is the next in the row."""
    if label.words in _ROMAN:
        return _ROMAN.index(label.words) + 1
    if label.words.isdigit() and (label.words != "1" or not label.capitals):
        return None
    read = label.words.translate(_AS_ROMAN)
    if label.words == "1" and last == 0:
        return None
    value = _ROMAN.index(read) + 1 if read in _ROMAN else None
    wanted = last + 1
    if label.words == "L" and label.capitals and last == 0:
        return 1
    return value if value == wanted and (value > 1 or label.capitals) else None


def _first(labels: Sequence[_Label], ones: Sequence[int], end: int) -> int | None:
    """Which "1." is the "I." that "II." at ``end`` wants: the one another "1." follows at once, else the only one."""
    for one in ones:
        if one + 1 < end and labels[one + 1].words in (*_ONE, "1"):
            return one
    return ones[0] if len(ones) == 1 and ones[0] == 0 else None
