"""Nơi nhận beside the signature in words as an engine gives them: two columns, whatever a pen and a seal did to the boxes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from extractor.ocr import Word
from extractor.ocr.upright import Stand
from extractor.readers.pdf_page import laid_out
from extractor.readers.pdf_rulings import Rulings
from extractor.readers.scan_words import scanned_words

SHEET: Any = SimpleNamespace(dpi=300, stand=Stand(0, 0.0), grey=np.broadcast_to(np.uint8(255), (3508, 2480)))


def printed(text: str, x: float, base: float, size: float, line: int) -> list[Word]:
    """``text`` as an engine's words: boxes of the ink, dashes as low as dashes are."""
    out = []
    for word in text.split(" "):
        width = max(len(word), 1) * size * 0.45
        top, bottom = (base - 0.28 * size, base - 0.22 * size) if word in "-~–" else (base - 0.66 * size, base)
        out.append(Word(word, x, top, x + width * (0.5 if word == "-" else 1), bottom, 0.95, line))
        x += width + size * 0.25
    return out


def lines_of(words: list[Word]) -> list[tuple[int | None, str]]:
    page = laid_out(scanned_words(words, SHEET, {}).words, Rulings([], []))
    return [(line.column, line.text) for line in page.lines]


LEFT = [
    "Nơi nhận:",
    "- Bộ Nội vụ;",
    "- UBND tỉnh;",
    "- Các sở, ban, ngành;",
    "- Báo Ninh Khê;",
    "- Chi cục Thuế;",
    "- Lưu: VT.",
]


def block(right: list[tuple[str, float, float]]) -> list[Word]:
    """The list on the left at 52 pixels a line; ``right``: words, base line, size."""
    words = [word for i, text in enumerate(LEFT) for word in printed(text, 300, 1000 + 52 * i, 46, i)]
    return words + [word for i, (text, base, size) in enumerate(right) for word in printed(text, 1500, base, size, 100 + i)]


@pytest.mark.parametrize(
    ("right", "reason"),
    [
        ([("GIÁM ĐỐC", 1000, 58), ("Trần Văn Khê", 1312, 58)], "title beside the heading, name beside the last line"),
        ([("Trần Văn Khê", 1232, 72)], "a higher name reaches two lines of the list"),
        ([("GIÁM ĐỐC", 940, 58), ("Trần Văn Khê", 1240, 64)], "a title that stands over the heading"),
        ([("KT. GIÁM ĐỐC", 1000, 58), ("PHÓ GIÁM ĐỐC", 1070, 58), ("Lê Thị Hồng", 1300, 58)], "two titles"),
    ],
)
def test_two_columns(right: list[tuple[str, float, float]], reason: str) -> None:
    lines = lines_of(block(right))
    assert [text for column, text in lines if column != 1 and text in LEFT] == LEFT, reason
    assert sorted(text for _, text in lines) == sorted([*LEFT, *(text for text, _, _ in right)]), reason  # nothing read across
    name = right[-1][0]
    assert (1, name) in lines, reason


def test_a_line_whose_boxes_a_signature_made_high_stays_one_line() -> None:
    words = block([("GIÁM ĐỐC", 1000, 58), ("Trần Văn Khê", 1312, 58)])
    high = [word._replace(top=word.top - 60, bottom=word.bottom + 45) if word.line == 4 else word for word in words]
    assert [text for _, text in lines_of(high) if text in LEFT] == LEFT


def test_running_text_with_a_short_last_line_is_no_block() -> None:
    text = [
        "Đề nghị các cơ quan, đơn vị triển khai thực hiện kế hoạch này",
        "và báo cáo kết quả trước ngày 15",
        "tháng 12 hằng năm.",
    ]
    words = [word for i, line in enumerate(text) for word in printed(line, 300, 1000 + 70 * i, 58, i)]
    assert lines_of(words) == [(None, line) for line in text]
