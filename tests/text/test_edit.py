"""Edits and the way back: every kept letter leads home, and a stretch leads to the stretch it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text import Edit, Note, Span, Text, apply_edits

LETTERS = st.text(alphabet="aăâbcdđ \n\t.1", max_size=60)


@st.composite
def text_and_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(LETTERS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(a, b, draw(st.text(alphabet="xyz ", max_size=3)), "rule") for a, b in pairs]
    return text, [e for i, e in enumerate(edits) if i == 0 or e.start > edits[i - 1].end]


@given(text_and_edits())
def test_every_kept_letter_leads_back_to_itself(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    after, alignment = apply_edits(text, edits)
    for i, letter in enumerate(after):
        span = alignment.span_before(Span(i, i + 1))
        assert 0 <= span.start <= span.end <= len(text)
        if letter not in "xyz" and not any(e.start <= span.start < e.end for e in edits) and span.end == span.start + 1:
            assert text[span.start] == letter


@given(text_and_edits(), st.integers(0, 80), st.integers(0, 80))
def test_a_stretch_leads_back_in_order(case: tuple[str, list[Edit]], a: int, b: int) -> None:
    text, edits = case
    after, alignment = apply_edits(text, edits)
    a, b = sorted((min(a, len(after)), min(b, len(after))))
    span = alignment.span_before(Span(a, b))
    assert 0 <= span.start <= span.end <= len(text)


@given(text_and_edits())
def test_many_places_lead_back_as_each_does(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    after, alignment = apply_edits(text, edits)
    spans = [Span(i, min(i + 3, len(after))) for i in range(0, len(after), 3)]
    assert alignment.spans_before(spans) == [alignment.span_before(span) for span in spans]


@pytest.mark.parametrize(
    ("text", "edits", "after", "place", "before", "reason"),
    [
        ("Chỉ\n\nthị số", [Edit(3, 5, " ", "wrap")], "Chỉ thị số", Span(0, 7), Span(0, 8), "a wrap becomes a space"),
        ("TT-\n\nBYT", [Edit(3, 5, "", "code")], "TT-BYT", Span(0, 6), Span(0, 8), "a code is joined without one"),
        ("a**b**", [Edit(1, 3, "", "m"), Edit(4, 6, "", "m")], "ab", Span(1, 2), Span(3, 4), "deleted marks belong to nobody"),
        ("xaod", [Edit(3, 4, "đ", "ð")], "xaođ", Span(3, 4), Span(3, 4), "a replaced letter stands for the old one"),
    ],
)
def test_places_before(text: str, edits: list[Edit], after: str, place: Span, before: Span, reason: str) -> None:
    got, alignment = apply_edits(text, edits)
    assert got == after, reason
    assert alignment.span_before(place) == before, reason


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlapping"):
        apply_edits("abcd", [Edit(0, 2, "", "a"), Edit(1, 3, "", "b")])


def test_notes_move_with_the_text_and_chains_lead_home() -> None:
    raw = Text.from_string("một\nhai ba")
    joined = raw.edited([Edit(3, 4, " ", "wrap")], [Note("here", "đây", 4, 7)])
    trimmed = joined.edited([Edit(0, 4, "", "cut")])
    assert trimmed.text == "hai ba"
    assert [(n.start, n.end) for n in trimmed.notes] == [(0, 3)]
    assert trimmed.to_source(Span(0, 3)).of(raw.text) == "hai"
    assert trimmed.paragraphs[0].span == Span(0, 6)
