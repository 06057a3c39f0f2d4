"""Where the words of a heading are: behind the label, on the lines below it, or on a line of their own without a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.sections.kinds import known_head
from extractor.sections.lexicon import lexicon
from extractor.sections.reading import Candidate, Reading
from extractor.sections.regions import is_recipients
from extractor.sections.typography import in_capitals
from extractor.sections.words import refers
from extractor.text import Paragraph, Span, Text
from extractor.text.fold import fold_ascii

#: Labels whose title usually stands on the next lines.
_TITLE_BELOW = frozenset({"phan", "chuong", "muc", "tieu_muc", "phu_luc", "mau"})
_ANNEX = frozenset({"phu_luc", "mau"})
_LETTERS = re.compile(r"[a-z]+")
_MOTTO = re.compile(r"doc lap\W{1,5}tu do\W{1,5}hanh phuc$")
#: Where the matter of a form begins: below these no title is looked for.
_MATTER = re.compile(r"kinh gui|can cu|noi nhan|toi (?:ten )?la|ho (?:va )?ten")
_ADDRESS = re.compile(r"kinh g[uo]i ?:")
_SIGN = re.compile(r"\(? ?(?:da )?ky(?:[, ]|\)|$)")
_SLOT = re.compile(r"…|\.{3,}$")  #: a body's name to be filled in stands in the letterhead of a form
_LETTERHEAD_LINES = 10  # a form's own letterhead has at most so many lines, its photograph included
_SHORT = 60  # code points of one of them
_MOST_LINES = 4
_LONGEST = 400  # code points of one line of a heading


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the title is looked for, the last paragraph of the head, and whether the form alone makes it a heading."""

    words: Span
    last: int
    certain: bool | None = None
    level: str = ""


def head_lines(text: Text, i: int, reading: Reading, candidates: Mapping[int, Candidate]) -> Heading:
    """The words after the label in paragraph ``i``, together with the lines below that carry the title on."""
    rest = Span(reading.end, text.paragraphs[i].end)
    below = reading.form in _TITLE_BELOW
    annex = reading.form in _ANNEX
    words = rest.of(text.text)[:_LONGEST]
    if words and not (annex and (words[0] == "(" or refers(words))):
        last = _carried_on(text, i, candidates) if below and in_capitals(words) else i
        return Heading(Span(rest.start, text.paragraphs[last].end), last, True if below else None)
    first = i + 1
    if annex:
        first = _below_reference(text, first)
    if first >= len(text.paragraphs) or not _may_follow(text, first, candidates, below):
        if annex and (title := form_title(text, first, candidates)):
            return title
        return Heading(Span(rest.start, rest.start) if annex else rest, i, True if below else None)
    if not below:
        return Heading(text.paragraphs[first].span, first)
    last = _carried_on(text, first, candidates)
    return Heading(Span(text.paragraphs[first].start, text.paragraphs[last].end), last, True)


def _below_reference(text: Text, i: int) -> int:
    """Behind the "(Kèm theo …)" at ``i``, which may be wrapped: what an annex belongs to often stands above its title."""
    if i < len(text.paragraphs) and text.text[text.paragraphs[i].start] == "(":
        for at in range(i, min(i + _MOST_LINES, len(text.paragraphs))):
            if ")" in text.paragraphs[at].span.of(text.text)[-8:]:
                return at + 1
        return i + 1
    return i


def form_title(text: Text, i: int, candidates: Mapping[int, Candidate]) -> Heading | None:
    """The title of a form that has a letterhead of its own from paragraph ``i`` on: the first capitals below its motto."""
    below_motto = False
    for at in range(i, min(i + _LETTERHEAD_LINES, len(text.paragraphs))):
        paragraph = text.paragraphs[at]
        words = paragraph.span.of(text.text)[: _LONGEST + 1]
        folded = fold_ascii(words).strip(" .")
        if paragraph.table is not None or at in candidates or _MATTER.match(folded):
            return None
        if below_motto and in_capitals(words):
            return _title_of_form(text, at, candidates)
        below_motto = below_motto or _MOTTO.match(folded) is not None
        if len(words) > _SHORT and not below_motto:
            return None
    return None


def _title_of_form(text: Text, i: int, candidates: Mapping[int, Candidate]) -> Heading | None:
    """The capitals at ``i``, or where they only name the type ("QUYẾT ĐỊNH") the line below that says about what."""
    last = _carried_on(text, i, candidates)
    title = Span(text.paragraphs[i].start, text.paragraphs[last].end)
    words = title.of(text.text)
    if not _no_heading(words):
        return Heading(title, last, True) if len(words.split()) > 2 else None
    if last + 1 >= len(text.paragraphs) or last + 1 in candidates:
        return None
    about = text.paragraphs[last + 1]
    said = about.span.of(text.text)
    plain = said[0].isupper() and len(said) <= _LONGEST and not in_capitals(said) and not _MATTER.match(fold_ascii(said))
    return Heading(about.span, last + 1, True) if plain and about.table is None else None


def _may_follow(text: Text, i: int, candidates: Mapping[int, Candidate], below: bool) -> bool:
    """Whether paragraph ``i`` can be the words of a label that stands alone on the line above."""
    paragraph = text.paragraphs[i]
    if i in candidates or paragraph.table is not None or is_recipients(text, paragraph):
        return False
    words = paragraph.span.of(text.text)[: _LONGEST + 1]
    if not below:
        return True
    if words[0] == "(" or len(words) > _LONGEST or _no_heading(words) or _SLOT.search(words):
        return False
    if paragraph.column is not None:
        return False  # the letterhead of a form
    style = paragraph.style
    apart = in_capitals(words) or style.bold or style.centred or style.heading is not None
    return apart or (len(words.split()) <= 30 and words.rstrip()[-1:] not in ".;,:")


def _carried_on(text: Text, i: int, candidates: Mapping[int, Candidate]) -> int:
    """The last of the lines in capitals that carry on the heading at ``i``."""
    last = i
    while last + 1 < len(text.paragraphs) and last - i < _MOST_LINES - 1:
        here, below = text.paragraphs[last], text.paragraphs[last + 1]
        words = below.span.of(text.text)[:_LONGEST]
        if last + 1 in candidates or below.table is not None or words[0] == "(" or here.column != below.column:
            break
        if not (in_capitals(here.span.of(text.text)[:_LONGEST]) and in_capitals(words)):
            break
        last += 1
    return last


def unnumbered(text: Text, i: int, candidates: Mapping[int, Candidate]) -> Heading | None:
    """The heading without a number that paragraph ``i`` is, or None.

    Capitals and bold alone are slogans, signatures and captions more often than headings: without a heading style the words
    have to be those of a heading that the lexicon knows.
    """
    paragraph = text.paragraphs[i]
    if paragraph.quoted or paragraph.end - paragraph.start > _LONGEST or i + 1 >= len(text.paragraphs):
        return None
    words = paragraph.span.of(text.text)
    level = _level(paragraph, words)  # most lines are not set like a heading: told before anything is folded
    if level is None or _to_sign(text, i + 1) or _ADDRESS.match(fold_ascii(words[:_SHORT])):
        return None
    if not _is_heading(words) or not (paragraph.style.heading is not None or known_head(words)):
        return None
    last = _carried_on(text, i, candidates) if in_capitals(words) else i
    return Heading(Span(paragraph.start, text.paragraphs[last].end), last, True, level)


def _to_sign(text: Text, i: int) -> bool:
    """Whether paragraph ``i`` is "(Ký, ghi rõ họ tên)": what stands above it is who signs."""
    return _SIGN.match(fold_ascii(text.paragraphs[i].span.of(text.text)[:_SHORT])) is not None


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
    letters = " ".join(_LETTERS.findall(fold_ascii(words)))
    return letters in lexicon().no_headings or "cong hoa xa hoi chu nghia" in letters


def _is_heading(words: str) -> bool:
    if len(words.split()) > 30 or words[0] in '(“"[<' or _no_heading(words):
        return False
    return words.rstrip()[-1:] not in ".;!?" and sum(c.isalpha() for c in words) >= 4
