"""A zip whose directory is lost (a download that broke off): each member still carries a header of its own.

The headers are walked from the front. What is whole is given; at the break ``EOFError`` says that there is no more.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from extractor.errors import EncryptedError, UnsupportedError, VanbanError
from extractor.importing.member import CHUNK, Member
from extractor.importing.member_names import decoded
from extractor.limits import Limits

_HEADER = struct.Struct("<4sHHHHHIIIHH")
_LOCAL, _STORED, _DEFLATED = b"PK\3\4", 0, 8


class _Local(NamedTuple):
    """A member's own header; ``packed`` is ``None`` where the size follows the data."""

    name: str
    flags: int
    method: int
    packed: int | None
    size: int
    start: int  #: where its data begin


def salvaged(path: Path, limits: Limits) -> Iterator[Member]:
    """The members before the break; ends with ``EOFError``."""
    with path.open("rb") as file:
        at = 0
        while (local := _local(file, at)) is not None:
            end = _end(file, local, limits)
            if not local.name.endswith("/"):
                yield Member(local.name, partial(_data, file, local), local.size or None, local.packed, _refusal(local))
            if end is None:
                break
            at = end
    raise EOFError("end of the zip directory not found")


def _local(file: IO[bytes], at: int) -> _Local | None:
    """The header at ``at``, or the next one within a descriptor's length of it."""
    file.seek(at)
    head = file.read(_HEADER.size + 24)
    skip = head.find(_LOCAL, 0, 28)
    if skip < 0 or len(head) < skip + _HEADER.size:
        return None
    _, _, flags, method, _, _, _, packed, size, names, extra = _HEADER.unpack_from(head, skip)
    file.seek(at + skip + _HEADER.size)
    raw = file.read(names)
    if not raw:
        return None
    name = decoded(raw) or raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")
    known = None if flags & 8 and not packed else packed
    return _Local(name, flags, method, known, size, at + skip + _HEADER.size + names + extra)


def _refusal(local: _Local) -> VanbanError | None:
    if local.flags & 1:
        return EncryptedError("archive_encrypted", path=local.name)
    if local.method not in (_STORED, _DEFLATED) or (local.method == _STORED and local.packed is None):
        return UnsupportedError("member_method", path=local.name, method=local.method)
    return None


def _end(file: IO[bytes], local: _Local, limits: Limits) -> int | None:
    """Where the member's data end; ``None`` when that cannot be told or lies past the file's end."""
    size = file.seek(0, 2)
    if local.packed is not None:
        return local.start + local.packed if local.start + local.packed <= size else None
    if local.method != _DEFLATED or local.flags & 1:
        return None
    inflate, out = zlib.decompressobj(-zlib.MAX_WBITS), 0
    file.seek(local.start)
    while not inflate.eof and out <= limits.max_bytes:
        data = inflate.unconsumed_tail or file.read(CHUNK)
        if not data:
            return None
        try:
            out += len(inflate.decompress(data, CHUNK))
        except zlib.error:
            return None
    return file.tell() - len(inflate.unused_data) if inflate.eof else None


def _data(file: IO[bytes], local: _Local) -> Iterator[bytes]:
    """The member's content; ``EOFError`` where the file breaks off inside it."""
    file.seek(local.start)
    left = local.packed if local.packed is not None else 1 << 62
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if local.method == _DEFLATED else None
    while left and not (inflate and inflate.eof):
        data = file.read(min(CHUNK, left))
        if not data:
            raise EOFError("the member is cut off")
        left -= len(data)
        if inflate is None:
            yield data
            continue
        while data and not inflate.eof:
            yield inflate.decompress(data, CHUNK)
            data = inflate.unconsumed_tail
    if inflate is not None and not inflate.eof:
        yield inflate.flush()
