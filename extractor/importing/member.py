"""What every kind of archive gives: its members, one after the other, each read before the next is asked for.

One pass suits them all. A tar or a solid 7z can only be read from front to back (asking for each member by its name reads
the whole once a member), and an archive that breaks off still gives what stands before the break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extractor.errors import VanbanError
from extractor.limits import Limits

CHUNK = 1 << 20  #: bytes read at once


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive: ``name`` as the archive has it (empty where it has none), ``size`` and ``packed`` (bytes) as it
    claims."""

    name: str
    chunks: Callable[[], Iterator[bytes]] = lambda: iter(())
    size: int | None = None
    packed: int | None = None
    error: VanbanError | None = None  #: why the member is not to be read


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of archive. ``recognises`` is given the first bytes and the path, and looks at the content first; ``begins`` is
    given the same, reads no more, and lets through all that ``recognises`` may say yes to.

    ``members`` may raise a ``VanbanError`` (nothing more can be had) or whatever its library raises for broken data.
    """

    name: str
    recognises: Callable[[bytes, Path], bool]
    members: Callable[[Path, Limits], Iterator[Member]]
    begins: Callable[[bytes, Path], bool]


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The rest of ``file`` in pieces; closes it."""
    with file:
        while piece := file.read(CHUNK):
            yield piece
