"""What looks like a date and is none of ours: lunar days, feasts, numbers without a word, days of some other or any year."""

from __future__ import annotations

import re

from extractor.dates.chains import Chain
from extractor.dates.surroundings import REACH

_LUNAR_BEHIND = re.compile(
    r" ?\(? ?(?:âm lịch|al(?!\w))|[ ,]{1,2}(?:năm )?(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) "
    r"(?:tý|sửu|dần|mão|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)"
)
_LUNAR_BEFORE = re.compile(r"(?<!\w)(?:mùng|mồng|rằm) $")
_FEAST_BEFORE = re.compile(
    r"(?<!\w)(?:lễ|kỷ niệm|chào mừng|thành lập|quốc khánh|giải phóng|truyền thống|quốc tế|tết)(?!\w)[^.;]{0,40}$"
)
_ANY_YEAR = re.compile(r"(?<!\w)h[ằà]ng năm(?!\w)")
_OTHER_YEAR = re.compile(
    r" {0,2}(?:của )?năm (?:học |tài chính )?(?:sau|trước|đó|tiếp|kế|liền|báo cáo|thực hiện)(?!\w)| {0,2}của năm (?!\d|nay|này)"
    r"| {0,2}(?:…|[._]{2})"
)
_PLACE = re.compile(r"(?<!\w)(?:trong|vào|cuối|đầu|giữa|thời gian(?: (?:thực hiện|triển khai|hoàn thành))? ?:) {0,2}$")
_BRACKET = re.compile(r"\( ?$")

#: Days of the year that stand for themselves: a pair of numbers that names a feast, not a day of this document's year.
_FEASTS = frozenset({
    "1/1", "3/2", "14/2", "27/2", "8/3", "26/3", "30/4", "1/5", "7/5", "15/5", "19/5", "1/6", "21/6", "26/6", "28/6",
    "27/7", "19/8", "2/9", "10/10", "13/10", "15/10", "20/10", "9/11", "18/11", "20/11", "23/11", "6/12", "22/12",
})  # fmt: skip


def is_lunar(line: str, chain: Chain) -> bool:
    """Whether the words around count by the moon ("mùng 10/3", "15/8 âm lịch", "Giáp Thìn")."""
    before = line[max(0, chain.first.start - 8) : chain.first.start]
    return _LUNAR_BEHIND.match(line, chain.last.end) is not None or _LUNAR_BEFORE.search(before) is not None


def tells_itself(line: str, chain: Chain) -> bool:
    """Whether numbers with no word of their own are a date.

    A day with its year is, and so are two months or years with a word between; "6/2022" is behind "trong", in brackets or
    alone in its cell; a year is only behind "trong", "vào" and the like.
    """
    piece = chain.first
    if piece.marked or chain.last.marked or piece.precision == "day":
        return True
    if chain.second is not None:
        return piece.precision == "month"
    before = line[max(0, piece.start - REACH) : piece.start]
    if piece.precision == "month" and (_BRACKET.search(before) or piece.end - piece.start == len(line.strip())):
        return True
    return _PLACE.search(before) is not None


def has_no_year_of_ours(line: str, chain: Chain) -> bool:
    """Whether a day, month or quarter printed without a year must stay without: a feast, a day of any or another year."""
    piece = chain.first
    if not (piece.marked or chain.last.marked) or piece.precision == "year":
        return True
    before = line[max(0, piece.start - REACH) : piece.start]
    end = chain.last.end
    feast = piece.day is not None and (f"{piece.day}/{piece.month}" in _FEASTS or _FEAST_BEFORE.search(before) is not None)
    return feast or _OTHER_YEAR.match(line, end) is not None or _ANY_YEAR.search(line, end, end + REACH) is not None
