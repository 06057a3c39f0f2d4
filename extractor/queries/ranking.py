"""Which passages fit, and which of them fit best: at a million rows FTS5's own ranking is what takes long.

bm25 first counts every passage that has the phrase, 60 to 250 ms for one that stands in most documents, whatever the LIMIT.
So at most so many passages are ranked, those of the documents stored last, by bm25's own formula without the count: every
passage of a round has all the words that were asked for, so their rarity tells nothing apart.

Filters leave a set of documents. A document's passages stand together in the index, so a common phrase is asked for document by
document (25 µs each) until enough are found; a rare one is asked for once and what it finds is looked up in the set.
"""

from __future__ import annotations

import json
import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from extractor.store.words import PASSAGE_BITS

if TYPE_CHECKING:
    from extractor.store import Store

_FEW = 5_000  # passages gone through to find those of the documents wanted: 5 ms
_SATURATION, _LENGTH = 1.2, 0.75  # k1 and b of bm25
_COLUMNS = {"exact": 0, "bare": 1}


def matching(store: Store, expression: str, documents: list[int] | None, most: int | None) -> list[int]:
    """Passages that match, those stored last first: one more than ``most`` where there are more; ``None`` is all of them.

    ``documents`` are those asked for, the last first; ``None`` is any.
    """
    end = -1 if most is None else most + 1
    if documents is None:
        return [row[0] for row in store.connection.execute(_NEWEST, (expression, end))]
    if most is None or not store.connection.execute(_MORE, (expression, _FEW)).fetchone():
        among = frozenset(documents)
        every = (row[0] for row in store.connection.execute(_NEWEST, (expression, -1)))
        return list(islice((passage for passage in every if passage >> PASSAGE_BITS in among), None if most is None else end))
    each = (_of_document(store, expression, number, end) for number in documents)
    return list(islice(chain.from_iterable(each), end))


def _of_document(store: Store, expression: str, number: int, most: int) -> list[int]:
    first = number << PASSAGE_BITS
    found = store.connection.execute(_AMONG, (expression, first, first + (1 << PASSAGE_BITS) - 1, most))
    return [row[0] for row in found]


def best_first(store: Store, passages: list[int], parts: tuple[tuple[str, str], ...]) -> list[int]:
    """``passages`` by how often, and in how few words, they hold the parts (column, words in a row) of a round."""
    if len(passages) < 2:
        return passages
    rows = store.connection.execute(_WORDS, (json.dumps(passages),)).fetchall()
    patterns = [(_COLUMNS[column], _pattern(words)) for column, words in parts]
    usual = sum(len(row[1]) for row in rows) / len(rows)

    def score(*forms: str) -> float:
        most = _SATURATION * (1 - _LENGTH + _LENGTH * len(forms[0]) / usual)
        times = (len(pattern.findall(forms[column])) for column, pattern in patterns)
        return sum(n / (n + most) for n in times)

    return [passage for _, passage in sorted((-score(*forms), passage) for passage, *forms in rows)]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, words.split())) + r"(?![^\W_])")


_NEWEST = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rowid DESC LIMIT ?"
_MORE = "SELECT 1 FROM passages WHERE passages MATCH ? LIMIT 1 OFFSET ?"
_AMONG = "SELECT rowid FROM passages WHERE passages MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
_WORDS = "SELECT id, c0, c1 FROM passages_content WHERE id IN (SELECT value FROM json_each(?))"
