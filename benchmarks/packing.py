"""Gigabytes of one piece, packed in the time of one: deflate's blocks can be repeated where none looks back into another."""

from __future__ import annotations

import zlib


def repeated(piece: bytes, times: int) -> bytes:
    """The zlib stream of ``piece`` so many times over."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(times):
        check = zlib.adler32(piece, check)
    return b"\x78\xda" + block * times + b"\x03\x00" + check.to_bytes(4, "big")
