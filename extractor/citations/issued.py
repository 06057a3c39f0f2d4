"""The date printed right after a number or a name: "ngày 31/12/2023", ", ngày 15 tháng 6 năm 2022", "năm 2013".

The rooms stand in one direction and ``dates`` comes later; this reads only the one form that belongs to a citation. A blank
day or month leaves what is printed: the month, or the year. The dates room reads the same words again as a cited date.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_S = r"[ \u00a0]{0,3}"
_BLANK = r"[ \u00a0.…_]{0,12}"
_PASSED = r"(?:được\s)?(?:ký\s)?(?:ban\shành|công\sbố)\s|ký\s|được\sQuốc\shội(?:[ \u00a0][^\W\d_]+){0,10}\sthông\squa\s"
_UNIT = r"(?:\([A-ZĐ]{1,5}\d{0,3}\)[ \u00a0]?)?"  # "12/2002/TT-BCA (A11)"
_OPEN = rf"(?:{_S}{_UNIT}[,;]?{_S}(?:của\s(?=ngày\s?\d))?(?:(?P<paren>\({_S}))?(?:{_PASSED})?)"
#: Misprints met in print: "14 thảng 6", "31 năm 3 năm 2011", "26 tháng 4 nám 2002", "30 ngày 3 tháng 2006".
_MONTH_SLIP = r"(?P<month_slip>th[aàảãạăâ]ng|năm)"
_YEAR_SLIP = rf"(?P<year_slip>n[aàáảãạâ]m|tháng)(?={_S}(?:19|20)\d\d)"
_DAY = (
    rf"[Nn]g[àa]y{_S}(?P<day>\d{{1,2}}){_S}(?:tháng|ngày|[/.\-–]|{_MONTH_SLIP}){_S}(?P<month>\d{{1,2}}){_S}"
    rf"(?:,?{_S}năm|[/.\-–]|{_YEAR_SLIP}){_S}(?P<year>\d{{2,5}})(?!\d)"
)
_BLANK_DAY = rf"[Nn]gày{_BLANK}(?:tháng|/){_BLANK}(?P<month>\d{{1,2}}){_S}(?:năm|[/.\-]){_S}(?P<year>(?:19|20)\d\d)(?!\d)"
_BLANK_BOTH = rf"[Nn]gày{_BLANK}(?:tháng|/){_BLANK}(?:năm|/){_S}(?P<year>(?:19|20)\d\d)(?!\d)"
_MONTH = rf"tháng{_S}(?P<month>\d{{1,2}}){_S}(?:năm|[/.\-]){_S}(?P<year>(?:19|20)\d\d)(?!\d)"
_YEAR = r"năm\s{0,3}(?P<year>(?:19|20)\d\d)(?![\w%]|[.,/\-–]\d)"
_BARE_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\w\-–/%]|[.,]\d)"
_AFTER = tuple(re.compile(_OPEN + form, re.IGNORECASE) for form in (_DAY, _BLANK_DAY, _BLANK_BOTH, _MONTH, _YEAR))
_AFTER_NAME = re.compile(rf"{_S}(?P<paren>\({_S})?{_BARE_YEAR}")
_RANGE = re.compile(r"\s{0,2}(?:-|–|đến)\s{0,2}\d")
_THIS_CENTURY = 50  # "15/6/22" is 2022, "15/6/86" is 1986


class Issued(NamedTuple):
    """Where the printed date ends, what it says in ISO (``None`` where the calendar has no such day), its year.

    ``misprinted`` where the word for month or year is another one.
    """

    end: int
    iso: str | None
    year: int
    misprinted: bool = False


def after(text: str, at: int, limit: int, *, name: bool = False) -> Issued | None:
    """The date that follows ``at`` before ``limit``; after a name a bare year counts too ("Luật Đất đai 2013")."""
    for pattern in (*_AFTER, _AFTER_NAME) if name else _AFTER:
        match = pattern.match(text, at, limit)
        if match and not (_is_year_only(match) and _RANGE.match(text, match.end(), limit)):
            return _issued(text, match, limit)
    return None


def _is_year_only(match: re.Match[str]) -> bool:
    return "month" not in match.re.groupindex and "day" not in match.re.groupindex


def _issued(text: str, match: re.Match[str], limit: int) -> Issued:
    parts = match.groupdict()
    year = int(parts["year"])
    if year < 100:
        year += 2000 if year < _THIS_CENTURY else 1900
    end = match.end()
    if parts.get("paren") and text[end : end + 1] == ")" and end < limit:
        end += 1
    misprinted = bool(parts.get("month_slip") or parts.get("year_slip"))
    return Issued(end, _iso(year, parts.get("month"), parts.get("day")), year, misprinted)


def _iso(year: int, month: str | None, day: str | None) -> str | None:
    """ISO of what is printed; ``None`` for a day or month that the calendar does not have."""
    if not 1850 <= year <= 2100 or (month is not None and not 1 <= int(month) <= 12):
        return None
    if month is None:
        return str(year)
    if day is None:
        return f"{year}-{int(month):02d}"
    try:
        return date(year, int(month), int(day)).isoformat()
    except ValueError:
        return None
