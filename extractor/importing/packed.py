"""A single file packed by gzip, bzip2 or xz: an archive with one member, called as the packed file without its suffix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractor.importing.member import Format, Member, pieces
from extractor.importing.tars import PACKERS, unpacked
from extractor.limits import Limits


def is_packed(head: bytes, path: Path) -> bool:
    """Told by the first bytes."""
    return head.startswith(tuple(PACKERS))


def members(path: Path, limits: Limits) -> Iterator[Member]:
    """The one file; it has no name of its own (what gzip may note is the name on another machine)."""
    with path.open("rb") as file:
        head = file.read(16)
    content = unpacked(head, path)
    assert content is not None
    yield Member("", lambda: pieces(content), packed=path.stat().st_size)


PACKED = Format("packed", is_packed, members, is_packed)
