"""Where a line stands: the sections around it, and what they and the document's type make of a number there.

Vietnamese reports say "đạt 95 %" both of the year behind and of the year ahead; only the part of the report tells which. The
outermost section that is about results or about aims decides, because "II. Phương hướng" holds "1. Kết quả cần đạt" and
"I. Kết quả" holds "2. Chỉ tiêu".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extractor.targets.lexicon import pattern
from extractor.targets.target import Role
from extractor.text import Span
from extractor.text.fold import fold

if TYPE_CHECKING:
    from extractor.sections import Section

_RESULTS = frozenset({"ket_qua", "danh_gia", "uu_diem", "ton_tai_han_che", "nguyen_nhan", "bai_hoc"})
_AIMS = frozenset({"muc_tieu", "chi_tieu", "phuong_huong", "nhiem_vu_giai_phap", "kien_nghi"})
_GOALS = frozenset({"chi_tieu", "muc_tieu"})
#: Of these the title says for when something is planned, never when a result was reached.
_AHEAD = frozenset({"KH", "CTr", "ĐA", "PA", "DA", "NQ", "CT", "HD"})
_REPORTS = frozenset({"BC", "BB", "PB"})
_PLANS = frozenset({"KH", "CTr", "ĐA", "PA", "DA", "CT", "NQ", "QĐ", "TTr", "HD", "KL", "CĐ", "GKH", "ĐK"})
#: Norms: their quantities bind everybody and are nobody's measure, unless the words say that they are an aim.
_NORMS = frozenset(
    {"L", "BL", "PL", "NĐ", "TT", "TTLT", "VBHN", "HP", "SL", "LCT", "QC", "QyĐ", "ĐL", "HĐ", "QCVN", "TCVN", "NQLT"}
)


_EXAMPLE = re.compile(r"\W{0,4}(?:[Vv]í dụ|VÍ DỤ|VD)(?!\w)")
_TITLES = {"báo cáo": "BC", "kế hoạch": "KH", "chương trình": "CTr", "đề án": "ĐA", "biên bản": "BB"}
_TITLE = re.compile(r"^[\s*#]{0,8}(" + "|".join(_TITLES) + r")(?!\w)", re.MULTILINE | re.IGNORECASE)


def guessed_type(title: str) -> str | None:
    """The type that a line of the title begins with, where the letterhead was not understood."""
    found = _TITLE.search(title)
    return _TITLES[found.group(1).lower()] if found else None


@dataclass(frozen=True, slots=True)
class Place:
    """What a line's sections say. ``kinds`` run from the innermost section out, without "khac"."""

    kinds: tuple[str, ...] = ()
    role: Role | None = None  #: what numbers are here by section and document type; None when neither says
    sure: bool = False  #: a section says it, not the document's type alone
    goals: str | None = None  #: "chi_tieu" or "muc_tieu" where targets in words are meant
    norm: bool = False  #: the text of a norm: quantities are no measures
    heads: tuple[Span, ...] = ()  #: headings from the innermost section out
    title: str | None = None  #: of the innermost section, where it names a thing and not what is planned of it
    example: bool = False  #: under a heading "Ví dụ …": nothing there was measured
    leaf: bool = True  #: no section stands inside this one: a plain paragraph is not the preamble of others


class Places:
    """The places of one text; built once, asked line by line."""

    def __init__(self, sections: Sequence[Section], doc_type: str | None) -> None:
        self._sections = sections
        self._starts = [section.start for section in sections]
        self._cache: dict[int, Place] = {}
        self._type = doc_type
        self.looks_ahead = doc_type in _AHEAD
        self.looks_back = doc_type in _REPORTS
        self.rules = doc_type in _NORMS  #: every place is one of a norm, and none holds goals
        self.has_goals = any(section.kind in _GOALS for section in sections)
        self._outside = Place(role=self._by_type(), norm=doc_type in _NORMS)

    def _by_type(self) -> Role | None:
        return "result" if self._type in _REPORTS else "target" if self._type in _PLANS else None

    def index_at(self, offset: int) -> int:
        """The innermost section that holds ``offset``; -1 for none."""
        i = bisect_right(self._starts, offset) - 1
        while i >= 0 and offset >= self._sections[i].end:
            parent = self._sections[i].parent
            i = -1 if parent is None else parent
        return i

    def at(self, offset: int) -> Place:
        """The place of ``offset``."""
        i = self.index_at(offset)
        if i < 0:
            return self._outside
        if i not in self._cache:
            self._cache[i] = self._place(i)
        return self._cache[i]

    def heading_end(self, start: int, end: int) -> int:
        """Where the heading of a section that begins in ``[start, end)`` ends: what stands before it is no statement."""
        i = bisect_right(self._starts, start + 40) - 1
        reach = start
        while i >= 0 and self._sections[i].start >= start:
            if self._sections[i].title is not None and (self._sections[i].label or "")[:1] not in "-+*•–":
                reach = max(reach, min(self._sections[i].head.end, end))
            i -= 1
        return reach

    def _place(self, index: int) -> Place:
        chain = self._chain(index)
        kinds = tuple(section.kind for section in chain if section.kind != "khac")
        role = self._by_sections(chain)
        goals = _goals(chain)
        article = any((section.label or "").startswith("Điều") for section in chain)
        return Place(
            kinds,
            role or self._by_type(),
            role is not None,
            goals if role != "result" and self._type not in _NORMS else None,
            self._type in _NORMS or (article and role != "result"),
            tuple(section.head for section in chain),
            _topic(chain),
            any(_EXAMPLE.match(section.title) for section in chain if section.title),
            leaf=not (index + 1 < len(self._sections) and self._sections[index + 1].parent == index),
        )

    def _chain(self, index: int) -> list[Section]:
        chain: list[Section] = []
        at: int | None = index
        while at is not None and len(chain) < 24:
            chain.append(self._sections[at])
            at = self._sections[at].parent
        return chain

    def _by_sections(self, chain: Sequence[Section]) -> Role | None:
        told = (_told(section.kind, section.title or "") for section in reversed(chain))
        return next((role for role in told if role), None)


def _topic(chain: Sequence[Section]) -> str | None:
    """The title of the innermost section that has one, unless it is a heading of aims or results ("Mục tiêu đến 2030")."""
    titled = next((section for section in chain if section.title), None)
    return titled.title if titled and titled.kind == "khac" else None


@lru_cache(maxsize=1024)
def _told(kind: str, title: str) -> Role | None:
    """What a section's kind and title make of the numbers in it; asked again for every section below it."""
    title = fold(title)
    if kind in ("khac", "danh_gia") and pattern("as_it_is").match(title):
        return "result"
    if kind in _RESULTS and not pattern("yet_to_come").search(title):
        return "result"
    return "target" if kind in _AIMS and not title.startswith(("kết quả", "tình hình", "đánh giá")) else None


def _goals(chain: Sequence[Section]) -> str | None:
    """The kind of the goals that the innermost decisive section of ``chain`` (innermost first) holds.

    "Mục tiêu" reaches down through one titled section ("2. Xây dựng tổ chức Đảng"); what is sorted further explains.
    """
    between = 0
    for section in chain:
        if section.kind in _GOALS:
            return section.kind if section.kind == "chi_tieu" or between <= 1 else None
        if section.kind in _RESULTS or section.kind in _AIMS:
            return None
        between += section.title is not None
    return None
