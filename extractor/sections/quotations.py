"""Quotations, footnotes and text boxes: each counts for itself under the section it stands in.

A quotation is left where its marks are balanced, or where the list outside goes on; a text box where it ends.
"""

from __future__ import annotations

from extractor.sections import sequence
from extractor.sections.levels import MAX_QUOTES, Levels
from extractor.sections.reading import Reading

#: As many opening marks as no text box closes: it is left where it ends, not where a mark stands.
_ASIDE = 1 << 40
_QUOTES = {"“": 1, "”": -1, "«": 1, "»": -1, "„": 1}


class Quotations:
    """The quotations that are open; ``levels.floors`` says where each began."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        self.unbalanced: list[int] = []  #: opening marks of each open quotation that nothing has closed
        self.beside = False

    def clear(self) -> None:
        """Leave them all."""
        self.levels.floors.clear()
        self.unbalanced.clear()

    def enter(self) -> None:
        """A label behind an opening mark: what is quoted counts from here."""
        if len(self.levels.floors) < MAX_QUOTES:
            self._open(0)

    def maybe_leave(self, reading: Reading) -> None:
        """Leave a quotation that was never closed when the list outside it goes on and the one inside does not."""
        if not self.unbalanced or not reading.value or sequence.fits(reading, self.levels, False) == sequence.Fit.NEXT:
            return
        outer = self.levels.find(reading.form, 0)
        if outer is None or outer >= self.levels.floor or self.levels.open[outer].value[-1] + 1 != reading.value[-1]:
            return
        while self.unbalanced and self.levels.floor > outer:
            self._close()

    def aside(self, quoted: bool) -> None:
        """Footnotes and text boxes count for themselves: a list of their own under the section they stand in."""
        if quoted and not self.beside:
            self._open(_ASIDE)
        elif self.beside and not quoted:
            while self.unbalanced and self.unbalanced[-1] < _ASIDE // 2:
                self._close()
            if self.unbalanced:
                self._close()
        self.beside = quoted

    def leave(self, words: str) -> None:
        """Leave what is balanced at the end of a paragraph with these words; something must be open."""
        self.unbalanced[-1] += sum(words.count(mark) * step for mark, step in _QUOTES.items())
        if words.count('"') % 2:
            self.unbalanced[-1] += 1 if words.lstrip()[:1] == '"' else -1
        while self.unbalanced and self.unbalanced[-1] <= 0:
            self._close()

    def _open(self, marks: int) -> None:
        self.levels.floors.append(len(self.levels.open))
        self.unbalanced.append(marks)

    def _close(self) -> None:
        self.unbalanced.pop()
        self.levels.close_to(self.levels.floors.pop())
