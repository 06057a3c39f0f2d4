"""Whether an item is a heading or a paragraph, and where the words of the heading end.

No single mark decides: "2. Những tồn tại, hạn chế." is a heading with a full stop, "1. Căn cứ Kế hoạch này, các đơn vị
…" a task without a colon. So every item gets points for what speaks for a heading (short, known words, set apart, a
body below) and against (a predicate, a task's verb, a list's semicolon), and an item in doubt goes with its siblings.
The points are a judgement, tuned on one half of the collected documents and read through on the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractor.sections.forms import rank
from extractor.sections.kinds import known_head
from extractor.sections.lexicon import lexicon
from extractor.sections.outline import Node
from extractor.sections.typography import in_capitals, set_apart
from extractor.text import Span, Text
from extractor.text.fold import fold

_WINDOW = 700
_CLEAR = 2  #: points from which an item speaks for its siblings
_BRACKETED = re.compile(r"\([^()]{0,300}\)?")
_COLON = re.compile(r":(?=\s|$|[A-ZĐÀ-Ỹ“\"(+.…-])|\.{4,}|…{2,}")
#: A full stop between sentences; "TP. Hồ Chí Minh", "TS. Nguyễn" are none.
_STOP = re.compile(r"(?<=[^\W\d_]{3})[.!?…;]\s+(?=[^\W\da-zđà-ỹ_]|[“\"])|(?<=[\d)”\"])[.;]\s+(?=[^\W\da-zđà-ỹ_])")
_QUOTATION = re.compile(r"“[^”]{0,400}”?|\"[^\"]{0,400}\"?")
_EDGES = " \t\n.:;,–—-*_"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The words that would be the title, and how much speaks for it; above 0 they are."""

    words: Span
    points: int
    run_on: bool = False  #: the title ends at a colon and the paragraph goes on


def judge(text: Text, nodes: Sequence[Node]) -> list[Span | None]:
    """The place of every node's title, or None where the item is a paragraph."""
    in_article = _in_article(nodes)
    verdicts = [_verdict(text, node, in_article[i]) for i, node in enumerate(nodes)]
    lean = _siblings(nodes, verdicts)
    return [_settled(text, v, lean.get(_family(node), 0)) for node, v in zip(nodes, verdicts, strict=True)]


def _settled(text: Text, verdict: Verdict, lean: int) -> Span | None:
    points = verdict.points
    if lean and abs(points) < _CLEAR:
        points = lean
    return _trimmed(text, verdict.words) if points > 0 else None


def _family(node: Node) -> tuple[int | None, str]:
    return node.parent, node.form


def _siblings(nodes: Sequence[Node], verdicts: Sequence[Verdict]) -> dict[tuple[int | None, str], int]:
    """Which way the clear items of each list lean."""
    lean: dict[tuple[int | None, str], int] = defaultdict(int)
    for node, verdict in zip(nodes, verdicts, strict=True):
        if abs(verdict.points) >= _CLEAR and not verdict.run_on and rank(node.form) < rank("*"):
            lean[_family(node)] += 1 if verdict.points > 0 else -1
    return lean


def _in_article(nodes: Sequence[Node]) -> list[bool]:
    """Whether each node stands inside a Điều, where clauses are paragraphs more often than headings."""
    inside: list[bool] = []
    for node in nodes:
        parent = node.parent
        inside.append(parent is not None and (inside[parent] or nodes[parent].form == "dieu"))
    return inside


def _verdict(text: Text, node: Node, in_article: bool) -> Verdict:
    words = text.text[node.rest.start : min(node.rest.end, node.rest.start + _WINDOW)]
    whole = node.rest.end - node.rest.start <= _WINDOW
    if not words.strip(_EDGES):
        return Verdict(Span(node.rest.start, node.rest.start), -9)
    if whole and (node.heading or (in_capitals(words) and not _bullet(node))):
        return Verdict(node.rest, 9)
    blank = _QUOTATION.sub(_blanks, _BRACKETED.sub(_blanks, words))
    end, ended_by = _first_end(blank, whole)
    if end is None or (_bullet(node) and ended_by in ("end", "stop")):
        return Verdict(node.rest, -9)
    points = _points(text, node, words[:end], blank[:end], ended_by)
    return Verdict(Span(node.rest.start, node.rest.start + end), points - in_article, ended_by == "colon")


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _first_end(blank: str, whole: bool) -> tuple[int | None, str]:
    """Where the words of a heading would end, and by what: "colon" (more follows), "colon end", "stop", "end"."""
    colon = _COLON.search(blank)
    stop = _STOP.search(blank)
    if colon and not (stop and stop.start() < colon.start()):
        return colon.start(), "colon" if blank[colon.end() :].strip() or not whole else "colon end"
    if stop:
        return stop.start(), "stop"
    bare = blank.rstrip()
    return (len(bare) if bare.endswith(".") else len(blank), "end") if whole else (None, "")


def _bullet(node: Node) -> bool:
    return not node.value and rank(node.form) >= rank("*")


def _points(text: Text, node: Node, words: str, blank: str, ended_by: str) -> int:
    count = len(blank.split())
    paragraph = text.paragraphs[node.paragraph]
    body = node.end > node.head_end
    folded = fold(blank)
    points = _by_length(count) + _by_end(words, ended_by, body, count)
    if _bullet(node):
        return points - 1 - 2 * _lead_in(folded) - _predicates(folded, count)
    if ended_by != "stop":
        points += 3 * set_apart(paragraph, words)
    points += 2 * (known_head(words) and (count <= 12 or ended_by == "colon end"))
    points += body - 2 * ("%" in blank) - _verb(folded, count, ended_by) - _predicates(folded, count)
    if _lead_in(folded):
        points -= 4 if ended_by == "colon" else 1 + (count > 12)
    return points


def _by_length(count: int) -> int:
    for most, points in ((8, 2), (15, 1), (25, 0), (40, -1)):
        if count <= most:
            return points
    return -3


def _by_end(words: str, ended_by: str, body: bool, count: int) -> int:
    if ended_by == "colon":
        return 3 if count <= 12 else 1 if count <= 20 else -1
    if ended_by == "colon end":
        return 1
    if ended_by == "stop":
        return -3 if count <= 8 else -6
    last = words.rstrip(' ”"»)*_')[-1:]
    if last in (";", ","):
        return -4
    if last == ".":
        return 0 if body else -2
    return 2


def _verb(folded: str, count: int, ended_by: str) -> int:
    if not _task().match(folded):
        return 0
    return 1 if ended_by == "colon" or count <= 8 else 2


@cache
def _task() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, lexicon().verbs)) + r")(?!\w)")


@cache
def _announcements() -> tuple[str, ...]:
    return tuple(" " + words for words in lexicon().lead_ins)


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, lexicon().predicates)) + r")(?!\w)")


def _predicates(folded: str, count: int) -> int:
    """Words that make a sentence of it; two of them settle it."""
    return min(2 * len(_predicate().findall(folded)), 4) if count > 4 else 0


def _lead_in(folded: str) -> bool:
    return folded.endswith(_announcements())


def _trimmed(text: Text, words: Span) -> Span | None:
    """``words`` without blanks, marks and markup at their edges."""
    piece = words.of(text.text)
    start = words.start + len(piece) - len(piece.lstrip(_EDGES))
    end = words.end - (len(piece) - len(piece.rstrip(_EDGES)))
    return Span(start, end) if end > start else None
