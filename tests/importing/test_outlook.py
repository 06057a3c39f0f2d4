"""Outlook's messages: body and attachments, out of a compound file written here property by property ([MS-OXMSG], [MS-CFB])."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from extractor.importing.archives import expanded
from extractor.importing.finding import Found
from extractor.importing.formats import archive_format
from extractor.limits import Limits

_SECTOR, _SMALL = 512, 64
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Tree = dict[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """A compound file of version 3 with these storages and streams: FAT, mini FAT, directory, then the small sectors."""
    entries: list[Entry] = [Entry("Root Entry", 5)]
    _add(entries, tree, 0)
    while len(entries) % 4:
        entries.append(Entry("", 0))
    small: list[int] = []  # the mini FAT
    stream = b""
    for entry in entries:
        if entry.content:
            entry.start, count = len(small), -(-len(entry.content) // _SMALL)
            small += [*range(entry.start + 1, entry.start + count), _END]
            stream += entry.content.ljust(count * _SMALL, b"\0")
    directory, large = len(entries) // 4, -(-len(stream) // _SECTOR)
    first = 2 + directory
    entries[0].start, entries[0].size = first, len(stream)
    fat = [_FAT, _END, *range(3, first), _END, *range(first + 1, first + large), _END]
    assert len(fat) <= _SECTOR // 4 and len(small) <= _SECTOR // 4, "one sector of each is enough for a test"
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<10I", 0, 1, 2, 0, 4096, 1, 1, _END, 0, 0)
    tables = b"".join(struct.pack(f"<{len(t)}I", *t).ljust(_SECTOR, b"\xff") for t in (fat, small))
    return head.ljust(_SECTOR, b"\xff") + tables + b"".join(e.record() for e in entries) + stream.ljust(large * _SECTOR, b"\0")


@dataclass
class Entry:
    """A line of the directory."""

    name: str
    kind: int  #: 1 storage, 2 stream, 5 root
    content: bytes = b""
    right: int = _FREE
    child: int = _FREE
    start: int = _END
    size: int | None = None

    def record(self) -> bytes:
        name = self.name.encode("utf-16-le")
        out = name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2 if name else 0, self.kind, 1)
        out += struct.pack("<III", _FREE, self.right, self.child) + bytes(36)
        return out + struct.pack("<IQ", self.start, len(self.content) if self.size is None else self.size)


def _add(entries: list[Entry], folder: Tree, parent: int) -> None:
    before = None
    for name in sorted(folder, key=lambda n: (len(n), n.upper())):  # a chain of right siblings is a search tree too
        content, number = folder[name], len(entries)
        entries.append(Entry(name, 2, content) if isinstance(content, bytes) else Entry(name, 1))
        if before is None:
            entries[parent].child = number
        else:
            entries[before].right = number
        before = number
        if not isinstance(content, bytes):
            _add(entries, content, number)


def properties(header: int, values: dict[tuple[int, int], int]) -> bytes:
    """The stream of fixed-length properties: (id, type) → value, or the length of what stands in a stream of its own."""
    return bytes(header) + b"".join(struct.pack("<HHIQ", kind, name, 6, value) for (name, kind), value in values.items())


def message() -> bytes:
    words = "Kính gửi Sở, xin gửi kèm kế hoạch.".encode("utf-16-le")
    name, data = "Kế hoạch số 12.txt".encode("utf-16-le"), "Phấn đấu trên 95%.".encode()
    attachment: Tree = {
        "__properties_version1.0": properties(8, {(0x3707, 0x1F): len(name) + 2, (0x3701, 0x102): len(data), (0x3705, 3): 1}),
        "__substg1.0_3707001F": name,
        "__substg1.0_37010102": data,
    }
    tree: Tree = {
        "__nameid_version1.0": {"__substg1.0_00020102": b"\0" * 16},
        "__attach_version1.0_#00000000": attachment,
        "__substg1.0_1000001F": words,
        "__properties_version1.0": properties(32, {(0x1000, 0x1F): len(words) + 2}),
    }
    return compound(tree)


def test_body_and_attachments(tmp_path: Path) -> None:
    for name in ("thu.msg", "khong-ten"):
        path = tmp_path / name
        path.write_bytes(message())
        kind = archive_format(path)
        assert kind is not None and kind.name == "msg"
        found = {item.path.removeprefix(str(path)): item for item in expanded(Found(str(path), path), tmp_path, Limits())}
        assert {p: i.error and str(i.error) for p, i in found.items()} == {"!@body.txt": None, "!Kế hoạch số 12.txt": None}
        assert found["!@body.txt"].file.read_text(encoding="utf-8-sig") == "Kính gửi Sở, xin gửi kèm kế hoạch."
        assert found["!Kế hoạch số 12.txt"].file.read_text(encoding="utf-8") == "Phấn đấu trên 95%."


def test_a_word_file_is_no_message(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(compound({"WordDocument": b"x" * 600, "1Table": b"y"}))
    assert archive_format(path) is None


def test_a_broken_message_is_said(tmp_path: Path) -> None:
    path = tmp_path / "thu.msg"
    path.write_bytes(message()[:900])
    (item,) = expanded(Found(str(path), path), tmp_path, Limits())
    assert item.error is not None and item.error.code in ("archive_broken", "archive_empty")
