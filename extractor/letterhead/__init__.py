"""The letterhead and the closing block: one file per part named by Nghị định 30/2020/NĐ-CP."""

from extractor.letterhead.model import Letterhead, Recipient, Signer
from extractor.text import Span, Text

__all__ = ["Letterhead", "Recipient", "Signer", "read"]


def read(text: Text) -> Letterhead:
    """The letterhead of ``text``."""
    return Letterhead(body=Span(0, len(text.text)), tail=Span(len(text.text), len(text.text)))
