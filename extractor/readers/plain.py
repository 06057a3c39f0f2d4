"""Plain text: lines as they stand, pages where form feeds mark them, tables where lines carry tabs.

Nothing is joined or mended here. Whether a line end is the end of a paragraph cannot be told from one line, so ``wrapped``
is None and ``repair`` decides from the whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from extractor.errors import UnreadableError
from extractor.legacy import SHOWN
from extractor.limits import Limits
from extractor.messages import say
from extractor.readers import text_size
from extractor.readers.encodings import Decoded, decode, with_lines_put_right
from extractor.readers.layout_tables import Piece
from extractor.readers.side_by_side import TABS_OR_SPACES, split_columns, without_tabs
from extractor.text import Line, Note, SourceText, source_from_lines

_LINE_END = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")
_LEAST_LINES_A_PAGE = 5  #: form feeds closer together are no page breaks but leftovers of a converter


def read_plain(path: Path, limits: Limits) -> SourceText:
    """A text file as lines; ``UnreadableError`` where it holds bytes that are no text."""
    decoded = decode_file(path, limits)
    return with_doubt(read_lines(decoded.text, reader="plain"), decoded)


def read_lines(text: str, *, reader: str) -> SourceText:
    """The characters of a text, wherever they come from, as lines: pages, columns and rows as in a file."""
    pages = split_pages(text)
    pieces = [(words, Line(0, 0, page=number)) for number, page in enumerate(pages, 1) for words in page]
    pieces = without_tabs(mark_tables(split_columns(pieces, TABS_OR_SPACES)))
    return source_from_lines(pieces, reader=reader, media_type="text/plain", page_count=len(pages), wrapped=None)


def decode_file(path: Path, limits: Limits) -> Decoded:
    """The characters of a text file; the error names the file. Its size is looked at before anything is made of it."""
    try:
        decoded = decode(path.read_bytes())
    except UnreadableError as error:
        raise UnreadableError(error.code, path=path.name) from None
    text_size.check(decoded.text, path.name, limits)
    return with_lines_put_right(decoded)


def with_doubt(source: SourceText, decoded: Decoded) -> SourceText:
    """``source`` with a warning where its bytes could not be decoded with certainty, or were those of an old font."""
    if decoded.old is not None:
        source = replace(source, notes=(*source.notes, *decoded.old.notes(source.text)))
    if decoded.doubt is None:
        return source
    at = max(source.text.find("\ufffd"), 0)
    message = say(f"warning_{decoded.doubt}", encoding=SHOWN.get(decoded.encoding, decoded.encoding), share=100)
    return replace(source, notes=(*source.notes, Note(decoded.doubt, message, at, at)))


def split_pages(text: str) -> list[list[str]]:
    """Lines by page: a form feed at a line's beginning ends a page, if the pages it makes are long enough to be pages."""
    parts = text.split("\f")
    pages = [_LINE_END.split(part) for part in parts]
    if len(pages) > 1 and not "".join(pages[-1]).strip():
        pages.pop()
    if sum(map(len, pages)) < _LEAST_LINES_A_PAGE * len(pages):
        return [[line for page in pages for line in page]]
    return pages


def mark_tables(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` with the table number set on rows: runs of two or more lines with two or more tabs.

    A single line with fewer tabs between two rows is a row that spans the table (a group heading) and belongs to it. Text taken
    off a page has an empty line behind every line: three rows or more of as many tabs, each behind one, are a table too.
    """
    out = list(pieces)
    tabs = [words.count("\t") if line.column is None else 0 for words, line in pieces]
    filled = [bool(words.strip()) for words, _ in pieces]
    for table, (start, end) in enumerate(sorted([*_runs(tabs, filled), *_gapped_runs(tabs, filled)])):
        for i in range(start, end):
            words, line = out[i]
            out[i] = (words, line._replace(table=table))
    return out


def _runs(tabs: list[int], filled: list[bool]) -> list[tuple[int, int]]:
    rows = [count >= 2 for count in tabs]
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(rows):
        if not rows[i]:
            i += 1
            continue
        start = i
        while i < len(rows) and (rows[i] or (filled[i] and i + 1 < len(rows) and rows[i + 1])):
            i += 1
        if sum(rows[start:i]) >= 2:
            runs.append((start, i))
    return runs


def _gapped_runs(tabs: list[int], filled: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(tabs):
        end = i + 1
        if tabs[i] >= 2:
            while end + 1 < len(tabs) and not filled[end] and tabs[end + 1] == tabs[i]:
                end += 2
            if end - i >= 5:
                runs.append((i, end))
        i = end
    return runs
