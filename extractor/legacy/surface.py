"""The byte behind a character: what a program made of a byte of an old font when it thought the text was Western.

0x93 arrives as U+0093, as “ (Windows-1252) or as U+F093 (a font said to be of symbols), 0xAD as a soft hyphen, as Word's
optional hyphen 0x1F, or, out of a PDF, as a minus sign. All of them become the one sign U+F0xx here, one for one, so that
places stay places; ASCII stays, and a letter that no byte could have become (ạ, ế, ơ) stays and speaks for Unicode.
"""

from __future__ import annotations

_SIGN = 0xF000
_HIGH = range(0x80, 0x100)


def byte_signs(octets: bytes) -> str:
    """``octets`` with everything beyond printable ASCII as the signs that ``signs`` makes."""
    return "".join(chr(b) if 0x20 <= b < 0x80 or b in b"\t\n\r\f" else chr(_SIGN + b) for b in octets)


def _windows_1252() -> dict[int, int]:
    found = {}
    for byte in range(0x80, 0xA0):
        try:
            found[ord(bytes([byte]).decode("cp1252"))] = _SIGN + byte
        except UnicodeDecodeError:  # five bytes that Windows-1252 leaves undefined
            continue
    return found


#: What PDF fonts and Word write for a byte: minus and bullet operator, Greek mu, Word's optional hyphen.
_OTHERS = {0x2212: 0xF0AD, 0x2219: 0xF0B7, 0x03BC: 0xF0B5, 0x1F: 0xF0AD}
_TABLE = {byte: _SIGN + byte for byte in _HIGH} | _windows_1252() | _OTHERS
_WESTERN = {_SIGN + byte: chr(byte) for byte in range(0xA0)} | {sign: code for code, sign in _windows_1252().items()}
#: Every character that may stand for a byte, for use inside [...] of a pattern.
SIGNABLE = r"\x1f\x80-\xff\uf001-\uf0ff" + "".join(chr(code) for code in _TABLE if code > 0xFF)
#: Signs of Windows-1252 that are punctuation when they are no letter: quotes, dashes, dots, blank.
PUNCTUATION = "".join(chr(_SIGN + b) for b in (0x85, *range(0x91, 0x98), 0xA0))


def signs(words: str) -> str:
    """``words`` with every character that may stand for a byte as U+F0xx; as long as ``words``."""
    return words.translate(_TABLE)


def unsigned(words: str) -> str:
    """``words`` with signs that turned out to be no letter as the characters of Windows-1252 that they are."""
    return words.translate(_WESTERN)
