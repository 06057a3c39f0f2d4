"""The trained part: what a heading is about when the lexicon does not know its words.

A bag of words and word pairs (spaCy ``TextCatBOW``) on folded headings: 24 kinds, under 5 MB, trained by ``train`` on composed
headings. It answers only above ``THRESHOLD``; below, "khac" is the honest answer. spaCy is loaded on the first heading that
asks for it (1.3 s), and all headings of a document are asked at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from extractor.resources import model_path
from extractor.sections.lexicon import lexicon
from extractor.text.fold import fold, fold_ascii

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "heading_kinds"
#: Chosen on the headings composed for development, never on real ones; figures in models/heading_kinds/README.md.
THRESHOLD = 0.8

_NOT_WORDS = re.compile(r"[^a-z]+")
_LONGEST = 300
#: A heading is named by its first words; what it goes on about is not what it is.
_MOST_WORDS = 8


def features(title: str) -> str:
    """The first words of a heading as the classifier reads them: folded, without figures and marks.

    The first word and the first two stand in front once more, in capitals: a bag of words does not know what comes first,
    and the head of a Vietnamese heading does.
    """
    words = fold(title[:_LONGEST])
    for other in lexicon().not_printed:
        words = words.replace(other, " ")
    tokens = _NOT_WORDS.sub(" ", fold_ascii(words)).split()[:_MOST_WORDS]
    return " ".join([*tokens[:1], "".join(tokens[:2])]).upper() + " " + " ".join(tokens)


@cache
def _model() -> Language:
    import spacy

    return spacy.load(model_path(MODEL, "model"))


def scores(titles: Sequence[str]) -> list[dict[str, float]]:
    """For every heading, how likely each kind is (they add up to 1)."""
    return [dict(doc.cats) for doc in _model().pipe(features(title) for title in titles)]


def classify(titles: Sequence[str]) -> list[str]:
    """The kind of every heading, "khac" where no kind is likely enough."""
    out = []
    for cats in scores(titles):
        kind = max(cats, key=lambda k: cats[k])
        out.append(kind if cats[kind] >= THRESHOLD else "khac")
    return out
