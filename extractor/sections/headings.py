"""Where the words of a heading are: behind the label, on the lines below it, or on a line of their own without a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.sections.kinds import known_head
from extractor.sections.lexicon import lexicon
from extractor.sections.reading import Candidate, Reading
from extractor.sections.typography import in_capitals
from extractor.text import Paragraph, Span, Text
from extractor.text.fold import fold_ascii

#: Labels whose title usually stands on the next lines.
_TITLE_BELOW = frozenset({"phan", "chuong", "muc", "tieu_muc", "phu_luc", "mau"})
_ANNEX = frozenset({"phu_luc", "mau"})
_LETTERS = re.compile(r"[a-z]+")
_MOST_LINES = 4
_LONGEST = 400  # code points of one line of a heading


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the title is looked for, the last paragraph of the head, and whether the form alone makes it a heading."""

    words: Span
    last: int
    certain: bool | None = None
    level: str = ""


def head_lines(text: Text, i: int, reading: Reading, candidates: Sequence[Candidate | None]) -> Heading:
    """The words after the label in paragraph ``i``, together with the lines below that carry the title on."""
    rest = Span(reading.end, text.paragraphs[i].end)
    below = reading.form in _TITLE_BELOW
    annex = reading.form in _ANNEX
    words = rest.of(text.text)[:_LONGEST]
    if words and not (annex and words[0] == "("):
        last = _carried_on(text, i, candidates) if below and in_capitals(words) else i
        return Heading(Span(rest.start, text.paragraphs[last].end), last, True if below else None)
    first = i + 1
    if annex and first < len(text.paragraphs) and text.text[text.paragraphs[first].start] == "(":
        first += 1  # what the annex belongs to stands above its title: "Mẫu số 01", "(Kèm theo …)", "TỜ KHAI …"
    if first >= len(text.paragraphs) or not _may_follow(text, first, candidates, below):
        return Heading(Span(rest.start, rest.start) if annex else rest, i, True if below else None)
    if not below:
        return Heading(text.paragraphs[first].span, first)
    last = _carried_on(text, first, candidates)
    return Heading(Span(text.paragraphs[first].start, text.paragraphs[last].end), last, True)


def _may_follow(text: Text, i: int, candidates: Sequence[Candidate | None], below: bool) -> bool:
    """Whether paragraph ``i`` can be the words of a label that stands alone on the line above."""
    paragraph = text.paragraphs[i]
    if candidates[i] is not None or paragraph.table is not None:
        return False
    words = paragraph.span.of(text.text)[: _LONGEST + 1]
    if not below:
        return True
    if words[0] == "(" or len(words) > _LONGEST or _no_heading(words):
        return False
    style = paragraph.style
    apart = in_capitals(words) or style.bold or style.centred or style.heading is not None
    return apart or (len(words.split()) <= 30 and words.rstrip()[-1:] not in ".;,:")


def _carried_on(text: Text, i: int, candidates: Sequence[Candidate | None]) -> int:
    """The last of the lines in capitals that carry on the heading at ``i``."""
    last = i
    while last + 1 < len(text.paragraphs) and last - i < _MOST_LINES - 1:
        here, below = text.paragraphs[last], text.paragraphs[last + 1]
        words = below.span.of(text.text)[:_LONGEST]
        if candidates[last + 1] is not None or below.table is not None or words[0] == "(":
            break
        if not (in_capitals(here.span.of(text.text)[:_LONGEST]) and in_capitals(words)):
            break
        last += 1
    return last


def unnumbered(text: Text, i: int, candidates: Sequence[Candidate | None]) -> Heading | None:
    """The heading without a number that paragraph ``i`` is, or None.

    Capitals and bold alone are slogans, signatures and captions more often than headings: without a heading style the words
    have to be those of a heading that the lexicon knows.
    """
    paragraph = text.paragraphs[i]
    if paragraph.quoted or paragraph.end - paragraph.start > _LONGEST or i + 1 >= len(text.paragraphs):
        return None
    words = paragraph.span.of(text.text)
    level = _level(paragraph, words)
    if level is None or not _is_heading(words) or not (paragraph.style.heading is not None or known_head(words)):
        return None
    last = _carried_on(text, i, candidates) if in_capitals(words) else i
    return Heading(Span(paragraph.start, text.paragraphs[last].end), last, True, level)


def _level(paragraph: Paragraph, words: str) -> str | None:
    """What sets the line apart: headings set alike stand on one level."""
    style = paragraph.style
    if style.heading is not None:
        return f"h{style.heading}"
    if in_capitals(words) and len(words.split()) >= 2:
        return "caps"
    return "bold" if style.bold and style.centred else None


def _no_heading(words: str) -> bool:
    """Whether the line is one of those that are set like headings and are none: the national title, "QUYẾT ĐỊNH"."""
    return " ".join(_LETTERS.findall(fold_ascii(words))) in lexicon().no_headings


def _is_heading(words: str) -> bool:
    if len(words.split()) > 30 or words[0] in '(“"[<' or _no_heading(words):
        return False
    return words.rstrip()[-1:] not in ".;!?" and sum(c.isalpha() for c in words) >= 4
