"""Files made to hurt: what each one is, how it is made, and which reasons it may be held for.

Two kinds of them. Some pass a limit by far and must be refused at once. Others stay just below every limit that is counted
before reading (``at the limit``): what those cost is what the limits are worth. ``refusals.py`` runs them.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import runpy
import struct
import tarfile
import zipfile
import zlib
from base64 import encodebytes
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import file_forms
from bomb_pdfs import PDFS
from bomb_pdfs import locked as locked_pdf
from bomb_pictures import PICTURES

MEGA = 1_000_000
_WORD = Path(__file__).resolve().parents[1] / "tests" / "readers" / "word" / "conftest.py"


class Bomb(NamedTuple):
    """``reasons`` it may be held for (OK, where it may be read); ``member`` where the ledger has it under that name."""

    make: Callable[[], bytes]
    reasons: str
    member: str = ""


def zipped(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def noise(size: int) -> bytes:
    """Bytes that do not pack, and may stand in an XML comment."""
    return random.Random(size).randbytes(size // 2).hex().encode()[:size]


def padded(data: bytes) -> bytes:
    """XML with a comment of noise before its root, so that it packs to 1/180 and no better."""
    return b"<!--" + noise(len(data) // 90) + b"-->" + data


def part(body: bytes) -> bytes:
    return b'<w:document xmlns:w="' + file_forms.WORD.encode() + b'"><w:body>' + body + b"</w:body></w:document>"


def docx(main: bytes) -> bytes:
    """The parts of a docx around a main part."""
    with zipfile.ZipFile(io.BytesIO(file_forms.FORMS["docx"]("a"))) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist() if name != "word/document.xml"]
    return zipped([*members, ("word/document.xml", main)])


def odt(content: bytes, manifest: bytes = b"<manifest/>") -> bytes:
    kind = ("mimetype", b"application/vnd.oasis.opendocument.text")
    return zipped([kind, ("META-INF/manifest.xml", manifest), ("content.xml", content)])


def odt_body(body: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file_forms.FORMS["odt"]("@"))) as archive:
        return archive.read("content.xml").replace(b"<text:p>@</text:p>", body)


_LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
LAUGHS = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + _LAUGHS + b"]>"


def zip_of_zips() -> bytes:
    """Six archives deep, each of four, around 30 MB of zeros."""
    data = zipped([("0.txt", bytes(30 * MEGA))])
    for _ in range(6):
        data = zipped([(f"{n}.zip", data) for n in range(4)], zipfile.ZIP_STORED)
    return data


def overlapping() -> bytes:
    """20,000 names for one and the same packed megabyte (Fifield's bomb, simplest form)."""
    one = zipped([("a.txt", b"0" * 190 * MEGA)])
    at = one.index(b"PK\1\2")
    entry = one[at : at + 46 + 5]
    many = b"".join(entry[:46] + b"%05d" % n for n in range(20_000))
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 20_000, 20_000, len(many), at, 0)
    return one[:at] + many + end


def zip_at_limit() -> bytes:
    """Thirty texts of 30 MB, each packed just well enough."""
    words = padded(b"so lieu 95% \n" * (30 * MEGA // 13))
    return zipped((f"{n}.txt", words + b"%d" % n) for n in range(30))


def locked_zip() -> bytes:
    data = bytearray(zipped([("a.txt", b"noi dung")]))
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + flags] |= 1
    return bytes(data)


def tarred(data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def wide_xz() -> bytes:
    """A few bytes that ask for a dictionary of 1.5 GB."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0}]
    data = bytearray(lzma.compress(b"0" * 1000, format=lzma.FORMAT_XZ, filters=filters))
    at = data.index(b"\x21\x01", 12) + 2
    data[at] = 39  # 3 GiB
    header = 12
    length = (data[header] + 1) * 4
    data[header + length - 4 : header + length] = struct.pack("<I", zlib.crc32(bytes(data[header : header + length - 4])))
    return bytes(data)


def locked_7z(*, names: bool) -> bytes:
    """A 7z whose only member (or, with ``names``, whose header) is packed with AES."""
    packed = noise(64)
    aes = b"\x24\x06\xf1\x07\x01\x0a\x53\x07" + noise(8)
    folder = b"\x07\x0b\x01\x00\x01" + aes + b"\x0c\x30\x00"
    streams = b"\x06\x00\x01\x09\x40\x00" + folder
    if names:
        header = b"\x17" + streams + b"\x00"
    else:
        title = "a.txt\0".encode("utf-16-le")
        header = b"\x01\x04" + streams + b"\x08\x00\x00" + b"\x05\x01\x11" + bytes([len(title) + 1, 0]) + title + b"\x00\x00"
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<I", zlib.crc32(start)) + start + packed + header


def locked_doc() -> bytes:
    """A Word 6 file whose information block says that it is encrypted."""
    old = runpy.run_path(str(_WORD))
    data = bytearray(old["word6"]([(b"x" * 40 + b"\r", b"")]))
    data[1536 + 10 : 1536 + 12] = struct.pack("<H", struct.unpack_from("<H", data, 1536 + 10)[0] | 0x0100)
    return bytes(data)


def locked_docx() -> bytes:
    """What Word writes for a password: a compound file with the stream EncryptedPackage."""
    made: bytes = runpy.run_path(str(_WORD))["compound"](noise(5000), "EncryptedPackage")
    return made


def nested_mail(depth: int) -> bytes:
    head = b"From: a@b.example\nReceived: x\nMessage-ID: <1>\nSubject: a\nMIME-Version: 1.0\n"
    return (head + b"Content-Type: message/rfc822\n\n") * depth + head + b"Content-Type: text/plain\n\nhet\n"


def nested_parts(depth: int) -> bytes:
    head = b"From: a@b.example\nReceived: x\nMessage-ID: <1>\nMIME-Version: 1.0\n"
    open_parts = (b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(depth))
    return head + b"".join(open_parts) + b"Content-Type: text/plain\n\nhet\n"


def many_parts() -> bytes:
    """60 MB of empty attachments."""
    head = (
        b'From: a@b.example\nReceived: x\nMessage-ID: <1>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    )
    one = b'--b\nContent-Disposition: attachment; filename="a.txt"\n\na\n'
    return head + one * (60 * MEGA // len(one)) + b"--b--\n"


def large_mail() -> bytes:
    """One attachment that makes the mail 60 MB."""
    head = (
        b'From: a@b.example\nReceived: x\nMessage-ID: <1>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    )
    more = b'--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="a.txt"\n'
    return head + more + b"Content-Transfer-Encoding: base64\n\n" + encodebytes(b"a b\n" * (11 * MEGA)) + b"\n--b--\n"


def cells(columns: int, rows: int) -> bytes:
    """Tables in HTML that claim spans of a thousand, which multiply."""
    return b"<html><table border=1>" + b"<tr>" + b"<td colspan=1000 rowspan=60000>a" * columns + b"<tr><td>b" * rows


DECISION = "Quyết định số 12/QĐ-UBND ngày 3/4/2024 của Ủy ban nhân dân tỉnh"
P, W = b"<w:p/>", b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"

BOMBS: dict[str, Bomb] = {
    **{name: Bomb(*row) for name, row in PDFS.items()},
    **{name: Bomb(*row) for name, row in PICTURES.items()},
    "zip of zips.zip": Bomb(zip_of_zips, "TOO_LARGE"),
    "zip bomb.zip": Bomb(lambda: zipped([("a.txt", bytes(200 * MEGA))]), "TOO_LARGE", "a.txt"),
    "zip overlapping.zip": Bomb(overlapping, "TOO_LARGE BAD_INPUT"),
    "zip at the limit.zip": Bomb(zip_at_limit, "TOO_LARGE OK"),
    "zip of many names.zip": Bomb(lambda: zipped((f"{n:0300}.txt", b"") for n in range(60_000)), "TOO_LARGE"),
    "gz bomb.gz": Bomb(lambda: gzip.compress(bytes(200 * MEGA)), "TOO_LARGE", "gz bomb"),
    "bz2 bomb.bz2": Bomb(lambda: bz2.compress(bytes(200 * MEGA)) * 5, "TOO_LARGE", "bz2 bomb"),
    "xz bomb.xz": Bomb(lambda: lzma.compress(bytes(200 * MEGA)), "TOO_LARGE", "xz bomb"),
    "xz wide.xz": Bomb(wide_xz, "OK BAD_INPUT TOO_LARGE OUT_OF_MEMORY UNSUPPORTED"),
    "tar bomb.tar.gz": Bomb(lambda: gzip.compress(tarred(bytes(200 * MEGA))), "TOO_LARGE BAD_INPUT"),
    "password.pdf": Bomb(locked_pdf, "ENCRYPTED"),
    "password.docx": Bomb(locked_docx, "ENCRYPTED"),
    "password.doc": Bomb(locked_doc, "ENCRYPTED"),
    "password.odt": Bomb(lambda: odt(noise(500), b"<manifest><encryption-data/></manifest>"), "ENCRYPTED"),
    "password.zip": Bomb(locked_zip, "ENCRYPTED", "a.txt"),
    "password.7z": Bomb(lambda: locked_7z(names=False), "ENCRYPTED", "a.txt"),
    "password names.7z": Bomb(lambda: locked_7z(names=True), "ENCRYPTED"),
    "xml entities.docx": Bomb(lambda: docx(LAUGHS + part(b"&a9;")), "BAD_INPUT"),
    "xml entities.odt": Bomb(lambda: odt(LAUGHS + odt_body(b"&a9;")), "BAD_INPUT"),
    "xml ratio.docx": Bomb(lambda: docx(part(P * (5 * MEGA))), "TOO_LARGE"),
    "xml ratio.odt": Bomb(lambda: odt(odt_body(b"<text:p/>" * (5 * MEGA))), "TOO_LARGE"),
    "xml at the limit.docx": Bomb(lambda: docx(padded(part(P * (80 * MEGA)))), "TOO_LARGE OUT_OF_MEMORY"),
    "xml words at the limit.docx": Bomb(lambda: docx(padded(part(W * (14 * MEGA)))), "TOO_LARGE OUT_OF_MEMORY"),
    "xml one word.docx": Bomb(lambda: docx(padded(part(W.replace(b"a", b"ha " * (150 * MEGA))))), "TOO_LARGE OUT_OF_MEMORY"),
    "xml nested.docx": Bomb(lambda: docx(part(b"<w:tbl><w:tr><w:tc>" * 30_000 + b"</w:tc></w:tr></w:tbl>" * 30_000)),
                            "BAD_INPUT TOO_LARGE"),
    "xml at the limit.odt": Bomb(lambda: odt(padded(odt_body(b"<text:p/>" * (50 * MEGA)))), "TOO_LARGE OUT_OF_MEMORY"),
    "spans.odt": Bomb(
        lambda: odt(odt_body(b'<table:table><table:table-row table:number-rows-repeated="1000000">'
        b'<table:table-cell table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell></table:table-row>'
        b"</table:table>").replace(b' xmlns:text="', b' xmlns:table="' + file_forms.ODF.encode() + b'table:1.0" xmlns:text="')),
        "TOO_LARGE OK",
    ),
    "spaces.odt": Bomb(lambda: odt(odt_body(b'<text:p>a<text:s text:c="2000000000"/>b</text:p>')), "TOO_LARGE OK"),
    "nested tags.html": Bomb(lambda: b"<html><body>" + b"<div>" * MEGA + b"a", "BAD_INPUT TOO_LARGE OK"),
    "nested tables.html": Bomb(lambda: b"<html><body>" + b"<table><tr><td>" * 300_000 + b"a", "BAD_INPUT TOO_LARGE OK"),
    "tags at the limit.html": Bomb(lambda: b"<html><body>" + b"<b>a</b>" * (31 * MEGA), "TOO_LARGE"),
    "lines at the limit.html": Bomb(lambda: b"<html><body>" + b"<p>a" * (62 * MEGA), "TOO_LARGE"),
    "words at the limit.html": Bomb(lambda: b"<html><body><p>" + b"ha " * (80 * MEGA), "TOO_LARGE OUT_OF_MEMORY"),
    "spans.html": Bomb(lambda: cells(1000, 1000), "TOO_LARGE OK"),
    "entities.html": Bomb(lambda: LAUGHS + b"<html><body>&a9;</body></html>", "OK BAD_INPUT UNSUPPORTED"),
    "tags just allowed.html": Bomb(lambda: b"<html><body>" + b"<p>so lieu la 95%" * (490_000), "OK TIMEOUT"),
    "tags just allowed.docx": Bomb(lambda: docx(part(W.replace(b"a", b"so lieu la 95%") * 330_000)), "OK TIMEOUT TOO_LARGE"),
    "nested.rtf": Bomb(lambda: b"{\\rtf1 " + b"{" * MEGA + b"a" + b"}" * MEGA + b"}", "BAD_INPUT TOO_LARGE OK"),
    "groups at the limit.rtf": Bomb(lambda: b"{\\rtf1 " + b"{\\b a}" * (40 * MEGA) + b"}", "TOO_LARGE TIMEOUT OUT_OF_MEMORY"),
    "controls at the limit.rtf": Bomb(lambda: b"{\\rtf1 " + b"\\b" * (120 * MEGA) + b" a}", "TOO_LARGE BAD_INPUT TIMEOUT"),
    "open at the limit.rtf": Bomb(lambda: b"{\\rtf1 " + b"{" * (250 * MEGA), "TOO_LARGE BAD_INPUT TIMEOUT"),
    "picture at the limit.rtf": Bomb(lambda: b"{\\rtf1 {\\pict " + b"0f" * (120 * MEGA) + b"}a}", "BAD_INPUT TOO_LARGE OK"),
    "lines at the limit.txt": Bomb(lambda: b"a\n" * (120 * MEGA), "TOO_LARGE"),
    "words at the limit.txt": Bomb(lambda: b"so lieu nay la 95% cua nam 2024\n" * (8 * MEGA), "TOO_LARGE"),
    "utf-16 at the limit.txt": Bomb(lambda: ("số liệu này là 95%\n" * (6 * MEGA)).encode("utf-16"), "TOO_LARGE"),
    "tcvn3 at the limit.txt": Bomb(
        lambda: file_forms.tcvn3("số liệu này là 95% của xã Bình\n") * (7 * MEGA), "TOO_LARGE OUT_OF_MEMORY"),
    "words just allowed.txt": Bomb(lambda: f"số liệu này đạt 95% của năm 2024 theo {DECISION}\n".encode() * 4000, "OK"),
    "nested 1,000.eml": Bomb(lambda: nested_mail(1000), "TOO_LARGE BAD_INPUT"),
    "nested parts 1,000.eml": Bomb(lambda: nested_parts(1000), "TOO_LARGE BAD_INPUT OK"),
    "nested parts 100,000.eml": Bomb(lambda: nested_parts(100_000), "TOO_LARGE BAD_INPUT OK"),
    "many parts.eml": Bomb(many_parts, "TOO_LARGE TIMEOUT"),
    "at the limit.eml": Bomb(large_mail, "TOO_LARGE OK"),
}  # fmt: skip
