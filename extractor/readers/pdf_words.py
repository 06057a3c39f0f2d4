"""The words of a page and where each stands: what every later step of the PDF reader works on.

PDFium's text is cut at white space, and the first and last character of each word are asked for their boxes. The box is the
"loose" one (advance by font height), so that the words of a line share top and bottom whatever letters they are made of;
it lies turned where the text is turned. The ink's box would differ from letter to letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.readers.pdf_frame import Frame
from extractor.readers.pdf_pdfium import Page

#: PDFium writes U+FFFE for a hyphen at a line's end and drops the line end; older versions wrote U+0002.
_WORD = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_SAMPLED = 8  #: words asked how they stand
_BROKEN_HYPHEN = re.compile("[\ufffe\x02]")


class Word(NamedTuple):
    """A run of characters without white space; ``[first, last]`` are its characters in the page's text."""

    x0: float
    top: float
    x1: float
    bottom: float
    first: int
    last: int

    @property
    def size(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a page (hyphens mended, length kept), its words in content order, the frame they are measured in."""

    text: str
    words: list[Word]
    frame: Frame


def words_of(page: Page) -> Words:
    """The words of ``page``; those outside of what a viewer shows are left out."""
    raw = page.text()
    spans = [found.span() for found in _WORD.finditer(raw)]
    firsts, lasts = [start for start, _ in spans], [end - 1 for _, end in spans]
    left, bottom, right, top = page.bounds()
    frame = Frame(left, bottom, right, top, _turns(page, firsts))
    boxes = page.loose_boxes([*firsts, *lasts]).tolist()
    words = (_upright if frame.turns == 0 else _turned)(boxes, firsts, lasts, frame)
    return Words(_BROKEN_HYPHEN.sub("-", raw), [word for word in words if _shown(word, frame)], frame)


def _turns(page: Page, firsts: Sequence[int]) -> int:
    """The quarter turns that set most of the page's text upright, told from a few words spread over it."""
    step = len(firsts) // _SAMPLED + 1
    turns = [page.turns(character) for character in firsts[::step]]
    return max(range(4), key=turns.count)


def _upright(boxes: list[float], firsts: Sequence[int], lasts: Sequence[int], frame: Frame) -> list[Word]:
    """The words by the boxes of their ends: from the first one's left to the last one's right, as high as the first.

    A word whose ends stand at different heights is turned by itself (the head of a narrow column, a stamp).
    """
    x, y, half = frame.left, frame.top, 4 * len(firsts)
    top, top_of_last = boxes[1:half:4], boxes[half + 1 :: 4]
    words = [
        Word(x0 - x, y - t, x1 - x, y - b, first, last)
        for x0, t, b, x1, first, last in zip(
            boxes[0:half:4], top, boxes[3:half:4], boxes[half + 2 :: 4], firsts, lasts, strict=True
        )
    ]
    for i, (one, other) in enumerate(zip(top, top_of_last, strict=True)):
        if abs(one - other) > words[i].size:
            words[i] = _joined(boxes, i, firsts[i], lasts[i], frame)
    return words


def _turned(boxes: list[float], firsts: Sequence[int], lasts: Sequence[int], frame: Frame) -> list[Word]:
    return [_joined(boxes, i, first, last, frame) for i, (first, last) in enumerate(zip(firsts, lasts, strict=True))]


def _joined(boxes: list[float], i: int, first: int, last: int, frame: Frame) -> Word:
    """Word ``i`` as the rectangle around the boxes of both its ends."""
    left, top, right, bottom = boxes[4 * i : 4 * i + 4]
    at = len(boxes) // 2 + 4 * i
    left2, top2, right2, bottom2 = boxes[at : at + 4]
    return Word(*frame.rect(min(left, left2), min(bottom, bottom2), max(right, right2), max(top, top2)), first, last)


def _shown(word: Word, frame: Frame) -> bool:
    """Whether any of the word is on the page; PDFium reads what lies beside it too."""
    return word.x1 > 0 and word.bottom > 0 and word.x0 < frame.width and word.top < frame.height
