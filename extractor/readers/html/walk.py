"""From the tree of a page to lines, as a browser shows them: blocks and ``<br>`` end a line, lists get their marks.

One pass over start and end events with explicit stacks: pages nest more deeply than Python recurses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extractor.readers.html.styles import Setting, Sheet, is_hidden, set_in
from extractor.readers.html.tables import HtmlTable
from extractor.readers.labels import FORMATS
from extractor.readers.layout_tables import Piece
from extractor.readers.symbols import raised
from extractor.text import Line, Style

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol",
     "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)  # fmt: skip
_SPACE = re.compile("[ \t\r\n\f]+")
_HEADING = re.compile("h[1-6]$")
_LABEL = re.compile(r"(?:^|[\s_-])label(?=$|[\s_-])", re.IGNORECASE)
_NOTE_MARK = re.compile("#_?(?:ftn|edn|fn)[0-9]", re.IGNORECASE)
_LIST_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "none": "none",
}  # fmt: skip


@dataclass
class _List:
    """A list being read: ``format`` is None for bullets."""

    format: str | None
    count: int = 0


@dataclass
class Walk:
    """One reading of a page."""

    sheet: Sheet
    page: int = 1
    settings: list[Setting] = field(default_factory=lambda: [Setting()])
    headings: list[int | None] = field(default_factory=lambda: [None])
    entered: list[bool] = field(default_factory=list)  #: for each open element whether it is shown
    lists: list[_List] = field(default_factory=list)
    tables: list[HtmlTable] = field(default_factory=list)
    count: int = 0  #: tables met so far
    label: str = ""  #: the mark of the list item whose first line has not come yet
    runs: list[tuple[str, Setting]] = field(default_factory=list)
    pieces: list[list[Piece]] = field(default_factory=lambda: [[]])  #: lines of the page, of the open cells on top

    def lines(self, root: etree._Element) -> list[Piece]:
        """The lines of everything in ``root``."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._leave(element, element is root)
            elif not self._enter(element):
                walker.skip_subtree()
        self._flush()
        return self.pieces[0]

    def _enter(self, element: etree._Element) -> bool:
        """Begin an element; whether its inside is to be read."""
        tag = element.tag
        said = self.sheet.said_of(element)
        if tag in _BLOCKS:
            self._flush()
        self.settings.append(set_in(self.settings[-1], element, said))
        self.headings.append(int(tag[1]) if _HEADING.match(tag) else self.headings[-1])
        self.entered.append(not is_hidden(element, said) and not self._is_note_mark(element))
        if not self.entered[-1]:
            return False
        if said.get("mso-list") == "ignore":
            self._word_label(element)
            return False
        if tag in _STARTS:
            _STARTS[tag](self, element, said)
        self._words(element.text)
        return True

    def _leave(self, element: etree._Element, last: bool) -> None:
        tag = element.tag
        if self.entered.pop() and tag in _ENDS:
            self._flush()
            _ENDS[tag](self)
        elif tag in _BLOCKS:
            self._flush()
        elif _LABEL.search(element.get("class") or ""):
            self._words(" ")  # style sheets keep a field's label apart from its value, the markup does not
        self.settings.pop()
        self.headings.pop()
        if not last:
            self._words(element.tail)

    def _words(self, words: str | None) -> None:
        if not words:
            return
        setting = self.settings[-1]
        if setting.kept:
            first, *others = words.split("\n")
            self.runs.append((first, setting))
            for line in others:
                self._flush()
                self.runs.append((line, setting))
            return
        words = _SPACE.sub(" ", words)
        if setting.raised:
            words = raised(words, self.runs[-1][0] if self.runs else "")
        self.runs.append((words.upper() if setting.capitals else words, setting))

    def _flush(self) -> None:
        runs, self.runs = self.runs, []
        words = _SPACE.sub(" ", "".join(words for words, _ in runs)).strip()
        if not words:
            return
        label, self.label = self.label, ""
        line = Line(0, 0, page=self.page, style=self._style(runs), quoted=any(s.quoted for _, s in runs))
        self.pieces[-1].append((label + words, line))

    def _style(self, runs: list[tuple[str, Setting]]) -> Style:
        lettered = [setting for words, setting in runs if any(c.isalnum() for c in words)]
        return Style(
            bold=bool(lettered) and all(s.bold for s in lettered),
            italic=bool(lettered) and all(s.italic for s in lettered),
            centred=bool(runs) and all(s.centred for words, s in runs if words.strip()),
            size=lettered[0].size if lettered else None,
            heading=self.headings[-1],
        )

    def _is_note_mark(self, element: etree._Element) -> bool:
        """Whether an element is the raised mark of a footnote in the running text, which belongs to no word."""
        return (
            element.tag == "a"
            and _NOTE_MARK.match(element.get("href") or "") is not None
            and not self.settings[-1].quoted
            and "ref" not in (element.get("href") or "").lower()
        )

    def _word_label(self, element: etree._Element) -> None:
        """The number or bullet that Word wrote before a list item; bullets are letters of a symbol font."""
        words = " ".join("".join(element.itertext()).split())
        if words and (words[-1] in ".):/" or any(c.isdigit() for c in words)):
            self.label = words + " "
        elif words:
            self.label = "+ " if words == "+" else "- "

    def _break(self, element: etree._Element, said: dict[str, str]) -> None:
        self._flush()
        self.page += said.get("page-break-before") == "always"

    def _list(self, element: etree._Element, said: dict[str, str]) -> None:
        kind = said.get("list-style-type") or next(iter(said.get("list-style", "").split()), "") or element.get("type") or ""
        form = _LIST_FORMATS.get(kind, _LIST_FORMATS.get(kind.lower(), "decimal" if element.tag == "ol" else None))
        self.lists.append(_List(form, _integer(element.get("start"), 1) - 1))

    def _item(self, element: etree._Element, said: dict[str, str]) -> None:
        if not self.lists:
            self.label = "- "
            return
        current = self.lists[-1]
        current.count = _integer(element.get("value"), current.count + 1)
        if "none" in {said.get("list-style-type"), said.get("list-style")} or current.format == "none":
            self.label = ""
        else:
            self.label = "- " if current.format is None else FORMATS[current.format](current.count) + ". "

    def _end_item(self) -> None:
        self.label = ""

    def _end_list(self) -> None:
        if self.lists:
            self.lists.pop()

    def _table(self, element: etree._Element, said: dict[str, str]) -> None:
        self.tables.append(HtmlTable(self.count, element))
        self.count += 1

    def _cell(self, element: etree._Element, said: dict[str, str]) -> None:
        if self.tables and not self.tables[-1].in_cell:
            self.pieces.append([])
            self.tables[-1].open_cell(element)

    def _row(self, element: etree._Element, said: dict[str, str]) -> None:
        if self.tables:
            self.tables[-1].open_row()

    def _end_cell(self) -> None:
        if self.tables and self.tables[-1].in_cell:
            self.tables[-1].close_cell(self.pieces.pop())

    def _end_table(self) -> None:
        if self.tables:
            self.pieces[-1] += self.tables.pop().lines()


_STARTS = {
    "br": Walk._break,
    "ul": Walk._list,
    "ol": Walk._list,
    "li": Walk._item,
    "table": Walk._table,
    "tr": Walk._row,
    "td": Walk._cell,
    "th": Walk._cell,
}
_ENDS = {
    "ul": Walk._end_list,
    "ol": Walk._end_list,
    "li": Walk._end_item,
    "table": Walk._end_table,
    "td": Walk._end_cell,
    "th": Walk._end_cell,
}


def _integer(value: str | None, usual: int) -> int:
    try:
        return min(int(value), 1_000_000) if value is not None else usual
    except ValueError:
        return usual
