"""What every form of a date is made of, and what a form is.

Patterns run over lower case (``folding.lowered``). Every repetition is bounded
and no quantifier stands on another, so a scan is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.dates.piece import Piece

D = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"  #: a day of a month
M = r"(?:1[0-2]|0?[1-9])(?!\d)"  #: a month
Y = r"(?:19|20)\d\d(?!\d)"  #: a year; documents of the state begin in 1945, what they tell of rarely before 1900
S = r"[ ]{0,3}"  #: where a blank may be missing or doubled (OCR, hard wraps)
BLANK = r"[ .…_]{0,40}"  #: what is left for the pen
OPEN = r"(?<![\w/])(?<![^\W\d]-)(?<!\d[.,:])"  #: where a number may begin: inside no code, decimal or time of day
SHUT = r"(?![\w/%‰]|[.,]\d|[ ]?-[^\W\d])"  #: where it must have ended: before no code, decimal or percentage
SHUT_DAY = r"(?![\d/%‰]|[.,]\d|[ ]?-[^\W\d])"  #: behind a day with its year a word may be glued: "ngày 11/10/2021của"
MONTH = r"th[áàảãạaắâấầ]ng"  #: "tháng" with any tone, behind a day only: OCR reads "thảng"
YEAR = r"n[ăắằẳẵặâấầẩẫậáàảãạa]m"  #: "năm" likewise, behind a month only: "nám"
OF_YEAR = rf"(?:{S},?{S}(?:của{S})?{YEAR}{S}|[ ]?[/.-][ ]?)"  #: between a month or quarter and its year
JOIN = r"(?:[ ]?,[ ]?(?:và[ ])?|[ ]?[-–—][ ]?|[ ]và[ ]|[ ]hoặc[ ]|[ ](?:đến|tới)[ ](?:hết[ ])?)"  #: between items of a list
_JOIN = re.compile(JOIN)


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form: ``pattern`` names its groups after itself, ``read`` turns a match into pieces, left to right."""

    name: str
    pattern: str
    read: Callable[[re.Match[str]], Iterator[Piece]]


def number(match: re.Match[str], group: str) -> int | None:
    """The number in ``group``, None where it did not take part."""
    digits = match[group]
    return int(digits) if digits else None


def items(match: re.Match[str], group: str, item: re.Pattern[str]) -> list[tuple[int, int, str]]:
    """The items of the list in ``group``; each begins behind its join, the first and the last reach to the match's ends."""
    found: list[tuple[int, int, str]] = []
    start = match.start()
    for m in item.finditer(match.string, match.start(group), match.end(group)):
        found.append((start, m.end(), m.group()))
        join = _JOIN.match(match.string, m.end())
        start = join.end() if join else m.end()
    return [*found[:-1], (found[-1][0], match.end(), found[-1][2])]
