"""What a run has come to so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from extractor.importing.batch import Written
from extractor.importing.outcome import HELD
from extractor.importing.pace import Pace


@dataclass(slots=True)
class Summary:
    """What a run has come to: files per reason now, how many of them were known before and left alone, pages read.

    ``total`` counts the files known so far: those in an archive are met one by one.
    """

    counts: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    pages: int = 0
    total: int = 0
    stopped: bool = False  #: somebody asked for it before the end
    pace: Pace = field(default_factory=Pace)

    @property
    def held(self) -> int:
        """Files of this run that have no record."""
        return sum(n for reason, n in self.counts.items() if reason in HELD)

    @property
    def exit_code(self) -> int:
        """0 all have their record, 1 some were held back, 3 none has one."""
        if not self.held:
            return 0 if self.counts else 3
        return 3 if self.held == self.counts.total() else 1

    def count(self, reason: str, pages: int = 0) -> None:
        """One file more."""
        self.counts[reason] += 1
        self.pages += pages
        self.pace.note(self.counts.total(), self.pages)

    def with_these(self, written: Written) -> Summary:
        """The summary as it will be when ``written`` has been told of."""
        reasons = Counter(entry.reason for _, entry in written)
        pages = sum(outcome.pages or 0 for outcome, _ in written)
        return replace(self, counts=self.counts + reasons, pages=self.pages + pages)
