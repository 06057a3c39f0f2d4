"""Which files a run is about: those named, those below named folders in sorted order, those inside archives.

A link that leads out of the folder it stands in is refused, and said: whoever can put a link into a folder that is imported
must not thereby have any file of the machine read. Devices and pipes are refused, they have no end.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UnreadableError, UnsupportedError, VanbanError

#: What programs leave beside documents: lock files of Office, folder settings. They are no documents and no failures.
_LITTER = ("~$", ".", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Found:
    """One file, or what is to be said instead of it. ``only`` names the members that are meant where it is an archive."""

    path: str
    file: Path
    error: VanbanError | None = None
    only: frozenset[str] | None = None


def is_litter(name: str) -> bool:
    """Whether a file of this name is what programs leave beside documents."""
    return name.startswith(_LITTER)


def find(paths: Iterable[str | Path], *, leave_out: Iterable[Path] = ()) -> Iterator[Found]:
    """Every file under ``paths``; those in ``leave_out`` (the store's own files) are passed over."""
    hidden = {path.resolve() for path in leave_out}
    for path in paths:
        named = Path(os.path.abspath(path))  # noqa: PTH100  # Path.resolve would follow a link that is to be judged
        if named.is_dir():
            yield from _below(named, hidden)
        elif named.resolve() not in hidden:
            yield _checked(named, None)


def _below(folder: Path, hidden: set[Path]) -> Iterator[Found]:
    root = folder.resolve()
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (Path(where) / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = Path(where) / name
            if not is_litter(name) and path.resolve() not in hidden:
                yield _checked(path, root)


def _checked(path: Path, root: Path | None) -> Found:
    shown = printable(path)
    if root is not None and path.is_symlink() and not path.resolve().is_relative_to(root):
        return Found(shown, path, error=UnsupportedError("link_outside", path=shown))
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return Found(shown, path, error=UnreadableError("file_missing", path=shown))
    except OSError as error:
        return Found(shown, path, error=UnreadableError("file_unreadable", path=shown, error=error.strerror or ""))
    if not stat.S_ISREG(mode):
        return Found(shown, path, error=UnsupportedError("not_a_file", path=shown))
    return Found(shown, path)


def printable(path: Path) -> str:
    """The path as text that can be stored: bytes of a name that are not UTF-8 are escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
