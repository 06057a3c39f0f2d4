"""The tree of a whole text: what is counted, what is skipped, what stands under what (cases in trees.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractor.sections import read
from extractor.text import Span, Text

CASES = tomllib.loads(Path(__file__).with_name("trees.toml").read_text(encoding="utf-8"))["case"]


def tree(words: str, body: Span | None = None) -> list[list[object]]:
    return [[s.depth, s.label or "", s.title or ""] for s in read(Text.from_string(words), body, classify=False)]


@pytest.mark.parametrize("case", CASES, ids=[case["reason"] for case in CASES])
def test_tree(case: dict[str, object]) -> None:
    assert tree(str(case["text"])) == case["tree"], case["reason"]


def test_what_stands_before_the_body_is_no_section() -> None:
    words = "1. Sổ công văn đến\nKẾ HOẠCH\nI. MỤC TIÊU\nThêm sách.\nGIÁM ĐỐC"
    assert tree(words, Span(words.index("I. "), words.index("\nGIÁM"))) == [[1, "I", "MỤC TIÊU"]]


def test_the_whole_section_with_its_children() -> None:
    words = "I. MỤC TIÊU\n1. Thêm sách\nMỗi xã 100 quyển.\nII. KINH PHÍ\nTự túc."
    first, child, second = read(Text.from_string(words), classify=False)
    assert words[first.start : first.end] == "I. MỤC TIÊU\n1. Thêm sách\nMỗi xã 100 quyển."
    assert words[child.start : child.end] == "1. Thêm sách\nMỗi xã 100 quyển."
    assert words[second.head.start : second.head.end] == "II. KINH PHÍ"
    assert (first.parent, child.parent, second.parent) == (None, 0, None)


def test_a_slip_and_a_repetition_are_said_aloud() -> None:
    words = "I. MỤC TIÊU\nThêm sách.\nIl. YÊU CẦU\nĐúng hạn.\nII. KINH PHÍ\nTự túc."
    notes = [note for s in read(Text.from_string(words), classify=False) for note in s.notes]
    assert [n.code for n in notes] == ["section_label_mended", "section_number_repeated"]
    assert [words[n.start : n.end] for n in notes] == ["Il. ", "II. "]


def test_rows_of_tables_are_no_sections() -> None:
    from extractor.text import Line, source_from_lines

    rows = ["I. KẾT QUẢ", "1.\tSách mới\t100", "2.\tSách cũ\t20", "II. HẠN CHẾ"]
    pieces = [(row, Line(0, 0, table=0 if "\t" in row else None)) for row in rows]
    text = Text.of(source_from_lines(pieces, reader="text", media_type="text/plain"))
    assert [s.label for s in read(text, classify=False)] == ["I", "II"]


def test_footnotes_count_for_themselves() -> None:
    from extractor.text import Line, source_from_lines

    rows = [("1. Sách mới", False), ("1. Mua năm 2024.", True), ("2. Mua năm 2023.", True), ("2. Sách cũ", False)]
    text = Text.of(source_from_lines([(w, Line(0, 0, quoted=q)) for w, q in rows], reader="text", media_type="text/plain"))
    assert [(s.label, s.depth) for s in read(text, classify=False)] == [("1", 1), ("1", 2), ("2", 2), ("2", 1)]


def test_a_heading_style_makes_a_heading() -> None:
    from extractor.text import Line, Style, source_from_lines

    rows = [
        ("Giới thiệu thư viện", Style(heading=2)),
        ("Thư viện mở năm 2001.", Style()),
        ("Sách mới", Style(heading=2)),
        ("Có 20.", Style()),
    ]
    text = Text.of(source_from_lines([(w, Line(0, 0, style=s)) for w, s in rows], reader="text", media_type="text/plain"))
    assert [(s.label, s.title) for s in read(text, classify=False)] == [(None, "Giới thiệu thư viện"), (None, "Sách mới")]


def test_who_signs_a_form_and_whom_it_goes_to_are_no_headings() -> None:
    from extractor.text import Line, Style, source_from_lines

    rows = [
        ("Kính gửi: Sở Thử nghiệm", Style(heading=2)),
        ("Kho có 20 hộp.", Style()),
        ("Người lập", Style(heading=2)),
        ("(Ký, ghi rõ họ tên)", Style()),
    ]
    text = Text.of(source_from_lines([(w, Line(0, 0, style=s)) for w, s in rows], reader="text", media_type="text/plain"))
    assert read(text, classify=False) == []
