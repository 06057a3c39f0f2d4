"""What speaks for a heading and what against it, in points; above 0 the words are one.

No single mark decides: "2. Những tồn tại, hạn chế." is a heading with a full stop, "1. Căn cứ Kế hoạch này, các đơn vị …" a
task without a colon. Short, known, set apart, with a body below: for. A predicate, a task's verb, a list's semicolon, a
percentage: against. The points are a judgement, tuned on
all documents at hand; docs/reading.md says how they fared on others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.sections.kinds import known_head
from extractor.sections.lexicon import lexicon

#: "Thông tư này hướng dẫn về:": a sentence of the document about itself, whatever it ends in.
_OWN_SENTENCE = re.compile(
    r"(?:bộ )?(?:thông tư|nghị định|luật|quyết định|nghị quyết|quy chế|quy định|pháp lệnh|kế hoạch"
    r"|chỉ thị|hướng dẫn|công điện|chương trình) này\b"
)
COLON, COLON_END, STOP, END = "colon", "colon end", "stop", "end"


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a heading would have."""

    printed: str
    folded: str  #: quotations and brackets blanked, then folded with tones
    ended_by: str  #: a colon and more, a colon at the end, a stop and more, or the end of the paragraph
    body: bool  #: something stands below that belongs to it
    apart: bool  #: set as a heading: bold, in capitals
    torn: bool  #: below stands one short line only, the end of a sentence that was wrapped

    @property
    def count(self) -> int:
        return self.folded.count(" ") + 1 if self.folded else 0


def of_bullet(words: Words) -> int:
    """The points of a bullet, which has a title only before a colon."""
    if words.ended_by in (STOP, END):
        return -9
    return _length(words.count) + _ending(words) - 1 - 2 * _leads_in(words) - _predicates(words)


def of_number(words: Words) -> int:
    """The points of a numbered item."""
    points = _length(words.count) + _ending(words) + words.body
    if words.ended_by != STOP:
        points += 3 * words.apart
    if words.count <= 12 or words.ended_by == COLON_END:
        points += 2 * known_head(words.printed)
    if _leads_in(words):
        points -= 4 if words.ended_by == COLON else 1 + (words.count > 12)
    if _OWN_SENTENCE.match(words.folded):
        points -= 4
    return points - 2 * ("%" in words.folded) - _verb(words) - _predicates(words)


def _length(count: int) -> int:
    for most, points in ((8, 2), (15, 1), (25, 0), (40, -1)):
        if count <= most:
            return points
    return -3


def _ending(words: Words) -> int:
    if words.ended_by == COLON:
        return -4 if ";" in words.printed else 3 if words.count <= 12 else 1 if words.count <= 20 else -1
    if words.ended_by == STOP:
        return -3 if words.count <= 8 else -6
    return 1 if words.ended_by == COLON_END else _last_mark(words)


def _last_mark(words: Words) -> int:
    if words.torn and words.count > 12:
        return -3
    last = words.printed.rstrip(' ”"»)*_')[-1:]
    if last in (";", ","):
        return -4
    if last == ".":
        return 0 if words.body else -2
    return 2


@cache
def _task() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, lexicon().verbs)) + r")(?!\w)")


def _verb(words: Words) -> int:
    """A verb in front makes a task of it, the surer the longer it is ("Tổ chức thực hiện" is a heading)."""
    if not _task().match(words.folded):
        return 0
    return 1 if words.ended_by == COLON or words.count <= 8 else 2


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, lexicon().predicates)) + r")(?!\w)")


def _predicates(words: Words) -> int:
    """Words that make a sentence of it; two of them settle it."""
    return min(2 * len(_predicate().findall(words.folded)), 4) if words.count > 4 else 0


@cache
def _announcements() -> tuple[str, ...]:
    return tuple(" " + words for words in lexicon().lead_ins)


def _leads_in(words: Words) -> bool:
    return words.folded.endswith(_announcements())
