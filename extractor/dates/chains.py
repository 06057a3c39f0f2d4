"""From pieces to mentions: what stands between two makes them a range or a list, and lends a missing year.

"từ tháng 01 năm 2021 đến 31/12/2021" is one mention; in "1/7 – 25/7/2022" the first day takes its year from the second, in
"năm 2021, 2022" the second year takes its word from the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extractor.dates.piece import Piece

#: An hour may stand between: "từ 8h00 ngày 12/6/2025 đến 17h00 ngày 13/6/2025".
HOUR = r"(?:(?:lúc |hồi )?\d{1,2} ?(?:giờ|h|g|:) ?(?:\d{1,2})? ?(?:phút|')?,? ?)?"
_UP_TO = r",? ?(?:cho )?(?:đến|tới)(?: hết| cuối| đầu| giữa| khoảng| năm học| niên khoá| giai đoạn)?"
RANGE = re.compile(rf" {{0,3}}(?:(?P<dash>[-–—→]|-+>)|{_UP_TO}) {{0,3}}(?:ngày ?: {{0,3}})?{HOUR}(?:sáng |chiều |tối |đêm )?$")
LIST = re.compile(r" {0,3}(?:[,;]|,? ?(?:và|hoặc)) {0,3}$")
#: The longest that can stand between two pieces of one mention: " đến hết 17 giờ 00 phút chiều ".
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class Chain:
    """One mention before its surroundings are read: a piece, or the two ends of a range."""

    first: Piece
    second: Piece | None = None
    listed: bool = False  #: stands in a list behind another, whose words in front ("trước ngày …") hold for it too

    @property
    def last(self) -> Piece:
        return self.second or self.first

    @property
    def dated(self) -> bool:
        """Whether every end has a year."""
        return self.first.year is not None and self.last.year is not None


def chains(line: str, pieces: Sequence[Piece], apart: Callable[[Piece, Piece], bool]) -> list[Chain]:
    """``pieces`` of a folded line as mentions; two pieces that are ``apart`` (in different citations) are never joined."""
    found: list[Chain] = []
    i = 0
    while i < len(pieces):
        first = pieces[i]
        follower = pieces[i + 1] if i + 1 < len(pieces) and not apart(first, pieces[i + 1]) else None
        gap = line[first.end : follower.start] if follower and follower.start - first.end <= _WIDEST else None
        ranged = RANGE.match(gap) if gap is not None else None
        if follower and ranged and (chain := _range(first, follower, dashed=ranged["dash"] is not None)):
            found.append(chain)
            i += 2
            continue
        found.append(Chain(first))
        i += 1
    return _listed(line, found, apart)


def _range(first: Piece, second: Piece, dashed: bool) -> Chain | None:
    """The two as one range, each lending the other its year; None when they cannot be one.

    A dash joins like with like; "đến" also a month with a day, a school year with a school year.
    """
    if (first.until is None) != (second.until is None) or (dashed and _unlike(first, second)):
        return None
    if not (first.marked or second.marked) and first.precision != second.precision:
        return None
    if first.year is None:
        first = replace(first, year=second.year)
    elif second.year is None and (second.month or 0, second.day or 0) >= (first.month or 0, first.day or 0):
        second = replace(second, year=first.year)
    if first.year is not None and second.year is not None and first.first[:7] > second.last[: len(first.first[:7])]:
        return None
    return Chain(replace(first, month=1, day=1) if first.begun else first, second)


def _unlike(first: Piece, second: Piece) -> bool:
    return first.until is not None or (first.precision == "year") != (second.precision == "year")


def _listed(line: str, found: list[Chain], apart: Callable[[Piece, Piece], bool]) -> list[Chain]:
    """``found`` with years lent along lists: to the left ("28/2 và 01/3/2025"), words to the right ("năm 2021, 2022")."""
    for i in range(len(found) - 1, 0, -1):
        left, right = found[i - 1], found[i]
        if _in_list(line, left, right, apart) and left.first.year is None and right.first.year is not None:
            gap = line[left.last.end : right.first.end]
            if left.first.precision == right.first.precision and (left.first.marked or "ngày" not in gap):
                found[i - 1] = Chain(replace(left.first, year=right.first.year), left.second, left.listed)
    for i in range(1, len(found)):
        left, right = found[i - 1], found[i]
        if _in_list(line, left, right, apart) and left.first.precision == right.first.precision:
            marked = right.first.marked or left.first.marked
            found[i] = Chain(replace(right.first, marked=marked), right.second, listed=True)
    return found


def _in_list(line: str, left: Chain, right: Chain, apart: Callable[[Piece, Piece], bool]) -> bool:
    gap = line[left.last.end : right.first.start] if right.first.start - left.last.end <= _WIDEST else ""
    return left.second is None and LIST.match(gap) is not None and not apart(left.last, right.first)
