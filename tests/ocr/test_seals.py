"""Seals and signatures of a scan without colour: found by their shape, and what they hid is read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from extractor.ocr import Grey, Word
from extractor.ocr.seals import seals_of, without
from extractor.readers.scan_seals import unsealed

cv2: Any = pytest.importorskip("cv2", reason="OpenCV is not installed")


def paper() -> Grey:
    """Text of blocks as high as letters, 300 dpi."""
    page = np.full((1200, 1600), 255, np.uint8)
    for y in range(60, 1150, 90):
        for x in range(80, 1500, 40):
            page[y : y + 30, x : x + 22] = 0
    return page


def ring(page: Grey) -> Grey:
    return np.asarray(cv2.circle(page.copy(), (900, 600), 180, 0, 7), np.uint8)


def stroke(page: Grey) -> Grey:
    points = np.array([[700, 500], [800, 700], [850, 520], [1000, 690], [1300, 560]], np.int32)
    return np.asarray(cv2.polylines(page.copy(), [points], False, 60, 6), np.uint8)


@pytest.mark.parametrize(
    ("picture", "found", "reason"),
    [
        (paper(), False, "text is small"),
        (np.full((1200, 1600), 255, np.uint8), False, "paper is empty"),
        (np.where(paper() < 99, 0, 200).astype(np.uint8), False, "a dark tone is one area, not thin"),
        (np.pad(np.zeros((500, 500), np.uint8), 300, constant_values=255), False, "a photograph fills its box"),
        (ring(np.full((1200, 1600), 255, np.uint8)), True, "a seal"),
        (ring(paper()), True, "a seal over text"),
        (stroke(paper()), True, "a signature in grey"),
    ],
)
def test_only_what_is_large_and_thin(picture: Grey, found: bool, reason: str) -> None:
    assert (seals_of(picture, 300) is not None) == found, reason


def test_what_a_ring_encloses_belongs_to_it() -> None:
    picture = ring(np.full((1200, 1600), 255, np.uint8))
    seals = seals_of(picture, 300)
    assert seals is not None and seals.mask[600, 900] and not seals.mask[100, 100]
    assert without(picture, seals).min() == 255


def word(text: str, x: float, y: float, sure: float, line: int = 0) -> Word:
    return Word(text, x, y, x + 90, y + 40, sure, line)


@pytest.mark.parametrize(
    ("before", "again", "after", "gone", "reason"),
    [
        ([word("xẤ¿", 860, 590, 0.2)], [], [], ["xẤ¿"], "read off the seal"),
        ([word("Khê", 860, 590, 0.9)], [], ["Khê"], [], "what the engine is sure of stays, seal or not"),
        ([word("Sở", 100, 100, 0.2)], [], ["Sở"], [], "a doubtful word elsewhere stays"),
        ([], [word("GIÁM", 60, 20, 0.9, 3), word("ĐỐC", 160, 20, 0.9, 3)], ["GIÁM", "ĐỐC"], [], "a title it hid"),
        ([], [word("GIÁM", 60, 20, 0.9, 3), word("xqz", 160, 20, 0.9, 3)], [], [], "one word is no title"),
        ([], [word("GIÁM", 60, 20, 0.4, 3), word("ĐỐC", 160, 20, 0.9, 3)], [], [], "nor is what was guessed"),
    ],
)
def test_words_under_and_beside_a_seal(
    before: list[Word], again: list[Word], after: list[str], gone: list[str], reason: str
) -> None:
    sheet: Any = SimpleNamespace(dpi=300, rulings=SimpleNamespace(bare=ring(np.full((1200, 1600), 255, np.uint8))))
    out = unsealed(before, sheet, lambda part: again)
    assert ([w.text for w in out.words], [w.text for w in out.gone]) == (after, gone), reason


def test_the_first_reading_wins_over_the_second() -> None:
    page = ring(np.full((1200, 1600), 255, np.uint8))
    sheet: Any = SimpleNamespace(dpi=300, rulings=SimpleNamespace(bare=page))
    seals = seals_of(page, 300)
    assert seals is not None
    top, left = seals.rows.start - 210, seals.columns.start - 210  # where the part that is read again begins
    first = [word("Trần", left + 40, top + 20, 0.7), word("Khê", left + 150, top + 20, 0.7)]
    again = [word("Trấn", 42, 22, 0.9, 1), word("Khe", 152, 22, 0.9, 1)]
    assert unsealed(first, sheet, lambda part: again).words == first
