"""Figures of dates and percentages: "ngày 1l tháng Ì năm 2023", "11/⁄2016", "63⁄o", "92, 18%".

A date asks for figures in three slots of known range, a percentage for its sign. Whether "9O%" is 90 or 9, and "I 123"
1.123 or 123, nobody can say from the form: such a number is shown as "…", and the note says what was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.repair.ocr_slips.confusable import FIGURES, as_figures
from extractor.repair.ocr_slips.rules import MENDED, UNREAD
from extractor.repair.overlap import disjoint
from extractor.text import Edit, Span, Text

_SLOT = rf"[{FIGURES}]{{1,2}}"
_IN_WORDS = re.compile(
    rf"(?<=[Nn]gày )(?P<day>{_SLOT}) tháng (?P<month>{_SLOT}) năm (?P<year>(?:19|2[0OoQØ])[{FIGURES}]{{2}})(?!\w)"
    rf"|(?<=tháng )(?P<m>{_SLOT}) năm (?P<y>(?:19|2[0OoQØ])[{FIGURES}]{{2}})(?!\w)"
)
_IN_FIGURES = re.compile(
    rf"(?<![\w/⁄.,])(?P<day>{_SLOT})(?P<mark>[/⁄]{{1,2}})(?P<month>{_SLOT})[/⁄]{{1,2}}(?P<year>(?:19|2[0OoQØ])[{FIGURES}]{{2}})(?![\w/⁄])"
)
_PERCENT = re.compile(r"(?<=\d) ?(?:0⁄0|[oO0°]?⁄[oO]|[oO°]/[oO]|°/0)(?!\w)")
_PARTED = re.compile(r"(?<![\d,.])\d{1,2}(?P<gap>, )\d{1,2} ?%")
_DOUBTFUL = re.compile(
    r"(?<![\w,.])(?:\d{1,3}[OolI|§S]\d{0,2}|[OolI|§S]\d{0,3})(?:,\d{1,2})? ?%"  # 9O%
    r"|(?<![^\s(])[IlÌ|] \d{3}(?![\d\w/.,-])"  # I 123 for 1.123
)
_SURE = 0.5  #: confidence below which letters are not read as the figures of a day
_DAYS, _MONTHS = 31, 12


def edits(text: Text) -> list[Edit]:
    """Letters in the slots of dates as figures, the sign of per cent; doubtful numbers blank."""
    certain = list(_percent(text.text)) if "⁄" in text.text else []
    if not text.source.ocr:
        return certain
    found = [*_dates(text), *certain, *_parted(text.text), *_unread(text.text)]
    return disjoint(found)


def _dates(text: Text) -> Iterator[Edit]:
    for pattern in (_IN_WORDS, _IN_FIGURES):
        for m in pattern.finditer(text.text):
            yield from _slots(text, m)


def _slots(text: Text, m: re.Match[str]) -> Iterator[Edit]:
    """One edit for a date, if every slot has a value it may have."""
    parts = {name: words for name, words in m.groupdict().items() if words and name != "mark"}
    became = {name: as_figures(words) for name, words in parts.items()}
    day, month = int(became.get("day", 1)), int(became.get("month") or became.get("m") or 1)
    letters = [name for name in parts if parts[name] != became[name] and name not in ("month", "m")]
    sure = all(text.confidence(Span(*m.span(name))) >= _SURE for name in letters)
    if not (1 <= day <= _DAYS and 1 <= month <= _MONTHS and sure):
        return
    whole, at = m.group(), m.start()
    for name in sorted(parts, key=m.start, reverse=True):
        whole = whole[: m.start(name) - at] + became[name] + whole[m.end(name) - at :]
    whole = re.sub(r"[/⁄]{1,2}", "/", whole)
    if whole != m.group():
        yield Edit(at, m.end(), whole, MENDED)


def _percent(words: str) -> Iterator[Edit]:
    return (Edit(m.start(), m.end(), "%", MENDED) for m in _PERCENT.finditer(words))


def _parted(words: str) -> Iterator[Edit]:
    return (Edit(m.start("gap"), m.end("gap"), ",", MENDED) for m in _PARTED.finditer(words))


def _unread(words: str) -> Iterator[Edit]:
    for m in _DOUBTFUL.finditer(words):
        yield Edit(m.start(), m.end(), "…%" if m.group().endswith("%") else "…", UNREAD)
