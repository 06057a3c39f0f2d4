"""A document that names itself in one line: "Nghị định số 102/2024/NĐ-CP ngày 30 tháng 7 năm 2024" over its subject.

Later parts of a document spread over several issues of the Công báo, and copies on web pages, have this line instead of a
letterhead. It must be the whole line: a sentence about another document goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.letterhead import number, place_date, title
from extractor.letterhead.found import Found
from extractor.letterhead.lines import HeadLine
from extractor.letterhead.place_date import PlaceDate
from extractor.letterhead.title import Title
from extractor.text import Span


class OwnName(NamedTuple):
    """Type, number and date of the line."""

    title: Title
    number: Found
    dated: PlaceDate


def find(lines: Sequence[HeadLine]) -> OwnName | None:
    """The first line that is type, number and date and nothing else."""
    for i, line in enumerate(lines):
        named = title.begins(line, i)
        code = number.find([line]) if named else None
        dated = place_date.find([line], code.span) if code else None
        if named and code and dated and line.table is None:
            return OwnName(named._replace(rest=Span(line.end, line.end)), code._replace(line=i), dated._replace(line=i))
    return None
