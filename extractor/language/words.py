"""Compounds and parts of speech from underthesea's models, without underthesea's Python around them.

Vietnamese words are one to four syllables written apart; underthesea's CRF models know which belong together. Called through
``underthesea.pos_tag`` they cost 1.3 s and 99 MB to import, cut codes, lose the offsets, and tag 18 k characters a second.
The same model files driven through ``underthesea_core`` (its Rust part) on our own tokens: 0.9 s and 75 MB all told, words
110 k and parts of speech 254 k characters a second, offsets untouched because nothing is tokenised again. Nothing here
reaches the network: the models are in underthesea's wheel.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from extractor.language.lexicon import words_of
from extractor.language.tokens import Token

Tagger = Callable[[Sequence[str]], list[str]]

_SEGMENTER = "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727"
_POS_TAGGER = "pipeline/pos_tag/models/pos_crf_vlsp2013_20230303"

#: What the models get to see in place of a token they would stumble over, and the part of speech it has in any case.
_MASKS = {"code": ("A1", "Ny"), "date": ("2020", "D"), "number": ("20", "M"), "name": ("A1", "Ny"), "mark": ("", "CH")}
_LONGEST_COMPOUND = 5  # tokens: "khám bệnh, chữa bệnh"


class Word(NamedTuple):
    """One word, several syllables long where they form a compound; ``pos`` is underthesea's tag, or D for a date."""

    start: int
    end: int
    pos: str


@cache
def _tagger(model: str) -> Tagger:
    """The CRF ``model`` as a function from tokens to labels, one each."""
    from underthesea_core import CRFFeaturizer, CRFTagger

    folder = _models() / model
    crf = CRFTagger()
    crf.load(str(folder / "models.bin"))
    featurizer = CRFFeaturizer(_unpickled(folder / "features.bin"), _unpickled(folder / "dictionary.bin"))

    def tag(words: Sequence[str]) -> list[str]:
        return list(crf.tag(featurizer.process([[[word] for word in words]])[0])) if words else []

    return tag


def _unpickled(path: Path) -> Any:
    """What ``joblib.dump`` wrote of sets and lists is a plain pickle; joblib reads it in Python, pickle five times as fast."""
    return pickle.loads(path.read_bytes())


def _models() -> Path:
    """The folder of underthesea, found without importing it (which takes 0.6 s and 90 MB)."""
    spec = find_spec("underthesea")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("underthesea")
    return Path(spec.submodule_search_locations[0])


def words(tokens: Sequence[Token]) -> list[Word]:
    """``tokens`` joined into words, each with its part of speech."""
    known = dict(_compounds(tokens))
    groups = _grouped(tokens, known)
    labels = _tagger(_POS_TAGGER)([" ".join(_seen(tokens[i]) for i in group) for group in groups])
    return [
        Word(tokens[group[0]].start, tokens[group[-1]].end, _pos(tokens, group, label, known))
        for group, label in zip(groups, labels, strict=True)
    ]


def _seen(token: Token) -> str:
    return (_MASKS[token.kind][0] if token.kind in _MASKS else "") or token.text


def _grouped(tokens: Sequence[Token], known: dict[int, tuple[int, str]]) -> list[range]:
    """The tokens of each word: compounds of the lexicon first, underthesea's for the rest."""
    groups: list[range] = []
    until = 0
    for i, label in enumerate(_tagger(_SEGMENTER)([_seen(token) for token in tokens])):
        if i < until:
            continue
        until = i + 1
        if i in known:
            until = known[i][0]
        elif label == "I-W" and groups and tokens[i].kind == tokens[i - 1].kind == "word" and groups[-1].start not in known:
            groups[-1] = range(groups[-1].start, until)
            continue
        groups.append(range(i, until))
    return groups


def _pos(tokens: Sequence[Token], group: range, label: str, known: dict[int, tuple[int, str]]) -> str:
    if group.start in known:
        return known[group.start][1]
    kind = tokens[group.start].kind
    return _MASKS[kind][1] if kind in _MASKS else label.removeprefix("B-")


@cache
def _lexicon() -> dict[tuple[str, ...], str]:
    """The compounds of ``models/language.toml`` as their tokens, with the part of speech each has: noun or adverb."""
    lists = {"N": words_of("noun_compounds"), "R": words_of("other_compounds")}
    return {tuple(words.replace(",", " ,").split()): pos for pos, entries in lists.items() for words in entries}


@cache
def _first_syllables() -> frozenset[str]:
    return frozenset(words[0] for words in _lexicon())


def _compounds(tokens: Sequence[Token]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Where compounds of the lexicon begin, each with where it ends and its part of speech; the longest wins."""
    until = 0
    low = [token.text.lower() for token in tokens]
    for i, syllable in enumerate(low):
        if i < until or syllable not in _first_syllables():
            continue
        for end in range(min(i + _LONGEST_COMPOUND, len(low)), i + 1, -1):
            pos = _lexicon().get(tuple(low[i:end]))
            if pos:
                until = end
                yield i, (end, pos)
                break
