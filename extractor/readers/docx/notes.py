"""Footnotes and endnotes of a docx: each with the number its mark shows, numbered in order of reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from extractor.readers.docx.package import Package, W
from extractor.readers.docx.styles import VAL
from extractor.readers.labels import FORMATS
from extractor.readers.layout_tables import Piece

Story = Callable[[etree._Element], list[Piece]]
_USUAL_FORMAT = {"footnotes": "decimal", "endnotes": "lowerRoman"}


@dataclass
class Notes:
    """The notes of one document by kind ("footnotes", "endnotes") and id."""

    elements: dict[tuple[str, str], etree._Element]
    formats: dict[str, str]
    counts: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[str, etree._Element]] = field(default_factory=list)  #: endnotes with their mark

    @classmethod
    def of(cls, package: Package) -> Notes:
        elements: dict[tuple[str, str], etree._Element] = {}
        for kind in _USUAL_FORMAT:
            root = package.part(kind)
            for element in () if root is None else root:
                if element.get(W + "type", "normal") == "normal":
                    elements[kind, element.get(W + "id", "")] = element
        return cls(elements, _formats(package) if elements else {})

    def footnotes(self, references: list[tuple[str, str, bool]], story: Story) -> list[Piece]:
        """The lines of the footnotes referred to; endnotes among them wait for the end of the document."""
        pieces: list[Piece] = []
        for kind, name, own_mark in references:
            element = self.elements.get((kind, name))
            if element is None:
                continue
            mark = "" if own_mark else self._mark(kind)
            if kind == "endnotes":
                self.waiting.append((mark, element))
            else:
                pieces += _marked(mark, story(element))
        return pieces

    def endnotes(self, story: Story) -> list[Piece]:
        """The lines of all endnotes referred to so far."""
        pieces = [piece for mark, element in self.waiting for piece in _marked(mark, story(element))]
        return [(words, line._replace(quoted=True)) for words, line in pieces]

    def _mark(self, kind: str) -> str:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        form = self.formats.get(kind, _USUAL_FORMAT[kind])
        return FORMATS.get(form, str)(self.counts[kind]) + " "


def _formats(package: Package) -> dict[str, str]:
    settings = package.part("settings")
    if settings is None:
        return {}
    found = {kind: settings.find(f"{W}{kind[:-1]}Pr/{W}numFmt") for kind in _USUAL_FORMAT}
    return {kind: element.get(VAL, "decimal") for kind, element in found.items() if element is not None}


def _marked(mark: str, pieces: list[Piece]) -> list[Piece]:
    if not pieces:
        return []
    (words, line), *others = pieces
    return [(mark + words, line), *others]
