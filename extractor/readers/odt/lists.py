"""The numbers of lists and headings of an OpenDocument text, counted as the program that shows it counts them.

A list is an element in the text; it goes on counting where another left off if it says so (ODF 1.3 part 3, 5.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from extractor.readers.labels import FORMATS
from extractor.readers.odt.styles import STYLE, TEXT

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEVELS = 10
_NAME = "{http://www.w3.org/XML/1998/namespace}id"


class Level(NamedTuple):
    """One level of a list style; ``format`` None is a bullet."""

    format: str | None = "none"
    prefix: str = ""
    suffix: str = ""
    shown: int = 1  #: how many levels its number shows
    start: int = 1
    bullet: str = ""


@dataclass
class Counts:
    """Where one list has counted to."""

    style: str | None
    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Lists:
    """The list styles of one document and its lists."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[str | None, dict[int, Level]] = {}
        self._outline: dict[int, Level] = {}
        self._heads = Counts(None)
        self._named: dict[str, Counts] = {}
        self._last: dict[str | None, Counts] = {}
        for root in roots:
            for element in root.iter(TEXT + "list-style"):
                self._styles[element.get(STYLE + "name")] = _levels(element)
            for element in root.iter(TEXT + "outline-style"):
                self._outline = _levels(element)

    def begin(self, element: etree._Element, style: str | None) -> Counts:
        """The counts of an outermost list of ``style``."""
        goes_on = element.get(TEXT + "continue-list")
        if goes_on in self._named:
            counts = self._named[str(goes_on)]
        elif element.get(TEXT + "continue-numbering") == "true" and style in self._last:
            counts = self._last[style]
        else:
            counts = Counts(style)
        self._last[style] = counts
        if name := element.get(_NAME):
            self._named[name] = counts
        return counts

    def label(self, counts: Counts, level: int, style: str | None, start: str | None) -> str:
        """The label of the next item on ``level`` (from 1) with the space after it."""
        levels = self._styles.get(style or counts.style, {})
        return _label(counts.values, min(level, _LEVELS), levels, start)

    def heading(self, level: int, start: str | None) -> str:
        """The number of a heading on ``level`` (from 1) that stands in no list."""
        return _label(self._heads.values, min(level, _LEVELS), self._outline, start)


def _label(values: list[int | None], level: int, levels: dict[int, Level], start: str | None) -> str:
    said = levels.get(level, Level())
    if said.format is None:
        return "+ " if said.bullet.strip() == "+" else "- "
    current = values[level - 1]
    values[level - 1] = _integer(start, said.start if current is None else current + 1)
    values[level:] = [None] * (_LEVELS - level)
    first = max(level - said.shown, 0)
    numbers = [_number(levels.get(i + 1, Level()), values[i]) for i in range(first, level)]
    words = said.prefix + ".".join(number for number in numbers if number) + said.suffix
    return words + " " if any(numbers) and words.strip() else ""


def _number(level: Level, value: int | None) -> str:
    return "" if level.format is None else FORMATS[level.format](level.start if value is None else value)


def _levels(element: etree._Element) -> dict[int, Level]:
    return {_integer(child.get(TEXT + "level"), 1): _level(child) for child in element if isinstance(child.tag, str)}


def _level(element: etree._Element) -> Level:
    if element.tag == TEXT + "list-level-style-bullet":
        return Level(None, bullet=element.get(TEXT + "bullet-char", ""))
    if element.tag == TEXT + "list-level-style-image":
        return Level(None)
    return Level(
        format=_FORMATS.get(element.get(STYLE + "num-format", ""), "none"),
        prefix=element.get(STYLE + "num-prefix", ""),
        suffix=element.get(STYLE + "num-suffix", ""),
        shown=_integer(element.get(TEXT + "display-levels"), 1),
        start=_integer(element.get(TEXT + "start-value"), 1),
    )


def _integer(value: str | None, usual: int) -> int:
    return int(value) if value is not None and _is_number(value) else usual


def _is_number(value: str | None) -> bool:
    return value is not None and value.isascii() and value.isdigit() and len(value) < 6
