"""Lines: words, boxes, styles, raised numbers, turned pages, footnotes, hyphens."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]

ALPHABET = "ăâđêôơư ĂÂĐÊÔƠƯ áàảãạ ấầẩẫậ ắằẳẵặ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ"


def test_every_vietnamese_letter_comes_back(sheet: Make, texts: Any) -> None:
    made = sheet()
    made.put(60, 100, ALPHABET)
    made.put(60, 130, ALPHABET.upper())
    source = made.read()
    assert texts(source) == [ALPHABET, ALPHABET.upper()]
    assert (source.reader, source.media_type, source.wrapped, source.ocr) == ("pdf", "application/pdf", True, False)


def test_decomposed_letters_stay_for_the_repair(sheet: Make, texts: Any) -> None:
    words = unicodedata.normalize("NFD", "Kế hoạch thực hiện nhiệm vụ")
    made = sheet()
    made.put(60, 100, words)
    assert texts(made.read()) == [words]


def test_box_is_where_the_words_are(sheet: Make) -> None:
    made = sheet()
    made.put(80, 120, "Kế hoạch công tác")
    (line,) = made.read().lines
    assert line.box is not None and line.page == line.box.page == 1
    assert line.box.x0 == pytest.approx(80, abs=1)
    assert line.box.top < 120 <= line.box.bottom < 126
    assert line.box.x1 == pytest.approx(80 + made.canvas.stringWidth("Kế hoạch công tác", made.fonts[0], 13), abs=1)


def test_styles(sheet: Make) -> None:
    made = sheet()
    made.body(60)
    axis = 80 + made.canvas.stringWidth(made.BODY, made.fonts[0], 13) / 2
    made.centre(axis, 140, "BÁO CÁO", 14, bold=True)
    made.put(80, 170, "1. Kết quả thực hiện", bold=True)
    lines = made.read().lines
    body, title, heading = (lines[i].style for i in (0, 4, 5))
    assert (body.bold, body.centred, body.size) == (False, False, 13)
    assert (title.bold, title.centred, title.size) == (True, True, 14)
    assert (heading.bold, heading.centred) == (True, False)


@pytest.mark.parametrize(
    ("before", "raised", "read", "why"),
    [
        ("năm 2023", "1", "năm 2023¹", "a footnote's mark is no digit of the year"),
        ("Luật Đất đai", "12", "Luật Đất đai¹²", "two digits"),
        ("diện tích 120 m", "2", "diện tích 120 m2", "square metres as typists write them"),
    ],
)
def test_raised_numbers(sheet: Make, texts: Any, before: str, raised: str, read: str, why: str) -> None:
    made = sheet()
    made.put(80, 100, before)
    x = 80 + made.canvas.stringWidth(before, made.fonts[0], 13)
    made.put(x, 95, raised, 8)
    made.put(x + 10, 100, "theo quy định")
    assert texts(made.read()) == [f"{read} theo quy định"], why


def test_lowered_numbers_are_none(sheet: Make, texts: Any) -> None:
    made = sheet()
    made.put(80, 100, "khí CO")
    made.put(80 + made.canvas.stringWidth("khí CO", made.fonts[0], 13), 103, "2", 8)
    assert texts(made.read()) == ["khí CO2"]


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize("page_turned", [False, True])
def test_turned_text(sheet: Make, texts: Any, quarters: int, page_turned: bool) -> None:
    """Set sideways, on a page that a viewer turns upright or not."""
    made = sheet(size=(600, 600))
    if page_turned:
        made.canvas.setPageRotation(90 * quarters)
    made.canvas.translate(300, 300)
    made.canvas.rotate(90 * quarters)
    for i, words in enumerate(["KẾ HOẠCH", "Kiểm tra công tác quý 2", "Số: 12/KH-SYT"]):
        made.canvas.setFont(made.fonts[0], 12)
        made.canvas.drawString(-200, 200 - 20 * i, words)
    source = made.read()
    assert texts(source) == ["KẾ HOẠCH", "Kiểm tra công tác quý 2", "Số: 12/KH-SYT"]
    box = source.lines[0].box
    assert box is not None
    wide = box.x1 - box.x0 > box.bottom - box.top
    assert wide == (page_turned or quarters == 2)


def test_pages_with_an_origin_of_their_own(sheet: Make, texts: Any) -> None:
    made = sheet()
    made.put(150, 200, "Thông báo kết luận")
    made.put(5, 200, "ngoài khổ")
    made.canvas.setCropBox((100, 100, 500, 700))
    source = made.read()
    assert texts(source) == ["Thông báo kết luận"], "what a viewer does not show is not read"
    box = source.lines[0].box
    assert box is not None and box.x0 == pytest.approx(50, abs=1) and box.bottom == pytest.approx(61, abs=4)


def test_hyphens_at_line_ends(sheet: Make, texts: Any) -> None:
    made = sheet()
    made.put(80, 100, "theo Kế hoạch số 12/KH-")
    made.put(80, 118, "UBND và giai đoạn 2024 -")
    made.put(80, 136, "2025 của tỉnh")
    assert texts(made.read()) == ["theo Kế hoạch số 12/KH-", "UBND và giai đoạn 2024 -", "2025 của tỉnh"]


@pytest.mark.parametrize("separator", [True, False])
def test_footnotes_are_quoted(sheet: Make, separator: bool) -> None:
    made = sheet()
    made.body(60, lines=6)
    if separator:
        made.rule(80, 690, 224, 690)
    else:
        made.put(80, 697, "1", 7)
    made.put(86, 700, "Khoản này được sửa đổi, bổ sung theo quy định", 10)
    made.put(80, 714, "tại Luật số 62/2030/QH18.", 10)
    assert [line.quoted for line in made.read().lines] == [False] * 6 + [True] * 2


def test_small_print_without_a_mark_is_no_footnote(sheet: Make) -> None:
    made = sheet()
    made.body(60, lines=6)
    made.put(80, 700, "- Như trên;", 10)
    made.put(80, 714, "- Lưu: VT, KH.", 10)
    assert not any(line.quoted for line in made.read().lines)


def test_pages_are_counted(sheet: Make) -> None:
    made = sheet()
    made.body(60)
    made.page()
    made.page()
    made.body(60, lines=1)
    source = made.read()
    assert source.page_count == 3
    assert [line.page for line in source.lines] == [1, 1, 1, 1, 3]
    assert source.notes == (), "an empty page is no scan"
