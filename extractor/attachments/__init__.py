"""What a file holds beside the document itself: its annexes, what it issues, and other documents bound with it.

An archive's scan often binds several papers: a letter and the report it sends, a decision and an older one. ``boundaries``
finds where another document begins (a letterhead of its own with a number of its own, below what closes the one before), and
``reading`` reads each document by itself, so that no number, signer or recipient of one is taken for another's. Annexes are the
sections that open as one (``sections``); ``own_header`` reads what of a letterhead they carry.
"""

from extractor.attachments.attachment import Attachment, Kind
from extractor.attachments.reading import Paper, Papers, read

__all__ = ["Attachment", "Kind", "Paper", "Papers", "read"]
