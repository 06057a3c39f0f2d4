"""Where a sentence ends: at the marks officials end it with, not in abbreviations, numbers and list labels."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language import sentences

CASES = [
    ("full stops", "Họp giao ban. Tập huấn xong.", ["Họp giao ban.", "Tập huấn xong."]),
    ("a semicolon closes a measure", "Đạt 95%; còn lại 5%.", ["Đạt 95%;", "còn lại 5%."]),
    ("a line end always does", "Mục đích\nYêu cầu", ["Mục đích", "Yêu cầu"]),
    ("a town's abbreviation", "Họp tại TP. Huế chiều nay.", ["Họp tại TP. Huế chiều nay."]),
    ("a degree", "Mời ThS. Lan và BS. Minh dự.", ["Mời ThS. Lan và BS. Minh dự."]),
    ("thousands and decimals", "Khám 1.250 lượt, đạt 63,4%. Cấp thuốc.", ["Khám 1.250 lượt, đạt 63,4%.", "Cấp thuốc."]),
    ("the label of an item", "1. Mục đích. Yêu cầu.", ["1. Mục đích.", "Yêu cầu."]),
    ("a label of two levels", "2.1. Khám sức khỏe. Tiêm chủng.", ["2.1. Khám sức khỏe.", "Tiêm chủng."]),
    ("a Roman label", "II. KẾT QUẢ. Đạt.", ["II. KẾT QUẢ.", "Đạt."]),
    ("v.v. inside", "Tập huấn, in tờ rơi v.v. cho 20 xã.", ["Tập huấn, in tờ rơi v.v. cho 20 xã."]),
    ("a quotation ends with its mark", "Chủ đề “Sạch.” Hết.", ["Chủ đề “Sạch.”", "Hết."]),
    ("dots of an open list", "Khám, chữa bệnh... Kết quả tốt.", ["Khám, chữa bệnh...", "Kết quả tốt."]),
    ("a code is no end", "Theo 98/2023/NĐ-CP. Thực hiện.", ["Theo 98/2023/NĐ-CP.", "Thực hiện."]),
    ("nothing", " \n ", []),
]


@pytest.mark.parametrize(("reason", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_sentences_end_where_an_official_ends_them(reason: str, text: str, expected: list[str]) -> None:
    assert [place.of(text) for place in sentences(text)] == expected


@given(st.text(alphabet='aĐ1. ;\n"”…!', max_size=80))
def test_sentences_are_in_order_and_lose_no_letter(text: str) -> None:
    found = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(place.of(text).split()) for place in found) == "".join(text.split())
    assert not any("\n" in place.of(text) for place in found)
