"""RTF, also under the name ``.doc``: paragraphs, tables, notes and the numbers of lists as Word wrote them down.

striprtf gives words alone, without the fonts that old encodings are told by, and LibreOffice takes seconds; this reader takes
1 s for 3 MB. Of the 18 real .doc files saved as RTF, 16 come out line for line as the .doc does, two but for the leaders of a
table of contents that the saving lost, or empty cells at a row's end.

Lists need no counting: a program that writes a number leaves its text in ``\\listtext`` for readers that cannot count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.errors import TooLargeError, UnreadableError
from extractor.limits import Limits
from extractor.readers.doc.flow import Block, put_mark
from extractor.readers.doc.source import Written, source_of
from extractor.readers.docx.runs import Run
from extractor.readers.labels import FORMATS
from extractor.readers.rtf import tokens as t
from extractor.readers.rtf.controls import CHARACTERS, SETTINGS, define
from extractor.readers.rtf.fonts import Fonts
from extractor.readers.rtf.state import Goes, Row, State
from extractor.readers.rtf.tokens import Sign, signs
from extractor.readers.text_size import check_lines
from extractor.text import SourceText

MEDIA_TYPE = "application/rtf"
_MOST_GROUPS = 5_000  #: in one another; Word writes a few dozen
_NOWHERE = frozenset(
    {"colortbl", "info", "pict", "objdata", "nonshppict", "shprslt", "filetbl", "revtbl", "listtable", "fldinst", "xe", "tc",
     "listoverridetable", "rsidtbl", "themedata", "latentstyles", "datastore", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc",
     "ftncn", "aftncn", "annotation", "template", "nonesttables", "pntxtb", "pntxta", "pnseclvl", "bkmkstart", "bkmkend",
     "upr", "private", "sp"}
)  # fmt: skip
_SPOKEN = frozenset({"shpinst", "nesttableprops", "ud", "do", "shpgrp", "shptxt", "dptxbxtext"})  #: behind \* and yet text
_GOES = {"fonttbl": Goes.FONTS, "stylesheet": Goes.STYLES, "listtext": Goes.LABEL, "pntext": Goes.LABEL}
_STORIES = {
    **{name + pages: name for name in ("header", "footer") for pages in ("", "l", "r", "f")},
    "footnote": "footnote", "shptxt": "box", "dptxbxtext": "box",
}  # fmt: skip
_ENDS = {"par": "", "sect": "", "cell": "cell", "nestcell": "cell"}
_BULLET = re.compile("[\u00ad·•§o\u25cf\u25a0\u25aa\u2013\u2014\uf020-\uf0ff-]$")
_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)


def read_rtf(path: Path, limits: Limits) -> SourceText:
    """An RTF file as lines; ``UnreadableError`` when its groups are nested beyond reason."""
    data = path.read_bytes()
    check_lines(data.count(b"\\par") - data.count(b"\\pard"), path.name, limits)
    reader = _Reader(path, limits.max_characters)
    for sign in signs(data):
        reader.take(sign)
    return source_of(reader.written(), reader="rtf", media_type=MEDIA_TYPE)


@dataclass
class _Story:
    """A story being read: the body, a note, a text box, a page header."""

    kind: str = "body"
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    label: list[Run] = field(default_factory=list)
    asides: list[list[Block]] = field(default_factory=list)
    row: Row = field(default_factory=Row)
    groups: int = 0  #: groups that were open when it began
    numbered: bool = False
    at_end: bool = False  #: an endnote


class _Reader:
    """Where the reading of one file stands."""

    def __init__(self, path: Path, most: int) -> None:
        self._path, self._most, self._left = path, most, most
        self._state = State().plain()
        self._groups: list[State] = []
        self._stories = [_Story()]
        self._fonts = Fonts()
        self._headings: dict[int, int] = {}
        self._pending = bytearray()
        self._to_skip = 0
        self._starred = False
        self._sections = [True]
        self._counts = {False: 0, True: 0}
        self._endnotes: list[list[Block]] = []
        self._margins: list[tuple[str, list[Block]]] = []

    def take(self, sign: Sign) -> None:
        """Go on by one sign."""
        if sign.kind in (t.TEXT, t.BYTE):
            self._bytes(sign.held or bytes([sign.number or 0]))
            return
        self._flush()
        if sign.kind == t.OPEN:
            self._open()
        elif sign.kind == t.CLOSE:
            self._close()
        elif self._to_skip and sign.word != "u":
            self._to_skip -= 1
        else:
            self._control(sign.word, sign.number)

    def written(self) -> Written:
        """All that was read."""
        self._flush()
        cut_off = bool(self._groups)
        while len(self._stories) > 1:
            self._end_story()
        self._end_paragraph("")
        margins = sorted(self._margins, key=lambda story: story[0] == "footer")
        return Written(self._stories[0].blocks, self._endnotes, margins, self._sections[1:], cut_off)

    # groups

    def _open(self) -> None:
        self._to_skip = 0
        self._groups.append(self._state)
        if len(self._groups) > _MOST_GROUPS:
            raise UnreadableError("rtf_broken", path=self._path.name, error="nesting")

    def _close(self) -> None:
        self._to_skip = 0
        if len(self._stories) > 1 and self._stories[-1].groups == len(self._groups):
            self._end_story()
        if self._groups:
            self._state = self._groups.pop()

    def _end_story(self) -> None:
        self._end_paragraph("")
        story = self._stories.pop()
        if story.kind in ("header", "footer"):
            self._margins.append((story.kind, story.blocks))
            return
        if story.numbered and story.blocks:
            self._counts[story.at_end] += 1
            number = FORMATS["lowerRoman" if story.at_end else "decimal"](self._counts[story.at_end])
            put_mark(number, story.blocks)
        (self._endnotes if story.at_end else self._stories[-1].asides).append(story.blocks)

    # words

    def _control(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, word == "*"
        if word in SETTINGS:
            self._state = SETTINGS[word](self._state, number)
        if (starred and word not in _SPOKEN and word not in _GOES) or word in _NOWHERE:
            self._state = replace(self._state, goes=Goes.NOWHERE)
        elif word == "ud" and len(self._groups) > 1:  # in the place of what stands before it for older programs
            self._state = replace(self._state, goes=self._groups[-2].goes)
        elif word in _GOES:
            self._state = replace(self._state, goes=_GOES[word])
        elif self._state.goes is Goes.NOWHERE:
            return
        elif word in CHARACTERS:
            self._words(CHARACTERS[word])
        elif word == "u":
            self._unicode(number or 0)
        elif word in _STORIES:
            self._stories.append(_Story(_STORIES[word], groups=len(self._groups)))
            self._state = self._state.pard().plain()
        else:
            self._structure(word, number)

    def _structure(self, word: str, number: int | None) -> None:
        story = self._stories[-1]
        if word in _ENDS or word in ("\r", "\n"):
            self._end_paragraph(word)
        elif word in ("row", "nestrow"):
            self._end_row(word)
        elif word == "trowd":
            story.row = Row()
        elif word == "chftn":
            story.numbered = story.kind == "footnote"
        elif word == "ftnalt":
            story.at_end = True
        elif word in ("sbknone", "sbkcol"):
            self._sections[-1] = False
        elif word in ("ansicpg", "deff", "fcharset"):
            self._about_fonts(word, number or 0)
        else:
            define(story.row, word, number)

    def _about_fonts(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self._fonts.set_page(number)
        elif word == "deff":
            self._fonts.default = number
        elif self._state.goes is Goes.FONTS:
            self._fonts.charsets[self._state.font or 0] = number

    # text

    def _bytes(self, held: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(held))
            self._to_skip -= skipped
            held = held[skipped:]
        if self._state.goes is not Goes.NOWHERE:
            self._pending += held

    def _flush(self) -> None:
        """The bytes gathered so far as characters; a character may have two bytes."""
        if self._pending:
            held = bytes(self._pending)
            self._pending.clear()
            if self._state.goes in (Goes.FONTS, Goes.STYLES):
                self._name(held.decode("latin-1"))
            else:
                self._words(self._fonts.decode(held, self._state.font))

    def _unicode(self, number: int) -> None:
        self._to_skip = self._state.skipped
        code = number & 0xFFFF if number < 0 else number
        if code < 0x110000:
            self._words(chr(code))

    def _words(self, words: str) -> None:
        if self._state.deleted or self._state.goes not in (Goes.TEXT, Goes.LABEL):
            return
        self._left -= len(words)
        if self._left < 0:
            raise TooLargeError("text_too_long", path=self._path.name, limit="max_characters", value=self._most)
        story = self._stories[-1]
        setting = self._state.run._replace(font=self._fonts.name(self._state.font))
        (story.label if self._state.goes is Goes.LABEL else story.runs).append(Run(words, setting))

    def _name(self, words: str) -> None:
        if self._state.goes is Goes.FONTS:
            number = self._state.font or 0
            self._fonts.names[number] = self._fonts.names.get(number, "") + words.partition(";")[0]
        elif found := _HEADING.match(words.partition(";")[0].strip()):
            self._headings[self._state.style or 0] = int(found[1])

    # paragraphs

    def _end_paragraph(self, word: str) -> None:
        story = self._stories[-1]
        if not word and not story.runs and not story.asides:
            return
        if self._state.goes is not Goes.TEXT and word:
            return
        runs, story.runs = _merged(story.runs), []
        label, story.label = _label(story.label), []
        asides, story.asides = story.asides, []
        setting = self._state.paragraph
        if setting.heading is None and self._state.style in self._headings:
            setting = setting._replace(heading=self._headings[self._state.style or 0])
        depth = 1 if word == "cell" else max(self._state.depth, 2) if word == "nestcell" else self._state.depth
        block = Block(runs, setting, label, depth, _ENDS.get(word, ""), section_ends=word == "sect", asides=asides)
        story.blocks.append(block)
        if word == "sect":
            self._sections.append(True)

    def _end_row(self, word: str) -> None:
        story = self._stories[-1]
        depth = 1 if word == "row" else max(self._state.depth, 2)
        if story.runs:
            self._end_paragraph("cell" if word == "row" else "nestcell")
        story.blocks.append(Block([], depth=depth, ends="row", row=story.row.shape()))


def _merged(runs: list[Run]) -> list[Run]:
    """``runs`` with those set alike joined; pairs of surrogates become the one character they mean."""
    out: list[Run] = []
    parts: list[str] = []
    for i, run in enumerate(runs):
        parts.append(run.words)
        if i + 1 == len(runs) or runs[i + 1].setting != run.setting:
            words = "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            out.append(Run(words, run.setting))
            parts = []
    return out


def _label(runs: list[Run]) -> Run | None:
    """The number or bullet of a list item with the space after it."""
    words = "".join(run.words for run in runs).strip()
    if not words:
        return None
    return Run("- " if _BULLET.match(words) else words + " ", runs[0].setting)
