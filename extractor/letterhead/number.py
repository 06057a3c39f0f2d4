"""Số, ký hiệu: "Số: 870/KH-TTYT", "Số: /KH-SYT" with a blank serial, "Luật số: 06/2022/QH15", "Số 34-CT/TW", "Số: 226/SL".

Nghị định 30/2020, phụ lục I, mục II.3: serial, slash, abbreviation of the type, hyphen, abbreviation of the body; a công văn
has body and unit instead. Older circulars and the Party write other orders, so the shape asks only for what all share: a
serial or a blank one, then parts joined by slash or hyphen, and nothing else on the line but a place and date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.letterhead.found import Found
from extractor.letterhead.lines import HeadLine
from extractor.letterhead.place_date import date_in
from extractor.text import Span

_OPENING = re.compile(
    r"(?P<type>(?:luat|bo luat|phap lenh|nghi quyet|sac lenh|lenh|nghi dinh|thong tu|quyet dinh|chi thi|cong van) ?,? ?)?"
    r"(?:s[o06]|so (?:ky )?hieu|so van ban) ?(?:[:;.]| (?=[\d./…_-]))"
)
_INSIDE = re.compile(r"(?<=\s)so ?: ?(?=[\d./…_-])")
#: Before "số:" inside a line these say that another document is spoken of: "Thực hiện Công văn số: 1234/SYT-NVY".
_CITED = re.compile(
    r"(?:luat|phap lenh|lenh|nghi (?:quyet|dinh)|thong (?:tu|bao|tri)|quyet dinh|chi thi|cong (?:van|dien)|van ban|ke hoach|"
    r"bao cao|to trinh|huong dan|chuong trinh|de an|ket luan|phuong an|giay (?:moi|phep)|bien ban|hop dong) $"
)
_CODE = re.compile(
    r"[.…_ ]{0,60}(?P<code>(?:\d{1,6}[A-Za-zđ]{0,2}(?![\w.]))?[.…_ ]{0,60}(?: {0,2}[/–-] {0,2}[\wĐđ&+][\wĐđ&.…+]{0,19}){0,6})"
)
_BLANK = re.compile(r"\s+")
_SLOT = re.compile(r"^(\d{0,6})[.…_]+(?=[/–-])")
_STRONG = re.compile(r"/.*-|-.*/|/\d{4}/")


def find(lines: Sequence[HeadLine]) -> Found | None:
    """The number in the first line that holds one; inner blanks removed, a blank serial left blank."""
    for i, line in enumerate(lines):
        first = _OPENING.match(line.bare)
        opening = first or _inside(line.bare)
        if opening and (found := _read(line, opening.end(), i, named=bool(first and first["type"]))):
            return found
    return None


def _inside(bare: str) -> re.Match[str] | None:
    """Where "số:" opens behind other words of the line: a letterhead whose lines were glued together."""
    opening = _INSIDE.search(bare)
    return None if opening is None or _CITED.search(bare, max(0, opening.start() - 16), opening.start()) else opening


def _read(line: HeadLine, at: int, i: int, *, named: bool) -> Found | None:
    """The code at ``at``; where the line opens with a type name (``named``) only a date may follow, else it is a sentence."""
    m = _CODE.match(line.words, at)
    if m is None or not m.group("code").strip(" .…_"):
        return None
    value = _SLOT.sub(r"\1", _BLANK.sub("", m.group("code"))).rstrip(".,;:-–…")
    rest = line.words[m.end() :].strip(" .,;:*_-…")
    alone = not rest or date_in(rest) is not None
    if not _plausible(value) or not (alone or (_STRONG.search(value) and not named)):
        return None
    start = line.start + m.start("code") + _leading(m.group("code"))
    return Found(value, Span(start, line.start + m.start("code") + len(m.group("code").rstrip())), i)


def _leading(code: str) -> int:
    return len(code) - len(code.lstrip(" .…_"))


def _plausible(value: str) -> bool:
    """A serial alone, or parts of which one holds letters."""
    return value.isdigit() or (any(c.isalpha() for c in value) and any(mark in value for mark in "/-–"))
