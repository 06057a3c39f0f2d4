"""7z and rar, read by the system's libarchive (BSD licence) through libarchive-c (CC0).

py7zr would be pure Python, but its licence is the LGPL. libarchive reads 7z and most rar files (versions 4 and 5) and
decrypts neither. Without the library one line says what to install.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from extractor.errors import EncryptedError, UnsupportedError
from extractor.importing.member import CHUNK, Format, Member
from extractor.limits import Limits

_MAGIC = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")


def is_seven_zip(head: bytes, path: Path) -> bool:
    """Told by the first bytes."""
    return head.startswith(_MAGIC)


def members(path: Path, limits: Limits) -> Iterator[Member]:
    """The files in the archive in order. ``UnsupportedError`` without libarchive, ``EncryptedError`` for hidden names."""
    library = _library(path)
    try:
        with library.file_reader(str(path), block_size=CHUNK) as archive:
            for entry in archive:
                name = _name(entry.pathname)
                if entry.isreg:
                    yield Member(name, partial(_pieces, entry, library.ArchiveError, name), entry.size)
                elif not entry.isdir:
                    yield Member(name, error=UnsupportedError("member_no_file", path=name))
    except library.ArchiveError as error:
        raise _ours(error, path.name) from error


def _library(path: Path) -> Any:
    try:
        import libarchive
    except (ImportError, OSError, TypeError, AttributeError):  # the package, or the library it looks for, is missing
        raise UnsupportedError("archive_needs_libarchive", path=path.name) from None
    return libarchive


def _name(name: str | bytes | None) -> str:
    return name.decode("utf-8", "backslashreplace") if isinstance(name, bytes) else name or "_"


def _pieces(entry: Any, broken: type[Exception], name: str) -> Iterator[bytes]:
    try:
        yield from entry.get_blocks(CHUNK)
    except broken as error:
        raise _ours(error, name) from error


def _ours(error: Exception, name: str) -> Exception:
    """libarchive says in words alone that a password is asked for."""
    words = str(getattr(error, "msg", None) or error)
    if any(word in words.lower() for word in ("encrypt", "password", "passphrase")):
        return EncryptedError("archive_encrypted", path=name)
    return EOFError(words)


SEVEN_ZIP = Format("7z", is_seven_zip, members, is_seven_zip)
