"""Noun phrases by light rules over parts of speech: what a measure is of, and what it says of it.

underthesea's own chunker costs 20 k chars/s and breaks "người lao động" into a noun and a verb phrase; a noun phrase of an
administrative sentence is regular enough for a rule: it opens with a quantifier, classifier or noun and runs on over nouns,
names, adjectives, and over verbs only after a noun that is completed by one ("người lao động", "công tác khen thưởng").
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extractor.language.lexicon import words_of
from extractor.language.tokens import tokens
from extractor.language.words import Word, words

_OPENS = frozenset({"N", "Np", "Nc", "Nu", "Ny", "Nb", "L"})
_NOUNS = frozenset({"N", "Np", "Nc", "Nu", "Ny", "Nb", "X"})
_GOES_ON = _NOUNS | {"A", "P"}


class Phrase(NamedTuple):
    """A phrase, ``[start, end)`` of the sentence; ``tag`` is NP, or NAME where it holds nothing but proper names."""

    start: int
    end: int
    tag: str


@lru_cache(maxsize=4096)
def _phrases(sentence: str) -> tuple[Phrase, ...]:
    found: list[Phrase] = []
    group: list[Word] = []
    for word in (*words(list(tokens(sentence))), None):
        if word is not None and _continues(sentence, group, word):
            group.append(word)
            continue
        if any(w.pos in _NOUNS for w in group):
            tag = "NAME" if all(w.pos in {"Np", "Ny"} for w in group) else "NP"
            found.append(Phrase(group[0].start, group[-1].end, tag))
        group = [word] if word is not None and word.pos in _OPENS else []
    return tuple(found)


def _continues(sentence: str, group: list[Word], word: Word) -> bool:
    if not group:
        return False
    if word.pos == "V":
        return sentence[group[-1].start : group[-1].end].lower() in words_of("nouns_completed_by_verbs")
    return word.pos in _GOES_ON


def noun_phrases(sentence: str) -> list[Phrase]:
    """The noun phrases of one sentence, in order and not nested; offsets count code points of ``sentence``."""
    return list(_phrases(sentence))
