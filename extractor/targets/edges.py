"""What is taken off the words around a quantity at their edges: marks, times, fillers before them, links behind them.

A time is the period's, a link ("đạt", "là") only joins: what is left is who or what is measured.
"""

from __future__ import annotations

import re

from extractor.targets.lexicon import lexicon, pattern, words_in
from extractor.text import Span

EDGE = " \t,;:.()-–+*“”\"'_/=→~<>≤≥"
#: A time at the beginning of the words before a quantity: the period says it ("Chậm nhất đến ngày 30/6/2009, …").
_TIME = re.compile(
    r"(?:(?:chậm nhất|tính|trước|từ|vào|trong|kể từ)\s)?(?:(?:đến|trước)\s)?(?:(?:hết|cuối)\s)?"
    r"(?:ngày|tháng|quý|năm)\s[\dIVXivx]{1,4}(?:[/.-]\d{1,4}){0,2}(?:\s(?:tháng|năm)\s\d{1,2}(?:\d\d|/\d{4})?){0,2}(?=[\s:,]|$)"
    r"|(?:trong\s)?(?:năm học|giai đoạn|nhiệm kỳ)\s\d{4}\s?[-–]\s?\d{4}(?=[\s:,]|$)"
    r"|\d{1,2}\stháng\s(?:đầu|cuối)\snăm(?:\s\d{4})?(?=[\s:,]|$)"
    r"|(?:trong|sau|qua)\s\d{1,2}\stháng(?:\s(?:đầu năm|cuối năm|qua))?(?:\s(?:năm\s)?\d{4})?(?=[\s:,]|$)"
    r"|từ\s(?:ngày\s)?\d{1,2}(?:/\d{1,4}){0,2}\s(?:đến|-)\s(?:hết\s)?(?:ngày\s)?\d{1,2}/\d{1,2}(?:/\d{4})?(?=[\s:,]|$)"
)
#: "Kết quả học tập: Tốt 218 em": a label, and no mere opening.
_RESULTS_OF = re.compile(r"kết quả [^\W\d_][^,;:.()\d]{1,60}:")


def stripped(low: str, span: Span) -> Span:
    """``span`` without marks and blanks at its edges."""
    words = low[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(EDGE))
    return Span(start, max(start, span.start + len(words.rstrip(EDGE))))


def is_link(low: str, start: int, end: int) -> bool:
    """Whether nothing but linking words and prepositions stands between ``start`` and ``end``."""
    lead, _, _ = without_links(low, stripped(low, Span(start, end)))
    return lead.start >= lead.end


def without_links(low: str, lead: Span) -> tuple[Span, str, bool]:
    """``lead`` without links and prepositions at its end, the change among them ("tăng"), and whether one is a copula."""
    words, linking = lexicon().words, words_in("links", "prepositions", "changes")
    end, change, copula = lead.end, "", False
    while end > lead.start:
        last = low[max(lead.start, end - 40) : end].rsplit(" ", 2)
        name = next((n for n in (" ".join(last[-2:]), last[-1]) if n in linking), None)
        if name is None or (last[-2:-1] and last[-2] in ("không", "chưa", "trở")):
            break
        change = name if name in words["changes"] and not change else change
        copula = copula or name in words["links"]
        end = stripped(low, Span(lead.start, end - len(name))).end
    return Span(lead.start, end), change, copula


def without_fillers(low: str, lead: Span) -> Span:
    """``lead`` without what only says when, or that it is an aim, at its start."""
    start = lead.start
    while match := _TIME.match(low, start, lead.end) or pattern("fillers").match(low, start, lead.end):
        if low.startswith("kết quả ", start) and _RESULTS_OF.match(low, start, lead.end):
            break
        start = stripped(low, Span(match.end(), lead.end)).start
    return Span(min(start, lead.end), lead.end)


def without_time(words: str) -> str:
    """``words`` without a time at their beginning, which the period says."""
    found = _TIME.match(words.lower())
    return words[found.end() :].lstrip(EDGE) if found else words


def is_complement(low: str, tail: Span, worded: bool) -> bool:
    """Whether ``tail`` only says of what or against what; ``worded``: the quantity has words of its own before it."""
    names = ("complements", "complements_of_number") if worded else ("complements",)
    return any(pattern(name).match(low, tail.start, tail.end) for name in names)


def only_when(words: str) -> bool:
    """Whether words only say for what time a quantity is ("lũy kế từ ngày 01/01/2017")."""
    when = lexicon().words["when"]
    return all(word in when or not word[0].isalpha() for word in re.findall(r"[^\s,;:.()]+", words))
