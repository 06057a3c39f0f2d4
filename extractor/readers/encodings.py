"""From bytes to characters, for every kind of text file.

Vietnamese files come in UTF-8, in UTF-16 (Notepad's "Unicode"), in Windows-1258, and in the encodings of old fonts (TCVN3,
VNI, VISCII, VPS), which only their words tell from Western text (``legacy``). A general detector calls Windows-1258 a Baltic
or Turkish text more often than not, so the forms are tried by what makes Vietnamese Vietnamese: in Windows-1258 a tone mark
is a byte of its own and must follow a vowel.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from extractor.errors import UnreadableError
from extractor.legacy import Decoded as OldEncodings
from extractor.legacy import decode_octets, decode_runs, may_hold, spelt_share

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TONE_AFTER_VOWEL = re.compile("[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY][\u0300\u0301\u0303\u0309\u0323]")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_NO_CHARACTERS = frozenset({"Cn", "Co", "Cs"})  #: categories: not assigned, private, half a pair
_GLYPHS = re.compile("[\0-\u0377\uf000-\uf0ff]+")
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded(NamedTuple):
    """``doubt`` is the code of a warning: ``encoding_guessed``, ``bytes_undecodable``, ``legacy_decoded`` (said, though no
    doubt), ``legacy_guessed``; None where there is no doubt."""

    text: str
    encoding: str
    doubt: str | None = None
    old: OldEncodings | None = None  #: what was found of old encodings inside Unicode


def decode(data: bytes) -> Decoded:
    """The characters of ``data`` without its byte order mark; ``UnreadableError`` where it is no text."""
    decoded = (
        _by_mark(data) or _utf16_unmarked(data) or _font_encoding(data) or _utf8(data) or _windows_1258(data) or _other(data)
    )
    if len(_CONTROL.findall(decoded.text[:100_000])) > len(decoded.text[:100_000]) // 200:
        raise UnreadableError("not_text")
    return decoded


def with_lines_put_right(decoded: Decoded) -> Decoded:
    """``decoded`` with those of its lines in Unicode that were typed for an old font and converted without knowing."""
    if not may_hold(decoded.text):
        return decoded
    old = decode_runs([(line, None) for line in decoded.text.splitlines(keepends=True)])
    return decoded._replace(text="".join(old.texts), old=old) if old.changed else decoded


def peek(head: bytes) -> str:
    """The beginning of a file as characters, for recognising it; never fails."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if b"\0" in head[:64]:
        return head.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "replace")
    return head.decode("utf-8", "replace")


def is_marked(head: bytes) -> bool:
    """Whether a file says of itself that it is Unicode text."""
    return head.startswith(tuple(mark for mark, _ in _BOMS))


def looks_like_text(head: bytes) -> bool:
    """Whether the beginning of a file decodes to characters that a person could have typed."""
    if peek(head[:200]).lstrip().startswith(("{\\rtf", "PK\x03\x04", "<?xml")):
        return False
    try:
        decode(head)
    except UnreadableError:
        return False
    return True


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            if _is_noise(text[:100_000]):
                raise UnreadableError("not_text")
            return Decoded(text, encoding, "bytes_undecodable" if "\ufffd" in text else None)
    return None


def _is_noise(text: str) -> bool:
    """Whether what follows a mark is no text: of random UTF-16 one in seven is no character. Glyphs of symbol fonts are."""
    none = sum(c == "\ufffd" or unicodedata.category(c) in _NO_CHARACTERS for c in _GLYPHS.sub("", text))
    return none * 20 > len(text)


def _utf16_unmarked(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every ASCII character brings a NUL, always on the same side."""
    if b"\0" not in data:
        return None
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = data[: len(data) & ~1].decode(encoding, "replace")
    if max(even, odd) < len(sample) // 10 or min(even, odd) > len(sample) // 100 or not _is_western(text[:2048]):
        raise UnreadableError("not_text")
    return Decoded(text, encoding)


def _is_western(text: str) -> bool:
    """Whether nearly all of it is Latin letters with their marks, punctuation and digits."""
    return sum(c < "\u0370" or "\u1e00" <= c < "\u2c00" for c in text) >= 0.97 * len(text)


def _font_encoding(data: bytes) -> Decoded | None:
    """The encoding of an old font. Bytes that are UTF-8 throughout are no other, whatever their words."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        found = decode_octets(data)
    else:
        return None
    if found is None:
        return None
    rival = _windows_1258(data)  # whose letters without tone are VISCII's
    if rival is not None and spelt_share(rival.text) >= spelt_share(found.text):
        return rival
    return Decoded(found.text, found.found.encoding, "legacy_decoded" if found.found.certain else "legacy_guessed")


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, also with a few damaged bytes or cut off in mid character: three good sequences outweigh one bad byte."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text[:1_000_000]) - min(bad, 1_000_000)
    cut_off = bad == 1 and text.endswith("\ufffd")
    if good < 3 * bad and not (cut_off and good):
        return None
    return Decoded(text, "utf-8", "bytes_undecodable")


def _windows_1258(data: bytes) -> Decoded | None:
    """Windows-1258, if nine in ten of its tone marks stand after a vowel; composed, because no other form is ever typed."""
    text = data.decode("cp1258", "replace")
    tones = len(_TONE.findall(text))
    if not tones or len(_TONE_AFTER_VOWEL.findall(text)) < 0.9 * tones:
        return None
    doubt = "bytes_undecodable" if "\ufffd" in text else None
    return Decoded(unicodedata.normalize("NFC", text), "windows-1258", doubt)


def _other(data: bytes) -> Decoded:
    """An 8-bit text of another kind: told by a detector, with a warning."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    if best is None:
        return Decoded(data.decode("cp1252", "replace"), "windows-1252", "encoding_guessed")
    return Decoded(data.decode(best.encoding, "replace"), best.encoding, "encoding_guessed")
