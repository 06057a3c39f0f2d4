"""The styles of an OpenDocument text: what is set through a style, its parents and the defaults (ODF 1.3 part 3, 16)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from lxml import etree

from extractor.readers.docx.styles import ParagraphSetting, RunSetting

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW = (f"{_NAMES}{name}:1.0}}" for name in ("office", "text", "table", "drawing"))
STYLE, FO, SVG = f"{_NAMES}style:1.0}}", f"{_NAMES}xsl-fo-compatible:1.0}}", f"{_NAMES}svg-compatible:1.0}}"
_SIZE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)pt$")
_MOST_PARENTS = 20
_ALIGN = {"center": "center", "end": "right", "right": "right", "justify": "both", "start": "left", "left": "left"}
_BORDERS = (FO + "border", FO + "border-top", FO + "border-bottom", FO + "border-left", FO + "border-right")


class Look(NamedTuple):
    """What a style says with all it inherits; ``list_style`` numbers its paragraphs, ``drawn``: rules around its cells."""

    run: RunSetting = RunSetting()
    paragraph: ParagraphSetting = ParagraphSetting()
    list_style: str | None = None
    break_after: bool = False
    drawn: bool | None = None


class Styles:
    """The styles of one document by family ("paragraph", "text", "table-cell") and name, resolved on demand."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._defaults: dict[str, etree._Element] = {}
        self._fonts: dict[str, str] = {}
        for root in roots:
            for element in root.iter(STYLE + "style"):
                self._styles[element.get(STYLE + "family", ""), element.get(STYLE + "name", "")] = element
            for element in root.iter(STYLE + "default-style"):
                self._defaults[element.get(STYLE + "family", "")] = element
            for element in root.iter(STYLE + "font-face"):
                self._fonts[element.get(STYLE + "name", "")] = element.get(SVG + "font-family", "").strip("'\"")
        self.look = cache(self._look)

    def _look(self, family: str, name: str | None) -> Look:
        """How a style of ``family`` looks; text styles say only what they change."""
        chain: list[etree._Element] = []
        while name and (family, name) in self._styles and len(chain) < _MOST_PARENTS:
            chain.append(self._styles[family, name])
            name = chain[-1].get(STYLE + "parent-style-name")
        if family in self._defaults and family != "text":
            chain.append(self._defaults[family])
        look = Look()
        for element in reversed(chain):
            look = self._with(look, element)
        return look

    def _with(self, look: Look, element: etree._Element) -> Look:
        text = element.find(STYLE + "text-properties")
        paragraph = element.find(STYLE + "paragraph-properties")
        cell = element.find(STYLE + "table-cell-properties")
        if text is not None:
            look = look._replace(run=self._run(look.run, text))
        if paragraph is not None:
            look = look._replace(
                paragraph=_paragraph(look.paragraph, paragraph),
                break_after=paragraph.get(FO + "break-after") == "page" or look.break_after,
            )
        if cell is not None:
            said = [cell.get(name) for name in _BORDERS if cell.get(name) is not None]
            look = look._replace(drawn=any(not (value or "").startswith("none") for value in said) if said else look.drawn)
        return look._replace(list_style=element.get(STYLE + "list-style-name", look.list_style))

    def _run(self, run: RunSetting, said: etree._Element) -> RunSetting:
        changes: dict[str, Any] = {}
        weight, slant, size = said.get(FO + "font-weight"), said.get(FO + "font-style"), said.get(FO + "font-size")
        if weight is not None:
            changes["bold"] = weight in {"bold", "600", "700", "800", "900"}
        if slant is not None:
            changes["italic"] = slant in {"italic", "oblique"}
        if found := _SIZE.match(size or ""):
            changes["size"] = float(found[1])
        if (transform := said.get(FO + "text-transform")) is not None:
            changes["caps"] = transform == "uppercase"
        if (display := said.get(TEXT + "display")) is not None:
            changes["hidden"] = display == "none"
        if (position := said.get(STYLE + "text-position")) is not None:
            changes["raised"] = position.startswith("super")
        if (font := said.get(STYLE + "font-name") or said.get(FO + "font-family")) is not None:
            changes["font"] = self._fonts.get(font) or font.strip("'\"")
        return run._replace(**changes)


def _paragraph(setting: ParagraphSetting, said: etree._Element) -> ParagraphSetting:
    align, before = said.get(FO + "text-align"), said.get(FO + "break-before")
    stops = said.find(STYLE + "tab-stops")
    return setting._replace(
        align=setting.align if align is None else _ALIGN.get(align, "left"),
        page_break=setting.page_break if before is None else before == "page",
        leader=setting.leader if stops is None else any(_has_leader(stop) for stop in stops),
    )


def _has_leader(stop: etree._Element) -> bool:
    return stop.get(STYLE + "leader-style", "none") != "none" or bool(stop.get(STYLE + "leader-text", "").strip())


def over(base: RunSetting, said: RunSetting) -> RunSetting:
    """``said`` where it says something, else ``base``."""
    changes: dict[str, Any] = {name: value for name, value in said._asdict().items() if value is not None}
    return base._replace(**changes)
