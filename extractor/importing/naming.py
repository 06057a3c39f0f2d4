r"""How a file is called in the ledger, and which file on disk is meant by such a name.

A file on disk is called by its path, one in an archive ``archive!member``. What would not be text or would mean two files is
escaped, as Python escapes it: bytes of a name that are no UTF-8 (``\udcff``), every "!" in a path that would otherwise be
read as that of a member of an archive beside it (``\x21``), and a backslash that would be read as such an escape (``\x5c``).
The names of members have neither "!" nor backslash (``member_names.safe``), so every name leads back to one file.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from extractor.importing.formats import begins

SEPARATOR = "!"

_ESCAPE = re.compile(r"\\(?:x21|x5c|ud[89a-f][0-9a-f]{2})")
#: What says that there is no such file; anything else says that it cannot be told.
_GONE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP)


def printable(path: str | Path) -> str:
    """The path as text that can be stored: bytes that are no UTF-8 are escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def ledger_name(path: Path) -> str:
    """What the file on disk is called in the ledger."""
    name = printable(_ESCAPE.sub(lambda found: r"\x5c" + found[0][1:], str(path)))
    return name if file_of(name) == name else name.replace(SEPARATOR, r"\x21")


def on_disk(name: str) -> Path:
    """Where the file of that name is. What somebody has typed may be the path itself, with nothing escaped in it."""
    path = Path(_ESCAPE.sub(lambda found: chr(int(found[0][2:], 16)), name))
    typed = _ESCAPE.search(name) and os.path.lexists(name) and not os.path.lexists(path)
    return Path(name) if typed else path


def file_of(name: str) -> str:
    """The name of the file on disk that ``name`` names or names a member of: "!" may stand in the path of a file too, but
    not behind that of an archive."""
    with suppress(OSError):
        return _file_of(name)
    return name


def stands(name: str) -> bool:
    """Whether the file of that name is in its place, or the archive it is in; ``True`` where that cannot be told."""
    try:
        on_disk(_file_of(name)).stat()
    except OSError as error:
        return error.errno not in _GONE
    return True


def is_folder(name: str) -> bool:
    """Whether it is the name of a folder that can be listed."""
    with suppress(OSError):
        os.scandir(on_disk(name)).close()
        return True
    return False


def _file_of(name: str) -> str:
    return next((way for way in ways(name) if way != name and _may_hold_files(on_disk(way))), name)


def ways(name: str) -> Iterator[str]:
    """Whatever of ``name`` may be an archive that the rest of it stands in, and ``name`` itself."""
    at = name.find(SEPARATOR)
    while at >= 0:
        yield name[:at]
        at = name.find(SEPARATOR, at + 1)
    yield name


def _may_hold_files(path: Path) -> bool:
    """Whether it is an archive, or a file that cannot be read and may be one."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
    except OSError as error:
        if error.errno in _GONE:
            return False
        raise
    try:
        return begins(path)
    except OSError:
        return True
