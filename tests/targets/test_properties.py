"""What holds of every text: evidence inside it, sides of bounds, parents, and time that grows with it and no faster."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.targets import find
from extractor.text import Text

_PIECES = (
    "100% 95 % 1.250 63,41 11/11 10-15% từ đến trên dưới không quá ít nhất trở lên trong đó gồm ( ) ; : , . - + “ ” / hộ người "
    "tỷ đồng đạt được có là kế hoạch tỷ lệ tổng số phấn đấu đã tặng cho và nếu thì tuổi năm 2025 ngày Điều 5 \n \t ‰ ≥ khoảng"
)
WORDS = st.sampled_from(_PIECES.split(" "))
TYPES = st.sampled_from(["BC", "KH", "CV", "NĐ", None])


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=60), TYPES)
@example(["95", "\t", "95"], "BC")  # blanks alone before a figure are no item of a list
def test_every_measure_stands_where_it_says(words: list[str], doc_type: str | None) -> None:
    text = Text.from_string(" ".join(words))
    found = find(text, doc_type=doc_type)
    for i, target in enumerate(found):
        assert 0 <= target.start < target.end <= len(text.text)
        assert "\n" not in text.text[target.start : target.end]
        assert 0 <= target.confidence <= 1
        assert target.parent is None or (0 <= target.parent < len(found) and target.parent != i)
        assert (target.low is None) == (target.op in ("le", "lt", None))
        assert (target.high is not None) == (target.op in ("le", "lt", "between"))
        assert target.op is not None or target.unit is None
    assert [t.start for t in found] == sorted(t.start for t in found)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), TYPES)
def test_no_text_breaks_it(words: str, doc_type: str | None) -> None:
    text = Text.from_string(words)
    for target in find(text, doc_type=doc_type):
        assert text.text[target.start : target.end].strip()


#: Lines that would be slow where a window is not bounded or a pattern tries every end.
HOSTILE = [
    "(",
    "1234567 ",
    "1",
    "I. ",
    "100% hộ, ",
    "trong đó 5 hộ ",
    "(gồm 5 hộ ",
    "“",
    "a: 5; ",
    "khi 5% ",
    "5/",
    "từ 5 ",
    "đã 5 hộ ",
]


@pytest.mark.parametrize("unit", HOSTILE, ids=lambda unit: unit.strip())
def test_one_long_line_takes_time_in_proportion(unit: str) -> None:
    def seconds(length: int) -> float:
        text = Text.from_string(unit * (length // len(unit)))
        start = time.process_time()
        find(text, doc_type="BC")
        return time.process_time() - start

    seconds(1_000)
    short, long = min(seconds(20_000) for _ in range(2)), min(seconds(80_000) for _ in range(2))
    assert long < 9 * short + 0.2, f"{short:.3f} s for 20 k characters, {long:.3f} s for 80 k"
