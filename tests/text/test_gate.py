"""Behind the gate plain ``re`` finds what it finds without: by table, and for every text put together from what matters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.text.gate import Gate, loosened

PATTERNS = {
    "lookaround": re.compile(r"(?<![\w/])\d{1,6}[/-][A-ZĐ]{2}(?![^\W\d_])"),
    "literal before": re.compile(r"(?<=số)\s?\d+"),
    "blank before": re.compile(r"(?<=[\s:])\d{2}(?!\d)"),
    "case": re.compile(r"(?<!\w)ủy ban|\bLUẬT\b", re.IGNORECASE),
    "verbose": re.compile(r"""ngày \s+ \d{1,2}  # the day
                              [ ] tháng [#]?""", re.VERBOSE),
    "classes": re.compile(r"[^\W\d_]+\s[\d.]+%|[\]\[x-z]\W\S\D"),
    "unicode": re.compile(r"[\u0111\u0110]\u1ea5t|\x41\u00d0"),
    "repeats": re.compile(r"(?:\d{1,3}[.,]){1,4}?\d{3}|a{0,2}b{2}c{,3}d"),
    "anchors": re.compile(r"^Điều \d+|hết$|\AĐầu|cuối\Z"),
    "named": re.compile(r"(?P<lead>nhiệm\skỳ)\s(?P<from>\d{4})\s?[-–]\s?\d{4}"),
    "negated": re.compile(r"[^\s\d]{3,}/[^\W]"),
}  # fmt: skip
GATE = Gate(PATTERNS)


def plainly(text: str) -> list[tuple[str, int, int]]:
    """What each pattern finds paragraph by paragraph with nothing before it."""
    found = []
    start = 0
    for line in text.split("\n"):
        for name, pattern in PATTERNS.items():
            found += [(name, m.start(), m.end()) for m in pattern.finditer(text, start, start + len(line))]
        start += len(line) + 1
    return sorted(found)


PIECES = st.sampled_from(
    [
        "12/QĐ", " 7", "số", "số 5", ":42", "\n", "\n31", "ỦY BAN", "uỷ ban", "Luật", "luật",
        "ngày  3 tháng", "tỷ 5.5%", "] a1", "y .é",
        "đất", "ĐẤT", "AÐ", "1.250", "1,2,345", "aabbccd", "bbd", "Điều 5", "hết", "Đầu", "cuối",
        "nhiệm kỳ 2020-2025", "abc/d", "n¨m/9",
        "ı", "İ", "\ud800", "K", "ſ", "²", "\t", " ", "\u00a0", "\u2028", "\x85", "\r", "x", "٣٤", "²³",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_the_gate_changes_nothing(text: str) -> None:
    assert sorted((name, m.start(), m.end()) for name, m in GATE.finditer(text)) == plainly(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_the_gate_changes_nothing_in_any_text(text: str) -> None:
    assert sorted((name, m.start(), m.end()) for name, m in GATE.finditer(text)) == plainly(text)


def test_paragraphs_that_hold_nothing_are_passed_over() -> None:
    text = "không có gì\nsố 5\n\nĐiều 7 quy định"
    opened = {text[p.start : p.end]: set(p.names) for p in GATE.paragraphs(text)}
    assert opened.keys() == {"số 5", "Điều 7 quy định"}
    assert "literal before" in opened["số 5"] and "anchors" not in opened["số 5"]
    assert "anchors" in opened["Điều 7 quy định"] and "literal before" not in opened["Điều 7 quy định"]


LOOSE = [
    (r"(?<!\w)ngày\b", "(?:)ngày(?:)", "lookarounds and word ends are left out"),
    (r"(?<=số)\d", r"số[\p{Nd}]", "a literal that must stand before is asked for"),
    (r"(?<=a|b)c", "(?:)c", "a choice before is left out"),
    (r"a{2,5}b{0,3}?", "a+b*", "counting is loosened"),
    (r"x{", "x{", "a brace that counts nothing is a brace"),
    (r"[^\d\W]", r"[^\d]", "a negated class may say less"),
    (r"[a\W]", "(?s:.)", "a class RE2 cannot say is anything"),
]


@pytest.mark.parametrize(("pattern", "loose", "reason"), LOOSE, ids=[reason for _, _, reason in LOOSE])
def test_loosened(pattern: str, loose: str, reason: str) -> None:
    assert loosened(re.compile(pattern)) == loose, reason


def test_what_cannot_be_gated_is_said() -> None:
    with pytest.raises(ValueError, match="'twice' cannot be gated"):
        Gate({"twice": re.compile(r"(a+)\1")})
