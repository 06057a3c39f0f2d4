"""Kinds of file that are known and not read, each with its true reason: "not a document" would send the user searching."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extractor.errors import EncryptedError, UnreadableError, UnsupportedError
from extractor.readers.encodings import is_marked, peek
from extractor.readers.reader import Refusal
from extractor.readers.recognise import EMPTY_ZIP, OLE, ZIP, ole_names, zip_names

_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")


def _is_encrypted_office(head: bytes, path: Path) -> bool:
    """An OLE file whose stream names say that an encrypted package is inside ([MS-OFFCRYPTO] 2.3.1)."""
    return head.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _holds(*names: str) -> Callable[[bytes, Path], bool]:
    def recognises(head: bytes, path: Path) -> bool:
        return any(name in names for name in ole_names(head, path))

    return recognises


def _has(*names: str) -> Callable[[bytes, Path], bool]:
    def recognises(head: bytes, path: Path) -> bool:
        return head.startswith(ZIP) and any(name in zip_names(path) for name in names)

    return recognises


def _is_broken_zip(head: bytes, path: Path) -> bool:
    return head.startswith((ZIP, EMPTY_ZIP)) and not zip_names(path)


REFUSALS: tuple[Refusal, ...] = (
    Refusal("encrypted office", EncryptedError, "office_encrypted", _is_encrypted_office),
    Refusal("broken ole", UnreadableError, "ole_broken", lambda head, path: head.startswith(OLE) and not ole_names(head, path)),
    Refusal("spreadsheet 97-2003", UnsupportedError, "spreadsheet_unsupported", _holds("Workbook", "Book")),
    Refusal("slides 97-2003", UnsupportedError, "slides_unsupported", _holds("PowerPoint Document")),
    Refusal("ole", UnsupportedError, "ole_unsupported", lambda head, path: head.startswith(OLE)),
    Refusal("xml", UnsupportedError, "xml_unsupported", lambda head, path: peek(head[:200]).lstrip().startswith("<?xml")),
    Refusal("broken zip", UnreadableError, "zip_broken", _is_broken_zip),
    Refusal("spreadsheet", UnsupportedError, "spreadsheet_unsupported", _has("xl/workbook.xml")),
    Refusal("slides", UnsupportedError, "slides_unsupported", _has("ppt/presentation.xml")),
    Refusal("opendocument", UnsupportedError, "odf_unsupported", _has("content.xml")),
    Refusal("zip", UnsupportedError, "archive_unsupported", lambda head, path: head.startswith(ZIP)),
    Refusal("archive", UnsupportedError, "archive_unsupported", lambda head, path: head.startswith(_ARCHIVES)),
    Refusal("noise marked as text", UnreadableError, "not_text", lambda head, path: is_marked(head)),
)
