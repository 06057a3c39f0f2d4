"""Rows of tables as measures: one record a value, its evidence the row.

A plan's table gives targets, a report's results, and a column's own header ("Kế hoạch năm", "Thực hiện") goes before both.
A row that only opens a group ("Đến năm 2030") gives its period to the rows below; a row "Trong đó: …" is a share of the row
above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.targets.cell_periods import periods_of, years_of
from extractor.targets.columns import Column, Columns, columns_of, is_value
from extractor.targets.periods import Period
from extractor.targets.quantities import Quantity, quantities
from extractor.targets.target import Role, Target
from extractor.text.fold import fold, fold_aligned

if TYPE_CHECKING:
    from extractor.tables import Table

#: "≥ 3% và tăng dần theo yêu cầu": which way the value goes on from there.
_TREND = re.compile(r"(?<=[\d%])\s?(?:,|và)\s(?:tăng|giảm|duy trì|ổn định)(?!\w)[^\d]*$")
_SPACED = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
_SHARE = re.compile(r"\s{0,3}(?:trong đó|tr\.?\s?đó|[-+*•–]\s)")
_NUMBERING = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|[IVXLC]{1,6}[.)]?|[a-zđA-ZĐ][.)])\s+(?=\S)")
_GOALS = re.compile(r"(?<!\w)(?:chỉ tiêu|mục tiêu|kế hoạch)(?!\w)")
_SAME = frozenset({'"', "''", "”", "“", "nt", "-nt-", "nt.", "như trên", "//"})
_EDGE = " \t.:;,*_-–+"
_TIME = re.compile(r"(?:thời gian|thời hạn|tiến độ|giai đoạn|năm)(?: (?:thực hiện|hoàn thành|triển khai))?$")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document says of a table: the role its place gives, and the period of its place."""

    role: Role | None
    period: Period | None


def of_table(index: int, table: Table, setting: Setting, offset: int) -> list[Target]:
    """The measures of ``table`` (the ``index``-th); ``offset`` is how many targets stand before them in the final list."""
    columns = columns_of(table)
    if columns is None:
        return []
    role = _default_role(table, columns, setting)
    found: list[Target] = []
    last_whole: dict[int, int] = {}
    period = years_of(table.caption or "") or setting.period
    told = periods_of(columns.values, period)
    units, names, time = _units(table, columns), _names(table, columns), _time(table)
    first = 1 if table.header_rows else 0
    for number in range(first, len(table.rows)):
        cells = table.rows[number]
        name = _name(names.get(number, cells[columns.name]))
        if not any(cell.strip() for i, cell in enumerate(cells) if i > columns.name):
            period = years_of(name) or period
            continue
        own = (years_of(cells[time]) if time is not None else None) or period
        for column, target in _of_row(table, number, name, columns, role, units.get(number)):
            share = any(_SHARE.match(fold(cell) + " ") for cell in cells[: columns.name + 1])
            parent = last_whole.get(column.index) if share else None
            placed = replace(target, table=(index, number), period=told.get(column.index) or own, parent=parent)
            if not share:
                last_whole[column.index] = offset + len(found)
            found.append(placed)
    return found


def _time(table: Table) -> int | None:
    """The column that gives each row its time."""
    headers = enumerate(map(fold, table.header or ()))
    return next((i for i, header in headers if _TIME.match(header)), None)


def _default_role(table: Table, columns: Columns, setting: Setting) -> Role | None:
    """The role of columns whose headers do not tell: bounds in the cells or a caption of targets make them aims."""
    bound = any(cell.strip()[:1] in "≤≥<>" for row in table.data for cell in row if cell.strip())
    about = fold(f"{table.caption or ''} {table.header[columns.name] if table.header else ''}")
    if setting.role != "result" and (bound or _GOALS.search(about)):
        return "target"
    return setting.role


def _units(table: Table, columns: Columns) -> dict[int, str]:
    """The unit of each row that has one: its own, that of the cell spanning it, the one above where a mark says "the same"."""
    if columns.unit is None:
        return {}
    spanned = {span.row + i: span.row for span in table.spans if span.column == columns.unit for i in range(1, span.rows)}
    units: dict[int, str] = {}
    last = ""
    for number, row in enumerate(table.rows):
        own = row[columns.unit].strip()
        if number in spanned:
            own = units.get(spanned[number], "")
        elif fold(own) in _SAME:
            own = last
        units[number] = last = own or ""
    return {number: unit for number, unit in units.items() if unit}


def _names(table: Table, columns: Columns) -> dict[int, str]:
    """The names of rows under a cell that spans them, each with the words beside it that tell it from the others."""
    names: dict[int, str] = {}
    for span in table.spans:
        if span.column != columns.name or span.rows < 2:
            continue
        for number in range(span.row, span.row + span.rows):
            row = table.rows[number]
            beside = (row[i] for i in range(span.column + span.columns, columns.values[0].index) if i != columns.unit)
            if words := next((cell for cell in beside if any(map(str.isalpha, cell)) and not is_value(cell)), None):
                names[number] = f"{table.rows[span.row][span.column]} - {words}"
    return names


def _of_row(
    table: Table, number: int, name: str, columns: Columns, role: Role | None, unit: str | None
) -> Iterator[tuple[Column, Target]]:
    if len(name) < 2 or not any(map(str.isalpha, name)):
        return
    span, cells = table.row_spans[number], table.rows[number]
    lone = sum(column.role != "result" for column in columns.values) == 0
    for column in columns.values:
        says = role if column.role is None or (lone and role == "target" and len(columns.values) == 1) else column.role
        if column.role is None and says == "target" and _is_past(column, columns):
            says = "result"
        base = Target(span.start, span.end, says or "result", confidence=0.9 if says and table.header_rows else 0.7)
        base = replace(base, subject=None if columns.things else name, indicator=_indicator(name, column, columns))
        cell = cells[column.index].strip()
        values = list(_values(cell))
        for quantity, shown, where in values:
            own = shown or ("%" if column.unit == "%" else unit) or column.unit or table.unit
            about = f"{base.indicator} ({where})" if where and unit and base.indicator else base.indicator
            yield column, replace(_valued(base, quantity, own), indicator=about)
        if not values and says == "target" and columns.things and _is_worded(cell):
            yield column, replace(base, indicator=f"{name}: {cell}", confidence=0.7)


def _is_past(column: Column, columns: Columns) -> bool:
    """Whether a column named by its year alone stands for what was, beside columns of later years that say they are aims."""
    year = years_of(column.header)
    aims = [years for other in columns.values if other.role == "target" and (years := years_of(other.header))]
    return bool(year and aims) and all(year[1] < last for _, last in aims) if year else False


def _indicator(name: str, column: Column, columns: Columns) -> str | None:
    header = " ".join(column.header.split())
    if not columns.things:
        return header or None
    return (
        name
        if (column.role is not None and column.unit is None) or len(columns.values) == 1
        else f"{name} ({header})"
        if header
        else name
    )


def _values(cell: str) -> Iterator[tuple[Quantity, str | None, str]]:
    """The quantities of a cell, the units printed there, and where each holds; a cell of words with a number in it has none."""
    for part in cell.split(";"):
        words = _TREND.sub("", _SPACED.sub("", part.strip()))
        if not is_value(words):
            continue
        low = fold_aligned(words)
        found = quantities(words, low, [])
        if found:
            unit = None if found[0].weak else found[0].unit  # "≤ 3 khu vực": where, not of what
            where = "" if unit else words[found[0].unit.start if found[0].unit else found[0].end :].strip()
            yield found[0], words[unit.start : unit.end] if unit else None, where if where[:1].isalpha() else ""


def _is_worded(cell: str) -> bool:
    return len(cell) >= 12 and " " in cell and sum(map(str.isalpha, cell)) > len(cell) // 2 and not is_value(cell)


def _valued(base: Target, quantity: Quantity, unit: str | None) -> Target:
    return replace(base, op=quantity.op, low=quantity.low, high=quantity.high, base=quantity.base, unit=unit)


def _name(cell: str) -> str:
    words = " ".join(cell.split()).strip(_EDGE)
    number = _NUMBERING.match(words)
    return words[number.end() if number else 0 :].strip(_EDGE)
