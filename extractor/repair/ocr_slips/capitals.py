"""Words in capitals, and of the subject, whose marks were misread: "KÉ HOẠCH", "BÁC GIANG", "SỞY TẺ", "đây mạnh".

The marks above capitals are lost or changed more often than any other sign. What they should be is said in the document
itself, which names its issuer, its type and its headings again in small letters ("Bắc Giang" a dozen times, "Bác Giang"
never), and in the lexicons of types, offices and headings. A word is changed when the pair it makes with its neighbour is
known in one spelling and not known in the one that was read.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from extractor.repair.ocr_slips import lexicon
from extractor.repair.ocr_slips.rules import MENDED
from extractor.text import Edit, Text
from extractor.text.fold import ascii_aligned, fold_aligned, fold_ascii
from extractor.text.syllable import is_syllable

_WORD = re.compile(r"[^\W\d_]{1,10}")
_LABEL = re.compile(r"[^\W_]{1,4} ?[.)/-] ?(?=[^\W\d_]{2})")
_LONGEST = 240  # code points of a line in capitals
_HEAD, _SUBJECT, _SHORT = 45, 2, 110  # lines of a letterhead, of a subject; code points of one of the latter
_TWICE, _MOSTLY = 2, 0.65  #: how often the document must say it, and in what share

_Pair = tuple[str, str]
_Spellings = Mapping[_Pair, Counter[_Pair]]


def edits(text: Text) -> list[Edit]:
    """Each word in capitals that the document and the lexicons spell otherwise."""
    if not text.source.ocr:
        return []
    lines = [(p.start, text.text[p.start : p.end]) for p in text.paragraphs if p.table is None]
    upper = [(start, words) for start, words in lines if len(words) < _LONGEST and words.isupper()]
    wanted = [*upper, *_subject(lines)]
    asked = {pair for _, words in wanted for pair in _bare_pairs(words)}
    spelt = _counted((words for _, words in lines if not words.isupper()), asked)
    return [edit for start, words in wanted if (edit := _mended(start, words, spelt))]


def _subject(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines below the first type name in capitals: the subject, which the document says again further down."""
    for i, (_, words) in enumerate(lines[:_HEAD]):
        if words.isupper() and _bare(words).replace(" ", "") in _squeezed():
            return [line for line in lines[i + 1 : i + 1 + _SUBJECT] if len(line[1]) < _SHORT and not line[1].isupper()]
    return []


def _mended(start: int, words: str, spelt: _Spellings) -> Edit | None:
    """One edit for a line, from its first changed word to its last."""
    label = _LABEL.match(words)
    at = label.end() if label else 0
    whole = _whole(words[at:])
    if whole is not None:
        return None if whole == words[at:] else _shortest(start + at, words[at:], whole)
    parted = _WORD.sub(lambda m: _parted(m.group()), words)
    became = _respelt(parted, spelt)
    return None if became == words else _shortest(start, words, became)


def _whole(words: str) -> str | None:
    """The line as the lexicon of types and headings spells it, where the line is an entry and nothing else."""
    if not words.isupper():
        return None
    bare = _bare(words)
    entry = _squeezed().get(bare.replace(" ", "")) or lexicon.headings().get(bare)
    if entry is None:
        return None
    given, wanted = _WORD.findall(words), entry.upper().split()
    if len(given) != len(wanted):
        marks = re.search(r"[\s:.]*$", words)
        return entry.upper() + (marks.group() if marks else "")
    if all(fold_aligned(a) == fold_aligned(b) for a, b in zip(given, wanted, strict=True)):
        return words
    spelt = iter(zip(given, wanted, strict=True))
    return _WORD.sub(lambda _: _kept(*next(spelt)), words)


def _bare(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold_ascii(words)).split())


def _kept(given: str, wanted: str) -> str:
    return given if fold_aligned(given) == fold_aligned(wanted) else wanted


@cache
def _squeezed() -> dict[str, str]:
    return {bare.replace(" ", ""): name for bare, name in lexicon.type_names().items() if " " in name}


@cache
def _trusted() -> _Spellings:
    """Pairs of the phrases whose spelling is certain."""
    return _counted(lexicon.phrases())


def _parted(word: str) -> str:
    """ "SỞY" → "SỞ Y": two syllables that lost the blank between them, where a known pair says so."""
    if len(word) < 3 or is_syllable(word):
        return word
    for i in range(1, len(word)):
        pair = (ascii_aligned(word[:i]), ascii_aligned(word[i:]))
        if pair in _trusted() and is_syllable(word[:i]) and is_syllable(word[i:]):
            return f"{word[:i]} {word[i:]}"
    return word


def _respelt(words: str, spelt: _Spellings) -> str:
    found = list(_WORD.finditer(words))
    wanted: list[set[str]] = [set() for _ in found]
    for i, (a, b) in enumerate(itertools.pairwise(found)):
        if b.start() - a.end() <= 3 and (pair := _spelling(a.group(), b.group(), spelt, itself=not words.isupper())):
            wanted[i].add(pair[0])
            wanted[i + 1].add(pair[1])
    out = list(words)
    for m, spellings in zip(found, wanted, strict=True):
        if len(spellings) == 1 and fold_aligned(spelling := spellings.pop()) != fold_aligned(m.group()):
            out[m.start() : m.end()] = _cased(spelling, m.group())
    return "".join(out)


def _cased(spelling: str, given: str) -> str:
    if given.isupper() and len(given) > 1:
        return spelling.upper()
    return spelling.capitalize() if given[0].isupper() else spelling


def _spelling(a: str, b: str, spelt: _Spellings, *, itself: bool) -> _Pair | None:
    """How the pair is spelt; None where that is not known for sure. ``itself``: the line is one of those counted."""
    read, bare = (fold_aligned(a), fold_aligned(b)), (ascii_aligned(a), ascii_aligned(b))
    certain, said = _trusted().get(bare, Counter()), spelt.get(bare, Counter())
    if any(_folded(pair) == read for pair in certain):
        return (a.lower(), b.lower())
    if len(certain) == 1:
        return next(iter(certain))
    pair, times = said.most_common(1)[0] if said else (read, 0)
    if times >= _TWICE and times >= _MOSTLY * said.total():
        return pair
    known = any(_folded(other) == read and said[other] > itself for other in said)
    return (a.lower(), b.lower()) if known else None


def _folded(pair: _Pair) -> _Pair:
    return (fold_aligned(pair[0]), fold_aligned(pair[1]))


def _counted(lines: Iterable[str], wanted: set[_Pair] | None = None) -> _Spellings:
    """Bare pair → how it is spelt, in small letters, and how often."""
    out: dict[_Pair, Counter[_Pair]] = defaultdict(Counter)
    for line in lines:
        low = line.lower()
        words = list(_WORD.finditer(low))
        for a, b in itertools.pairwise(words):
            bare = (ascii_aligned(a.group()), ascii_aligned(b.group()))
            if b.start() - a.end() <= 3 and (wanted is None or bare in wanted):
                out[bare][a.group(), b.group()] += 1
    return dict(out)


def _bare_pairs(words: str) -> Iterator[_Pair]:
    found = [ascii_aligned(word) for word in _WORD.findall(words)]
    return itertools.pairwise(found)


def _shortest(start: int, before: str, after: str) -> Edit:
    """The edit from ``before`` to ``after`` without the words they share at either end."""
    a, b = before.split(" "), after.split(" ")
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    first = len(" ".join(a[:head])) + (head > 0)
    last = len(before) - len(" ".join(a[len(a) - tail :])) - (tail > 0)
    return Edit(start + first, start + last, " ".join(b[head : len(b) - tail]), MENDED)
