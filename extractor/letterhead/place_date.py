"""Địa danh và thời gian ban hành: "Giang Thành, ngày 27 tháng 5 năm 2025", with day and month left blank or dotted.

What is blank stays blank: "ngày … tháng 01 năm 2021" is 2021-01, "ngày … tháng … năm 2026" is 2026. A law has no such line;
its date is that on which the Quốc hội passed it, said in its last sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from extractor.letterhead.lexicon import entry_end
from extractor.letterhead.lexicon import words as listed
from extractor.letterhead.lines import HeadLine
from extractor.text import Span
from extractor.text.fold import ascii_aligned, fold_aligned, fold_ascii

_SLOT = r"[\s.…_,:\d]{0,30}?"
_WORDS = re.compile(
    rf"(?:ng[a4]y(?P<day>{_SLOT}))?(?<![a-z])thang(?P<month>[\s.…_\d]{{0,20}}?)(?<![a-z])nam[\s.…_]{{0,20}}(?P<year>(?:19|20)\d\d)(?!\d)",
)
_FIGURES = re.compile(
    r", ?(?:ngay )?(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)",
)
_PLACE = re.compile(r"[^\W\d_][^/;:()]{1,60}$")
_PASSED = re.compile(r"thong qua (?:vao )?ngay (?P<day>\d{1,2}) thang (?P<month>\d{1,2}) nam (?P<year>(?:19|20)\d\d)")
_NO_PLACE = re.compile(r"cua |(?:.* )?so \d")  # "CỦA CHỦ TỊCH NƯỚC SỐ 72 NGÀY …": a title in one phrase
_EDGE = " ,.;:*_()"
_MONTHS = 12


class PlaceDate(NamedTuple):
    """``issued_on`` as ISO day, month or year; ``valid`` is False where the printed day does not exist."""

    place: str | None
    place_span: Span | None
    issued_on: str
    date_span: Span
    line: int
    valid: bool = True


def find(lines: Sequence[HeadLine], number: Span | None = None) -> PlaceDate | None:
    """The first line that is a place and a date, or a date in words alone; behind ``number`` where both share a line."""
    for i, line in enumerate(lines):
        cut = max(number.end - line.start, 0) if number and number.start < line.end else 0
        words = line.words[cut:].strip(_EDGE)
        m = date_in(words) if line.table is None or line.column is not None else None
        if m:
            return _read(words, line.end - len(line.words[cut:].lstrip(_EDGE)), m, i)
    return None


def date_in(words: str) -> re.Match[str] | None:
    """The date in ``words`` if only the name of a place stands before it and nothing behind; offsets into ``words``."""
    end = len(words.rstrip(_EDGE))
    if not words[:end][-1:].isdigit():
        return None  # nearly all lines: a date ends with its year
    bare = ascii_aligned(words)
    m = _WORDS.search(bare) or _FIGURES.search(bare)
    if m is None or end > m.end():
        return None
    before = words[: m.start()].strip(_EDGE)
    if _NO_PLACE.match(bare, 0, m.start()):
        return None
    return m if not before or (_PLACE.match(before) and all(map(_in_place_name, before.split()))) else None


def _in_place_name(word: str) -> bool:
    """Whether ``word`` may stand in the name of a place: a capital, a figure, or what kind of place it is."""
    return word[0].isupper() or word[0].isdigit() or fold_ascii(word) in listed("places")


def passed(lines: Sequence[HeadLine]) -> PlaceDate | None:
    """The day on which the Quốc hội passed a law: "… thông qua ngày 15 tháng 6 năm 2022"."""
    for i, line in enumerate(lines):
        if (m := _PASSED.search(line.bare)) and "quoc hoi" in line.bare[: m.start()]:
            issued_on, valid = iso(m)
            return PlaceDate(None, None, issued_on, Span(line.start + m.start("day"), line.start + m.end()), i, valid)
    return None


def _read(words: str, at: int, m: re.Match[str], i: int) -> PlaceDate:
    issued_on, valid = iso(m)
    date_span = Span(at + m.start() + len(m.group()) - len(m.group().lstrip(_EDGE)), at + m.end())
    place = words[: m.start()].rstrip(_EDGE)
    if not place or entry_end("organisations", fold_aligned(place)):
        return PlaceDate(None, None, issued_on, date_span, i, valid)
    return PlaceDate(place, Span(at, at + len(place)), issued_on, date_span, i, valid)


def iso(m: re.Match[str]) -> tuple[str, bool]:
    """The date of a match as ISO day, month or year, and whether the printed day exists."""
    day, month = _figure(m.group("day")), _figure(m.group("month"))
    year = int(m.group("year"))
    if month is None:
        return f"{year}", True
    if not 1 <= month <= _MONTHS:
        return f"{year}", False
    if day is None:
        return f"{year}-{month:02d}", True
    try:
        return date(year, month, day).isoformat(), True
    except ValueError:
        return f"{year}-{month:02d}", False


def _figure(slot: str | None) -> int | None:
    digits = "".join(filter(str.isdigit, slot or ""))
    return int(digits) if 0 < len(digits) < 3 else None
