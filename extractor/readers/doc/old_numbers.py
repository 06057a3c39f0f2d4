"""Numbers in the manner of Word 6 and 95, which later versions still read: a paragraph brings the form of its own number
(old [MS-DOC] ``ANLD``), and its level says what it counts.

Levels 1-9 are those of headings and go on through the document; a simple list (10) ends with the first paragraph outside it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from extractor.readers.doc.lists import FORMATS as NAMES
from extractor.readers.doc.pieces import CP1252
from extractor.readers.labels import FORMATS

_HEAD, _WIDE = 20, 84  #: bytes; with characters of two bytes the whole has 84
_SIMPLE, _BULLET = 10, 11
_WITH_HIGHER = 4  #: flag: the numbers of higher levels stand before this one


@dataclass
class OldNumbers:
    """Where the numbers of one story have counted to."""

    counts: dict[int, int] = field(default_factory=dict)
    _shown: dict[int, str] = field(default_factory=dict)

    def label(self, level: int, form: bytes) -> str:
        """The label of the next paragraph on ``level`` with the space after it; "" where it has none."""
        if not 1 <= level <= _BULLET or len(form) < _HEAD:
            self.counts.pop(_SIMPLE, None)
            return ""
        if level == _BULLET:
            return "- "
        kind, before, after, flags = form[:4]
        start = struct.unpack_from("<H", form, 10)[0]
        self.counts[level] = self.counts[level] + 1 if level in self.counts else start
        for lower in range(level + 1, _SIMPLE):
            self.counts.pop(lower, None)
        words = _words(form)
        number = FORMATS.get(NAMES.get(kind, "decimal"), str)(self.counts[level])
        self._shown[level] = number
        if flags & _WITH_HIGHER and level < _SIMPLE:
            number = ".".join(self._shown[i] for i in range(1, level + 1) if i in self._shown)
        label = words[:before] + number + words[before : before + after]
        return label + " " if label.strip() else ""


def _words(form: bytes) -> str:
    """The characters before the number, then those after it."""
    if len(form) >= _WIDE:
        return form[_HEAD:_WIDE].decode("utf-16-le", "replace")
    return "".join(CP1252[code] for code in form[_HEAD:])
