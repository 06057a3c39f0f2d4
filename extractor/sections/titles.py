"""Whether an item is a heading or a paragraph, and where the words of the heading end.

``points`` weighs every item by itself; an item in doubt goes with its siblings, because a list is either of headings or of
paragraphs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.sections.forms import rank
from extractor.sections.outline import Node
from extractor.sections.points import COLON, COLON_END, END, STOP, Words, of_bullet, of_number
from extractor.sections.typography import in_capitals, set_apart
from extractor.text import Span, Text
from extractor.text.fold import fold

_WINDOW = 700
_CLEAR = 2  #: points from which an item speaks for its siblings
_SHORT_LINE = 60  # code points
_BRACKETED = re.compile(r"\([^()]{0,300}\)?")
_QUOTATION = re.compile(r"“[^”]{0,400}”?|\"[^\"]{0,400}\"?")
#: A colon before words, or the dots of a line to be filled in; not the one of "7:30" or "http://".
_COLON = re.compile(r"[:.…](?:(?<=:)(?=\s|$|[A-ZĐÀ-Ỹ“\"(+.…*-])|(?<=\.)\.{3,}|(?<=…)…+)")
#: A full stop between sentences; "TP. Hồ Chí Minh", "TS. Nguyễn" are none.
#: The mark first and then what stands before it, so that the scan stops at marks alone: a fifth of the time.
_STOP = re.compile(r"[.!?…;](?:(?<=[^\W\d_]{3}[.!?…;])\s+(?=[^\W\da-zđà-ỹ_]|[“\"])|(?<=[\d)”\"][.;])\s+(?=[^\W\da-zđà-ỹ_]))")
_EDGES = " \t\n.:;,–—-*_"
#: References to footnotes; the ² of "m²" and "km²" is none.
_NOTE_BEFORE = re.compile(r"[⁰¹²³⁴-⁹]{1,3}\s{0,2}")
_NOTE_AFTER = re.compile(r"(?<=\w)\[\d{1,3}\]$|(?<![⁰¹²³⁴-⁹])(?<!\dm)(?<!\bm)(?<!km)(?<!cm)[⁰¹²³⁴-⁹]{1,3}$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The words that would be the title, and how much speaks for it; above 0 they are."""

    words: Span
    points: int
    run_on: bool = False  #: the title ends at a colon and the paragraph goes on


def judge(text: Text, nodes: Sequence[Node]) -> list[Span | None]:
    """The place of every node's title, or None where the item is a paragraph."""
    in_article = _in_article(nodes)
    bodies = _bodies(nodes)
    verdicts = [_verdict(text, node, bodies[i], in_article[i]) for i, node in enumerate(nodes)]
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
        if abs(verdict.points) >= _CLEAR and not verdict.run_on and not _bullet(node):
            lean[_family(node)] += 1 if verdict.points > 0 else -1
    return lean


def _in_article(nodes: Sequence[Node]) -> list[bool]:
    """Whether each node stands inside a Điều, where clauses are paragraphs more often than headings."""
    inside: list[bool] = []
    for node in nodes:
        parent = node.parent
        inside.append(parent is not None and (inside[parent] or nodes[parent].form == "dieu"))
    return inside


def _bodies(nodes: Sequence[Node]) -> list[bool]:
    """Whether words or items of its own stand below each item.

    What stands below the last of a list whose other items have nothing below them is the text going on after the list.
    """
    parents = {node.parent for node in nodes}
    bodies = [node.end > node.head_end for node in nodes]
    families: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        families[_family(node)].append(i)
    for members in families.values():
        *others, last = members
        if others and last not in parents and not any(bodies[i] for i in others):
            bodies[last] = False
    return bodies


def _bullet(node: Node) -> bool:
    return not node.value and rank(node.form) >= rank("*")


def _verdict(text: Text, node: Node, body: bool, in_article: bool) -> Verdict:
    printed = text.text[node.rest.start : min(node.rest.end, node.rest.start + _WINDOW)]
    whole = node.rest.end - node.rest.start <= _WINDOW
    if not printed.strip(_EDGES):
        return Verdict(Span(node.rest.start, node.rest.start), -9)
    if whole and (node.heading or (in_capitals(printed) and not _bullet(node))):
        return Verdict(node.rest, 9)
    blanked = _QUOTATION.sub(_blanks, _BRACKETED.sub(_blanks, printed))
    end, ended_by = _first_end(blanked, whole)
    if end is None or (_bullet(node) and ended_by in (STOP, END)):
        return Verdict(node.rest, -9)
    apart = set_apart(text.paragraphs[node.paragraph], printed[:end])
    torn = body and node.end - node.head_end < _SHORT_LINE
    words = Words(printed[:end], fold(blanked[:end]), ended_by, body, apart, torn)
    points = of_bullet(words) if _bullet(node) else of_number(words) - in_article
    return Verdict(Span(node.rest.start, node.rest.start + end), points, ended_by == COLON)


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _first_end(blanked: str, whole: bool) -> tuple[int | None, str]:
    """Where the words of a heading would end, and by what; None where a paragraph is too long to be one."""
    colon = _COLON.search(blanked)
    stop = _STOP.search(blanked)
    if colon and not (stop and stop.start() < colon.start()):
        return colon.start(), COLON if blanked[colon.end() :].strip() or not whole else COLON_END
    if stop:
        return (None, "") if stop[0][0] == ";" else (stop.start(), STOP)  # what goes on behind a semicolon is a list
    bare = blanked.rstrip()
    return (len(bare) if bare.endswith(".") else len(blanked), END) if whole else (None, "")


def _trimmed(text: Text, words: Span) -> Span | None:
    """``words`` without blanks, marks, markup and references to footnotes at their edges."""
    start, end = _without_edges(text, *words)
    if note := _NOTE_BEFORE.match(text.text, start, end):
        start, end = _without_edges(text, note.end(), end)
    if note := _NOTE_AFTER.search(text.text[max(start, end - 12) : end]):
        start, end = _without_edges(text, start, end - len(note[0]))
    return Span(start, end) if end > start else None


def _without_edges(text: Text, start: int, end: int) -> tuple[int, int]:
    piece = text.text[start:end]
    return start + len(piece) - len(piece.lstrip(_EDGES)), end - (len(piece) - len(piece.rstrip(_EDGES)))
