"""How a piece of HTML is set: tags, attributes, ``style``, and simple selectors (``p``, ``.name``, ``p.name``) of style sheets.

A browser's full cascade would be a library of its own; pages saved by Word, where centred titles and bold headings are said
only in the style sheet, use nothing but these selectors.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]{0,19})?(?:\.([\w-]{1,80}))?$", re.IGNORECASE)
_DECLARATION = re.compile(r"([a-z-]{3,40})\s{0,9}:\s{0,9}([^;]{1,200})", re.IGNORECASE)
_SIZE = re.compile(r"([\d.]{1,6})\s?(pt|px)", re.IGNORECASE)
_MOST_CSS = 500_000  #: characters of style sheets that are looked at
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}  # <font size>, points

_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_ITALIC = frozenset({"i", "em", "cite", "address"})
_KNOWN = frozenset(
    {"text-align", "font-weight", "font-style", "font-size", "display", "visibility", "text-transform", "mso-list",
     "mso-hide", "mso-element", "list-style", "list-style-type", "page-break-before", "font-family", "vertical-align"}
)  # fmt: skip


class Setting(NamedTuple):
    """How the words inside an element are set."""

    bold: bool = False
    italic: bool = False
    centred: bool = False
    size: float | None = None
    capitals: bool = False
    linked: bool = False
    raised: bool = False
    quoted: bool = False
    kept: bool = False  #: line ends are kept (<pre>)


def declarations(style: str) -> dict[str, str]:
    """The properties of a ``style`` attribute that matter here."""
    return {
        name: value.strip().lower()
        for name, value in ((n.lower(), v) for n, v in _DECLARATION.findall(style[:4000]))
        if name in _KNOWN
    }


class Sheet:
    """The rules of a page's style sheets with simple selectors."""

    def __init__(self, root: etree._Element) -> None:
        css = "".join(style.text or "" for style in root.iter("style"))[:_MOST_CSS]
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        for selectors, body in _RULE.findall(_COMMENT.sub(" ", css)):
            said = declarations(body)
            for selector in selectors.split(",") if said else ():
                found = _SELECTOR.match(selector.strip())
                if found and found[0]:
                    key = ((found[1] or "").lower(), found[2] or "")
                    self._rules[key] = {**self._rules.get(key, {}), **said}

    def said_of(self, element: etree._Element) -> dict[str, str]:
        """What style sheets and the ``style`` attribute say of an element."""
        tag = element.tag
        out = dict(self._rules.get((tag, ""), {}))
        for name in (element.get("class") or "").split()[:20]:
            out |= self._rules.get(("", name), {})
            out |= self._rules.get((tag, name), {})
        style = element.get("style")
        return out | declarations(style) if style else out


def is_hidden(element: etree._Element, said: dict[str, str]) -> bool:
    """Whether a browser shows nothing of the element."""
    if said.get("display") == "none" or said.get("visibility") == "hidden" or said.get("mso-hide") == "all":
        return True
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def set_in(outer: Setting, element: etree._Element, said: dict[str, str]) -> Setting:
    """How words directly inside ``element`` are set, given how they are set outside."""
    tag = element.tag
    bold = outer.bold or tag in _BOLD
    weight = said.get("font-weight", "")
    if weight:
        bold = weight.startswith("bold") or weight in {"600", "700", "800", "900"}
    italic = outer.italic or tag in _ITALIC
    slant = said.get("font-style", "")
    if slant:
        italic = slant in {"italic", "oblique"}
    align = said.get("text-align") or (element.get("align") or "").lower()
    return Setting(
        bold=bold,
        italic=italic,
        centred=align == "center" if align else outer.centred or tag == "center",
        size=_points(element, said) or outer.size,
        capitals="uppercase" in said["text-transform"] if "text-transform" in said else outer.capitals,
        linked=outer.linked or (tag == "a" and element.get("href") is not None),
        raised=outer.raised or tag == "sup" or said.get("vertical-align") == "super",
        quoted=outer.quoted or said.get("mso-element") in {"footnote", "endnote"},
        kept=outer.kept or tag == "pre",
    )


def _points(element: etree._Element, said: dict[str, str]) -> float | None:
    found = _SIZE.match(said.get("font-size", ""))
    if found:
        try:
            return float(found[1]) * (0.75 if found[2].lower() == "px" else 1)
        except ValueError:
            return None
    return _FONT_SIZES.get(element.get("size", "")) if element.tag == "font" else None
