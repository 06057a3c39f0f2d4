"""A picture of a page becomes the same words and rulings that a page with text gives, so that both are read by one mechanism.

Tables are read cell by cell: each field between rulings is cut out and read for itself, and what is left of the page is read
as a page. Whether a page stands on its head is tried on a part of it, where it lies on its side or reads badly.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import monotonic
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.limits import Limits
from extractor.ocr import Engine, EngineError, Grey, Setting, Word
from extractor.ocr.noise import without_grain
from extractor.ocr.rulings import Segment
from extractor.ocr.scale import reading_scale, scaled
from extractor.ocr.sheet import Sheet, on_its_head, sheet_of
from extractor.readers.pdf_grid import Grid, grids_of
from extractor.readers.pdf_rulings import Ruling, Rulings
from extractor.readers.scan_seals import Unsealed, unsealed
from extractor.readers.scan_words import Scanned, Second, scanned_words
from extractor.readers.second_look import second_looks
from extractor.text.syllable import is_syllable

_POINTS = 72.0
_LETTERS = str.maketrans("Ð⁄", "Đ/")  # the Icelandic letter and the fraction slash: both are drawn like the ones meant
_MOST_CELLS = 4_000  #: of a page; more is a drawing on squared paper
_MARGIN = 8  #: pixels of white around a cell
_LEAST_INK = 12  #: pixels; an empty cell has specks
_TALL = 3.0  #: inches; a higher cell is set like a page
#: Cells hold figures, which are higher than small letters and lose their commas when they are brought down as far.
_LEAST_SCALE: dict[Setting, float] = {"page": 0.0, "cell": 0.75, "line": 0.0}
_READABLE = 0.35  #: share of words that must be Vietnamese; fewer are in a foreign script or by a pen
_GUESSED = 0.5  #: median confidence of a page of guesses: Lao pages 0.02 … 0.25, the worst Vietnamese one of 88 0.92
_READABLE_GUESSED = 0.7  #: the share asked of such a page; Lao gives short syllables, up to 0.54 of its words
_LOOK_SCALE = 0.6  #: of the page's pixels an inch, about what a second look has
_DOUBTFUL = 0.7  #: of the same, below which the page may stand on its head
_FEWEST = 8  #: words that tell something
_SAMPLE = 0.25  #: of the page's height, tried both ways


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read off a picture: the words in its frame, the rulings, and each word's confidence; and off its seals."""

    scanned: Scanned
    rulings: Rulings
    readable: bool
    seals: Sequence[str] = ()


def read_picture(picture: npt.NDArray[np.uint8], dpi: int, engine: Engine, limits: Limits) -> Reading:
    """The words on ``picture`` (grey or blue-green-red, ``dpi`` pixels an inch). Raises ``EngineError``."""
    until = monotonic() + limits.ocr_seconds
    sheet = _upright(sheet_of(picture, dpi), engine, until)
    found, rulings = _read(sheet, engine, until)
    if sheet.stand.turns == 0 and _share(found) < _DOUBTFUL and len(found) >= _FEWEST:
        other = on_its_head(sheet)
        if _better(other, sheet, engine, until):
            sheet = other
            found, rulings = _read(sheet, engine, until)
    if not _is_readable(found):
        return Reading(scanned_words(found, sheet, {}), rulings, False)
    found, gone = _unsealed(found, sheet, engine, until)
    seconds = _second_looks(found, sheet, engine, until)
    return Reading(scanned_words(found, sheet, seconds), rulings, True, [word.text for word in gone])


def _is_readable(words: Sequence[Word]) -> bool:
    """Whether ``words`` are Vietnamese, not what an engine makes of another script or a drawing."""
    if len(words) < _FEWEST:
        return True
    guessed = median(word.confidence for word in words) < _GUESSED
    return _share(words) >= (_READABLE_GUESSED if guessed else _READABLE)


def _unsealed(words: list[Word], sheet: Sheet, engine: Engine, until: float) -> Unsealed:
    """``words`` without those read off seals, with those that seals hid."""

    def read(part: Grey) -> list[Word]:
        return _recognised([part], "page", sheet.dpi, engine, until)[0]

    try:
        return unsealed(words, sheet, read)
    except EngineError:
        return Unsealed(words, [])


def _second_looks(words: Sequence[Word], sheet: Sheet, engine: Engine, until: float) -> dict[int, Second]:
    """The outcome of looking again at doubtful figures; a page that was read stays read if time runs out over them."""

    def read(pictures: list[Grey]) -> list[list[Word]]:
        found = engine.recognise(pictures, "line", round(sheet.dpi * _LOOK_SCALE), _left(until))
        return [[_shown(word, 1.0) for word in line] for line in found]

    try:
        return second_looks(words, sheet, read)
    except EngineError:
        return {}


def _upright(sheet: Sheet, engine: Engine, until: float) -> Sheet:
    """A page that lies on its side may have its head on either."""
    if sheet.stand.turns == 0:
        return sheet
    other = on_its_head(sheet)
    return other if _better(other, sheet, engine, until) else sheet


def _better(one: Sheet, two: Sheet, engine: Engine, until: float) -> bool:
    """Whether a sample of ``one`` reads better than the same part of ``two``."""
    height = len(one.grey)
    rows = _fullest(one.grey, int(height * _SAMPLE))
    turned = slice(height - rows.stop, height - rows.start)
    scores = []
    for sheet, part in ((one, rows), (two, turned)):
        words = _recognised([sheet.rulings.bare[part]], "page", sheet.dpi, engine, until)[0]
        scores.append(sum(word.confidence for word in words if is_syllable(word.text.strip(".,;:()"))))
    return scores[0] > scores[1]


def _fullest(grey: Grey, height: int) -> slice:
    """The rows of a window of ``height`` with the most ink."""
    ink = np.concatenate([[0], np.cumsum((grey < 128).sum(axis=1))])
    start = int(np.argmax(ink[height:] - ink[:-height]))
    return slice(start, start + height)


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise EngineError("out of time")
    return left


def _share(words: Sequence[Word]) -> float:
    """The share of words of letters that can be Vietnamese."""
    letters = [bare for word in words if (bare := word.text.strip(".,;:()“”\"'-–/")).isalpha() and len(bare) > 1]
    return sum(map(is_syllable, letters)) / max(len(letters), 1) if letters else 1.0


def _read(sheet: Sheet, engine: Engine, until: float) -> tuple[list[Word], Rulings]:
    scale = _POINTS / sheet.dpi
    rulings = Rulings(_in_points(sheet.rulings.level, scale), _in_points(sheet.rulings.upright, scale))
    fields = list(_fields(grids_of(rulings), 1 / scale))
    if not fields or len(fields) > _MOST_CELLS:
        return _recognised([sheet.rulings.bare], "page", sheet.dpi, engine, until)[0], rulings
    bare, outside = sheet.rulings.bare, sheet.rulings.bare.copy()
    for field in fields:
        outside[field.rows, field.columns] = 255
    filled = [field for field in fields if np.count_nonzero(bare[field.rows, field.columns] < 128) >= _LEAST_INK]
    found = _recognised([outside], "page", sheet.dpi, engine, until)[0]
    settings: tuple[Setting, Setting] = ("cell", "page")
    for setting in settings:
        cells = [field for field in filled if (field.height > _TALL * sheet.dpi) == (setting == "page")]
        pictures = [np.pad(bare[field.rows, field.columns], _MARGIN, constant_values=255) for field in cells]
        read = _recognised(pictures, setting, sheet.dpi, engine, until) if cells else []
        for field, words in zip(cells, read, strict=True):
            found += _moved(words, field, 1 + max((word.line for word in found), default=0))
    return found, rulings


def _recognised(pictures: Sequence[Grey], setting: Setting, dpi: int, engine: Engine, until: float) -> list[list[Word]]:
    """The words of ``pictures`` in their pixels, read at the size that is read best."""
    scale = max(reading_scale(pictures, dpi), _LEAST_SCALE[setting])
    small = [np.ascontiguousarray(without_grain(scaled(picture, scale))) for picture in pictures]
    read = engine.recognise(small, setting, round(dpi * scale), _left(until))
    return [[_shown(word, 1 / scale) for word in words] for words in read]


def _shown(word: Word, scale: float) -> Word:
    """``word`` in the pixels of the sheet, its letters those of Vietnamese."""
    text = unicodedata.normalize("NFC", word.text).translate(_LETTERS)
    x0, top, x1, bottom = (side * scale for side in word[1:5])
    return Word(text, x0, top, x1, bottom, word.confidence, word.line)


def _in_points(segments: Sequence[Segment], scale: float) -> list[Ruling]:
    return [Ruling(at * scale, start * scale, end * scale) for at, start, end in segments]


class _Field(NamedTuple):
    """A cell in pixels."""

    rows: slice
    columns: slice

    @property
    def height(self) -> int:
        return int(self.rows.stop - self.rows.start)


def _fields(grids: Sequence[Grid], scale: float) -> Iterator[_Field]:
    """The cells of all ``grids``, each once."""
    for grid in grids:
        sides: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for row, line in enumerate(grid.cells):
            for column, begin in enumerate(line):
                sides.setdefault(begin, []).append((row, column))
        ys, xs = [int(y * scale) for y in grid.ys], [int(x * scale) for x in grid.xs]
        for places in sides.values():
            rows, columns = zip(*places, strict=True)
            yield _Field(slice(ys[min(rows)], ys[max(rows) + 1]), slice(xs[min(columns)], xs[max(columns) + 1]))


def _moved(words: Sequence[Word], field: _Field, line: int) -> Iterator[Word]:
    """``words`` of a cell at their places on the sheet."""
    left, top = field.columns.start - _MARGIN, field.rows.start - _MARGIN
    for word in words:
        yield word._replace(
            x0=word.x0 + left, top=word.top + top, x1=word.x1 + left, bottom=word.bottom + top, line=word.line + line
        )
