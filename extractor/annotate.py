"""The finders as spaCy components, and the pipeline of them that ``models/vi_vanban`` holds.

The library's own way is ``pipeline.find``, which never builds a ``Doc``; this is for those who work in spaCy: one
``spacy.load`` gives tokens, citations, dates, measures and noun phrases as span groups of a ``Doc``.

    python -m extractor.annotate FOLDER      writes the pipeline, the same bytes every time
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_lang_class

from extractor.text import Span as Place
from extractor.text import Text

if TYPE_CHECKING:
    from extractor.targets import Target

META = {
    "name": "vanban",
    "version": "1.0.0",
    "description": "Vietnamese administrative documents: citations, dates, measures and noun phrases as span groups.",
    "author": "The vanban developers",
    "license": "Apache-2.0",
    "spacy_version": ">=3.8.0,<3.9.0",
}

#: The order of the components: dates want to know the citations, measures want both.
COMPONENTS = ("vanban_citations", "vanban_dates", "vanban_measures", "vanban_noun_phrases")

Found = tuple[int, int, str, str]  # start, end, label, what it means


class Annotator:
    """A component that fills one span group from a finder over the text; the label says what kind, ``kb_id_`` what it means."""

    def __init__(self, group: str, find: Callable[[Doc, str], Iterable[Found]]) -> None:
        self.group = group
        self.find = find

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with the span group."""
        made = (
            doc.char_span(start, end, label=label, kb_id=meaning, alignment_mode="expand")
            for start, end, label, meaning in self.find(doc, doc.text)
        )
        doc.spans[self.group] = [span for span in made if span is not None]
        return doc


def _places(doc: Doc, group: str) -> list[Place]:
    return [Place(span.start_char, span.end_char) for span in doc.spans.get(group, ())]


def _citations(doc: Doc, text: str) -> Iterable[Found]:
    from extractor import citations

    return ((c.start, c.end, c.doc_type_name, c.key) for c in citations.find(text))


def _dates(doc: Doc, text: str) -> Iterable[Found]:
    from extractor import dates

    found = dates.find(text, cited=_places(doc, "citations"))
    return ((d.start, d.end, d.role, f"{d.from_}/{d.to}") for d in found)


def _measures(doc: Doc, text: str) -> Iterable[Found]:
    from extractor import dates, targets

    cited = _places(doc, "citations")
    # The mentions once more (0.5 ms a page): a span of the Doc keeps no end of a period, and a Doc carries only plain data.
    found = targets.find(Text.from_string(text), cited=cited, dates=dates.find(text, cited=cited))
    return ((t.start, t.end, t.role, f"{t.op or ''} {_bounds(t)} {t.unit or ''}".strip()) for t in found)


def _bounds(target: Target) -> str:
    return "…".join("" if bound is None else f"{bound:g}" for bound in (target.low, target.high)).strip("…")


@Language.factory("vanban_citations")
def create_citations(nlp: Language, name: str) -> Annotator:
    """``doc.spans["citations"]``: label the type of document, ``kb_id_`` the canonical key."""
    return Annotator("citations", _citations)


@Language.factory("vanban_dates")
def create_dates(nlp: Language, name: str) -> Annotator:
    """``doc.spans["dates"]``: label the role, ``kb_id_`` "from/to" in ISO."""
    return Annotator("dates", _dates)


@Language.factory("vanban_measures")
def create_measures(nlp: Language, name: str) -> Annotator:
    """``doc.spans["measures"]``: label target or result, ``kb_id_`` bound, value and unit."""
    return Annotator("measures", _measures)


def build() -> Language:
    """The pipeline, put together anew."""
    config = {"nlp": {"tokenizer": {"@tokenizers": "vanban.Tokenizer.v1", "compounds": False}}}
    nlp = get_lang_class("vi").from_config(config, meta=dict(META), auto_fill=True)
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def main(folder: str) -> None:
    """Write the pipeline to ``folder``."""
    build().to_disk(Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
