"""The one writer: outcomes are gathered and written together, each document whole or not at all.

One commit a document costs a search-index segment each; what many small segments cost is paid again when they are merged.
Nothing is written while a batch is gathered, so other writers find the store free most of the time and a killed run loses
only files that it will read again. A document that the store refuses (a number too large for it, a broken link between its
rows) is recorded as such, and the others of its batch are written without it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extractor.errors import StoreError
from extractor.importing.ledger import Ledger, Recorded
from extractor.importing.outcome import Outcome, refused

Told = Callable[[Outcome, Recorded], None]
Written = Sequence[tuple[Outcome, Recorded]]
MOST = 32  #: outcomes of one batch
SECONDS = 1.0  #: how long the first of a batch waits
#: What SQLite and its module raise for rows it cannot take; anything else is the store's trouble and ends the run.
_UNFIT = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.DataError, OverflowError, UnicodeError, ValueError)


@dataclass(slots=True)
class Batch:
    """Outcomes on their way into ``ledger``'s store; ``told`` hears of each once it is committed.

    ``beside`` is called inside each transaction with what it writes, for what has to be true together with the documents.
    """

    ledger: Ledger
    told: Told
    beside: Callable[[Written], None] = lambda written: None
    most: int = MOST
    waiting: list[Outcome] = field(default_factory=list)
    since: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Take it; written at once where the batch is full or its first has waited long enough."""
        if not self.waiting:
            self.since = time.monotonic()
        self.waiting.append(outcome)
        if len(self.waiting) >= self.most or time.monotonic() - self.since >= SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if not self.waiting:
            return
        outcomes, self.waiting = self.waiting, []
        recorded: Iterable[tuple[Outcome, Recorded]]
        try:
            recorded = self._together(outcomes)
        except (StoreError, *_UNFIT) as error:  # some only at the commit: which document it is, each of them has to show
            if not isinstance(error.__cause__ if isinstance(error, StoreError) else error, _UNFIT):
                raise
            recorded = map(self._alone, outcomes)
        for outcome, entry in recorded:
            self.told(outcome, entry)

    def _together(self, outcomes: list[Outcome]) -> list[tuple[Outcome, Recorded]]:
        """One transaction without savepoints, which cost up to a third of it; a document that does not fit undoes all."""
        with self.ledger.store.transaction(all_or_nothing=True):
            recorded = [(outcome, self.ledger.record(outcome)) for outcome in outcomes]
            self.beside(recorded)
        return recorded

    def _alone(self, outcome: Outcome) -> tuple[Outcome, Recorded]:
        try:
            return self._together([outcome])[0]
        except (StoreError, *_UNFIT) as error:
            cause = error.__cause__ if isinstance(error, StoreError) else error
            if not isinstance(cause, _UNFIT) or outcome.rows is None:
                raise
            return self._together([_unfit(outcome, cause)])[0]


def _unfit(outcome: Outcome, error: BaseException) -> Outcome:
    held = refused(outcome.task, error)
    return Outcome(held.task, held.reason, held.code, held.params, pages=outcome.pages, seconds=outcome.seconds)
