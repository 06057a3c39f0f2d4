"""For when a measure is: the time its own clause names, the report's, or none where nothing tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor import dates
from extractor.sections import Section
from extractor.targets import Target, find
from extractor.text import Span, Text


def read(title: str, body: str, doc_type: str) -> list[Target]:
    text = f"{title}\n{body}"
    mentions = dates.find(text)
    return find(Text.from_string(text), doc_type=doc_type, dates=mentions, closing=[Span(0, len(title))])


MONTH = "Báo cáo tháng 9 năm 2024"
CASES = [
    ("the title's month", MONTH, "BC",
     "Tiếp nhận 120 hồ sơ.",
     [("2024-09", "2024-09")]),
    ("from the start of the year to the report's end", MONTH, "BC",
     "Lũy kế từ đầu năm tiếp nhận 900 hồ sơ.",
     [("2024-01", "2024-09")]),
    ("a running sum that says not since when", MONTH, "BC",
     "Thu 12 tỷ đồng, lũy kế 90 tỷ đồng.",
     [("2024-09", "2024-09"), ("", "2024-09")]),
    ("so many months of the report's year", MONTH, "BC",
     "Lũy kế 9 tháng thu 90 tỷ đồng (đạt 75% dự toán).",
     [("2024-01-01", "2024-09-30"), ("2024-01-01", "2024-09-30")]),
    ("the state at the report", MONTH, "BC",
     "Đến nay có 45 xã đạt chuẩn.",
     [("", "2024-09")]),
    ("the next sentence has its own time", MONTH, "BC",
     "Đã ký với 21 cơ sở y tế.Đến 25/3/2024 dừng hợp đồng với một cơ sở.",
     [("2024-09", "2024-09")]),
    ("what a change is against is no period", MONTH, "BC",
     "Kim ngạch đạt 2 tỷ USD, tăng 12% so với ước thực hiện năm 2023.",
     [("2024-09", "2024-09"), ("2024-09", "2024-09")]),
    ("another's time behind a comma", MONTH, "BC",
     "Năm 2023 có 45 hộ thoát nghèo, năm 2024 có 60 hộ thoát nghèo.",
     [("2023", "2023"), ("2024", "2024")]),
    ("a time named before or behind the report's is unknown", MONTH, "BC",
     "Tháng trước có 15 vụ.",
     [None]),
    ("an aim of a report that names only its own time", MONTH, "BC",
     "Phấn đấu đạt 95% hồ sơ đúng hạn.",
     [None]),
    ("the second time of the title is the aims'", "Báo cáo năm 2023, phương hướng năm 2024", "BC",
     "Phấn đấu đạt 95% hồ sơ đúng hạn.",
     [("2024", "2024")]),
    ("a share takes the time of its whole", MONTH, "BC",
     "Tính đến 31/8/2024 có 50 lớp học, trong đó 20 lớp ghép.",
     [("", "2024-08-31"), ("", "2024-08-31")]),
    ("a result in a plan is not of the plan's time", "Kế hoạch năm 2025", "KH",
     "Lũy kế từ đầu năm đã cấp 400 giấy phép.",
     [None]),
    ("years behind their numbers", "Kế hoạch phát triển", "KH",
     "Phấn đấu tỷ lệ đạt 30% (2030), 50% (2045).",
     [("2030", "2030"), ("2045", "2045")]),
    ("the clause that ends a work says until when", "Kế hoạch năm 2026", "KH",
     "Phấn đấu 85% hộ dân có nước sạch, hoàn thành trong quý III/2026.",
     [("2026-07-01", "2026-09-30")]),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "title", "doc_type", "body", "want"), CASES, ids=[case[0] for case in CASES])
def test_periods(reason: str, title: str, doc_type: str, body: str, want: list[tuple[str, str] | None]) -> None:
    assert [target.period for target in read(title, body, doc_type)] == want, reason


def test_a_heading_of_another_time_makes_it_unknown() -> None:
    text = "Báo cáo tháng 9 năm 2024\n1. Năm trước\nTiếp nhận 120 hồ sơ."
    head = Span(25, 37)
    section = Section("1", "Năm trước", "khac", 1, None, 25, len(text), head)
    found = find(Text.from_string(text), sections=[section], doc_type="BC", dates=dates.find(text), closing=[Span(0, 24)])
    assert [t.period for t in found] == [None]


def test_what_was_over_when_the_plan_was_issued_is_a_result() -> None:
    title = "Tân Lập, ngày 10 tháng 02 năm 2026\nKế hoạch năm 2026"
    text = f"{title}\nĐến 31/12/2025 toàn xã có 240 người tham gia bảo hiểm."
    issued, *others = dates.find(text)
    mentions = [replace(issued, role="issued"), *others]
    found = find(Text.from_string(text), doc_type="KH", dates=mentions, closing=[Span(0, len(title))])
    assert [(t.role, t.period) for t in found] == [("result", ("", "2025-12-31"))]
