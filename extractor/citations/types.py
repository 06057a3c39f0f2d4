"""Type words before a number ("Nghị định số", "các Kế hoạch: số") and what a number's own abbreviation says of its type.

The kinds themselves are the letterhead's (``models/document_types.toml``). In running text a number is looked at first and
its type word sought just before it: numbers are rare and certain, while "kế hoạch" and "quy định" stand in every sentence.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.letterhead.document_types import DocumentType, by_abbreviation, by_name, document_types
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


_BEFORE_NUMBER = re.compile(r"[\s,:.“\"(]*(?:(?P<so>s[ôốồổỗo0][\s:.]*)[“\"]?)?$")


def kind_of(type_word: str) -> str | None:
    """The name of the kind a type word says, ``None`` for a vague word ("Văn bản")."""
    kind = by_name(type_word)
    return kind.name if kind else _SPOKEN.get(fold(type_word))


def coded_kind(symbol: str) -> str | None:
    """The kind that a number's own letters tell: "98/2023/NĐ-CP" → Nghị định; ``None`` where they tell none or several."""
    found = coded_type(symbol)
    return found.name if found else None


def coded_type(symbol: str) -> DocumentType | None:
    """As ``coded_kind``, the whole entry."""
    parts = [p for p in re.split(r"[/\-–—‑−\s]+", symbol) if p and not p[0].isdigit()]
    if len(parts) < 2:
        return None  # "91/CP", "53-HĐBT": the body alone
    head = parts[0].replace("Ð", "Đ")
    found = by_abbreviation(head, parts[1])
    if found or head.upper() != head:
        return found
    return by_abbreviation(head.replace("ND", "NĐ").replace("QD", "QĐ"), parts[1])


class TypeWord:
    """The type word found before a number: where it begins, its kind, and whether anything stands between."""

    __slots__ = ("direct", "kind", "start", "with_so")

    def __init__(self, start: int, kind: str | None, *, direct: bool, with_so: bool) -> None:
        self.start = start
        self.kind = kind
        self.direct = direct
        self.with_so = with_so


def word_before(text: str, floor: int, at: int) -> TypeWord | None:
    """The type word that governs the number at ``at``, sought no further back than ``floor`` (the paragraph's start)."""
    floor = max(floor, at - _WINDOW)
    window = fold_aligned(text[floor:at])
    words = list(_type_words().finditer(window))
    if not words:
        return None
    last = words[-1]
    between = window[last.end() :]
    tail = _BEFORE_NUMBER.search(between)
    with_so = bool(tail and tail["so"])
    gap = between[: tail.start()] if tail else between
    if len(gap.split()) > _GAP_WORDS or any(mark in gap for mark in ".;:\t\n") or (gap.strip() and not with_so):
        return None
    return TypeWord(floor + last.start(), kind_of(last.group()), direct=not gap.strip(), with_so=with_so)


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


def say_so(text: str, floor: int, at: int) -> int | None:
    """Where "số" begins when it stands just before ``at``; a capital "Số:" is a letterhead's own number and is none."""
    tail = _SO.search(text, max(floor, at - 8), at)
    return tail.start() if tail else None


_SO = re.compile(r"(?<![^\W_])s[ốôổồ]\s*(?=$)|(?<![^\W_])số\s*:?\s*$")
