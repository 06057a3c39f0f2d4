"""Single words left in TCVN3 inside Unicode text: "n¨m" for "năm", "kÕ ho¹ch" for "kế hoạch".

A document converted from an old font keeps such words where a run had a font of its own. They show signs that no Vietnamese
word holds (¨, ¹, ®, ½ …) between letters; read as TCVN3 they are a syllable, which no other word is by accident. Runs and
files in an old encoding are the readers' matter (``legacy``), whose tables are used here. VNI is left alone: two letters of
Latin-1 make one of its own, and foreign names ("Thaï") would be read as words.
"""

from __future__ import annotations

import re

from extractor.legacy import spelt_in_tcvn3
from extractor.text import Edit, Text

RULE = "legacy_words"

# Signs and letters that Vietnamese words do not hold; ð and Ð are left to ``unicode``, µ before a letter is "micro".
_FOREIGN = r"\xa1-\xae\xb6-\xbe\xc4-\xc7\xcb\xce\xcf\xd1\xd6-\xd8\xdb\xdc\xde\xdf\xe4-\xe7\xeb\xee\xef\xf1\xf6-\xf8\xfb\xfc\xfe"
# … beside a letter; a capital of Latin-1 right behind a small letter ("kÕ") is no Unicode word either.
_HINT = re.compile(rf"[A-Za-z][{_FOREIGN}\xb5]|[{_FOREIGN}][A-Za-z\xc0-\xff]|[a-z][\xc0-\xde]")
# What every hint holds: one class of letters first, so that the scan stops at few places.
_RARE = re.compile(rf"[{_FOREIGN}\xb5\xc0-\xde](?:(?<=[{_FOREIGN}\xb5])|(?<=[a-z][\xc0-\xde]))")
_WORD = re.compile(r"[A-Za-z\xa1-\xff]{2,7}")
_SOFT = re.compile("[A-Za-z]*\xad[A-Za-z]*")  # a soft hyphen that no other sign makes a ư
_REACH = 7  # code points: no syllable is longer


def edits(text: Text) -> list[Edit]:
    """The words that are no word as they stand and a syllable when read as TCVN3."""
    words = text.text
    if not _RARE.search(words):
        return []
    out: list[Edit] = []
    done = 0
    for hint in _HINT.finditer(words):
        start = max(hint.start() - _REACH, done)
        for m in _WORD.finditer(words, start, min(hint.end() + _REACH, len(words))):
            if m.start() < hint.end() and hint.start() < m.end() and _standing_alone(words, m):
                read = spelt_in_tcvn3(m.group())
                if read and not _SOFT.fullmatch(m.group()):
                    out.append(Edit(m.start(), m.end(), read, RULE))
                    done = m.end()
    return out


def _standing_alone(words: str, m: re.Match[str]) -> bool:
    """Whether no letter or digit touches the word."""
    before = words[m.start() - 1 : m.start()] if m.start() else ""
    return not before.isalnum() and not words[m.end() : m.end() + 1].isalnum()
