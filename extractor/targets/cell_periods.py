"""The time that a column of a table is for, told by its head: "Thực hiện năm 2024", "KH 2025", "TH 9 tháng", "Cùng kỳ".

A head that names a part of a year without the year ("TH 9 tháng") means the year that the other heads name, if they name but
one; else that of the caption or of the document. "Cùng kỳ" is the same part of the year before. A column that compares ("% so
với KH") is for the time of the results it stands behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.targets.periods import Period
from extractor.text.fold import fold

if TYPE_CHECKING:
    from extractor.targets.columns import Column

_YEARS = re.compile(r"(?:giai đoạn|đến năm|năm)?\s?((?:19|20)\d\d)(?:\s?(?:[-–]|đến(?: năm)?)\s?((?:19|20)\d\d))?")
_PART = re.compile(
    r"(?<!\w)(?:(?P<count>\d{1,2}) ?(?:tháng|t)(?!\w)(?P<late> cuối năm)?|quý (?P<quarter>iv|i{1,3}|[1-4])(?!\w)"
    r"|tháng (?P<month>\d{1,2})(?!\d))"
)
_SAME = re.compile(r"(?<!\w)cùng kỳ(?!\w)")
_COMPARES = re.compile(r"^(?:%|tỷ lệ|tỉ lệ|so|đạt)(?!\w)|(?<!\w)so (?:với|sánh)(?!\w)")
_SUM = re.compile(r"(?<!\w)(?:luỹ kế|lũy kế|cộng dồn)(?!\w)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def years_of(words: str) -> Period | None:
    """The years that a head or a group names ("Năm 2025", "Giai đoạn 2021-2025", "Đến năm 2030")."""
    low = fold(words)
    found = _YEARS.search(low)
    if found is None:
        return None
    first, last = found.group(1), found.group(2)
    if low[: found.start(1)].rstrip().endswith(("đến năm", "đến")):
        return "", first
    return first, last or first


def periods_of(columns: Sequence[Column], around: Period | None) -> dict[int, Period]:
    """The period of each of ``columns`` (by index) whose head tells one; ``around`` is that of the table."""
    heads = {column.index: fold(column.header) for column in columns}
    usual = _one_year([years_of(head) for head in heads.values() if not _SAME.search(head)]) or _one_year([around])
    found = {index: period for index, head in heads.items() if (period := _period(head, usual))}
    parts = [_PART.search(head) for head in heads.values() if not _SAME.search(head)]
    part = next((p for p in parts if p), None)
    last: Period | None = None
    for column in columns:
        head = heads[column.index]
        if _SAME.search(head) and not _COMPARES.search(head):
            year = (years_of(head) or ("", ""))[1] or (str(int(usual) - 1) if usual else "")
            if year and part and not _PART.search(head):
                found[column.index] = _part_of(part, year)
        elif _COMPARES.search(head) and last and not years_of(head):
            found[column.index] = last
        elif column.role is not None:
            last = found.get(column.index) if column.role == "result" else None
    return found


def _one_year(periods: Sequence[Period | None]) -> str:
    years = {year for period in periods if period for year in (period[0][:4], period[1][:4]) if year}
    return years.pop() if len(years) == 1 else ""


def _period(head: str, usual: str) -> Period | None:
    years = years_of(head)
    part = _PART.search(head)
    if part is None or (years and years[0] != years[1]):
        return years
    year = years[0] if years else usual
    return _part_of(part, year) if year and not (_SAME.search(head) and not years) else None


def _part_of(part: re.Match[str], year: str) -> Period:
    """A stretch of months of ``year``; the whole year where the words name none there is."""
    if part["month"] and not _SUM.search(part.string):
        month = int(part["month"])
        return (f"{year}-{month:02}",) * 2 if 1 <= month <= 12 else (year, year)
    count = 3 if part["quarter"] else int(part["count"] or part["month"])
    if not 1 <= count <= 12:
        return year, year
    first = 3 * _QUARTERS[part["quarter"]] - 2 if part["quarter"] else 13 - count if part["late"] else 1
    last = first + count - 1
    leap = last == 2 and int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{_LAST_DAYS[last - 1] + leap}"
