"""Every limit of the program in one place: a limit is a setting with a name and a clear message, never a silent cap."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one file may cost. ``--limit name=value`` on the command line changes one."""

    max_bytes: int = 256 * 1024 * 1024  #: size of a file on disk, bytes
    max_unpacked_bytes: int = 512 * 1024 * 1024  #: what a docx may unpack to, bytes
    max_unpack_ratio: int = 200  #: unpacked ÷ packed size of an archive, or of a member of one, over 1 MiB
    max_archive_depth: int = 4  #: archives inside one another, the outermost counted
    max_archive_members: int = 50_000  #: files in an archive, those in archives inside it counted
    max_archive_bytes: int = 8 * 1024 * 1024 * 1024  #: what an archive and all inside it may unpack to, bytes
    max_mail_bytes: int = 64 * 1024 * 1024  #: size of a mail, which is taken apart in memory, bytes
    max_pages: int = 5_000  #: pages of a PDF
    max_characters: int = 50_000_000  #: code points of text
    max_tags: int = 2_000_000  #: in a page or in one part of a docx or odt; an element costs 0.3 kB before it is a line
    max_lines: int = 500_000  #: of text, empty ones too (5,000 full pages have 250,000); each costs about 60 µs and 0.7 kB
    max_line_characters: int = 2_000_000  #: code points of one line of text (650 pages without a line end); 0.2 kB each
    max_page_points: float = 14_400.0  #: side of a page, points (PDF's own limit, ISO 32000-1 annex C)
    max_page_pixels: int = 25_000_000  #: of a page drawn for OCR (A3 at 300 dpi has 17 million); larger ones are drawn smaller
    max_picture_pixels: int = (
        120_000_000  #: of a picture in a file before it is unpacked, 4 bytes each (A3, 600 dpi: 70 million)
    )
    ocr_dpi: int = 300  #: pixels an inch a page is drawn with for OCR
    ocr_seconds: float = 60.0  #: for reading one page by OCR


DEFAULT = Limits()
