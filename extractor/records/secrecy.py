"""The degree of secrecy that a whole record bears, and for which it may not be stored by chance.

More is looked at than the letterheads hold: any line of the text that is nothing but a mark counts, be it in an annex, over
it, at the foot of the last page or behind a table of contents. One document held back too many is looked at again; one
stored is in the database, its index and its copies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.stamps import GRADES, marked

if TYPE_CHECKING:
    from extractor.records.models import Document


def secrecy(document: Document) -> str | None:
    """The highest mark (Luật Bảo vệ bí mật nhà nước 2018, điều 8) on the document or on what is bound with it."""
    return max(_marks(document), key=GRADES.index, default=None)


def _marks(document: Document) -> Iterator[str]:
    for header in (document.header, *(attachment.header for attachment in document.attachments)):
        if header.secrecy:
            yield header.secrecy
    for line in document.text.split("\n"):
        if mark := marked(line):
            yield mark
