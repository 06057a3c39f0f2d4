"""Days: "27/5/2025", "ngày 27 tháng 5 năm 2025", "24, 25 và 26 tháng 8 năm 2026", "01-15/6/2022", "31.12.2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.dates.form import BLANK, JOIN, MONTH, OF_YEAR, OPEN, SHUT, SHUT_DAY, YEAR, D, Form, M, S, Y, items, number
from extractor.dates.piece import Piece

MONTH_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12,
}  # fmt: skip
MONTH_WORD = "(?:" + "|".join(sorted(MONTH_WORDS, key=len, reverse=True)) + ")"

_DAY = re.compile(r"\d{1,2}")
_DAYS = rf"{D}(?:{JOIN}(?:ngày{S})?{D}){{0,9}}"
#: A list of bare numbers is one of days only behind one of these; "Điều 5, 6 và 13/5/2025" is none.
_BEFORE_LIST = re.compile(r"(?:^|[(:;\"“]|(?<!\w)(?:ngày|sáng|chiều|tối|từ|trong|vào|và|đêm|hai|ba))[ ]{0,3}$")
#: A number behind one of these is a label, also before a dash: "Phụ lục 2 - 15/6/2022".
_LABEL = re.compile(
    r"(?<!\w)(?:điều|khoản|điểm|mục|số|phụ lục|bảng|biểu|mẫu|chương|phần|lần|thứ|đợt|khoá|tổ|phòng|đề án|trang|tập|lớp|khối"
    r"|quận|phường|ấp|thôn|khu|kỳ|vòng|bài|câu|loại|hạng|nhóm|cấp|bước|ca|tiết|số tt|stt)[ ]{0,3}$"
)


#: "Báo cáo Đề án 06 tháng 9 năm 2025": the number is the project's.
_PROJECT = re.compile(r"(?<!\w)đề án $")


def month_of(words: str) -> int:
    """The month of digits or a word ("tám")."""
    return int(words) if words.isdigit() else MONTH_WORDS[words]


def _full_year(digits: str | None) -> int | None:
    """Two digits are of this century up to 2069, as in POSIX ``%y`` (69 and above: 19xx)."""
    if digits is None or len(digits) == 4:
        return int(digits) if digits else None
    return int(digits) + (2000 if int(digits) < 69 else 1900)


def _iso(match: re.Match[str]) -> Iterator[Piece]:
    year, month, day = (int(match[f"iso_{part}"]) for part in "ymd")
    if 1 <= month <= 12 and 1 <= day <= 31:
        yield Piece(*match.span(), "day", year, month, day)


def _dotted(match: re.Match[str]) -> Iterator[Piece]:
    yield Piece(*match.span(), "day", int(match["dotted_y"]), int(match["dotted_m"]), int(match["dotted_d"]))


def _slashed(match: re.Match[str]) -> Iterator[Piece]:
    year = _full_year(match["slashed_y"] or match["slashed_worded"] or match["slashed_short"])
    yield from _days(match, "slashed", int(match["slashed_m"]), year)


def _worded(match: re.Match[str]) -> Iterator[Piece]:
    year, month = number(match, "worded_y"), month_of(match["worded_m"])
    if year and match["worded_mark"] is None and _PROJECT.search(match.string[max(0, match.start() - 8) : match.start()]):
        start = match.string.index("tháng", match.end("worded_days"))
        yield Piece(start, match.end(), "month", year, month)
        return
    yield from _days(match, "worded", month, year)


def _days(match: re.Match[str], form: str, month: int, year: int | None) -> Iterator[Piece]:
    marked = match[f"{form}_mark"] is not None
    days = items(match, f"{form}_days", _DAY)
    if len(days) > 1 and not marked and not _lists_days(match, days[0][1], days[1][0]):
        days = [(days[-1][0], days[-1][1], days[-1][2])]
    for start, end, day in days:
        yield Piece(start, end, "day", year, month, int(day), marked=marked or (form == "worded" and year is not None))


def _lists_days(match: re.Match[str], first_end: int, second_start: int) -> bool:
    before = match.string[max(0, match.start() - 16) : match.start()]
    if match.string[first_end:second_start].strip() in {"-", "–", "—"}:
        return _LABEL.search(before) is None
    return _BEFORE_LIST.search(before) is not None


def _blank(match: re.Match[str]) -> Iterator[Piece]:
    month = number(match, "blank_m")
    yield Piece(*match.span(), "month" if month else "year", int(match["blank_y"]), month, blank=True)


#: "mồng 6" with its year is a day like any other; without, it counts by the moon.
_NEW_MOON = rf"(?:m[ùồ]ng[ ](?={D}{S}tháng{S}{M}{S}năm{S}{Y}))?"

FORMS = (
    Form("iso", rf"{OPEN}(?P<iso_y>{Y})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?![\w-])", _iso),
    Form(
        "dotted",
        rf"(?:(?<!\w)ngày{S}|{OPEN})(?P<dotted_d>{D})[ ]?(?P<dot>[.-])"
        rf"[ ]?(?P<dotted_m>{M})[ ]?(?P=dot)[ ]?(?P<dotted_y>{Y}){SHUT_DAY}",
        _dotted,
    ),
    Form(
        "slashed",
        rf"(?:(?P<slashed_mark>(?<!\w)ngày{S})|{OPEN})(?P<slashed_days>{_DAYS})[ ]?/[ ]?(?P<slashed_m>{M})"
        rf"(?:[ ]?/[ ]?(?P<slashed_y>{Y}){SHUT_DAY}"
        rf"|(?:[ ]?/[ ]?(?P<slashed_short>\d\d(?!\d))|{S},?{S}{YEAR}{S}(?P<slashed_worded>{Y}))?{SHUT})",
        _slashed,
    ),
    Form(
        "worded",
        rf"(?:(?P<worded_mark>(?<!\w)ngày{S}{_NEW_MOON})|{OPEN})(?P<worded_days>{_DAYS}){S},?{S}{MONTH}{S}"
        rf"(?P<worded_m>{M}|{MONTH_WORD}(?=[ ]năm[ ]\d))(?:{OF_YEAR}(?P<worded_y>{Y}){SHUT_DAY})?",
        _worded,
    ),
    Form("blank", rf"(?<!\w)ngày{BLANK}/{BLANK}(?:(?P<blank_m>{M}){BLANK})?/[ ]?(?P<blank_y>{Y}){SHUT}", _blank),
)
