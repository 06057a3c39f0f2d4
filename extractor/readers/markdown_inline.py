"""One line of Markdown: the words without the marks, and how they are set.

Marks are paired more generously than CommonMark does: exporters write ``**Tác giả: **Nguyễn``, which no renderer takes for
bold and every author meant so. A lone ``*`` or ``_`` that pairs with nothing is a character of the text.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from extractor.readers.symbols import raised

_TAGS = (
    "a|abbr|b|big|blockquote|br|center|code|dd|del|div|dl|dt|em|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|s|small|"
    "span|strike|strong|sub|sup|u|ul"
)
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)"
    r"|\[(?P<link>[^\[\]\n]{1,500})\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)"
    r"|\[\^[\w-]{1,40}\](?!:)"
    rf"|<(?P<close>/?)(?P<tag>{_TAGS})(?:\s[^<>\n]{{0,2000}})?/?>"
    r"|<(?P<address>https?://[^<>\s]{1,2000})>"
    r"|(?P<mark>\*{1,3}(?!\*)|(?<!\w)_{1,3}(?=[^\W_])|(?<=[^\W_]|[.,;:!?)])_{1,3}(?!\w)|~~|`{1,3})"
    r"|(?P<entity>&(?:\#\d{1,6}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});)",
    re.IGNORECASE,
)
_BOLD_TAGS = frozenset({"b", "strong"})
_ITALIC_TAGS = frozenset({"i", "em"})


_MARKED = re.compile(r"[\\!\[<*_~`&]")


class Words(NamedTuple):
    """Words set alike; "\\n" among them is a line end."""

    words: str
    bold: bool
    italic: bool


def inline(line: str) -> list[Words]:
    """The words of one line of Markdown."""
    if not _MARKED.search(line):
        return [Words(line, False, False)]
    state = _State()
    cursor = 0
    pairs = _paired(line)
    for found in _TOKEN.finditer(line):
        state.add(line[cursor : found.start()])
        cursor = found.end()
        if found["mark"]:
            state.mark(found["mark"] if found.start() in pairs else "", found["mark"])
        elif found["tag"]:
            state.tag(found["tag"].lower(), bool(found["close"]))
        else:
            state.add(_plain(found), literal=True)
    state.add(line[cursor:])
    return state.out


def _plain(found: re.Match[str]) -> str:
    if found["entity"]:
        return unescape(found["entity"]).replace("\n", " ")
    if found["link"]:
        return "".join(part.words for part in inline(found["link"]))
    return found["escaped"] or found["address"] or ""


def _paired(line: str) -> set[int]:
    """Where the marks stand that are marks: every ``**``, and single ones of which both ends are there."""
    marks: set[int] = set()
    open_at: dict[str, int] = {}
    for found in _TOKEN.finditer(line):
        mark = found["mark"]
        if not mark:
            continue
        at, end = found.span()
        if len(mark) > 1 and mark[0] != "`":
            marks.add(at)
            continue
        opens = end < len(line) and not line[end].isspace()
        closes = at > 0 and not line[at - 1].isspace()
        if closes and mark in open_at:
            marks |= {open_at.pop(mark), at}
        elif opens:
            open_at[mark] = at
    return marks


class _State:
    def __init__(self) -> None:
        self.out: list[Words] = []
        self.bold = False
        self.italic = False
        self.raised = False

    def add(self, words: str, literal: bool = False) -> None:
        if self.raised:
            words = raised(words, self.out[-1].words if self.out else "")
        if words:
            self.out.append(Words(words, self.bold, self.italic))

    def mark(self, mark: str, written: str) -> None:
        if not mark:
            self.add(written)
        elif mark[0] in "*_":
            self.bold ^= len(mark) >= 2
            self.italic ^= len(mark) != 2

    def tag(self, tag: str, closes: bool) -> None:
        if tag in _BOLD_TAGS:
            self.bold = not closes
        elif tag in _ITALIC_TAGS:
            self.italic = not closes
        elif tag == "sup":
            self.raised = not closes
        elif tag in {"br", "p", "div", "li", "hr"}:
            self.add("\n")
