"""The words above a table that name it, and the unit its numbers are in."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.text import Paragraph, Text

_NAMED = re.compile(r"(?:Bảng|Biểu(?: mẫu| số)?|Mẫu(?: số)?|Phụ lục|Danh sách|Danh mục)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:Bảng|Biểu|Mẫu|Phụ lục)(?: mẫu| số)?\s?[\dIVXLC]{1,6}(?:[.\-/]\d{1,3}){0,3}\b", re.IGNORECASE)
_UNIT = re.compile(
    r"[(\[]?\s?(?:Đơn vị(?: tính)?|ĐVT)\s?:\s?(?P<unit>[^()\[\]:]{1,60}?(?:\([^()]{1,30}\))?)\s?[)\].;]{0,2}$", re.IGNORECASE
)
_UNIT_BEHIND = re.compile(r"\s?[(\[,;.–-]?\s{0,3}(?:Đơn vị(?: tính)?|ĐVT)\s?:\s?[^:]{1,60}$", re.IGNORECASE)
_TIME = re.compile(r"\(?(?:NĂM|QUÝ|THÁNG|GIAI ĐOẠN|TỪ|ĐẾN|TÍNH ĐẾN|\d{1,2} THÁNG|NHIỆM KỲ)\b", re.IGNORECASE)

#: How far above a table its caption stands at most, in paragraphs: title, aside, unit.
_REACH = 5
_LONGEST = 300


class Above(NamedTuple):
    """What stands above a table."""

    caption: str | None
    unit: str | None


def caption_of(text: Text, first: int, floor: int) -> Above:
    """Caption and unit of the table whose first row is paragraph ``first``; nothing above paragraph ``floor`` is looked at."""
    unit: str | None = None
    aside = False  # inside brackets that an upper line opens
    for i in range(first - 1, max(floor, first - 1 - _REACH) - 1, -1):
        paragraph = text.paragraphs[i]
        words = _bare(paragraph.span.of(text.text))
        if found := _UNIT.match(words):
            unit = unit or found["unit"]
        elif aside or _ends_aside(words):
            aside = not words.startswith("(")
        elif _is_caption(paragraph, words):
            return Above(*_parted(_with_line_above(text, i, floor, words), unit))
        else:
            break
    return Above(None, unit)


def unit_in(words: str) -> str | None:
    """The unit that a line or a cell gives for a whole table: "(Đơn vị tính: triệu đồng)"."""
    found = _UNIT.match(_bare(words))
    return found["unit"] if found else None


def _bare(words: str) -> str:
    return " ".join(words.strip().strip("*_ ").split())


def _ends_aside(words: str) -> bool:
    """Whether a line is in brackets, or ends brackets that an upper line opens: "(Kèm theo Báo cáo số … ngày …)"."""
    whole = words.startswith("(") and words.endswith(")")
    return whole or (words.endswith(")") and words.count("(") < words.count(")"))


def _is_caption(paragraph: Paragraph, words: str) -> bool:
    """A line that calls itself a table, or that is set as a title: short, and centred or in capitals."""
    if len(words) > _LONGEST or paragraph.table is not None:
        return False
    if _NUMBERED.match(words):
        return True
    titled = words.isupper() and len(words) > 8
    named = _NAMED.match(words) is not None and not words.endswith((".", ";", ","))
    return titled or named or (paragraph.style.centred and not words.endswith((";", ",")))


def _with_line_above(text: Text, i: int, floor: int, words: str) -> str:
    """A caption's second line ("NĂM 2025") with the first, where that is set as it is."""
    if i <= floor or not _TIME.match(words):
        return words
    above = text.paragraphs[i - 1]
    first = _bare(above.span.of(text.text))
    same = above.style.centred == text.paragraphs[i].style.centred and first.isupper() == words.isupper()
    return f"{first} {words}" if same and _is_caption(above, first) and not _ends_aside(first) else words


def _parted(caption: str, unit: str | None) -> tuple[str, str | None]:
    """A caption without the unit that stands behind it in the same line."""
    behind = _UNIT_BEHIND.search(caption)
    if behind is None or not behind.start():
        return caption, unit
    there = _UNIT.match(behind.group().lstrip(" ,;.–-"))
    return (caption[: behind.start()].strip(), unit or there["unit"]) if there else (caption, unit)
