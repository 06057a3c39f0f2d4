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
_NEAR = 60  # labels among which the next Roman numeral is looked for
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
        value = _roman(label, last, opened=_first(labels, ones, i) is not None)
        if value is None:
            if label.words == "1" or label.words in _ONE - {"I"}:
                ones.append(i)
            if label.words in _ONE - {"I"}:
                out[i] = "1"
            continue
        if value == 2 and last == 0 and (first := _first(labels, ones, i)) is not None:
            out[first] = "I"
        if value == last and _after(labels, i) == last + 2:
            value += 1
        if label.words != _ROMAN[value - 1]:
            out[i] = _ROMAN[value - 1]
        last, ones = value, []
    return out


def _after(labels: Sequence[_Label], i: int) -> int | None:
    """The value of the next Roman numeral: "II, II, IV" has lost a stroke of its second."""
    following = (label.words for label in labels[i + 1 : i + 1 + _NEAR] if label.words in _ROMAN)
    found = next(following, None)
    return _ROMAN.index(found) + 1 if found else None


def _roman(label: _Label, last: int, *, opened: bool) -> int | None:
    """The value of a Roman numeral; of a misread one only where it is the next in the row.

    ``opened``: a "1." stands before it that is the "I." of the row, if this is its "II.".
    """
    if label.words in _ROMAN:
        return _ROMAN.index(label.words) + 1
    if label.words.isdigit():
        return None
    if label.words == "L" and label.capitals and last == 0:
        return 1
    read = label.words.translate(_AS_ROMAN)
    value = _ROMAN.index(read) + 1 if read in _ROMAN else None
    wanted = 2 if last == 0 and opened else last + 1
    return value if value == wanted and (value > 1 or label.capitals) else None


def _first(labels: Sequence[_Label], ones: Sequence[int], end: int) -> int | None:
    """Which "1." is the "I." that "II." at ``end`` wants: the one another "1." follows at once, else the only one."""
    for one in ones:
        if one + 1 < end and labels[one + 1].words in (*_ONE, "1"):
            return one
    return ones[0] if len(ones) == 1 and ones[0] == 0 else None
