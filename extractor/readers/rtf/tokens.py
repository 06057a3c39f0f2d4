"""RTF cut into its signs: groups, control words, bytes, text (Rich Text Format Specification 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

OPEN, CLOSE, CONTROL, BYTE, TEXT = "{", "}", "control", "byte", "text"

_SIGN = re.compile(
    rb"(?P<text>[^\\{}\r\n\0]+)"
    rb"|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})? ?"
    rb"|\\'(?P<byte>[0-9A-Fa-f]{2})"
    rb"|\\(?P<symbol>[^A-Za-z'])"
    rb"|(?P<brace>[{}])"
)


class Sign(NamedTuple):
    """``word`` of a control, ``number`` its parameter or the value of a byte; ``held`` the bytes of text."""

    kind: str
    word: str = ""
    number: int | None = None
    held: bytes = b""


_OPEN, _CLOSE = Sign(OPEN), Sign(CLOSE)


def signs(data: bytes) -> Iterator[Sign]:
    """The signs of ``data`` in order; what ``\\bin`` announces is stepped over, line ends and stray bytes mean nothing."""
    at, end = 0, len(data)
    while at < end:
        found = _SIGN.match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        sign = _sign(found)
        if sign.word == "bin":
            at += max(sign.number or 0, 0)
        else:
            yield sign


def _sign(found: re.Match[bytes]) -> Sign:
    kind = found.lastgroup
    if kind == "text":
        return Sign(TEXT, held=found["text"])
    if kind == "byte":
        return Sign(BYTE, number=int(found["byte"], 16))
    if kind == "brace":
        return _OPEN if found["brace"] == b"{" else _CLOSE
    if kind == "symbol":
        return Sign(CONTROL, found["symbol"].decode("latin-1"))
    number = found["number"]
    return Sign(CONTROL, found["word"].decode("ascii"), None if number is None else int(number))
