"""Tokens as an official reads them: what is one thing is one token, and nothing but white space is lost."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.tokens import tokens

WHOLE = [
    ("98/2023/NĐ-CP", "code"),
    ("06/2022/QH15", "code"),
    ("34-CT/TW", "code"),
    ("208/SYT-TCCB", "code"),
    ("19/CT-TTg", "code"),
    ("55/2005/TTLT-BNV-VPCP", "code"),
    ("12/2014/TTLT-BLĐTB&XH", "code"),
    ("/KH-SYT", "code"),
    ("31/12/2023", "date"),
    ("01-10-1997", "date"),
    ("31.12.2023", "date"),
    ("9/2025", "date"),
    ("63,41", "number"),
    ("1.250", "number"),
    ("2.025.000.000", "number"),
    ("95%", "number"),
    ("10-15%", "number"),
    ("2021-2025", "number"),
    ("11/11", "number"),
    ("5G", "name"),
    ("Covid-19", "word"),
    ("TĐ-KT", "word"),
    ("đ/c", "word"),
    ("R&D", "word"),
    ("...", "mark"),
]


@pytest.mark.parametrize(("word", "kind"), WHOLE, ids=[word for word, _ in WHOLE])
@pytest.mark.parametrize("around", ["{}", "theo {} nêu trên", "({}),", "“{}”;"])
def test_what_is_one_thing_is_one_token(word: str, kind: str, around: str) -> None:
    start = around.index("{")
    found = [(t.text, t.kind) for t in tokens(around.format(word)) if start <= t.start < start + len(word)]
    assert found == [(word, kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đạt 95%.", ["đạt", "95%", "."]),
        ("năm 2025.", ["năm", "2025", "."]),
        ("(2021-2025)", ["(", "2021-2025", ")"]),
        ("11/Trạm", ["11", "/", "Trạm"]),
        ("TP. Huế. Hết", ["TP.", "Huế", ".", "Hết"]),
        ("Y tế;Sở", ["Y", "tế", ";", "Sở"]),
    ],
)
def test_marks_stand_alone(text: str, expected: list[str]) -> None:
    assert [t.text for t in tokens(text)] == expected


@given(st.text(max_size=120))
def test_tokens_cover_all_but_white_space(text: str) -> None:
    found = list(tokens(text))
    assert all(t.text == text[t.start : t.end] for t in found)
    gaps = (
        [text[a.end : b.start] for a, b in pairwise(found)] + [text[: found[0].start], text[found[-1].end :]]
        if found
        else [text]
    )
    assert not any(gap.strip() for gap in gaps)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("unit", ["(", "1", "1.", "1/A", "A-", "I. ", "a", "…", "Đ/"])
def test_time_grows_with_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        started = time.process_time()
        for _ in tokens(unit * (size // len(unit))):
            pass
        return time.process_time() - started

    assert seconds(200_000) < 40 * seconds(20_000) + 0.2
