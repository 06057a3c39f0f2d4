"""Words an engine found, as the words of a page: with a font size, a base line, and boxes that a line has in common.

An engine's boxes are of the ink, so "cao" and "Hộp" of one line share neither top nor bottom. Size and base line are told
from the letters: whether a word has capitals, marks, tails is known from its text, and how far each reaches is much the same
in all print (Times: x-height 0.45 of the size, capitals 0.66, a marked capital 0.9, tails 0.22). A line's are the median of
its words', taken between gaps, since the two sides of a letterhead are rarely on one base line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.ocr import Word
from extractor.ocr.sheet import Sheet
from extractor.readers.pdf_frame import Floats, Frame
from extractor.readers.pdf_glyphs import Places
from extractor.readers.pdf_words import Words

_TALL = frozenset("bdfhklđtiíìỉĩịjBCDEFGHIKLMNOPQRSTUVXYAZWJ0123456789%()/[]!?ÂĂĐÊÔƠƯ")
_TAILED = frozenset("gpqyýỳỷỹỵjQ,;()[]/ạậặẹệịọộợụựẠẬẶẸỆỊỌỘỢỤỰ")
_MARKED = frozenset("ÁÀẢÃẤẦẨẪẮẰẲẴÉÈẺẼẾỀỂỄÍÌỈĨÓÒỎÕỐỒỔỖỚỜỞỠÚÙỦŨỨỪỬỮÝỲỶỸ")
_RAISED = frozenset("áàảãấầẩẫắằẳẵâăéèẻẽếềểễêíìỉĩóòỏõốồổỗôớờởỡúùủũứừửữýỳỷỹ")
_LOW, _HIGH, _CAPITAL, _TAIL = 0.45, 0.66, 0.88, 0.21
_WIDEST = 4.4  #: widths of a letter; print is 2 to 2.4 as large as a letter is wide, in capitals 1.5
_CENTRE = 0.3  #: of the size, from the middle of a word down to its base line
_GAP = 2.0  #: heights of a word; a wider gap parts two pieces of a line
_ABOVE, _BELOW = 0.75, 0.22  #: of the size, over and under the base line: the box of a line
FLAT = frozenset("-–—_.,;:'\"“”…=+*•·~")  #: signs that do not tell where the base line is
_LEAST_SIZE, _MOST_SIZE = 4.0, 60.0  #: points


class Scanned(NamedTuple):
    """The words of a picture, how sure the engine was of each, and what a second look made of it (else nothing)."""

    words: Words
    confidences: list[float]
    better: list[str]


class Second(NamedTuple):
    """What a second look at a word came to; ``better`` is another reading, or nothing."""

    confidence: float
    better: str = ""


@dataclass(frozen=True, slots=True)
class ScannedGlyphs:
    """What a page of PDFium answers about its characters, answered from words; ``first`` is where each word begins."""

    frame: Frame
    first: Places
    length: Places
    rects: Floats
    size: npt.NDArray[np.float64]
    base: npt.NDArray[np.float64]

    def loose_boxes(self, characters: Sequence[int]) -> Floats:
        """Each character's share of its word's box."""
        word, share = self._within(characters)
        rects = self.rects[word]
        width = (rects[:, 2] - rects[:, 0]) / self.length[word]
        rects[:, 0] += width * share
        rects[:, 2] = rects[:, 0] + width
        return self.frame.boxes(rects)

    def sizes(self, characters: Sequence[int]) -> npt.NDArray[np.float64]:
        """The size of each character's word, points."""
        return self.size[self._within(characters)[0]]

    def base_lines(self, characters: Sequence[int]) -> npt.NDArray[np.float64]:
        """x and y, in the page's own space, of where each character's word begins on its base line."""
        word, _ = self._within(characters)
        points = np.column_stack([self.rects[word, 0], self.base[word]]).astype(np.float32)
        out: npt.NDArray[np.float64] = self.frame.boxes(np.hstack([points, points]))[:, :2].astype(np.float64)
        return out

    def fonts(self, characters: Sequence[int]) -> list[tuple[str, int]]:
        """Nothing: a picture has no fonts, and engines do not tell bold from plain."""
        return [("", 0)] * len(characters)

    def _within(self, characters: Sequence[int]) -> tuple[Places, Places]:
        """The word of each character, and which of its characters it is."""
        word = np.searchsorted(self.first, characters, "right") - 1
        return word, np.asarray(characters) - self.first[word]


def scanned_words(found: Sequence[Word], sheet: Sheet, seconds: Mapping[int, Second]) -> Scanned:
    """``found`` on ``sheet`` as words of a page in points; ``seconds``: what second looks came to, by the word's number."""
    scale = 72.0 / sheet.dpi
    height, width = sheet.grey.shape
    frame = _frame(width * scale, height * scale, sheet.stand.turns, sheet.stand.degrees)
    pieces = [piece for _, line in groupby(found, key=lambda word: word.line) for piece in _pieces(list(line))]
    words = [word for piece in pieces for word in piece]
    numbers = [number for number, piece in enumerate(pieces) for _ in piece]
    metrics = [metric for piece in pieces for metric in _metrics(piece)]
    text, first = _joined(words, numbers)
    length = np.array([len(word.text) for word in words], np.intp)
    size = np.array([metric[0] for metric in metrics], np.float64) * scale
    base = np.array([metric[1] for metric in metrics], np.float64) * scale
    rects = np.array([[word.x0 * scale, 0, word.x1 * scale, 0] for word in words], np.float32).reshape(-1, 4)
    rects[:, 1], rects[:, 3] = base - _ABOVE * size, base + _BELOW * size
    glyphs = ScannedGlyphs(frame, first, length, rects, size, base)
    page = Words(text, first, first + length - 1, np.array(numbers, np.intp), rects, frame, glyphs)
    looks = [seconds.get(i, Second(word.confidence)) for i, word in enumerate(words)]
    return Scanned(page, [look.confidence for look in looks], [look.better for look in looks])


def _frame(width: float, height: float, turns: int, degrees: float) -> Frame:
    """The frame of an upright sheet of ``width`` × ``height`` points."""
    sides = (height, width) if turns % 2 else (width, height)
    return Frame(0.0, 0.0, *sides, turns, degrees)


def _pieces(line: list[Word]) -> list[list[Word]]:
    """The words of a line, cut at wide gaps and where it goes back."""
    pieces = [line[:1]]
    for one, two in pairwise(line):
        gap = two.x0 - one.x1
        if gap > _GAP * _height(one, two) or two.x1 < one.x0:
            pieces.append([])
        pieces[-1].append(two)
    return pieces


def _height(one: Word, two: Word) -> float:
    """The height of the lower of two words; a dash has none: it would be parted from the words it opens."""
    heights = [word.bottom - word.top for word in (one, two) if not FLAT.issuperset(word.text)]
    return max(min(heights, default=max(one.bottom - one.top, two.bottom - two.top)), 1.0)


def _metrics(piece: Sequence[Word]) -> list[tuple[float, float]]:
    """Size and base line of each word of a piece of a line, which are the piece's."""
    told = [size_and_base(word) for word in piece if not FLAT.issuperset(word.text)]
    if not told:
        return [(max(word.x1 - word.x0, word.bottom - word.top), word.bottom) for word in piece]
    size, base = median(size for size, _ in told), median(base for _, base in told)
    most = _WIDEST * sum(word.x1 - word.x0 for word in piece) / sum(len(word.text) for word in piece)
    if size > most and len(piece) > 1:  # a signature made the boxes of the whole line high
        size = most / 2
        base = median((word.top + word.bottom) / 2 for word in piece) + _CENTRE * size
    return [(size, base)] * len(piece)


def size_and_base(word: Word) -> tuple[float, float]:
    """The size of the font that ``word`` is printed in and the y of its base line, pixels, told from its letters."""
    letters = set(word.text)
    rise = _CAPITAL if letters & _MARKED else _HIGH if letters & (_TALL | _RAISED) else _LOW
    fall = _TAIL if letters & _TAILED else 0.0
    size = (word.bottom - word.top) / (rise + fall)
    return size, word.bottom - fall * size


def _joined(words: Sequence[Word], numbers: Sequence[int]) -> tuple[str, Places]:
    """The words as one text, a line each piece, and where each begins."""
    out: list[str] = []
    first: list[int] = []
    at = 0
    for i, word in enumerate(words):
        first.append(at)
        out.append(word.text)
        out.append("\n" if i + 1 < len(words) and numbers[i + 1] != numbers[i] else " ")
        at += len(word.text) + 1
    return "".join(out), np.array(first, np.intp)
