"""From cells to measures: role, unit and time told by the heads of columns, in the forms that reports and plans print."""

from __future__ import annotations

import pytest

from extractor import tables
from extractor.targets import Target, find
from extractor.text import Line, Text, source_from_lines


def measures(*rows: str, doc_type: str = "BC", above: tuple[str, ...] = ()) -> list[Target]:
    """The measures of one table, its cells parted by "|"."""
    pieces = [(words, Line(0, 0)) for words in above]
    pieces += [(row.replace("|", "\t"), Line(0, 0, table=0)) for row in rows]
    text = Text.of(source_from_lines(pieces, reader="test", media_type="text/plain"))
    return [target for target in find(text, doc_type=doc_type, tables=tables.read(text)) if target.table]


NINE = ("2025-01-01", "2025-09-30")
HALF = ("2025-01-01", "2025-06-30")

HEADS = [
    (
        "the most frequent table: a plan for the year, a part of it done",
        ["TT|Chỉ tiêu|ĐVT|KH 2025|TH 9 tháng|%", "1|Thu ngân sách|Triệu đồng|1.250|980,5|78,4"],
        [
            ("target", 1250.0, "Triệu đồng", ("2025", "2025")),
            ("result", 980.5, "Triệu đồng", NINE),
            ("result", 78.4, "%", NINE),
        ],
    ),
    (
        "a header of two lines",
        [
            "STT|Chỉ tiêu|Đơn vị tính|Năm 2024||Kế hoạch năm 2025",
            "|||Kế hoạch|Thực hiện|",
            "1|Lượt khám|Lượt|12.000|12.500|13.000",
        ],
        [
            ("target", 12000.0, "Lượt", ("2024", "2024")),
            ("result", 12500.0, "Lượt", ("2024", "2024")),
            ("target", 13000.0, "Lượt", ("2025", "2025")),
        ],
    ),
    (
        "the same months of the year before; a comparison is for the time of the results before it",
        ["TT|Nội dung|ĐVT|Cùng kỳ năm 2024|KH năm 2025|TH 6 tháng đầu năm 2025|So với KH (%)", "1|Số vụ|vụ|25|20|12|60"],
        [
            ("result", 25.0, "vụ", ("2024-01-01", "2024-06-30")),
            ("target", 20.0, "vụ", ("2025", "2025")),
            ("result", 12.0, "vụ", HALF),
            ("result", 60.0, "%", HALF),
        ],
    ),
    (
        "what a plan is compared with has no time of its own",
        ["Chỉ tiêu|ĐVT|Thực hiện năm 2024|Kế hoạch năm 2025|So sánh (%)", "Diện tích|Ha|12.000|12.100|100,8"],
        [
            ("result", 12000.0, "Ha", ("2024", "2024")),
            ("target", 12100.0, "Ha", ("2025", "2025")),
            ("result", 100.8, "%", None),
        ],
    ),
    (
        "estimated results, and an aim as a share of them",
        ["TT|Chỉ tiêu|ĐVT|UTH 2024|KH 2025|KH 2025/UTH 2024 (%)", "1|Giá trị sản xuất|Tỷ đồng|5.200|5.500|105,8"],
        [
            ("result", 5200.0, "Tỷ đồng", ("2024", "2024")),
            ("target", 5500.0, "Tỷ đồng", ("2025", "2025")),
            ("target", 105.8, "%", ("2025", "2025")),
        ],
    ),
    (
        "units in the heads; the names of places are no units",
        ["TT|Đơn vị|Kế hoạch (ha)|Thực hiện (ha)|Tỷ lệ (%)", "1|Xã An Hòa|120|118|98,3"],
        [("target", 120.0, "ha", None), ("result", 118.0, "ha", None), ("result", 98.3, "%", None)],
    ),
    (
        "a quarter, and months added up",
        ["TT|Chỉ tiêu|ĐVT|KH năm 2025|Quý I|Lũy kế đến tháng 9", "1|Số lớp|lớp|12|3|9"],
        [
            ("target", 12.0, "lớp", ("2025", "2025")),
            ("result", 3.0, "lớp", ("2025-01-01", "2025-03-31")),
            ("result", 9.0, "lớp", NINE),
        ],
    ),
    (
        "the same unit again",
        ["TT|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện", "1|Nam|người|10|9", '2|Nữ|"|12|11', "3|Trẻ em|-nt-|5|6"],
        [(role, value, "người", None) for value, role in zip((10, 9, 12, 11, 5, 6), ("target", "result") * 3, strict=True)],
    ),
]


@pytest.mark.parametrize(("reason", "rows", "expected"), HEADS, ids=[row[0] for row in HEADS])
def test_heads_tell_role_unit_and_time(reason: str, rows: list[str], expected: list[tuple[object, ...]]) -> None:
    assert [(t.role, t.low, t.unit, t.period) for t in measures(*rows)] == expected


def test_the_year_beside_later_aims_is_what_was() -> None:
    found = measures(
        "TT|Chỉ tiêu|ĐVT|Năm 2024|Mục tiêu đến năm 2025|Mục tiêu đến năm 2030", "1|Bao phủ BHYT|%|90|95|> 98", doc_type="KH"
    )
    assert [(t.role, t.op, t.low, t.period) for t in found] == [
        ("result", "eq", 90.0, ("2024", "2024")),
        ("target", "eq", 95.0, ("", "2025")),
        ("target", "gt", 98.0, ("", "2030")),
    ]


def test_the_unit_above_the_table_is_that_of_its_numbers() -> None:
    rows = ["TT|Nội dung|Dự toán|Quyết toán", "1|Chi thường xuyên|2.500|2.450"]
    found = measures(*rows, above=("Bảng 2. Chi ngân sách năm 2024", "Đơn vị tính: triệu đồng"))
    assert [(t.role, t.low, t.unit, t.period) for t in found] == [
        ("target", 2500.0, "triệu đồng", ("2024", "2024")),
        ("result", 2450.0, "triệu đồng", ("2024", "2024")),
    ]


def test_a_name_that_spans_rows_is_told_apart_by_the_words_beside_it() -> None:
    marks = ["......", "......", ".^...."]
    rows = ["TT|Chỉ tiêu|Nhóm|ĐVT|Kế hoạch|Thực hiện", "1|Số lượt khám|Trẻ em|lượt|40|38", "||Người già|lượt|60|65"]
    pieces = [(row.replace("|", "\t"), Line(0, 0, table=0, cells=mark)) for row, mark in zip(rows, marks, strict=True)]
    text = Text.of(source_from_lines(pieces, reader="test", media_type="text/plain"))
    found = find(text, doc_type="BC", tables=tables.read(text))
    assert [(t.indicator, t.role, t.low) for t in found] == [
        ("Số lượt khám - Trẻ em", "target", 40.0),
        ("Số lượt khám - Trẻ em", "result", 38.0),
        ("Số lượt khám - Người già", "target", 60.0),
        ("Số lượt khám - Người già", "result", 65.0),
    ]
