"""The closing block: recipients that lost their dashes, "(bíc)" for "(b/c)", the signer's name read into a recipient's line.

Nghị định 30/2020 sets recipients in small type behind dashes, beside the signature. What is small is read worst, and the two
columns meet. Below "Nơi nhận" every short line is a recipient until "Lưu"; a person's name behind the end of one is the
signer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.repair.ocr_slips import lexicon
from extractor.repair.ocr_slips.rules import MENDED
from extractor.repair.overlap import disjoint
from extractor.text import Edit, Paragraph, Text
from extractor.text.fold import ascii_aligned, fold_aligned
from extractor.text.letters import LOWER, UPPER

_WORD = rf"[{UPPER}][{LOWER}]{{1,6}}"
_NAME = re.compile(rf"[;,.)](?P<gap> )(?P<family>{_WORD})(?: {_WORD}){{1,3}}$")
_NOTED = re.compile(r"(?<=\()(?P<before>để )?(?P<note>[bB] ?[íìiIl1|/] ?[ceéo])(?=\))")
_KEPT = re.compile(r"[\W_]{0,3}luu\b")
_DASHED = ("-", "–", "—", "•", "+", "*")
_LONGEST = 90
_MOST = 40  # lines below "Nơi nhận"


def edits(text: Text) -> list[Edit]:
    """Dashes, notes and line ends of the closing block as the form demands."""
    if not text.source.ocr:
        return []
    below = _below(text)
    return disjoint([*_dashes(text, below), *(edit for p in below for edit in _in_line(text.text[p.start : p.end], p.start))])


def _below(text: Text) -> list[Paragraph]:
    """The lines of the last Nơi nhận, down to "Lưu"."""
    heads = [i for i, p in enumerate(text.paragraphs) if _opens(text.text[p.start : min(p.end, p.start + 14)])]
    out: list[Paragraph] = []
    for p in text.paragraphs[heads[-1] + 1 : heads[-1] + 1 + _MOST] if heads else ():
        if p.table is not None or p.end - p.start > 2 * _LONGEST:
            break
        out.append(p)
        if _KEPT.match(ascii_aligned(text.text[p.start : p.end])):
            break
    return out


def _opens(words: str) -> bool:
    return fold_aligned(words).startswith("nơi nhận")


def _dashes(text: Text, below: Sequence[Paragraph]) -> Iterator[Edit]:
    """A dash before every recipient, where most of them lost it and the list ends with "Lưu" or a dash."""
    lines = [(p, text.text[p.start : p.end]) for p in below if p.column != 1]
    items = [(p, words) for p, words in lines if not words.isupper() and len(words) <= _LONGEST]
    bare = [(p, words) for p, words in items if not words.startswith(_DASHED)]
    if len(items) < 3 or 2 * len(bare) <= len(items):
        return
    yield from (Edit(p.start, p.start, "- ", MENDED) for p, words in bare if words[:1].isupper())


def _in_line(words: str, start: int) -> Iterator[Edit]:
    for m in _NOTED.finditer(words):
        if m["note"].lower() != "b/c":
            yield Edit(start + m.start("note"), start + m.end("note"), "b/c", MENDED)
    name = _NAME.search(words, max(len(words) - 40, 0))
    if name and ascii_aligned(name["family"]) in lexicon.families():
        yield Edit(start + name.start("gap"), start + name.end("gap"), "\n", MENDED)
