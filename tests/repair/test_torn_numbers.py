"""A number is asked for by the word before it: the line end between them is no paragraph end, however short the text."""

from __future__ import annotations

import pytest

from extractor.repair import repair
from extractor.text import Text


@pytest.mark.parametrize(
    ("torn", "joined", "reason"),
    [
        ("Gửi báo cáo sơ kết về Phòng Nội vụ trước ngày\n20/5/2024.", "trước ngày 20/5/2024", "a date after its word"),
        ("Gửi báo cáo sơ kết về Phòng Nội vụ trước ngày\n\n20/5/2024.", "trước ngày 20/5/2024", "over a blank line"),
        ("Các đơn vị tổng kết và báo cáo trong tháng\n11 năm 2025.", "tháng 11 năm 2025", "a month after its word"),
        (
            "Việc này thực hiện theo đúng quy định tại điểm b khoản 2\nĐiều 5 Nghị định số 61/2018/NĐ-CP",
            "khoản 2 Điều 5",
            "a Điều after its khoản",
        ),
    ],
)
def test_a_torn_number_is_joined(torn: str, joined: str, reason: str) -> None:
    assert joined in repair(Text.from_string(torn).source).text, reason


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("Ngày\n20 người tham dự.", "a short line is an entry of a list"),
        ("Cả đơn vị có nhiều thành tích trong năm học\n1. Đối với giáo viên", "the next item is no number asked for"),
    ],
)
def test_what_begins_a_line_stays(lines: str, reason: str) -> None:
    assert "\n" in repair(Text.from_string(lines).source).text, reason
