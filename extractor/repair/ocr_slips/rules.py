"""What the edits of this room say about themselves: by these names the notes are written and confidence is lowered."""

from __future__ import annotations

MENDED = "ocr_slips"  #: read wrongly, and the form says how it should read
UNREAD = "ocr_unread"  #: a slot whose figure cannot be read: "…" stands for it
BULLET = "ocr_bullets"  #: a dash read as another sign
NOISE = "ocr_noise"  #: marks that are no writing
DOUBTED = "ocr_doubted"  #: a number that may have been read wrongly: nothing is changed, and it is said

#: Confidence left to what is read from a mended stretch: below that of words the engine was sure of, above its doubts.
CONFIDENCE = {MENDED: 0.8, UNREAD: 0.3, DOUBTED: 0.3}
