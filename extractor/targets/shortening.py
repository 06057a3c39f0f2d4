"""Words made presentable: without stray marks, dates or links at their end, and no longer than a reader wants."""

from __future__ import annotations

import re

from extractor.targets.edges import EDGE
from extractor.targets.wording import LONGEST, Words, closed

#: A date at the end says when, and the period says it too.
_BY_WHEN = re.compile(
    r"(?:,\s?hoàn thành)?\s?(?<!\w)(?<!với )(?<!từ )(?:trước|chậm nhất|trong|đến|vào|cuối(?=\snăm)|đầu(?=\snăm))\s(?:hết\s)?"
    r"(?:(?:ngày|tháng|quý|năm)\s)?[\dIVX]{1,4}[\d/]{0,8}(?:\s(?:năm|tháng)\s\d{1,4}){0,2}$"
)
#: The period's, at the end: "ca mắc (từ ngày 14/8 đến 10/9)"; said anew by the next sentence: "ước thực hiện".
WHEN_IN_BRACKET = re.compile(r"\s?\((?:tính |kể )?(?:từ|đến)(?: ngày| tháng)? \d[^()]{0,40}\)?$")
_LEFT_OVER = "và|của|là|với|để|nhằm|tại|theo|trong|do|như|sau|sau đây|thì|nhưng|hiện nay"  # at the end of words that were cut
_DANGLING = re.compile(rf"(?i)(?:(?<!thực|phát|xuất|biểu)(?<!thể)\shiện|(?:\s(?:{_LEFT_OVER})){{1,4}}[\s:.,]{{0,3}})$")
_DANGLES = ("hiện", *_LEFT_OVER.split("|"))
_SAYS_NOTHING = ("mới", "đã", "chỉ", "đặc biệt")


def presented(subject: str | None, indicator: str | None) -> Words:
    return Words(short(subject), short(indicator))


def short(words: str | None) -> str | None:
    """``words`` without stray marks, cut at a comma when they run on; None for nothing."""
    if not words:
        return None
    if len(words) > LONGEST:
        cut = words.rfind(",", LONGEST // 3, LONGEST)
        words = words[: cut if cut > 0 else LONGEST]
    words = _DANGLING.sub("", words) if words.rstrip(" \t:.,").endswith(_DANGLES) else words
    words = WHEN_IN_BRACKET.sub("", words).replace("*", "").replace("_", "").strip(EDGE)
    words = _BY_WHEN.sub("", words) if words[-1:].isdigit() or words[-1:] in ("I", "V", "X", "/") else words
    words = words + "”" if words.count("“") > words.count("”") else words
    return None if words.lower() in _SAYS_NOTHING else closed(words) or None
