"""Archives: each member is a file of its own, called ``archive.zip!/member``.

Nothing is unpacked under a name of the archive's choosing, and nothing past the limits: sizes are counted while reading, not
believed. An archive inside an archive is not opened.
"""

from __future__ import annotations

import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extractor.errors import EncryptedError, TooLargeError, UnreadableError, VanbanError
from extractor.importing.finding import Found, printable
from extractor.limits import Limits

SEPARATOR = "!/"
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_DOCUMENTS = ("[Content_Types].xml", "mimetype")  # what makes a zip a docx or an odt
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive; ``name`` identifies it there, ``title`` is that name as text."""

    name: str
    title: str
    encrypted: bool = False


def is_archive(path: Path) -> bool:
    """Whether ``path`` is a zip that is no document, or is named as a tar."""
    if path.name.lower().endswith(_TAR):
        return True
    with path.open("rb") as file:
        if file.read(4) not in (b"PK\3\4", b"PK\5\6"):
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return not any(name in archive.namelist() for name in _DOCUMENTS)
    except (zipfile.BadZipFile, OSError, ValueError):
        return False  # the readers say what is wrong with it


def members(path: Path) -> list[Found]:
    """The files in the archive, in its order."""
    shown = printable(path)
    return [
        Found(
            path=f"{shown}{SEPARATOR}{member.title}",
            file=path,
            member=member.name,
            error=EncryptedError("archive_encrypted", path=member.title) if member.encrypted else None,
        )
        for member in _listed(path)
    ]


def _listed(path: Path) -> Iterator[Member]:
    with _readable(path) as archive:
        if isinstance(archive, zipfile.ZipFile):
            for info in archive.infolist():
                if not info.is_dir():
                    yield Member(info.filename, _title(info), bool(info.flag_bits & 1))
        else:
            for entry in archive:
                if entry.isfile():
                    yield Member(entry.name, printable(Path(entry.name)))


def _title(info: zipfile.ZipInfo) -> str:
    """Old zip programs wrote UTF-8 names without saying so; read as code page 437 they are noise."""
    if not info.flag_bits & 0x800:
        try:
            return info.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return printable(Path(info.filename))


def unpack(found: Found, folder: Path, limits: Limits) -> Path:
    """The member's bytes in a new file below ``folder``, with the member's own suffix."""
    assert found.member is not None
    with _readable(found.file) as archive, _opened(archive, found.member) as source:
        suffix = Path(found.member).suffix[:16]
        with tempfile.NamedTemporaryFile(dir=folder, suffix=suffix, delete=False) as target:
            size = 0
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > limits.max_bytes:
                    raise TooLargeError("file_too_large", path=found.path, limit="max_bytes", value=limits.max_bytes)
                target.write(chunk)
    return Path(target.name)


@contextmanager
def _readable(path: Path) -> Iterator[zipfile.ZipFile | tarfile.TarFile]:
    """The open archive; what its libraries complain of becomes one error of ours."""
    is_tar = path.name.lower().endswith(_TAR)
    try:
        with tarfile.open(path) if is_tar else zipfile.ZipFile(path) as archive:
            yield archive
    except VanbanError:
        raise
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise UnreadableError("archive_broken", path=path.name, error=str(error)) from error


def _opened(archive: zipfile.ZipFile | tarfile.TarFile, name: str) -> closing[IO[bytes]]:
    try:
        file = archive.open(name) if isinstance(archive, zipfile.ZipFile) else archive.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        raise UnreadableError("file_missing", path=name)
    return closing(file)
