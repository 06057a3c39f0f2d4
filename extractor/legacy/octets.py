"""Plain bytes in an old encoding: the same question as for runs, asked of a whole file.

Here alone the control characters count that VISCII, VPS and the standard's TCVN use for rare capitals (0x02, 0x05, 0x14 …);
in documents they are Word's own marks. Bytes that are no letter are Windows-1252's (quotes, dashes).
"""

from __future__ import annotations

from typing import NamedTuple

from extractor.legacy.deciding import UNICODE, Found, decide
from extractor.legacy.decoding import decode
from extractor.legacy.surface import unsigned
from extractor.legacy.words import spelt_share

_LEAST_SHARE = 0.5  #: of words beyond ASCII that are syllables once decoded; documents have 0.95 and more
_BLANKS = b"\t\n\v\f\r\x1a"
_AS_SIGNS = {byte: 0xF000 + byte for byte in (*range(1, 0x20), *range(0x80, 0xA0)) if byte not in _BLANKS}


class Octets(NamedTuple):
    """The text of a file in an old encoding."""

    text: str
    found: Found


def decode_octets(data: bytes) -> Octets | None:
    """``data`` in Unicode, if its words are Vietnamese in one of the old encodings and in no other; else None."""
    if data.isascii():
        return None
    runs = [(data.decode("latin-1").translate(_AS_SIGNS), None)]
    found = decide(runs)
    if found[0].encoding == UNICODE:
        return None
    text = unsigned(decode(runs, found)[0])
    return Octets(text, found[0]) if spelt_share(text) >= _LEAST_SHARE else None
