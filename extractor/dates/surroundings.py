"""The words around a date: what leaves an end open, what makes it a deadline or a period, what makes it no date of ours.

"trước ngày 10/6/2024" is open to the left, "năm 2020 đến nay" to the right; a yearless feast day and a lunar date are no
record. All patterns look at a bounded slice before or behind the date, so a line of any length costs the same per date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.dates.chains import Chain
from extractor.dates.mention import DateRole

_REACH = 64
_HOUR = r"(?:(?:lúc |hồi )?\d{1,2} ?(?:giờ|h|g|:) ?(?:\d{1,2})? ?(?:phút|')?,? ?)?"
_PART = r"(?:(?:hết|cuối|đầu|giữa|sau|khoảng|thời điểm|thời gian|là|vào|hôm|trước|sáng|chiều|tối) ){0,3}"
_GAP = rf" {_PART}{_HOUR}{_PART} {{0,2}}$"

_UNTIL = re.compile(
    r"(?<!\w)(?:(?P<limit>trước|chậm nhất|muộn nhất|hạn chót|hạn cuối|không (?:chậm|muộn) (?:hơn|quá)|(?:cho )?(?:đến|tới)|hết)"
    rf"|(?P<stand>tính (?:đến|tới)|tầm nhìn(?: (?:đến|tới))?)|đến)(?={_GAP})"
)
_FROM = re.compile(rf"(?<!\w)(?:kể )?(?:từ|sau)(?={_GAP})")
_PERIOD = re.compile(
    r"(?<!\w)(?:(?:trong )?(?:giai đoạn|thời kỳ|thời kì)|nhiệm k[ỳì]|năm học|niên khoá|khoá|\d{1,2} năm|(?P<within>trong))"
    r"(?: từ)?(?: khoảng)? ?:? ?(?P<open>\(?) ?$"
)
_EVENT = re.compile(
    r"(?<!\w)(?:lúc|hồi|vào|sáng|chiều|tối|(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),?|diễn ra|khai mạc|bế mạc|tổ chức"
    r"|thời gian ?:|bắt đầu|kết thúc|\d{1,2} ?(?:giờ|h) ?(?:\d{2})?(?: ?phút)?,?)[^.;]{0,12}$"
)
_MONTH_PLACE = re.compile(r"\($|(?<!\w)(?:trong|vào|cuối|đầu|giữa|thời gian ?:) {0,2}$")
_UP_TO = re.compile(r" ?(?:[-–—]|đến|tới) ?\d")
_TO_NOW = re.compile(r" {0,2},? ?(?:cho )?(?:đến|tới) (?:nay|hiện nay|hiện tại|thời điểm hiện tại|bây giờ)(?!\w)")
_ONWARD = re.compile(r" trở (?:đi|lại đây|về sau)(?!\w)")
_BACKWARD = re.compile(r" trở (?:về trước|lại trước|xuống)(?!\w)| về trước(?!\w)")
_LUNAR = re.compile(
    r" ?\(? ?(?:âm lịch|al(?!\w))|[ ,]{1,2}(?:năm )?(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) "
    r"(?:tý|sửu|dần|mão|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)"
)
_LUNAR_BEFORE = re.compile(r"(?<!\w)(?:mùng|mồng|rằm) $")
_FEAST_WORDS = re.compile(
    r"(?<!\w)(?:lễ|kỷ niệm|chào mừng|thành lập|quốc khánh|giải phóng|truyền thống|quốc tế|tết)(?!\w)[^.;]{0,40}$"
)

#: Days of the year that stand for themselves: a number pair that names a feast, not a day of this document's year.
_FEASTS = frozenset({
    (1, 1), (3, 2), (14, 2), (27, 2), (8, 3), (26, 3), (30, 4), (1, 5), (7, 5), (15, 5), (19, 5), (1, 6), (21, 6), (28, 6),
    (26, 6),
    (27, 7), (19, 8), (2, 9), (10, 10), (13, 10), (15, 10), (20, 10), (9, 11), (20, 11), (18, 11), (23, 11), (6, 12), (22, 12),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How far the mention's words reach beyond its dates, which ends are open, and what role the words give it."""

    start: int
    end: int
    open_from: bool = False
    open_to: bool = False
    role: DateRole = "mention"


def read(line: str, chain: Chain, until: bool = False) -> Surroundings | None:
    """The surroundings of ``chain`` in a folded line; ``until``: it follows in a list behind one that ends on its day.

    None when it is no date of ours, or a bare year without a word that makes it one.
    """
    start, end = chain.first.start, chain.last.end
    before, behind = line[max(0, start - _REACH) : start], line[end : end + 32]
    if _LUNAR.match(behind) or _LUNAR_BEFORE.search(before):
        return None
    offset = start - len(before)
    found = _open(chain, before, behind, offset, until) or _closed(chain, before, offset)
    told = found.start < start or found.end > end or chain.listed or chain.first.marked or chain.last.marked
    return found if told or _tells_itself(line, chain) else None


def _tells_itself(line: str, chain: Chain) -> bool:
    """Whether numbers without a word are a date: a day with its year is, "6/2022" in brackets or alone in its cell, no year."""
    if chain.first.precision != "month" or chain.second is not None:
        return chain.first.precision != "year"
    before, behind = line[: chain.first.start], line[chain.first.end :]
    return (not before.strip() and not behind.strip()) or _MONTH_PLACE.search(before[-_REACH:]) is not None


def _open(chain: Chain, before: str, behind: str, offset: int, until: bool) -> Surroundings | None:
    """What leaves an end open: only a single point has one, a range is closed by itself."""
    if chain.second is not None or chain.first.until is not None:
        return None
    start, end = chain.first.start, chain.last.end
    came, limit = _FROM.search(before), _UNTIL.search(before)
    left = offset + came.start() if came else start
    if now := _TO_NOW.match(behind) or _ONWARD.match(behind):
        return Surroundings(left, end + now.end(), open_to=True, role="period")
    if back := _BACKWARD.match(behind):
        return Surroundings(start, end + back.end(), open_from=True, role="period")
    if limit:
        role: DateRole = "mention" if limit["stand"] else "deadline"
        return Surroundings(offset + limit.start(), end, open_from=True, role=role)
    if until:
        return Surroundings(start, end, open_from=True, role="deadline")
    return Surroundings(left, end, open_to=True, role="period") if came and not _UP_TO.match(behind) else None


def _closed(chain: Chain, before: str, offset: int) -> Surroundings:
    start, end = chain.first.start, chain.last.end
    period, came = _PERIOD.search(before), _FROM.search(before)
    if period and not period["within"]:
        return Surroundings(start if period["open"] else offset + period.start(), end, role="period")
    if came and (chain.second is not None or chain.first.until is not None):
        return Surroundings(offset + came.start(), end, role="period")
    if period or chain.second is not None or chain.first.precision not in {"day", "month", "year"}:
        return Surroundings(start, end, role="period")
    is_event = chain.first.precision == "day" and _EVENT.search(before)
    return Surroundings(start, end, role="event" if is_event else "mention")


def is_feast(line: str, chain: Chain) -> bool:
    """Whether a yearless day names a feast: one of the calendar's, or one the words before it call so."""
    day, month = chain.first.day, chain.first.month
    before = line[max(0, chain.first.start - _REACH) : chain.first.start]
    return (day, month) in _FEASTS or (day is not None and _FEAST_WORDS.search(before) is not None)
