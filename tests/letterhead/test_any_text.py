"""Whatever stands in a text, reading its letterhead gives places inside it, fields without line ends, and linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.letterhead import read
from extractor.repair import repair
from extractor.text import Text

LINES = st.sampled_from(
    [
        "SỞ Y TẾ MẪU SƠN",
        "TRUNG TÂM Y TẾ",
        "*",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/KH-SYT",
        "Số: /KH-SYT",
        "Số:",
        "Mẫu Sơn, ngày 5 tháng 3 năm 2024",
        "Mẫu Sơn, ngày 31 tháng 02 năm 2024",
        "KẾ HOẠCH",
        "QUYẾT ĐỊNH",
        "Về việc thử nghiệm",
        "V/v thử nghiệm",
        "Kính gửi:",
        "- Sở Nội vụ;",
        "Căn cứ Luật thử nghiệm;",
        "I. MỤC TIÊU",
        "Sở Y tế Mẫu Sơn xây dựng kế hoạch như sau:",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Nguyễn Văn Thử",
        "(Đã ký)",
        "PHỤ LỤC",
        "MẬT",
        "",
        "a\tb\tc",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=25).map("\n".join))
def test_lines_in_any_order(words: str) -> None:
    check(words)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=150))
def test_any_text(words: str) -> None:
    check(words)


def check(words: str) -> None:
    text = repair(Text.from_string(words).source)
    found = read(text)
    for name, span in found.spans.items():
        assert 0 <= span.start < span.end <= len(text.text), name
    assert 0 <= found.body.start <= found.body.end <= found.tail.start <= found.tail.end <= len(text.text)
    fields = [found.number, found.issuer, found.parent_issuer, found.place, found.subject, *(r.name for r in found.recipients)]
    assert all(value.strip() and "\n" not in value for value in fields if value is not None)
    assert all(note.start <= note.end <= len(text.text) for note in found.notes)


@pytest.mark.parametrize(
    "piece",
    [
        "a\n",
        "GIÁM ĐỐC\n",
        "Nơi nhận:\n",
        "- a;\n",
        "Nguyễn Văn Thử\n",
        "Số: \n",
        "Sở Y tế xây dựng, ",
        "KẾ HOẠCH\n",
        "năm 2024 ",
    ],
)
def test_time_grows_with_length(piece: str) -> None:
    """Eight times the text may take at most forty times the time: quadratic reading would take sixty-four."""

    def seconds(length: int) -> float:
        text = Text.from_string(piece * (length // len(piece)))
        start = time.process_time()
        read(text)
        return time.process_time() - start

    seconds(2_000)
    small = max(min(seconds(8_000) for _ in range(2)), 0.01)
    assert seconds(64_000) < 40 * small
