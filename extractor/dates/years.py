"""Years and spans of years: "năm 2025", "2021-2025", "đầu năm", and the bare year that only its company makes a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.dates.form import BLANK, OPEN, SHUT, Form, S, Y
from extractor.dates.piece import Piece

#: The longest span of years met is 66 ("1945-2010"); what is longer is a telephone number or a measure.
_LONGEST_SPAN = 100

#: What may follow a bare year; a noun makes it a count ("đến 2000 người").
AFTER_BARE = re.compile(
    r"[ ]{0,3}(?:$|[,;:.()\[\]\"”’–—-]|(?:và|hoặc|đến|tới|của|là|theo|trên|tại|cho|với|thì|đã|được|trở|về|do|có|phải)(?!\w))"
)


def _span(match: re.Match[str]) -> Iterator[Piece]:
    first, last = int(match["span_a"]), int(match["span_b"])
    if first < last <= first + _LONGEST_SPAN and not _counts(match):
        yield Piece(*match.span(), "range", first, until=last)


def _counts(match: re.Match[str]) -> bool:
    """Whether a noun behind makes "2000-2050" a count of things."""
    words = match.string[match.end() : match.end() + 12]
    return re.match(r"[ ](?:người|đồng|triệu|tỷ|hộ|lượt|ca|kg|m|ha|tấn|học|em|cái|con|suất|đại|doanh|sản)", words) is not None


def _year(match: re.Match[str]) -> Iterator[Piece]:
    begun, blank = match["year_begun"] is not None, match["year_blank"] is not None
    yield Piece(*match.span(), "year", int(match["year_y"]), begun=begun, blank=blank)


def _begun(match: re.Match[str]) -> Iterator[Piece]:
    yield Piece(*match.span(), "year", None, begun=True)


def _bare(match: re.Match[str]) -> Iterator[Piece]:
    if AFTER_BARE.match(match.string, match.end()):
        yield Piece(*match.span(), "year", int(match["bare_y"]), marked=False)


FORMS = (
    Form(
        "span",
        rf"(?:(?:{OPEN}\d{{1,2}}{S})?(?<!\w)năm{S}|{OPEN})(?P<span_a>{Y})[ ]?[-–—][ ]?(?:năm{S})?(?P<span_b>{Y}){SHUT}",
        _span,
    ),
    Form(
        "year",
        rf"(?P<year_blank>(?:ngày{BLANK},?{S})?tháng{BLANK},?{S})?(?P<year_begun>(?<!\w)đầu{S})?"
        rf"(?<!\w)năm{S}(?:(?:tài chính|ngân sách|kế hoạch){S})?(?P<year_y>{Y})(?![\d/%]|[.,]\d)",
        _year,
    ),
    Form("begun", rf"(?<!\w)đầu{S}năm(?!\w)(?!{S}\d)", _begun),
    Form("bare", rf"{OPEN}(?P<bare_y>{Y}){SHUT}", _bare),
)
