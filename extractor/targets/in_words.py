"""Targets in words: under a heading of targets, what is to be done and carries no number ("Các trạm y tế đạt chuẩn quốc gia").

One a sentence of a list item. A sentence that only leads to the next line, notes something, or goes on with what the one before
said is none. Under "Mục tiêu" whole paragraphs speak in general terms: only what opens like something to be done is taken, and
with less confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.targets.lexicon import pattern
from extractor.targets.nesting import marker
from extractor.targets.places import Place
from extractor.targets.statements import Statement
from extractor.text import Span

_SHORTEST = 12  # characters
_LEADS_ON = re.compile(r"(?::|như sau|sau đây|cụ thể|dưới đây|sau)\s{0,3}$")
_NO_TARGET = re.compile(r"(?:\(|căn cứ|ghi chú|lưu ý|theo |trên cơ sở|chi tiết|kèm theo|trong thời gian tới|nếu |khi |ví dụ|vd|đây là|do |vì |xem |\*?\)|phụ lục|biểu )")
_GOES_ON = re.compile(r"(?:đồng thời|qua đó|từ đó|trong đó|bên cạnh đó|do đó|vì vậy|ngoài ra)(?!\w)")
_OPENING_WORDS = 40  # characters in which a general paragraph must name what is to be done


def worded(low: str, parts: Sequence[Statement], numbered: set[int], place: Place, begin: int) -> Iterator[tuple[Span, float]]:
    """The sentences of a line that are targets in words, with how sure it is; ``numbered`` are the sentences that hold a
    measure already, ``begin`` is where the line's heading ends."""
    listed = bool(marker(low))
    if not listed and not place.leaf:
        return
    for span in _sentences(low, parts, numbered, begin):
        words = low[span.start : span.end].lstrip(" *_“\"")
        if len(words) < _SHORTEST or _LEADS_ON.search(words) or _NO_TARGET.match(words) or _GOES_ON.match(words):
            continue
        if low[span.end : span.end + 2].strip().startswith(":"):
            continue
        goal = pattern("goals").search(words)
        opens = goal is not None and goal.start() < _OPENING_WORDS
        if place.goals == "chi_tieu" and (listed or goal):
            yield span, 0.8 if listed and goal else 0.65
        elif place.goals == "muc_tieu" and (goal if listed else opens):
            yield span, 0.7 if listed else 0.5


def _sentences(low: str, parts: Sequence[Statement], numbered: set[int], begin: int) -> Iterator[Span]:
    """Whole sentences (their semicolons notwithstanding) behind ``begin`` and without a measure."""
    for number in sorted({part.sentence for part in parts} - numbered):
        of = [part for part in parts if part.sentence == number and part.end > begin]
        if of:
            start = max(of[0].start, begin)
            start += len(low[start : of[-1].end]) - len(low[start : of[-1].end].lstrip(" :.-–*"))
            yield Span(start, of[-1].end)
