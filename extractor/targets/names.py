"""Digits that name, date or count off something and measure nothing: they are taken out before a quantity is looked for.

Precision first: an ordinal or a room number that passes for a measure is a lie in the record. What is masked here is so by
its own form (a date, a code, a quotation, a list label); words before a number ("lần thứ", "điện thoại") are asked later,
number by number, because only some of them count whatever follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractor.targets.lexicon import lexicon
from extractor.targets.numbers import Number
from extractor.text import Span

#: The label of a list item at the start of a line, bullets before it included. "2.95 %" is item 2 with 95 %.
_LABEL = re.compile(
    r"\s{0,40}(?:[-+*•–☞]\s{0,4}){0,3}(?:"
    r"\d{1,2}(?:\.\d{1,2}){1,5}\.?(?=\s{1,4}[^\W\d_])(?!\s\D{0,12}(?:đồng|USD))"
    r"|\d{1,2}\.(?=\d{1,3}(?:,\d{1,2})?\s?%)"
    r"|\d{1,3}[.)](?!\d)|\d{1,2}/(?=\s)|\d{1,2}\s?[-–](?=\s?[^\W\d_]))"
)
_QUOTED = re.compile(r"“[^“”]{0,400}”|\"[^\"]{0,200}\"")
#: What a template will put there, and how: "{lấy từ ô C3 biểu B26}".
_PLACEHOLDER = re.compile(r"\{[^{}]{0,600}\}")
_ADDRESS = re.compile(r"https?://\S{1,300}|www\.\S{1,300}|(?<![\w.])[\w.]{1,60}@[\w.]{1,60}")
#: Forms that begin with a number and are none: a date, years, a time of day, a telephone, the code of a document.
_NAME = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d\d(?![\d/])(?!\s?%)"
    r"|\d{1,2}\s?/\s?(?:19|20)\d\d(?!\d)"
    r"|(?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d(?![\d.,])"
    r"|\d{1,2}(?:h|g)\d{0,2}(?!\w)|24/24|24/7(?!\d)"
    r"|0\d{1,3}[. -]\d{3,4}[. -]\d{3,4}(?!\d)"
    r"|\d{1,6}[a-z]?(?:/\d{4,5})?\s?[/-]\s?(?:[A-ZĐ]{2,12}|[A-ZĐ]{1,4}[a-zđ]{1,2})(?:[/-]\s?[A-ZĐ][\w&]{0,14}){0,5}(?!\w)"
)
_COVID = re.compile(r"[Cc][Oo][Vv][Ii][Dd]\s?[-–]?\s?$")
_LAST_WORDS = re.compile(r"(?:[^\s\d,;:.()]+\s){0,2}[^\s\d,;:.()]+$")

#: "số" names what follows, unless it counts it.
_BEFORE_SO = "tổng thiểu con trong chỉ hệ đa dân doanh một trị quân sĩ sỹ nhân tần tỷ tỉ"
_COUNTING = frozenset(f"{word} số" for word in _BEFORE_SO.split(" "))
_WHOLE_YEAR = ("cả năm", "trong năm", "hằng năm", "hàng năm", "đầu năm")  # "lúa cả năm 520 ha"
_DEEDS = ("thu hồi", "phục hồi", "truy hồi")  # no "hồi" of an hour
#: The largest ordinal such a word can stand before; a greater number is an amount ("trong tháng 45 ca mắc").
_CALENDAR = {"tháng": 12, "ngày": 31, "quý": 4, "tuần": 53, "tuần thứ": 53, "lúc": 24}


def masked(line: str, others: Sequence[Span]) -> list[Span]:
    """The stretches of ``line`` whose digits are no quantities, sorted, with ``others`` (citations, dates) among them."""
    spans = list(others)
    if "“" in line or '"' in line:
        spans += [Span(*m.span()) for m in _QUOTED.finditer(line)]
    if "://" in line or "www." in line or "@" in line:
        spans += [Span(*m.span()) for m in _ADDRESS.finditer(line)]
    if "{" in line:
        spans += [Span(*m.span()) for m in _PLACEHOLDER.finditer(line)]
    label = _LABEL.match(line)
    if label:
        spans.append(Span(0, label.end()))
    return sorted(spans)


def name_end(line: str, number: Number) -> int:
    """Where the name ends that begins with ``number`` ("31/12", "98/2023/NĐ-CP", "(2)"); 0 when it is none."""
    bracketed = line[number.start - 1 : number.start] == "(" and line[number.end : number.end + 1] == ")"
    if bracketed and number.whole and number.value < 100:
        return number.end
    if _COVID.search(line, max(0, number.start - 8), number.start):
        return number.end
    name = _NAME.match(line, number.start)
    return name.end() if name else 0


def glued_label(line: str) -> bool:
    """Whether the line begins with a label that nothing but a percent sign tells from a decimal ("2.95 % hộ dân")."""
    label = _LABEL.match(line)
    return label is not None and label.group()[-1:] == "." and line[label.end() : label.end() + 1].isdigit()


def inside(place: int, spans: Sequence[Span]) -> bool:
    """Whether ``place`` stands in one of the sorted ``spans`` (which may overlap, so a few to the left are looked at)."""
    if not spans:
        return False
    i = bisect_left(spans, Span(place + 1, 0))
    return any(span.start <= place < span.end for span in spans[max(0, i - 4) : i])


def is_ordinal(low: str, number: Number, has_unit: bool) -> bool:
    """Whether the words before ``number`` in the folded line make it a name: "lần thứ 4", "nhóm 3" (not "nhóm 3 hộ")."""
    before = low[max(0, number.start - 40) : number.start].rstrip(" ")
    found = _LAST_WORDS.search(before)
    if found is None:
        return False
    words = found.group().split(" ")
    if words[-1] == "số":
        return " ".join(words[-2:]) not in _COUNTING
    names = {" ".join(words[-n:]) for n in (1, 2, 3)}
    if has_unit and words[-1] == "năm" and " ".join(words[-2:]) in _WHOLE_YEAR and not is_year(number):
        return False
    always = names & lexicon().ordinals["always"]
    if " ".join(words[-2:]) in _DEEDS or (has_unit and always == {"kết luận"}):
        return False
    if always and has_unit and all(name in _CALENDAR and number.value > _CALENDAR[name] for name in always):
        return False
    return bool(always) or (not has_unit and bool(names & lexicon().ordinals["bare"]))


def is_year(number: Number) -> bool:
    """Whether a number without a unit reads as a year."""
    return number.whole and 1900 <= number.value <= 2100
