"""What the columns of a table are: the row's name, the unit, and the values to be reached or that were.

Headers of administrative tables say it in a few words ("Kế hoạch năm", "Thực hiện", "Tổng số", "ĐVT"); where they do not, the
cells do. A column of years of birth, telephone numbers or dates holds no measure whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.targets.lexicon import column_pattern, lexicon
from extractor.targets.target import Role
from extractor.text.fold import fold

if TYPE_CHECKING:
    from extractor.tables import Table

MOST_VALUES = 8  # value columns of which every one is taken; of a wider breakdown only the totals

_SERIAL = re.compile(r"(?:s(?:ố)?\s?)?(?:tt|stt|thứ tự|số tt)\.?$|^$")
_SHOWN_UNIT = re.compile(r"\(\s?(?:đvt\s?:?\s?|đơn vị(?: tính)?\s?:\s?)?([^()]{1,30})\)")
_COMPARES = re.compile(r"(?<!\w)(?:thực hiện|so với|đạt|tỷ lệ|tỉ lệ|đã)(?!\w)|%")
_AIM_TO_RESULT = re.compile(r"(?:kế hoạch|kh|dự toán|dt)(?!\w)[^/]{0,40}/\s?(?:u?th|ước|thực hiện)(?!\w)")  # "KH 2025/UTH 2024"
_ESTIMATE = re.compile(r"u?th(?!\w)")  # "UTH 2024": ước thực hiện
_YEAR = re.compile(r"(?:19|20)\d\d")
_VALUE = re.compile(
    r"(?:(?:[<>≤≥]\s?=?|trên|dưới|từ|khoảng|ít nhất|tối thiểu|tối đa|không quá|không dưới|đạt)\s?){0,3}"
    r"[-+]?\d[\d.,]*\s?%?(?:\s?(?:-|–|đến|/)\s?\d[\d.,]*\s?%?)?"  # one number or two
    r"(?:\s(?!tháng|năm|ngày)\D{1,24})?(?: trở lên)?(?:\s?\(.{0,60}\))?$"  # a unit, a bound, a remark
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: where it is, what its header says, its role where the header tells, the unit its header shows."""

    index: int
    header: str
    role: Role | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table that matter. ``things`` when the rows name what is measured, not who."""

    name: int
    unit: int | None
    values: tuple[Column, ...]
    things: bool


def is_value(cell: str) -> bool:
    """Whether a cell is a number, a bound or an interval, with no more than a unit beside it."""
    return len(cell) < 90 and _VALUE.match(fold(cell)) is not None


def _has_value(cell: str) -> bool:
    return any(is_value(part.strip()) for part in cell.split(";"))


def columns_of(table: Table) -> Columns | None:
    """The columns of ``table``; None when it holds no measures that can be read with certainty."""
    data = [row for row in table.data if any(row)]
    if not data:
        return None
    headers = [fold(cell) for cell in table.header] or [""] * len(data[0])
    filled = [[row[i] for row in data if row[i].strip()] for i in range(len(headers))]
    name = _name(headers, filled)
    if name is None or (not any(headers) and len(headers) > 3):
        return None
    unit = next((i for i, h in enumerate(headers) if i != name and _is_unit_column(h, filled[i])), None)
    values = [i for i in range(name + 1, len(headers)) if i != unit and _holds_values(headers[i], filled[i])]
    found = tuple(_column(i, table.header[i] if table.header else "", headers[i]) for i in _kept(headers, values))
    things = unit is not None or column_pattern("things").search(headers[name]) is not None
    return Columns(name, unit, found, things) if found else None


def _column(index: int, printed: str, header: str) -> Column:
    return Column(index, printed, _role(header), _unit(header, printed))


def _name(headers: Sequence[str], filled: Sequence[Sequence[str]]) -> int | None:
    """The column that names the rows: the first of words, one whose header says so by preference."""
    words = [
        i
        for i, (header, cells) in enumerate(zip(headers, filled, strict=True))
        if _share(cells, _is_words) > 0.6 and not _SERIAL.match(header or "x") and not _is_unit_column(header, cells)
    ]
    named = [i for i in words if column_pattern("names").search(headers[i])]
    return next(iter(named or words), None)


def _is_words(cell: str) -> bool:
    return sum(map(str.isalpha, cell)) > 1 and not is_value(cell)


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, cells)) / len(cells) if cells else 0.0


def _is_unit_column(header: str, cells: Sequence[str]) -> bool:
    """Whether a column holds units; "Đơn vị" alone may also head the names of offices."""
    head = column_pattern("unit").match(header)
    if not cells or max(map(len, cells)) > 40 or not head:
        return False
    if head.group() == "đơn vị" and header[head.end() :].strip()[:1].isalpha():  # "Đơn vị chủ trì": offices
        return False
    return header != "đơn vị" or _share(cells, _is_unit_alone) >= 0.4


def is_unit(cell: str) -> bool:
    """Whether a cell begins with a known unit ("%", "Triệu đồng", "% GDP")."""
    return lexicon().unit_at(fold(cell), 0) is not None


def _is_unit_alone(cell: str) -> bool:
    """Whether a cell is a unit and no name that begins with one ("Xã An Hòa")."""
    low = fold(cell)
    unit = lexicon().unit_at(low, 0)
    rest = "" if unit is None else cell[unit.end :].strip() if len(cell) == len(low) else low[unit.end :].strip()
    return unit is not None and not (rest[:1].isupper() and rest[1:2].islower()) and not rest[:1].isdigit()


def _holds_values(header: str, cells: Sequence[str]) -> bool:
    leaf = header.rsplit(" / ", 1)[-1]
    if not cells or _SERIAL.match(header or "x") or column_pattern("no_value").search(leaf):
        return False
    return _share(cells, _has_value) > 0.5 and not all(_YEAR.fullmatch(cell.strip()) for cell in cells)


def _kept(headers: Sequence[str], values: Sequence[int]) -> Sequence[int]:
    if len(values) <= MOST_VALUES:
        return values
    totals = [i for i in values if column_pattern("total").search(headers[i])]
    return totals[:1] or values[:1]


def _role(header: str) -> Role | None:
    """The role that a header tells, its last line before the whole ("Kế hoạch / Năm 2025", "Thực hiện / Tỷ lệ")."""
    for words in (header.rsplit(" / ", 1)[-1], header):
        if column_pattern("plan").match(words) and (not _COMPARES.search(words) or _AIM_TO_RESULT.match(words)):
            return "target"
        if column_pattern("done").search(words) or "%" in words or _ESTIMATE.match(words):
            return "result"
    return None


def _unit(header: str, printed: str) -> str | None:
    """The unit that a header shows: "(ha)", "Số trẻ", "Tỷ lệ", "% so với kế hoạch"."""
    shown = _SHOWN_UNIT.search(printed)
    if shown and is_unit(shown.group(1)):
        return shown.group(1).strip()
    leaf = header.rsplit(" / ", 1)[-1]
    counted = lexicon().unit_at(leaf, 3) if leaf.startswith("số ") else None
    if counted and counted.kind == "count":
        return counted.name
    return "%" if "%" in leaf or leaf.startswith(("tỷ lệ", "tỉ lệ")) else None
