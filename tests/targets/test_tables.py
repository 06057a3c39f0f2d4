"""Rows of tables: which cells are measures, with which role, unit and time."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.tables import Table
from extractor.targets import Target, find
from extractor.text import Span, Text

PLAN = """TT\tChỉ tiêu\tĐVT\tKế hoạch năm 2025\tThực hiện 6 tháng\t% so với KH
1\tLúa cả năm\tha\t12.000\t6.540\t54,5
-\tĐông Xuân\tha\t6.500\t6.540\t100,6
2\tCây ăn quả\tha\t≥ 300\t285,5\t95,2"""

GOALS = """TT\tChỉ tiêu\tĐơn vị\tKết quả\tCơ quan chủ trì
I\tĐến năm 2030
1\tXếp hạng năng lực số\tThứ bậc\t≤ 3 khu vực; ≤ 50 thế giới\tSở A
2\tTỷ lệ hồ sơ trực tuyến\t%\t>= 80\tSở B
3\tHạ tầng số\t\tĐạt mức tiên tiến của khu vực\tSở B"""

PEOPLE = """TT\tHọ và tên\tNăm sinh\tĐiện thoại\tSố lượng
1\tLê Văn Mười\t1980\t0912345678\t2
2\tTrần Thị Ba\t1975\t0987654321\t3"""

TOWNS = """Xã\tSố trẻ\tTỷ lệ (%)
An Hòa\t412\t96,1
Tổng cộng\t412\t96,1"""

WIDE = "Hình thức\t" + "\t".join(f"Nhóm {i} / Tổng số" for i in range(12)) + "\nBằng khen\t" + "\t".join(["41"] * 12)


def found_in(source: str, doc_type: str | None, caption: str | None = None) -> list[Target]:
    rows = [line.split("\t") for line in source.split("\n")]
    width = max(map(len, rows))
    cells = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    starts = [sum(len(line) + 1 for line in source.split("\n")[:i]) for i in range(len(rows))]
    spans = tuple(Span(start, start + len(line)) for start, line in zip(starts, source.split("\n"), strict=True))
    table = Table(0, len(source), 1, cells, spans, 1, caption)
    return find(Text.from_string(source), doc_type=doc_type, tables=[table])


def told(targets: list[Target]) -> list[tuple[Any, ...]]:
    return [(t.table and t.table[1], t.role, t.op, t.low, t.high, t.unit) for t in targets]


def test_columns_say_plan_result_and_rate() -> None:
    found = found_in(PLAN, "BC")
    assert told(found)[:3] == [
        (1, "target", "eq", 12000.0, None, "ha"),
        (1, "result", "eq", 6540.0, None, "ha"),
        (1, "result", "eq", 54.5, None, "%"),
    ]
    assert told(found)[6] == (3, "target", "ge", 300.0, None, "ha")
    assert {t.period for t in found if t.role == "target"} == {("2025", "2025")}
    assert [t.parent for t in found] == [None, None, None, 0, 1, 2, None, None, None], "the row with a dash is a share"


def test_a_list_of_goals_gives_targets_with_the_period_of_their_group() -> None:
    found = found_in(GOALS, None, caption="Danh mục các chỉ tiêu")
    assert told(found) == [
        (2, "target", "le", None, 3.0, "Thứ bậc"),
        (2, "target", "le", None, 50.0, "Thứ bậc"),
        (3, "target", "ge", 80.0, None, "%"),
        (4, "target", None, None, None, None),
    ]
    assert {t.period for t in found} == {("", "2030")}
    assert found[2].indicator == "Tỷ lệ hồ sơ trực tuyến"


def test_years_of_birth_and_telephones_are_no_measures() -> None:
    assert [t.low for t in found_in(PEOPLE, "BC")] == [2.0, 3.0]


def test_rows_name_who_is_measured_and_headers_what() -> None:
    found = found_in(TOWNS, "BC")
    assert [(t.subject, t.indicator, t.unit) for t in found[:2]] == [
        ("An Hòa", "Số trẻ", "trẻ"),
        ("An Hòa", "Tỷ lệ (%)", "%"),
    ]
    assert found[-1].subject == "Tổng cộng"


def test_of_a_wide_breakdown_only_the_total() -> None:
    assert told(found_in(WIDE, "BC")) == [(1, "result", "eq", 41.0, None, None)]


def test_the_evidence_is_the_row() -> None:
    for target in found_in(PLAN, "BC"):
        assert PLAN[target.start : target.end] == PLAN.split("\n")[target.table[1] if target.table else 0]


@pytest.mark.parametrize("doc_type", ["L", "NĐ"])
def test_tables_of_norms_hold_no_measures(doc_type: str) -> None:
    assert found_in(TOWNS, doc_type) == []


def test_cells_that_say_where_a_value_holds_and_which_way_it_goes_on() -> None:
    found = found_in(
        "TT\tChỉ tiêu\tĐơn vị\tKết quả\n1\tXếp hạng cảng\tThứ bậc\t≤ 3 Biển Đông; ≤ 50 Thế giới\n"
        "2\tChi cho nghề cá\t%\t≥ 3% và tăng dần theo năm",
        None, caption="Các chỉ tiêu",
    )  # fmt: skip
    assert told(found) == [
        (1, "target", "le", None, 3.0, "Thứ bậc"),
        (1, "target", "le", None, 50.0, "Thứ bậc"),
        (2, "target", "ge", 3.0, None, "%"),
    ]
    assert [t.indicator for t in found] == ["Xếp hạng cảng (Biển Đông)", "Xếp hạng cảng (Thế giới)", "Chi cho nghề cá"]


def test_a_cell_that_is_an_interval_and_nothing_else() -> None:
    found = found_in(
        "TT\tChỉ tiêu\tĐơn vị\tKết quả\n1\tSố tổ chức được xếp hạng\tTổ chức\t40 - 50", None, caption="Các chỉ tiêu"
    )
    assert told(found) == [(1, "target", "between", 40.0, 50.0, "Tổ chức")]


def test_a_row_has_the_time_its_own_column_gives() -> None:
    source = """STT\tTên dự án\tĐơn vị chủ trì\tKinh phí (tỷ đồng)\tThời gian thực hiện
1\tLập kho lưu trữ\tBộ Thử nghiệm\t300\t2010 - 2015
2\tĐào tạo người giữ kho\tBan Thử nghiệm\t50\t2012 - 2020"""
    found = found_in(source, "QĐ", "Danh mục đến năm 2030")
    assert [(t.low, t.unit, t.period) for t in found] == [
        (300.0, "tỷ đồng", ("2010", "2015")),
        (50.0, "tỷ đồng", ("2012", "2020")),
    ], "offices are no units"
