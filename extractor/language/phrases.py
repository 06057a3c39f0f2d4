"""Noun phrases by light rules over parts of speech: what a measure is of, and what it says of it.

underthesea's own chunker costs 20 k chars/s and breaks "người lao động" into a noun and a verb phrase; a noun phrase of an
administrative sentence is regular enough for a rule: it opens with a quantifier, classifier or noun and runs on over nouns,
names, adjectives, and over verbs only after a noun that is completed by one ("người lao động", "công tác khen thưởng").
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extractor.language.lexicon import words_of
from extractor.language.tokens import Token, tokens
from extractor.language.words import Word, words

_OPENS = frozenset({"N", "Np", "Nc", "Nu", "Ny", "Nb", "L"})
_NOUNS = frozenset({"N", "Np", "Nc", "Nu", "Ny", "Nb", "X"})
_GOES_ON = _NOUNS | {"A", "P"}

LONGEST = 160  #: tokens of a sentence that are tagged; the longest statement of the real plans has 150
_AROUND = 24  #: tokens to each side of a number in a longer one


class Phrase(NamedTuple):
    """A phrase, ``[start, end)`` of the sentence; ``tag`` is NP, or NAME where it holds nothing but proper names."""

    start: int
    end: int
    tag: str


@lru_cache(maxsize=4096)
def _phrases(sentence: str) -> tuple[Phrase, ...]:
    found: list[Phrase] = []
    group: list[Word] = []
    for word in (*words(_near_numbers(list(tokens(sentence)))), None):
        if word is not None and group and _goes_on(sentence, group[-1], word):
            group.append(word)
            continue
        found.extend(_closed(group))
        group = [word] if word is not None and _opens(sentence, word) else []
    return tuple(found)


def _near_numbers(found: list[Token]) -> list[Token]:
    """Of a sentence longer than ``LONGEST`` the tokens around its numbers, at most ``LONGEST`` of them: a measure is read
    with its own words, and tagging costs 13 µs a character."""
    if len(found) <= LONGEST:
        return found
    numbers = [i for i, token in enumerate(found) if token.kind == "number"] or [0]
    kept = sorted({j for i in numbers[:LONGEST] for j in range(max(0, i - _AROUND), min(len(found), i + _AROUND))})
    return [found[i] for i in kept[:LONGEST]]


def _opens(sentence: str, word: Word) -> bool:
    return word.pos in _OPENS and not _is_no_noun(_low(sentence, word))


def _goes_on(sentence: str, last: Word, word: Word) -> bool:
    if sentence[last.end : word.start].strip():  # words were left out in between
        return False
    if _is_no_noun(_low(sentence, word)):
        return False
    if word.pos == "V":
        return _low(sentence, last) in words_of("nouns_completed_by_verbs")
    return word.pos in _GOES_ON


def _is_no_noun(low: str) -> bool:
    """What the lexicon knows better than the model: verbs in capitals ("Đạt"), words of time."""
    return low in words_of("predicates") or low in words_of("no_nouns")


def _low(sentence: str, word: Word) -> str:
    return sentence[word.start : word.end].lower()


def _closed(group: list[Word]) -> list[Phrase]:
    if not any(word.pos in _NOUNS for word in group):
        return []
    tag = "NAME" if all(word.pos in {"Np", "Ny"} for word in group) else "NP"
    return [Phrase(group[0].start, group[-1].end, tag)]


def noun_phrases(sentence: str) -> list[Phrase]:
    """The noun phrases of one sentence, in order and not nested; offsets count code points of ``sentence``."""
    return list(_phrases(sentence))
