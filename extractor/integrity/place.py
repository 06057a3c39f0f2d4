"""Where a copy of a store may be put: where nothing is, or in the place of a plain file that is not the store's own."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from extractor.errors import StoreError


def place_for(store: Path, target: Path, *, replace: bool) -> Path:
    """The file that a copy of ``store`` at ``target`` becomes, links followed.

    Raises ``StoreError``: there is no such folder; the file, or one that SQLite would take for a part of it, is of the store's
    own, no plain file, or there already (unless ``replace``).
    """
    place = _real(target)
    if not place.parent.is_dir():
        raise StoreError("store_no_folder", path=place.parent)
    files = (place, *beside(place))
    for file in files:
        if any(_same(file, own) for own in (_real(store), *beside(_real(store)))):
            raise StoreError("backup_onto_itself", path=target)
    there = [file for file in files if os.path.lexists(file)]
    odd = [file for file in there if not stat.S_ISREG(file.lstat().st_mode)]
    if odd or (target.is_symlink() and not place.exists()):
        raise StoreError("backup_no_file", path=(odd or [target])[0])
    if there and not replace:
        raise StoreError("backup_exists", path=there[0])
    return place


def beside(path: Path) -> list[Path]:
    """What SQLite keeps beside the database ``path`` and reads as a part of it."""
    return [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal")]


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _same(one: Path, other: Path) -> bool:
    """By name, which need not be taken yet, or as another name of the same file."""
    return one == other or (one.exists() and other.exists() and one.samefile(other))
