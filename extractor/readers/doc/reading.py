"""Word 97-2003 and Word 6/95 files (.doc), read without any program.

Tried on the 18 files at hand that are Word's (15 of Word 97-2003, 3 of Word 6; 600 to 180,000 characters), one core:

=====================  ======  =========  ======================================================================
reader                 files   seconds    what it gives
=====================  ======  =========  ======================================================================
this one               18      0.01-1.2   words, lines, tables, numbers, notes, fonts of runs (old encodings need them)
LibreOffice → docx     18      1.3-8.2    the same words and lines in all of them; 134 MB installed, a process a file
msdoc2docx 0.36        15      0.4-31     the same, through its docx; refuses Word 6, 226 MB for the largest file
legacy-doc 0.2         15      0.0-0.3    words without rows of tables, numbers or fonts; refuses Word 6
antiword, catdoc       18      0.0-0.1    words in columns of blanks; no fonts, so TCVN3 stays undecoded
=====================  ======  =========  ======================================================================

Where LibreOffice and this reader differ (51 lines of 4,900: bold and italic of runs that negate their style, a column of
20 twips), the file's own bytes are on this reader's side. So no program is asked, here or as a fallback.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.errors import EncryptedError, NeedsOcrError, TooLargeError, UnreadableError
from extractor.limits import Limits
from extractor.readers.doc.fib import Fib, read_fib
from extractor.readers.doc.filed import Filed
from extractor.readers.doc.flow import Block, put_mark
from extractor.readers.doc.lists import read_lists
from extractor.readers.doc.old_numbers import OldNumbers
from extractor.readers.doc.ole import BrokenCompoundError, Compound
from extractor.readers.doc.pieces import BrokenPiecesError, Pieces
from extractor.readers.doc.rows import row_shape
from extractor.readers.doc.settings import Font, Placed, fonts, paragraph_setting
from extractor.readers.doc.source import Written, source_of
from extractor.readers.doc.sprms import HUGE, SECTION_BREAK, sprms
from extractor.readers.doc.stories import Extent, Stories
from extractor.readers.doc.styles import Styles
from extractor.readers.doc.words import Words
from extractor.readers.docx.numbering import Numbering
from extractor.readers.docx.runs import Run
from extractor.readers.docx.styles import RunSetting
from extractor.readers.labels import FORMATS
from extractor.readers.text_size import check_lines
from extractor.text import SourceText

MEDIA_TYPE = "application/msword"
_MARK = re.compile("[\r\x07\x0c]")
_OLD_LIST = "2047"  #: numbered in the manner of Word 6
_NO_LIST = (None, "0", _OLD_LIST)


def read_doc(path: Path, limits: Limits) -> SourceText:
    """A .doc as lines; ``UnreadableError`` when it is broken, ``EncryptedError`` when it asks for a password."""
    try:
        return _read(path, limits)
    except (BrokenCompoundError, BrokenPiecesError, struct.error) as error:
        raise UnreadableError("doc_broken", path=path.name, error=str(error)) from error
    except OverflowError as error:
        raise TooLargeError("text_too_long", path=path.name, limit="max_characters", value=limits.max_characters) from error


def _read(path: Path, limits: Limits) -> SourceText:
    compound = Compound(path.read_bytes())
    stream = compound.stream("WordDocument") or b""
    fib = read_fib(stream)
    if fib is None:
        raise BrokenPiecesError("WordDocument")
    if fib.encrypted:
        raise EncryptedError("office_encrypted", path=path.name)
    table = stream if fib.old else compound.stream(fib.table) or b""
    document = _Document.of(stream, table, compound.stream("Data") or b"", fib, limits.max_characters)
    check_lines(document.pieces.text.count("\r"), path.name, limits)
    source = source_of(document.written(), reader="doc", media_type=MEDIA_TYPE)
    if not source.text.strip() and "\x01" in document.pieces.text:
        raise NeedsOcrError("docx_only_pictures", path=path.name)
    return source


@dataclass
class _Document:
    """An open file."""

    fib: Fib
    stream: bytes
    data: bytes
    pieces: Pieces
    fonts: list[Font]
    styles: Styles
    numbering: Numbering
    stories: Stories
    runs: Filed
    paragraphs: Filed

    @classmethod
    def of(cls, stream: bytes, table: bytes, data: bytes, fib: Fib, most: int) -> _Document:
        def held(name: str) -> bytes:
            place, length = fib.pairs[name]
            return table[place : place + length]

        known = fonts(held("fonts"), fib.old)
        return cls(
            fib,
            stream,
            data,
            Pieces(stream, table, fib, most),
            known,
            Styles(held("styles"), known, fib.old),
            read_lists(table, fib.pairs["lists"], fib.pairs["list_uses"]),
            Stories(table, fib),
            Filed(stream, table, fib.pairs["runs"], paragraphs=False, old=fib.old),
            Filed(stream, table, fib.pairs["paragraphs"], paragraphs=True, old=fib.old),
        )

    def __post_init__(self) -> None:
        self.placed = cache(self._placed)
        self.old_numbers = OldNumbers()
        self.counts = {"footnotes": 0, "endnotes": 0}
        self.waiting: list[list[Block]] = []

    def written(self) -> Written:
        """All stories of the document."""
        body = self.story(self.stories.body)
        loose = [self.story(extent) for extent in self.stories.boxes.get(-1, [])]
        margins = [(kind, self.story(extent)) for kind, extent in self.stories.margins()]
        breaks = [self._new_page(at) for at in self.stories.sections[1:]]
        return Written(body, self.waiting + loose, margins, breaks, cut_off=sum(self.fib.counts) > len(self.pieces.text))

    def story(self, extent: Extent) -> list[Block]:
        """The paragraphs of one story."""
        words = Words(self.fonts, self.fib.old)
        blocks: list[Block] = []
        carried: list[Run] = []
        start, end = extent[0], min(extent[1], len(self.pieces.text))
        for mark in _MARK.finditer(self.pieces.text, start, end):
            at = mark.start()
            if mark[0] == "\x0c" and at not in self.stories.section_ends:
                continue
            block, joined = self._block(words, start, at, carried)
            carried = block.runs if joined else []
            if not joined:
                blocks.append(block)
            start = at + 1
        if start < end or carried:
            blocks.append(self._block(words, start, end, carried)[0])
        return blocks

    def _block(self, words: Words, start: int, at: int, carried: list[Run]) -> tuple[Block, bool]:
        """The paragraph ``[start, at)`` with its mark at ``at``; whether the mark is deleted, so that the next one goes on."""
        place = self.pieces.place(at)
        filed = self.paragraphs.at(place) or b"\0\0"
        piece = self.pieces.piece(at)
        style, placed, row = self.placed(filed, b"" if piece is None else self.pieces.changes_of(piece))
        runs = carried + self._runs(words, start, at, style)
        words.paragraph_ends()
        mark = self.pieces.text[at : at + 1]
        ends = _ends(mark, placed)
        block = Block(
            runs,
            placed.setting,
            label=None if mark == "\x0c" and not runs else self._label(placed, style, runs),
            depth=max(placed.depth, 1) if placed.in_table else placed.depth,
            ends=ends,
            row=row_shape(row, self.styles.table, self.fib.old) if ends == "row" else None,
            section_ends=mark == "\x0c",
            asides=self._asides(words, start, at),
        )
        return block, not ends and self._is_deleted(at, style)

    def _placed(self, filed: bytes, more: bytes) -> tuple[int, Placed, bytes]:
        """The style of a paragraph, how it is set, and its changes with those that are kept elsewhere."""
        style = int.from_bytes(filed[:2], "little")
        changes = filed[2:]
        for code, operand in sprms(changes, self.fib.old):
            if code in HUGE and not self.fib.old:
                at = int.from_bytes(operand, "little")
                size = int.from_bytes(self.data[at : at + 2], "little")
                changes += self.data[at + 2 : at + 2 + size]
        changes += more
        return style, paragraph_setting(self.styles.paragraph(style), changes, self.fib.old), changes

    def _runs(self, words: Words, start: int, end: int, style: int) -> list[Run]:
        out: list[Run] = []
        for piece in self.pieces.between(start, end):
            more = self.pieces.changes_of(piece)
            last = piece.place + (piece.end - piece.start) * piece.width
            for first, limit, changes in self.runs.between(piece.place, last):
                at = piece.start + (first - piece.place) // piece.width
                until = piece.start + (limit - piece.place) // piece.width
                run = words.run(self.pieces.text[at:until], self.styles.run(style, changes + more), at)
                if run is not None:
                    out.append(run)
        return out

    def _is_deleted(self, at: int, style: int) -> bool:
        return self.styles.run(style, self.runs.at(self.pieces.place(at))).deleted

    def _label(self, placed: Placed, style: int, runs: list[Run]) -> Run | None:
        """The number Word shows before the paragraph."""
        if placed.row_end or placed.inner_row_end:
            return None
        setting = next((run.setting for run in runs if run.words.strip()), RunSetting())
        number, level = placed.setting.num_id, placed.setting.num_level
        if number in _NO_LIST or number is None:
            old = level or 0 if number == _OLD_LIST else placed.old_level
            label = self.old_numbers.label(old, placed.old_number)
            return Run(label, setting) if label else None
        if level is None:
            level = self.numbering.level_of_style(number, str(style))
        return Run(self.numbering.label(number, level or 0), setting)

    def _asides(self, words: Words, start: int, end: int) -> list[list[Block]]:
        """The text boxes and footnotes of a paragraph; endnotes wait for the end."""
        out = [self.story(box) for at, boxes in self.stories.boxes.items() if start <= at <= end for box in boxes]
        marks, words.marks = words.marks, []
        for note in filter(None, map(self.stories.notes.get, marks)):
            blocks = self.story(note.extent)
            self.counts[note.kind] += note.numbered
            if note.numbered:
                form = FORMATS["decimal" if note.kind == "footnotes" else "lowerRoman"]
                put_mark(form(self.counts[note.kind]), blocks)
            (out if note.kind == "footnotes" else self.waiting).append(blocks)
        return out

    def _new_page(self, at: int) -> bool:
        """Whether a section begins a new page, which it does unless it says otherwise."""
        size = int.from_bytes(self.stream[at : at + 2], "little") if at < len(self.stream) else 0
        kinds = [operand[0] for code, operand in sprms(self.stream[at + 2 : at + 2 + size], self.fib.old)
                 if code == SECTION_BREAK]  # fmt: skip
        return not kinds or kinds[-1] not in (0, 1)


def _ends(mark: str, placed: Placed) -> str:
    if placed.row_end or placed.inner_row_end:
        return "row"
    return "cell" if mark == "\x07" or placed.inner_cell else ""
