""" "Trong đó": which measure is a share of which.

What follows "trong đó", "bao gồm" up to the end of its sentence (or of the bracket it stands in) belongs to the measure before
it, by preference one of the same unit: "2.596 người, trong đó nữ 1.300 người (50%)". A line that ends in "Trong đó:" opens the
list items below it. Items without a unit in a bracket are shares of what stands before the bracket.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.targets.lexicon import pattern
from extractor.targets.quantities import Quantity

_MARKER = re.compile(r"\s{0,20}([-+*•–☞]|\d{1,2}(?:\.\d{1,2}){0,4}[.)]|[a-zđ]\))")
_DEED = re.compile(r"(?<!\w)(?:đã|đồng thời|ngoài ra|xử lý|xử phạt|phạt|nhắc nhở|đề nghị|tổ chức|tiêu huỷ|phát hiện)(?!\w)")
#: "gồm" is a copula too ("Ban Chấp hành gồm 08 thành viên"): it opens shares only behind a mark.
_ANYWHERE = ("trong đó", "trong số đó", "trong số này")
_OPENS = re.compile(r"(?<!\w)(?:trong đó|bao gồm|gồm|trong số đó)\s?:?\s{0,3}$")


def parents(low: str, found: Sequence[Quantity], sentences: Sequence[int]) -> list[int | None]:
    """For every quantity of a line the index of the one it is a share of; ``sentences`` numbers the sentence of each."""
    out: list[int | None] = [None] * len(found)
    for opening in pattern("nests").finditer(low):
        if opening.group() not in _ANYWHERE and not re.search(r"[,;:(.]\s?$", low[max(0, opening.start() - 2) : opening.start()]):
            continue
        first = next((i for i, q in enumerate(found) if q.start >= opening.start()), None)
        if first is None or first == 0:
            continue
        close = _closing(low, opening.start())
        earlier = sentences[first] - _begins_sentence(low, opening.start())
        holders = [i for i in range(first) if earlier <= sentences[i] <= sentences[first] and out[i] is None]
        if not holders:
            continue
        for i in range(first, len(found)):
            if found[i].start >= close or sentences[i] != sentences[first] or (i > first and _turns(low, opening.end(), found, first, i)):
                break
            told = i > first and found[i].kind == "percent" and found[i - 1].kind != "percent"
            out[i] = out[i - 1] if told else _holder(found, holders, i)
    _bracketed(low, found, out)
    return out


def _turns(low: str, opened: int, found: Sequence[Quantity], first: int, i: int) -> bool:
    """Whether the quantity ``i`` is told of something done ("…, các đoàn đã nhắc nhở 498 cơ sở") and the first share was not."""
    gap = low[found[i - 1].end : found[i].start]
    if re.search(r"[;,.]\s?tổng\s", gap):
        return True
    return found[i].kind == "count" and bool(_DEED.search(gap)) and not _DEED.search(low[opened : found[first].start])


def _begins_sentence(low: str, at: int) -> bool:
    before = low[max(0, at - 8) : at].rstrip(" ")
    return not before or before[-1] in ".;"


def _closing(low: str, at: int) -> int:
    """Where the bracket around ``at`` closes; the end of the line when there is none."""
    if low.rfind("(", max(0, at - 200), at) > low.rfind(")", max(0, at - 200), at):
        close = low.find(")", at)
        return close if close >= 0 else len(low)
    return len(low)


def _holder(found: Sequence[Quantity], holders: Sequence[int], i: int) -> int:
    """Which of ``holders`` the quantity ``i`` is a share of: the last of its kind, else the last that is no percentage."""
    same = [h for h in holders if found[h].kind == found[i].kind]
    amounts = [h for h in holders if found[h].kind != "percent"]
    return (same or amounts or list(holders))[-1]


def _bracketed(low: str, found: Sequence[Quantity], out: list[int | None]) -> None:
    """ "295 người (tiến sĩ: 5; thạc sĩ: 17)": two items or more in one bracket, without a unit or of the holder's own."""
    for i, holder in enumerate(found[:-1]):
        gap = low[holder.end : found[i + 1].start]
        if not re.match(r"\s?\((?!\s?$)", gap) or holder.kind == "percent":
            continue
        close = low.find(")", holder.end)
        items = [k for k in range(i + 1, len(found)) if found[k].end <= close]
        own = holder.unit and low[holder.unit.start : holder.unit.end]
        alike = [found[k].kind == "bare" or (own and own == low[slice(*(found[k].unit or (0, 0)))]) for k in items]
        if len(items) > 1 and all(alike):
            for k in items:
                out[k] = i if out[k] is None else out[k]


def marker(low: str) -> str:
    """The kind of list mark a line begins with ("-", "+", "1." → "1"), or ""."""
    found = _MARKER.match(low)
    if found is None:
        return ""
    mark = found.group(1)
    return "1" if mark[0].isdigit() else mark if len(mark) == 1 else "a"


def opens_list(low: str) -> bool:
    """Whether the lines below are shares of the measure in this one ("…, trong đó:")."""
    return _OPENS.search(low, max(0, len(low) - 24)) is not None
