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
from extractor.targets.lexicon import lexicon
from extractor.targets.names import is_ordinal, is_year
from extractor.targets.numbers import Number
from extractor.targets.readings import RATE_BASES, Reading, is_denominator, is_glued, readings, unit_end
from extractor.targets.target import Op
from extractor.text import Span

_DASH = re.compile(r"\s?(?:%\s?)?[-–÷~]\s?")
_TO = re.compile(r"\s?(?:%|[^\W\d_]{1,8}(?:\s[^\W\d_]{1,8})?)?\s(?:đến|tới|-|–)\s(?:dưới\s)?")
_WIDEST = 32  # characters: the most that stand between the ends of an interval are fewer
_SLASH = re.compile(r"\s?/\s?")
_OF_TOTAL = re.compile(r"\s?(?:/|trên|trong)\s?(?:tổng số|tổng)\s(?:là\s)?")
_PERCENT_IN_BRACKETS = re.compile(r"\s?\(\s?(?:đạt\s|chiếm\s)?(?:tỷ lệ\s)?\d+(?:[.,]\d+)?\s?%")
#: "xếp thứ 5/63 tỉnh, thành phố": an ordinal that is a result.
RANKED = re.compile(r"(?<!\w)(?:xếp|đứng)\s(?:thứ hạng|vị trí thứ|vị trí|thứ|hạng)\s$")
_RANK_WORDS = 24  # characters before the number
_CODE_GOES_ON = re.compile(r"[/-]\w")
_MOVED = re.compile(r"(?<!\w)(?<!trở )(?:lên|xuống|còn)(?: đến| tới| còn)?\s(?:\S+\s)?$")


class Quantity(NamedTuple):
    """A quantity in a line; ``start`` takes the comparator in, ``end`` the unit and a "trở lên"; offsets count from the line.

    ``kind`` is the unit's (percent, money, physical, time, count) or "bare" where there is none.
    """

    start: int
    number: int
    end: int
    op: Op
    low: float | None
    high: float | None
    unit: Span | None = None
    kind: str = "bare"
    weak: bool = False
    base: float | None = None
    about: bool = False
    doubtful: bool = False

    @property
    def compared(self) -> bool:
        """Whether a comparator stands with it."""
        return self.op != "eq"


#: Two numbers that belong together and measure nothing: a pair, a code, where a change began.
_NOTHING = Quantity(0, 0, 0, "eq", None, None)


def quantities(line: str, low: str, masks: Sequence[Span]) -> list[Quantity]:
    """The quantities of ``line`` in order; ``low`` is the line folded in place, ``masks`` the stretches to leave alone."""
    read = readings(line, low, masks)
    found: list[Quantity] = []
    i = 0
    while i < len(read):
        quantity, used = _at(line, low, read, i)
        if quantity is not None:
            found.append(quantity)
        i += used
    return found


def _at(line: str, low: str, read: Sequence[Reading], i: int) -> tuple[Quantity | None, int]:
    """The quantity that begins at reading ``i`` (None when it is a name or an ordinal) and how many readings it takes."""
    first = read[i]
    following = read[i + 1] if i + 1 < len(read) else None
    comparator = comparator_before(low, first.number.start)
    if following is not None:
        for form, used in ((_interval, 2), (_ratio, 2), (_change, 1)):
            made = form(low, first, following, comparator)
            if made is not None:
                return (None if made is _NOTHING else _checked(low, first.number, made)), used
    if is_glued(line, low, first) or is_denominator(first, comparator.op):
        return None, 1
    quantity, took_base = _single(low, first, following, comparator)
    return _checked(low, first.number, quantity), 2 if took_base else 1


def _checked(low: str, number: Number, quantity: Quantity) -> Quantity | None:
    ranked = quantity.base is not None and RANKED.search(low, max(0, number.start - _RANK_WORDS), number.start)
    if quantity.kind != "percent" and not ranked and is_ordinal(low, number, quantity.unit is not None):
        return None
    return None if quantity.kind == "bare" and quantity.base is None and is_year(number) else quantity


def _interval(low: str, first: Reading, second: Reading, comparator: Comparator) -> Quantity | None:
    """ "10-15%", "từ 40 đến 50%", "40% - 50%", "từ 3 đến 5 lớp"."""
    between = low[first.number.end : second.number.start]
    if len(between) > _WIDEST:
        return None
    dashed = _DASH.fullmatch(between)
    opened = comparator.from_ or comparator.about
    if not dashed and not (_TO.fullmatch(between) and (opened or first.unit)):
        return None
    least, most = first.value(second.unit), second.value(second.unit)
    if least >= most:
        return _NOTHING if dashed and second.unit is None else None
    unlike = first.unit and second.unit and first.unit.kind != second.unit.kind
    whole = not (low[: first.number.start] + low[second.number.end :]).strip()  # a table's cell
    if unlike or not (first.unit or second.unit or comparator.from_ or whole):
        return None
    start = comparator.start if opened else first.number.start
    made = Quantity(start, first.number.start, second.number.end, "between", least, most, about=comparator.about)
    return _with_unit(low, made, second)


def _ratio(low: str, first: Reading, second: Reading, comparator: Comparator) -> Quantity | None:
    """ "11/11 trạm", "309/851 (36,31%)"; what has neither a unit nor its percentage behind it is a date, a pair, a code."""
    if not _SLASH.fullmatch(low[first.number.end : second.number.start]):
        return None
    share, base = first.value(second.unit), second.value(second.unit)
    made = Quantity(comparator.start, first.number.start, second.number.end, comparator.op or "eq", share, None, base=base)
    if _CODE_GOES_ON.match(low, second.number.end):
        return _NOTHING
    if RANKED.search(low, max(0, first.number.start - _RANK_WORDS), first.number.start) and share <= base:
        return _with_unit(low, made, second)
    if second.unit is not None and second.unit.kind in ("count", "physical", "money"):
        return _bounded(_with_unit(low, made._replace(about=comparator.about), second))
    if second.unit is None and _PERCENT_IN_BRACKETS.match(low, second.number.end):
        return _bounded(made)
    return _NOTHING


def _change(low: str, first: Reading, second: Reading, comparator: Comparator) -> Quantity | None:
    """ "từ 45% lên 60%": the first number is where it came from, not a measure."""
    between = low[first.number.end : second.number.start]
    return _NOTHING if comparator.from_ and len(between) <= 60 and _MOVED.search(between) else None


def _single(low: str, first: Reading, following: Reading | None, comparator: Comparator) -> tuple[Quantity, bool]:
    """One number with its comparator and unit, and a base that follows ("45 hộ/120 hộ", "41 trên tổng số 158 người")."""
    number = first.number
    start = comparator.start if comparator.op or comparator.about else number.start
    value = -first.value(first.unit) if low[max(0, number.start - 2) : number.start] == "(-" else first.value(first.unit)
    made = Quantity(start, number.start, number.end, comparator.op or "eq", value, None, about=comparator.about)
    made = _with_unit(low, made, first)
    based = _based(low, made, following)
    return _bounded(_compared(low, based or made, comparator)), based is not None


def _compared(low: str, made: Quantity, comparator: Comparator) -> Quantity:
    """``made`` with the bound that stands behind it, or that "từ" opens; a difference is no bound."""
    if made.op == "eq":
        behind = comparator_behind(low, made.end, comparator.from_)
        if behind:
            return made._replace(op=behind[1], end=behind[0], start=min(made.start, comparator.start))
        if comparator.from_ and made.kind == "percent" and _stands_alone(low, comparator.start):
            return made._replace(op="ge", start=comparator.start)
    if made.op in ("gt", "lt") and _tells_difference(low, made):
        return made._replace(op="eq", start=made.number)
    return made


def _stands_alone(low: str, start: int) -> bool:
    """Whether "từ" is a lower bound by itself ("đạt từ 95%") and not where a change began ("tăng từ 95%")."""
    before = low[max(0, start - 12) : start].rstrip(" ")
    return not before.endswith(("tăng", "giảm", "nâng", "thu", "chuyển", "lấy"))


def _tells_difference(low: str, made: Quantity) -> bool:
    """ "cao hơn 5% so với cùng kỳ"."""
    comparative = low[made.start : made.number].split(" ", maxsplit=1)[0] in ("cao", "thấp", "nhiều", "ít", "lớn", "nhỏ")
    return comparative and any(word in low[made.end : made.end + 40] for word in lexicon().words["difference_to"])


def _based(low: str, made: Quantity, following: Reading | None) -> Quantity | None:
    """``made`` with the base that follows it; None when none does."""
    if following is None or made.kind not in ("count", "bare", "physical", "money"):
        return None
    between = low[made.end : following.number.start]
    slash = _SLASH.fullmatch(between) and _same(low, made, following) and following.number.value not in RATE_BASES
    if not slash and not _OF_TOTAL.fullmatch(between):
        return None
    unit = following.unit
    made = made._replace(base=following.value(unit), end=unit.end if unit else following.number.end)
    if made.unit or unit is None:
        return made
    return made._replace(unit=Span(following.unit_start, unit.end), kind=unit.kind)


def _same(low: str, made: Quantity, following: Reading) -> bool:
    """Whether a second number counts the same things ("45 hộ/120 hộ"); "08 buổi/650 lượt người" are two quantities."""
    if following.unit is None or made.unit is None:
        return False
    return low[made.unit.start : made.unit.end].startswith(following.unit.name)


def _with_unit(low: str, made: Quantity, reading: Reading) -> Quantity:
    unit = reading.unit
    if unit is None:
        return made
    end = unit_end(low, unit)
    place = Span(reading.unit_start, end)
    return made._replace(end=end, unit=place, kind=unit.kind, weak=unit.weak, doubtful=reading.ambiguous(low))


def _bounded(made: Quantity) -> Quantity:
    """The contract's sides: for le and lt the bound is in ``high``."""
    return made._replace(low=None, high=made.low) if made.op in ("le", "lt") else made
