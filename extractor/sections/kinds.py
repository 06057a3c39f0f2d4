"""What a heading says its section is about: the lexicon first, a trained classifier for what the lexicon does not know.

A Vietnamese noun phrase begins with its head, so the phrase that begins first decides: "Kinh phí khen thưởng" is about money,
"Kết quả công tác khen thưởng" about results. Comparison is without diacritics, which mends most OCR slips ("phần đấu") and
capitals alike; the few words that lose their difference with them are named in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extractor.sections.lexicon import lexicon
from extractor.text.fold import fold, fold_ascii

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 24  # of a heading that are looked at


class Match(NamedTuple):
    """A phrase of the lexicon in a heading."""

    at: int  #: which word it begins at
    size: int  #: words
    kind: str


@cache
def _longest() -> dict[str, int]:
    """The first words of phrases, and how many words the longest has that begins so: most words of a heading begin none."""
    sizes: dict[str, int] = {}
    for phrase in lexicon().phrases:
        first, _, rest = phrase.partition(" ")
        sizes[first] = max(sizes.get(first, 0), len(rest.split()) + 1)
    return sizes


def known_head(title: str) -> bool:
    """Whether the heading begins with words of the lexicon."""
    return by_lexicon(title) is not None


@lru_cache(maxsize=4096)
def by_lexicon(title: str) -> str | None:
    """The kind that the heading's own words name, or None where the lexicon does not know them."""
    title = title[:300]
    words = _WORD.findall(fold_ascii(title))[:_MOST_WORDS]
    matches = _matches(words, _WORD.findall(fold(title))[:_MOST_WORDS])
    first = next((m for m in matches if m.at == _skipped(words)), None)
    named = next((m for m in matches if " ".join(words[m.at : m.at + m.size]) in lexicon().anywhere), None)
    if first is not None and not (first.kind == "khac" and named):
        return _paired(first, matches, words)
    if named is None:
        return None
    return "khac" if _of_a_paper(words) else named.kind


def _of_a_paper(words: Sequence[str]) -> bool:
    """Whether a heading is about a paper: "Đối với Báo cáo tổng kết phong trào thi đua và công tác khen thưởng"."""
    heads = {0, _skipped(words)}
    return any(" ".join(words[at : at + n]) in lexicon().papers for at in heads for n in (1, 2, 3))


def _paired(first: Match, matches: Sequence[Match], words: Sequence[str]) -> str:
    """The kind of two heads side by side ("Mục đích và yêu cầu"), else that of the first."""
    for other in matches:
        gap = words[first.at + first.size : other.at]
        if other.at >= first.at + first.size and len(gap) <= 3:
            both = lexicon().pairs.get(frozenset((first.kind, other.kind)))
            if both:
                return both
    return first.kind


def _matches(words: Sequence[str], printed: Sequence[str]) -> list[Match]:
    """The longest phrase at every word; one that is printed as another word ("chi tiêu") is none."""
    out = []
    for at in range(len(words)):
        for size in range(min(_longest().get(words[at], 0), len(words) - at), 0, -1):
            kind = lexicon().phrases.get(" ".join(words[at : at + size]))
            if kind and not _other_word(printed[at : at + size]):
                out.append(Match(at, size, kind))
                break
    return out


def _other_word(printed: Sequence[str]) -> bool:
    return any(" ".join(printed[i : i + 2]) in lexicon().not_printed for i in range(len(printed)))


def _skipped(words: Sequence[str]) -> int:
    """How many words stand before the head and name nothing by themselves: "một số", "các", "triển khai"."""
    at = 0
    while at < len(words) and not any(" ".join(words[at : at + n]) in lexicon().phrases for n in (4, 3, 2, 1)):
        size = next((n for n in (2, 1) if " ".join(words[at : at + n]) in lexicon().skipped), 0)
        if not size:
            return at
        at += size
    return at


def kinds_of(titles: Sequence[str | None], *, classify: bool) -> list[str]:
    """The kind of every title ("khac" for None); headings the lexicon does not know go to the classifier, all at once."""
    kinds = [by_lexicon(title) if title else "khac" for title in titles]
    unknown = sorted({t for t, k in zip(titles, kinds, strict=True) if k is None and t})
    guessed: dict[str, str] = {}
    if unknown and classify:
        from extractor.sections.classifier import classify as guess

        guessed = dict(zip(unknown, guess(unknown), strict=True))
    return [k or guessed.get(t or "", "khac") for t, k in zip(titles, kinds, strict=True)]
