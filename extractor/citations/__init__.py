"""Citations of other documents: by number, by name, by the congress that passed them, in lists, with pinpoint and relation."""

from extractor.citations.finder import find
from extractor.citations.model import Citation, Pinpoint
from extractor.citations.register import read as registered

__all__ = ["Citation", "Pinpoint", "find", "registered"]
