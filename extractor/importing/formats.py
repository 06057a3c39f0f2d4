"""Which file is an archive, told by its content."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from extractor.importing.mails import MAIL
from extractor.importing.member import Format
from extractor.importing.outlook import MESSAGE
from extractor.importing.packed import PACKED
from extractor.importing.seven_zip import SEVEN_ZIP
from extractor.importing.tars import TAR
from extractor.importing.zips import ZIP

#: Asked in order; a packed tar is a packed file too.
FORMATS: tuple[Format, ...] = (ZIP, TAR, PACKED, SEVEN_ZIP, MESSAGE, MAIL)

_HEAD = 64 * 1024


def archive_format(path: Path) -> Format | None:
    """Which kind of archive ``path`` is; ``None`` for a document or anything else."""
    with suppress(OSError):
        head = _head(path)
        return next((kind for kind in FORMATS if kind.recognises(head, path)), None)
    return None


def may_be_archive(path: Path) -> bool:
    """Whether it is worth asking ``archive_format``, told by the first bytes alone: no library looks at the content."""
    with suppress(OSError):
        return begins(path)
    return False


def begins(path: Path) -> bool:
    """As ``may_be_archive``; ``OSError`` where the file cannot be read."""
    head = _head(path)
    return any(kind.begins(head, path) for kind in FORMATS)


def is_archive(path: Path) -> bool:
    """Whether ``path`` holds files of its own."""
    return archive_format(path) is not None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)
