"""The tables hold every Vietnamese letter, and say what public sources say."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata

import pytest

from extractor.legacy.tables import NAMES, encoding

_VOWELS, _TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = [unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in _TONES if v + t not in "aeiouy"] + ["đ"]
LETTERS = sorted({*SMALL, *(letter.upper() for letter in SMALL)})


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_beyond_ascii_is_written_and_read(name: str) -> None:
    table = encoding(name)
    assert sorted(table.written) == LETTERS
    assert set(table.letters.values()) == set(LETTERS)


@pytest.mark.parametrize("name", ["tcvn3", "viscii", "vps"])
def test_one_byte_a_letter(name: str) -> None:
    assert all(len(octets) == 1 for octets in encoding(name).written.values())
    assert len(set(encoding(name).written.values())) == len(LETTERS)


@pytest.mark.skipif(shutil.which("iconv") is None, reason="glibc's iconv is the public source, and it is not installed")
@pytest.mark.parametrize(("name", "public"), [("tcvn3", "TCVN"), ("viscii", "VISCII")])
def test_the_tables_of_glibc(name: str, public: str) -> None:
    for letter, octets in encoding(name).written.items():
        done = subprocess.run(["iconv", "-f", public, "-t", "UTF-8"], input=octets, capture_output=True, check=True)
        assert unicodedata.normalize("NFC", done.stdout.decode()) == letter, octets


@pytest.mark.parametrize(
    ("name", "octets", "letter"),
    [
        ("vni", b"a\xfa", "ẳ"),  # missing in some tables
        ("vni", b"\xee", "ỵ"),
        ("vni", b"y\xef", "ỵ"),  # what some keyboards wrote
        ("vni", b"A\xf9", "Á"),  # a capital with the mark of a small letter: "Aùp dụng"
        ("vni", b"\xd4\xd9", "Ớ"),
        ("vps", b"\xb6", "ộ"),
        ("vps", b"\x12", "Ộ"),  # a control character
        ("viscii", b"\x93", "Ộ"),
        ("tcvn3", b"\xad", "ư"),  # a soft hyphen elsewhere
        ("tcvn3", b"\xa7", "Đ"),
    ],
)
def test_letters_worth_naming(name: str, octets: bytes, letter: str) -> None:
    from extractor.legacy.surface import byte_signs

    assert encoding(name).letters[byte_signs(octets)] == letter
