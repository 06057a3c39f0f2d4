"""From words to printed rows: which words stand on one line, and where a line is only words side by side.

PDFium's order is the content stream's. It is kept where words follow one another on the page as they do in the stream (a
run), because the producer's own spaces are surer than any guess from gaps; everything beyond a run is geometry. Where runs
overlap, the stream jumps about inside the line, and each word stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.readers.pdf_frame import Rect
from extractor.readers.pdf_words import Word, Words

#: All in font sizes. A space of a text font is 0.25 wide and, in a tight justified line, down to 0.15; kerning stays under 0.1.
_GLUED = 0.12
_GAP = 0.9  #: wider than the spaces of a justified line usually are
_BACK = 0.35  #: how far back the next word may start: accents set as characters of their own overlap
_SAME_LINE = 0.6  #: share of the lower of two boxes that must be beside the other


class Run(NamedTuple):
    """Words that follow one another in the stream and on the page: ``words[first:last + 1]`` of the page."""

    x0: float
    top: float
    x1: float
    bottom: float
    first: int
    last: int
    text: str

    @property
    def size(self) -> float:
        return self.bottom - self.top


Row = list[Run]  #: runs on one line, left to right


def runs_of(page: Words, chosen: Sequence[int] | None = None) -> list[Run]:
    """The runs of a page, or of the words ``chosen`` by their places, in content order."""
    places = range(len(page.words)) if chosen is None else chosen
    runs: list[Run] = []
    first = before = -1
    for place in places:
        if before < 0:
            first = place
        elif place != before + 1 or not _follows(page, page.words[before], page.words[place]):
            runs.append(_run(page, first, before))
            first = place
        before = place
    if before >= 0:
        runs.append(_run(page, first, before))
    return runs


def _follows(page: Words, one: Word, two: Word) -> bool:
    size = one.bottom - one.top
    if not -_BACK * size < two.x0 - one.x1 < _GAP * size or abs(two.bottom - one.bottom) > 0.5 * size:
        return False
    between = page.text[one.last + 1 : two.first]
    return bool(between) and "\n" not in between


def _run(page: Words, first: int, last: int) -> Run:
    words = page.words[first : last + 1]
    text = " ".join(page.text[words[0].first : words[-1].last + 1].split())
    return Run(
        words[0].x0, min(w.top for w in words), words[-1].x1, max(w.bottom for w in words), first, last, text
    )


def rows_of(page: Words, runs: Iterable[Run]) -> list[Row]:
    """The rows from top to bottom; the runs of one lie beside each other."""
    rows: list[Row] = []
    top = bottom = 0.0
    for run in sorted(runs, key=lambda run: run.top + run.bottom):
        beside = min(bottom, run.bottom) - max(top, run.top)
        if rows and beside >= _SAME_LINE * min(bottom - top, run.size):
            rows[-1].append(run)
            if run.size > bottom - top:
                top, bottom = run.top, run.bottom
        else:
            rows.append([run])
            top, bottom = run.top, run.bottom
    return [_sorted(page, row) for row in rows]


def _sorted(page: Words, row: Row) -> Row:
    row.sort()
    if any(two.x0 < one.x1 - _BACK * min(one.size, two.size) for one, two in zip(row, row[1:], strict=False)):
        row = sorted(_run(page, place, place) for run in row for place in range(run.first, run.last + 1))
    return row


def row_text(row: Sequence[Run]) -> str:
    """The words of a row; runs that touch are one word (a code set in two fonts, a mark after a raised number)."""
    out = row[0].text
    for one, two in zip(row, row[1:], strict=False):
        touching = two.x0 - one.x1 < _GLUED * min(one.size, two.size)
        out += two.text if touching else " " + two.text
    return out


def rect_of(runs: Sequence[Run]) -> Rect:
    """The rectangle around ``runs``."""
    return Rect(
        min(run.x0 for run in runs), min(run.top for run in runs), max(run.x1 for run in runs), max(run.bottom for run in runs)
    )
