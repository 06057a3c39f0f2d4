"""The word indexes in few segments.

FTS5 writes a segment a commit and merges them by fours, so that an import leaves a dozen and more, and a question looks for its
words in each. In a store of a million targets a phrase in one document took 3.4 ms with 17 segments and .35 with one, a search
in the documents of an issuer and year 60 ms and 8. To merge them all takes 11 s there, in steps that keep other writers and
Ctrl-C waiting for .3 s (once 1.3 s, the file not in memory); in one go the log would grow by 750 MB.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.store.store import Store

_TABLES = ("passages", "target_words")
_MOST = 8  # segments that are left alone
_GROWN = 0.2  # of an index: what stands beside its largest segment, if less, is not worth writing all of it anew
_PAGES = 1_000  # of 4 kB, written in a step


def merge_segments(store: Store, going_on: Callable[[], bool] = lambda: True) -> None:
    """Make one segment of each word index that has many of some size; ``going_on`` is asked before each step, and what was
    done stays."""
    for table in _TABLES:
        sizes = _sizes(store, table)
        if len(sizes) > _MOST and sum(sizes) - max(sizes) >= _GROWN * sum(sizes):
            _merge(store, table, going_on)


def _merge(store: Store, table: str, going_on: Callable[[], bool]) -> None:
    """FTS5's own way to optimise in steps: the first, negative, counts all segments as of one level, and the last changes
    fewer than two rows."""
    pages, changed = -_PAGES, 2
    while changed >= 2 and going_on():
        before = store.connection.total_changes
        with store.transaction():
            store.connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))
        pages, changed = _PAGES, store.connection.total_changes - before


def _sizes(store: Store, table: str) -> list[int]:
    """Pages of each segment, up to the last on which a word begins; behind it stands a bit that says what the page has."""
    return [row[0] for row in store.connection.execute(f"SELECT max(pgno >> 1) FROM {table}_idx GROUP BY segid")]
