"""From the tree of an OpenDocument text to the flat row of paragraphs in which Word keeps a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from extractor.readers.doc.flow import Block, RowShape, put_mark
from extractor.readers.docx.runs import FORCED_BREAK, PAGE_BREAK, Run
from extractor.readers.docx.styles import RunSetting
from extractor.readers.labels import FORMATS
from extractor.readers.layout_tables import MOST_SPANNED
from extractor.readers.odt.lists import Counts, Lists
from extractor.readers.odt.styles import DRAW, OFFICE, TABLE, TEXT, Look, Styles, over

_WIDTH = 1000  #: of a column; real widths do not matter, only which columns a cell spans
_MOST_SPACES = 1000
_GONE = frozenset(
    {OFFICE + "annotation", OFFICE + "annotation-end", OFFICE + "forms", TABLE + "shapes"}.union(
        TEXT + name
        for name in ("tracked-changes", "hidden-text", "hidden-paragraph", "sequence-decls", "variable-decls", "page-number",
                     "user-field-decls", "note-citation", "table-of-content-source", "index-title-template", "ruby-text")
    )
)  # fmt: skip
_FIXED = {TEXT + "tab": "\t", TEXT + "line-break": "\n", TEXT + "soft-page-break": PAGE_BREAK}
_CELL, _COVERED = TABLE + "table-cell", TABLE + "covered-table-cell"
_SPACE = re.compile("[ \t\r\n]+")
_PARAGRAPHS = (TEXT + "p", TEXT + "h")


class _Place(NamedTuple):
    """Where in the text the walk stands."""

    depth: int = 0  #: in tables
    counts: Counts | None = None
    level: int = 0  #: in lists
    list_style: str | None = None
    start: str | None = None
    first: bool = False  #: the next paragraph carries the item's label


class Walk:
    """One reading of a document."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self._styles, self._lists = styles, lists
        self.endnotes: list[list[Block]] = []
        self._asides: list[list[Block]] = []
        self._numbers = {"footnote": 0, "endnote": 0}

    def story(self, element: etree._Element) -> list[Block]:
        """The paragraphs of the body, a note, a text box, a page header."""
        asides, self._asides = self._asides, []
        blocks: list[Block] = []
        self._blocks(element, _Place(), blocks)
        if self._asides:
            blocks.append(Block([], asides=self._asides))
        self._asides = asides
        return blocks

    def _blocks(self, element: etree._Element, place: _Place, out: list[Block]) -> None:
        for child in element:
            tag = child.tag
            if tag in _GONE or not isinstance(tag, str):
                continue
            if tag in _PARAGRAPHS:
                out.append(self._paragraph(child, place))
                place = place._replace(first=False)
            elif tag == TEXT + "list":
                self._list(child, place, out)
            elif tag == TABLE + "table":
                self._table(child, place.depth + 1, out)
            elif tag.startswith(DRAW):
                self._drawing(child)
            else:
                self._blocks(child, place, out)

    def _paragraph(self, element: etree._Element, place: _Place) -> Block:
        look = self._styles.look("paragraph", element.get(TEXT + "style-name"))
        runs: list[Run] = []
        self._inline(element, look.run, runs)
        if look.break_after:
            runs.append(Run(FORCED_BREAK, look.run))
        setting = look.paragraph
        if element.tag == TEXT + "h":
            level = element.get(TEXT + "outline-level", "1")
            setting = setting._replace(heading=int(level) if level in set("123456789") else 1)
        label = self._label(element, look, place, setting.heading)
        asides, self._asides = self._asides, []
        return Block(runs, setting, Run(label, look.run) if label else None, place.depth, asides=asides)

    def _label(self, element: etree._Element, look: Look, place: _Place, heading: int | None) -> str:
        if place.counts is not None:
            style = place.list_style or look.list_style
            return self._lists.label(place.counts, place.level, style, place.start) if place.first else ""
        unnumbered = look.list_style == ""  # said so, against the numbers of all headings
        if element.tag == TEXT + "h" and heading and not unnumbered and element.get(TEXT + "is-list-header") != "true":
            return self._lists.heading(heading, element.get(TEXT + "start-value"))
        return ""

    def _list(self, element: etree._Element, place: _Place, out: list[Block]) -> None:
        style = element.get(TEXT + "style-name") or place.list_style
        counts = place.counts or self._lists.begin(element, style)
        inside = place._replace(counts=counts, level=place.level + 1, list_style=style)
        for item in element:
            is_item = item.tag == TEXT + "list-item"
            self._blocks(item, inside._replace(first=is_item, start=item.get(TEXT + "start-value")), out)

    def _table(self, table: etree._Element, depth: int, out: list[Block]) -> None:
        for row in table.iter(TABLE + "table-row"):
            if next(row.iterancestors(TABLE + "table")) is table:
                self._row(row, depth, out)

    def _row(self, row: etree._Element, depth: int, out: list[Block]) -> None:
        """The cells of a row; a covered one belongs to the cell on its left, or, where no span of its row is open, above."""
        joined: list[bool] = []
        continued: list[bool] = []
        spanned, drawn = 0, False
        for cell in _cells(row):
            self._cell(cell, depth, out)
            covered = cell.tag == _COVERED
            joined.append(covered and spanned > 0)
            continued.append(covered and not spanned)
            spanned = max(spanned - 1, 0) if covered else _number(cell, "number-columns-spanned") - 1
            drawn = drawn or bool(self._styles.look("table-cell", cell.get(TABLE + "style-name")).drawn)
        edges = tuple(range(0, _WIDTH * (len(joined) + 1), _WIDTH))
        out.append(Block([], depth=depth, ends="row", row=RowShape(edges, tuple(joined), tuple(continued), drawn)))

    def _cell(self, cell: etree._Element, depth: int, out: list[Block]) -> None:
        before = len(out)
        self._blocks(cell, _Place(depth), out)
        asides, self._asides = self._asides, []
        if len(out) > before and out[-1].depth == depth and not out[-1].ends:
            out[-1].ends = "cell"
            out[-1].asides += asides
        else:
            out.append(Block([], depth=depth, ends="cell", asides=asides))

    def _inline(self, element: etree._Element, setting: RunSetting, out: list[Run]) -> None:
        """The runs inside a paragraph or a span."""
        _add(out, element.text, setting)
        for child in element:
            tag = child.tag
            if tag in _FIXED:
                out.append(Run(_FIXED[tag], setting))
            elif tag == TEXT + "s":
                out.append(Run(" " * min(_number(child, "c", TEXT), _MOST_SPACES), setting))
            elif tag == TEXT + "note":
                self._note(child)
            elif isinstance(tag, str) and tag.startswith(DRAW) and tag != DRAW + "a":
                self._drawing(child)
            elif isinstance(tag, str) and tag not in _GONE:
                said = self._styles.look("text", child.get(TEXT + "style-name")).run if tag == TEXT + "span" else RunSetting()
                self._inline(child, over(setting, said), out)
            _add(out, child.tail, setting)

    def _drawing(self, element: etree._Element) -> None:
        """The text in a drawing, each outermost text once."""
        boxes = [box for box in element.iter(DRAW + "text-box") if not _is_inside(box, element)]
        for box in boxes or [element] * (element.find(TEXT + "p") is not None):
            blocks = self.story(box)
            if blocks:
                self._asides.append(blocks)

    def _note(self, element: etree._Element) -> None:
        body = element.find(TEXT + "note-body")
        if body is None:
            return
        kind = "endnote" if element.get(TEXT + "note-class") == "endnote" else "footnote"
        self._numbers[kind] += 1
        citation = element.find(TEXT + "note-citation")
        usual = FORMATS["lowerRoman" if kind == "endnote" else "decimal"](self._numbers[kind])
        mark = (citation.text if citation is not None else None) or usual
        blocks = self.story(body)
        put_mark(mark, blocks)
        (self.endnotes if kind == "endnote" else self._asides).append(blocks)


def _is_inside(box: etree._Element, outermost: etree._Element) -> bool:
    """Whether a text box stands in another one of the same drawing."""
    for around in box.iterancestors():
        if around is outermost:
            return False
        if around.tag == DRAW + "text-box":
            return True
    return False


def _cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, those said once for several columns as often as they stand there."""
    out: list[etree._Element] = []
    for cell in row.iterchildren(_CELL, _COVERED):
        out += [cell] * min(_number(cell, "number-columns-repeated"), max(MOST_SPANNED - len(out), 0))
    return out


def _add(out: list[Run], words: str | None, setting: RunSetting) -> None:
    """Add words of the file, in which line ends and several spaces are one space."""
    if words:
        out.append(Run(_SPACE.sub(" ", words), setting))


def _number(element: etree._Element, name: str, names: str = TABLE) -> int:
    value = element.get(names + name, "1")
    return int(value) if value.isascii() and value.isdigit() and 0 < len(value) < 6 else 1
