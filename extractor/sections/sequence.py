"""Which reading of a label fits what has been counted, and whether it is a label at all.

Numbering is evidence, not law: a number that carries on is believed whatever its marks, one that begins a list is believed when
the list goes on, and one that fits nothing is believed only when its marks or its type make it plain.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from extractor.sections.forms import STRUCTURAL, is_decimal
from extractor.sections.levels import Levels
from extractor.sections.reading import Candidate, Reading


class Fit(IntEnum):
    """How well a number carries on what was counted; the order is the strength of the evidence."""

    NONE = 0
    BACK = 1  #: smaller than the last one
    FOLLOWED = 2  #: out of nowhere, but the next number stands further down
    REPEATED = 3  #: the last number again, or the list begins anew
    SKIPPED = 4  #: one or two numbers are missing
    FIRST = 5  #: the first of a list
    FIRST_OF_SEVERAL = 6
    NEXT_ELSEWHERE = 7  #: carries on a list that was closed, or one with another mark
    NEXT = 8


def fits(reading: Reading, levels: Levels, followed: bool) -> Fit:
    """How ``reading`` fits the open ``levels``; ``followed`` says that its next number stands further down."""
    number = reading.value[-1]
    place = levels.place(reading)
    if place is not None:
        last = levels.open[place].value or (0,)  # a label of this form that had no number of its own
        if reading.value[:-1] == last[:-1] or not is_decimal(reading.form):
            return _step(number - last[-1], number)
    elif levels.kin(reading) is not None or levels.last.get(reading.form) == (*reading.value[:-1], number - 1):
        return Fit.NEXT_ELSEWHERE
    if number == 1:
        return Fit.FIRST_OF_SEVERAL if followed else Fit.FIRST
    return Fit.FOLLOWED if followed else Fit.NONE


def _step(step: int, number: int) -> Fit:
    if step == 1:
        return Fit.NEXT
    if step in (2, 3):
        return Fit.SKIPPED
    return Fit.REPEATED if step == 0 or number == 1 else Fit.BACK


def choose(candidate: Candidate, levels: Levels, followed: Sequence[bool], *, set_apart: bool, closed: bool) -> Reading | None:
    """The reading that fits best, or None where none is to be believed.

    ``set_apart``: the paragraph is set as a heading (bold, capitals); ``closed``: the sentence before it is complete.
    """
    best: tuple[Fit, bool, int] | None = None
    chosen: Reading | None = None
    for i, reading in enumerate(candidate.readings):
        if reading.bullet or not reading.value:
            return chosen or reading
        if i and is_decimal(candidate.readings[0].form) and levels.find(candidate.readings[0].form) is not None:
            break  # a figure glued to the number is a footnote's only where nothing is counted in two parts
        fit = fits(reading, levels, followed[i])
        if _believed(reading, fit, set_apart, closed) and (best is None or (fit, reading.sure, -i) > best):
            best, chosen = (fit, reading.sure, -i), reading
    return chosen


def _believed(reading: Reading, fit: Fit, set_apart: bool, closed: bool) -> bool:
    if not reading.sure:
        return fit >= Fit.FIRST_OF_SEVERAL or (fit >= Fit.REPEATED and set_apart)
    if reading.form in STRUCTURAL or set_apart:
        return True
    if reading.form == "I":
        return fit >= Fit.FOLLOWED
    return fit > Fit.NONE or closed


def followers(candidates: dict[int, Candidate]) -> dict[int, tuple[bool, ...]]:
    """For every candidate and each of its readings: whether the next number of the same form is the next one met."""
    later: dict[str, tuple[int, ...]] = {}
    out: dict[int, tuple[bool, ...]] = {}
    for i, candidate in reversed(candidates.items()):
        out[i] = tuple(bool(r.value) and later.get(r.form) == (*r.value[:-1], r.value[-1] + 1) for r in candidate.readings)
        later.update((r.form, r.value) for r in candidate.readings if r.value)
    return out


def next_romans(candidates: dict[int, Candidate]) -> dict[int, int | None]:
    """For every candidate the number of the Roman label met next behind it, None where none follows."""
    later: int | None = None
    out: dict[int, int | None] = {}
    for i, candidate in reversed(candidates.items()):
        out[i] = later
        later = next((r.value[0] for r in candidate.readings if r.form == "I" and r.value), later)
    return out
