"""A Word 6 file of a few paragraphs, built byte by byte: no program at hand writes them any more."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_TEXT, _PAGE, _STYLES = 0x300, 512, 0x1400
_END = 0xFFFFFFFE


def compound(stream: bytes, name: str = "WordDocument") -> bytes:
    """A compound file with one stream in its root."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    head = OLE + bytes(16) + struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    head = head.ljust(512, b"\xff")
    following = [0xFFFFFFFD, _END, *range(3, count + 2), _END]
    table = struct.pack(f"<{len(following)}I", *following).ljust(512, b"\xff")
    return (
        head + table + _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, 0xFFFFFFFF, 2, len(stream)) + bytes(256) + stream
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    held = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
    held += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return held.ljust(116, b"\0") + struct.pack("<III", start, size, 0)


def word6(paragraphs: list[tuple[bytes, bytes]], font: bytes = b".VnTime") -> bytes:
    """A document of (bytes of text with its mark, changes of the paragraph)."""
    text = b"".join(words for words, _ in paragraphs)
    stream = bytearray(0x1A00)
    struct.pack_into("<HH", stream, 0, 0xA5DC, 101)
    struct.pack_into("<II", stream, 24, _TEXT, _TEXT + len(text))
    struct.pack_into("<I", stream, 52, len(text))
    stream[_TEXT : _TEXT + len(text)] = text
    stream[0x1000:0x1200] = _paragraphs(paragraphs)
    stream[0x1200:0x1400] = _runs(len(text))
    fonts = struct.pack("<BBHBB", len(font) + 6, 0, 400, 0, 0) + font + b"\0"
    fonts = struct.pack("<H", len(fonts) + 2) + fonts
    for number, place, held in ((12, 0x1500, _pages(len(text), 9)), (13, 0x1540, _pages(len(text), 8)), (15, 0x1580, fonts)):
        stream[place : place + len(held)] = held
        struct.pack_into("<II", stream, 88 + 8 * number, place, len(held))
    return compound(bytes(stream))


def _pages(length: int, page: int) -> bytes:
    return struct.pack("<IIH", _TEXT, _TEXT + length, page)


def _runs(length: int) -> bytes:
    page = bytearray(_PAGE)
    struct.pack_into("<IIB", page, 0, _TEXT, _TEXT + length, 200)
    page[400:404] = b"\x03\x5d\x00\x00"  # font 0
    page[_PAGE - 1] = 1
    return bytes(page)


def _paragraphs(paragraphs: list[tuple[bytes, bytes]]) -> bytes:
    page = bytearray(_PAGE)
    count, at, place = len(paragraphs), _PAGE - 2, _TEXT
    for i, (words, changes) in enumerate(paragraphs):
        struct.pack_into("<I", page, 4 * i, place)
        place += len(words)
        held = bytes(2) + changes
        held += bytes(len(held) % 2)
        at = (at - len(held) - 1) & ~1
        page[at : at + 1 + len(held)] = bytes([len(held) // 2]) + held
        page[4 * (count + 1) + 7 * i] = at // 2
    struct.pack_into("<I", page, 4 * count, place)
    page[_PAGE - 1] = count
    return bytes(page)


CENTRED = b"\x05\x01"
NUMBERED = (
    b"\x0d\x0a"
    + b"\x0c\x34"
    + (bytes([0, 0, 1, 0, 0, 0, 0, 0, 0, 0]) + struct.pack("<H", 1) + bytes(8) + b".").ljust(52, b"\0")
)
CELL = b"\x18\x01"
ROW = b"\x18\x01\x19\x01\xbe" + struct.pack("<HB3h", 8, 2, 0, 2000, 4000) + b"\xbb" + b"\x89\0" * 6

PARAGRAPHS = [
    ("KÕ ho¹ch trång rõng\r".encode("latin-1"), CENTRED),
    ("Giao ®Êt cho d©n\r".encode("latin-1"), NUMBERED),
    ("Ch¨m sãc rõng\r".encode("latin-1"), NUMBERED),
    ("Th«n\x07".encode("latin-1"), CELL),
    ("DiÖn tÝch\x07".encode("latin-1"), CELL),
    (b"\x07", ROW),
    ("§åi ChÌ\x07".encode("latin-1"), CELL),
    (b"12,5\x07", CELL),
    (b"\x07", ROW),
    ("N¬i nhËn: c¸c th«n.\r".encode("latin-1"), b""),
]
LINES = [
    "Kế hoạch trồng rừng",
    "1. Giao đất cho dân",
    "2. Chăm sóc rừng",
    "Thôn\tDiện tích",
    "Đồi Chè\t12,5",
    "Nơi nhận: các thôn.",
]


@pytest.fixture
def old_word(tmp_path: Path) -> tuple[Path, list[str]]:
    """A Word 6 file and the lines in it."""
    path = tmp_path / "cu.doc"
    path.write_bytes(word6(PARAGRAPHS))
    return path, LINES


@pytest.fixture
def in_compound() -> Callable[[bytes, str], bytes]:
    """Builds a compound file with one stream."""
    return compound
