"""Pictures made to hurt, written byte by byte: more pixels than may be unpacked, in as few bytes as the format allows.

Those "at the limit" have 118 million pixels, which is allowed, in the modes that take most bytes for each.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Sequence

from packing import repeated

_AT_LIMIT = 10_900  #: pixels of each side
_READ = "OK NEEDS_OCR BAD_INPUT TOO_LARGE TIMEOUT OUT_OF_MEMORY"


def png(side: int, depth: int, colour: int, samples: int) -> bytes:
    """A square of one colour."""
    data = repeated(bytes(1 + side * samples * depth // 8) * 100, -(-side // 100))
    head = struct.pack(">IIBBBBB", side, side, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with_words() -> bytes:
    """A small picture with 1 GB of text beside it."""
    words = repeated(bytes(1_000_000), 1000)
    small = png(100, 8, 0, 1)
    return small[:33] + _chunk(b"zTXt", b"a\0\0" + words) + small[33:]


def tiff(pages: int, side: int, *, bits: Sequence[int], kind: int, one_strip: bytes, times: int) -> bytes:
    """Pages of ``side`` squared, deflated, that all show the same data."""
    data = repeated(one_strip, times)
    out = io.BytesIO()
    out.write(b"II*\0" + struct.pack("<I", 8 + len(data)) + data)
    for number in range(pages):
        at = out.tell()
        values = struct.pack(f"<{len(bits)}H", *bits)
        tags = [
            *((256, 4, 1, side), (257, 4, 1, side), (258, 3, len(bits), bits[0]), (259, 3, 1, 8), (262, 3, 1, kind)),
            *((273, 4, 1, 8), (277, 3, 1, len(bits)), (278, 4, 1, side), (279, 4, 1, len(data))),
        ]
        if len(bits) == 4:
            tags.append((338, 3, 1, 2))
        end = at + 2 + 12 * len(tags) + 4
        if len(bits) > 2:
            tags[2] = (258, 3, len(bits), end)
        entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
        following = end + len(values) if number + 1 < pages else 0
        out.write(struct.pack("<H", len(tags)) + entries + struct.pack("<I", following) + values)
    return out.getvalue()


def saved(kind: str, mode: str, side: int, **settings: object) -> bytes:
    """By the library, in a mode that it writes small."""
    from PIL import Image

    out = io.BytesIO()
    Image.new(mode, (side, side)).save(out, kind, **settings)
    return out.getvalue()


def jpeg_that_claims(width: int, height: int) -> bytes:
    """A small JPEG whose frame says that it is large."""
    data = bytearray(saved("JPEG", "L", 16))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def gif_of_frames(count: int) -> bytes:
    """So many frames of 3,000 × 3,000 pixels, of one byte of data each."""
    head = b"GIF89a" + struct.pack("<HHBBB", 3000, 3000, 0x80, 0, 0) + bytes(6)
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 3000, 3000, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * count + b"\x3b"


#: name → how it is made, the reasons it may be held for
PICTURES: dict[str, tuple[Callable[[], bytes], str]] = {
    "400 MP.png": (lambda: png(20_000, 8, 0, 1), "TOO_LARGE NEEDS_OCR"),
    "3,600 MP.png": (lambda: png(60_000, 1, 0, 1), "TOO_LARGE NEEDS_OCR"),
    "at the limit grey.png": (lambda: png(_AT_LIMIT, 8, 0, 1), _READ),
    "at the limit colour.png": (lambda: png(_AT_LIMIT, 8, 2, 3), _READ),
    "at the limit alpha.png": (lambda: png(_AT_LIMIT, 8, 6, 4), _READ),
    "at the limit 16 bits.png": (lambda: png(_AT_LIMIT, 16, 6, 4), _READ),
    "words of 1 GB.png": (png_with_words, _READ),
    "3,600 MP.jpg": (lambda: jpeg_that_claims(60_000, 60_000), "TOO_LARGE NEEDS_OCR BAD_INPUT"),
    "at the limit.jpg": (lambda: saved("JPEG", "RGB", _AT_LIMIT), _READ),
    "at the limit ink.jpg": (lambda: saved("JPEG", "CMYK", _AT_LIMIT, progressive=True), _READ),
    "2,500 MP.tiff": (lambda: tiff(1, 50_000, bits=[8], kind=1, one_strip=bytes(1_000_000), times=2500), "TOO_LARGE NEEDS_OCR"),
    "at the limit.tiff": (
        lambda: tiff(1, _AT_LIMIT, bits=[8] * 3, kind=2, one_strip=bytes(_AT_LIMIT * 300), times=_AT_LIMIT // 100), _READ),
    "at the limit 16 bits.tiff": (
        lambda: tiff(1, _AT_LIMIT, bits=[16] * 4, kind=2, one_strip=bytes(_AT_LIMIT * 800), times=_AT_LIMIT // 100), _READ),
    "at the limit floating.tiff": (
        lambda: tiff(1, _AT_LIMIT, bits=[32], kind=1, one_strip=bytes(_AT_LIMIT * 400), times=_AT_LIMIT // 100), _READ),
    "10,000 pages.tiff": (
        lambda: tiff(10_000, 1000, bits=[8], kind=1, one_strip=bytes(1000), times=1000), "TOO_LARGE NEEDS_OCR"),
    "60 pages at the limit.tiff": (
        lambda: tiff(60, _AT_LIMIT, bits=[8] * 3, kind=2, one_strip=bytes(_AT_LIMIT * 300), times=_AT_LIMIT // 100), _READ),
    "300 frames.gif": (lambda: gif_of_frames(300), _READ),
    "at the limit.webp": (lambda: saved("WEBP", "RGBA", 10_900, lossless=True, method=0), _READ),
}  # fmt: skip
