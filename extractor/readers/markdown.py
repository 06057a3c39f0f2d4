"""Markdown: the words without the markup, headings and bold as style, pipe tables as rows.

A reader of its own and no CommonMark parser: most Markdown of this kind was made by exporters that leave half-open HTML,
cells with line ends and escaped numbers ("1\\."), and a strict parser drops or joins what it does not know. Lines stay
lines (``wrapped`` is None): by the standard a single line end is a space, by most of these files it ends a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.limits import Limits
from extractor.readers.layout_tables import Cell, Piece, lay_out, renumbered
from extractor.readers.markdown_inline import Words, inline
from extractor.readers.plain import decode_file, with_doubt
from extractor.readers.related import without_related
from extractor.readers.side_by_side import split_columns, without_tabs
from extractor.text import Line, SourceText, Style, source_from_lines

_LINE_END = re.compile("\r\n|[\n\r\f\v\x85\u2028\u2029]")
_HEADING = re.compile(r"[ \t]{0,9}(#{1,6})[ \t]{1,9}(.*)")
_HEADING_TAG = re.compile(r"[ \t]{0,9}<h([1-6])\b", re.IGNORECASE)
_HEADING_END = re.compile(r"[ \t]#{1,6}[ \t]{0,9}$")
_RULE = re.compile(r"[ \t]{0,9}(?:-[ \t]{0,3}){3,200}$|[ \t]{0,9}(?:\*[ \t]{0,3}){3,200}$|[ \t]{0,9}(?:_[ \t]{0,3}){3,200}$")
_UNDERLINE = re.compile(r"[ \t]{0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r"[ \t]{0,9}(?:`{3,20}|~{3,20})[\w+-]{0,30}[ \t]*$")
_LIST = re.compile(r"[ \t]*([*+-])[ \t]{1,9}(?=\S)(?:\[[ xX]\][ \t])?")
_QUOTE = re.compile(r"[ \t]{0,9}(?:>[ \t]?){1,9}")
_NOTE = re.compile(r"\[\^[\w-]{1,40}\]:[ \t]*")
_CELL_END = re.compile(r"(?<!\\)\|")
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{1,500}:?[ \t]*\|){1,200}(?:[ \t]*:?-{1,500}:?[ \t]*)?$")
_MOST_TITLE = 100  #: characters of a line that "---" below it makes a heading
_MOST_ROW_LINES = 40  #: lines of one table row; exporters keep line ends inside cells


def read_markdown(path: Path, limits: Limits) -> SourceText:
    """A Markdown file as lines; ``UnreadableError`` where it is no text."""
    decoded = decode_file(path, limits)
    reader = _Reader(_LINE_END.split(_without_comments(decoded.text)), path)
    pieces, notes = without_related(reader.pieces())
    pieces = renumbered(without_tabs(split_columns(pieces)))
    source = source_from_lines(pieces, reader="markdown", media_type="text/markdown", wrapped=None)
    return with_doubt(replace(source, notes=notes), decoded)


def _without_comments(text: str) -> str:
    out: list[str] = []
    cursor = 0
    while (start := text.find("<!--", cursor)) >= 0 and (end := text.find("-->", start)) >= 0:
        out.append(text[cursor:start])
        cursor = end + 3
    return "".join(out) + text[cursor:]


@dataclass
class _Reader:
    """One reading of a file, line by line."""

    lines: list[str]
    path: Path
    at: int = 0
    tables: int = 0
    out: list[Piece] = field(default_factory=list)

    def pieces(self) -> list[Piece]:
        """The lines of the whole file."""
        self._skip_front_matter()
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if _begins_row(line):
                self._pipe_table()
            elif "<table" in line.lower():
                self._html_table()
            else:
                self._line(line)
                self.at += 1
        return self.out

    def _skip_front_matter(self) -> None:
        """``---`` … ``---`` at the very top holds properties for a site generator, if every line is one."""
        if not self.lines or self.lines[0].strip() != "---":
            return
        for i, line in enumerate(self.lines[1:200], 1):
            if line.strip() == "---":
                self.at = i + 1
                return
            if line.strip() and not re.match(r"[\w-]{1,40}:|[ \t]|- ", line):
                return

    def _line(self, line: str) -> None:
        if not line.strip():
            self.out.append(("", Line(0, 0)))
            return
        if _FENCE.match(line) or self._is_underline(line) or _RULE.match(line):
            return
        quoted = _NOTE.match(line)
        mark = quoted or _QUOTE.match(line)
        line = line[mark.end() :] if mark else line
        heading = _HEADING.match(line)
        level = len(heading[1]) if heading else None
        tag = _HEADING_TAG.match(line)
        line = _HEADING_END.sub("", heading[2]) if heading else line
        level = int(tag[1]) if tag else level
        item = _LIST.match(line)
        if item:
            line = ("+ " if item[1] == "+" else "- ") + line[item.end() :]
        self._words(line, level, bool(quoted))

    def _words(self, line: str, level: int | None, quoted: bool) -> None:
        for words in _split(inline(line)):
            text = "".join(part.words for part in words).strip()
            if text:
                self.out.append((text, Line(0, 0, style=_style(words, level), quoted=quoted)))

    def _is_underline(self, line: str) -> bool:
        """Whether a line of ``=`` or ``-`` makes the line above it a heading; if so, it does."""
        found = _UNDERLINE.match(line)
        if not found or not self.out or self.at == 0 or not self.lines[self.at - 1].strip():
            return False
        words, above = self.out[-1]
        if above.table is not None or above.style.heading or len(words) > _MOST_TITLE:
            return False
        level = 1 if found[1][0] == "=" else 2
        self.out[-1] = (words, above._replace(style=above.style._replace(heading=level, bold=True)))
        return True

    def _pipe_table(self) -> None:
        rows: list[list[Cell]] = []
        columns = 0
        while self.at < len(self.lines) and _begins_row(self.lines[self.at]):
            row = self._row(columns)
            if _TABLE_RULE.match(row):
                columns = columns or len(_cells(row))
                continue
            cells = _cells(row)
            columns = columns or len(cells)
            rows.append([Cell(_cell_pieces(cell)) for cell in cells])
        self.out += lay_out(rows, None, self.tables, spans=False)
        self.tables += 1

    def _row(self, columns: int) -> str:
        """The row that begins here, with the lines that its cells run on over."""
        row = self.lines[self.at].strip()
        self.at += 1
        last = min(len(self.lines), self.at + _MOST_ROW_LINES)
        if row.endswith("|") and not row.endswith("\\|") and len(_cells(row)) >= columns:
            return row
        for i in range(self.at, last):
            line = self.lines[i].strip()
            if line.startswith("|"):
                break
            if line.endswith("|"):
                row = "<br>".join([row, *(part.strip() for part in self.lines[self.at : i + 1] if part.strip())])
                self.at = i + 1
                break
        return row

    def _html_table(self) -> None:
        """A table written in HTML, which ends where as many tables have ended as begun."""
        depth = 0
        start = self.at
        while self.at < len(self.lines):
            line = self.lines[self.at].lower()
            depth += line.count("<table") - line.count("</table")
            self.at += 1
            if depth <= 0:
                break
        self._html("\n".join(self.lines[start : self.at]))

    def _html(self, markup: str) -> None:
        from extractor.readers.html.reading import lines_of_page, parse

        root = parse(markup, self.path)
        pieces = [] if root is None else lines_of_page(root)[0]
        numbers = {line.table for _, line in pieces if line.table is not None}
        self.out += [
            (words, line if line.table is None else line._replace(table=self.tables + line.table)) for words, line in pieces
        ]
        self.tables += len(numbers)


def _begins_row(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith("|") and len(stripped) > 1


def _cells(row: str) -> list[str]:
    parts = _CELL_END.split(row.strip())
    return [part.strip() for part in parts[1 : len(parts) - (not parts[-1].strip())]]


def _cell_pieces(cell: str) -> list[Piece]:
    pieces: list[Piece] = []
    for words in _split(inline(cell)):
        text = "".join(part.words for part in words).strip()
        if text:
            pieces.append((text, Line(0, 0, style=_style(words, None))))
    return pieces


def _split(parts: Sequence[Words]) -> list[list[Words]]:
    lines: list[list[Words]] = [[]]
    for part in parts:
        first, *others = part.words.split("\n")
        lines[-1].append(part._replace(words=first))
        lines += [[part._replace(words=words)] for words in others]
    return lines


def _style(words: Sequence[Words], level: int | None) -> Style:
    lettered = [part for part in words if any(c.isalnum() for c in part.words)]
    return Style(
        bold=level is not None or (bool(lettered) and all(part.bold for part in lettered)),
        italic=bool(lettered) and all(part.italic for part in lettered),
        heading=level,
    )
