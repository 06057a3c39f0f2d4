"""The numbers Word makes: ``numbering.xml`` counted as Word counts, so that a heading shown as "II." comes out as "II.".

Counters belong to the abstract list, not to the ``w:num`` that uses it: two ``w:num`` of one list go on counting together,
until one says ``startOverride`` (ISO/IEC 29500-1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from extractor.readers.docx.package import W
from extractor.readers.docx.styles import VAL, Styles, is_on
from extractor.readers.labels import FORMATS

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LEVEL_NAMES = frozenset("012345678")


class Level(NamedTuple):
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False  #: all places shown as decimals
    restart: int | None = None  #: restarts after this level (from 1) or a higher one; 0 never; None after any higher


class Use(NamedTuple):
    """A ``w:num``: the list it uses and what it changes of it."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass
class Numbering:
    """The lists of one document and where each has counted to."""

    uses: dict[str, Use]
    style_levels: dict[tuple[str, str], int]  #: (abstract list, style) → the level linked to the style
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _overridden: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, num_id: str, style: str | None) -> int | None:
        """The level of the list that is linked to ``style``."""
        use = self.uses.get(num_id)
        return self.style_levels.get((use.abstract, style or "")) if use else None

    def label(self, num_id: str, level: int) -> str:
        """The label of the next paragraph on ``level`` with the space after it; "" where the list shows none."""
        use = self.uses.get(num_id)
        if use is None or not 0 <= level < _LEVELS:
            return ""
        counts = self._count(num_id, use, level)
        shown = use.levels.get(level, Level())
        if shown.format == "bullet":
            return _bullet(shown.text) + " "
        words = _PLACE.sub(lambda place: _place(use, counts, int(place[1]) - 1, shown.legal), shown.text)
        return words + ("" if shown.suffix == "nothing" or not words else " ")

    def _count(self, num_id: str, use: Use, level: int) -> list[int | None]:
        counts = self._counts.setdefault(use.abstract, [None] * _LEVELS)
        start = use.levels.get(level, Level()).start
        if level in use.starts and (num_id, level) not in self._overridden:
            self._overridden.add((num_id, level))
            counts[level] = None
            start = use.starts[level]
        current = counts[level]
        counts[level] = start if current is None else current + 1
        for lower in range(level + 1, _LEVELS):
            restart = use.levels.get(lower, Level()).restart
            if restart is None or level < restart:
                counts[lower] = None
        return counts


def _place(use: Use, counts: list[int | None], level: int, legal: bool) -> str:
    shown = use.levels.get(level, Level())
    count = counts[level]
    number = shown.start if count is None else count
    return FORMATS.get("decimal" if legal and shown.format != "none" else shown.format, str)(number)


def _bullet(sign: str) -> str:
    """Bullets are drawn from symbol fonts; only a plus or a dash means something in a Vietnamese document."""
    return "+" if sign.strip() == "+" else "-"


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """The lists of ``numbering.xml``; none where the document has no such part."""
    if root is None:
        return Numbering({}, {})
    abstract = {str(element.get(W + "abstractNumId")): element for element in root.iter(W + "abstractNum")}
    nums = {str(element.get(W + "numId")): element for element in root.iter(W + "num")}
    uses: dict[str, Use] = {}
    style_levels: dict[tuple[str, str], int] = {}
    for num_id, element in nums.items():
        name = _abstract_of(element)
        source = _followed(abstract, nums, styles, name)
        if source is None:
            continue
        uses[num_id] = _use(element, name, source)
        for level in source.iter(W + "lvl"):
            linked = level.find(W + "pStyle")
            if linked is not None:
                style_levels[name, str(linked.get(VAL))] = _at(level)
    return Numbering(uses, style_levels)


def _abstract_of(num: etree._Element) -> str:
    link = num.find(W + "abstractNumId")
    return "" if link is None else str(link.get(VAL))


def _followed(
    abstract: dict[str, etree._Element], nums: dict[str, etree._Element], styles: Styles, name: str
) -> etree._Element | None:
    """The abstract list itself, or the one its numbering style stands for."""
    source = abstract.get(name)
    link = None if source is None else source.find(W + "numStyleLink")
    if link is None:
        return source
    num = nums.get(styles.style(link.get(VAL)).paragraph.num_id or "")
    return source if num is None else abstract.get(_abstract_of(num), source)


def _use(num: etree._Element, name: str, source: etree._Element) -> Use:
    levels = {_at(level): _level(level) for level in source.iter(W + "lvl")}
    starts: dict[int, int] = {}
    for override in num.iter(W + "lvlOverride"):
        at = _at(override)
        start = _integer(override.find(W + "startOverride"))
        if start is not None:
            starts[at] = start
        level = override.find(W + "lvl")
        if level is not None:
            levels[at] = _level(level)
    return Use(name, levels, starts)


def _level(element: etree._Element) -> Level:
    form = next(element.iter(W + "numFmt"), None)  # may stand inside mc:AlternateContent
    text = element.find(W + "lvlText")
    suffix = element.find(W + "suff")
    legal = element.find(W + "isLgl")
    start = _integer(element.find(W + "start"))
    return Level(
        start=0 if start is None else start,
        format="decimal" if form is None else form.get(VAL, "decimal"),
        text="" if text is None else text.get(VAL, ""),
        suffix="tab" if suffix is None else suffix.get(VAL, "tab"),
        legal=legal is not None and is_on(legal),
        restart=_integer(element.find(W + "lvlRestart")),
    )


def _integer(element: etree._Element | None) -> int | None:
    try:
        return None if element is None else int(element.get(VAL, ""))
    except ValueError:
        return None


def _at(element: etree._Element) -> int:
    value = element.get(W + "ilvl", "0")
    return int(value) if value in _LEVEL_NAMES else 0
