"""Tables without upright rules: what makes one, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]

ROWS = [
    ("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"),
    ("1", "Lượt khám", "12.500", "9.870"),
    ("2", "Trẻ tiêm chủng", "640", "598"),
    ("3", "Giường bệnh", "120", "120"),
]
XS = (80, 120, 330, 430)


def put(made: Any, rows: list[tuple[str, ...]], xs: tuple[float, ...] = XS, top: float = 120, step: float = 20) -> None:
    for i, row in enumerate(rows):
        for x, words in zip(xs, row, strict=False):
            made.put(x, top + step * i, words, 11)


def tables_of(source: Any) -> list[str]:
    return [source.text[line.start : line.end] for line in source.lines if line.table is not None]


@pytest.mark.parametrize("step", [14, 20, 26])
def test_words_in_columns_are_a_table(sheet: Make, step: float) -> None:
    made = sheet()
    made.body(64, lines=2)
    put(made, ROWS, step=step)
    made.body(300, lines=2)
    source = made.read()
    assert tables_of(source) == ["\t".join(row) for row in ROWS]
    assert [line.table for line in source.lines] == [None, None, 0, 0, 0, 0, None, None]


def test_a_broken_line_belongs_to_its_row(sheet: Make) -> None:
    made = sheet()
    put(made, [*ROWS[:2], ("", "tại trạm y tế", "", ""), *ROWS[2:]], step=14)
    assert tables_of(made.read())[1] == "1\tLượt khám tại trạm y tế\t12.500\t9.870"


def test_a_heading_within_stands_in_the_first_column(sheet: Make) -> None:
    made = sheet()
    put(made, [*ROWS[:2], ("I. Công tác dự phòng của các trạm",), *ROWS[2:]])
    assert tables_of(made.read())[2] == "I. Công tác dự phòng của các trạm\t\t\t"


@pytest.mark.parametrize(
    ("reason", "rows", "xs"),
    [
        ("running text in two rows of three words", [("Một", "hai", "ba"), ("Bốn", "năm", "sáu")], (80, 250, 420)),
        (
            "a table of contents",
            [("I.", "Mục đích ........................", "3"), ("II.", "Yêu cầu ........................", "4")],
            (80, 110, 500),
        ),
        (
            "three who sign",
            [
                ("NGƯỜI LẬP", "KẾ TOÁN TRƯỞNG", "GIÁM ĐỐC"),
                ("(Ký tên)", "(Ký tên)", "(Ký tên)"),
                ("Lê Văn An", "Trần Thị Bình", "Võ Minh Cường"),
            ],
            (80, 250, 420),
        ),
        (
            "blanks to be filled in",
            [("Họ tên:", "Năm sinh:", "Nam/Nữ:"), ("Nơi ở:", "Điện thoại:", "Thư:"), ("Cơ quan:", "Chức vụ:", "Bậc:")],
            (80, 250, 420),
        ),
        (
            "dashes with wide blanks around them",
            [("Thời gian: 2010", "-", "2020."), ("Cử cán bộ đi học",), ("Thời gian: 2011", "-", "2020.")],
            (80, 190, 220),
        ),
    ],
)
def test_no_table(sheet: Make, reason: str, rows: list[tuple[str, ...]], xs: tuple[float, ...]) -> None:
    made = sheet()
    made.body(64, lines=2)
    put(made, rows, xs, step=18)
    assert tables_of(made.read()) == [], reason


def test_level_rules_part_rows_that_nothing_else_does(sheet: Make) -> None:
    made = sheet()
    rows = [("Nội dung", "Đơn vị", "Ghi chú"), ("Tập huấn", "Phòng Tổ chức", "Đã làm"), ("Kiểm tra", "Thanh tra", "Chưa làm")]
    put(made, rows, (80, 240, 420))
    for y in (104, 126, 146, 166):
        made.rule(76, y, 520, y)
    assert tables_of(made.read()) == ["\t".join(row) for row in rows]
