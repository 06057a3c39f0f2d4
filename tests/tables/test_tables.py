"""Rows of tab-separated lines become tables: header lines joined, column numbers taken in, pages joined, captions found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import tables
from extractor.text import PLAIN, Line, Style, Text, source_from_lines

Row = tuple[str, int | None, int]


def text_of(*rows: Row | str) -> Text:
    """Lines given as words, or as (words, table, page)."""
    lines = [(row, None, 1) if isinstance(row, str) else row for row in rows]
    pieces = [(words, Line(0, 0, page=page, table=table)) for words, table, page in lines]
    return Text.of(source_from_lines(pieces, reader="test", media_type="text/plain"))


def one(*rows: str) -> tables.Table:
    """The one table of ``rows``, all of table 0 on page 1."""
    (found,) = tables.read(text_of(*((row, 0, 1) for row in rows)))
    return found


HEADERS = [
    ("one line", ["TT\tNội dung\tSố lượng", "1\tTập huấn\t3"], 1, ("TT", "Nội dung", "Số lượng")),
    (
        "a parent over two columns lends its words",
        ["TT\tĐơn vị\tSố giường\t", "\t\tKế hoạch\tThực hiện", "1\tKhoa Nội\t40\t38"],
        2,
        ("TT", "Đơn vị", "Số giường / Kế hoạch", "Số giường / Thực hiện"),
    ),
    (
        "three lines and column numbers",
        [
            "TT\tHình thức\tTrong năm\t\t\tĐột xuất",
            "\t\tTổng số\tCá nhân\t\t",
            "\t\t\tSố lượng\tTỷ lệ (%)\t",
            "1\t2\t3\t4\t5 (4:3)\t6",
            "1\tGiấy khen\t20\t12\t60\t1",
        ],
        4,
        (
            "TT",
            "Hình thức",
            "Trong năm / Tổng số",
            "Trong năm / Cá nhân / Số lượng",
            "Trong năm / Cá nhân / Tỷ lệ (%)",
            "Đột xuất",
        ),
    ),
    (
        "a spanned parent with no line below names both columns",
        ["TT\tKết quả\t", "1\t20\t30"],
        1,
        ("TT", "Kết quả", "Kết quả"),
    ),
    (
        "letters and numbers of columns",
        ["Chỉ tiêu\tNăm 2023\tNăm 2024", "A\t1\t2", "Số xã\t5\t6"],
        2,
        ("Chỉ tiêu", "Năm 2023", "Năm 2024"),
    ),
    ("numbers in brackets", ["Chỉ tiêu\tSố\tTỷ lệ", "(1)\t(2)\t(3)=(2)/5", "Số xã\t5\t6"], 2, ("Chỉ tiêu", "Số", "Tỷ lệ")),
    ("numbers of a form", ["STT\tTên\tTiền", "[30]\t[31]\t[32]", "1\tA\t6"], 2, ("STT", "Tên", "Tiền")),
    ("a blank corner", ["\tNăm 2023\tNăm 2024", "Số xã\t5\t6"], 1, ("", "Năm 2023", "Năm 2024")),
    ("the head of a form with nothing filled in", ["TT\tNội dung\tSố lượng"], 1, ("TT", "Nội dung", "Số lượng")),
    ("a date in the header over numbers", ["Xã\tĐến 30/9/2025", "Long Mỹ\t15"], 1, ("Xã", "Đến 30/9/2025")),
]


@pytest.mark.parametrize(("reason", "rows", "height", "header"), HEADERS, ids=[row[0] for row in HEADERS])
def test_header_lines_are_joined(reason: str, rows: list[str], height: int, header: tuple[str, ...]) -> None:
    table = one(*rows)
    assert (table.header_rows, table.header) == (height, header)
    assert len(table.data) == len(rows) - height


@pytest.mark.parametrize(
    ("reason", "rows"),
    [
        ("values from the first row on", ["1\tKhoa Nội\t40", "2\tKhoa Ngoại\t38"]),
        ("dates over dates", ["Sáng 26/12/2011\tHọp", "Sáng 27/12/2011\tTập huấn"]),
        ("properties with a number of a document", ["Số hiệu 20/VBHN-BXD\tLoại Văn bản", "Ngành\tNgày 16/10/2025"]),
        ("a single row", ["Cán bộ\tNội dung\tSố lượng"]),
    ],
)
def test_data_is_no_header(reason: str, rows: list[str]) -> None:
    table = one(*rows)
    assert table.header_rows == 0 and len(table.rows) == len(rows)


def test_rows_know_their_places() -> None:
    text = text_of("Trước bảng.", ("TT\tXã\t", 0, 1), ("\tA\tB", 0, 1), ("1\t2\t3,5", 0, 1), "Sau bảng.")
    (table,) = tables.read(text)
    assert text.text[table.start : table.end] == "TT\tXã\t\n\tA\tB\n1\t2\t3,5"
    assert [span.of(text.text) for span in table.row_spans] == ["TT\tXã\t\n\tA\tB", "1\t2\t3,5"]


def test_short_rows_are_padded() -> None:
    assert {len(row) for row in one("TT\tTên\tGhi chú", "1\tA", "2").rows} == {3}


ABOVE = [
    ("named and numbered", ["Bảng 1: Kết quả năm 2024"], "Bảng 1: Kết quả năm 2024", None),
    ("a unit between", ["Biểu số 02. Thu, chi", "Đơn vị tính: triệu đồng"], "Biểu số 02. Thu, chi", "triệu đồng"),
    ("a unit in brackets", ["Bảng 3. Dân số", "(ĐVT: người)"], "Bảng 3. Dân số", "người"),
    ("capitals, an aside between", ["TỔNG HỢP KẾT QUẢ", "(Kèm theo Báo cáo số 5/BC-TYT)"], "TỔNG HỢP KẾT QUẢ", None),
    ("a sentence is no caption", ["Kết quả cụ thể như sau:"], None, None),
    ("nor is a heading two paragraphs up", ["KẾT QUẢ CHUNG", "Đơn vị đã thực hiện như sau:"], None, None),
]


@pytest.mark.parametrize(("reason", "above", "caption", "unit"), ABOVE, ids=[row[0] for row in ABOVE])
def test_caption_and_unit_stand_above(reason: str, above: list[str], caption: str | None, unit: str | None) -> None:
    (table,) = tables.read(text_of(*above, ("TT\tXã\tSố", 0, 1), ("1\tA\t5", 0, 1)))
    assert (table.caption, table.unit) == (caption, unit)


def test_a_centred_line_is_a_caption() -> None:
    pieces = [("Kết quả khám sức khỏe", Line(0, 0, style=Style(centred=True)))]
    pieces += [(words, Line(0, 0, style=PLAIN, table=0)) for words in ("TT\tXã\tSố", "1\tA\t5")]
    (table,) = tables.read(Text.of(source_from_lines(pieces, reader="test", media_type="text/plain")))
    assert table.caption == "Kết quả khám sức khỏe"


def test_a_row_across_the_table_is_its_title() -> None:
    table = one("Bảng 4. Số giường bệnh\t\t", "TT\tKhoa\tGiường", "1\tNội\t5")
    assert (table.caption, table.header) == ("Bảng 4. Số giường bệnh", ("TT", "Khoa", "Giường"))


HEAD, NUMBERS = "TT\tXã\tSố", "1\t2\t3"
PAGES = [
    ("the header again", [HEAD, "2\tB\t6"], 1, 2),
    ("no header", ["2\tB\t6"], 1, 2),
    ("another width", ["2\tB"], 2, 1),
    ("another header", ["TT\tPhường\tTỷ lệ", "1\tC\t6"], 2, 1),
]


@pytest.mark.parametrize(("reason", "rows", "count", "data"), PAGES, ids=[row[0] for row in PAGES])
def test_a_table_goes_on_over_the_page(reason: str, rows: list[str], count: int, data: int) -> None:
    first = [(HEAD, 0, 1), ("1\tA\t5", 0, 1)]
    found = tables.read(text_of(*first, *((row, 1, 2) for row in rows)))
    assert (len(found), len(found[0].data)) == (count, data)


def test_column_numbers_repeated_on_the_next_page_are_no_data() -> None:
    first = [(HEAD, 0, 1), (NUMBERS, 0, 1), ("1\tA\t5", 0, 1)]
    (table,) = tables.read(text_of(*first, (NUMBERS, 1, 2), ("2\tB\t6", 1, 2)))
    assert table.data == (("1", "A", "5"), ("2", "B", "6"))


def test_on_one_page_two_tables_stay_two() -> None:
    assert len(tables.read(text_of((HEAD, 0, 1), ("1\tA\t5", 0, 1), ("2\tB\t6", 1, 1), ("3\tB\t6", 1, 1)))) == 2


def test_words_between_pages_keep_tables_apart() -> None:
    assert (
        len(tables.read(text_of((HEAD, 0, 1), ("1\tA\t5", 0, 1), "Ghi chú thêm.", ("2\tB\t6", 1, 2), ("3\tC\t6", 1, 2)))) == 2
    )


def test_tabs_without_a_reader_are_rows_from_three_columns_on() -> None:
    assert [len(t.rows) for t in tables.read(Text.from_string("TT\tXã\tSố\n1\tA\t5\nSỞ Y TẾ\tCỘNG HÒA\nSố: 1\tHà Nội"))] == [2]


_CELL = st.sampled_from(["", "1", "2", "3", "TT", "Nội dung", "41", "63,41", "(2)", "7 (6.3)", "Tổng số", "A", "15/6/2025"])


@given(
    st.lists(
        st.tuples(st.lists(_CELL, min_size=1, max_size=6).map("\t".join), st.integers(0, 2), st.integers(1, 3)), max_size=12
    )
)
def test_any_rows_give_rectangular_tables_with_places(rows: list[tuple[str, int, int]]) -> None:
    text = text_of(*rows)
    for table in tables.read(text):
        assert table.rows and len({len(row) for row in table.rows}) == 1
        assert len(table.rows) == len(table.row_spans)
        assert all(table.start <= span.start <= span.end <= table.end for span in table.row_spans)
        for row, span in list(zip(table.rows, table.row_spans, strict=True))[1 if table.header_rows else 0 :]:
            assert [cell for cell in row if cell] == [cell.strip() for cell in span.of(text.text).split("\t") if cell.strip()]
