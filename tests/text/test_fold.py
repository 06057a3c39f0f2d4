"""Folding: what counts as the same word, and that places survive it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.fold import ascii_aligned, fold, fold_aligned, fold_ascii

VIETNAMESE = st.text(st.sampled_from("aAăĂâÂđĐêơƯòóỏõọàáảãạùúủũụyYeoOÒÓ ,.-/0123\t\n\u00a0\u2003"), max_size=80)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("HÒA", "hoà", "two habits of placing the tone"),
        ("Ủy  ban", "uỷ ban", "a run of spaces is one"),
        ("ủy\u00a0ban\n", " uỷ ban", "every blank is a space, none at the ends"),
        ("khoe\u0309", "khỏe", "decomposed letters are composed first"),
    ],
)
def test_same_word(one: str, other: str, reason: str) -> None:
    assert fold(one) == fold(other), reason


@pytest.mark.parametrize(
    ("words", "bare", "reason"),
    [
        ("Đ/c Nguyễn Thị Thủy", "d/c nguyen thi thuy", "đ has no decomposition"),
        ("İKÂ\tđ", "Ika d", "İ has a small letter of two code points"),
        ("ABC\u2009Ø", "abc ø", "what is no mark stays"),
    ],
)
def test_bare(words: str, bare: str, reason: str) -> None:
    assert ascii_aligned(words) == bare, reason


@given(st.text(max_size=80))
def test_aligned_forms_keep_every_place(text: str) -> None:
    assert len(fold_aligned(text)) == len(ascii_aligned(text)) == len(text)


@given(VIETNAMESE)
def test_letter_by_letter_but_for_the_tones(text: str) -> None:
    assert ascii_aligned(text) == "".join(map(ascii_aligned, text))


@given(VIETNAMESE)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_ascii(fold_ascii(text)) == fold_ascii(text)
    assert fold_ascii(text) == " ".join(ascii_aligned(text).split())
