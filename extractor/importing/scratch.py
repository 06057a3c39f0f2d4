"""Folders for what is unpacked and for what workers write: gone with the run, and with the next one where it was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "vanban-run-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder that only this user can read; removed at the end, with everything in it."""
    _sweep()
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _sweep() -> None:
    """Remove what runs have left that were killed: what they had unpacked may be anything, and may be secret."""
    if not hasattr(os, "getuid"):
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}[0-9]*"):
        pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
        with suppress(OSError):
            status = folder.lstat()
            if pid.isdigit() and status.st_uid == os.getuid() and not folder.is_symlink() and not _lives(int(pid)):
                shutil.rmtree(folder, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
