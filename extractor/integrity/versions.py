"""The records that were replaced: each is compressed, with a checksum that tells whether it is whole."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator

from extractor.integrity.fault import Fault
from extractor.integrity.reading import path_of


def look(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Those that cannot be read any more; nothing else in the store has what they held."""
    for blob, document in connection.execute("SELECT CAST(path AS BLOB), document FROM versions"):
        try:
            zlib.decompress(document)
        except (zlib.error, TypeError) as error:
            path = path_of(blob)
            yield Fault("check_version_broken", {"path": path, "error": str(error)}, None, path)
