"""Names of members: whatever an archive calls a file, it is shown and stored under a name that leads nowhere.

The name is only ever text (bytes go to a file of our own naming), but it is printed, stored, and one day written out by
somebody: so no absolute paths, no "..", no drive letters, no control characters, no "!", and no two members of one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from contextlib import suppress

from extractor.errors import VanbanError
from extractor.readers.encodings import decode

_DRIVE = re.compile(r"^[A-Za-z]:")
_LONGEST = 1_000  #: characters
_TOLD = ("cp1258", "windows-1258", "tcvn3", "vni", "viscii", "vps")  #: encodings that are told by the words themselves


def safe(name: str) -> str:
    """``name`` with "/" between its parts, none of which leads upwards or to a device; "_" where nothing is left, and for a
    "!", behind which a member of this member would be named."""
    name = unicodedata.normalize("NFC", name.encode("utf-8", "backslashreplace").decode("utf-8"))
    name = "".join(c if c.isprintable() and c != "!" else "_" for c in name[:_LONGEST])
    parts = (_DRIVE.sub("", part).strip() for part in name.replace("\\", "/").split("/"))
    return "/".join(part for part in parts if part.strip(". ")) or "_"


def decoded(raw: bytes) -> str | None:
    """A name written in an unnamed encoding, where its words tell which (UTF-8, Windows-1258, TCVN3 …); else ``None``.

    Zip programs write names in the machine's own code page and say nothing; the standard's code page 437 has no Vietnamese.
    """
    if raw.isascii():
        return None
    with suppress(UnicodeError):
        return raw.decode("utf-8")
    with suppress(VanbanError):
        found = decode(raw)
        return found.text if found.encoding in _TOLD else None
    return None


class Names:
    """The names given so far in one archive: a second of the same name is told apart by a number before its suffix."""

    def __init__(self) -> None:
        self.given: Counter[str] = Counter()

    def unique(self, name: str) -> str:
        """``name``, or with " (2)", " (3)" … where it is taken."""
        key = name
        while self.given[key]:
            self.given[name] += 1
            head, dot, suffix = name.rpartition(".")
            number = f" ({self.given[name]})"
            key = head + number + dot + suffix if dot and "/" not in suffix else name + number
        self.given[key] += 1
        return key
