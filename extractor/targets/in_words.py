"""Targets in words: under a heading of targets, what is to be done and carries no number ("Các trạm y tế đạt chuẩn quốc gia").

One a sentence of a list item. A sentence that only leads to the next line, notes something, or goes on with what the one before
said is none. Under "Mục tiêu" whole paragraphs speak in general terms and are left alone; of its list items those are taken
that open like something to be done or say what is reached ("đạt", "hoàn thành", "không để"), with less confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.targets.lexicon import pattern
from extractor.targets.nesting import marker
from extractor.targets.places import Place
from extractor.targets.statements import Statement
from extractor.text import Span

_SHORTEST = 12  # characters
_LEADS_ON = re.compile(r"(?::|như sau|sau đây|cụ thể|dưới đây|sau)\s{0,3}$")
_FORMULA = re.compile(r"[→÷×=]")
_GOES_ON = re.compile(r"(?:đồng thời|qua đó|từ đó|trong đó|bên cạnh đó|do đó|vì vậy|ngoài ra)(?!\w)")
_REACHES = re.compile(r"(?<!\w)(?:đạt|được công nhận|hoàn thành|không để)(?!\w)")
_OPENING_WORDS = 16  # characters in which an item under "Mục tiêu" must name what is to be done


def worded(low: str, parts: Sequence[Statement], numbered: set[int], place: Place, begin: int) -> Iterator[tuple[Span, float]]:
    """The sentences of a line that are targets in words, with how sure it is; ``numbered`` are the sentences that hold a
    measure already, ``begin`` is where the line's heading ends."""
    listed = bool(marker(low)) and (begin == 0 or place.goals == "chi_tieu")
    if not listed and not (place.leaf and place.goals == "chi_tieu"):
        return
    for span in _sentences(low, parts, numbered, begin):
        words = low[span.start : span.end].lstrip(' *_“"')
        if (
            len(words) < _SHORTEST
            or _FORMULA.search(words)
            or _LEADS_ON.search(words)
            or words[0] in "(%→="
            or pattern("no_target").match(words)
            or _GOES_ON.match(words)
        ):
            continue
        if low[span.end : span.end + 2].strip().startswith(":"):
            continue
        goal = pattern("goals").search(words)
        if words.startswith("được ") and goal is not None and goal.start() > 0:
            continue  # "Được WIPO xây dựng …": how something came to be
        opens = (goal is not None and goal.start() < _OPENING_WORDS) or _REACHES.search(words)
        if place.goals == "chi_tieu" and (opens or (listed and goal)):
            yield span, 0.8 if listed else 0.65
        elif place.goals == "muc_tieu" and opens:
            yield span, 0.7


def _sentences(low: str, parts: Sequence[Statement], numbered: set[int], begin: int) -> Iterator[Span]:
    """Whole sentences (their semicolons notwithstanding) behind ``begin`` and without a measure."""
    for number, together in groupby(parts, key=lambda part: part.sentence):
        of = [part for part in together if part.end > begin]
        if of and number not in numbered:
            start = max(of[0].start, begin)
            start += len(low[start : of[-1].end]) - len(low[start : of[-1].end].lstrip(" :.-–*"))
            yield Span(start, of[-1].end)
