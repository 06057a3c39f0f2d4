"""The words around a date: what leaves an end open, what makes it a deadline, a period or an event.

"trước ngày 10/6/2024" is open to the left, "năm 2020 đến nay" to the right. All patterns look at a bounded slice before or
behind the date, so a date costs the same in a line of any length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.dates.chains import HOUR, Chain
from extractor.dates.mention import DateRole

REACH = (
    64  #: how far around a date is looked, in code points: the longest lead met, "chậm nhất là trước 17 giờ 00 phút", has 33
)

_PART = r"(?:(?:hết|cuối|đầu|giữa|sau|khoảng|thời điểm|thời gian|là|vào|hôm|trước|sáng|chiều|tối|đêm) ){0,3}"
_GAP = rf" {_PART}{HOUR}{_PART} {{0,2}}$"

#: "Sổ văn bản đến năm 2011" is a register of what came in.
_INCOMING = "(?<!sổ văn bản )(?<!sổ công văn )(?<!đăng ký văn bản )(?<!đăng ký công văn )"
_UNTIL = re.compile(
    r"(?<!\w)(?:(?P<stand>tính (?:đến|tới)|tầm nhìn(?: (?:đến|tới))?)"
    rf"|trước|chậm nhất|muộn nhất|hạn chót|hạn cuối|không (?:chậm|muộn) (?:hơn|quá)"
    rf"|(?:cho )?{_INCOMING}(?:đến|tới)|hết)(?={_GAP})"
)
_FROM = re.compile(rf"(?<!\w)(?:kể )?(?:từ|sau)(?: ngày ?:)?(?={_GAP})")
_PERIOD = re.compile(
    r"(?<!\w)(?:(?:trong )?(?:giai đoạn|thời kỳ|thời kì)|nhiệm k[ỳì]|năm học|niên khoá|khoá|\d{1,2} năm|(?P<within>trong))"
    r"(?: từ)?(?: khoảng)? ?:? ?(?P<open>\(?) ?$"
)
_EVENT = re.compile(
    r"(?<!\w)(?:lúc|hồi|vào|sáng|chiều|tối|đêm|(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),?|diễn ra|khai mạc|bế mạc|tổ chức"
    r"|thời gian ?:|bắt đầu|kết thúc|\d{1,2} ?(?:giờ|h) ?(?:\d{2})?(?: ?phút)?,?)[^.;]{0,12}$"
)
_OPENING = re.compile(r"(?:^|[.;:] )[-+*–]? ?(?:(?:vào|sáng|chiều|tối),? )?$")
_CLAUSE = re.compile(r",? ?(?:tại [^,.;]{2,40})?, (?!ngày|tháng|năm|\d)[^.;:\d]{4,60}")
_TO_NOW = re.compile(r" {0,2},? ?(?:cho )?(?:đến|tới) (?:nay|hiện nay|hiện tại|thời điểm hiện tại|bây giờ)(?!\w)")
_ONWARD = re.compile(r" trở (?:đi|lại đây|về sau)(?!\w)")
_BACKWARD = re.compile(r" trở (?:về trước|lại trước|xuống)(?!\w)| về trước(?!\w)")
_UP_TO = re.compile(r" ?(?:[-–—]|đến|tới) ?\d")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How far the mention's words reach beyond its dates, which ends are open, and what role the words give it."""

    start: int
    end: int
    open_from: bool = False
    open_to: bool = False
    role: DateRole = "mention"


def read(line: str, chain: Chain, follows: Surroundings | None = None) -> Surroundings:
    """The surroundings of ``chain`` in a folded line; ``follows`` are those of the mention before it in the same list."""
    start, end = chain.first.start, chain.last.end
    before, behind = line[max(0, start - REACH) : start], line[end : end + REACH]
    offset = start - len(before)
    if chain.second is None and chain.first.until is None:
        until = follows is not None and follows.open_from
        return _open(chain, before, behind, offset, until) or _closed(chain, before, offset, behind)
    return _closed(chain, before, offset, behind)


def _open(chain: Chain, before: str, behind: str, offset: int, until: bool) -> Surroundings | None:
    """What leaves an end of a single point open; a range is closed by itself."""
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


def _closed(chain: Chain, before: str, offset: int, behind: str) -> Surroundings:
    start, end = chain.first.start, chain.last.end
    period, came = _PERIOD.search(before), _FROM.search(before)
    if period and not period["within"]:
        return Surroundings(start if period["open"] else offset + period.start(), end, role="period")
    if came and (chain.second is not None or chain.first.until is not None):
        return Surroundings(offset + came.start(), end, role="period")
    if period or chain.second is not None or chain.first.precision not in {"day", "month", "year"}:
        return Surroundings(start, end, role="period")
    opens = _OPENING.search(before) and _CLAUSE.match(behind)  # "Ngày 5/3/2024, Sở tổ chức …"
    is_event = chain.first.precision == "day" and (opens or _EVENT.search(before))
    return Surroundings(start, end, role="event" if is_event else "mention")
