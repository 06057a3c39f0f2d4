"""Which files a run is about: those named, those below named folders in sorted order, those inside archives.

A link that leads out of the folder it stands in is refused, and said: whoever can put a link into a folder that is imported
must not thereby have any file of the machine read. Devices and pipes are refused, they have no end. A path that cannot be
looked at is said as well, a folder that cannot be listed like a file that cannot be opened, and the others go on.
"""

# ruff: noqa: PTH100, PTH112, PTH114, PTH116, PTH118, PTH119, PTH208
# ``Path`` raises where links go round, where a name is too long and where a folder may not be entered; ``os.path`` does not.

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UnreadableError, UnsupportedError, VanbanError
from extractor.importing.naming import ledger_name

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
    hidden = {os.path.realpath(path) for path in leave_out}
    for path in paths:
        named = os.path.abspath(path)  # what it links to is not looked up: a link that was named is taken as it is
        if os.path.isdir(named):
            yield from _below(named, hidden)
        elif os.path.realpath(named) not in hidden:
            yield _checked(named, None)


def _below(folder: str, hidden: set[str]) -> Iterator[Found]:
    """The files in ``folder`` and then those in each folder in it; not by recursion, folders may be as deep as they like."""
    root, folders = os.path.realpath(folder), [folder]
    while folders:
        here = folders.pop()
        try:
            names = sorted(os.listdir(here))
        except OSError as error:
            yield _unreadable(here, error)
            continue
        inner = []
        for name in names:
            path = os.path.join(here, name)
            if os.path.isdir(path) and not os.path.islink(path):
                inner.append(path)
            elif not is_litter(name) and os.path.realpath(path) not in hidden:
                yield _checked(path, root)
        folders += [path for path in reversed(inner) if not os.path.basename(path).startswith(".")]


def _checked(path: str, root: str | None) -> Found:
    shown = ledger_name(Path(path))
    if root is not None and os.path.islink(path) and not Path(os.path.realpath(path)).is_relative_to(root):
        return Found(shown, Path(path), error=UnsupportedError("link_outside", path=shown))
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return Found(shown, Path(path), error=UnreadableError("file_missing", path=shown))
    except OSError as error:
        return _unreadable(path, error)
    if not stat.S_ISREG(mode):
        return Found(shown, Path(path), error=UnsupportedError("not_a_file", path=shown))
    return Found(shown, Path(path))


def _unreadable(path: str, error: OSError) -> Found:
    shown = ledger_name(Path(path))
    return Found(shown, Path(path), error=UnreadableError("file_unreadable", path=shown, error=error.strerror or str(error)))
