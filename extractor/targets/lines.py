"""The measures of a text, line by line: the steps of this room put in order.

Most lines hold no digit and stand under no heading of targets; they cost one search. A line end is a paragraph's end (the
repaired text has one paragraph a line), so nothing crosses it but a "Trong đó:" that opens the list below.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from extractor.messages import say
from extractor.targets import in_words, nesting
from extractor.targets.admission import Seen, admitted, is_form, may_aim, may_measure
from extractor.targets.names import glued_label, masked
from extractor.targets.parts import words_of
from extractor.targets.periods import Periods, When
from extractor.targets.places import Place, Places
from extractor.targets.quantities import Quantity, quantities
from extractor.targets.roles import role_of
from extractor.targets.statements import Statement, evidence, statements
from extractor.targets.target import Role, Target
from extractor.targets.wording import NounPhrases, Words
from extractor.text import Note, Span
from extractor.text.fold import fold, fold_aligned

_RESTRICTION = re.compile(r"\s[^,;:().\d]{2,80}\s(?:có|với|từ)\s[^,;:().\d]{0,30}")
_LABELLED = re.compile(r"([^,;:().\d]{3,60}):\s")
_DIGIT = re.compile(r"\d")
#: Words that name no indicator: "Mục tiêu > 55%" is about what its heading names.
_AIM_WORDS = ("mục tiêu", "chỉ tiêu", "phấn đấu", "mục tiêu đạt", "chỉ tiêu đạt", "phấn đấu đạt")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What other rooms know of the text: spans are sorted; ``skipped`` are stretches without measures of the running text."""

    places: Places
    periods: Periods
    masks: Sequence[Span]
    cited: Sequence[Span]
    skipped: Sequence[Span]
    noun_phrases: NounPhrases | None


class _Measure(NamedTuple):
    """A quantity that is a measure, with what was decided of it."""

    quantity: Quantity
    part: int  #: index of its statement in the line
    role: Role
    sure: float


class _Open(NamedTuple):
    """A line that ended in "trong đó:", and its mark: the items below, marked otherwise, are shares of its measure."""

    measure: int  #: index among the targets found
    mark: str


def in_lines(text: str, around: Surroundings) -> list[Target]:
    """The measures of the running text, in order."""
    found: list[Target] = []
    opened: _Open | None = None
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and (_DIGIT.search(line) or around.places.has_goals) and not _within(start, end, around.skipped):
            opened = _in_line(line, start, around, found, opened)
        elif line:
            opened = None
        start = end + 1
    return found


def _within(start: int, end: int, spans: Sequence[Span]) -> bool:
    i = bisect_left(spans, Span(start + 1, 0))  # the spans before it begin at ``start`` or further up
    return any(end <= span.end for span in spans[max(0, i - 3) : i])


def _in_line(line: str, start: int, around: Surroundings, found: list[Target], opened: _Open | None) -> _Open | None:
    """Add the measures of one line to ``found``; gives the list that the line opens or keeps open."""
    low = fold_aligned(line)
    if around.places.rules and not may_aim(low):
        return _kept(opened, low)  # most lines of a law: told before their place is asked for
    place = around.places.at(start + len(line) - len(line.lstrip()))
    seen = [] if place.norm and not place.goals and not may_aim(low) else _quantities(line, low, start, around)
    if not seen and not place.goals:
        return _kept(opened, low)
    parts = statements(line)
    measures = _measures(low, start, seen, parts, place, around)
    before, keeps = len(found), _kept(opened, low)
    parents = nesting.parents(low, [m.quantity for m in measures], [parts[m.part].sentence for m in measures])
    over = Words(found[keeps.measure].subject, found[keeps.measure].indicator) if keeps else None
    said = _said(line, low, parts, measures, parents, over, around.noun_phrases)
    for measure, words, parent in zip(measures, said, parents, strict=True):
        holder = before + parent if parent is not None else keeps.measure if keeps else None
        above = found[holder] if holder is not None else None
        found.append(_target(line, low, start, parts[measure.part], measure, words, holder, above, place, around))
    if place.goals:
        numbered = {parts[m.part].sentence for m in measures}
        begin = around.places.heading_end(start, start + len(line)) - start
        for span, sure in in_words.worded(low, parts, numbered, place, begin):
            found.append(_worded(line, low, start, span, sure, place, around))
    if measures and nesting.opens_list(low):
        first = nesting.opener(low, [m.quantity for m in measures], [m.part for m in measures])
        return _Open(before + first, nesting.marker(low))
    return keeps


def _kept(opened: _Open | None, low: str) -> _Open | None:
    """The open list, if this line is an item of it: marked, and otherwise than the line that opened it."""
    mark = nesting.marker(low) if opened else ""
    return opened if opened and mark and mark != opened.mark else None


def _quantities(line: str, low: str, start: int, around: Surroundings) -> list[Quantity]:
    if not _DIGIT.search(line):
        return []
    return quantities(line, low, masked(line, _local(around.masks, start, start + len(line))))


def _measures(
    low: str, start: int, seen: Sequence[Quantity], parts: Sequence[Statement], place: Place, around: Surroundings
) -> list[_Measure]:
    found: list[_Measure] = []
    at, looked, form = 0, -1, False
    for k, quantity in enumerate(seen):
        if k + 1 < len(seen) and seen[k + 1].unit and not low[quantity.end : seen[k + 1].number].strip(" "):
            continue  # "trợ cấp 01 lần 670 hồ sơ": part of a name
        while at + 1 < len(parts) and parts[at + 1].start <= quantity.number:
            at += 1
        if not parts or not parts[at].start <= quantity.number < parts[at].end:
            continue
        if not may_measure(low, parts[at], quantity) or (found and _restricts(low, found[-1], quantity, at)):
            continue
        if at != looked:
            looked, form = at, is_form(low, parts[at])
        if form:
            continue
        role, told = role_of(low, parts[at], quantity, place)
        cited = _begins_in(around.cited, start + parts[at].start, start + quantity.start)
        listed = any(m.part == at and m.quantity.kind == "count" for m in found[-8:])
        if not told and found:
            role = found[-1].role
        sure = admitted(Seen(low, parts[at], place, role, cited, listed), quantity)
        if sure is not None:
            found.append(_Measure(quantity, at, role, sure if told else round(sure - 0.15, 2)))
    return found


def _restricts(low: str, before: _Measure, quantity: Quantity, part: int) -> bool:
    """ "100% hộ khoán có doanh thu trên 100 triệu đồng": a bound that only says of whom the share is."""
    if before.part != part or before.quantity.kind != "percent" or not quantity.compared or quantity.kind == "percent":
        return False
    return _RESTRICTION.fullmatch(low, before.quantity.end, quantity.start) is not None


def _begins_in(spans: Sequence[Span], start: int, end: int) -> bool:
    i = bisect_left(spans, Span(start, 0))
    return i < len(spans) and spans[i].start < end


def _local(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The spans that meet ``[start, end)``, as offsets of that stretch."""
    i = max(0, bisect_left(spans, Span(start, 0)) - 2)
    out = []
    while i < len(spans) and spans[i].start < end:
        if spans[i].end > start:
            out.append(Span(spans[i].start - start, spans[i].end - start))
        i += 1
    return out


def _said(
    line: str,
    low: str,
    parts: Sequence[Statement],
    measures: Sequence[_Measure],
    parents: Sequence[int | None],
    over: Words | None,
    phrases: NounPhrases | None,
) -> list[Words]:
    """Subject and indicator of every measure; ``over`` are the words of the measure above that the line belongs to."""
    out: list[Words] = []
    for i, together in groupby(range(len(measures)), key=lambda k: measures[k].part):
        part, of = parts[i], list(together)
        colon = line.find(":", part.head, part.start) if part.head < part.start else -1
        head = Span(part.head, colon) if colon >= 0 else None
        above = None if head else over  # the label of the line's own list is nearer
        holders = [above if (p := parents[k]) is None else out[p] if p < len(out) else p - of[0] for k in of]
        quantities_of = [measures[k].quantity for k in of]
        bounds = Span(part.start, part.end)
        begun = out[0] if out else Words()
        goes_on = _goes_on(low, parts[i])
        if parts[i].sentence != parts[measures[0].part].sentence and not goes_on:
            begun = begun._replace(topic=None)
        if not out and goes_on and parts[i].sentence:
            begun = Words(topic=_label(line, parts[0]))
        out.extend(words_of(line, low, bounds, head, quantities_of, holders, phrases, begun))
    return out


def _label(line: str, first: Statement) -> str | None:
    """ "Tai nạn giao thông: không xảy ra. Lũy kế từ đầu năm xảy ra 02 vụ": the label of a line that counts only later."""
    found = _LABELLED.match(line, first.start, first.end)
    return found.group(1) if found else None


def _goes_on(low: str, part: Statement) -> bool:
    """Whether a sentence only adds a time or a comparison to what the one before was about."""
    return low.startswith(("luỹ kế", "so với", "so cùng kỳ", "tính từ đầu năm", "từ đầu năm", "cộng dồn"), part.start)


def _target(
    line: str,
    low: str,
    start: int,
    part: Statement,
    measure: _Measure,
    words: Words,
    parent: int | None,
    above: Target | None,
    place: Place,
    around: Surroundings,
) -> Target:
    """The finding; a share (of ``above``) that names no time has that of the whole."""
    quantity = measure.quantity
    shown = evidence(line, part, quantity.start, quantity.end)
    span = Span(start + shown.start, start + shown.end)
    when = When(start, low, part.opens, shown.start, shown.end, quantity.number, quantity.end)
    ahead = measure.role == "target"
    named, period = around.periods.named(when, ahead=ahead)
    role = "result" if ahead and named and not place.goals and around.periods.is_past(period) else measure.role
    if ahead and words.subject is None and fold(words.indicator or "mục tiêu") in _AIM_WORDS:
        words = words._replace(indicator=place.title or words.indicator)
    if not named:
        period = above.period if above is not None else around.periods.around(place.heads, ahead=ahead)
        role = "target" if role == "result" and around.periods.is_ahead(period) else role  # "4. Kế hoạch năm 2018" in a report
    return Target(
        span.start, span.end, role, words.subject, words.indicator, quantity.op, quantity.low, quantity.high,
        line[quantity.unit.start : quantity.unit.end] if quantity.unit else None,
        quantity.base, period, parent, measure.sure, None, tuple(_notes(line, start, quantity)),
    )  # fmt: skip


def _worded(line: str, low: str, start: int, span: Span, sure: float, place: Place, around: Surroundings) -> Target:
    placed = Span(start + span.start, start + span.end)
    when = When(start, low, span.start, span.start, span.end, span.end, span.end)
    named, period = around.periods.named(when, ahead=True)
    period = period if named else around.periods.around(place.heads, ahead=True)
    return Target(placed.start, placed.end, "target", indicator=line[span.start : span.end], period=period, confidence=sure)


def _notes(line: str, start: int, quantity: Quantity) -> list[Note]:
    codes = [code for code, holds in (("measure_about", quantity.about), ("measure_separator", quantity.doubtful)) if holds]
    if glued_label(line) and not line[: quantity.number].strip(" -+*.0123456789"):
        codes.append("measure_glued_label")
    return [Note(code, say(f"warning_{code}"), start + quantity.start, start + quantity.end) for code in codes]
