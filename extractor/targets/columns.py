"""What the columns of a table are: the row's name, the unit, and the values to be reached or that were.

Headers of administrative tables say it in a few words ("Kế hoạch năm", "Thực hiện", "Tổng số", "ĐVT"); where they do not, the
cells do. A column of years of birth, telephone numbers or dates holds no measure whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.targets.lexicon import lexicon
from extractor.targets.target import Role
from extractor.text.fold import fold

if TYPE_CHECKING:
    from extractor.tables import Table

MOST_VALUES = 8  # value columns of which every one is taken; of a wider breakdown only the totals

_SERIAL = re.compile(r"(?:s(?:ố)?\s?)?(?:tt|stt|thứ tự|số tt)\.?$|^$")
_NO_VALUE = re.compile(
    r"(?<!\w)(?:stt|năm sinh|ngày|tháng sinh|điện thoại|sđt|số hiệu|ghi chú|mã|số quyết định|tuổi|số cmnd|cccd|tờ bản đồ|thửa|toạ độ|"
    r"thời gian|thời hạn|số văn bản|ký hiệu|họ và tên|họ tên|địa chỉ|chức vụ|cơ quan|phụ trách|chủ trì|phối hợp|mẫu|căn cứ|số tk|số tài khoản|lớp|tiết|xếp thứ|thứ hạng|xếp hạng)(?!\w)"
)
_NAMES = re.compile(
    r"(?<!\w)(?:chỉ tiêu|nội dung|tên|hình thức|danh mục|đơn vị|lĩnh vực|loại|hạng mục|tiêu chí|chỉ số|xã|phường|huyện|danh hiệu|trường|khoa|nhóm|bệnh|"
    r"diễn giải|địa bàn|địa phương|nhiệm vụ|cơ sở|ngành|sản phẩm|cây trồng|vật nuôi|hoạt động|đối tượng|dự án|mục tiêu|sắc thuế|khoản thu|thôn)(?!\w)"
)
_THINGS = re.compile(r"(?<!\w)(?:chỉ tiêu|nội dung|hình thức|danh mục|loại|hạng mục|tiêu chí|chỉ số|danh hiệu|diễn giải|nhiệm vụ|hoạt động|mục tiêu|sắc thuế|khoản thu|bệnh|sản phẩm|cây trồng|vật nuôi)(?!\w)")
_UNIT = re.compile(r"(?:đơn vị tính|đvt|đơn vị|đv tính|đơn vị đo|đ/v tính)(?:$|\W)")
_PLAN = re.compile(r"(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán|đăng ký|nhu cầu|phấn đấu|kh(?!\w)|giao|định hướng|dt(?!\w))")
_DONE = re.compile(r"(?<!\w)(?:thực hiện|kết quả|ước|đạt|cùng kỳ|luỹ kế|tổng số|số lượng|tỷ lệ|tỉ lệ|so|so sánh|tăng|giảm|đã|th(?!\w)|hiện có|trong kỳ|trong tháng|trong tuần|%)")
_TOTAL = re.compile(r"(?<!\w)(?:tổng số|tổng cộng|tổng|cộng|số lượng)(?!\w)")
_SHOWN_UNIT = re.compile(r"\(\s?(?:đvt\s?:?\s?|đơn vị(?: tính)?\s?:\s?)?([^()]{1,30})\)")
_VALUE = re.compile(r"(?:[<>≤≥]\s?=?\s?|trên |dưới |từ |khoảng |ít nhất |tối thiểu |tối đa |không quá |không dưới |đạt )*[-+]?\d[\d.,]*\s?%?(?:\s?(?:-|–|đến|/)\s?\d[\d.,]*\s?%?)?(?:\s(?!tháng|năm|ngày)[^\d]{1,24})?(?: trở lên)?(?:\s?\(.{0,60}\))?$")
_YEAR = re.compile(r"(?:19|20)\d\d")


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


def columns_of(table: Table) -> Columns | None:
    """The columns of ``table``; None when it holds no measures that can be read with certainty."""
    data = [row for row in table.data if any(row)]
    if not data:
        return None
    headers = [fold(cell) for cell in table.header] or [""] * len(data[0])
    filled = [[row[i] for row in data if row[i].strip()] for i in range(len(headers))]
    name = _name(headers, filled)
    if name is None:
        return None
    unit = next((i for i, h in enumerate(headers) if i != name and _UNIT.match(h) and _are_units(filled[i])), None)
    values = [i for i in range(len(headers)) if i not in (name, unit) and i > name and _holds_values(headers[i], filled[i])]
    if not values or (not any(headers) and len(headers) > 3):
        return None
    kept = _kept(headers, values)
    found = tuple(Column(i, table.header[i] if table.header else "", _role(headers[i]), _unit(headers[i], table.header[i] if table.header else "")) for i in kept)
    return Columns(name, unit, found, unit is not None or _THINGS.search(headers[name]) is not None)


def _name(headers: Sequence[str], filled: Sequence[Sequence[str]]) -> int | None:
    """The column that names the rows: the first of words, one whose header says so by preference."""
    words = [i for i, cells in enumerate(filled) if cells and not _SERIAL.match(headers[i] or "x") and _share(cells, _is_words) > 0.6]
    words = [i for i in words if not (_UNIT.match(headers[i]) and _are_units(filled[i]))]
    named = [i for i in words if _NAMES.search(headers[i])]
    return (named or words or [None])[0]


def _is_words(cell: str) -> bool:
    return sum(map(str.isalpha, cell)) > 1 and not is_value(cell)


def _share(cells: Sequence[str], holds: object) -> float:
    return sum(map(holds, cells)) / len(cells) if cells else 0.0  # type: ignore[call-overload, no-any-return]


def _are_units(cells: Sequence[str]) -> bool:
    return bool(cells) and max(map(len, cells)) <= 40 and _share(cells, is_unit) > 0.5


def is_unit(cell: str) -> bool:
    """Whether a cell begins with a known unit ("%", "Triệu đồng", "% GDP")."""
    return lexicon().unit_at(fold(cell), 0) is not None


def _holds_values(header: str, cells: Sequence[str]) -> bool:
    leaf = header.rsplit(" / ", 1)[-1]
    if not cells or _SERIAL.match(header or "x") or _NO_VALUE.search(leaf):
        return False
    return _share(cells, is_value) > 0.5 and not all(_YEAR.fullmatch(cell.strip()) for cell in cells)


def _kept(headers: Sequence[str], values: Sequence[int]) -> Sequence[int]:
    if len(values) <= MOST_VALUES:
        return values
    totals = [i for i in values if _TOTAL.search(headers[i])]
    return totals[:1] or values[:1]


def _role(header: str) -> Role | None:
    leaf = header.rsplit(" / ", 1)[-1]
    for words in (leaf, header):
        if _PLAN.match(words) and not re.search(r"(?<!\w)(?:thực hiện|so với|đạt|tỷ lệ|tỉ lệ|%|đã)", words):
            return "target"
        if _DONE.search(words):
            return "result"
    return None


def _unit(header: str, printed: str) -> str | None:
    shown = _SHOWN_UNIT.search(printed)
    if shown and is_unit(shown.group(1)):
        return shown.group(1).strip()
    leaf = header.rsplit(" / ", 1)[-1]
    counted = lexicon().unit_at(leaf, 3) if leaf.startswith("số ") else None
    if counted and counted.kind == "count":
        return counted.name
    return "%" if "%" in leaf or leaf.startswith(("tỷ lệ", "tỉ lệ")) else None
