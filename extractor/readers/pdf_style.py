"""How lines are set: bold, italic, size, centred.

PDF knows no centred paragraphs, only places: a line is centred when it stands on the axis of the page's text (or of its
column) and leaves room on both sides. Bold and italic are told by the font's name, since the flags are often left unset.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from statistics import median

from extractor.readers.pdf_page import PageLine
from extractor.readers.pdf_words import Words
from extractor.text import Style

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18  # ISO 32000-1, table 123

_OFF_AXIS = 5.0  #: points
_ROOM = 20.0  #: points left on both sides of a centred line
_NARROW = 0.6  #: of the page's width; text narrower than that tells nothing of its margins


def styles_of(words: Words, lines: Sequence[PageLine]) -> list[Style]:
    """The style of each line."""
    if not lines:
        return []
    centred = _centred(lines, words.frame.width)
    firsts = words.first[[line.runs[0].first for line in lines]].tolist()
    lasts = words.last[[line.runs[-1].last for line in lines]].tolist()
    fonts = words.page.fonts([*firsts, *lasts])
    out: list[Style] = []
    for line, on_axis, first, last in zip(lines, centred, fonts[: len(lines)], fonts[len(lines) :], strict=True):
        (bold, italic), (bold_to_end, italic_to_end) = _set(*first), _set(*last)
        out.append(Style(bold and bold_to_end, italic and italic_to_end, on_axis, round(2 * _size(line)) / 2))
    return out


def _size(line: PageLine) -> float:
    """The height of the longest run: a raised number before it is set smaller."""
    return line.runs[0].size if len(line.runs) == 1 else max((len(run.text), run.size) for run in line.runs)[1]


@lru_cache(maxsize=1024)
def _set(name: str, flags: int) -> tuple[bool, bool]:
    bold = _BOLD.search(name) is not None or bool(flags & _BOLD_FLAG)
    return bold, _ITALIC.search(name) is not None or bool(flags & _ITALIC_FLAG)


def _centred(lines: Sequence[PageLine], width: float) -> list[bool]:
    body = [line.rect for line in lines if line.column is None]
    left, right = min((r.x0 for r in body), default=0.0), max((r.x1 for r in body), default=width)
    if right - left < _NARROW * width:
        left, right = min(left, width - right), max(right, width - left)
    out: list[bool] = []
    for column, block in groupby(lines, key=lambda line: line.column):
        rects = [line.rect for line in block]
        if column is None:
            out += [_on_axis(r.x0, r.x1, left, right) for r in rects]
        else:
            out += _column_centred([(r.x0, r.x1) for r in rects])
    return out


def _on_axis(x0: float, x1: float, left: float, right: float) -> bool:
    return abs((x0 + x1) - (left + right)) < 2 * _OFF_AXIS and min(x0 - left, right - x1) > _ROOM


def _column_centred(sides: list[tuple[float, float]]) -> list[bool]:
    """Lines of a column on one axis whose edges are not in line as well."""
    axis = median(x0 + x1 for x0, x1 in sides) / 2
    edge = median(x0 for x0, _ in sides)
    ragged = any(abs(x0 - edge) > _OFF_AXIS for x0, _ in sides)
    return [ragged and abs((x0 + x1) / 2 - axis) < _OFF_AXIS for x0, x1 in sides]
