"""Archives and mails: each member is a file of its own, called ``archive!member`` ("kho.zip!2024/KH 12.docx").

Nothing is unpacked under a name of the archive's choosing, and nothing past the limits, which are counted while reading
and not believed. A member that cannot be had has its own reason and the others go on; where an archive breaks off, what
stands before the break is given, and a line under the archive's own name says that there was more. Archives in archives
are opened up to a depth, and an archive that holds itself (a quine) or archives upon archives (42.zip) ends there.
"""

from __future__ import annotations

import lzma
import struct
import tarfile
import tempfile
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

from extractor.errors import TooLargeError, UnreadableError, VanbanError
from extractor.importing.finding import Found, is_litter
from extractor.importing.formats import archive_format
from extractor.importing.member import Format, Member
from extractor.importing.member_names import Names, safe
from extractor.importing.naming import SEPARATOR, ways
from extractor.limits import Limits

_SMALL = 1 << 20  #: bytes; below that, how well something packs tells nothing
_TOO_DEEP = 20  #: archives refused for their depth, after which the rest of the whole is not looked at
_LITTER = "__MACOSX"  #: what macOS adds to zips beside each file
#: What the libraries raise for broken data.
_BROKEN = (
    *(zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError, RuntimeError),
    *(NotImplementedError, struct.error, IndexError, KeyError),
)


class _Stop(TooLargeError):
    """The whole is given up, whichever archive inside it passed the limit."""


def called(error: VanbanError, file: Path, path: str) -> VanbanError:
    """``error`` with the member's ``path`` where it speaks of the file that the member was unpacked to."""
    if error.params.get("path") in (file.name, str(file)) and str(file) != path:
        error.params["path"] = path
    return error


def expanded(item: Found, scratch: Path, limits: Limits, opened: Callable[[str], None] = lambda path: None) -> Iterator[Found]:
    """``item``, or the files in it where it is an archive, each unpacked below ``scratch`` when it is asked for.

    With ``item.only`` the other members are passed over. Whoever takes a file removes it. ``opened`` is told of every archive
    that was read to its end.
    """
    kind = archive_format(item.file) if item.error is None else None
    if kind is None:
        yield item
        return
    whole = _Whole(scratch, limits, opened, item.only)
    try:
        yield from whole.inside(item.path, item.file, kind, 1)
    except _Stop as error:
        yield Found(item.path, item.file, error=error)
    for path in sorted((item.only or frozenset()) - whole.seen - {item.path}):
        yield Found(path, item.file, error=UnreadableError("file_missing", path=path))


@dataclass(slots=True)
class _Whole:
    """The outermost archive, and what has come out of it so far."""

    scratch: Path
    limits: Limits
    opened: Callable[[str], None]
    only: frozenset[str] | None = None
    seen: set[str] = field(default_factory=set)
    members: int = 0
    size: int = 0  #: bytes unpacked, those of refused members too
    kept: int = 0  #: bytes of members that were given
    too_deep: int = 0
    in_order: list[str] = field(init=False)  #: the members asked for

    def __post_init__(self) -> None:
        self.in_order = sorted(self.only or ())

    def inside(self, path: str, file: Path, kind: Format, depth: int) -> Iterator[Found]:
        """The files in the archive at ``file``, which is called ``path`` and stands ``depth`` archives deep."""
        names, begun = Names(), self.kept
        own = file.name if depth == 1 else path.rpartition(SEPARATOR)[2]
        room = max(self.limits.max_unpack_ratio * file.stat().st_size, _SMALL)
        try:
            with closing(kind.members(file, self.limits)) as members:  # type: ignore[type-var]  # generators all
                for member in members:
                    self._count(path)
                    name = names.unique(safe(member.name or Path(own).stem))
                    if _is_litter(name) or not self._wanted(f"{path}{SEPARATOR}{name}"):
                        continue
                    yield from self._member(f"{path}{SEPARATOR}{name}", member, file, depth)
                    if self.kept - begun > room:
                        raise _over("archive_bomb", path, "max_unpack_ratio", self.limits.max_unpack_ratio)
            if not names.given:
                raise UnreadableError("archive_empty", path=path)
            self.opened(path)
        except _Stop:
            raise
        except VanbanError as error:
            yield Found(path, file, error=called(error, file, path))
        except _BROKEN as error:
            code = "archive_cut_off" if names.given else "archive_broken"
            params = {"path": path, "error": str(error)[:200] or type(error).__name__, "members": len(names.given)}
            yield Found(path, file, error=UnreadableError(code, **params))

    def _count(self, path: str) -> None:
        self.members += 1
        if self.members > self.limits.max_archive_members:
            limit = self.limits.max_archive_members
            raise _Stop("archive_too_many", path=path, limit="max_archive_members", value=limit)

    def _wanted(self, path: str) -> bool:
        """Whether the member was asked for, or an archive it stands in, or one that stands in it."""
        if self.only is None or any(way in self.only for way in ways(path)):
            return True
        within = f"{path}{SEPARATOR}"
        at = bisect_left(self.in_order, within)
        return at < len(self.in_order) and self.in_order[at].startswith(within)

    def _member(self, path: str, member: Member, archive: Path, depth: int) -> Iterator[Found]:
        """The member, or the files in it."""
        self.seen.add(path)
        try:
            if member.error is not None:
                raise member.error
            file = self._unpack(path, member)
        except _Stop:
            raise
        except VanbanError as error:
            error.params["path"] = path
            yield Found(path, archive, error=error)
            return
        except _BROKEN as error:
            words = str(error)[:200] or type(error).__name__
            yield Found(path, archive, error=UnreadableError("member_broken", path=path, error=words))
            return
        yield from self._opened(path, file, depth)

    def _opened(self, path: str, file: Path, depth: int) -> Iterator[Found]:
        kind = archive_format(file)
        if kind is None:
            yield Found(path, file)
            return
        try:
            if depth < self.limits.max_archive_depth:
                yield from self.inside(path, file, kind, depth + 1)
            else:
                yield Found(path, file, error=self._deep(path))
        finally:
            file.unlink(missing_ok=True)

    def _deep(self, path: str) -> TooLargeError:
        """Why an archive so deep is not opened; raised for all of the rest after too many of them."""
        self.too_deep += 1
        limit = self.limits.max_archive_depth
        if self.too_deep > _TOO_DEEP:
            raise _Stop("archive_too_deep", path=path, limit="max_archive_depth", value=limit)
        return _over("archive_too_deep", path, "max_archive_depth", limit)

    def _unpack(self, path: str, member: Member) -> Path:
        """The member's bytes in a new file with the member's own suffix; nothing is left of one that is refused."""
        if (member.size or 0) > self.limits.max_bytes:
            raise _over("file_too_large", path, "max_bytes", self.limits.max_bytes)
        suffix = Path(path.rpartition(SEPARATOR)[2]).suffix[:16]
        with _written_to(self.scratch, path):
            number, name = tempfile.mkstemp(suffix, dir=self.scratch)
        with FileIO(number, "wb") as target:
            try:
                size = 0
                for piece in member.chunks():
                    size += len(piece)
                    self._weigh(path, size, len(piece), member.packed)
                    with _written_to(self.scratch, path):
                        _write(target, piece)
            except BaseException:
                Path(name).unlink()
                raise
        self.kept += size
        return Path(name)

    def _weigh(self, path: str, size: int, more: int, packed: int | None) -> None:
        limits = self.limits
        self.size += more
        if size > limits.max_bytes:
            raise _over("file_too_large", path, "max_bytes", limits.max_bytes)
        if packed is not None and size > max(limits.max_unpack_ratio * packed, _SMALL):
            raise _over("unpacked_too_large", path, "max_unpack_ratio", limits.max_unpack_ratio)
        if self.size > limits.max_archive_bytes:
            raise _Stop("archive_bomb", path=path, limit="max_archive_bytes", value=limits.max_archive_bytes)


@contextmanager
def _written_to(folder: Path, path: str) -> Iterator[None]:
    """What cannot be written is no fault of the member ``path``: it has its reason, and may be had once there is room."""
    try:
        yield
    except OSError as error:
        words = error.strerror or str(error)
        raise TooLargeError("scratch_full", path=path, folder=folder, error=words) from error


def _write(target: FileIO, piece: bytes) -> None:
    """All of ``piece``, past buffers: what waits in one would fail when the file is closed, and not by name."""
    rest = memoryview(piece)
    while rest:
        rest = rest[target.write(rest) :]


def _is_litter(name: str) -> bool:
    return any(part == _LITTER or is_litter(part) for part in name.split("/"))


def _over(code: str, path: str, limit: str, value: int) -> TooLargeError:
    return TooLargeError(code, path=path, limit=limit, value=value)
