"""Which paragraphs the sections may stand in: the body, and what is annexed after the signature.

Between the two stand Nơi nhận, the signature and the stamp, whose bullets and capitals are no sections. An annex begins where
it says so: "PHỤ LỤC …", a title above "(Kèm theo …)", or a line in capitals that opens a list or a regulation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.sections.lexicon import lexicon
from extractor.sections.typography import in_capitals
from extractor.text import Paragraph, Span, Text
from extractor.text.fold import fold, fold_ascii

_RECIPIENTS = re.compile(r"noi\s?nhan\s?(?::|$)")
_ENCLOSED = re.compile(r"\W{0,3}(?:ban hanh |dinh |ban hanh va )?(?:kem theo|kem)\b")
_TITLE_LINES = 5
#: The code of a form: "TP-CC-15" above "(Kèm theo …)".
CODE = re.compile(r"[^\s\d]{1,12}\d{1,4}\S{0,6}")


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex without a number: the paragraphs of its title, first to last (last < first where it has none)."""

    first: int
    last: int
    enclosed: bool = False  #: "(Kèm theo …)" stands below its title


@dataclass(frozen=True, slots=True)
class Regions:
    """Paragraph indices: the body is ``[body.start, body.end)``; sections after it only from the annexes on."""

    body: Span
    recipients: int | None
    annexes: dict[int, Annex]
    closing: int | None  #: the sentence that ends the document ("Trên đây là …")


def opening(text: Text, paragraph: Paragraph, size: int = 120) -> str:
    """The first words of a paragraph, folded without diacritics."""
    return fold_ascii(text.text[paragraph.start : min(paragraph.end, paragraph.start + size)])


def find_regions(text: Text, paragraphs: Sequence[Paragraph], body: Span | None) -> Regions:
    """The regions of ``paragraphs`` of ``text``; where the letterhead could not tell the body, Nơi nhận ends it."""
    told = body if body is not None and body.end > body.start else None
    first, end = 0, len(paragraphs)
    if told is not None:
        first, end = (min(text.paragraph_count_before(offset), len(paragraphs)) for offset in told)
    recipients = next(
        (i for i in range(first, len(paragraphs)) if is_recipients(text, paragraphs[i])),
        None,
    )
    if told is None and recipients is not None:
        end = recipients
    return Regions(Span(first, end), recipients, _annexes(text, paragraphs, end), _closing(text, first, end))


def is_recipients(text: Text, paragraph: Paragraph) -> bool:
    """Whether the paragraph opens the list of recipients."""
    return text.text[paragraph.start] in "Nn" and _RECIPIENTS.match(opening(text, paragraph, 16)) is not None


def _closing(text: Text, first: int, end: int) -> int | None:
    """The closing sentence, looked for in the last paragraphs of the body only: reports use the words earlier as well."""
    for i in range(end - 1, max(first, end - 6) - 1, -1):
        if opening(text, text.paragraphs[i], 40).startswith(lexicon().closings):
            return i
    return None


def _annexes(text: Text, paragraphs: Sequence[Paragraph], start: int) -> dict[int, Annex]:
    found: dict[int, Annex] = {}
    used = start - 1
    for i in range(start, len(paragraphs)):
        if i <= used or paragraphs[i].table is not None:
            continue
        if _is_enclosed(text, paragraphs[i]):
            first = _title_above(text, paragraphs, i, max(used + 1, start))
            found[first] = Annex(first, i - 1, enclosed=True)
            used = i
        elif _opens_annex(text, paragraphs[i]):
            enclosed = _enclosed_below(text, paragraphs, i)
            last = _last_of_title(text, paragraphs, i) if enclosed is None else enclosed - 1
            found[i] = Annex(i, last, enclosed=enclosed is not None)
            used = last if enclosed is None else enclosed
    return found


def _enclosed_below(text: Text, paragraphs: Sequence[Paragraph], first: int) -> int | None:
    """The "(kèm theo …)" that ends the title which begins at ``first``."""
    below = range(first + 1, min(first + _TITLE_LINES + 1, len(paragraphs)))
    return next((i for i in below if _is_enclosed(text, paragraphs[i])), None)


def _is_enclosed(text: Text, paragraph: Paragraph) -> bool:
    """ "(Ban hành kèm theo Quyết định số …)", set on a line of its own."""
    words = text.text[paragraph.start : paragraph.end] if paragraph.end - paragraph.start < 400 else ""
    return bool(words) and _ENCLOSED.match(opening(text, paragraph, 30)) is not None and (words[0] == "(" or len(words) < 160)


def _title_above(text: Text, paragraphs: Sequence[Paragraph], enclosed: int, floor: int) -> int:
    """The first line of the title above an "(kèm theo …)": a line that opens an annex, or capitals right above, on its page."""
    lowest = max(floor, enclosed - _TITLE_LINES)
    while paragraphs[lowest].page != paragraphs[enclosed].page:
        lowest += 1
    for i in range(lowest, enclosed):
        if _opens_annex(text, paragraphs[i]):
            return i
    first = enclosed
    while first > lowest and in_capitals(words := paragraphs[first - 1].span.of(text.text)):
        first -= 1
        if CODE.fullmatch(words):
            break  # the code of a form ("TP-CC-15") stands first on its page
    return first


def _opens_annex(text: Text, paragraph: Paragraph) -> bool:
    if paragraph.table is not None or paragraph.end - paragraph.start > 300:
        return False
    words = paragraph.span.of(text.text)
    return in_capitals(words) and (fold(words) + " ").startswith(tuple(w + " " for w in lexicon().annex_openers))


def _last_of_title(text: Text, paragraphs: Sequence[Paragraph], first: int) -> int:
    last = first
    for i in range(first + 1, min(first + _TITLE_LINES, len(paragraphs))):
        words = paragraphs[i].span.of(text.text)
        if paragraphs[i].table is not None or len(words) > 300 or not in_capitals(words):
            break
        last = i
    return last
