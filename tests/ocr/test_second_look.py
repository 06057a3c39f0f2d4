"""A second look changes a number only where every look agrees on another; each row says what must not happen otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.ocr import Word
from extractor.readers.second_look import second_looks
from extractor.repair import repair
from extractor.text import Doubt, Line, SourceText, Span

pytest.importorskip("cv2", reason="OpenCV is not installed")

Seen = tuple[str, float]


def page(marks: int) -> Any:
    """A sheet with a word of black bars at 100 … 200, and ``marks`` points on its base line."""
    grey = np.full((300, 600), 255, np.uint8)
    for x in range(100, 200, 20):
        grey[100:130, x : x + 8] = 0
    for x in range(112, 112 + 20 * marks, 20):
        grey[126:130, x : x + 4] = 0
    return SimpleNamespace(dpi=300, grey=grey, rulings=SimpleNamespace(bare=grey))


def looks(word: str, sure: float, seen: Sequence[Seen], marks: int = 0) -> Any:
    """The outcome for ``word``, where the engine reads ``seen`` in turn: five looks alone, two among its neighbours."""
    left = list(seen)

    def read(pictures: list[Any]) -> list[list[Word]]:
        out = []
        for picture in pictures:
            text, confidence = left.pop(0)
            out.append([Word(text, 0, 0, picture.shape[1], picture.shape[0], confidence, 0)] if text else [])
        return out

    return second_looks([Word(word, 100, 100, 200, 130, sure, 0)], page(marks), read).get(0)


ALL = 7


@pytest.mark.parametrize(
    ("word", "sure", "seen", "marks", "better"),
    [
        ("92", 0.69, [("02", 0.96)] * ALL, 0, "02"),  # all looks see another number
        ("92", 0.69, [("02", 0.96)] * 6 + [("92", 0.96)], 0, ""),  # the neighbours give the first reading
        ("92", 0.69, [("02", 0.96)] * 4 + [("92", 0.9)] + [("02", 0.9)] * 2, 0, ""),  # one look gives the first reading
        ("06", 0.75, [("96", 0.82)] * ALL, 0, ""),  # hardly surer than the first reading was
        ("12]", 0.64, [("121", 0.95)] * 5 + [("12]", 0.9), ("121", 0.9)], 0, "121"),  # no number before: most are enough
        ("12]", 0.64, [("121", 0.95)] * 5 + [("12]", 0.9), ("12!", 0.9)], 0, ""),  # the neighbours know of no such number
        ("§3,0", 0.84, [("83,0", 0.9)] * ALL, 1, "83,0"),  # sure of what is no number
        ("5.112,4", 0.69, [("51124", 0.95)] * ALL, 2, ""),  # looks lose commas, never win by that
        ("1384", 0.7, [("1333", 0.95)] * ALL, 1, ""),  # a comma stands there that no look reads
        ("3", 0.34, [("2.", 0.96)] * ALL, 1, "2."),  # with the mark that stands there
        ("H5N1", 0.79, [("HSNI", 0.95)] * ALL, 0, ""),  # another word, no number
        ("2019", 0.05, [("2017", 0.95)] * ALL, 0, ""),  # pens and stains are not read again
        ("92", 0.85, [("02", 0.96)] * ALL, 0, ""),  # nor what was read well
        ("tám", 0.3, [("78", 0.96)] * ALL, 0, ""),  # nor words
    ],
)
def test_only_agreement_changes_a_number(word: str, sure: float, seen: list[Seen], marks: int, better: str) -> None:
    second = looks(word, sure, seen, marks)
    assert (second.better if second else "") == better
    if better:
        assert second.confidence < max(confidence for _, confidence in seen)  # never surer than a look


@pytest.mark.parametrize(
    ("word", "sure", "seen", "marks", "expected"),
    [
        ("20", 0.4, [("20", 0.97)] * 2, 0, 0.92),  # two looks agree with the first reading
        ("20", 0.4, [("20", 0.6)] * 2, 0, None),  # without being sure
        ("1193", 0.67, [("1193", 0.97)] * 2, 1, None),  # a comma stands there
        ("128.4", 0.76, [("128.4", 0.97)] * 2, 1, None),  # a point that numbers do not have
        ("13/10/2012", 0.74, [("13/10/2012", 0.91), ("13/10/2017", 0.85)] + [("13/10/2012", 0.9)] * 5, 0, 0.5),  # torn
    ],
)
def test_agreement_with_the_first_reading_lowers_the_doubt(
    word: str, sure: float, seen: list[Seen], marks: int, expected: float | None
) -> None:
    second = looks(word, sure, seen, marks)
    assert (round(second.confidence, 2) if second else None) == expected
    assert second is None or not second.better


def scan(words: Sequence[tuple[str, str]]) -> SourceText:
    """A scan of one line, the words with a better reading among plain ones."""
    text, doubts = "Tổng số", []
    for word, better in words:
        start = len(text) + 1
        text += f" {word} người"
        doubts.append(Doubt(start, start + len(word), 0.8, better))
    return SourceText(text, (Line(0, len(text)),), "pdf", "application/pdf", ocr=True, doubts=tuple(doubts))


NUMBERS = st.tuples(st.from_regex(r"[1-9][0-9]{1,3}", fullmatch=True), st.from_regex(r"[1-9][0-9]{1,3}", fullmatch=True))


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_every_change_leads_back_to_what_was_read(pairs: list[tuple[str, str]]) -> None:
    source = scan(pairs)
    text = repair(source)
    words = text.text.split(" ")
    assert [word for word in words if word.isdigit()] == [better for _, better in pairs]
    at = 0
    for (read, better), doubt in zip(pairs, source.doubts, strict=True):
        at = text.text.index(better, at)
        place = Span(at, at + len(better))
        assert text.to_source(place) == Span(doubt.start, doubt.end) and source.text[doubt.start : doubt.end] == read
        assert text.confidence(place) <= 0.8
        at += len(better)
    assert sum(note.code == "ocr_slip_mended" for note in text.notes) == len(pairs)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Số: 42 /BC-SYT", "42"),  # the serial
        ("An Giang, ngày 42 tháng 12 năm 2031", "42"),  # the day of issue
        ("(Kèm theo Kế hoạch số …/KH-TTYT ngày 42 tháng 3 năm 2031)", "42"),  # the same over an annex
    ],
)
def test_what_a_pen_filled_in_is_left(line: str, word: str) -> None:
    start = line.index(word)
    source = SourceText(
        line, (Line(0, len(line)),), "pdf", "application/pdf", ocr=True, doubts=(Doubt(start, start + 2, 0.7, "19"),)
    )
    assert "19" not in repair(source).text
