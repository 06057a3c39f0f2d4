"""How a run or paragraph of a docx is set, resolved through styles.xml: what Word shows is rarely written where it shows.

Bold, italic, capitals and hidden are toggles: set both in the paragraph's and in the run's style they cancel out
(ISO/IEC 29500-1, 17.7.3); set on the run itself they are final.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lxml import etree

from extractor.readers.docx.package import W

VAL = W + "val"
_OFF = frozenset({"0", "false", "off"})
_HEADING_NAME = re.compile(r"heading (\d)$", re.IGNORECASE)


class RunSetting(NamedTuple):
    """What is said of a run; None says nothing is said here."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    font: str | None = None
    raised: bool | None = None


class ParagraphSetting(NamedTuple):
    """What is said of a paragraph: alignment, outline level from 1, numbering, dotted tab stop, page break before it."""

    align: str | None = None
    heading: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    leader: bool | None = None
    page_break: bool | None = None


_TOGGLES = {W + "b": 0, W + "i": 1, W + "caps": 2, W + "vanish": 3}
_TOGGLE_FIELDS = range(4)


def is_on(element: etree._Element) -> bool:
    """A toggle element means yes unless it says no."""
    return element.get(VAL, "1") not in _OFF


def run_setting(properties: etree._Element | None) -> tuple[str | None, RunSetting]:
    """What one ``w:rPr`` says: the name of the run's style, and the rest."""
    if properties is None:
        return None, _NOTHING
    name: str | None = None
    said: list[bool | float | str | None] = [None] * 7
    for child in properties:
        tag = child.tag
        if tag in _TOGGLES:
            said[_TOGGLES[tag]] = is_on(child)
        elif tag == _SIZE:
            said[4] = _points(child.get(VAL))
        elif tag == _FONTS:
            said[5] = child.get(_ASCII_FONT) or child.get(_ANSI_FONT)
        elif tag == _STYLE:
            name = child.get(VAL)
        elif tag == _VERTICAL:
            said[6] = child.get(VAL) == "superscript"
    return name, RunSetting(*said)  # type: ignore[arg-type]  # positions are those of RunSetting


_NOTHING = RunSetting()
_SIZE = W + "sz"
_FONTS = W + "rFonts"
_STYLE = W + "rStyle"
_VERTICAL = W + "vertAlign"
_ASCII_FONT = W + "ascii"
_ANSI_FONT = W + "hAnsi"


def _points(half_points: str | None) -> float | None:
    value = half_points or ""
    return int(value) / 2 if value.isascii() and value.isdigit() and len(value) < 5 else None


def paragraph_setting(properties: etree._Element | None) -> ParagraphSetting:
    """What one ``w:pPr`` says."""
    if properties is None:
        return ParagraphSetting()
    num_id, num_level = _numbering(properties.find(W + "numPr"))
    outline = _number(properties.find(W + "outlineLvl"))
    page_break = properties.find(W + "pageBreakBefore")
    align = properties.find(W + "jc")
    tabs = properties.find(W + "tabs")
    return ParagraphSetting(
        align=None if align is None else align.get(VAL),
        heading=None if outline is None else outline + 1,  # 9, "body text", becomes 10 and is dropped by the reader
        num_id=num_id,
        num_level=num_level,
        leader=None if tabs is None else any(tab.get(W + "leader", "none") != "none" for tab in tabs),
        page_break=None if page_break is None else is_on(page_break),
    )


def _numbering(properties: etree._Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    num_id = properties.find(W + "numId")
    return (None if num_id is None else num_id.get(VAL)), _number(properties.find(W + "ilvl"))


def _number(element: etree._Element | None) -> int | None:
    value = "" if element is None else element.get(VAL, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else None


class Style(NamedTuple):
    """A style with everything it inherits."""

    run: RunSetting = RunSetting()
    paragraph: ParagraphSetting = ParagraphSetting()
    bordered: bool | None = None


def over(base: tuple[object, ...], said: tuple[object, ...]) -> list[object]:
    """``said`` where it says something, else ``base``."""
    return [b if s is None else s for b, s in zip(base, said, strict=True)]


class Styles:
    """The styles of one document, resolved on demand."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = () if root is None else root.iter(W + "style")
        self._elements = {str(element.get(W + "styleId")): element for element in elements}
        self.default_paragraph = self._default("paragraph")
        self._document = Style()
        if root is not None:
            self._document = Style(
                run_setting(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))[1],
                paragraph_setting(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")),
            )
        self.style = cache(self._style)
        self.shown = cache(self._shown)

    def _default(self, kind: str) -> str | None:
        for name, element in self._elements.items():
            if element.get(W + "type") == kind and element.get(W + "default", "0") not in _OFF:
                return name
        return None

    def _style(self, name: str | None) -> Style:
        chain: list[etree._Element] = []
        while name in self._elements and len(chain) < 20:  # Word itself stops at a handful; a loop must end
            element = self._elements[name]
            chain.append(element)
            based_on = element.find(W + "basedOn")
            name = None if based_on is None else based_on.get(VAL)
        style = Style()
        for element in reversed(chain):
            style = _inherit(style, element)
        return style

    def _shown(self, paragraph_style: str | None, run_style: str | None, said: RunSetting) -> RunSetting:
        """How a run shows: its own word first, then the two styles with toggles cancelling out, then the defaults."""
        base = self.style(paragraph_style or self.default_paragraph).run
        own = self.style(run_style).run if run_style else RunSetting()
        merged = over(base, own)
        for i in _TOGGLE_FIELDS:
            merged[i] = bool(base[i]) != bool(own[i])
        for i in _TOGGLE_FIELDS:
            merged[i] = merged[i] or bool(self._document.run[i])
        return RunSetting(*over(tuple(over(self._document.run, tuple(merged))), said))  # type: ignore[arg-type]

    def paragraph(self, name: str | None, said: ParagraphSetting) -> ParagraphSetting:
        """How a paragraph of style ``name`` shows that says ``said`` itself."""
        base = over(self._document.paragraph, self.style(name or self.default_paragraph).paragraph)
        return ParagraphSetting(*over(tuple(base), said))  # type: ignore[arg-type]


def _inherit(base: Style, element: etree._Element) -> Style:
    paragraph = paragraph_setting(element.find(W + "pPr"))
    name = element.find(W + "name")
    heading = _HEADING_NAME.match("" if name is None else name.get(VAL, ""))
    if heading and paragraph.heading is None:
        paragraph = paragraph._replace(heading=int(heading[1]))
    borders = element.find(f"{W}tblPr/{W}tblBorders")
    return Style(
        RunSetting(*over(base.run, run_setting(element.find(W + "rPr"))[1])),  # type: ignore[arg-type]
        ParagraphSetting(*over(base.paragraph, paragraph)),  # type: ignore[arg-type]
        base.bordered if borders is None else has_border(borders),
    )


def has_border(borders: etree._Element) -> bool:
    """Whether any side of a ``w:tblBorders`` or ``w:tcBorders`` is drawn."""
    return any(side.get(VAL, "nil") not in {"nil", "none"} for side in borders)
