"""The spaCy components of this room: what language alone finds. Those that know the subject matter are in ``annotate``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.language.phrases import noun_phrases
from extractor.language.sentence import sentences
from extractor.language.tokens import tokens
from extractor.text import Span as Place

#: How many measures may stand in one statement; the longest list met has 14.
_OVERLAP = 32


class NounPhrases:
    """Fills ``doc.spans["noun_phrases"]``: of the sentences that carry a measure, or of all.

    Tagging reads 50 to 80 k characters a second, so of a whole document only the sentences with something measured are read:
    those that meet ``doc.spans["measures"]``, or those with a number where that component is missing.
    """

    def __init__(self, measured_only: bool = True) -> None:
        self.measured_only = measured_only

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with the span group."""
        text = doc.text  # put together anew each time it is asked for
        found = [
            (place.start + phrase.start, place.start + phrase.end, phrase.tag)
            for place in self._sentences(doc, text)
            for phrase in noun_phrases(place.of(text))
        ]
        doc.spans["noun_phrases"] = spans(doc, found)
        return doc

    def _sentences(self, doc: Doc, text: str) -> Iterator[Place]:
        measures = doc.spans.get("measures")
        places = [Place(m.start_char, m.end_char) for m in measures] if measures is not None else None
        for sentence in sentences(text):
            if not self.measured_only or (_carries_a_number(sentence.of(text)) if places is None else _meets(sentence, places)):
                yield sentence


def _carries_a_number(sentence: str) -> bool:
    return any(token.kind == "number" for token in tokens(sentence))


def _meets(sentence: Place, places: list[Place]) -> bool:
    """Whether ``sentence`` shares words with one of ``places``, which are in order of their beginnings."""
    last = bisect_left(places, sentence.end, key=lambda place: place.start)
    return any(place.end > sentence.start for place in places[max(0, last - _OVERLAP) : last])


def spans(doc: Doc, places: Iterable[tuple[int, int, str]]) -> list[Span]:
    """Character places with their labels as spans of whole tokens."""
    made = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in places)
    return [span for span in made if span is not None]


@Language.factory("vanban_noun_phrases", default_config={"measured_only": True})
def create_noun_phrases(nlp: Language, name: str, measured_only: bool) -> NounPhrases:
    """The component as spaCy's configuration asks for it."""
    return NounPhrases(measured_only)
