"""Cơ quan ban hành, and the body above it, from the lines that no other part of the letterhead claims.

Nghị định 30/2020, phụ lục I, mục II.2: the superior body in capitals, below it the issuer in bold capitals. Either may run
over several lines ("ỦY BAN NHÂN DÂN⏎TỈNH LÂM ĐỒNG" is one name, "SỞ Y TẾ⏎TRUNG TÂM KIỂM SOÁT BỆNH TẬT" two), so names are
told apart by the words names begin with, and by bold type where the format keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.letterhead.lexicon import words
from extractor.letterhead.lines import HeadLine
from extractor.text import Span
from extractor.text.fold import fold_ascii

_HEADING = re.compile(r"van ban hop nhat ?[-–] ?(?=\w)")
_DATE = re.compile(r",? ?ngay\b(?=[^a-z]*(?:\{|$|[.…_]))")  # a blank or a placeholder of a template behind the name
_TRIM = " *-–—_:=.,•…"
_GOES_ON = ("-", "–", ",", " va", " cua", " thuoc", "&", "/")
_BRACES = re.compile(r"\{[^{}]{0,40}\}|<[^<>]{1,40}>")
_DOTS = re.compile(r"[.…_]{3,}|…")
_LONGEST = 160  # code points of one line of a name
_MOST = 8  # lines of a letterhead's left column


class Issuer(NamedTuple):
    """Names as printed, inner line ends as one blank; ``span`` from the first to the last line of each."""

    name: str
    span: Span
    parent: str | None
    parent_span: Span | None


def find(candidates: Sequence[HeadLine], *, anchored: bool) -> Issuer | None:
    """The issuer among ``candidates``, the unclaimed lines above the number or title in reading order.

    ``anchored`` (number or national title found) lets a line in capitals count that no known word begins.
    """
    lines = [line for line in map(_without_date, map(_without_heading, candidates)) if _may_name(line)][:_MOST]
    first = next((i for i, line in enumerate(lines) if line.column == 0), 0)  # below it a line may lack its right half
    if lines and not lines[first].opens_with("organisations"):
        first = 0  # the second line of a name, its first one set by too few blanks for a column
    names = _names([line for line in lines[first:] if line.column != 1], anchored=anchored)
    names = [group for group in names if not _to_fill(group)]
    if not names:
        return None
    name, span = _joined(names[-1])
    parent = _joined(names[-2]) if len(names) > 1 else (None, None)
    return Issuer(name, span, *parent)


def _without_heading(line: HeadLine) -> HeadLine:
    """ "VĂN BẢN HỢP NHẤT - BỘ TÀI CHÍNH" in the Công báo: the body's name without the heading."""
    heading = _HEADING.match(line.bare)
    return replace(line, start=line.start + heading.end(), words=line.words[heading.end() :]) if heading else line


def _without_date(line: HeadLine) -> HeadLine:
    """ "Phòng Kế toán …, ngày {…}": a date not filled in is no part of the name."""
    date = _DATE.search(line.bare)
    return replace(line, end=line.start + date.start(), words=line.words[: date.start()]) if date and date.start() else line


def _may_name(line: HeadLine) -> bool:
    if line.ornament or len(line.words) > _LONGEST or not any(c.isalpha() for c in line.words):
        return False
    return line.capitals or (line.opens_with("organisations") and line.words[:1].isupper())


def _names(lines: Sequence[HeadLine], *, anchored: bool) -> list[list[HeadLine]]:
    """``lines`` grouped into names; everything before the first word a name begins with belongs to no name."""
    groups: list[list[HeadLine]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line):
            groups[-1].append(line)
        elif line.opens_with("organisations") or not groups:
            groups.append([line])
    known = [group for group in groups if any(line.opens_with("organisations") for line in group)]
    return known or (groups[:1] if anchored else [])


def _goes_on(group: list[HeadLine], line: HeadLine) -> bool:
    """Whether ``line`` is a further line of the name that ``group`` holds so far."""
    so_far = " ".join(part.bare for part in group).strip()
    if so_far.strip(_TRIM) in words("unfinished") or so_far.endswith(_GOES_ON):
        return True
    if line.opens_with("organisations"):
        return False
    bold_alike = group[-1].style.bold == line.style.bold
    return bold_alike or not line.style.bold


def _to_fill(group: list[HeadLine]) -> bool:
    """Whether the name is a slot of a template: "{X73}", or a kind of body with dots for the rest ("PHÒNG ………")."""
    printed = " ".join(line.words for line in group)
    if _BRACES.search(printed):
        return True
    slot = _DOTS.search(printed)
    return slot is not None and fold_ascii(printed[: slot.start()]).strip(_TRIM) in words("unfinished")


def _joined(group: list[HeadLine]) -> tuple[str, Span]:
    name = " ".join(line.words for line in group).strip(_TRIM)
    first, last = group[0], group[-1]
    return re.sub(r"\s+", " ", name), Span(first.start, last.start + len(last.words.rstrip(_TRIM)))
