"""What a file is, told from its first bytes; the name only breaks ties between kinds of text.

Word, browsers and mail programs all open by content, so archives keep files whose name lies and nobody noticed: of the
``.doc`` files gathered for this project one in six is HTML or RTF.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path

from extractor.readers.encodings import looks_like_text, peek

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")

_PICTURES = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n",
    b"GIF8",
    b"II*\0",  # TIFF, little endian
    b"MM\0*",  # TIFF, big endian
    b"BM",
    b"RIFF",  # WebP stands in a RIFF container
)
_HTML_START = re.compile(
    r"\s{0,4096}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^>]{0,4096}-->\s{0,4096}){0,8}"
    r"<(!doctype\s{1,9}html|html|head|body|meta|title|style|div|p|span|table|center|font|h[1-6]|ul|ol|article|section)\b",
    re.IGNORECASE,
)
WEB_ARCHIVE = re.compile(rb"\s{0,64}(?:MIME-Version:|From: <Saved by )", re.IGNORECASE)
_MARKDOWN_TABLE = re.compile(r"^\|?[ \t]{0,200}:?-{2,200}:?[ \t]{0,200}\|[ \t|:\-]{0,4000}$", re.MULTILINE)
_MARKDOWN_HEADING = re.compile(r"^#{1,6} {1,3}\S", re.MULTILINE)
_MARKDOWN_BOLD = re.compile(r"^(?:[-*+] {1,4})?\*\*[^*\n]{1,200}\*\*", re.MULTILINE)


def is_pdf(head: bytes, path: Path) -> bool:
    """``%PDF-`` within the first 1024 bytes (ISO 32000-1, annex H, note 13)."""
    return b"%PDF-" in head[:1024]


def zip_names(path: Path) -> list[str]:
    """The members of a zip file; none when its directory cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


def is_docx(head: bytes, path: Path) -> bool:
    """A zip that holds a Word main part."""
    if not head.startswith(ZIP):
        return False
    return any(re.fullmatch(r"word/document\d{0,3}\.xml", name, re.IGNORECASE) for name in zip_names(path))


def ole_names(head: bytes, path: Path) -> list[str]:
    """The streams in the root of a compound file; none when it is none or cannot be followed."""
    from extractor.readers.doc.ole import BrokenCompoundError, Compound

    if not head.startswith(OLE):
        return []
    try:
        return Compound(path.read_bytes()).names()
    except (BrokenCompoundError, OSError, struct.error):
        return []


def is_doc(head: bytes, path: Path) -> bool:
    """A compound file that holds a Word text."""
    return "WordDocument" in ole_names(head, path)


def is_rtf(head: bytes, path: Path) -> bool:
    """A file that begins with the group of RTF, whatever its name."""
    return head.lstrip().startswith(b"{\\rtf")


def is_odt(head: bytes, path: Path) -> bool:
    """A zip that says it is an OpenDocument text (ODF 1.3 part 2, 3.3)."""
    if not head.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(path) as archive, archive.open("mimetype") as said:
            return said.read(64).startswith(b"application/vnd.oasis.opendocument.text")
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def is_html(head: bytes, path: Path) -> bool:
    """Markup from the first tag on, or a page saved with its pictures as one mail message."""
    if WEB_ARCHIVE.match(head):
        return b"text/html" in head.lower()
    found = _HTML_START.match(peek(head))
    if found is None:
        return False
    return not _is_named_markdown(path) or found[1].lower() in {"html", "!doctype html"}


def is_markdown(head: bytes, path: Path) -> bool:
    """Text named ``.md``, or text that is plainly Markdown whatever its name: a table rule or several headings."""
    if not looks_like_text(head):
        return False
    if _is_named_markdown(path):
        return True
    text = peek(head)
    if _MARKDOWN_TABLE.search(text):
        return True
    return len(_MARKDOWN_HEADING.findall(text)) >= 2 or len(_MARKDOWN_BOLD.findall(text)) >= 4


def _is_named_markdown(path: Path) -> bool:
    return path.suffix.lower() in {".md", ".markdown"}


def is_text(head: bytes, path: Path) -> bool:
    """Anything that decodes to characters a person could have typed."""
    return looks_like_text(head)


def is_picture(head: bytes, path: Path) -> bool:
    """The kinds of picture that pages are kept as."""
    if head.startswith(b"BM"):
        return len(head) > 14 and head[6:10] == b"\0\0\0\0"
    if head.startswith(b"RIFF"):
        return head[8:12] == b"WEBP"
    return head.startswith(_PICTURES)
