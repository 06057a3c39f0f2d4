"""Type words before a number ("Nghị định số", "các Kế hoạch: số") and what a number's own abbreviation says of its type.

The kinds themselves are the letterhead's (``models/document_types.toml``). In running text a number is looked at first and
its type word sought just before it: numbers are rare and certain, while "kế hoạch" and "quy định" stand in every sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import NamedTuple

from extractor.letterhead.document_types import by_abbreviation, by_name, document_types
from extractor.text.fold import ascii_aligned, fold, fold_aligned, fold_ascii

#: Words that name no kind of their own: the number decides, and a number without a type is an official letter.
_VAGUE = ("văn bản", "tài liệu", "điện", "công văn hỏa tốc", "công văn khẩn", "văn bản pháp luật")
_LETTER = "Công văn"
#: Kinds that stand before a number in speech but are not on the lists of kinds.
_SPOKEN = {"thông tư liên tịch": "Thông tư liên tịch", "nghị quyết liên tịch": "Nghị quyết liên tịch"}
_WINDOW = 140  # how far before a number its type word may stand, in code points
_GAP_WORDS = 12  # words between the type word and "số": "Thông báo kết luận của Phó Thủ tướng … số"


@cache
def _type_words() -> re.Pattern[str]:
    names = {fold(n) for kind in document_types() for n in (kind.name, *kind.also)} | set(_VAGUE) | set(_SPOKEN)
    words = "|".join(r"\s+".join(map(re.escape, n.split())) for n in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")


_JOINTS = re.compile(r"[/\-–—‑−_\s]+")
_BEFORE_NUMBER = re.compile(r"[\s,:.“\"(]*(?:(?P<so>s[ôốồổỗo0][\s:.]*)[“\"]?)?$")


def kind_of(type_word: str) -> str | None:
    """The name of the kind a type word says, ``None`` for a vague word ("Văn bản")."""
    kind = by_name(type_word)
    return kind.name if kind else _SPOKEN.get(fold(type_word))


def coded_kind(symbol: str) -> str | None:
    """The kind that a number's own letters tell: "98/2023/NĐ-CP" → Nghị định; ``None`` where they tell none or several."""
    parts = [p for p in _JOINTS.split(symbol) if p and not p[0].isdigit()]
    return _kind_of_letters(parts[0].replace("Ð", "Đ"), parts[1]) if len(parts) > 1 else None  # "91/CP": the body alone


@lru_cache(maxsize=4096)
def _kind_of_letters(head: str, body: str) -> str | None:
    found = by_abbreviation(head, body)
    if not found and head.upper() == head:
        found = by_abbreviation(head.replace("ND", "NĐ").replace("QD", "QĐ"), body)
    return found.name if found else None


class TypeWord(NamedTuple):
    """The type word found before a number: where it begins, its kind, whether anything or "số" stands between."""

    start: int
    kind: str | None
    direct: bool
    with_so: bool


class TypeWords:
    """The type words of one paragraph, found once for all its numbers."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start = start
        self.folded = fold_aligned(text[start:end])
        self.spans = [match.span() for match in _type_words().finditer(self.folded)]
        self._ends = [end for _, end in self.spans]

    def before(self, floor: int, at: int) -> TypeWord | None:
        """The type word that governs the number at ``at``, sought no further back than ``floor``."""
        here = at - self.start
        index = bisect_right(self._ends, here) - 1
        if index < 0 or self.spans[index][0] < max(floor, at - _WINDOW) - self.start:
            return None
        start, end = self.spans[index]
        between = self.folded[end:here]
        tail = _BEFORE_NUMBER.search(between)
        with_so = bool(tail and tail["so"])
        gap = between[: tail.start()] if tail else between
        if len(gap.split()) > _GAP_WORDS or any(mark in gap for mark in ".;:\t") or (gap.strip() and not with_so):
            return None
        return TypeWord(self.start + start, kind_of(self.folded[start:end]), not gap.strip(), with_so)


def same_kind(coded: str | None, kind: str) -> bool:
    """Whether a number that tells ``coded`` (or nothing, as an official letter) is of ``kind``."""
    return coded == kind if coded else kind == _LETTER


#: Kinds printed for one another without harm: a Party decision is a regulation, a conclusion comes as a notice.
_NEAR = (
    {"Quyết định", "Quy định", "Quy chế"},
    {"Thông báo", "Kết luận"},
    {"Luật", "Bộ luật", "Lệnh"},
    {"Thông tư", "Thông tư liên tịch", "Thông tri"},
    {"Nghị quyết", "Nghị quyết liên tịch"},
    {"Chương trình", "Chỉ thị"},
    {"Kế hoạch", "Phương án", "Đề án"},
)


def interchangeable(kind: str, coded: str) -> bool:
    """Whether a type word and a number's code differ only by habit."""
    return any({kind, coded} <= near for near in _NEAR)


def letter_kind() -> str:
    """The kind of a number that carries none: an official letter."""
    return _LETTER


def misread_before(text: str, floor: int, at: int, kind: str) -> int | None:
    """Where a type word misread by OCR begins just before ``at`` ("Quyêt đinh số"): the letters of ``kind`` without marks."""
    window = ascii_aligned(text[max(floor, at - 60) : at])
    found = _bare_word(kind).search(window)
    return at - len(window) + found.start() if found else None


@cache
def _bare_word(kind: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, fold_ascii(kind).split()))
    return re.compile(rf"(?<![^\W_]){words}\s+(?:so[\s:.]*)?$")


def abbreviated_before(text: str, floor: int, at: int, kind: str | None) -> int | None:
    """Where an abbreviated type word begins just before ``at`` ("NĐ 75/2023/NĐ-CP", "CV số 1234/BYT-KCB")."""
    found = _ABBREVIATED.search(text, max(floor, at - 14), at)
    if found is None:
        return None
    said = by_abbreviation(found["abbr"])
    return found.start() if said and same_kind(kind, said.name) else None


_ABBREVIATED = re.compile(r"(?<![\w/.\-–])(?P<abbr>[A-ZĐ]{2,4}|TTr|CTr)[ \u00a0]{1,2}(?:s[ốô][ \u00a0]?:?[ \u00a0]?)?$")


def say_so(text: str, floor: int, at: int) -> int | None:
    """Where "số" begins when it stands just before ``at``; a capital "Số:" is a letterhead's own number and is none."""
    tail = _SO.search(text, max(floor, at - 8), at)
    return tail.start() if tail else None


_SO = re.compile(r"(?<![^\W_])s[ốôổồ]\s*(?=$)|(?<![^\W_])số\s*:?\s*$")
