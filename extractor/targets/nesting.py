""" "Trong đó": which measure is a share of which.

What follows "trong đó", "bao gồm" up to the end of its sentence (or of the bracket it stands in) belongs to the measure before
it, by preference one of the same unit: "2.596 người, trong đó nữ 1.300 người (50%)". A line that ends in "Trong đó:" opens the
list items below it. Items without a unit in a bracket are shares of what stands before the bracket.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractor.targets.lexicon import pattern
from extractor.targets.quantities import Quantity

MOST = 60  # quantities that one "trong đó" is looked for among, before it and behind
_FAR = 2_000  # characters a bracket may hold
_MARKER = re.compile(r"\s{0,20}([-+*•–☞]|\d{1,2}(?:\.\d{1,2}){0,4}[.)]|[a-zđ]\))")
#: "gồm" is a copula too ("Ban Chấp hành gồm 08 thành viên"): it opens shares only behind a mark.
_ANYWHERE = ("trong đó", "trong số đó", "trong số này")
_GIVEN_AS = ("gồm", "bao gồm", "gồm có")  # open a list of things, of which a bound is no whole
_CHANGED = re.compile(r"(?<!\w)(?:tăng|giảm|hơn|vượt|thêm) (?:khoảng |gần |trên )?$")
_OPENED = re.compile(r"\s?\((?!\s?$)")
_OPENS = re.compile(r"(?<!\w)(?:trong đó|bao gồm|gồm|trong số đó)\s?:?\s{0,3}$")


def parents(low: str, found: Sequence[Quantity], sentences: Sequence[int]) -> list[int | None]:
    """For every quantity of a line the index of the one it is a share of; ``sentences`` numbers the sentence of each."""
    out: list[int | None] = [None] * len(found)
    starts = [quantity.start for quantity in found]
    for opening in pattern("nests").finditer(low) if len(found) > 1 else ():
        first = bisect_left(starts, opening.start())
        if not 0 < first < len(found) or out[first] is not None or not _opens_shares(low, opening):
            continue
        earlier = sentences[first] - _begins_sentence(low, opening.start())
        nearby = range(max(0, first - MOST), first)
        holders = [
            i for i in nearby if earlier <= sentences[i] <= sentences[first] and out[i] is None and not is_signed(low, found[i])
        ]
        holders = [i for i in holders if not _in_closed_bracket(low, found[i].start, opening.start())] or holders
        holders = [i for i in holders if not is_change(low, found[i])] or holders
        if opening.group() in _GIVEN_AS:
            holders = [i for i in holders if found[i].kind != "percent" or not found[i].compared] or holders
        if holders:
            _share(low, opening, found, sentences, holders, first, out)
    _bracketed(low, found, out)
    return out


def _in_closed_bracket(low: str, at: int, until: int) -> bool:
    """Whether a bracket around ``at`` closes before ``until``: "15 dự án (tăng 6 dự án); trong đó …" shares the fifteen."""
    opens, close = low.rfind("(", max(0, at - 80), at), low.find(")", at, until)
    return opens > low.rfind(")", max(0, at - 80), at) and close >= 0


def is_change(low: str, quantity: Quantity) -> bool:
    """ "tăng 30 hộ": by how much something changed, of which nothing is a share."""
    return _CHANGED.search(low, max(0, quantity.start - 16), quantity.start) is not None


def is_signed(low: str, quantity: Quantity) -> bool:
    """ "giảm 1,6% (-673 ha)": a change told once more, of which nothing is a share."""
    return low[max(0, quantity.number - 2) : quantity.number] in ("(-", "(+")


def _opens_shares(low: str, opening: re.Match[str]) -> bool:
    return opening.group() in _ANYWHERE or low[max(0, opening.start() - 2) : opening.start()].rstrip(" ")[-1:] in tuple(",;:(.")


def _share(
    low: str,
    opening: re.Match[str],
    found: Sequence[Quantity],
    sentences: Sequence[int],
    holders: Sequence[int],
    first: int,
    out: list[int | None],
) -> None:
    """Mark the quantities from ``first`` on as shares, to the end of the sentence or bracket, or until another deed is told."""
    close = _closing(low, opening.start())
    for i in range(first, min(first + MOST, len(found))):
        if found[i].start >= close or sentences[i] != sentences[first]:
            return
        if i > first and _turns(low, opening.end(), found, first, i):
            return
        inner = _inner(low, found, first, i, out) if i > first else None
        if inner is not None:
            out[i] = inner
            continue
        told = i > first and found[i].kind == "percent" and found[i - 1].kind != "percent"
        out[i] = out[i - 1] if told else _holder(low, found, holders, i)


def _inner(low: str, found: Sequence[Quantity], first: int, i: int, out: Sequence[int | None]) -> int | None:
    """The share that quantity ``i`` is a share of in turn: "trong đó 65 người ở nước ngoài (Nhật 41 người, Hàn 24 người)"."""
    gap, unit = low[found[i - 1].end : found[i].start], _unit(low, found[i])
    if not unit or unit != _unit(low, found[i - 1]) or found[i].kind == "percent" or ")" in gap:
        return None
    before = out[i - 1]
    return i - 1 if "(" in gap else before if before is not None and before >= first else None


def _turns(low: str, opened: int, found: Sequence[Quantity], first: int, i: int) -> bool:
    """Whether the quantity ``i`` is told of a deed ("…, các đoàn đã nhắc nhở 498 cơ sở") and the first share was not."""
    gap = low[found[i - 1].end : found[i].start]
    if re.search(r"[;,.]\s?tổng\s", gap):
        return True
    behind = re.search(r";\s?(.*)", gap)
    begun = low[opened : found[first].start].lstrip(" :,")
    if behind and _starts(behind.group(1)) and not _starts(begun):
        return True
    if behind and pattern("doing").match(behind.group(1)) and not pattern("doing").match(begun):
        return True
    if behind and _by_commas(low, found, first, i):
        return True
    return (
        found[i].kind == "count"
        and bool(pattern("deeds").search(gap))
        and not pattern("deeds").search(low[opened : found[first].start])
    )


def _by_commas(low: str, found: Sequence[Quantity], first: int, i: int) -> bool:
    """Whether commas part the shares so far ("trong đó bò 20 con, lợn 30 con; gia cầm 900 con"): a semicolon ends them."""
    unit, parted = _unit(low, found[first]), False
    for k in range(first + 1, i):
        gap = low[found[k - 1].end : found[k].start]
        if ";" in gap:
            return False
        parted = parted or ("," in gap and _unit(low, found[k]) == unit)
    return parted


def _starts(words: str) -> bool:
    """Whether words open with a deed or name a measure of their own ("năng suất bình quân …"): no share goes on so."""
    return any(pattern(name).match(words) for name in ("measure_nouns", "goals"))


def _begins_sentence(low: str, at: int) -> bool:
    before = low[max(0, at - 8) : at].rstrip(" ")
    return not before or before[-1] in ".;"


def _closing(low: str, at: int) -> int:
    """Where the bracket around ``at`` closes; the end of the line when there is none."""
    if low.rfind("(", max(0, at - 200), at) > low.rfind(")", max(0, at - 200), at):
        close = low.find(")", at, at + _FAR)
        return close if close >= 0 else len(low)
    return len(low)


def _holder(low: str, found: Sequence[Quantity], holders: Sequence[int], i: int) -> int:
    """Which of ``holders`` the quantity ``i`` is a share of: the last of its unit, of its kind, or that is no percentage."""
    unit = _unit(low, found[i])
    alike = [h for h in holders if unit and _begin_alike(unit, _unit(low, found[h]))]
    same = [h for h in holders if found[h].kind == found[i].kind]
    amounts = [h for h in holders if found[h].kind != "percent"]
    return (alike or same or amounts or list(holders))[-1]


def _begin_alike(a: str, b: str) -> bool:
    """Whether two units are one, or one is a kind of the other ("buổi", "buổi sinh hoạt")."""
    return f"{a} ".startswith(f"{b} ") or f"{b} ".startswith(f"{a} ") if b else False


def _unit(low: str, quantity: Quantity) -> str:
    return low[quantity.unit.start : quantity.unit.end] if quantity.unit else ""


def _bracketed(low: str, found: Sequence[Quantity], out: list[int | None]) -> None:
    """ "295 người (tiến sĩ: 5; thạc sĩ: 17)": two items or more in one bracket, without a unit or of the holder's own."""
    for i, holder in enumerate(found[:-1]):
        gap = low[holder.end : found[i + 1].start]
        if not _OPENED.match(gap) or holder.kind == "percent":
            continue
        close = low.find(")", holder.end, holder.end + _FAR)
        items = [k for k in range(i + 1, min(i + 1 + MOST, len(found))) if found[k].end <= close]
        own = holder.unit and low[holder.unit.start : holder.unit.end]
        alike = [found[k].kind == "bare" or (own and low[slice(*(found[k].unit or (0, 0)))].startswith(own)) for k in items]
        labelled = len(items) == 1 and found[items[0]].kind == "bare" and ":" in low[holder.end : found[items[0]].start]
        if (len(items) > 1 or labelled) and all(alike):
            for k in items:
                out[k] = i if out[k] is None else out[k]


def marker(low: str) -> str:
    """The kind of list mark a line begins with ("-", "+", "1." → "1"), or ""."""
    found = _MARKER.match(low)
    if found is None:
        return ""
    mark = found.group(1)
    return "1" if mark[0].isdigit() else mark if len(mark) == 1 else "a"


def opener(low: str, found: Sequence[Quantity], parts: Sequence[int]) -> int:
    """Which quantity of a line that ends in "trong đó:" the lines below are shares of; ``parts`` numbers the statements.

    The first amount of the last statement that has one, unless it is only a change: "Thu tháng 6 đạt 80 tỷ; lũy kế 612 tỷ,
    đạt 58%. Trong đó:" is about the 612.
    """
    amounts = [i for i, q in enumerate(found) if q.kind != "percent"]
    amounts = [i for i in amounts if not is_change(low, found[i])] or amounts
    return next((i for i in amounts if parts[i] == parts[amounts[-1]]), 0)


def opens_list(low: str) -> bool:
    """Whether the lines below are shares of the measure in this one ("…, trong đó:")."""
    return _OPENS.search(low, max(0, len(low) - 24)) is not None
