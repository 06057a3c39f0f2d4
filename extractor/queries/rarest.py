"""The targets that hold many words: the rarest three are asked of the index, the others looked for in what these leave.

FTS5 goes through the list of every word. At a million targets eight words, of which four stand in every third or fifth, take
13 ms, largest 23; this way 5, largest 10 (medians and p95 of 26 askings). Which words are the rarest is seen from where in the
index the hundredth target with each stands.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.store import Store

_ASKED = 3  # words of which the index is asked: of two the rarest are often the syllables of one word
_LEFT = 1_500  # targets that these may leave, 20 ms to look into; with more, all words are asked of the index
_WORD = re.compile(r'"\w+"')


def numbers_of(store: Store, expression: str, most: int) -> list[int]:
    """The first ``most`` targets, by number, that fit ``expression``, words and facets with " AND " between them."""
    pieces = expression.split(" AND ")
    words = [piece for piece in pieces if _WORD.fullmatch(piece)]
    if len(words) > _ASKED:
        others = sorted(words, key=lambda word: _hundredth(store, word))[:-_ASKED]
        left = _first(store, " AND ".join(piece for piece in pieces if piece not in others), _LEFT + 1)
        if len(left) <= _LEFT:
            held = store.connection.execute(_HELD, {"numbers": json.dumps(left), "words": " AND ".join(others), "most": most})
            return [row[0] for row in held]
    return _first(store, expression, most)


def _first(store: Store, expression: str, most: int) -> list[int]:
    return [row[0] for row in store.connection.execute(_FIRST, (expression, most))]


def _hundredth(store: Store, word: str) -> float:
    """The number of the hundredth target that holds ``word``; the further it stands, the rarer is the word."""
    row = store.connection.execute(_HUNDREDTH, (word,)).fetchone()
    return row[0] if row else float("inf")


_FIRST = "SELECT rowid FROM target_words WHERE target_words MATCH ? ORDER BY rowid LIMIT ?"
_HUNDREDTH = "SELECT rowid FROM target_words WHERE target_words MATCH ? ORDER BY rowid LIMIT 1 OFFSET 99"
_HELD = (
    "SELECT id FROM target_words_content WHERE id IN (SELECT value FROM json_each(:numbers)) AND has_words(c0, :words)"
    " ORDER BY id LIMIT :most"
)
