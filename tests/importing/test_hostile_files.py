"""Bad files in real worker processes: each is refused or limited with its reason, and no worker grows past 1 GB.

The whole folder goes through one run of ``vanban import``, as it would in an archive of forty years; the largest resident size
of any process of the run is what the kernel says (``RUSAGE_CHILDREN`` of a process that waits for it).
"""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
import pikepdf
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="resident sizes are asked of the kernel")

_MEASURED = """
import json, resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "extractor", *sys.argv[1:]], capture_output=True, text=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"code": done.returncode, "out": done.stdout, "err": done.stderr, "peak": peak}))
"""
GIB = 1 << 30


def pdf() -> pikepdf.Pdf:
    """One empty page."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    return made


def saved(made: pikepdf.Pdf, **settings: Any) -> bytes:
    out = io.BytesIO()
    made.save(out, **settings)
    return out.getvalue()


def huge_media_box() -> bytes:
    made = pdf()
    made.pages[0].MediaBox = [0, 0, 200_000, 200_000]
    return saved(made)


def many_pages() -> bytes:
    """10,000 pages that share one object: 1 MB of file."""
    made = pdf()
    page = made.pages[0]
    for _ in range(9_999):
        made.pages.append(page)
    return saved(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def picture_bomb() -> bytes:
    """A page that shows one picture of 20,000 × 20,000 pixels, 400 MB unpacked, from a file of 0.4 MB."""
    made = pdf()
    row = bytes(20_000 * 100)
    packer = zlib.compressobj(1)
    data = b"".join(packer.compress(row) for _ in range(200)) + packer.flush()
    picture = pikepdf.Stream(made, data)
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = 20_000, 20_000, 8
    picture.ColorSpace, picture.Filter = pikepdf.Name.DeviceGray, pikepdf.Name.FlateDecode
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=made.make_indirect(picture)))
    made.pages[0].Contents = made.make_stream(b"q 595 0 0 842 0 0 cm /P Do Q")
    return saved(made)


def png_bomb() -> bytes:
    """20,000 × 20,000 pixels of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    packer = zlib.compressobj(1)
    rows = bytes(20_001 * 100)
    data = b"".join(packer.compress(rows) for _ in range(200)) + packer.flush()
    side = (20_000).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", side + side + b"\x08\0\0\0\0") + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def locked_pdf() -> bytes:
    return saved(pdf(), encryption=pikepdf.Encryption(user="mat khau", owner="chu"))


def locked_docx() -> bytes:
    """What Word writes for a password: a compound file with the stream EncryptedPackage."""
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def locked_zip() -> bytes:
    data = bytearray(zipped({"a.txt": b"noi dung"}))
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + flags] |= 1
    return bytes(data)


def zip_of_zips() -> bytes:
    """Four archives deep in four, each of four, around 30 MB of zeros."""
    data = zipped({"0.txt": bytes(30_000_000)})
    for _ in range(6):
        data = zipped({f"{n}.zip": data for n in range(4)}, zipfile.ZIP_STORED)
    return data


def docx_bomb() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    body = members["word/document.xml"]
    members["word/document.xml"] = body.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 4_000_000, 1)
    return zipped(members)


#: name → how it is made, the reason it is held for, words of the message that name the cause
FILES = {
    "trang-khong-lo.pdf": (huge_media_box, "TOO_LARGE", "max_page_points"),
    "muoi-nghin-trang.pdf": (many_pages, "TOO_LARGE", "max_pages"),
    "anh-bom.pdf": (picture_bomb, None, ""),
    "anh-bom.png": (png_bomb, None, ""),
    "mat-khau.pdf": (locked_pdf, "ENCRYPTED", ""),
    "mat-khau.docx": (locked_docx, "ENCRYPTED", ""),
    "mat-khau.zip!a.txt": (locked_zip, "ENCRYPTED", ""),
    "bom.zip": (zip_of_zips, "TOO_LARGE", "max_archive_depth"),
    "bom.docx": (docx_bomb, "TOO_LARGE", "max_unpack_ratio"),
    "bom.gz!bom": (lambda: gzip.compress(bytes(30_000_000)), "TOO_LARGE", "max_unpack_ratio"),
    "long.eml": (lambda: b"From: a@b.c\nReceived: x\nContent-Type: message/rfc822\n\n" * 1000, "BAD_INPUT", ""),
    "nhieu-the.html": (lambda: b"<html><body>" + b"<b>a</b>" * 1_100_000, "TOO_LARGE", "max_tags"),
    "tot.txt": ("KẾ HOẠCH\nPhấn đấu trên 95% hộ đạt chuẩn năm 2025.".encode, "OK", ""),
}
#: held for one of these where no engine of OCR decides otherwise
PICTURES = {"NEEDS_OCR", "TOO_LARGE", "BAD_INPUT"}


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One run over all of them, two workers."""
    folder = tmp_path_factory.mktemp("xau")
    for name, (make, *_) in FILES.items():
        (folder / name.partition("!")[0]).write_bytes(make())
    command = ["import", str(folder), "--db", str(folder.parent / "xau.db"), "--workers", "2", "--no-language"]
    done = subprocess.run([sys.executable, "-c", _MEASURED, *command], capture_output=True, text=True, check=True, timeout=240)
    found: dict[str, Any] = json.loads(done.stdout)
    found["folder"] = folder
    return found


def events(ended: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for line in ended["out"].splitlines():
        event = json.loads(line)
        if "path" in event:
            yield event | {"name": event["path"].removeprefix(f"{ended['folder']}/")}


@pytest.mark.parametrize("name", FILES)
def test_each_is_held_for_its_reason(name: str, ended: dict[str, Any]) -> None:
    _, reason, words = FILES[name]
    event = next(event for event in events(ended) if event["name"] == name)
    assert event["reason"] in ({reason} if reason else PICTURES)
    assert words in (event["message"] or "")
    assert "\n" not in (event["message"] or "")


def test_the_run_goes_on(ended: dict[str, Any]) -> None:
    assert (ended["code"], ended["err"]) == (1, "")


def test_no_process_grows_past_a_gigabyte(ended: dict[str, Any]) -> None:
    assert ended["peak"] < GIB
