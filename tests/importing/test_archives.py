"""Archives and mails: what is in them under names that lead nowhere, what is refused, and what a broken one still gives."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import lzma
import os
import struct
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from ctypes.util import find_library
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.importing.archives import expanded
from extractor.importing.finding import Found
from extractor.importing.formats import archive_format, is_archive
from extractor.importing.member_names import Names, decoded, safe
from extractor.limits import Limits

Seen = dict[str, "bytes | str"]
needs_libarchive = pytest.mark.skipif(find_library("archive") is None, reason="the system's libarchive is not installed")


def zip_of(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tar_of(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.fixture
def inside(tmp_path: Path) -> Callable[..., Seen]:
    """``inside("kho.zip", data)``: member path without the archive's → its bytes, or the code of why it was not read."""
    scratch = tmp_path / "tam"
    scratch.mkdir()

    def look(name: str, data: bytes, **limits: int) -> Seen:
        file = tmp_path / name
        file.write_bytes(data)
        seen: Seen = {}
        for item in expanded(Found(str(file), file), scratch, Limits(**limits)):
            path = item.path.removeprefix(str(file))
            assert path not in seen, "every member has a name of its own"
            seen[path] = item.error.code if item.error else item.file.read_bytes()
            if not item.error and item.file.parent == scratch:
                item.file.unlink()
        assert list(scratch.iterdir()) == [], "nothing is left behind"
        return seen

    return look


FORMS = [
    ("kho.zip", zip_of),
    ("kho.tar", tar_of),
    ("kho.tar.gz", lambda members: tar_of(members, "w:gz")),
    ("kho.tgz", lambda members: tar_of(members, "w:gz")),
    ("kho.tar.bz2", lambda members: tar_of(members, "w:bz2")),
    ("kho.tar.xz", lambda members: tar_of(members, "w:xz")),
    ("khong-ten", zip_of),
]


@pytest.mark.parametrize(("name", "pack"), FORMS, ids=[name for name, _ in FORMS])
def test_members_are_called_archive_and_member(name: str, pack: Callable[..., bytes], inside: Callable[..., Seen]) -> None:
    data = pack({"2024/KH 12.docx": b"mot", "báo cáo.txt": b"hai"})
    assert inside(name, data) == {"!2024/KH 12.docx": b"mot", "!báo cáo.txt": b"hai"}


@needs_libarchive
def test_members_of_a_7z(tmp_path: Path, inside: Callable[..., Seen]) -> None:
    import libarchive

    with libarchive.file_writer(str(tmp_path / "a.7z"), "7zip") as archive:
        archive.add_file_from_memory("2024/kế hoạch.txt", 3, b"mot")
        archive.add_file_from_memory("b.txt", 3, b"hai")
    data = (tmp_path / "a.7z").read_bytes()
    assert inside("kho.7z", data) == {"!2024/kế hoạch.txt": b"mot", "!b.txt": b"hai"}
    cut = inside("dut.7z", data[:-20])
    assert list(cut.values()) == ["archive_broken"], "its directory stands at the end"


def test_a_7z_without_the_library_says_what_to_install(inside: Callable[..., Seen], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "libarchive", None)
    assert inside("kho.7z", b"7z\xbc\xaf\x27\x1c" + bytes(40)) == {"": "archive_needs_libarchive"}


@pytest.mark.parametrize(
    ("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)], ids=["gz", "bz2", "xz"]
)
def test_a_single_packed_file(suffix: str, pack: Callable[[bytes], bytes], inside: Callable[..., Seen]) -> None:
    assert inside(f"báo cáo.txt{suffix}", pack(b"noi dung")) == {"!báo cáo.txt": b"noi dung"}


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.docx", {"[Content_Types].xml": b"", "word/document.xml": b""}, False),
        ("a.xlsx", {"xl/workbook.xml": b"", "[Content_Types].xml": b""}, False),
        ("a.odt", {"mimetype": b""}, False),
        ("a.zip", {"a.txt": b"a"}, True),
        ("a.docx", {"a.txt": b"a"}, True),
    ],
    ids=["docx", "xlsx", "odt", "zip", "zip named docx"],
)
def test_a_document_is_no_archive(name: str, data: dict[str, bytes], expected: bool, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(zip_of(data))
    assert is_archive(tmp_path / name) is expected


@pytest.mark.parametrize(
    "data",
    [
        b"Plain text",
        b"From: whom it may concern\n\nText",
        b"%PDF-1.7",
        "Số: 12\nSubject: không phải thư".encode(),
        b'MIME-Version: 1.0\nFrom: <Saved by Blink>\nSubject: x\nContent-Type: multipart/related; type="text/html"\n\n',
    ],
    ids=["text", "one header", "pdf", "words", "saved web page"],
)
def test_what_is_no_archive(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert archive_format(tmp_path / "a.txt") is None


NAMES = [
    ("../../thoat.txt", "thoat.txt", "upwards"),
    ("/etc/passwd", "etc/passwd", "absolute"),
    ("C:\\kho\\a.txt", "kho/a.txt", "a drive, and Windows' separators"),
    ("a/./b//c.txt", "a/b/c.txt", "parts that say nothing"),
    ("a\x00\x1b[31m.txt", "a__[31m.txt", "control characters"),
    ("...", "_", "nothing left"),
    ("Kế hoạch.docx", "Kế hoạch.docx", "a name of its own stays"),
    ("y.zip!z.txt", "y.zip_z.txt", "not that of z.txt in y.zip"),
]


@pytest.mark.parametrize(("name", "expected", "why"), NAMES, ids=[why for *_, why in NAMES])
def test_names_lead_nowhere(name: str, expected: str, why: str) -> None:
    assert safe(name) == expected, why


@given(st.text(max_size=60))
def test_any_name_is_made_safe(name: str) -> None:
    made = safe(name)
    assert made
    assert made.isprintable()
    assert not made.startswith("/")
    assert all(part.strip(". ") or part == "_" for part in made.split("/"))
    assert safe(made) == made


@given(st.lists(st.sampled_from(["a.txt", "a (2).txt", "b/a", "a", "a (3).txt"]), max_size=12))
def test_no_two_members_have_one_name(names: list[str]) -> None:
    given_names = Names()
    made = [given_names.unique(name) for name in names]
    assert len(set(made)) == len(made)


OLD_NAMES = [
    ("báo cáo.txt".encode(), "báo cáo.txt", "UTF-8 that does not say so"),
    ("Ba\u0301o ca\u0301o quy\u0301.txt".encode("cp1258"), "Báo cáo quý.txt", "Windows-1258, a tone mark a byte"),
    (bytes.fromhex("4BD5 20686FB96368 206EA86D") + b".doc", "Kế hoạch năm.doc", "TCVN3"),
    (b"plain.txt", None, "ASCII needs nothing"),
    (b"KH s\xe8 12 ph\xb8t \xae\xe9ng.doc", "KH số 12 phát động.doc", "TCVN3 among ASCII words"),
    ("résumé.txt".encode("cp437"), None, "code page 437, the standard's own"),
]


@pytest.mark.parametrize(("raw", "expected", "why"), OLD_NAMES, ids=[why for *_, why in OLD_NAMES])
def test_names_in_old_encodings(raw: bytes, expected: str | None, why: str) -> None:
    assert decoded(raw) == expected, why


def test_an_old_name_inside_a_zip(inside: Callable[..., Seen]) -> None:
    raw = "Ba\u0301o ca\u0301o quy\u0301.txt".encode("cp1258")
    data = zip_of({"X" * len(raw): b"noi dung"}).replace(b"X" * len(raw), raw)
    assert inside("kho.zip", data) == {"!Báo cáo quý.txt": b"noi dung"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_told_apart(inside: Callable[..., Seen]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (("a.txt", "1"), ("a.txt", "2"), ("../a.txt", "3")):
            archive.writestr(name, data)
    assert inside("kho.zip", out.getvalue()) == {"!a.txt": b"1", "!a (2).txt": b"2", "!a (3).txt": b"3"}


@pytest.mark.skipif(sys.platform != "linux", reason="a device that is always full")
def test_a_full_temporary_disk_is_no_fault_of_the_member(inside: Callable[..., Seen], monkeypatch: pytest.MonkeyPatch) -> None:
    made = tempfile.mkstemp

    def full(suffix: str, dir: Path) -> tuple[int, str]:
        number, name = made(suffix, dir=dir)
        if suffix != ".lon":
            return number, name
        os.close(number)
        return os.open("/dev/full", os.O_WRONLY), name

    monkeypatch.setattr(tempfile, "mkstemp", full)
    assert inside("kho.zip", zip_of({"a.lon": b"a", "b.txt": b"b"})) == {"!a.lon": "scratch_full", "!b.txt": b"b"}


@pytest.mark.skipif(sys.platform != "linux", reason="a disk that has no room for another file")
def test_no_room_for_another_file(inside: Callable[..., Seen], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(suffix: str, dir: Path) -> tuple[int, str]:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "mkstemp", full)
    assert inside("kho.zip", zip_of({"a.txt": b"a"})) == {"!a.txt": "scratch_full"}


def test_litter_is_passed_over(inside: Callable[..., Seen]) -> None:
    data = zip_of({"a.txt": b"a", "__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "muc/Thumbs.db": b"x", "~$a.docx": b"x"})
    assert inside("kho.zip", data) == {"!a.txt": b"a"}


def test_links_and_devices_are_refused_by_name(inside: Callable[..., Seen]) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("l", tarfile.SYMTYPE), ("h", tarfile.LNKTYPE), ("d", tarfile.CHRTYPE), ("p", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        archive.addfile(tarfile.TarInfo("a.txt"))
    assert inside("kho.tar", out.getvalue()) == {**{f"!{n}": "member_no_file" for n in "lhdp"}, "!a.txt": b""}
    linked = zipfile.ZipInfo("l")
    linked.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive_of_links:
        archive_of_links.writestr(linked, "/etc/passwd")
    assert inside("kho.zip", out.getvalue()) == {"!l": "member_no_file"}


def locked(data: bytes, name: str) -> bytes:
    """The zip with the flag of encryption set for ``name``, in its own header and in the directory."""
    out = bytearray(data)
    for mark, flags, place in ((b"PK\3\4", 6, 30), (b"PK\1\2", 8, 46)):
        at = -1
        while (at := out.find(mark, at + 1)) >= 0:
            if out[at + place : at + place + len(name)] == name.encode():
                out[at + flags] |= 1
    return bytes(out)


def test_an_encrypted_member_has_its_reason_and_the_others_go_on(inside: Callable[..., Seen]) -> None:
    data = locked(zip_of({"a.txt": b"a", "khoa.txt": b"b", "c.txt": b"c"}), "khoa.txt")
    assert inside("kho.zip", data) == {"!a.txt": b"a", "!khoa.txt": "archive_encrypted", "!c.txt": b"c"}


def test_a_member_with_a_wrong_checksum_has_its_reason(inside: Callable[..., Seen]) -> None:
    data = zip_of({"a.txt": b"noi dung 1", "b.txt": b"noi dung 2"}, zipfile.ZIP_STORED).replace(b"noi dung 1", b"noi dung X")
    assert inside("kho.zip", data) == {"!a.txt": "member_broken", "!b.txt": b"noi dung 2"}


@pytest.mark.parametrize(
    ("name", "pack"),
    [("kho.zip", zip_of), ("kho.tar", tar_of), ("kho.tar.gz", lambda m: tar_of(m, "w:gz"))],
    ids=["zip", "tar", "tar.gz"],
)
def test_a_cut_archive_gives_what_stands_before_the_cut(
    name: str, pack: Callable[..., bytes], inside: Callable[..., Seen]
) -> None:
    members = {f"{n}.txt": os.urandom(3000) for n in range(5)}
    data = pack(members)
    seen = inside(name, data[: len(data) * 3 // 5])
    assert seen.pop("") == "archive_cut_off"
    whole = {path: content for path, content in seen.items() if isinstance(content, bytes)}
    assert {f"!{n}.txt" for n in range(2)} <= whole.keys()
    assert all(content == members[path[1:]] for path, content in whole.items()), "what is given is whole"
    assert set(seen) - set(whole) <= {"!2.txt", "!3.txt"}, "at most the one at the cut is named"


def test_a_cut_zip_whose_sizes_follow_the_data(tmp_path: Path, inside: Callable[..., Seen]) -> None:
    """Zips that were written to a pipe have no sizes in their members' own headers."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, more: object) -> int:
            self.data += bytes(more)  # type: ignore[call-overload]
            return len(bytes(more))  # type: ignore[call-overload]

    pipe = Pipe()
    members = {f"{n}.txt": os.urandom(2000) for n in range(3)}
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, content in members.items():
            archive.writestr(name, content)
    seen = inside("kho.zip", pipe.data[: pipe.data.index(b"PK\1\2") + 10])
    assert seen == {**{f"!{name}": content for name, content in members.items()}, "": "archive_cut_off"}


@pytest.mark.parametrize("name", ["hong.zip", "hong.tar.gz", "hong.7z"])
def test_a_broken_archive_is_said(name: str, inside: Callable[..., Seen]) -> None:
    head = {"hong.zip": b"PK\3\4", "hong.tar.gz": b"\x1f\x8b\x08", "hong.7z": b"7z\xbc\xaf\x27\x1c"}[name]
    codes = set(map(str, inside(name, head + bytes(40)).values()))
    assert codes
    assert codes <= {"archive_broken", "archive_empty", "member_broken", "archive_needs_libarchive"}


@given(
    st.binary(max_size=300), st.sampled_from([b"PK\3\4", b"PK\5\6", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b"Rar!\x1a\x07"])
)
def test_any_bytes_end_in_files_or_reasons(tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes) -> None:
    folder = tmp_path_factory.mktemp("x")
    file = folder / "a.zip"
    file.write_bytes(head + data)
    for item in expanded(Found(str(file), file), folder, Limits()):
        assert item.error is not None or item.file.exists()


class TestBombs:
    def test_of_one_member(self, inside: Callable[..., Seen]) -> None:
        data = zip_of({"bom.txt": bytes(3_000_000), "a.txt": b"a"})
        assert inside("bom.zip", data, max_bytes=1_000_000) == {"!bom.txt": "file_too_large", "!a.txt": b"a"}
        assert inside("bom.zip", data) == {"!bom.txt": "unpacked_too_large", "!a.txt": b"a"}

    def test_whose_sizes_lie(self, inside: Callable[..., Seen]) -> None:
        data = zip_of({"bom.txt": bytes(3_000_000)}).replace(struct.pack("<I", 3_000_000), struct.pack("<I", 10))
        assert inside("bom.zip", data, max_bytes=1_000_000)["!bom.txt"] in ("file_too_large", "member_broken")

    def test_in_a_packed_tar(self, inside: Callable[..., Seen]) -> None:
        data = tar_of({f"{n}.txt": bytes(600_000) for n in range(6)}, "w:gz")
        assert inside("bom.tgz", data)[""] == "archive_bomb"

    def test_in_a_packed_file(self, inside: Callable[..., Seen]) -> None:
        assert inside("bom.gz", gzip.compress(bytes(3_000_000))) == {"!bom": "unpacked_too_large"}

    def test_of_total_size(self, inside: Callable[..., Seen]) -> None:
        data = zip_of({f"{n}.txt": os.urandom(1000) for n in range(9)})
        seen = inside("bom.zip", data, max_archive_bytes=3500)
        assert seen == {**{f"!{n}.txt": seen[f"!{n}.txt"] for n in range(3)}, "": "archive_bomb"}

    def test_of_many_members(self, inside: Callable[..., Seen]) -> None:
        data = zip_of({f"{n}.txt": b"" for n in range(30)})
        seen = inside("bom.zip", data, max_archive_members=10)
        assert (len(seen), seen[""]) == (11, "archive_too_many")

    def test_of_a_directory_too_large_to_read(self, inside: Callable[..., Seen]) -> None:
        data = zip_of({f"{'x' * 200}{n}.txt": b"" for n in range(100)})
        assert inside("bom.zip", data, max_archive_members=10) == {"": "archive_too_many"}

    def test_of_a_tar_header_that_claims_gigabytes(self, inside: Callable[..., Seen]) -> None:
        info = tarfile.TarInfo("././@LongLink")
        info.type, info.size = tarfile.GNUTYPE_LONGNAME, 3_000_000_000
        assert inside("bom.tar", info.tobuf(tarfile.GNU_FORMAT) + bytes(10_240)) == {"": "archive_broken"}

    def test_of_archives_in_archives(self, inside: Callable[..., Seen]) -> None:
        """As 42.zip: each holds many of the next, the innermost unpack to terabytes."""
        data = zip_of({"bom.bin": bytes(2_000_000)})
        for _ in range(7):
            data = zip_of({f"{n}.zip": data for n in range(6)}, zipfile.ZIP_STORED)
        seen = inside("42.zip", data)
        assert seen[""] == "archive_too_deep"
        assert len(seen) < 30, "given up at once, not after 6 to the 7th"

    def test_of_an_archive_that_holds_itself(self, inside: Callable[..., Seen]) -> None:
        """A gzip quine cannot be opened for ever: the depth ends it. Made here by nesting past the limit."""
        data = b"la van ban"
        for _ in range(6):
            data = gzip.compress(data)
        assert inside("r.gz", data) == {"!r!r!r!r": "archive_too_deep"}

    def test_whose_members_overlap(self, inside: Callable[..., Seen]) -> None:
        """One stretch of data that a hundred entries of the directory share."""
        body = zip_of({"a.bin": bytes(900_000)})
        start, end = body.index(b"PK\1\2"), body.index(b"PK\5\6")
        entry, tail = body[start:end], bytearray(body[end:])
        tail[8:12] = struct.pack("<HH", 100, 100)
        tail[12:16] = struct.pack("<I", 100 * len(entry))
        seen = inside("bom.zip", body[:start] + entry * 100 + bytes(tail))
        assert sum(len(content) for content in seen.values() if isinstance(content, bytes)) < 3_000_000
        assert set(map(str, seen.values())) & {"archive_bomb", "member_broken"}


def test_archives_in_archives_are_opened(inside: Callable[..., Seen]) -> None:
    data = zip_of({"trong.zip": zip_of({"a.txt": b"a", "sau.tar.gz": tar_of({"b.txt": b"b"}, "w:gz")}), "c.txt": b"c"})
    expected = {"!trong.zip!a.txt": b"a", "!trong.zip!sau.tar.gz!b.txt": b"b", "!c.txt": b"c"}
    assert inside("kho.zip", data) == expected
    assert inside("kho.zip", data, max_archive_depth=2)["!trong.zip!sau.tar.gz"] == "archive_too_deep"


def test_only_the_members_asked_for_are_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "kho.zip"
    file.write_bytes(zip_of({"a.txt": b"a", "b.zip": zip_of({"c.txt": b"c", "d.txt": b"d"})}))
    wanted = frozenset({f"{file}!b.zip!d.txt", f"{file}!khong-co.txt"})
    found = list(expanded(Found(str(file), file, only=wanted), tmp_path, Limits()))
    assert [(i.path.removeprefix(str(file)), i.error and i.error.code) for i in found] == [
        ("!b.zip!d.txt", None),
        ("!khong-co.txt", "file_missing"),
    ]
    whole = expanded(Found(str(file), file, only=frozenset({f"{file}!b.zip"})), tmp_path, Limits())
    assert [i.path.removeprefix(str(file)) for i in whole][:2] == ["!b.zip!c.txt", "!b.zip!d.txt"], "all of an archive"


def test_an_empty_archive_is_said(inside: Callable[..., Seen]) -> None:
    assert inside("rong.zip", zip_of({})) == {"": "archive_empty"}


def mail(*, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "van-thu@xa.example", "so@tinh.example"
    message["Subject"] = "Gửi kế hoạch tháng 5"
    message["Message-ID"] = "<1@xa.example>"
    message.set_content("Kính gửi Sở, xin gửi kèm kế hoạch.")
    if html:
        message.add_alternative(html, subtype="html")
    return message


class TestMails:
    def test_body_and_attachments(self, inside: Callable[..., Seen]) -> None:
        message = mail()
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Kế hoạch số 12.pdf")
        message.add_attachment("bảng".encode(), maintype="text", subtype="plain", filename="bang.txt")
        seen = inside("thu.eml", bytes(message))
        body = seen.pop("!@body.txt")
        assert isinstance(body, bytes)
        assert body.decode("utf-8-sig").strip() == "Kính gửi Sở, xin gửi kèm kế hoạch."
        assert seen == {"!Kế hoạch số 12.pdf": b"%PDF-", "!bang.txt": "bảng".encode()}

    def test_the_formatted_body_is_taken_before_the_plain_one(self, inside: Callable[..., Seen]) -> None:
        seen = inside("thu.eml", bytes(mail(html="<p>Kính gửi Sở</p>")))
        assert list(seen) == ["!@body.html"]

    def test_a_mail_in_a_mail_in_a_zip(self, inside: Callable[..., Seen]) -> None:
        outer = mail()
        inner = mail()
        inner.add_attachment(b"noi dung", maintype="application", subtype="octet-stream", filename="a.doc")
        outer.add_attachment(inner)
        seen = inside("kho.zip", zip_of({"thu.eml": bytes(outer)}))
        assert [path for path in seen if path.endswith("!a.doc")] == ["!thu.eml!Gửi kế hoạch tháng 5.eml!a.doc"]
        assert seen["!thu.eml!Gửi kế hoạch tháng 5.eml!a.doc"] == b"noi dung"

    def test_logos_are_passed_over_and_scans_in_the_body_are_not(self, inside: Callable[..., Seen]) -> None:
        message = mail(html='<p>Xin gửi</p><img src="cid:1"><img src="cid:2">')
        html = message.get_payload()[1]  # type: ignore[index]
        for number, size in (("1", 500), ("2", 100_000)):
            html.add_related(b"\x89PNG\r\n" + bytes(size), "image", "png", cid=f"<{number}>")  # type: ignore[union-attr]
        seen = inside("thu.eml", bytes(message))
        assert [len(content) > 100_000 for path, content in seen.items() if path != "!@body.html"] == [True]

    def test_one_too_large_to_take_apart(self, inside: Callable[..., Seen]) -> None:
        assert inside("thu.eml", bytes(mail()), max_mail_bytes=100) == {"": "file_too_large"}

    def test_a_body_in_another_encoding(self, inside: Callable[..., Seen]) -> None:
        head = b"From: a@b\r\nSubject: x\r\nMessage-ID: <1>\r\nContent-Type: text/plain; charset=utf-16\r\n\r\n"
        body = inside("thu.eml", head + "Kính gửi".encode("utf-16"))["!@body.txt"]
        assert isinstance(body, bytes)
        assert body.decode("utf-8-sig") == "Kính gửi"

    @given(st.binary(max_size=400))
    def test_any_mail_ends(self, tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
        folder = tmp_path_factory.mktemp("x")
        file = folder / "a.eml"
        file.write_bytes(b"From: a\nMessage-ID: <1>\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" + data)
        for item in expanded(Found(str(file), file), folder, Limits()):
            assert item.error is not None or item.file.exists()
