"""What a label may be: one reading, and the candidate that gathers the readings of one paragraph."""

from __future__ import annotations

from typing import NamedTuple


class Reading(NamedTuple):
    """One way to read a label."""

    form: str  #: an entry of ``forms``
    value: tuple[int, ...]  #: what it counts: (2, 1) for "2.1"; empty for a bullet
    label: str  #: as printed without closing mark; mended where OCR slipped
    end: int  #: where the words after the label begin
    sure: bool  #: the marks alone make a label of it; otherwise the sequence has to
    slip: bool = False  #: the label is not what was printed

    @property
    def bullet(self) -> bool:
        return not self.value and self.form not in ("phu_luc", "mau")


class Candidate(NamedTuple):
    """The label at the beginning of one paragraph, most likely reading first."""

    start: int
    quoted: bool  #: an opening quotation mark stands before it
    readings: tuple[Reading, ...]
