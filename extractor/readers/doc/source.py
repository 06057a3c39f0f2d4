"""From the stories of a Word or RTF file to its lines: old encodings decoded, tables laid out, page furniture left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractor.legacy import Decoded, decode_runs, may_hold
from extractor.messages import say
from extractor.readers.doc.flow import Block, Flow, every_block, finished
from extractor.readers.docx.lines import Pages
from extractor.readers.docx.margins import with_margins
from extractor.readers.docx.runs import Run
from extractor.readers.docx.styles import RunSetting
from extractor.readers.layout_tables import renumbered
from extractor.readers.side_by_side import split_columns, without_tabs
from extractor.readers.symbols import is_symbol_font
from extractor.text import Note, SourceText, source_from_lines


@dataclass
class Written:
    """What stands in a file: paragraphs in stories."""

    body: list[Block]
    endnotes: list[list[Block]] = field(default_factory=list)
    margins: list[tuple[str, list[Block]]] = field(default_factory=list)  #: "header" or "footer"
    breaks: list[bool] = field(default_factory=list)  #: for each section but the first whether it begins a new page
    cut_off: bool = False  #: the file ends before its text does

    def stories(self) -> list[list[Block]]:
        """All stories in the order in which they are read."""
        return [self.body, *self.endnotes, *(blocks for _, blocks in self.margins)]


def source_of(written: Written, *, reader: str, media_type: str) -> SourceText:
    """The lines of ``written``."""
    decoded = _decode(written)
    flow = Flow(Pages(written.breaks))
    pieces = flow.lines(written.body)
    for story in written.endnotes:
        pieces += [(words, line._replace(quoted=True)) for words, line in flow.lines(story)]
    if all(line.quoted for _, line in pieces):
        pieces = [(words, line._replace(quoted=False)) for words, line in pieces]
    count = flow.pages.number
    pieces, notes = with_margins(((kind, flow.lines(story)) for kind, story in written.margins), pieces)
    pieces = renumbered(without_tabs(split_columns(pieces)))
    source = source_from_lines(pieces, reader=reader, media_type=media_type, page_count=count)
    if written.cut_off:
        notes = (*notes, Note("file_cut_off", say("warning_file_cut_off"), len(source.text), len(source.text)))
    return replace(source, notes=notes + (() if decoded is None else decoded.notes(source.text)))


def _decode(written: Written) -> Decoded | None:
    """Put Unicode in the place of old encodings in all runs and labels, then show the runs as they are set."""
    blocks = [block for story in written.stories() for block in every_block(story)]
    runs: list[tuple[str, str | None]] = []
    for block in blocks:
        first = block.label or Run("", RunSetting())
        runs += map(_to_decode, (first, *block.runs))
        runs.append(("\n", None))
    if not may_hold("".join(words for words, _ in runs)):
        for block in blocks:
            block.runs = finished(block.runs)
        return None
    decoded = decode_runs(runs)
    texts = iter(decoded.texts)
    for block in blocks:
        label = next(texts)
        block.label = block.label and block.label._replace(words=label)
        block.runs = finished([_with_words(run, next(texts)) for run in block.runs])
        next(texts)
    return decoded


def _draws_signs(run: Run) -> bool:
    return is_symbol_font(run.setting.font or "")


def _to_decode(run: Run) -> tuple[str, str | None]:
    """A run as the decoder wants it; signs are no letters."""
    return (" ", None) if _draws_signs(run) else (run.words, run.setting.font)


def _with_words(run: Run, words: str) -> Run:
    return run if _draws_signs(run) else run._replace(words=words)
