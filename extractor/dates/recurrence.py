"""What comes again: "hằng năm", "định kỳ 6 tháng", "ngày 20 hằng tháng", "trước ngày 15/12 hàng năm", "01 năm/lần"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.dates.mention import DateMention, Precision

_UNIT = r"(?P<{0}>ngày|tuần|tháng|quý|năm|nhiệm kỳ)"
_COUNT = r"(?P<{0}>\d{{1,2}}|một|hai|ba|sáu|chín)"
_POINT = r"(?:(?:ngày )?\d{1,2}(?:/\d{1,2}|(?: của)? tháng \d{1,2})?|tháng \d{1,2}|(?:quý )?(?:iv|i{1,3}|[1-4]))"
_DAY = (
    rf"(?:(?:trước |chậm nhất (?:là )?|vào |từ |đến )?(?:ngày|tháng|quý) {_POINT}"
    rf"(?:(?:,| và| hoặc| đến| ?[-–]) ?{_POINT}){{0,4}} (?:của )?)?"
)

_PATTERN = re.compile(
    rf"(?<!\w)(?:{_DAY}(?:hằng|hàng|mỗi) {_UNIT.format('every')}(?! (?:trễ|chậm|quá hạn))"  # "mỗi ngày trễ trừ …" is a rate
    rf"|định kỳ(?: (?:hằng|hàng|mỗi))? (?:{_COUNT.format('count')} )?{_UNIT.format('period')}"
    rf"(?:,? (?:và )?{_COUNT.format('more')} (?:tháng|năm))?"
    rf"|{_COUNT.format('times')} {_UNIT.format('once')}(?: ?/ ?| một )lần)(?!\w)"
)
_CUE = re.compile("h[ằà]ng |mỗi |định kỳ|lần")
_YEAR = re.compile(r" {0,2}(?:19|20)\d\d(?!\d)")
_PRECISION: dict[str, Precision] = {"tháng": "month", "quý": "quarter", "năm": "year", "nhiệm kỳ": "range"}


def recurrences(line: str) -> Iterator[DateMention]:
    """The recurrences of a folded line, offsets into it."""
    if not _CUE.search(line):
        return
    for match in _PATTERN.finditer(line):
        if not _is_a_year(line, match.end()):
            yield DateMention(*match.span(), "", "", _precision(match), "recurrence")


def _is_a_year(line: str, end: int) -> bool:
    """Whether a year follows: "hàng năm 2024" is a slip for a year, not a repetition; "mỗi tuần 1 lần" is one."""
    return _YEAR.match(line, end) is not None


def _precision(match: re.Match[str]) -> Precision:
    unit = match["every"] or match["period"] or match["once"]
    if unit == "tháng" and (match["count"] or match["times"]) in {"6", "06", "sáu"}:
        return "half"
    if unit == "tháng" and (match["count"] or match["times"]) in {"3", "03", "ba"}:
        return "quarter"
    return _PRECISION.get(unit, "day")
