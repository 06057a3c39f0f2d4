"""Reading order: what the benchmark measures, held; and the layouts that a letterhead of two columns must be told from."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import reading_order

Make = Callable[..., Any]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_benchmark_reaches_its_goals(fonts: tuple[str, str], tmp_path: Path, seed: int) -> None:
    found = reading_order.run(4, seed, tmp_path)
    assert set(found) == {(way, shuffled) for way in ("line", "word", "piece") for shuffled in (False, True)}
    for (_, shuffled), measure in found.items():
        assert measure.rate <= (0.01 if shuffled else 0.002)
        assert measure.columns == measure.pages


@pytest.mark.parametrize(
    ("one", "two", "distance"), [("", "abc", 3), ("kế hoạch", "kế hoạch", 0), ("kitten", "sitting", 3), ("ab", "ba", 2)]
)
def test_the_distance_is_levenshteins(one: str, two: str, distance: int) -> None:
    assert reading_order.edit_distance(one, two) == distance == reading_order.edit_distance(two, one)


def letterhead(sheet: Any, left: list[str], right: list[str], axes: tuple[float, float] = (160, 400), lower: float = 0) -> None:
    for i, words in enumerate(left):
        sheet.centre(axes[0], 60 + 18 * i, words, 12)
    for i, words in enumerate(right):
        sheet.centre(axes[1], 60 + lower + 18 * i, words, 12, bold=True)


RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Ba Sông, ngày 05 tháng 3 năm 2030"]


@pytest.mark.parametrize(
    ("left", "axes", "lower", "why"),
    [
        (["UBND TỈNH BA SÔNG", "SỞ Y TẾ", "Số: 12/KH-SYT"], (160.0, 400.0), 0.0, "side by side"),
        (["UBND TỈNH BA SÔNG", "SỞ Y TẾ", "Số: 12/KH-SYT"], (160.0, 400.0), 8.0, "out of step by half a line"),
        (["CỤC QUẢN LÝ CHẤT LƯỢNG NÔNG SẢN VÀ", "Số: 12/CL"], (163.0, 425.0), 0.0, "no more than a space between"),
        (["BỘ NỘI VỤ", "CỤC VĂN THƯ", "Số: 12/VT", "V/v nộp hồ sơ", "vào lưu trữ"], (160.0, 400.0), 0.0, "a subject below"),
    ],
)
def test_letterhead_left_before_right(
    sheet: Make, texts: Any, left: list[str], axes: tuple[float, float], lower: float, why: str
) -> None:
    made = sheet()
    letterhead(made, left, RIGHT, axes, lower)
    made.centre(310, 190, "KẾ HOẠCH", bold=True)
    made.body(230)
    source = made.read()
    assert texts(source)[: len(left) + 3] == left + RIGHT, why
    assert [line.column for line in source.lines[: len(left) + 4]] == [0] * len(left) + [1, 1, 1, None], why


def test_signature_beside_recipients(sheet: Make, texts: Any) -> None:
    left = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    right = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Bình"]
    made = sheet()
    made.body(60)
    for i, words in enumerate(left):
        made.put(80, 150 + 14 * i, words, 11)
    for top, words in zip((146, 164, 260), right, strict=True):
        made.centre(430, top, words, bold=True)
    source = made.read()
    assert texts(source)[4:] == left + right
    assert [line.column for line in source.lines[4:]] == [0, 0, 0, 1, 1, 1]


def test_three_signatures(sheet: Make, texts: Any) -> None:
    made = sheet()
    made.body(60)
    for x, title, name in ((130, "NGƯỜI LẬP", "Lê Thị A"), (300, "KẾ TOÁN TRƯỞNG", "Trần B"), (470, "GIÁM ĐỐC", "Vũ C")):
        made.centre(x, 160, title, bold=True)
        made.centre(x, 230, name)
    assert texts(made.read())[4:] == ["NGƯỜI LẬP", "Lê Thị A", "KẾ TOÁN TRƯỞNG", "Trần B", "GIÁM ĐỐC", "Vũ C"]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("Họ và tên:", "Lê Văn A"), ("Chức vụ:", "Chuyên viên"), ("Đơn vị:", "Phòng Tổ chức")], "labels and values"),
        ([("Nội dung một", "12"), ("Nội dung hai", "8"), ("Nội dung ba", "20")], "a list with figures"),
        ([("a)", "Rà soát danh mục"), ("b)", "Lập dự toán"), ("c)", "Báo cáo")], "hanging labels"),
    ],
)
def test_rows_that_belong_together_stay_together(sheet: Make, texts: Any, rows: list[tuple[str, str]], why: str) -> None:
    made = sheet()
    made.body(60)
    for i, (left, right) in enumerate(rows):
        made.put(80, 150 + 18 * i, left)
        made.put(250 if len(left) > 2 else 110, 150 + 18 * i, right)
    made.body(220)
    source = made.read()
    assert texts(source)[4:7] == [f"{left} {right}" for left, right in rows], why
    assert all(line.column is None for line in source.lines)


def test_two_columns_of_print(sheet: Make, texts: Any, fonts: tuple[str, str]) -> None:
    made = sheet()
    left = [f"Dòng {i} bên trái của bản tin in hai cột" for i in range(10)]
    right = [f"Dòng {i} bên phải của bản tin in hai cột" for i in range(10)]
    for i, (one, two) in enumerate(zip(left, right, strict=True)):
        made.put(60, 80 + 16 * i, one, 11)
        made.put(320, 80 + 16 * i, two, 11)
    assert texts(made.read()) == left + right


def test_the_page_number_is_no_column(sheet: Make, texts: Any) -> None:
    made = sheet()
    made.body(60)
    made.put(80, 150, "Nơi nhận:", 11)
    made.centre(430, 150, "GIÁM ĐỐC", bold=True)
    made.centre(430, 230, "Lê Văn C", bold=True)
    made.put(310, 800, "7")
    source = made.read()
    assert texts(source)[-1] == "7" and source.lines[-1].column is None


def test_the_same_page_whatever_the_order_of_operations(sheet: Make, texts: Any) -> None:
    words = ["Báo", "cáo", "số", "12/BC-SYT", "ngày", "05/3/2030", "về", "kết", "quả", "công", "tác", "năm"]
    made = sheet()
    places: list[tuple[float, str]] = []
    x = 80.0
    for word in words:
        places.append((x, word))
        x += made.canvas.stringWidth(word + " ", made.fonts[0], 13)
    random.Random(3).shuffle(places)
    for x, word in places:
        made.put(x, 100, word)
    assert texts(made.read()) == [" ".join(words)]
