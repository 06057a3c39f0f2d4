"""A target's value as a reader writes it: "≥ 95 %", "10–15 %", "11/11 trạm"."""

from __future__ import annotations

from extractor.messages import language, say
from extractor.queries.query import Record

_SIGNS = {"eq": "", "ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< "}
#: Below this confidence a value is shown as doubtful.
DOUBTFUL = 0.7


def number(value: float) -> str:
    """Without a needless ".0"; a decimal comma in Vietnamese."""
    digits = f"{value:.10g}"
    return digits.replace(".", ",") if language() == "vi" else digits


def shown_value(record: Record) -> str:
    """The measure of a target's row; "?" after it where it is doubtful."""
    doubt = " (?)" if record["confidence"] < DOUBTFUL else ""
    return _measure(record) + doubt


def _measure(record: Record) -> str:
    low, high, op = record["low"], record["high"], record["op"]
    if op is None:
        return say("value_in_words")
    if op == "between":
        digits = f"{_or_blank(low)}–{_or_blank(high)}"
    else:
        digits = _SIGNS[op] + _or_blank(high if op in ("le", "lt") else low)
    if record.get("base") is not None:
        digits += f"/{number(record['base'])}"
    return f"{digits} {record['unit']}" if record["unit"] else digits


def _or_blank(value: float | None) -> str:
    return "" if value is None else number(value)
