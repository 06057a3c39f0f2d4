"""Compounds and parts of speech from underthesea's models, without underthesea's Python around them.

Vietnamese words are one to four syllables written apart; underthesea's CRF models know which belong together. Called through
``underthesea.pos_tag`` they cost 1.3 s and 99 MB to import, cut codes, lose the offsets, and tag 18 k chars/s.
The same model files driven through ``underthesea_core`` (its Rust part) on our own tokens: 0.9 s and 84 MB all told, words
110 k and parts of speech 254 k chars/s, offsets untouched because nothing is re-tokenised. Nothing here reaches the network.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from extractor.language.tokens import Token

Tagger = Callable[[Sequence[str]], list[str]]

_SEGMENTER = "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727"
_POS_TAGGER = "pipeline/pos_tag/models/pos_crf_vlsp2013_20230303"

#: What the models get to see in place of a token they would stumble over, and the part of speech it has in any case.
_MASKS = {"code": ("A1", "Ny"), "date": ("2020", "D"), "number": ("20", "M"), "mark": (None, "CH")}


class Word(NamedTuple):
    """One word, several syllables long where they form a compound; ``pos`` is underthesea's tag, or D for a date."""

    start: int
    end: int
    pos: str


@cache
def _tagger(model: str) -> Tagger:
    """The CRF ``model`` as a function from tokens to labels, one each."""
    import joblib
    from underthesea_core import CRFFeaturizer, CRFTagger

    folder = _models() / model
    crf = CRFTagger()
    crf.load(str(folder / "models.bin"))
    featurizer = CRFFeaturizer(joblib.load(folder / "features.bin"), joblib.load(folder / "dictionary.bin"))

    def tag(words: Sequence[str]) -> list[str]:
        return list(crf.tag(featurizer.process([[[word] for word in words]])[0])) if words else []

    return tag


def _models() -> Path:
    spec = find_spec("underthesea")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("underthesea")
    return Path(spec.submodule_search_locations[0])


def words(tokens: Sequence[Token]) -> list[Word]:
    """``tokens`` joined into words, each with its part of speech."""
    seen = [_MASKS[t.kind][0] or t.text if t.kind in _MASKS else t.text for t in tokens]
    groups: list[list[int]] = []
    for i, label in enumerate(_tagger(_SEGMENTER)(seen)):
        joins = label == "I-W" and groups and tokens[i].kind == "word" == tokens[i - 1].kind
        if joins:
            groups[-1].append(i)
        else:
            groups.append([i])
    labels = _tagger(_POS_TAGGER)([" ".join(seen[i] for i in group) for group in groups])
    return [
        Word(tokens[group[0]].start, tokens[group[-1]].end, _pos(tokens[group[0]], label))
        for group, label in zip(groups, labels, strict=True)
    ]


def _pos(token: Token, label: str) -> str:
    return _MASKS[token.kind][1] if token.kind in _MASKS else label.removeprefix("B-")
