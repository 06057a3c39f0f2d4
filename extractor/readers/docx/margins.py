"""Headers and footers of a docx: page furniture, unless the letterhead stands there and nowhere else, or a mark of secrecy.

What is left out is said in a warning with its words; page numbers are left out without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree

from extractor.messages import say
from extractor.readers.docx.package import Package, R, W
from extractor.readers.layout_tables import Piece, fold, places_letterhead
from extractor.stamps import marked
from extractor.text import Line, Note

_CODE = "header_footer_left_out"
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_PAGE_NUMBER = re.compile(r"(?:trang|page|[-–—/|.\s\d]|of)*$", re.IGNORECASE)


def margins(
    package: Package, body: list[Piece], story: Callable[[etree._Element], list[Piece]]
) -> tuple[list[Piece], tuple[Note, ...]]:
    """``body`` with the letterhead from the page header before it where the body has none, and notes on what was left out."""
    return with_margins(((kind, story(root) + _watermarks(root)) for kind, root in roots(package)), body)


def with_margins(stories: Iterable[tuple[str, list[Piece]]], body: list[Piece]) -> tuple[list[Piece], tuple[Note, ...]]:
    """The same for any format: ``stories`` are the lines of the headers, then of the footers."""
    held: str | None = None
    before: list[Piece] = []
    stamps: dict[str, Piece] = {}
    notes: list[Note] = []
    for kind, lines in stories:
        pieces = [(words, line._replace(page=1)) for words, line in lines]
        if not pieces:
            continue
        held = held or fold(" ".join(words for words, _ in body))
        stamps |= _stamps(pieces)
        missing = [words for words, _ in pieces if _says(words) and fold(words) not in held]
        if not missing:
            continue
        if kind == "header" and not before and any(places_letterhead(words) for words in missing):
            before = pieces
        else:
            message = say(f"warning_{_CODE}", words=" / ".join(missing)[:200])
            notes.append(Note(_CODE, message, 0, 0))
    pieces = before + body
    if not any(marked(words) for words, _ in pieces):
        pieces = [*stamps.values(), *pieces]
    return pieces, tuple(dict.fromkeys(notes))


def _stamps(pieces: Iterable[Piece]) -> dict[str, Piece]:
    """The marks of secrecy on every page: they are the letterhead's, wherever they are repeated."""
    cells = [(cell.strip(), line) for words, line in pieces for cell in words.split("\t")]
    return {words: (words, line._replace(table=None, cells=None)) for words, line in cells if marked(words)}


def _says(words: str) -> bool:
    """Whether the words of a margin are more than a page number or a stamp."""
    return not (_PAGE_NUMBER.match(words) or marked(words))


def _watermarks(root: etree._Element) -> list[Piece]:
    """Words drawn across the page, which Word keeps in its header."""
    drawn = dict.fromkeys(path.get("string", "").strip() for path in root.iter(_TEXT_PATH))
    return [(words, Line(0, 0)) for words in drawn if words]


def roots(package: Package) -> Iterable[tuple[str, etree._Element]]:
    """The headers, first page's first, then the footers."""
    root = package.root
    for kind in ("header", "footer"):
        parts = package.related(kind)
        uses = [] if root is None else list(root.iter(f"{W}{kind}Reference"))
        uses.sort(key=lambda use: use.get(W + "type") != "first")
        names = dict.fromkeys(parts.get(use.get(R + "id", ""), "") for use in uses)
        for name in names:
            tree = package.tree(name) if name else None
            if tree is not None:
                yield kind, tree
