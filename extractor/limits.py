"""Every limit of the program in one place: a limit is a setting with a name and a clear message, never a silent cap."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one file may cost. ``--limit name=value`` on the command line changes one."""

    max_bytes: int = 256 * 1024 * 1024  #: size of a file on disk, bytes
    max_unpacked_bytes: int = 512 * 1024 * 1024  #: what a docx may unpack to, bytes
    max_unpack_ratio: int = 200  #: unpacked ÷ packed size of a zip member over 1 MiB
    max_pages: int = 5_000  #: pages of a PDF
    max_characters: int = 50_000_000  #: code points of text
    max_page_points: float = 14_400.0  #: side of a page, points (PDF's own limit, ISO 32000-1 annex C)


DEFAULT = Limits()
