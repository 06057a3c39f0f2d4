"""What was repaired, said aloud: one note a code that was put together, one a document for each other kind of repair.

Blanks are not worth a word. Words that were removed (page furniture) are quoted, each once whatever its page number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.messages import say
from extractor.repair.ocr_slips.rules import BULLET, DOUBTED, MENDED, NOISE, UNREAD
from extractor.text import Edit, Note

_COUNTED = {
    "unicode": "letters_mended",
    "legacy_words": "legacy_words_mended",
    "markup": "markup_removed",
    "glued_lines": "lines_parted",
    "line_breaks": "lines_joined",
    "page_numbers": "page_numbers_removed",
}
_QUOTED = {"page_furniture": "page_furniture_removed"}
_CODE = "split_codes"
_SLIPS = {MENDED: "ocr_slip_mended", UNREAD: "ocr_slot_unread", DOUBTED: "ocr_number_doubtful"}
_MARKS = {NOISE: "ocr_noise_removed", BULLET: "ocr_bullets_mended"}
_DIGITS = re.compile(r"\d+")
_LONGEST = 80  # code points of removed words that are quoted


def notes_of(text: str, edits: Sequence[Edit]) -> list[Note]:
    """The notes for ``edits`` of one repair on ``text``; offsets into ``text`` as it stood."""
    if not edits:
        return []
    if any(edit.rule in _SLIPS or edit.rule in _MARKS for edit in edits):
        return [*_slips(text, edits), *(note for rule in _MARKS for note in _marks(text, edits, rule))]
    rule = edits[0].rule
    if rule == _CODE:
        return [Note("code_rejoined", say("warning_code_rejoined"), *place) for place in _codes(edits)]
    if rule in _QUOTED:
        return list(_removed(text, edits, _QUOTED[rule]))
    if rule in _COUNTED:
        code = _COUNTED[rule]
        return [Note(code, say(f"warning_{code}", count=len(edits)), edits[0].start, edits[0].end)]
    return []


def _slips(text: str, edits: Sequence[Edit]) -> Iterator[Note]:
    """One note for each slip: what was read, and what it became."""
    for edit in edits:
        if edit.rule in _SLIPS:
            code, read = _SLIPS[edit.rule], " ".join(text[edit.start : edit.end].split())
            yield Note(code, say(f"warning_{code}", read=read, words=edit.replacement.strip()), edit.start, edit.end)


def _marks(text: str, edits: Sequence[Edit], rule: str) -> Iterator[Note]:
    """One note for all marks of a document that are no writing, or no dash."""
    found = [edit for edit in edits if edit.rule == rule]
    if found:
        words = " ".join(dict.fromkeys(" ".join(text[edit.start : edit.end].split()) for edit in found))[:_LONGEST]
        message = say(f"warning_{_MARKS[rule]}", count=len(found), words=words)
        yield Note(_MARKS[rule], message, found[0].start, found[0].end)


def _codes(edits: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """The places of codes: edits within one code stand close together."""
    start = end = None
    for edit in edits:
        if end is not None and start is not None and edit.start - end > 12:
            yield start, end
            start = None
        start = edit.start if start is None else start
        end = edit.end
    if start is not None and end is not None:
        yield start, end


def _removed(text: str, edits: Sequence[Edit], code: str) -> Iterator[Note]:
    """One note for each kind of line that was removed, with how often."""
    kinds: dict[str, list[Edit]] = {}
    for edit in edits:
        words = " ".join(text[edit.start : edit.end].split())
        if words:
            kinds.setdefault(" ".join(sorted(_DIGITS.sub("#", words).split())), []).append(edit)  # the number changes sides
    for same in kinds.values():
        words = " ".join(text[same[0].start : same[0].end].split())[:_LONGEST]
        yield Note(code, say(f"warning_{code}", words=words, count=len(same)), same[0].start, same[0].end)
