"""Whole files of bytes in an old encoding."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import UnreadableError
from extractor.legacy.tables import NAMES
from extractor.readers import read
from extractor.readers.encodings import decode

Stored = Callable[[str, str], bytes]
SAMPLE = """SỞ Y TẾ TỈNH
Số: 45/KH-SYT
KẾ HOẠCH
Kiểm tra công tác y tế dự phòng năm 2004 tại các trạm y tế xã, phường
1. Mỗi trạm được kiểm tra ít nhất 02 lần; tỷ lệ đạt từ 95% trở lên.
2. Những đơn vị chưa đủ điều kiện phải bổ sung trước ngày 30/6.
"""
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Base letters with their own marks composed, tones apart, as Windows writes it."""
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
        out.append(base + "".join(c for c in parts if c in TONES))
    return "".join(out).encode("cp1258")


@pytest.mark.parametrize("name", NAMES)
def test_files(stored: Stored, name: str) -> None:
    decoded = decode(stored(SAMPLE, name))
    assert (decoded.text, decoded.encoding, decoded.doubt) == (SAMPLE, name, "legacy_decoded")


def test_other_encodings_stay_what_they_are() -> None:
    assert decode(SAMPLE.encode()).encoding == "utf-8"
    assert decode(SAMPLE.encode("utf-16")).encoding == "utf-16-le"
    assert decode(windows_1258(SAMPLE))[:2] == (SAMPLE, "windows-1258")
    damaged = SAMPLE.encode()[:40] + b"\xff" + SAMPLE.encode()[40:]
    assert decode(damaged).encoding == "utf-8"
    french = "L'été à la plage, où l'élève étudie; création d'une société à responsabilité limitée".encode("cp1252")
    assert decode(french).encoding not in NAMES


def test_the_reader_says_what_it_did(stored: Stored, tmp_path: Path) -> None:
    path = tmp_path / "kh.txt"
    path.write_bytes(stored(SAMPLE, "tcvn3"))
    source = read(path)
    assert source.text.strip() == SAMPLE.strip()
    assert [note.code for note in source.notes] == ["legacy_decoded"]
    assert "TCVN3" in source.notes[0].message


def test_lines_of_an_old_font_inside_a_unicode_file(stored: Stored, tmp_path: Path) -> None:
    old = stored("Cộng hoà xã hội chủ nghĩa Việt Nam", "tcvn3").decode("latin-1")
    path = tmp_path / "kh.txt"
    path.write_text(f"Kế hoạch năm 2014 của tỉnh\n{old}\nĐã được phê duyệt.\n", encoding="utf-8")
    source = read(path)
    assert "Cộng hoà xã hội chủ nghĩa Việt Nam" in source.text
    assert "legacy_decoded" in {note.code for note in source.notes}


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0"])
def test_noise_behind_a_byte_order_mark_is_bad_input(mark: bytes, tmp_path: Path) -> None:
    path = tmp_path / "noise.txt"
    path.write_bytes(mark + random.Random(7).randbytes(20_000))
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert (caught.value.code, caught.value.reason) == ("not_text", "BAD_INPUT")


def test_marked_text_of_any_script_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Kế hoạch \uf0b7 中文 文件 नमस्ते".encode("utf-16"))
    assert "Kế hoạch" in read(path).text
