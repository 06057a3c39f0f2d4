"""The spaCy components of this room: what language alone finds. Those that know the subject matter are in ``annotate``."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.language.phrases import noun_phrases
from extractor.language.sentence import sentences
from extractor.language.tokens import tokens


class NounPhrases:
    """Fills ``doc.spans["noun_phrases"]``: of the sentences that carry a number, or of all.

    Tagging reads 77 k characters a second, so of a whole document only the sentences with something measured are read.
    """

    def __init__(self, measured_only: bool = True) -> None:
        self.measured_only = measured_only

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with the span group."""
        found = [
            (place.start + phrase.start, place.start + phrase.end, phrase.tag)
            for place in sentences(doc.text)
            if not self.measured_only or _carries_a_number(place.of(doc.text))
            for phrase in noun_phrases(place.of(doc.text))
        ]
        doc.spans["noun_phrases"] = spans(doc, found)
        return doc


def _carries_a_number(sentence: str) -> bool:
    return any(token.kind == "number" for token in tokens(sentence))


def spans(doc: Doc, places: Iterable[tuple[int, int, str]]) -> list[Span]:
    """Character places with their labels as spans of whole tokens."""
    made = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in places)
    return [span for span in made if span is not None]


@Language.factory("vanban_noun_phrases", default_config={"measured_only": True})
def create_noun_phrases(nlp: Language, name: str, measured_only: bool) -> NounPhrases:
    """The component as spaCy's configuration asks for it."""
    return NounPhrases(measured_only)
