"""Readers: from a file to raw lines, one file per format.

The content decides which reader takes a file, not its name: archives are full of HTML and RTF files named ``.doc``.
``READERS`` is asked in order, the first that recognises the file reads it; ``refused.REFUSALS`` names the kinds that are
known and not read, so that the reason given is the true one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from extractor.errors import TooLargeError, UnreadableError, UnsupportedError, VanbanError
from extractor.limits import DEFAULT, Limits
from extractor.readers import recognise, text_size
from extractor.readers.reader import Reader, Refusal
from extractor.readers.refused import REFUSALS
from extractor.text import SourceText

HEAD = 64 * 1024  #: bytes a recogniser is shown
Read = Callable[[Path, Limits], SourceText]


def _later(module: str, name: str) -> Read:
    """A function of a module of this room, imported when the first file of its kind comes: libraries of formats are heavy."""

    def read_kind(path: Path, limits: Limits) -> SourceText:
        found: Read = getattr(import_module(f"{__name__}.{module}"), name)
        return found(path, limits)

    return read_kind


DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

READERS: tuple[Reader, ...] = (
    Reader("pdf", ("application/pdf",), recognise.is_pdf, _later("pdf", "read_pdf")),
    Reader("docx", (DOCX_TYPE,), recognise.is_docx, _later("docx.reading", "read_docx")),
    Reader("doc", ("application/msword",), recognise.is_doc, _later("doc.reading", "read_doc")),
    Reader("rtf", ("application/rtf", "text/rtf"), recognise.is_rtf, _later("rtf.reading", "read_rtf")),
    Reader("odt", ("application/vnd.oasis.opendocument.text",), recognise.is_odt, _later("odt.reading", "read_odt")),
    Reader(
        "picture",
        ("image/tiff", "image/png", "image/jpeg", "image/webp", "image/bmp", "image/gif"),
        recognise.is_picture,
        _later("picture", "read_picture_file"),
    ),
    Reader(
        "html",
        ("text/html", "application/xhtml+xml", "multipart/related"),
        recognise.is_html,
        _later("html.reading", "read_html"),
    ),
    Reader("markdown", ("text/markdown",), recognise.is_markdown, _later("markdown", "read_markdown")),
    Reader("plain", ("text/plain",), recognise.is_text, _later("plain", "read_plain")),
)


def read(path: Path, limits: Limits = DEFAULT) -> SourceText:
    """The raw text of ``path`` with its lines.

    Raises a ``VanbanError`` with the reason for anything else: missing, empty, too large, encrypted, of an unread kind,
    broken, or without a single word.
    """
    head = _head(path, limits)
    reader = _first(READERS, head, path)
    if reader is None:
        raise _refusal(head, path)
    source = reader.read(path, limits)
    text_size.check(source.text, path.name, limits)
    if not source.text.strip():
        raise UnreadableError("no_text", path=path.name)
    return source


def _head(path: Path, limits: Limits) -> bytes:
    if path.is_dir():
        raise UnreadableError("is_a_folder", path=str(path))
    try:
        size = path.stat().st_size
        if size > limits.max_bytes:
            raise TooLargeError("file_too_large", path=path.name, limit="max_bytes", value=limits.max_bytes)
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError:
        raise UnreadableError("file_missing", path=str(path)) from None
    except OSError as error:
        raise UnreadableError("file_unreadable", path=str(path), error=error.strerror or "") from error
    if not head.strip(b"\0 \t\r\n"):
        raise UnreadableError("file_empty", path=path.name)
    return head


def _first(readers: Iterable[Reader], head: bytes, path: Path) -> Reader | None:
    return next((reader for reader in readers if reader.recognises(head, path)), None)


def _refusal(head: bytes, path: Path) -> VanbanError:
    kind: Refusal | None = next((r for r in REFUSALS if r.recognises(head, path)), None)
    if kind is None:
        return UnsupportedError("unknown_format", path=path.name)
    return kind.error(kind.code, path=path.name)


__all__ = ["READERS", "Reader", "Refusal", "read"]
