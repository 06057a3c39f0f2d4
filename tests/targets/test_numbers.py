"""Numbers: what a printed form is worth, and that writing and reading agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.targets.numbers import numbers, value_of

FORMS = [
    ("01", 1.0, None, "a leading zero counts nothing"),
    ("1.250", 1250.0, 1.25, "the full stop groups; the English reading is kept in mind"),
    ("681.395.057.052", 681395057052.0, None, "a budget in đồng"),
    ("63,41", 63.41, None, "the comma divides"),
    ("1.250,5", 1250.5, None, "both"),
    ("1,250", 1.25, 1250.0, "a comma before three digits may group"),
    ("1,250,000", 1250000.0, None, "two commas can only group"),
    ("2.5", 2.5, None, "a full stop before one digit can only divide"),
    ("0.125", 0.125, None, "no group begins with 0"),
]
NONE = [
    ("31.12.2023", "a date"),
    ("2.1.3", "a list label"),
    ("0912345678", "a telephone number"),
    ("1.2.3.4", "an address"),
    ("1" * 40, "longer than any amount"),
]


@pytest.mark.parametrize(("printed", "value", "other", "reason"), FORMS, ids=[form[-1] for form in FORMS])
def test_forms(printed: str, value: float, other: float | None, reason: str) -> None:
    assert value_of(printed) == (value, other), reason


@pytest.mark.parametrize(("printed", "reason"), NONE, ids=[form[-1] for form in NONE])
def test_no_numbers(printed: str, reason: str) -> None:
    assert list(numbers(printed)) == [], reason


@pytest.mark.parametrize("tied", ["H5N1", "A20", "X=10", "{7}", "×100", "a_3"])
def test_what_follows_a_letter_or_an_operator_is_no_number(tied: str) -> None:
    assert list(numbers(tied)) == []


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_vietnamese_writing_is_read_back(whole: int, hundredths: int) -> None:
    printed = f"{whole:,}".replace(",", ".") + f",{hundredths:02d}"
    (number,) = numbers(printed)
    assert number.value == pytest.approx(float(f"{whole}.{hundredths:02d}"))
