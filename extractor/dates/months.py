"""Months and what is counted in them: "tháng 9, 10/2025", "01/2021", "quý I, II năm 2025", "6 tháng đầu năm 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.dates.days import MONTH_WORD, month_of
from extractor.dates.form import BLANK, JOIN, OF_YEAR, OPEN, SHUT, Form, M, S, Y, items, number
from extractor.dates.mention import Precision
from extractor.dates.piece import Piece

_QUARTER = r"(?:iv|i{1,3}|[1-4])(?!\w)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNT_WORDS = {"ba": 3, "sáu": 6, "chín": 9}
_MONTH_ITEM = re.compile(rf"\d{{1,2}}|{MONTH_WORD}(?!\w)")
_QUARTER_ITEM = re.compile(rf"(?<!\w){_QUARTER}")


def _months(match: re.Match[str]) -> Iterator[Piece]:
    blank = match["months_blank"] is not None
    if match["months_one"]:
        yield Piece(*match.span(), "month", None, int(match["months_one"]))
        return
    for start, end, month in items(match, "months_list", _MONTH_ITEM):
        yield Piece(start, end, "month", int(match["months_y"]), month_of(month), blank=blank)


def _monthly(match: re.Match[str]) -> Iterator[Piece]:
    yield Piece(*match.span(), "month", int(match["monthly_y"]), int(match["monthly_m"]), marked=False)


def _quarters(match: re.Match[str]) -> Iterator[Piece]:
    year = number(match, "quarters_y")
    for start, end, words in items(match, "quarters_list" if year else "quarters_one", _QUARTER_ITEM):
        quarter = int(words) if words.isdigit() else _ROMAN[words]
        yield Piece(start, end, "quarter", year, 3 * quarter - 2, months=3)


def _part(match: re.Match[str]) -> Iterator[Piece]:
    """A number of months from the year's beginning or to its end; "9 tháng năm 2024" counts from the beginning."""
    year, side, count = number(match, "part_y"), match["part_side"], _count(match)
    if not 1 < count < 12 or (side is None and (year is None or match["part_n"] is None)):
        return
    names: dict[int, Precision] = {3: "quarter", 6: "half"}
    month = 13 - count if side == "cuối" else 1
    yield Piece(*match.span(), names.get(count, "range"), year, month, months=count)


def _count(match: re.Match[str]) -> int:
    words = match["part_n"]
    if words is None:
        return 6
    return int(words) if words.isdigit() else _COUNT_WORDS[words]


FORMS = (
    Form(
        "months",
        rf"(?P<months_blank>(?<!\w)ngày{BLANK},?{S})?(?<!\w)(?:tháng{S}|t(?=\d{{1,2}}[/.-](?:19|20)\d\d))"
        rf"(?:(?P<months_list>{M}(?:{JOIN}(?:tháng{S})?{M}){{0,11}}|{MONTH_WORD}(?=[ ]năm[ ]\d))"
        rf"{OF_YEAR}(?P<months_y>{Y}){SHUT}"
        rf"|(?P<months_one>{M})(?![/.]\d))",
        _months,
    ),
    Form("monthly", rf"{OPEN}(?P<monthly_m>{M})[ ]?/[ ]?(?P<monthly_y>{Y}){SHUT}", _monthly),
    Form(
        "quarters",
        rf"(?<!\w)quý{S}(?:(?P<quarters_list>{_QUARTER}(?:{JOIN}(?:quý{S})?{_QUARTER}){{0,3}})"
        rf"(?:{OF_YEAR}|{S})(?P<quarters_y>{Y}){SHUT}"
        rf"|(?P<quarters_one>{_QUARTER}))",
        _quarters,
    ),
    Form(
        "part",
        rf"(?<!\w)(?:(?P<part_n>\d{{1,2}}|ba|sáu|chín){S}tháng|nửa){S}(?P<part_side>đầu|cuối)?{S}(?:của{S})?năm(?!\w)"
        rf"(?:{S}(?P<part_y>{Y}){SHUT})?",
        _part,
    ),
)
