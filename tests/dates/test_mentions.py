"""Dates as printed and what they mean: one row a form, each with the reason it is there."""

from __future__ import annotations

import json
import time
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import dates
from extractor.text import Span
from extractor.text.gate import Paragraph

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/dates/mentions.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["reason"] for case in CASES])
def test_each_form_is_read_as_meant(case: dict[str, Any]) -> None:
    found = dates.find(case["text"], year=case.get("year"))
    assert [[case["text"][m.start : m.end], m.from_, m.to, m.precision] for m in found] == case["dates"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("trước ngày 10/6/2024", "deadline"),
        ("chậm nhất là ngày 15/12/2025", "deadline"),
        ("tính đến ngày 30/9/2025", "mention"),
        ("giai đoạn 2021-2025", "period"),
        ("hoàn thành trong quý I/2025", "period"),
        ("trong năm 2024", "period"),
        ("vào lúc 8 giờ 00 ngày 26/8/2026", "event"),
        ("khai mạc ngày 26/8/2026", "event"),
        ("Ngày 05/3/2024, Sở Y tế đã họp với các huyện.", "event"),
        ("Ngày 05/3/2024, ngày phát động", "mention"),
        ("hằng năm", "recurrence"),
        ("định kỳ 6 tháng", "recurrence"),
        ("nhiệm vụ năm 2025", "mention"),
    ],
)
def test_the_words_around_give_the_role(text: str, role: str) -> None:
    assert [m.role for m in dates.find(text)] == [role]


def test_a_date_inside_a_citation_is_cited_and_joins_nothing_outside() -> None:
    text = "theo Quyết định số 12/QĐ-SYT ngày 01/7/2020 - ngày 02/8/2021 họp"
    cited = Span(5, text.index(" - "))
    found = dates.find(text, cited=[cited])
    assert [(m.from_, m.role) for m in found] == [("2020-07-01", "cited"), ("2021-08-02", "mention")]


def test_the_letterheads_date_is_issued() -> None:
    text = "Hà Tiên, ngày 02 tháng 3 năm 2024\nHọp ngày 05/3/2024"
    found = dates.find(text, issued=Span(9, 33))
    assert [m.role for m in found] == ["issued", "mention"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ngày 31/6/2024", "date_impossible"),
        ("ngày   tháng 01 năm 2021", "date_blank"),
        ("năm 2026\nhọp ngày 26/8", "date_year_inferred"),
    ],
)
def test_doubt_is_said(text: str, code: str) -> None:
    (doubtful,) = [m for m in dates.find(text) if m.notes]
    assert [note.code for note in doubtful.notes] == [code]
    assert doubtful.notes[0].message and (doubtful.notes[0].start, doubtful.notes[0].end) == (doubtful.start, doubtful.end)


_WORDS = (
    "ngày |tháng |năm |quý |từ |đến |trước |giai đoạn | - |/|.|, | và |\n|\t|(|)|6 tháng đầu năm |hằng năm|nay|Ủy ban|İ|%|QĐ-"
)
_NUMBERS = "1|12|31|2024|2021-2025|15/6|I|IV"
_BITS = st.sampled_from((_WORDS + "|" + _NUMBERS).split("|"))


@given(st.lists(_BITS, max_size=40).map("".join))
def test_any_words_give_ordered_mentions_within_their_line(text: str) -> None:
    found = dates.find(text, year=2024)
    places = [(m.start, m.end) for m in found]
    assert places == sorted(places)
    for m in found:
        evidence = text[m.start : m.end]
        assert evidence.strip() and "\n" not in evidence and "\t" not in evidence
        assert m.role == "recurrence" or m.from_ or m.to
        assert not (m.from_ and m.to) or m.from_[:4] <= m.to[:4]


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert all(0 <= m.start < m.end <= len(text) for m in dates.find(text))


@pytest.mark.parametrize(
    "unit", ["1", "12/", "ngày ", "1, ", "quý I, ", "ngày …", "từ ", "năm 2024 - ", "1/1 - ", "(((", "15/6/2022 "]
)
def test_time_grows_with_the_text(unit: str) -> None:
    """Ten times the text may take about ten times as long; a quadratic scan takes a hundred times."""
    small, large = unit * (20_000 // len(unit)), unit * (200_000 // len(unit))
    dates.find(small)
    started = time.process_time()
    dates.find(small)
    middle = time.process_time()
    dates.find(large)
    assert time.process_time() - middle < 40 * (middle - started) + 0.2


class _OpenGate:
    """A gate that lets every line through."""

    def paragraphs(self, text: str) -> list[Paragraph]:
        starts = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
        return [Paragraph(start, start + len(line), ()) for start, line in zip(starts, text.split("\n"), strict=False)]


@given(st.lists(_BITS, max_size=30).map("".join))
def test_the_gate_loses_nothing(text: str) -> None:
    gated = dates.find(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "_gate", _OpenGate)
        assert dates.find(text) == gated
