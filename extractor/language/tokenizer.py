"""The spaCy tokenizer: tokens that keep "98/2023/NĐ-CP", "34-CT/TW", "63,41", dates and percentages whole.

spaCy's own Vietnamese tokenizer wants pyvi and cuts all of these. ``compounds`` joins syllables into words as underthesea's
model and our lexicon do ("người | lao động"); without it a token is a syllable and tokenizing is twenty times as fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from extractor.language.tokens import tokens
from extractor.language.words import words
from extractor.text import Span


class Tokenizer(DummyTokenizer):
    """Text to ``Doc``, nothing lost: ``doc.text`` is the text."""

    def __init__(self, vocab: Vocab, compounds: bool = False) -> None:
        self.vocab = vocab
        self.compounds = compounds

    def __call__(self, text: str) -> Doc:
        """The ``Doc`` of ``text``; white space beyond one blank is a token of its own, as everywhere in spaCy."""
        pieces: list[str] = []
        spaces: list[bool] = []
        end = 0
        for span in _spans(text, self.compounds):
            _fill(text[end : span.start], pieces, spaces)
            pieces.append(span.of(text))
            spaces.append(False)
            end = span.end
        _fill(text[end:], pieces, spaces)
        return Doc(self.vocab, words=pieces, spaces=spaces)

    def __reduce__(self) -> tuple[Any, ...]:
        return Tokenizer, (self.vocab, self.compounds)


def _spans(text: str, compounds: bool) -> Iterator[Span]:
    found = list(tokens(text))
    return (Span(w.start, w.end) for w in words(found)) if compounds else (Span(t.start, t.end) for t in found)


def _fill(gap: str, pieces: list[str], spaces: list[bool]) -> None:
    """Note the white space behind the last token: one blank belongs to it, more is a token."""
    if gap.startswith(" ") and pieces:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        pieces.append(gap)
        spaces.append(False)


@registry.tokenizers("vanban.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer(compounds: bool = False) -> Callable[[Language], Tokenizer]:
    """The tokenizer as spaCy's configuration asks for it."""
    return lambda nlp: Tokenizer(nlp.vocab, compounds)
