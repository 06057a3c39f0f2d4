"""How lines are set: bold, italic, size, centred, and which stand outside the running text as footnotes.

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
from extractor.readers.pdf_pdfium import Page
from extractor.readers.pdf_rulings import Ruling
from extractor.readers.pdf_words import Words
from extractor.text import Style

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18  # ISO 32000-1, table 123

_OFF_AXIS = 5.0  #: points
_ROOM = 20.0  #: points left on both sides of a centred line
_NARROW = 0.6  #: of the page's width; text narrower than that tells nothing of its margins

_NOTE_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3} ?\S|\[\d{1,3}\] ?\S")
_NOTE_SIZE = 0.95  #: of the page's text
_SEPARATOR = (90.0, 230.0)  #: length of the line over footnotes, points; Word draws 144


def styles_of(page: Page, words: Words, lines: Sequence[PageLine]) -> list[Style]:
    """The style of each line."""
    if not lines:
        return []
    centred = _centred(lines, words.frame.width)
    firsts = page.fonts(words.first[[line.runs[0].first for line in lines]].tolist())
    lasts = page.fonts(words.last[[line.runs[-1].last for line in lines]].tolist())
    out: list[Style] = []
    for line, on_axis, first, last in zip(lines, centred, firsts, lasts, strict=True):
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


def notes_begin(lines: Sequence[PageLine], level: Sequence[Ruling]) -> int:
    """The place of the first line of the page's footnotes, or the number of lines.

    Footnotes open with a raised number, or under the short line that separates them; they are set smaller than the text.
    """
    plain = [i for i, line in enumerate(lines) if line.table is None]
    if len(plain) < 2:
        return len(lines)
    left = min(lines[i].rect.x0 for i in plain)
    over = [
        ruling.at
        for ruling in level
        if _SEPARATOR[0] < ruling.end - ruling.start < _SEPARATOR[1] and abs(ruling.start - left) < _ROOM
    ]
    if len(plain) < len(lines):
        over = []  # the page has tables, and a table's top is such a line too
    if not over and not any(_NOTE_MARK.match(lines[i].text) for i in plain):
        return len(lines)
    for i in _small_at_end(lines, plain):
        above, line = lines[i - 1].rect.bottom, lines[i].rect.top
        if _NOTE_MARK.match(lines[i].text) or any(above - 6 < at < line + 6 for at in over):
            return i
    return len(lines)


def _small_at_end(lines: Sequence[PageLine], plain: Sequence[int]) -> list[int]:
    """The last of the ``plain`` lines, as many as are set smaller than the page's text; the page's number tells nothing."""
    body = _body_size([lines[i] for i in plain])
    small: list[int] = []
    for i in reversed(plain[1:]):
        if _size(lines[i]) >= _NOTE_SIZE * body and len(lines[i].text) > 4:
            break
        small.append(i)
    return small[::-1]


def _body_size(lines: Sequence[PageLine]) -> float:
    """The largest size that a fifth of the characters is set in: notes may fill most of a page."""
    total = sum(len(line.text) for line in lines)
    share = 0
    for line in sorted(lines, key=_size, reverse=True):
        share += len(line.text)
        if share * 5 >= total:
            return _size(line)
    return 0.0
