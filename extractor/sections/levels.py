"""The levels that are open at a place of the document: what has been counted, how far, and where a new label belongs.

A label that carries on an open level closes what stands inside it; a form not open begins a new level under the innermost one.
The usual ranks of ``forms`` decide only where the counting does not. There are never more levels than forms (plus those of
nested quotations, at most ``MAX_QUOTES``), so every step costs the same however long the document is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.sections.forms import STRUCTURAL, UNDER_BULLET, is_decimal, rank, same_numeral
from extractor.sections.reading import Reading

MAX_QUOTES = 4


def _shortened(above: tuple[int, ...], below: tuple[int, ...]) -> bool:
    """Whether "3.1" begins the items of "1.3", the outer number left out; behind "1.2" a "2.1" is the next part's first."""
    return below[-1] == 1 and len(below) == 2 and above[-1] == below[0] and below[0] > above[0] + 1 and below[:-1] != above[:-1]


@dataclass(slots=True)
class Level:
    """One open level: its form and the last value counted on it, the node and the paragraph that opened it."""

    form: str
    value: tuple[int, ...]
    node: int
    paragraph: int
    label: str = ""
    announces: bool = False  #: its paragraph ends in a colon

    @property
    def bullet(self) -> bool:
        return not self.value and rank(self.form) >= rank("*")


@dataclass(slots=True)
class Levels:
    """The stack of open levels; ``on_close`` is told every node that ends."""

    on_close: Callable[[int], None]
    open: list[Level] = field(default_factory=list)
    last: dict[str, tuple[int, ...]] = field(default_factory=dict)  #: form → the value counted last, open or not
    floors: list[int] = field(default_factory=list)  #: where each open quotation began
    bare_article: bool = False  #: the article counted last stands in no chapter

    @property
    def floor(self) -> int:
        return self.floors[-1] if self.floors else 0

    @property
    def top(self) -> Level | None:
        return self.open[-1] if self.open else None

    @property
    def parent(self) -> int | None:
        """The node that the next one stands under."""
        return self.open[-1].node if self.open else None

    def find(self, form: str, floor: int | None = None) -> int | None:
        """Where ``form`` is open, inside the quotation that is being read."""
        for i in range(len(self.open) - 1, (self.floor if floor is None else floor) - 1, -1):
            if self.open[i].form == form:
                return i
        return None

    def place(self, reading: Reading) -> int | None:
        """Where ``reading`` goes on: its form, for "2.1" with the same numbers in front where those are open."""
        if not is_decimal(reading.form):
            return self.find(reading.form)
        for i in range(len(self.open) - 1, self.floor - 1, -1):
            if self.open[i].form == reading.form and self.open[i].value[:-1] == reading.value[:-1]:
                return i
        place = self.find(reading.form)
        return None if place is not None and _shortened(self.open[place].value, reading.value) else place

    def kin(self, reading: Reading) -> int | None:
        """Where the same numerals are open behind another mark and ``reading`` is the next one: "1." carried on as "2)"."""
        for i in range(len(self.open) - 1, self.floor - 1, -1):
            level = self.open[i]
            if same_numeral(level.form, reading.form) and reading.value[0] == level.value[0] + 1:
                return i
        return None

    def close_to(self, size: int) -> None:
        """Close levels until ``size`` are left."""
        while len(self.open) > size:
            self.on_close(self.open.pop().node)

    def push(self, level: Level) -> None:
        if level.form == "dieu":
            self.bare_article = len(self.open) == self.floor
        self.open.append(level)
        if level.value:
            self.last[level.form] = level.value

    def make_room(self, reading: Reading, paragraph: int, next_roman: int | None = None) -> None:
        """Close what ends where ``reading`` begins, so that ``parent`` is what it stands under.

        ``next_roman`` is the number of the Roman label met next.
        """
        if reading.bullet:
            self._for_bullet(reading)
        elif reading.form == "dieu" and self.bare_article and self._next(reading):
            self.close_to(self.floor)  # the chapters since were those of another paper, listed in the article before
        elif not self._announced(reading, paragraph):
            self._for_number(reading, self._within_roman(reading, next_roman))

    def _within_roman(self, reading: Reading, next_roman: int | None) -> bool:
        """Whether "A." divides an open "II.": nothing was counted in letters before, and the Roman numbers go on behind it."""
        place = self.find("I")
        if place is None or reading.form != "A" or reading.value != (1,) or "A" in self.last:
            return False
        return next_roman is None or next_roman == self.open[place].value[0] + 1

    def _next(self, reading: Reading) -> bool:
        """Whether ``reading`` counts on from the last of its form."""
        last = self.last.get(reading.form)
        return last is not None and reading.value[0] == last[0] + 1

    def _announced(self, reading: Reading, paragraph: int) -> bool:
        """Whether the bullet just before announces this list: "- Hồ sơ gồm:" and then "a) …"."""
        top = self.top
        return (
            top is not None
            and top.bullet
            and top.announces
            and top.paragraph == paragraph - 1
            and reading.form in UNDER_BULLET
            and reading.value == (1,)
            and self.find(reading.form) is None
        )

    def _for_bullet(self, reading: Reading) -> None:
        """Beside the same bullet where it is open (a list it announced ends), else under one that stands further out."""
        first = next((i for i in range(self.floor, len(self.open)) if self.open[i].bullet), len(self.open))
        place = self.find(reading.form, first)
        if place is not None:
            self.close_to(place)
            return
        while self.open[first:] and self.open[-1].bullet and rank(self.open[-1].form) > rank(reading.form):
            self.close_to(len(self.open) - 1)

    def _for_number(self, reading: Reading, within_roman: bool) -> None:
        place = self.place(reading)
        if place is None and is_decimal(reading.form) and self.find(reading.form) is not None:
            self.close_to((self.find(reading.form) or 0) + 1)
            return
        if place is None:
            place = self.kin(reading)
        if place is not None:
            self.close_to(place)
            return
        while len(self.open) > self.floor and self.open[-1].bullet:
            self.close_to(len(self.open) - 1)
        if is_decimal(reading.form) and self._to_prefix(reading.value[:-1]):
            return
        if reading.value[-1:] != (1,) or reading.form in STRUCTURAL | {"I", "A", "tieu_muc", "phu_luc", "mau"}:
            self._by_rank("1" if within_roman else reading.form)

    def _to_prefix(self, prefix: tuple[int, ...]) -> bool:
        """Close down to the open number whose label the new one carries: "2." for "2.1"."""
        for i in range(len(self.open) - 1, self.floor - 1, -1):
            if self.open[i].value == prefix:
                self.close_to(i + 1)
                return True
        return False

    def _by_rank(self, form: str) -> None:
        within_article = form in ("I", "A")  # a plan printed inside Điều 1 counts its parts there
        while len(self.open) > self.floor and rank(self.open[-1].form) > rank(form):
            if within_article and self.open[-1].form == "dieu":
                return
            self.close_to(len(self.open) - 1)
