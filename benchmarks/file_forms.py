"""A text written in every form of file that it may come in: what is around it, and nothing beside it."""

from __future__ import annotations

import io
import runpy
import struct
import zipfile
from base64 import encodebytes
from collections.abc import Callable
from html import escape
from pathlib import Path

import bomb_pdfs


def _txt(text: str) -> bytes:
    return text.encode()


def tcvn3(text: str) -> bytes:
    from extractor.legacy.tables import encoding

    written = encoding("tcvn3").written
    table = {ord(letter): octets.decode("latin-1") for letter, octets in written.items()}
    return text.translate(table).encode("latin-1", "replace")


def _html(text: str) -> bytes:
    rows = ["<p>" + escape(line).replace("\t", "</p><p>") for line in text.replace("\0", " ").split("\n")]
    return ("<html><body>" + "</p>".join(rows) + "</body></html>").encode()


def _cells(text: str) -> bytes:
    rows = ("<tr><td>" + escape(line).replace("\t", "<td>") for line in text.replace("\0", " ").split("\n"))
    return ("<html><body><table border=1>" + "".join(rows) + "</table></body></html>").encode()


def _tags(text: str) -> bytes:
    return ("<html><body>" + text).encode()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _legal(text: str) -> str:
    return escape(text.replace("\0", " ").replace("\f", " "))


def _docx(text: str, font: str = "") -> bytes:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    lines = (_legal(line).replace("\t", "</w:t><w:tab/><w:t>") for line in text.split("\n"))
    body = "".join(f'<w:p><w:r>{fonts}<w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines)
    return _zipped({
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        f'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELS}">'
            f'<Relationship Id="r1" Type="{_KIND}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    })  # fmt: skip


def _docx_tcvn3(text: str) -> bytes:
    return _docx(tcvn3(text).decode("latin-1"), ".VnTime")


ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def _odt(text: str) -> bytes:
    lines = (_legal(line).replace("\t", "<text:tab/>") for line in text.split("\n"))
    body = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return _zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<office:document-content xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>",
    })  # fmt: skip


def _zipped(parts: dict[str, str]) -> bytes:
    """Stored, not packed: one unit repeated packs so well that it is refused as a bomb."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return out.getvalue()


def _rtf(text: str) -> bytes:
    signs = {sign: f"\\u{ord(sign) - 65536 * (ord(sign) > 32767)}?" for sign in set(text) if not sign.isascii()}
    signs |= {"\\": "\\\\", "{": "\\{", "}": "\\}", "\t": "\\tab ", "\n": "\\par ", "\0": " "}
    return b"{\\rtf1\\ansi\\fs28 " + text.translate({ord(sign): written for sign, written in signs.items()}).encode() + b"}"


_ROWS, _COLUMNS = 50, 90  #: of a page


def _pdf(text: str) -> bytes:
    """Pages of fifty lines of up to ninety letters; one font, whose codes are the letters that there are (253 at most)."""
    wrapped = [line[at : at + _COLUMNS] for line in text.split("\n") for at in range(0, max(len(line), 1), _COLUMNS)]
    signs = sorted({*text} - {"\n"})[:253]
    codes = {ord(sign): f"{number:02x}" for number, sign in enumerate(signs, 1)}
    names = "".join(f"/uni{ord(sign):04X}" for sign in signs)
    font = f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[1 {names}]>>>>"
    objects: list[bytes] = []
    for first in range(0, len(wrapped), _ROWS):
        shown = "".join(f"<{line.translate(codes)}>Tj T*\n" for line in wrapped[first : first + _ROWS])
        objects += [
            bomb_pdfs.page(content=5 + len(objects)),
            bomb_pdfs.stream(b"BT /F 9 Tf 14 TL 40 800 Td " + shown.encode() + b"ET"),
        ]
    return bomb_pdfs.pdf(objects, range(4, 4 + len(objects), 2), font.encode())


def _eml(text: str) -> bytes:
    head = b"From: a@b.example\nReceived: x\nMessage-ID: <1>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    return head + b"Content-Transfer-Encoding: base64\n\n" + encodebytes(text.encode())


def _doc(text: str) -> bytes:
    """Word 6, one style for all of it, letters in TCVN3."""
    old = runpy.run_path(str(Path(__file__).resolve().parents[1] / "tests" / "readers" / "word" / "conftest.py"))
    words = tcvn3(text).replace(b"\n", b"\r") + b"\r"
    made: bytes = old["word6"]([(b"\r", b"")])
    stream = bytearray(made[1536:])
    begin = len(stream)
    struct.pack_into("<II", stream, 24, begin, begin + len(words))
    struct.pack_into("<I", stream, 52, len(words))
    for place in (0x1200, 0x1000, 0x1500, 0x1540):
        struct.pack_into("<II", stream, place, begin, begin + len(words))
    return _compound(bytes(stream) + words)


def _compound(stream: bytes) -> bytes:
    """A compound file with the stream WordDocument, of up to 7 MB (109 sectors of its table are named in the header)."""
    stream = stream.ljust(-(-len(stream) // 512) * 512, b"\0")
    count = len(stream) // 512
    tables = -(-(count + 2) // 127)
    first = tables + 1
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<10I", 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    head = head[:76] + struct.pack(f"<{tables}I", *range(tables))
    fat = [0xFFFFFFFD] * tables + [0xFFFFFFFE, *range(first + 1, first + count), 0xFFFFFFFE]
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512 * tables, b"\xff")
    return (
        head.ljust(512, b"\xff")
        + table
        + _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
        + _entry("WordDocument", 2, 0xFFFFFFFF, first, len(stream))
        + bytes(256)
        + stream
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    held = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
    held += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return held.ljust(116, b"\0") + struct.pack("<III", start, size, 0)


FORMS: dict[str, Callable[[str], bytes]] = {
    "txt": _txt,
    "txt-tcvn3": tcvn3,
    "md": _txt,
    "html": _html,
    "html-cells": _cells,
    "html-tags": _tags,
    "docx": _docx,
    "docx-tcvn3": _docx_tcvn3,
    "odt": _odt,
    "rtf": _rtf,
    "doc": _doc,
    "pdf": _pdf,
    "eml": _eml,
}
LARGEST = {"doc": 6_500_000}  #: characters, where a form is not written larger
