"""Tables of data become rows, tables that only place words become lines, left column before right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers import read
from extractor.readers.layout_tables import Cell, lay_out, places_letterhead, renumbered
from extractor.text import Line, SourceText

BORDERED = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'


def cell(*words: str, properties: str = "") -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in words)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = BORDERED) -> str:
    return f"<w:tbl>{properties}{''.join(rows)}</w:tbl>"


THREE = row(cell("1"), cell("2"), cell("3"))


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        (table(row(cell("STT"), cell("Đơn vị"), cell("Số"))), ["STT\tĐơn vị\tSố"], "a row is a line"),
        (table(row(cell("Số", "lượng"), cell("b"), cell("c"))), ["Số lượng\tb\tc"], "line ends in a cell become spaces"),
        (
            table(row(cell("Kết quả", properties='<w:gridSpan w:val="2"/>'), cell("Ghi chú")), THREE),
            ["Kết quả\t\tGhi chú", "1\t2\t3"],
            "a wide cell is followed by empty ones",
        ),
        (
            table(
                row(cell("TT", properties='<w:vMerge w:val="restart"/>'), cell("a"), cell("b")),
                row(cell("", properties="<w:vMerge/>"), cell("c"), cell("d")),
            ),
            ["TT\ta\tb", "\tc\td"],
            "a cell continued from above is empty",
        ),
        (
            table(THREE, row(cell("x"), cell("y"), properties='<w:gridBefore w:val="1"/>')),
            ["1\t2\t3", "\tx\ty"],
            "a row may begin further right",
        ),
        (
            table(THREE, row(cell("x"), cell("y"), properties='<w:gridAfter w:val="1"/>')),
            ["1\t2\t3", "x\ty\t"],
            "or end further left",
        ),
        (table(THREE, row(cell("x"), properties="<w:del/>")), ["1\t2\t3"], "a deleted row is gone"),
        (table(THREE, row(cell(""), cell(""), cell(""))), ["1\t2\t3"], "an empty row is no line"),
        (
            table("<w:sdt><w:sdtContent>" + THREE + "</w:sdtContent></w:sdt>"),
            ["1\t2\t3"],
            "a row in a content control",
        ),
        (table(row(cell("a\tb".replace("\t", "</w:t><w:tab/><w:t>")), cell("c"), cell("d"))), ["a b\tc\td"], "a tab in a cell"),
        (table(row(cell("Ghi chú:", "dòng hai"))), ["Ghi chú:", "dòng hai"], "a table of one cell is a frame"),
        (
            table(THREE, row(cell("x", properties='<w:gridSpan w:val="99999999"/>'), cell("y"), cell("z"))),
            ["1\t2\t3", "x\ty\tz"],
            "a span that no table has",
        ),
    ],
)
def test_rows(lines: Callable[..., list[str]], body: str, expected: list[str], reason: str) -> None:
    assert lines(body) == expected, reason


def columns(source: SourceText) -> list[tuple[str, int | None]]:
    return [(source.text[line.start : line.end], line.column) for line in source.lines]


def test_letterhead_is_read_left_before_right(docx: Callable[..., Path]) -> None:
    body = table(
        row(cell("UBND TỈNH AN NAM", "SỞ Y TẾ"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")),
        row(cell("Số: 12/KH-SYT"), cell("An Nam, ngày 05 tháng 3 năm 2025")),
        properties="",
    )
    assert columns(read(docx(body))) == [
        ("UBND TỈNH AN NAM", 0),
        ("SỞ Y TẾ", 0),
        ("Số: 12/KH-SYT", 0),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1),
        ("Độc lập - Tự do - Hạnh phúc", 1),
        ("An Nam, ngày 05 tháng 3 năm 2025", 1),
    ]


def test_letterhead_is_known_by_its_words_even_with_rules_drawn(docx: Callable[..., Path]) -> None:
    body = table(row(cell("ĐẢNG BỘ TỈNH"), cell("ĐẢNG CỘNG SẢN VIỆT NAM")))
    assert columns(read(docx(body))) == [("ĐẢNG BỘ TỈNH", 0), ("ĐẢNG CỘNG SẢN VIỆT NAM", 1)]


def test_signature_block_with_an_empty_column_between(docx: Callable[..., Path]) -> None:
    body = table(row(cell("Nơi nhận:", "- Như trên;"), cell(""), cell("KT. GIÁM ĐỐC", "Nguyễn Văn A")))
    assert columns(read(docx(body))) == [("Nơi nhận:", 0), ("- Như trên;", 0), ("KT. GIÁM ĐỐC", 1), ("Nguyễn Văn A", 1)]


def test_title_across_both_columns_stands_between_them(docx: Callable[..., Path]) -> None:
    wide = cell("KẾ HOẠCH", properties='<w:gridSpan w:val="2"/>')
    body = table(row(cell("TRƯỜNG A"), cell("Độc lập - Tự do - Hạnh phúc")), row(wide), properties="")
    assert columns(read(docx(body))) == [("TRƯỜNG A", 0), ("Độc lập - Tự do - Hạnh phúc", 1), ("KẾ HOẠCH", None)]


def test_ruled_table_of_two_columns_is_data(docx: Callable[..., Path]) -> None:
    source = read(docx(table(row(cell("Tên"), cell("Số")), row(cell("A"), cell("1")))))
    assert source.text == "Tên\tSố\nA\t1"
    assert [line.table for line in source.lines] == [0, 0]


def test_rules_may_come_from_the_table_style_or_the_cells(docx: Callable[..., Path]) -> None:
    styles = f'<w:style w:type="table" w:styleId="Ke">{BORDERED}</w:style>'
    by_style = table(row(cell("a"), cell("b")), properties='<w:tblPr><w:tblStyle w:val="Ke"/></w:tblPr>')
    edge = '<w:tcBorders><w:top w:val="single"/></w:tcBorders>'
    by_cell = table(row(cell("a", properties=edge), cell("b")), properties="")
    none = table(row(cell("a"), cell("b")), properties="")
    assert read(docx(by_style, styles=styles)).text == "a\tb"
    assert read(docx(by_cell)).text == "a\tb"
    assert read(docx(none)).text == "a\nb"


def test_tables_are_numbered_in_order_and_layout_takes_no_number(docx: Callable[..., Path]) -> None:
    body = table(THREE) + table(row(cell("Độc lập - Tự do - Hạnh phúc"), cell("x"))) + table(THREE)
    assert [line.table for line in read(docx(body)).lines] == [0, None, None, 1]


def test_table_in_a_cell_that_frames_the_page_keeps_its_rows(docx: Callable[..., Path]) -> None:
    inner = f"<w:tc><w:p/>{table(THREE)}<w:p/></w:tc>"
    assert read(docx(table(row(inner)))).text == "1\t2\t3"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),
        ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),  # the older tone place
        ("Độc lập – Tự do – Hạnh phúc", True),
        ("Noi nhận:", True),  # an OCR slip
        ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", True),
        ("TM. ỦY BAN NHÂN DÂN", True),
        ("Q. CHỦ TỊCH", True),
        ("HIỆU TRƯỞNG", True),
        ("Giám đốc Sở Y tế chịu trách nhiệm", False),  # prose about a director
        ("Chủ tịch UBND xã", False),
        ("Số lượng", False),
        ("", False),
    ],
)
def test_what_only_stands_in_a_letterhead_or_signature(words: str, expected: bool) -> None:
    assert places_letterhead(words) is expected


CELLS = st.builds(
    Cell,
    st.lists(st.tuples(st.text("ab \t", max_size=5), st.just(Line(0, 0))), max_size=3),
    st.integers(1, 4),
    st.booleans(),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=5), st.sampled_from([True, False, None]))
def test_no_word_of_a_table_is_lost_or_doubled(rows: list[list[Cell]], bordered: bool | None) -> None:
    made = "".join("".join(words.split()) for words, _ in lay_out(rows, bordered, 0))
    given_words = "".join("".join(words.split()) for row in rows for one in row if not one.continued for words, _ in one.pieces)
    assert sorted(made) == sorted(given_words)


@given(st.lists(st.one_of(st.none(), st.integers(0, 9))))
def test_renumbering_keeps_tables_apart_and_counts_from_zero(numbers: list[int | None]) -> None:
    made = [line.table for _, line in renumbered([("", Line(0, 0, table=number)) for number in numbers])]
    seen = list(dict.fromkeys(number for number in made if number is not None))
    assert seen == list(range(len(seen)))
    assert len(set(zip(numbers, made, strict=True))) == len(set(numbers))
