"""The words above a table that name it, and the unit its numbers are in."""

from __future__ import annotations

import re

from extractor.text import Paragraph, Text

_NAMED = re.compile(r"(?:Bảng|Biểu(?: mẫu| số)?|Mẫu(?: số)?|Phụ lục|Danh sách|Danh mục)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:Bảng|Biểu|Mẫu|Phụ lục)(?: mẫu| số)?\s?[\dIVXLC]{1,6}(?:[.\-/]\d{1,3}){0,3}\b", re.IGNORECASE)
_UNIT = re.compile(r"\(?\s?(?:Đơn vị(?: tính)?|ĐVT|Đvt)\s?:\s?(?P<unit>[^()]{1,60}?)\s?[).;]?$", re.IGNORECASE)
_ASIDE = re.compile(r"\(.{1,300}\)$")  # "(Kèm theo Báo cáo số … ngày …)"

#: How far above a table its caption stands at most, in paragraphs: title, aside, unit.
_REACH = 4
_LONGEST = 300


def caption_of(text: Text, first: int, floor: int) -> tuple[str | None, str | None]:
    """Caption and unit of the table whose first row is paragraph ``first``; nothing above paragraph ``floor`` is looked at."""
    unit: str | None = None
    for i in range(first - 1, max(floor, first - 1 - _REACH) - 1, -1):
        paragraph = text.paragraphs[i]
        words = paragraph.span.of(text.text).strip()
        if found := _UNIT.match(words):
            unit = unit or found["unit"]
        elif _is_caption(paragraph, words):
            return " ".join(words.strip("*_ ").split()), unit
        elif not _ASIDE.match(words.strip("*_ ")):
            break
    return None, unit


def _is_caption(paragraph: Paragraph, words: str) -> bool:
    """A line that calls itself a table, or that is set as a title: short, and centred or in capitals."""
    if len(words) > _LONGEST or paragraph.table is not None:
        return False
    if _NUMBERED.match(words.strip("*_ ")):
        return True
    titled = words.isupper() and len(words) > 8
    named = _NAMED.match(words.strip("*_ ")) is not None and not words.endswith((".", ";", ","))
    return not _ASIDE.match(words) and (titled or named or (paragraph.style.centred and not words.endswith((";", ","))))
