"""Comparators: what bounds a number, before it ("không quá 200", "ít nhất là 20%") or behind it ("từ 95% kế hoạch trở lên").

Words such as "là", "đạt", "mức" may stand between a comparator and its number; "khoảng" bounds nothing and makes the value
approximate; "từ" alone opens an interval, or a bound that "trở lên" closes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

from extractor.targets.lexicon import alternation, lexicon
from extractor.targets.target import Op

_LETTERS_END = re.compile(r"[^\W\d_]+$")
_MOST_WORDS = 6
_SYMBOL_BEFORE = re.compile(r"(?:[<>]\s?=?|[≤≥~≈])\s?$")


class Comparator(NamedTuple):
    """What stands before a number: where it starts, its op (None when there is none), "khoảng", "từ"."""

    start: int
    op: Op | None
    about: bool
    from_: bool


def comparator_before(low: str, at: int) -> Comparator:
    """The comparator that ends before ``at``, through words such as "là", "đạt", "từ" between it and the number."""
    symbol = _SYMBOL_BEFORE.search(low, max(0, at - 4), at)
    if symbol:
        bound = lexicon().before.get(symbol.group().replace(" ", ""), "about")
        return Comparator(symbol.start(), None if bound == "about" else cast(Op, bound), bound == "about", False)
    words = _words_before(low[max(0, at - 48) : at].rstrip(" "))
    start, about, from_ = at, False, False
    while words:
        known, op = _ends_with(words)
        if op not in (None, "about"):
            return Comparator(_start_of(low, at, known, start), cast(Op, op), about, from_)
        name: str = known or _between(words)
        if not name:
            break
        about, from_ = about or op == "about", from_ or name == "từ"
        start = _start_of(low, at, name, start)
        words = words[: len(words) - name.count(" ") - 1]
    kept = _begin(low, at, start, about, from_)
    return Comparator(kept, None, about, from_)


def _words_before(tail: str) -> list[str]:
    """The words at the end of ``tail``, as far back as there are only letters with a blank between them."""
    words: list[str] = []
    for word in reversed(tail.rsplit(" ", _MOST_WORDS)[-_MOST_WORDS:]):
        letters = word if word.isalpha() else found.group() if (found := _LETTERS_END.search(word)) else ""
        if letters:
            words.insert(0, letters)
        if letters != word or not letters:
            break
    return words


def _begin(low: str, at: int, start: int, about: bool, from_: bool) -> int:
    """Where the quantity begins when no bound was found: fillers such as "đạt" stay with the words before it."""
    if not (about or from_):
        return at
    stretch = low[start:at]
    marks = [stretch.find(word) for word in ("từ ", *lexicon().before) if word in stretch]
    return start + min((m for m in marks if m >= 0), default=at - start)


def _between(words: Sequence[str]) -> str:
    """The words at the end that may stand between a comparator and its number; "" for none."""
    allowed = lexicon().words["between_comparator_and_number"]
    return next((name for name in (" ".join(words[-2:]), words[-1]) if name in allowed), "")


def _ends_with(words: Sequence[str]) -> tuple[str, str | None]:
    before = lexicon().before
    if words[-1] not in _last_words():
        return "", None
    for n in range(min(4, len(words)), 0, -1):
        name = " ".join(words[-n:])
        if name in before:
            return name, before[name]
    return "", None


def _start_of(low: str, at: int, name: str, start: int) -> int:
    place = low.rfind(name, max(0, at - 56), start)
    return place if place >= 0 else start


def comparator_behind(low: str, end: int, from_: bool) -> tuple[int, Op] | None:
    """Where a "trở lên" ends that belongs to the number: at once behind it, or a few words on when "từ" opened the bound."""
    reach = low[end : end + (48 if from_ else 22)]
    found = _after().search(reach)
    if found is None:
        return None
    between = reach[: found.start()]
    of_what = between.strip(" ") in lexicon().words["of_what"]
    near = of_what or (between.count(" ") <= 1 and not between.strip(" ")) or (from_ and not re.search(r"[,;.:()\d]", between))
    return (end + found.end(), cast(Op, lexicon().after[found.group()])) if near else None


@cache
def _last_words() -> frozenset[str]:
    """The words that comparators end with; behind most numbers' other neighbours no longer name need be looked up."""
    return frozenset(name.rpartition(" ")[2] for name in lexicon().before)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(alternation(lexicon().after))
