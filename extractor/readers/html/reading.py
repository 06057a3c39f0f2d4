"""HTML: pages of legal portals, pages saved by Word (also under the name ``.doc``), and web archives (MHTML).

What a reader of the page sees of the document comes out, line by line; what surrounds it (menus, links, comments) does not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UnreadableError
from extractor.legacy import Decoded as OldEncodings
from extractor.limits import Limits
from extractor.readers.encodings import Decoded, decode
from extractor.readers.layout_tables import Piece, renumbered
from extractor.readers.plain import with_doubt
from extractor.readers.recognise import WEB_ARCHIVE
from extractor.readers.related import without_related
from extractor.readers.side_by_side import split_columns, without_tabs
from extractor.readers.text_size import check_tags
from extractor.text import SourceText, source_from_lines

if TYPE_CHECKING:
    from lxml import etree

_CHARSET = re.compile(
    rb"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})|<\?xml[^>]{0,99}encoding=[\"']([\w.:-]{2,40})", re.IGNORECASE
)
#: The parser takes signs that no XML holds, but refuses to put the words they stand in elsewhere. Two of them are blanks.
_NOT_IN_XML = dict.fromkeys((*range(9), *range(14, 32), 0xFFFE, 0xFFFF)) | {11: " ", 12: " "}
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,40})|([0-9]{1,40}));?")
_OF_FONTS = frozenset({"tcvn3", "vni"})  # encodings of fonts, which a page may mix: told run by run from its tree
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})  # browsers read these as Windows-1252


def read_html(path: Path, limits: Limits) -> SourceText:
    """The document in a page as lines; ``UnreadableError`` where there is none."""
    decoded = decode_html(_page_of(path.read_bytes()), path)
    check_tags(decoded.text.count("<"), path.name, limits)
    root = parse(decoded.text, path)
    if root is None:
        raise UnreadableError("no_text", path=path.name)
    pieces, pages, old = lines_of_page(root)
    pieces, notes = without_related(pieces)
    source = source_from_lines(pieces, reader="html", media_type="text/html", page_count=pages)
    if old is not None:
        notes += old.notes(source.text)
    return with_doubt(replace(source, notes=notes), decoded)


def decode_html(data: bytes, path: Path) -> Decoded:
    """The characters of a page. UTF-8 is believed before the page's own word, which is often a leftover of a template."""
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        pass
    said = _CHARSET.search(data[:4096])
    name = (said[1] or said[2]).decode("ascii", "replace").lower() if said else ""
    if name in _LATIN:
        name = "windows-1252"
    if name and not name.startswith("utf"):
        try:
            return decode(data) if name == "windows-1258" else Decoded(data.decode(name), name)
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        decoded = decode(data)
    except UnreadableError as error:
        raise UnreadableError(error.code, path=path.name) from None
    if decoded.encoding in _OF_FONTS:
        return Decoded(data.decode("cp1252", "replace"), "windows-1252")
    return decoded


def parse(text: str, path: Path) -> etree._Element | None:
    """The tree of a page, without comments; nothing is fetched. None where no element is found.

    A page nested deeper than the parser goes (2,048 elements) is refused, for the parser drops what comes after.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(_legal(text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    last = parser.error_log.last_error
    if last is not None and last.type_name == "ERR_NO_MEMORY":
        raise MemoryError
    if last is not None and last.type_name == "ERR_RESOURCE_LIMIT":
        raise UnreadableError("html_broken", path=path.name)
    return root


def _legal(text: str) -> str:
    """``text`` without signs that no XML holds, written out or by their number."""
    return _REFERENCE.sub(_legal_reference, text.translate(_NOT_IN_XML))


def _legal_reference(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else int(found[2])
    return "" if number in _NOT_IN_XML or 0xD800 <= number < 0xE000 or number > 0x10FFFF else found[0]


def lines_of_page(root: etree._Element) -> tuple[list[Piece], int, OldEncodings | None]:
    """The lines of the document in a page, the number of its pages (1 unless Word saved its page breaks), and what was
    found of the encodings of old fonts.
    """
    from extractor.readers.html.content import content
    from extractor.readers.html.legacy import put_right
    from extractor.readers.html.styles import Sheet
    from extractor.readers.html.walk import Walk

    sheet = Sheet(root)
    document = content(root)
    old = put_right(document, sheet)
    walk = Walk(sheet)
    pieces = walk.lines(document)
    return renumbered(without_tabs(split_columns(pieces))), walk.page, old


def lines_of_chunk(data: bytes, path: Path) -> list[Piece]:
    """The lines of a page or web archive that another file carries; none where it holds no markup."""
    root = parse(decode_html(_page_of(data), path).text, path)
    return [] if root is None else lines_of_page(root)[0]


def _page_of(data: bytes) -> bytes:
    """The page itself of a web archive; anything else as it is."""
    if not WEB_ARCHIVE.match(data):
        return data
    try:
        parts = [part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
    except RecursionError:
        return data
    payload = parts[0].get_payload(decode=True) if parts else None
    return payload if isinstance(payload, bytes) else data
