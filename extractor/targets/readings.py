"""Numbers with what stands right behind them: the unit, what it is per, and the value that the unit allows.

A unit no list knows is taken where its form leaves no doubt: a short run of words up to a mark ("98.540 tiêu bản;"), none of
them a verb or a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.targets.lexicon import Unit, lexicon
from extractor.targets.names import inside, name_end
from extractor.targets.numbers import Number, numbers
from extractor.text import Span

#: What rates are counted per: "người/1 vạn dân", "giường/10.000 dân".
RATE_BASES = frozenset({1, 100, 1_000, 10_000, 100_000, 1_000_000})

_PER = re.compile(
    r"\s?/\s?(\d[\d.]{0,12}\s?)?((?:vạn|triệu|nghìn)\s)?("
    r"học kỳ|năm học|hợp tác xã|tổ hợp tác|doanh nghiệp|giáo viên|học sinh|sinh viên|cán bộ|lao động|nhân khẩu|đơn vị"
    r"|thành viên|hội viên|đoàn viên|đại biểu|sản phẩm|hồ sơ|khu dân cư|trang trại|bệnh nhân|người bệnh|cơ sở|[^\W\d_]+)"
)
#: What things and shares are counted per; behind any other word a slash only means "or" ("tổ chức/doanh nghiệp").
_PER_NAMES = "học kỳ|năm học|năm|tháng|tuần|ngày|quý|giờ|kỳ|dân|người|hộ|lớp|trường|trạm|xã|lượt|giường|vạn|buổi|ca|lần|trẻ"
_PER_WHAT = frozenset(_PER_NAMES.split("|"))
#: Money of which there is no fraction: "500,000 đồng" groups thousands.
_SMALL_MONEY = frozenset({"đồng", "đ", "vnđ", "vnd"})
_RUN = re.compile(r"[^\W\d_]{2,8}(?:\s[^\W\d_]{1,8}){1,2}(?=\s?(?:[,;)(]|\.(?:\s|$)|$))")
_NO_THINGS = ("links", "prepositions", "changes", "says", "when", "doing")


class Reading(NamedTuple):
    """A number and its unit, which begins at ``unit_start`` where there is one."""

    number: Number
    unit: Unit | None
    unit_start: int

    def value(self, unit: Unit | None) -> float:
        """The value under ``unit``: the English reading where the other is impossible (no 1,25 of a person, no 63.412 %)."""
        number = self.number
        if number.other is None or unit is None:
            return number.value
        whole = unit.kind == "count" or unit.name in _SMALL_MONEY
        if (whole and number.other > number.value) or (unit.kind == "percent" and number.value > 1_000):
            return number.other
        return number.value

    def ambiguous(self, low: str) -> bool:
        """Whether the comma of "1,250 ha" could group thousands; in "393,469 tỷ đồng" it cannot well."""
        if self.number.other is None or self.unit is None or "," not in low[self.number.start : self.number.end]:
            return False
        return self.unit.kind == "physical" or self.unit.name in _SMALL_MONEY


def readings(line: str, low: str, masks: Sequence[Span]) -> list[Reading]:
    """The numbers of ``line`` that are neither masked nor part of a name, each with its unit."""
    at = masks[0].end if masks and masks[0].start == 0 else 0
    out: list[Reading] = []
    for number in numbers(line, at):
        if number.start >= at and not inside(number.start, masks):
            at = max(at, name_end(line, number))
            if at <= number.start:
                out.append(_reading(low, number))
    return out


def _reading(low: str, number: Number) -> Reading:
    at = number.end + (low[number.end : number.end + 1] == " ")
    unit = lexicon().unit_at(low, at) or (_unknown(low, at) if at > number.end else None)
    return Reading(number, unit, at)


def _unknown(low: str, at: int) -> Unit | None:
    run = _RUN.match(low, at)
    if run is None:
        return None
    words = lexicon().words
    if any(word in words[name] for word in run.group().split(" ") for name in _NO_THINGS):
        return None
    return Unit(run.end(), "count", True, run.group())


def unit_end(low: str, unit: Unit) -> int:
    """Where ``unit`` ends with what it is per ("đồng/lượt", "triệu đồng/người/năm", "bác sĩ/10.000 dân")."""
    end = unit.end
    for _ in range(2):
        per = _PER.match(low, end)
        if per is None or not _is_rate(per, unit.kind):
            break
        end = per.end()
    return end


def _is_rate(per: re.Match[str], kind: str) -> bool:
    digits = "".join(filter(str.isdecimal, per.group(1) or ""))
    if digits and int(digits) not in RATE_BASES:
        return False
    return bool(digits) or kind not in ("count", "percent") or per.group(3) in _PER_WHAT


def is_glued(line: str, low: str, reading: Reading) -> bool:
    """Whether letters, a slash or a dash tie the number to a name or a formula ("5G", "-19", "58/KH", "× 100%")."""
    start, end = reading.number.start, reading.number.end
    after = low[end : end + 1]
    if after.isalpha() or after == "_":
        known = reading.unit is not None and reading.unit_start == end
        return not known or (low[end + 1 : end + 2].isalpha() is False and line[end].isupper())
    if low[max(0, start - 2) : start].strip(" ")[-1:] in ("×", "÷"):
        return True
    before, further = low[start - 1 : start], low[max(0, start - 2) : max(0, start - 1)]
    if before == "/" and reading.unit and not reading.unit.weak and further.islower():
        return reading.number.value in RATE_BASES  # "08 buổi/650 lượt người" against "đồng/100 người"
    return before in ("-", "–", "/") and bool(further) and (further.isalnum() or further in "})]")


def is_denominator(reading: Reading, op: str | None) -> bool:
    """ "… trên 10.000 dân", "giá trị sản xuất trên 1 ha": what a rate is per."""
    unit = reading.unit
    if unit is None or op != "gt" or reading.number.value not in RATE_BASES:
        return False
    return unit.name in ("dân", "người dân", "trẻ", "trẻ em") or (unit.kind == "physical" and reading.number.value == 1)
