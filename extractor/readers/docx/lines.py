"""From a paragraph's runs to lines: split at line ends, set as their letters are set, placed on their page.

Pages are those of Word's last rendering (``lastRenderedPageBreak``) and those the author forced; a forced break that Word
also noted counts once. Documents that Word never rendered have page 1 unless the author forced a break.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx.package import W
from extractor.readers.docx.runs import FORCED_BREAK, PAGE_BREAK, Run
from extractor.readers.docx.styles import VAL, ParagraphSetting
from extractor.readers.layout_tables import Piece
from extractor.text import Line, Style

_OUTLINE_LEVELS = 9
_LEADER = " ..... "


@dataclass
class Pages:
    """Counts pages while the text goes by. ``breaks`` says for each section whether the next one begins a new page."""

    breaks: list[bool]
    number: int = 1
    sections: int = 0
    fresh: str = ""  #: the break after which no words have come yet

    @classmethod
    def of(cls, body: etree._Element) -> Pages:
        kinds = [section.find(W + "type") for section in body.iter(W + "sectPr")]
        return cls([kind is None or kind.get(VAL) not in {"continuous", "nextColumn"} for kind in kinds[1:]])

    def turn(self, kind: str) -> None:
        """A page break of ``kind``."""
        noted_twice = kind == PAGE_BREAK and self.fresh == FORCED_BREAK
        self.number += not noted_twice
        self.fresh = kind

    def section_ends(self) -> None:
        """The end of a section."""
        if self.sections < len(self.breaks) and self.breaks[self.sections]:
            self.turn(FORCED_BREAK)
        self.sections += 1


def lines_of(runs: list[Run], label: str, setting: ParagraphSetting, pages: Pages) -> list[Piece]:
    """The lines of a paragraph, the first one with ``label`` before it; none for an empty paragraph."""
    if setting.page_break and pages.fresh != FORCED_BREAK:
        pages.turn(FORCED_BREAK)
    out: list[Piece] = []
    for line in _split(runs):
        page, words = _words(line, pages)
        words = label + words.strip()
        if setting.leader and "\t" in words:
            words = _LEADER.join(words.rsplit("\t", 1))
        if words.strip():
            label = ""
            out.append((words.rstrip(), Line(0, 0, page=page, style=_style(line, setting))))
    return out


def _split(runs: list[Run]) -> Iterable[list[Run]]:
    line: list[Run] = []
    for run in runs:
        first, *others = run.words.split("\n")
        line.append(run._replace(words=first))
        for words in others:
            yield line
            line = [run._replace(words=words)]
    yield line


def _words(line: list[Run], pages: Pages) -> tuple[int, str]:
    """The words of a line and the page on which they begin; page breaks among them are counted."""
    out: list[str] = []
    page: int | None = None
    for run in line:
        if PAGE_BREAK not in run.words and FORCED_BREAK not in run.words:
            out.append(run.words)
            if run.words.strip():
                page = page or pages.number
                pages.fresh = ""
            continue
        for c in run.words:
            if c in (PAGE_BREAK, FORCED_BREAK):
                pages.turn(c)
                continue
            out.append(c)
            if not c.isspace():
                page = page or pages.number
                pages.fresh = ""
    return page or pages.number, "".join(out)


def _style(line: list[Run], setting: ParagraphSetting) -> Style:
    lettered = [run.setting for run in line if any(c.isalnum() for c in run.words)]
    heading = setting.heading
    return Style(
        bold=bool(lettered) and all(s.bold for s in lettered),
        italic=bool(lettered) and all(s.italic for s in lettered),
        centred=setting.align == "center",
        size=lettered[0].size if lettered else None,
        heading=heading if heading is not None and heading <= _OUTLINE_LEVELS else None,
    )
