"""The document in a page: what is left when menus, link lists, comments and other furniture of the site are taken away.

Parts are left out for what they are (``nav``, ``button`` …) or for what their authors call them (class and id names), unless
most of the page or a letterhead stands in them. Nothing is left out for being short or unlike prose: tables and lists of
numbers are what the program looks for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from extractor.readers.layout_tables import fold

_NEVER = frozenset(
    {"script", "style", "noscript", "template", "head", "nav", "button", "select", "option", "input", "textarea", "iframe",
     "object", "embed", "svg", "canvas", "video", "audio", "map", "xml", "del", "datalist", "dialog", "meta", "link", "title"}
)  # fmt: skip
_SURROUNDINGS = frozenset({"aside", "footer"})
_ROLES = frozenset({"navigation", "banner", "search", "contentinfo", "complementary", "dialog", "menu", "menubar", "toolbar"})
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|mainmenu|submenu|breadcrumbs?|sidebar|footer|related|lienquan|lien-quan|tinkhac|"
    r"tin-khac|comments?|binhluan|binh-luan|share|sharing|social|ads?|adv|advert|banner|toolbar|pagination|paging|pager|cookies?|"
    r"popup|modal|login|search|searchbox|sitemap|tags?|rating|hotline|skip-link|back-to-top)(?=$|[\s_-])",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"DOC LAP ?[-–—] ?TU DO|NOI NHAN ?:|CONG HOA XA HOI CHU NGHIA VIET NAM|\b(?:TM|KT|TL|TUQ)\. ?[A-Z]{2}")
_BASIS = re.compile(r"\bCAN CU |\bTHEO |\bXET |\bDIEU \d")
_LISTS = frozenset({"ul", "ol", "dl", "div", "section", "td"})
_LOOKED_AT = 20_000  #: characters of a part that are looked at for signs of a document


class Weight(NamedTuple):
    """How much stands in an element: letters, those of them inside links, and links."""

    letters: int
    linked: int
    links: int


Weights = dict[etree._Element, Weight]


def content(root: etree._Element) -> etree._Element:
    """The element that holds the document, its surroundings removed from the tree."""
    body = root.find("body")
    body = root if body is None else body
    weights = _weighed(body)
    total = weights[body].letters
    gone: list[etree._Element] = []
    waiting = [body]
    while waiting:
        for child in waiting.pop():
            (gone if _may_go(child, weights[child], total) else waiting).append(child)
    for element in gone:
        _drop(element)
    return _narrowed(body, weights)


def _weighed(body: etree._Element) -> Weights:
    """The weight of every element, counted once from the leaves up: pages may nest deeply."""
    weights: Weights = {}
    sums: list[list[int]] = [[0, 0, 0]]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            sums.append([_letters(element.text), 0, 0])
            continue
        letters, linked, links = sums.pop()
        if element.tag == "a" and element.get("href") is not None:
            linked, links = letters, links + 1
        weights[element] = Weight(letters, linked, links)
        outer = sums[-1]
        outer[0] += letters + _letters(element.tail)
        outer[1] += linked
        outer[2] += links
    return weights


def _letters(words: str | None) -> int:
    return 0 if words is None else len(words.strip())


def _may_go(element: etree._Element, weight: Weight, total: int) -> bool:
    """Whether an element belongs to the page and not to the document in it."""
    if element.tag in _NEVER:
        return True
    if _is_link_list(element, weight):
        return not _BASIS.search(fold(_beginning(element)))
    if not _is_furniture(element) or weight.letters * 3 > total:
        return False
    return not _DOCUMENT.search(fold(_beginning(element)))


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in _SURROUNDINGS or element.get("role") in _ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(names) > 1 and element.tag not in {"main", "article"} and _NAMES.search(names[:500]) is not None


def _is_link_list(element: etree._Element, weight: Weight) -> bool:
    """Whether an element is three or more links with little between them: other documents, not this one.

    A table of links stays: a catalogue in an annex looks no different.
    """
    if element.tag not in _LISTS or weight.links < 3 or (weight.letters - weight.linked) * 4 > weight.letters:
        return False
    return next(element.iter("tr"), None) is None


def _narrowed(body: etree._Element, weights: Weights) -> etree._Element:
    """``main`` or ``article``, if little stands outside it and nothing of a letterhead; else the body."""
    inner = max(body.iter("main", "article"), key=lambda element: weights[element].letters, default=None)
    kept = sum(_letters(words) for words in body.itertext())
    if inner is None or sum(_letters(words) for words in inner.itertext()) * 4 < kept * 3:
        return body
    outside = _beginning(body, 10 * _LOOKED_AT).replace(_beginning(inner, 10 * _LOOKED_AT), " ", 1)
    return body if _DOCUMENT.search(fold(outside)) else inner


def _beginning(element: etree._Element, most: int = _LOOKED_AT) -> str:
    """The first words of an element."""
    out: list[str] = []
    length = 0
    for words in element.itertext():
        out.append(words)
        length += len(words)
        if length > most:
            break
    return " ".join(out)


def _drop(element: etree._Element) -> None:
    """Remove an element and keep the words that follow it."""
    parent = element.getparent()
    before = element.getprevious()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
