"""Plain text: encodings, pages, tables by tabs, texts side by side."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UnreadableError
from extractor.readers.encodings import decode
from extractor.text import SourceText

Text = Callable[..., SourceText]
SAMPLE = "Kế hoạch phong trào thi đua yêu nước của đơn vị năm 2025, tỷ lệ đạt 95% trở lên."


def as_1258(words: str) -> bytes:
    """The bytes that Windows writes: a letter with its hat or horn is one byte, its tone the next."""
    out = ""
    for letter in unicodedata.normalize("NFC", words):
        base, *marks = unicodedata.normalize("NFD", letter)
        hats = "".join(mark for mark in marks if mark in "\u0302\u0306\u031b")
        tones = "".join(mark for mark in marks if mark not in hats)
        out += unicodedata.normalize("NFC", base + hats) + tones
    return out.encode("cp1258")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SAMPLE.encode("utf-8"), "utf-8"),
        (SAMPLE.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + SAMPLE.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + SAMPLE.encode("utf-16-be"), "utf-16-be"),
        (SAMPLE.encode("utf-16-le"), "utf-16-le"),
        (SAMPLE.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\0\0" + SAMPLE.encode("utf-32-le"), "utf-32-le"),
        (as_1258("Năm 2025, Sở Nội vụ báo cáo Ủy ban tỉnh về kết quả"), "windows-1258"),
    ],
)
def test_encoding_is_told_from_the_bytes(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.text in {SAMPLE, "Năm 2025, Sở Nội vụ báo cáo Ủy ban tỉnh về kết quả"}
    assert decoded.doubt is None


def test_windows_1258_comes_out_composed() -> None:
    decoded = decode(as_1258("Đảng bộ, quyết định, những, tổ chức"))
    assert decoded.text == unicodedata.normalize("NFC", decoded.text) == "Đảng bộ, quyết định, những, tổ chức"


@pytest.mark.parametrize(
    ("data", "text", "reason"),
    [
        (SAMPLE.encode()[:-1] + b"\xc3", SAMPLE[:-1] + "\ufffd", "cut off in mid character"),
        (SAMPLE.encode() + b"\xff" + SAMPLE.encode(), SAMPLE + "\ufffd" + SAMPLE, "one damaged byte"),
    ],
)
def test_damaged_utf8_stays_utf8_with_a_warning(data: bytes, text: str, reason: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.doubt) == (text, "utf-8", "bytes_undecodable"), reason


def test_font_encodings_are_told_by_their_words() -> None:
    tcvn3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, kÕ ho¹ch n¨m 2003 cña tØnh; nÒn kÌm thÞ vò".encode("cp1252")
    decoded = decode(tcvn3)
    assert (decoded.encoding, decoded.doubt) == ("tcvn3", "legacy_decoded")
    assert decoded.text == "Cộng hòa xã hội chủ nghĩa Việt Nam, kế hoạch năm 2003 của tỉnh; nền kèm thị vũ"


@pytest.mark.parametrize(
    "data", [b"abc\0def\0\0\0gh" * 20, bytes(range(256)) * 8, b"\x7fELF\x02\x01\x01" + b"\0" * 60, b"\x01\x02\x03\x04" * 50]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.code == "not_text"


LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậéèẻẽẹíìỉĩịóòỏõọớờởỡợúùủũụứừửữựýỳ ABĐƯ.,;0123456789\n"
VIETNAMESE = st.text(alphabet=LETTERS, min_size=1)


@given(VIETNAMESE)
def test_utf8_is_never_mistaken(words: str) -> None:
    assert decode(words.encode()).text == words


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data).text, str)
    except UnreadableError as error:
        assert error.code == "not_text"


@pytest.mark.parametrize(
    ("content", "expected", "reason"),
    [
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"], "line ends of all systems"),
        ("a\u2028b\u2029c\x85d\ve", ["a", "b", "c", "d", "e"], "and of all programs"),
        ("a\n\nb", ["a", "", "b"], "an empty line stays: it separates paragraphs"),
        ("  a", ["  a"], "so does the indent"),
        ("1.\tMục đích", ["1. Mục đích"], "a tab outside a table is a space"),
    ],
)
def test_lines(text: Text, content: str, expected: list[str], reason: str) -> None:
    source = text(content)
    assert source.text.split("\n") == expected, reason
    assert source.wrapped is None


def test_form_feeds_between_pages_count_pages(text: Text) -> None:
    page = "dòng\n" * 30
    source = text(page + "\f" + page + "\f" + page)
    assert source.page_count == 3
    assert {line.page for line in source.lines} == {1, 2, 3}
    assert "\f" not in source.text


def test_form_feeds_too_close_together_are_no_pages(text: Text) -> None:
    source = text("a\fb\fc\fd")
    assert (source.page_count, source.text) == (1, "a\nb\nc\nd")


@pytest.mark.parametrize(
    ("content", "tables", "reason"),
    [
        ("TT\tTên\tSố\n1\tA\t5", [0, 0], "two lines with two tabs"),
        ("TT\tTên\tSố", [None], "one line is no table"),
        ("a\tb\nc\td", [None, None], "one tab may be an indent"),
        ("a\tb\tc\nI. Khối huyện\nd\te\tf", [0, 0, 0], "a heading inside a table"),
        ("a\tb\tc\n\nd\te\tf", [None, None, None], "an empty line ends a table"),
        ("a\tb\tc\nd\te\tf\nKết luận\nx\n", [0, 0, None, None, None], "text after a table"),
        ("a\tb\tc\nd\te\tf\n\ng\th\ti\nk\tl\tm", [0, 0, None, 1, 1], "two tables"),
        ("a\tb\tc\n\nd\te\tf\n\ng\th\ti\n", [0, 0, 0, 0, 0, None], "an empty line behind every row"),
        ("\t\tTổng\n\t\tSố lượng", [0, 0], "header rows that begin with empty cells"),
    ],
)
def test_tables_by_tabs(text: Text, content: str, tables: list[int | None], reason: str) -> None:
    assert [line.table for line in text(content).lines] == tables, reason


def columns(source: SourceText) -> list[tuple[str, int | None]]:
    return [(source.text[line.start : line.end], line.column) for line in source.lines if line.end > line.start]


BY_SPACES = """\
   UBND TỈNH AN NAM                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      SỞ Y TẾ                           Độc lập - Tự do - Hạnh phúc

 Số:        /KH-SYT              An Nam, ngày     tháng 01 năm 2021

                        KẾ HOẠCH
"""
BY_TABS = """\
UBND TỈNH AN NAM\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ\t\tĐộc lập - Tự do - Hạnh phúc
Số:\t/KH-SYT\tAn Nam, ngày     tháng 01 năm 2021
KẾ HOẠCH
"""


@pytest.mark.parametrize("content", [BY_SPACES, BY_TABS])
def test_letterhead_side_by_side(text: Text, content: str) -> None:
    left, right = [], []
    for words, column in columns(text(content)):
        if column is not None:
            (left, right)[column].append(" ".join(words.split()))
    assert left == ["UBND TỈNH AN NAM", "SỞ Y TẾ", "Số: /KH-SYT"]
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert right[2] == "An Nam, ngày tháng 01 năm 2021"
    assert columns(text(content))[-1][1] is None, "the title is no part of the letterhead"


def test_signature_side_by_side_keeps_items_that_have_nothing_beside_them(text: Text) -> None:
    content = "Nơi nhận:\tGIÁM ĐỐC\n- Như trên;\n- Sở Nội vụ;\tNguyễn Văn A\n- Lưu: VT.\nHết"
    assert columns(text(content)) == [
        ("Nơi nhận:", 0),
        ("- Như trên;", 0),
        ("- Sở Nội vụ;", 0),
        ("- Lưu: VT.", 0),
        ("GIÁM ĐỐC", 1),
        ("Nguyễn Văn A", 1),
        ("Hết", None),
    ]


def test_a_recipient_that_is_indented_stays_on_the_left(text: Text) -> None:
    blanks = " " * 30
    content = f"     Nơi nhận:{blanks}GIÁM ĐỐC\n     - Sở Nội vụ;\n     - Lưu: VT.\n{blanks}Nguyễn Văn Mẫu\nHết"
    assert columns(text(content))[:3] == [("Nơi nhận:", 0), ("- Sở Nội vụ;", 0), ("- Lưu: VT.", 0)]


@pytest.mark.parametrize(
    "content",
    [
        "Nước Cộng hòa xã hội chủ nghĩa Việt Nam    là một nước độc lập.",
        "Số:          /BC-UBND     Lâm Đồng, ngày     tháng 3 năm 2026",
        "1.    Mục đích    yêu cầu",
        "Nơi nhận hồ sơ: bộ phận một cửa",
    ],
)
def test_prose_with_gaps_is_not_taken_apart(text: Text, content: str) -> None:
    assert columns(text(content)) == [(content, None)]
