"""What an RTF group says of its text: every group begins with what the group around it says and forgets its own at its end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto

from extractor.readers.doc.flow import RowShape
from extractor.readers.docx.styles import ParagraphSetting, RunSetting


class Goes(Enum):
    """Where the text of a group goes."""

    TEXT = auto()
    NOWHERE = auto()
    LABEL = auto()  #: the number that stands before the paragraph
    FONTS = auto()
    STYLES = auto()


_RUN = RunSetting(bold=False, italic=False, caps=False, hidden=False)
_PARAGRAPH = ParagraphSetting()


@dataclass(frozen=True, slots=True)
class State:
    """The state of one group."""

    goes: Goes = Goes.TEXT
    run: RunSetting = _RUN
    font: int | None = None
    deleted: bool = False
    skipped: int = 1  #: characters after a Unicode one that only older programs show
    paragraph: ParagraphSetting = _PARAGRAPH
    depth: int = 0
    style: int | None = None

    def plain(self) -> State:
        """Character formatting as it is where nothing is said."""
        return replace(self, run=_RUN._replace(size=12.0), font=None, deleted=False)

    def pard(self) -> State:
        """Paragraph formatting as it is where nothing is said."""
        return replace(self, paragraph=_PARAGRAPH, depth=0, style=None)


@dataclass
class Row:
    """The definition of a row being read; it stands before the row's cells, after them, or both."""

    left: int = 0
    edges: list[int] = field(default_factory=list)
    joined: list[bool] = field(default_factory=list)
    continued: list[bool] = field(default_factory=list)
    drawn: bool = False
    at_border: bool = False  #: the next word tells how a rule of the row or of a cell is drawn
    _join: bool = False
    _continue: bool = False

    def edge(self, place: int) -> None:
        """The right edge of the next cell, which ends its definition."""
        self.edges.append(place)
        self.joined.append(self._join)
        self.continued.append(self._continue)
        self._join = self._continue = False

    def join(self) -> None:
        """The cell belongs to the one on its left."""
        self._join = True

    def go_on(self) -> None:
        """The cell belongs to the one above."""
        self._continue = True

    def shape(self) -> RowShape:
        """The row as the flow of paragraphs wants it."""
        left = min([self.left, *(edge - 1 for edge in self.edges[:1])])
        return RowShape((left, *self.edges), tuple(self.joined), tuple(self.continued), self.drawn)
