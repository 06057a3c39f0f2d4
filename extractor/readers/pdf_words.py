"""The words of a page and where each stands: what every later step of the PDF reader works on.

PDFium's text is cut at white space, and the first and last character of each word are asked for their boxes. The box is the
"loose" one (advance by font height), so that the words of a line share top and bottom whatever letters they are made of;
it lies turned where the text is turned. The ink's box would differ from letter to letter, and the loose one does too where
a font gives no metrics (LibreOffice's): then it reaches from the base line, or the descender, to the height of capitals.
So no size is read from boxes; the font's is asked for, a run at a time.

Words are kept as columns of arrays: 400 of them as objects cost more than PDFium takes to find them (1.3 ms against 0.6).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from extractor.legacy import Decoded
from extractor.readers.pdf_frame import Floats, Frame
from extractor.readers.pdf_glyphs import Ends, Places, with_raised, with_signs
from extractor.readers.pdf_legacy import put_right
from extractor.readers.pdf_pdfium import Page

#: PDFium writes U+FFFE for a hyphen at a line's end and drops the line end; older versions wrote U+0002.
_END_HYPHEN = 0xFFFE
_SPACES = np.isin(
    np.arange(0x10000), [*range(0x21), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]
)
_CELL_GAP = 0.06  #: of the height of a character, between the texts of two cells
_SAMPLED = 8  #: words asked how they stand


class Glyphs(Protocol):
    """What is asked about characters after the words are known: of PDFium, or of what an OCR engine found."""

    def loose_boxes(self, characters: Sequence[int], /) -> Floats: ...
    def sizes(self, characters: Sequence[int], /) -> npt.NDArray[np.float64]: ...
    def base_lines(self, characters: Sequence[int], /) -> npt.NDArray[np.float64]: ...
    def fonts(self, characters: Sequence[int], /) -> list[tuple[str, int]]: ...


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an open page in content order; word ``i`` is ``text[first[i] : last[i] + 1]``."""

    text: str  #: as PDFium gives it, its length kept; hyphens, raised numbers and signs of symbol fonts mended
    first: Places
    last: Places
    line: Places  #: number of the stream's line; words of two lines are never one run
    rects: Floats  #: x0, top, x1, bottom in ``frame``
    frame: Frame
    page: Glyphs
    old: Decoded | None = None  #: what was found of the encodings of old fonts

    def fonts(self, characters: list[int]) -> tuple[list[float], list[float]]:
        """Font size and base line (y) at each of the ``characters``; costs three calls each, so runs are asked, not words."""
        points = self.page.base_lines(characters).astype(np.float32)
        levels = self.frame.rects(np.hstack([points, points]))[:, 1]
        return self.page.sizes(characters).tolist(), levels.tolist()


def words_of(page: Page) -> Words:
    """The words of ``page``."""
    codes = page.codes()
    codes[codes == 2] = _END_HYPHEN
    ends_line = codes == _END_HYPHEN
    space = _SPACES[np.minimum(codes, 0xFFFF)]
    opens, closes = ~space, ~space
    opens[1:] &= space[:-1] | ends_line[:-1]
    closes[:-1] &= space[1:] | ends_line[:-1]
    first, last = np.flatnonzero(opens), np.flatnonzero(closes)
    begins_line = codes == 0x0A
    begins_line[1:] |= ends_line[:-1]
    codes[ends_line] = ord("-")
    text = codes.tobytes().decode(f"utf-{codes.itemsize * 8}-le")
    frame = Frame(*page.bounds(), _turns(page, first))
    ones, others = np.split(frame.rects(page.loose_boxes([*first.tolist(), *last.tolist()])), 2)
    text = with_raised(page, text, Ends(first, last, ones, others), frame)
    text, old = put_right(page, with_signs(page, text), first)
    line = np.cumsum(begins_line)[first]
    return Words(text, first, last, line, _around(ones, others), frame, page, old)


def _turns(page: Page, first: Places) -> int:
    """The quarter turns that set most of the page's text upright, told from a few words spread over it."""
    turns = page.turns(first[:: len(first) // _SAMPLED + 1].tolist())
    return max(range(4), key=turns.count)


def _around(ones: Floats, others: Floats) -> Floats:
    """The rectangle around the boxes of both ends of each word.

    A word whose ends stand on the same height is as high as its first letter: the last may be a raised number.
    """
    out = ones.copy()
    out[:, 2] = others[:, 2]
    tilted = np.flatnonzero(np.abs(ones[:, 1] - others[:, 1]) >= ones[:, 3] - ones[:, 1])
    out[tilted, :2] = np.minimum(ones, others)[tilted, :2]
    out[tilted, 2:] = np.maximum(ones, others)[tilted, 2:]
    return out


def parted(words: Words, places: list[int], border: Callable[[Floats], Places]) -> Words:
    """``words`` with those at ``places`` cut where their characters come to lie in another cell, as ``border`` tells.

    Cells of a narrow column may be so close that PDFium reads the figures of a row as one word. A word that only runs over
    the edge of its cell has no gap there, and stays whole.
    """
    firsts, lasts, lines, rects = words.first.tolist(), words.last.tolist(), words.line.tolist(), list(words.rects)
    for place in reversed(places):
        first, last = firsts[place], lasts[place]
        boxes = words.frame.rects(words.page.loose_boxes(list(range(first, last + 1))))
        cell = border(boxes)
        gap = boxes[1:, 0] - boxes[:-1, 2] > _CELL_GAP * (boxes[1:, 3] - boxes[1:, 1])
        cuts = np.flatnonzero((cell[1:] != cell[:-1]) & gap) + 1
        begins, ends = [0, *cuts.tolist()], [*(cuts - 1).tolist(), last - first]
        pieces = slice(place, place + 1)
        firsts[pieces], lasts[pieces] = [first + i for i in begins], [first + i for i in ends]
        lines[pieces] = [lines[place]] * len(begins)
        rects[pieces] = list(_around(boxes[begins], boxes[ends]))
    return replace(words, first=np.array(firsts), last=np.array(lasts), line=np.array(lines), rects=np.array(rects, np.float32))
