"""Markdown: no mark remains in the words, and nothing that is no mark goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers.markdown_inline import inline
from extractor.text import PLAIN, SourceText

Text = Callable[..., SourceText]


def filled(source: SourceText) -> list[str]:
    return [line for line in source.text.split("\n") if line]


@pytest.mark.parametrize(
    ("line", "expected", "reason"),
    [
        ("**I. MỤC ĐÍCH**", "I. MỤC ĐÍCH", "bold"),
        ("__đậm__ và _nghiêng_", "đậm và nghiêng", "the other marks"),
        ("*nghiêng* ***cả hai***", "nghiêng cả hai", "italic, and both"),
        ("**Tác giả: **Nguyễn", "Tác giả: Nguyễn", "bold that CommonMark does not see"),
        ("**dang dở", "dang dở", "bold that never ends"),
        ("5 * 3 = 15", "5 * 3 = 15", "a sign of multiplication"),
        ("2*3*4", "234", "pairs without spaces are marks by the standard"),
        ("a* b", "a* b", "a lone asterisk"),
        ("ten_bien_so", "ten_bien_so", "underscores inside a word"),
        ("Số ____/KH-SYT", "Số ____/KH-SYT", "a blank to be filled in"),
        (r"1\. Mục đích", "1. Mục đích", "an escaped number"),
        (r"\- gạch, R\&D \> 2% \*", "- gạch, R&D > 2% *", "other escapes"),
        (r"C:\thu", r"C:\thu", "a backslash that escapes nothing"),
        ("[Luật](https://vbpl.vn/a(b)c)", "Luật", "a link"),
        ("xem [tại đây](a) và [b](c)", "xem tại đây và b", "links"),
        ("[1] không phải liên kết", "[1] không phải liên kết", "brackets alone"),
        ("[**đậm**](x)", "đậm", "marks inside a link"),
        ("![Quốc huy](a.png)KẾ HOẠCH", "KẾ HOẠCH", "a picture"),
        ("<https://vbpl.vn>", "https://vbpl.vn", "an address"),
        ("văn bản[^1] này", "văn bản này", "the mark of a footnote"),
        ("a<br>b", "a\nb", "a line end in HTML"),
        ("<u>gạch chân</u> <span style='x'>y</span>", "gạch chân y", "tags"),
        ("tỷ lệ <5% và a<b", "tỷ lệ <5% và a<b", "less than"),
        ("A &amp; B&nbsp;C &lt;5", "A & B\xa0C <5", "entities"),
        ("H<sub>2</sub>O, 5m<sup>2</sup>, 95%<sup>1</sup>", "H2O, 5m2, 95%¹", "raised and lowered"),
        ("`mã` ~~bỏ~~", "mã bỏ", "code and strike"),
    ],
)
def test_inline(line: str, expected: str, reason: str) -> None:
    assert "".join(part.words for part in inline(line)) == expected, reason


@pytest.mark.parametrize(
    ("content", "expected", "reason"),
    [
        ("# KẾ HOẠCH\n\nNội dung", ["KẾ HOẠCH", "Nội dung"], "a heading"),
        ("KẾ HOẠCH\n====\nNội dung", ["KẾ HOẠCH", "Nội dung"], "a heading by its underline"),
        ("Một\n\n---\n\nHai", ["Một", "Hai"], "a rule"),
        ("- a\n* b\n+ c\n1. d", ["- a", "- b", "+ c", "1. d"], "lists keep what tells their level"),
        ("   * a\n\tb", ["- a", "b"], "indents are layout"),
        ("> trích\n>> sâu", ["trích", "sâu"], "quotations"),
        ("a <!-- ẩn\nẩn --> b", ["a  b"], "comments over lines"),
        ("```\nmã\n```", ["mã"], "fences"),
        ("---\ntitle: x\n---\nNội dung", ["Nội dung"], "properties for a site generator"),
        ("---\nKhông phải thuộc tính\n---\nx", ["Không phải thuộc tính", "x"], "a rule at the top"),
        ("<h4>Tin</h4>", ["Tin"], "a heading in HTML"),
        ("| a | b | c |\n|---|:-:|---|\n| 1 | 2 | 3 |", ["a\tb\tc", "1\t2\t3"], "a table"),
        ("a\n| **I** | x | |\n| --- | --- | --- |\n| 1 | 2 | 3 |\nb", ["a", "I\tx\t", "1\t2\t3", "b"], "right after text"),
        (r"| a\|b | c | d |" + "\n|---|---|---|", ["a|b\tc\td"], "an escaped bar"),
        ("| a | b | c |\n|--|--|--|\n| 1 | dòng một\ndòng hai | 3 |\n| 4 | 5 | 6 |",
         ["a\tb\tc", "1\tdòng một dòng hai\t3", "4\t5\t6"], "a cell that runs on over lines"),
        ("| a | b<br>c | d |\n|--|--|--|", ["a\tb c\td"], "a line end in a cell"),
        ("<table border=1><tr><td>1</td>\n<td>2</td><td>3</td></tr>\n</table>\nsau", ["1\t2\t3", "sau"], "a table in HTML"),
        ("| không phải bảng", ["không phải bảng"], "a bar at the beginning"),
    ],
)  # fmt: skip
def test_lines(text: Text, content: str, expected: list[str], reason: str) -> None:
    source = text(content, "van-ban.md")
    assert filled(source) == expected, reason
    assert source.reader == "markdown"


def test_style(text: Text) -> None:
    source = text("## 2\\. Mục\n\n**đậm**\n\n**nửa** đậm\n\n*nghiêng*", "a.md")
    assert [line.style for line in source.lines if line.end > line.start] == [
        PLAIN._replace(bold=True, heading=2),
        PLAIN._replace(bold=True),
        PLAIN,
        PLAIN._replace(italic=True),
    ]


def test_letterhead_in_a_pipe_table(text: Text) -> None:
    content = "| SỞ Y TẾ<br>Số: 5/KH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n\nKẾ HOẠCH"
    source = text(content, "a.md")
    placed = [(source.text[line.start : line.end], line.column) for line in source.lines if line.end > line.start]
    assert placed == [("SỞ Y TẾ", 0), ("Số: 5/KH", 0), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1), ("KẾ HOẠCH", None)]


def test_footnote_stands_outside_the_running_text(text: Text) -> None:
    source = text("Đạt 95%[^1]\n\n[^1]: Số liệu năm 2024", "a.md")
    assert [(source.text[line.start : line.end], line.quoted) for line in source.lines if line.end > line.start] == [
        ("Đạt 95%", False),
        ("Số liệu năm 2024", True),
    ]


RELATED = "**Những tin mới hơn**\n\n<h4>Thông báo tuyển sinh (https://truong.vn/ts.html)</h4>\n(29/07/2022)\n"


def test_titles_of_other_documents_at_the_end_are_left_out_with_a_warning(text: Text) -> None:
    source = text("# KẾ HOẠCH\n\nNội dung kế hoạch\n\n" + RELATED * 3, "a.md")
    assert filled(source) == ["KẾ HOẠCH", "Nội dung kế hoạch"]
    assert [note.code for note in source.notes] == ["related_left_out"]


def test_a_heading_of_that_kind_over_real_text_stays(text: Text) -> None:
    source = text("# BÁO CÁO\n\nTin khác\n\n1. Công tác tuyên truyền.\n2. Công tác tổ chức.", "a.md")
    assert "Tin khác" in filled(source)
    assert source.notes == ()


@given(st.text(alphabet="ab*_`[]()<>!\\&|~ ^", max_size=60))
def test_no_line_fails_and_letters_survive(line: str) -> None:
    made = "".join(part.words for part in inline(line))
    assert made.count("b") <= line.count("b")
    if not any(sign in line for sign in "[]()<>!&"):
        assert [c for c in made if c in "ab"] == [c for c in line if c in "ab"]
