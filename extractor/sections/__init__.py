"""The section tree of a document: labels, titles, kinds, as a reader sees them.

``labels`` says what the beginning of each paragraph may be, ``sequence`` and ``levels`` what it is by what was counted before,
``titles`` whether the item is a heading, ``kinds`` what it is about. Order of reading: ``outline``.
"""

from __future__ import annotations

from extractor.messages import say
from extractor.sections.forms import ANNEX
from extractor.sections.kinds import kinds_of
from extractor.sections.outline import Node, Outline
from extractor.sections.section import Section
from extractor.sections.titles import judge
from extractor.text import Note, Span, Text

__all__ = ["Section", "read"]


def read(text: Text, body: Span | None = None, *, within: Span | None = None, classify: bool = True) -> list[Section]:
    """The sections of ``text`` in reading order, each naming its parent by its place in the list.

    ``body`` is the stretch between letterhead and Nơi nhận; without it the whole text is read up to Nơi nhận. Annexes after the
    signature are sections too, up to the end of ``within`` where the file holds another document. ``classify=False`` leaves out
    the trained classifier, which is asked only about headings that the lexicon does not know.
    """
    nodes = Outline(text, body, within).read()
    places = judge(text, nodes)
    titles = [" ".join(place.of(text.text).split()) if place else None for place in places]
    kinds = kinds_of(titles, classify=classify)
    return [_section(node, place, title, kind) for node, place, title, kind in zip(nodes, places, titles, kinds, strict=True)]


def _section(node: Node, place: Span | None, title: str | None, kind: str) -> Section:
    return Section(
        label=node.label,
        title=title,
        kind=node.kind or kind,
        depth=node.depth,
        parent=node.parent,
        start=node.start,
        end=node.end,
        head=Span(node.start, place.end if place else max(node.rest.start, node.start)),
        notes=_notes(node),
        annex=node.form in ANNEX,
    )


def _notes(node: Node) -> tuple[Note, ...]:
    code = "section_label_mended" if node.slip else "section_number_repeated" if node.repeated else None
    if code is None:
        return ()
    return (Note(code, say(f"warning_{code}", label=node.label), node.start, node.rest.start),)
