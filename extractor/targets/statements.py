"""Where a statement begins and ends: the sentence, or its part between semicolons, that carries a measure.

The evidence of a record is one stretch of text. A semicolon ends a statement; but what only continues a list ("Sở Y tế tặng
Giấy khen: 09 tập thể; 79 cá nhân") means nothing without the words before its colon, so its statement begins with them. A
sentence of a thousand words is narrowed to the clauses around the measure: evidence should be readable, and the sum of all
statements must stay linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.language.lexicon import words_of
from extractor.text import Span

LONGEST = 700  # characters; the longest statement of the real plans has 690
#: A full stop with nothing behind it ends a sentence too where a capitalised word follows ("… tư nhân).Đến 25/3 …").
_END = re.compile(r"[.!?…]{1,6}[\"”’)\]]{0,3}(?=\s)|(?<=[a-zà-ỹ)%”])\.(?=[A-ZÀ-ỸĐ][a-zà-ỹ])|;")
_BRACKET = re.compile(r"[()“”]")
_OPENING = re.compile(r"[\s\-+*•–☞;,.*]{0,20}(?:(?:\d{1,2}(?:\.\d{1,2}){0,5}|[a-zđA-ZĐIVX]{1,4})[.)/]\s{1,4}|\(\d{1,2}\)\s?)?")
_ABBREVIATION = re.compile(r"[^\s()\"“”.]{1,12}$")
_COLON = re.compile(r":(?=\s)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A part of a line, ``[start, end)``: between semicolons, in a sentence."""

    start: int
    end: int
    sentence: int  #: number of the sentence in the line
    head: int  #: where the head of its list begins; ``start`` where it hangs on none
    opens: int  #: where its sentence begins

    def before(self, at: int) -> int:
        """Where to begin looking for words of the sentence before ``at``: no further back than a statement is long."""
        return max(self.opens, at - LONGEST)


def statements(line: str) -> list[Statement]:
    """The statements of one line in order; labels, bullets and closing marks are left out."""
    found: list[Statement] = []
    start = _trimmed(line, 0, len(line)).start
    sentence = 0
    opens, head, labels = start, -1, 1  # a head of two labels ("Bỏ học: Khối 6: …") holds items of one
    brackets = _brackets(line)
    for end, stops in [*_ends(line, brackets), (len(line), True)]:
        if end <= start:
            continue
        span = _trimmed(line, start, end)
        if span.start < span.end:
            colons = len(_COLON.findall(line, span.start, span.end))
            hangs = head >= 0 and colons < labels
            head, labels = (head, labels) if hangs or not colons else (span.start, colons)
            found.append(Statement(span.start, span.end, sentence, head if hangs else span.start, opens))
        start = end
        if stops:
            sentence, opens, head, labels = sentence + 1, end, -1, 1
    return found


def _ends(line: str, brackets: list[Span]) -> list[tuple[int, bool]]:
    """Where parts end outside brackets, and whether the sentence ends there too."""
    ends = []
    i = 0
    for match in _END.finditer(line):
        while i < len(brackets) and brackets[i].end <= match.start():
            i += 1
        if i < len(brackets) and brackets[i].start < match.start():
            continue
        semicolon = match.group() == ";"
        if semicolon or _stops(line, match):
            ends.append((match.end(), not semicolon))
    return ends


def _stops(line: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends its sentence: a capital, a number or a bullet follows, and it closes no abbreviation."""
    following = line[match.end() : match.end() + 8].lstrip()[:1]
    return not following.islower() and not _abbreviates(line, match.start())


def _abbreviates(line: str, at: int) -> bool:
    word = _ABBREVIATION.search(line[max(0, at - 14) : at])
    return word is not None and word.group().lower() in words_of("abbreviations")


def _brackets(line: str) -> list[Span]:
    """The outermost closed pairs of round brackets and quotation marks; an unclosed one does not count."""
    pairs: list[Span] = []
    opened: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(line):
        mark = match.group()
        if mark in "(“":
            opened.append((mark, match.start()))
        elif opened and opened[-1][0] == ("(" if mark == ")" else "“"):
            start = opened.pop()[1]
            while pairs and pairs[-1].start > start:
                pairs.pop()
            pairs.append(Span(start, match.end()))
    return pairs


def _trimmed(line: str, start: int, end: int) -> Span:
    opening = _OPENING.match(line, start, end)
    start = opening.end() if opening and opening.end() < end else start
    piece = line[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, max(start, start + len(piece.strip().rstrip(";. "))))


def evidence(line: str, statement: Statement, start: int, end: int) -> Span:
    """What to show for a quantity at ``[start, end)``: the statement with its head, narrowed to clauses if it is too long."""
    for begin in (statement.head, statement.start):
        if statement.end - begin <= LONGEST:
            return Span(begin, statement.end)
    left = max(statement.start, start - LONGEST // 2)
    right = min(statement.end, end + LONGEST // 2)
    comma = line.find(",", left, start)
    left = left if left == statement.start or comma < 0 else comma + 1
    comma = line.rfind(",", end, right)
    right = right if right == statement.end or comma < 0 else comma
    return Span(left + len(line[left:right]) - len(line[left:right].lstrip()), right)
