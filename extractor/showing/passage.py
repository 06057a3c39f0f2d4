"""A record in its surroundings, as text: the lines it stands on, its words between marks, and the lines around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_AROUND = 2  #: lines before and after
_LONGEST = 400  #: code points of a line of the surroundings


class PassageLine(NamedTuple):
    """A line of the text; the evidence in it is ``words[start:end]``, nothing where both are 0."""

    words: str
    start: int
    end: int


def passage(text: str, start: int, end: int) -> Iterator[PassageLine]:
    """The lines of ``text`` that ``[start, end)`` stands on and two more on either side, empty ones left out."""
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", max(end - 1, start))
    stop = len(text) if stop < 0 else stop
    before = [line for line in text[max(first - 20_000, 0) : first].split("\n") if line.strip()]
    after = [line for line in text[stop + 1 : stop + 20_000].split("\n") if line.strip()]
    yield from (PassageLine(line[:_LONGEST], 0, 0) for line in before[-_AROUND:])
    at = first
    for words in text[first:stop].split("\n"):
        if words.strip():
            yield PassageLine(words, min(max(start - at, 0), len(words)), min(max(end - at, 0), len(words)))
        at += len(words) + 1
    yield from (PassageLine(line[:_LONGEST], 0, 0) for line in after[:_AROUND])
