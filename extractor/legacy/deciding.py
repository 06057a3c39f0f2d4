"""Which encoding each run of a document is in, decided by its words, with its neighbours and its font's name as witnesses.

For every run and every encoding a number is made: what the run's own words say (a word that only this encoding makes a
syllable +1, a word that is one as it stands -1), half of what the runs of the same font before and behind say (sums that
forget: they never pass ±6, so a few words of the other kind turn them), and one for the font's name. Font names alone
decide nothing: .VnTime over Unicode is as common in the documents of the 2010s as over TCVN3.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from extractor.legacy.fonts import hint
from extractor.legacy.tables import NAMES
from extractor.legacy.words import AGAINST, LETTERED, NOTHING, WORD, Leaning, is_old, leaning

UNICODE = "unicode"
_REMEMBERED = 6.0  #: words that a neighbourhood remembers
_OWN, _NEAR = 3.0, 0.5  #: weight of the run's own words, and of the neighbours'
_ENOUGH, _SURE, _AHEAD = 2.0, 4.0, 1.5  #: to decode; to be certain of it; before the next best encoding
_RARE = ("viscii", "vps")
_FULL: Leaning = (-_REMEMBERED,) * len(NAMES)  #: what is remembered after six words in Unicode
_NAMED = 1  #: what a font's name says for its encoding

Run = tuple[str, str | None]  #: text, font name


class Found(NamedTuple):
    """The encoding of a run (``unicode`` or one of ``NAMES``) and whether that is certain."""

    encoding: str
    certain: bool


PLAIN = Found(UNICODE, True)


def may_hold(text: str) -> bool:
    """Whether any word of ``text`` is one in an old encoding only; False for nearly every text in Unicode, and quickly."""
    return not text.isascii() and any(map(is_old, set(LETTERED.findall(text))))


def decide(runs: Sequence[Run]) -> list[Found]:
    """For each run the encoding it is in."""
    own = _own(runs)
    if own is None:
        return [PLAIN] * len(runs)
    overall = [_NEAR * min(max(sum(said), 0), _REMEMBERED) for said in zip(*own, strict=True)]
    near = _near(runs, own)
    return [_found(font, mine, theirs, overall) for (_, font), mine, theirs in zip(runs, own, near, strict=True)]


def _own(runs: Sequence[Run]) -> list[Leaning] | None:
    """What each run's own words say; a word over a run's end speaks for both. None when no run speaks for any encoding."""
    text = "".join(words for words, _ in runs)
    if not may_hold(text):
        return None
    ends = list(accumulate(len(words) for words, _ in runs))
    out = [NOTHING] * len(runs)
    unicode = [0] * len(runs)  # nearly all words of nearly all texts, so they are counted apart
    run = 0
    for found in WORD.finditer(text):
        said = leaning(found.group())
        while ends[run] <= found.start():
            run += 1
        if said is AGAINST:
            unicode[run] += 1
        elif said is not NOTHING:
            for i in range(run, bisect_left(ends, found.end(), run) + 1):
                out[i] = _sum(out[i], said)
    out = [tuple(value - count for value in said) if count else said for said, count in zip(out, unicode, strict=True)]
    return out if any(max(said) > 0 for said in out) else None


def _near(runs: Sequence[Run], own: list[Leaning]) -> list[Leaning]:
    """What the runs of the same font before and behind each run say."""
    before, behind = _remembered(runs, own), _remembered(runs[::-1], own[::-1])[::-1]
    return list(map(_sum, before, behind))


def _remembered(runs: Sequence[Run], own: list[Leaning]) -> list[Leaning]:
    memory: dict[str | None, Leaning] = {}
    out = []
    for (_, font), said in zip(runs, own, strict=True):
        known = memory.get(font, NOTHING)
        out.append(known)
        if known == _FULL and max(said) <= 0:
            continue  # most runs of most documents: Unicode behind Unicode
        memory[font] = tuple(max(-_REMEMBERED, min(_REMEMBERED, a + b)) for a, b in zip(known, said, strict=True))
    return out


def _sum(a: Leaning, b: Leaning) -> Leaning:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _found(font: str | None, own: Leaning, near: Leaning, overall: Sequence[float]) -> Found:
    if max(own) <= 0 and _NEAR * max(near) + _NAMED + max(overall) < _ENOUGH:
        return PLAIN
    named = hint(font).encoding
    total = [
        _OWN * mine + _NEAR * theirs + _named(name, named) + support * (name == named)
        for name, mine, theirs, support in zip(NAMES, own, near, overall, strict=True)
    ]
    # short words read as syllables in several encodings; which one is told by the rest of the document
    rank = [said + support * (name != named) for name, said, support in zip(NAMES, total, overall, strict=True)]
    second, best = sorted(range(len(NAMES)), key=rank.__getitem__)[-2:]
    if total[best] < _ENOUGH:
        return Found(UNICODE, total[best] < 0 or max(own) <= 0)
    return Found(NAMES[best], total[best] >= _SURE and rank[best] - rank[second] >= _AHEAD)


def _named(name: str, named: str | None) -> int:
    """What a font's name says for an encoding; one that names none speaks against the two that offices hardly ever used."""
    if named is None:
        return -(name in _RARE)
    return _NAMED if name == named else -1
