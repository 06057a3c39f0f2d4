"""Zip archives: the directory at the end names the members; where it is lost, the members themselves are walked.

The directory is weighed before it is read: ``zipfile`` makes half a kilobyte of objects out of each of its 46 bytes and
more, so 100 MB of directory would be a gigabyte of memory.
"""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from extractor.errors import EncryptedError, TooLargeError, UnsupportedError, VanbanError
from extractor.importing.member import Format, Member, pieces
from extractor.importing.member_names import decoded
from extractor.importing.zip_salvage import salvaged
from extractor.limits import Limits

_ENTRY = 46  #: bytes an entry of the directory has at least
_TAIL = 22 + 0xFFFF  #: the end record and the longest comment
_UNICODE_PATH = 0x7075  #: Info-ZIP's extra field with the name in UTF-8
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_MARKS = (b"PK\3\4", b"PK\5\6", b"PK\7\x08PK\3\4")
_DOCUMENT = ("[Content_Types].xml", "mimetype", "_rels/.rels", "META-INF/container.xml", "word/", "docProps/")


def begins(head: bytes, path: Path) -> bool:
    """The mark of a zip whose first member does not say already that it is a document."""
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")].decode("utf-8", "replace")
    return head.startswith(_MARKS) and not first.startswith(_DOCUMENT)


def is_zip(head: bytes, path: Path) -> bool:
    """A zip that is no document: a docx, an odt and their like are zips too, but what is in them are no files of anyone's."""
    if not begins(head, path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return not any(name in archive.NameToInfo for name in _DOCUMENT)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return path.suffix.lower() == ".zip"  # else the readers say what is wrong with it


def members(path: Path, limits: Limits) -> Iterator[Member]:
    """The files in the archive, in the order of its directory."""
    _weigh(path, limits)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, struct.error):
        yield from salvaged(path, limits)
        return
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                read = partial(_pieces, archive, info)
                yield Member(_name(info), read, info.file_size, info.compress_size, _refusal(info))


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    yield from pieces(archive.open(info))


def _refusal(info: zipfile.ZipInfo) -> VanbanError | None:
    if info.flag_bits & 1:
        return EncryptedError("archive_encrypted", path=_name(info))
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) and not stat.S_ISREG(mode):
        return UnsupportedError("member_no_file", path=_name(info))
    if info.compress_type not in _METHODS:
        return UnsupportedError("member_method", path=_name(info), method=info.compress_type)
    return None


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:
        return info.filename
    return _unicode_path(info.extra) or decoded(info.filename.encode("cp437", "replace")) or info.filename


def _unicode_path(extra: bytes) -> str | None:
    """The name an Info-ZIP field holds: version, checksum of the plain name, the name."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_PATH and length > 5:
            return extra[at + 9 : at + 4 + length].decode("utf-8", "replace")
        at += 4 + length
    return None


def _weigh(path: Path, limits: Limits) -> None:
    """``TooLargeError`` where the directory has room for more members than allowed."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        start = max(size - _TAIL, 0)
        file.seek(start)
        tail = file.read()
        at = tail.rfind(b"PK\5\6")
        if at < 0 or at + 20 > len(tail):
            return
        length = int.from_bytes(tail[at + 12 : at + 16], "little")
        if length == 0xFFFFFFFF:  # the 64-bit record stands before it
            other = tail.rfind(b"PK\6\6", 0, at)
            length = int.from_bytes(tail[other + 40 : other + 48], "little") if other >= 0 else size
    if length > limits.max_archive_members * _ENTRY * 8:
        raise TooLargeError("archive_too_many", path=path.name, limit="max_archive_members", value=limits.max_archive_members)


ZIP = Format("zip", is_zip, members, begins)
