"""One table a repair: what stood, what must stand, and why. The last column is the reason a row exists."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from extractor.repair import glued_lines, legacy_words, line_breaks, markup, page_numbers, spaces, split_codes, unicode
from extractor.text import Edit, Text
from extractor.text.syllable import is_syllable


def mended(repair: Callable[[Text], list[Edit]], words: str) -> str:
    text = Text.from_string(words)
    return text.edited(repair(text)).text


UNICODE = [
    (unicodedata.normalize("NFD", "Ủy ban nhân dân"), "Ủy ban nhân dân", "decomposed letters"),
    ("HÐND tỉnh, Ðảng bộ, ðề nghị", "HĐND tỉnh, Đảng bộ, đề nghị", "Icelandic eth for đ"),
    ("Þórður", "Þórður", "an Icelandic word stays"),
    ("Số:\u00a012\u200b/KH\u2009-\u00adUBND\ufeff", "Số: 12/KH -UBND", "odd blanks, zero width, soft hyphen"),
    ("\uf0b7 Chỉ tiêu\n\uf0d8 Khác", "• Chỉ tiêu\n• Khác", "bullets of symbol fonts"),
    ("đạt \uf0b3 95%, \uf0a3 5%", "đạt ≥ 95%, ≤ 5%", "signs of the Symbol font carry meaning"),
    ("a \uf0f1 b", "a \uf0f1 b", "an unknown glyph is not guessed"),
    ("đặc điểm ﬁle", "đặc điểm file", "a ligature"),
    ("ngày 5\u2028tháng 6", "ngày 5\ntháng 6", "a line separator is a line end"),
    ("Lượt ≥ 95 – 100%…", "Lượt ≥ 95 – 100%…", "nothing to mend"),
]
LEGACY = [
    ("kÕ ho¹ch n¨m 2010 cña tØnh", "kế hoạch năm 2010 của tỉnh", "words of TCVN3"),
    ("phương h\u00adíng năm 2010", "phương hướng năm 2010", "its ư is Unicode's soft hyphen"),
    ("®Èy m¹nh", "đẩy mạnh", "a sign begins the word"),
    ("dài 5 µm, 25°C, ½ ngày, «Chào», 10±2, ©2024", "dài 5 µm, 25°C, ½ ngày, «Chào», 10±2, ©2024", "signs in their own right"),
    ("Köln, Müller, café, naïve, Ðảng, Ðo", "Köln, Müller, café, naïve, Ðảng, Ðo", "other languages, and eth"),
    ("người dân được hưởng", "người dân được hưởng", "Unicode"),
]
MARKUP = [
    ("**KẾ HOẠCH**", "KẾ HOẠCH", "bold"),
    (
        "**Tổng kết phong trào\n5 năm 2021-2025**",
        "Tổng kết phong trào 5 năm 2021-2025",
        "one bold run over a line end is one line",
    ),
    ("thực hiện *Quy tắc ứng xử*, đạt", "thực hiện Quy tắc ứng xử, đạt", "italic"),
    ("* Căn cứ nội dung nêu trên", "* Căn cứ nội dung nêu trên", "a star and a blank is a bullet"),
    ("TỈNH ỦY\n*\nSố 5-CT/TU", "TỈNH ỦY\n*\nSố 5-CT/TU", "the star under a Party committee"),
    ("12*30*2 buổi (*)", "12*30*2 buổi (*)", "a product, a footnote mark"),
    ("<p>ĐẠI HỘI</p> <p><i>Địa điểm, ngày</i></p>", "ĐẠI HỘI\n Địa điểm, ngày", "paragraphs of HTML"),
    ("tỷ lệ a < b và c > d", "tỷ lệ a < b và c > d", "comparisons are no tags"),
    ("$\\geq 95\\%$ đạt, R\\&D", "≥ 95% đạt, R&D", "signs written as LaTeX"),
    ("## II. NHIỆM VỤ\n1\\. Mục tiêu", "II. NHIỆM VỤ\n1. Mục tiêu", "Markdown heading and escape"),
    ("Sở A &amp; Sở B&nbsp;", "Sở A & Sở B ", "entities"),
    ("☞ Đánh giá kết quả", "☞ Đánh giá kết quả", "a dingbat is a bullet, not markup"),
]
CODES = [
    ("Thông tư số 15/2019/TT-\n\nBKHĐT ngày", "Thông tư số 15/2019/TT-BKHĐT ngày", "a blank line inside"),
    ("Kế hoạch 80/KH- UBND", "Kế hoạch 80/KH-UBND", "a blank behind the hyphen"),
    ("Nghị định 34 /2016/NĐ - CP", "Nghị định 34/2016/NĐ-CP", "blanks at every joint"),
    ("số 77/2020\n/QĐ-TTg", "số 77/2020/QĐ-TTg", "a line that begins with the slash"),
    ("Luật số 15/2023/ QH15", "Luật số 15/2023/QH15", "a law"),
    ("Chỉ thị 12 - CT/ TW", "Chỉ thị 12-CT/TW", "Party order"),
    ("tỷ lệ 5/10 - UBND xã", "tỷ lệ 5/10 - UBND xã", "a ratio and a dash are no code"),
    ("15/KH - Sở Y tế", "15/KH - Sở Y tế", "a name is no abbreviation"),
    ("ngày 26/8\nUBND xã", "ngày 26/8\nUBND xã", "a date ends the line"),
    ("Số:      /BC-UBND", "Số:      /BC-UBND", "a blank serial is not this repair's"),
]
GLUED = [
    (
        "ỦY BAN NHÂN DÂNTỈNH ĐẮK LẮKCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúcSố: 4/BC-UBND",
        "ỦY BAN NHÂN DÂN\nTỈNH ĐẮK LẮK\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 4/BC-UBND",
        "a header that lost every line end",
    ),
    (
        "phúcSố: 4/BC-UBNDĐắk Lắk, ngày 5 tháng 3 năm 2020BÁO CÁOCông tác Dân vậnKính thưa",
        "phúc\nSố: 4/BC-UBND\nĐắk Lắk, ngày 5 tháng 3 năm 2020\nBÁO CÁO\nCông tác Dân vận\nKính thưa",
        "number, date, title, subject",
    ),
    (
        "như sau:I. TÌNH HÌNHMột số nét.Ngày 5/3 đã họp.b) Đã triển khai",
        "như sau:\nI. TÌNH HÌNH\nMột số nét.\nNgày 5/3 đã họp.\nb) Đã triển khai",
        "stops and labels",
    ),
    (
        "Dùng VNeID, iPhone, YouTube, TTr-SYT, QyĐ-TW, CTrHĐ.",
        "Dùng VNeID, iPhone, YouTube, TTr-SYT, QyĐ-TW, CTrHĐ.",
        "names that mix cases stay",
    ),
    (
        "SỞ Y TẾ A      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ Y TẾ A\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "columns set by hand",
    ),
    (
        "SỞ Y TẾ A CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ Y TẾ A\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "columns read across by OCR",
    ),
    ("nước Cộng hòa xã hội chủ nghĩa Việt Nam", "nước Cộng hòa xã hội chủ nghĩa Việt Nam", "the country named in a sentence"),
    (
        "Nơi nhận:         TRƯỞNG PHÒNG\n- Lưu: VT.       Trần Văn Thử",
        "Nơi nhận:\nTRƯỞNG PHÒNG\n- Lưu: VT.\nTrần Văn Thử",
        "signature beside the recipients",
    ),
    ("Số:         /KH-SYT", "Số:         /KH-SYT", "a slot to be filled in is no column"),
]
SPACES = [
    ("a   b\n  c  \nd", "a b\nc\nd", "runs inside a line, blanks at its ends"),
    ("a\tb", "a b", "a single tab outside a table is a blank"),
]
JOINS = [
    (
        "đoàn kết, tin tưởng vào\n\ntích cực tham gia",
        "đoàn kết, tin tưởng vào\n\ntích cực tham gia",
        "short lines outside a wrapped text are left",
    ),
    (
        "2.3. Phát huy vai trò của các tổ chức trong việc vận động đoàn viên tin tưởng và\n\ntích cực tham gia.",
        "2.3. Phát huy vai trò của các tổ chức trong việc vận động đoàn viên tin tưởng và tích cực tham gia.",
        "a page break in mid sentence",
    ),
    (
        "Thực hiện chương trình phối hợp giữa các sở, ban, ngành, đoàn thể của\nỦy ban nhân dân tỉnh năm nay.",
        "Thực hiện chương trình phối hợp giữa các sở, ban, ngành, đoàn thể của Ủy ban nhân dân tỉnh năm nay.",
        "a word that cannot end a paragraph",
    ),
    ("1. Các đơn vị trực thuộc có trách nhiệm phối hợp\n2. Văn phòng Sở tổng hợp", None, "a label begins a paragraph"),
    (
        "- Sở Y tế, Sở Nội vụ, các phòng chuyên môn\nthuộc Sở;",
        "- Sở Y tế, Sở Nội vụ, các phòng chuyên môn thuộc Sở;",
        "a recipient over two lines",
    ),
    ("GIÁM ĐỐC\nNguyễn Văn Thử", None, "office and name"),
    ("KẾ HOẠCH\nPhát động thi đua", None, "title and subject"),
    (
        "III. TIÊU CHUẨN, HÌNH THỨC, THỜI GIAN\nVÀ HỒ SƠ KHEN THƯỞNG",
        "III. TIÊU CHUẨN, HÌNH THỨC, THỜI GIAN VÀ HỒ SƠ KHEN THƯỞNG",
        "a labelled heading over two lines",
    ),
    ("Chương II\nTỔ CHỨC THỰC HIỆN", None, "a bare label"),
    ("ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI", None, "two lines of a letterhead"),
    (
        "Mua sắm vật tư, hóa chất và các loại trang thiết bị\nBảo trì hệ thống",
        None,
        "a word that ends compounds may end a line",
    ),
    ("Số CMTND (hoặc số hộ chiếu): -------------------\nĐịa chỉ liên lạc", None, "a slot drawn with hyphens asks for nothing"),
    ("- Cho vay lại\n\ntriệu đồng", None, "a cell below an item, set apart by a blank line"),
]


def table(rows: list[tuple[str, str | None, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("before", "after"), [row[:2] for row in rows], ids=[row[2] for row in rows])


@table(UNICODE)
def test_unicode(before: str, after: str) -> None:
    assert mended(unicode.edits, before) == after


@table(LEGACY)
def test_legacy_words(before: str, after: str) -> None:
    assert mended(legacy_words.edits, before) == after


@table(MARKUP)
def test_markup(before: str, after: str) -> None:
    assert mended(markup.edits, before) == after


@table(CODES)
def test_split_codes(before: str, after: str) -> None:
    assert mended(split_codes.edits, before) == after


@table(GLUED)
def test_glued_lines(before: str, after: str) -> None:
    parted = mended(spaces.edits, mended(glued_lines.edits, before))
    assert [line for line in parted.split("\n") if line] == mended(spaces.edits, after).split("\n")


@table(SPACES)
def test_spaces(before: str, after: str) -> None:
    assert mended(spaces.edits, before) == after


@table(JOINS)
def test_line_breaks(before: str, after: str | None) -> None:
    assert mended(line_breaks.edits, before) == (before if after is None else after)


def test_page_numbers_count_up() -> None:
    page = "Nội dung của một trang văn bản dài, nói về việc\nthực hiện nhiệm vụ.\n" * 12
    half = "Đơn vị đã tổ chức thực hiện các"
    text = f"{page}1\n{page}{half}\n2\nnhiệm vụ được giao.\n{page}- 3 -\n{page}"
    assert mended(page_numbers.edits, text).count("\n\n") == 3
    rows = f"{page}1\n{page}2\n{page}3\n{page}"
    assert mended(page_numbers.edits, rows) == rows
    assert mended(page_numbers.edits, "STT\n1\n2\n3\n4\n") == "STT\n1\n2\n3\n4\n"


@pytest.mark.parametrize("word", ["TỈNH", "quý", "nghiêng", "khuya", "giếng", "gì", "Đắk", "thuở", "oanh"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["DÂNTỈNH", "phúcSố", "TTr", "Data", "UBND", "phuc", "", "quản lý"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
