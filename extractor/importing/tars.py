"""Tar archives, plain or compressed, read from front to back.

``tarfile`` believes a header that claims gigabytes of long names and reads them at once, which a small compressed file can
feed it; so it reads through a file that refuses to give so much in one piece.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from extractor.errors import UnsupportedError
from extractor.importing.member import CHUNK, Format, Member, pieces
from extractor.limits import Limits

#: first bytes → how a file that begins so is unpacked
PACKERS: dict[bytes, Callable[[Path], Any]] = {
    b"\x1f\x8b": gzip.GzipFile,
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
_BLOCK = 512


class _Careful:
    """A file that gives at most twice ``CHUNK`` bytes at once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek, self.tell, self.close = file.seek, file.tell, file.close

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= 2 * CHUNK:
            raise tarfile.ReadError("a header claims too much")
        return self._file.read(size)


def unpacked(head: bytes, path: Path) -> IO[bytes] | None:
    """What is packed at ``path``, open for reading; ``None`` where ``head`` begins no packed file."""
    packer = next((packer for magic, packer in PACKERS.items() if head.startswith(magic)), None)
    return packer(path) if packer else None


def is_tar(head: bytes, path: Path) -> bool:
    """The mark of a tar in its first block, unpacked if need be."""
    with suppress(OSError, EOFError, zlib.error, lzma.LZMAError, ValueError):
        if (packed := unpacked(head, path)) is not None:
            with packed:
                head = packed.read(_BLOCK)
    return _is_header(head)


def begins(head: bytes, path: Path) -> bool:
    """The mark of a tar, or of something packed."""
    return head.startswith(tuple(PACKERS)) or _is_header(head)


def _is_header(head: bytes) -> bool:
    return head[257:262] == b"ustar" or (len(head) >= _BLOCK and _sums_up(head[:_BLOCK]))


def _sums_up(block: bytes) -> bool:
    """Whether the block carries its own checksum, as headers of tars before 1988 do."""
    stated = block[148:156].strip(b"\0 ")
    if not stated or not stated.isdigit() or not block[0]:
        return False
    with suppress(ValueError):
        return int(stated, 8) == sum(block[:148]) + 8 * 32 + sum(block[156:])
    return False


def members(path: Path, limits: Limits) -> Iterator[Member]:
    """The files in the archive in order; links and devices are refused by name."""
    with path.open("rb") as file:
        head = file.read(_BLOCK)
    with unpacked(head, path) or path.open("rb") as file:
        careful = cast(IO[bytes], _Careful(file))
        with tarfile.open(fileobj=careful, mode="r:", errors="surrogateescape") as archive:
            for entry in archive:
                cast(Any, archive).members = []  # it keeps every header otherwise
                if entry.isreg():
                    yield Member(entry.name, partial(_pieces, archive, entry), entry.size)
                elif not entry.isdir():
                    yield Member(entry.name, error=UnsupportedError("member_no_file", path=entry.name))
            careful.seek(archive.offset)
            if len(careful.read(_BLOCK)) < _BLOCK:  # tarfile takes half a header for the end, which is a block of zeros
                raise EOFError("no end mark")


def _pieces(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Iterator[bytes]:
    file = archive.extractfile(entry)
    assert file is not None  # a regular file has content
    yield from pieces(file)


TAR = Format("tar", is_tar, members, begins)
