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
    ("months that are summed up count from the start of the year", MONTH, "BC",
     "Thu ngân sách tháng 9 đạt 12 tỷ đồng, tăng 3%. Ước thực hiện 9 tháng đạt 95 tỷ đồng, tăng 8%.",
     [("2024-09", "2024-09")] * 2 + [("2024-01-01", "2024-09-30")] * 2),
    ("months that reach a value, and are no value themselves", MONTH, "BC",
     "Xuất khẩu tăng 4% so với tháng trước, cộng dồn 9 tháng ước đạt 70 triệu USD.",
     [("2024-09", "2024-09"), ("2024-01-01", "2024-09-30")]),
    ("more months than the report's year has had are unknown", MONTH, "BC",
     "Kết quả 11 tháng đạt 70 tỷ đồng.",
     [None]),
    ("a length of time is not since the start of the year", MONTH, "BC",
     "Các lớp đào tạo 3 tháng đạt 20 học viên.",
     [None]),
    ("a bracket with a number of its own keeps its time to itself", MONTH, "BC",
     "Phát hiện 04 ca bệnh (lũy kế từ đầu năm phát hiện 102 ca); điều trị 26 bệnh nhân.",
     [("2024-09", "2024-09"), ("2024-01", "2024-09"), ("2024-09", "2024-09")]),
    ("so does one with a date", MONTH, "BC",
     "Đã cấp 45 giấy phép (năm 2023 cấp 30 giấy phép) và thu 12 triệu đồng.",
     [("2024-09", "2024-09"), ("2023", "2023"), ("2024-09", "2024-09")]),
    ("the days of a week in brackets, not the year that the week is of",
     "Báo cáo tuần 11 năm 2025 (từ ngày 07/3 đến ngày 13/3/2025)", "BC",
     "Tiếp nhận 12 hồ sơ. Lũy kế từ đầu năm tiếp nhận 90 hồ sơ.",
     [("2025-03-07", "2025-03-13"), ("2025-01-01", "2025-03-13")]),
    ("the year of a week is not the time of a weekly report", "Báo cáo tuần 11 năm 2025", "BC",
     "Tiếp nhận 12 hồ sơ.",
     [None]),
    ("the time of the value that it fell from", "Kế hoạch năm 2027", "KH",
     "Phấn đấu giảm tỷ lệ hộ nghèo từ 6,8% cuối năm 2025 xuống dưới 5,5% cuối năm 2026. "
     "Giảm tỷ lệ trẻ thấp còi từ 9% năm 2025 xuống 8%.",
     [("2026", "2026"), ("2027", "2027")]),
    ("what a sentence begins to compare with is no period", MONTH, "BC",
     "So với cùng kỳ năm 2023, số vụ vi phạm giảm 12%.",
     [("2024-09", "2024-09")]),
    ("the plan of the whole year is no time of what reached it", "Báo cáo 6 tháng đầu năm 2026", "BC",
     "Kết nạp 18 đảng viên, đạt 51% chỉ tiêu cả năm; cử 30 quần chúng đi học.",
     [("2026-01-01", "2026-06-30")] * 3),
    ("more than in the same months of the year before", MONTH, "BC",
     "Giải ngân 20 tỷ đồng, cao hơn cùng kỳ 3 tỷ đồng.",
     [("2024-09", "2024-09"), ("2024-09", "2024-09")]),
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


def test_what_a_report_plans_for_later_is_to_be_reached() -> None:
    title = "Tân Lập, ngày 10 tháng 12 năm 2024\nBáo cáo năm 2024"
    text = f"{title}\n2. Xây dựng kế hoạch đào tạo năm 2025\nĐào tạo dài hạn: 79 người."
    issued, *others = dates.find(text)
    at = text.index("2. Xây")
    section = Section("2", "Xây dựng kế hoạch đào tạo năm 2025", "khac", 1, None, at, len(text), Span(at, text.index("\nĐào")))
    mentions = [replace(issued, role="issued"), *others]
    found = find(Text.from_string(text), sections=[section], doc_type="BC", dates=mentions, closing=[Span(0, len(title))])
    assert [(t.role, t.period) for t in found] == [("target", ("2025", "2025"))]
