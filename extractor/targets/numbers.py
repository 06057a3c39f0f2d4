"""Numbers as Vietnamese officials write them: the full stop groups, the comma divides ("1.250" is 1250, "63,41" is 63.41).

Some write them the English way; where the form alone cannot tell, the reading is doubtful and says so, and the unit decides
(there is no 1.25 of a person). A chain such as "2.1.3" or "31.12.2023" is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Digits with separators inside; what follows a letter or an operator is part of a name or a formula.
#: The digit first and then what stands before it, so that the scan stops at digits alone.
TOKEN = re.compile(r"\d(?<![\w=_{@#×*÷\\]\d)\d*(?:[.,]\d+)*")

_LONGEST = 24  # characters; the state budget in đồng, with grouping, has 21
_MOST_DIGITS = 15
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){1,5}(?:,\d{1,6})?")
_COMMA = re.compile(r"\d{1,9},\d{1,6}")
_POINT = re.compile(r"\d{1,9}\.\d{1,6}")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,5}(?:\.\d{1,6})?|[1-9]\d{0,2},\d{3}\.\d{1,6}")
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


class Number(NamedTuple):
    """A number in a line: ``value`` as Vietnamese habit reads it, ``other`` the English reading where both are possible."""

    start: int
    end: int
    value: float
    other: float | None
    whole: bool  #: printed with digits alone: "05", "338"
    zero: bool  #: printed with a leading zero: "05"


def numbers(line: str, start: int = 0) -> Iterator[Number]:
    """The numbers of ``line`` from ``start`` on, in order; chains of digits that are none are left out."""
    for match in TOKEN.finditer(line, start):
        read = value_of(match.group()) if match.end() - match.start() <= _LONGEST else None
        if read is not None:
            printed = match.group()
            yield Number(match.start(), match.end(), *read, printed.isdigit(), printed[0] == "0" and len(printed) > 1)


def value_of(printed: str) -> tuple[float, float | None] | None:
    """The value of ``printed`` and, where the form leaves two readings, the English one; None when it is no number.

    A long run of digits that begins with 0 is a telephone number.
    """
    if printed.isdecimal():
        return None if len(printed) > _MOST_DIGITS or (printed[0] == "0" and len(printed) > 7) else (float(printed), None)
    if _GROUPED.fullmatch(printed):
        value = float(printed.replace(".", "").replace(",", "."))
        return value, float(printed) if _EITHER.fullmatch(printed) else None
    if _COMMA.fullmatch(printed):
        value = float(printed.replace(",", "."))
        return value, float(printed.replace(",", "")) if _EITHER.fullmatch(printed) else None
    if _ENGLISH.fullmatch(printed):
        return float(printed.replace(",", "")), None
    return (float(printed), None) if _POINT.fullmatch(printed) else None
