"""Vietnamese as language: tokens that keep codes whole, sentences, compounds, noun phrases, and the spaCy pipeline of them."""

from extractor.language.phrases import Phrase, noun_phrases
from extractor.language.sentence import sentences

__all__ = ["Phrase", "noun_phrases", "sentences"]
