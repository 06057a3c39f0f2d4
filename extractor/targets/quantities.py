"""Numbers become quantities: value or interval, comparator, unit, base.

The forms, each seen in real reports: "95 %", "10-15%", "từ 40 đến 50%", "từ 95% kế hoạch trở lên", "không quá 200 đại biểu",
"≥ 80", "11/11 trạm", "158/309 người (51,13%)", "8 bác sĩ/10.000 dân", "45 hộ/120 hộ", "1.200 đồng/lượt". A quantity is only
a form; whether it is a measure is decided where the sentence and the section are known (``admission``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.targets.comparators import Comparator, comparator_before, comparator_behind
from extractor.targets.lexicon import Unit, lexicon
from extractor.targets.names import inside, is_ordinal, is_year, name_end
from extractor.targets.numbers import Number, numbers
from extractor.targets.target import Op
from extractor.text import Span

_DASH = re.compile(r"\s?(?:%\s?)?[-–÷~]\s?")
_TO = re.compile(r"\s?(?:%|[^\W\d_]{1,8}(?:\s[^\W\d_]{1,8})?)?\s(?:đến|tới|-|–)\s(?:dưới\s)?")
_SLASH = re.compile(r"\s?/\s?")
_OF_TOTAL = re.compile(r"\s?(?:/|trên|trong)\s?(?:tổng số|tổng)\s(?:là\s)?")
_PERCENT_IN_BRACKETS = re.compile(r"\s?\(\s?(?:đạt\s|chiếm\s)?(?:tỷ lệ\s)?\d+(?:[.,]\d+)?\s?%")
_PER = re.compile(r"\s?/\s?(\d[\d.]{0,12}\s?)?((?:vạn|triệu|nghìn)\s)?(học kỳ|năm học|[^\W\d_]+)")
#: What a number of things is counted per; behind any other word a slash only means "or" ("tổ chức/doanh nghiệp").
_PER_WHAT = frozenset("học_kỳ năm_học năm tháng tuần ngày quý giờ kỳ dân người hộ lớp trường trạm xã lượt giường vạn buổi ca lần trẻ".split())
#: Money of which there is no fraction: "500,000 đồng" groups thousands.
_SMALL_MONEY = frozenset({"đồng", "đ", "vnđ", "vnd"})
_RUN = re.compile(r"[^\W\d_]{2,8}(?:\s[^\W\d_]{1,8}){1,2}(?=\s?(?:[,;)(]|\.(?:\s|$)|$))")
_MOVED = re.compile(r"(?<!\w)(?<!trở )(?:lên|xuống|còn)(?: đến| tới| còn)?\s(?:\S+\s)?$")
_RATE_BASES = frozenset({1, 100, 1_000, 10_000, 100_000, 1_000_000})


class Quantity(NamedTuple):
    """A quantity in a line; ``start`` takes the comparator in, ``end`` the unit and a "trở lên"; offsets count from the line.

    ``kind`` is the unit's (percent, money, physical, time, count) or "bare" where there is none. ``share`` marks n of m.
    """

    start: int
    number: int
    end: int
    op: Op
    low: float | None
    high: float | None
    unit: Span | None
    kind: str
    weak: bool
    base: float | None = None
    about: bool = False
    doubtful: bool = False

    @property
    def compared(self) -> bool:
        """Whether a comparator stands with it."""
        return self.op != "eq"


class _Reading(NamedTuple):
    """A number with its unit and what lies between it and the next number."""

    number: Number
    unit: Unit | None
    unit_start: int


def quantities(line: str, low: str, masks: Sequence[Span]) -> list[Quantity]:
    """The quantities of ``line`` in order; ``low`` is the line folded in place, ``masks`` the stretches to leave alone."""
    readings = _readings(line, low, masks)
    found: list[Quantity] = []
    i = 0
    while i < len(readings):
        quantity, used = _at(line, low, readings, i)
        if quantity is not None:
            found.append(quantity)
        i += used
    return found


def _readings(line: str, low: str, masks: Sequence[Span]) -> list[_Reading]:
    """The numbers of ``line`` that are neither masked nor part of a name, each with its unit."""
    at = masks[0].end if masks and masks[0].start == 0 else 0
    out: list[_Reading] = []
    for number in numbers(line, at):
        if number.start >= at and not inside(number.start, masks):
            at = max(at, name_end(line, number))
            if at <= number.start:
                out.append(_reading(low, number))
    return out


def _reading(low: str, number: Number) -> _Reading:
    at = number.end + (low[number.end : number.end + 1] == " ")
    unit = lexicon().unit_at(low, at) or (_unknown_unit(low, at) if at > number.end else None)
    return _Reading(number, unit, at)


def _unknown_unit(low: str, at: int) -> Unit | None:
    """A thing counted that no list knows: a short run of words up to a mark ("98.540 tiêu bản;"), none of them a verb or link."""
    run = _RUN.match(low, at)
    if run is None:
        return None
    words = lexicon().words
    if any(word in words[name] for word in run.group().split(" ") for name in ("links", "prepositions", "changes", "says", "when", "doing")):
        return None
    return Unit(run.end(), "count", True, run.group())


def _at(line: str, low: str, readings: Sequence[_Reading], i: int) -> tuple[Quantity | None, int]:
    """The quantity that begins at reading ``i`` (None when it is a name or an ordinal) and how many readings it takes."""
    first = readings[i]
    following = readings[i + 1] if i + 1 < len(readings) else None
    comparator = comparator_before(low, first.number.start)
    if following is not None:
        for form in (_interval, _ratio, _change):
            made = form(low, first, following, comparator)
            if made is not None:
                quantity = None if made is _NOTHING else made
                return _checked(low, first.number, quantity), 1 if form is _change else 2
    if _glued(line, low, first):
        return None, 1
    quantity, took_base = _single(low, first, following, comparator)
    if _is_denominator(low, first, comparator):
        return None, 1
    return _checked(low, first.number, quantity), 2 if took_base else 1


def _glued(line: str, low: str, reading: _Reading) -> bool:
    """Whether letters, a slash or a dash tie the number to a name ("5G", "-19", "58/KH")."""
    end = reading.number.end
    after = low[end : end + 1]
    if after.isalpha() or after == "_":
        if reading.unit is None or reading.unit_start != end:
            return True
        return reading.unit.end == end + 1 and line[end].isupper()
    if low[max(0, reading.number.start - 2) : reading.number.start].strip(" ")[-1:] in ("×", "÷"):
        return True
    before = low[reading.number.start - 1 : reading.number.start]
    if before == "/" and reading.unit and not reading.unit.weak and low[reading.number.start - 2].islower():
        return reading.number.value in _RATE_BASES  # "08 buổi/650 lượt người" against "đồng/100 người"
    return (before in "-–/" and _closes(low[reading.number.start - 2 : reading.number.start - 1])) if before else False


def _is_denominator(low: str, reading: _Reading, comparator: Comparator) -> bool:
    """ "… trên 10.000 dân": what a rate is per."""
    people = reading.unit is not None and reading.unit.name in ("dân", "người dân", "trẻ", "trẻ em")
    return people and comparator.op == "gt" and reading.number.value in _RATE_BASES


def _closes(char: str) -> bool:
    return char.isalnum() or char in "})]"


def _checked(low: str, number: Number, quantity: Quantity | None) -> Quantity | None:
    if quantity is None or (quantity.kind != "percent" and is_ordinal(low, number, quantity.unit is not None)):
        return None
    return None if quantity.kind == "bare" and quantity.base is None and is_year(number) else quantity


_NOTHING = Quantity(0, 0, 0, "eq", None, None, None, "bare", False)


def _interval(low: str, first: _Reading, second: _Reading, comparator: Comparator) -> Quantity | None:
    """ "10-15%", "từ 40 đến 50%", "40% - 50%", "từ 3 đến 5 lớp"."""
    gap_start = first.number.end
    between = low[gap_start : second.number.start]
    dashed = _DASH.fullmatch(between)
    if not dashed and not (_TO.fullmatch(between) and (comparator.from_ or comparator.about or first.unit)):
        return None
    low_value, high_value = _value(first, second.unit), _value(second, second.unit)
    if low_value >= high_value:
        return _NOTHING if dashed and second.unit is None else None
    if first.unit and second.unit and first.unit.kind != second.unit.kind:
        return None
    unit = second.unit or first.unit
    if unit is None and not comparator.from_:
        return None
    start = comparator.start if comparator.from_ or comparator.about else first.number.start
    made = Quantity(start, first.number.start, second.number.end, "between", low_value, high_value, None, "bare", False, about=comparator.about)
    return _with_unit(low, made, second) if second.unit else made


def _ratio(low: str, first: _Reading, second: _Reading, comparator: Comparator) -> Quantity | None:
    """ "11/11 trạm", "309/851 (36,31%)"; what has neither a unit nor its percentage behind it is a date, a pair, a code."""
    if not _SLASH.fullmatch(low[first.number.end : second.number.start]):
        return None
    if low[second.number.end : second.number.end + 1] in ("/", "-") and low[second.number.end + 1 : second.number.end + 2].isalnum():
        return _NOTHING
    made = Quantity(
        comparator.start, first.number.start, second.number.end, comparator.op or "eq",
        _value(first, second.unit), None, None, "bare", False, base=_value(second, second.unit), about=comparator.about,
    )  # fmt: skip
    if second.unit is not None and second.unit.kind not in ("percent", "time", "money"):
        return _bounded(_with_unit(low, made, second))
    if second.unit is None and _PERCENT_IN_BRACKETS.match(low, second.number.end):
        return _bounded(made)
    return _NOTHING


def _change(low: str, first: _Reading, second: _Reading, comparator: Comparator) -> Quantity | None:
    """ "từ 45% lên 60%": the first number is where it came from, not a measure."""
    between = low[first.number.end : second.number.start]
    return _NOTHING if comparator.from_ and len(between) <= 60 and _MOVED.search(between) else None


def _single(low: str, first: _Reading, following: _Reading | None, comparator: Comparator) -> tuple[Quantity, bool]:
    """One number with its comparator and unit, and a base that follows ("45 hộ/120 hộ", "41 trên tổng số 158 người")."""
    number = first.number
    op: Op = comparator.op or "eq"
    start = comparator.start if comparator.op or comparator.about else number.start
    made = Quantity(start, number.start, number.end, op, _value(first, first.unit), None, None, "bare", False, about=comparator.about)
    if first.unit:
        made = _with_unit(low, made, first)
    based = _base(low, made, following)
    made = based or made
    after = comparator_behind(low, made.end, comparator.from_)
    if after and made.op == "eq":
        made = made._replace(op=after[1], end=after[0], start=min(made.start, comparator.start))
    elif comparator.from_ and made.kind == "percent" and made.op == "eq" and _stands_alone(low, comparator.start):
        made = made._replace(op="ge", start=comparator.start)
    if comparator.op in ("gt", "lt") and _tells_difference(low, made):
        made = made._replace(op="eq", start=number.start)
    return _bounded(made), based is not None


def _stands_alone(low: str, start: int) -> bool:
    """Whether "từ" is a lower bound by itself ("đạt từ 95%") and not where a change began ("tăng từ 95%")."""
    before = low[max(0, start - 12) : start].rstrip(" ")
    return not before.endswith(("tăng", "giảm", "nâng", "thu", "chuyển", "lấy"))


def _tells_difference(low: str, made: Quantity) -> bool:
    comparative = low[made.start : made.number].split(" ", maxsplit=1)[0] in ("cao", "thấp", "nhiều", "ít", "lớn", "nhỏ")
    return comparative and any(word in low[made.end : made.end + 40] for word in lexicon().words["difference_to"])


def _base(low: str, made: Quantity, following: _Reading | None) -> Quantity | None:
    if following is None or made.kind not in ("count", "bare", "physical"):
        return None
    between = low[made.end : following.number.start]
    slash, total = _SLASH.fullmatch(between), _OF_TOTAL.fullmatch(between)
    if total or (slash and _same(low, made, following) and following.number.value not in _RATE_BASES):
        end = following.unit.end if following.unit else following.number.end
        unit = made.unit or (Span(following.unit_start, following.unit.end) if following.unit else None)
        kind = made.kind if made.unit else following.unit.kind if following.unit else "bare"
        return made._replace(base=_value(following, following.unit), end=end, unit=unit, kind=kind)
    return None


def _same(low: str, made: Quantity, following: _Reading) -> bool:
    """Whether a second number counts the same things ("45 hộ/120 hộ"); "08 buổi/650 lượt người" are two quantities."""
    return following.unit is not None and made.unit is not None and low[made.unit.start : made.unit.end].startswith(following.unit.name)


def _with_unit(low: str, made: Quantity, reading: _Reading) -> Quantity:
    """``made`` with the unit of ``reading``, and what it is per ("đồng/lượt", "bác sĩ/10.000 dân")."""
    unit = reading.unit
    if unit is None:
        return made
    end = unit.end
    for _ in range(2):
        per = _PER.match(low, end)
        if per is None or not _is_rate(per, unit.kind):
            break
        end = per.end()
    doubtful = made.doubtful or _ambiguous(low, reading, unit)
    return made._replace(end=end, unit=Span(reading.unit_start, end), kind=unit.kind, weak=unit.weak, doubtful=doubtful)


def _ambiguous(low: str, reading: _Reading, unit: Unit) -> bool:
    """Whether the comma of "1,250 ha" could group thousands; in "393,469 tỷ đồng" it cannot well."""
    comma = "," in low[reading.number.start : reading.number.end]
    return reading.number.other is not None and comma and (unit.kind == "physical" or unit.name in _SMALL_MONEY)


def _is_rate(per: re.Match[str], kind: str) -> bool:
    digits = re.sub(r"\D", "", per.group(1) or "")
    if digits and int(digits) not in _RATE_BASES:
        return False
    return bool(digits) or kind not in ("count", "percent") or per.group(3).replace(" ", "_") in _PER_WHAT


def _value(reading: _Reading, unit: Unit | None) -> float:
    """The value, the English reading where the Vietnamese one is impossible: no 1,25 of a person, no 63.412 per cent."""
    number = reading.number
    if number.other is None or unit is None:
        return number.value
    if not number.value.is_integer() and (unit.kind == "count" or unit.name in _SMALL_MONEY):
        return number.other
    if unit.kind == "percent" and number.value > 1_000:
        return number.other
    return number.value


def _bounded(made: Quantity) -> Quantity:
    """The contract's sides: for le and lt the bound is in ``high``."""
    return made._replace(low=None, high=made.low) if made.op in ("le", "lt") else made
