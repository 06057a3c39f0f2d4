"""Vietnamese as language: tokens that keep codes whole, sentences, compounds, noun phrases, and the spaCy pipeline of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from extractor.language.phrases import Phrase, noun_phrases
from extractor.language.sentence import sentences
from extractor.resources import model_path

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Phrase", "load", "noun_phrases", "sentences"]


@cache
def load() -> Language:
    """The spaCy pipeline of ``models/vi_vanban``, loaded once (1.3 s, nearly all of it the import of spaCy)."""
    import spacy

    return spacy.load(model_path("vi_vanban"))
