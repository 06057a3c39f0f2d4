"""Which passages fit, and which of them fit best: at a million rows FTS5's own ranking is what takes long.

bm25 first counts every passage that has the phrase, 60 to 250 ms for one that stands in most documents, whatever the LIMIT.
So at most so many passages are ranked, those of the documents stored last, by bm25's own formula without the count: every
passage of a round has all the words that were asked for, so their rarity tells nothing apart.

Filters leave a set of documents. A document's passages stand together in the index, so a few documents are asked one by one
(up to 1.5 ms each, whatever they hold); for more the index is gone through, from their newest passage on, and what it finds is
looked up in the set. Words that stand everywhere give a page long before all is seen: eight passages for each that may be
ranked are gone through, more only while the page is not full, and how many were then ranked is said.

A word typed without diacritics stands in the index in both forms, and to look for the few passages that print it so takes a
way through all that print it otherwise (130 ms for the two of "ty le"). They are looked for among what is found bare.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from extractor.store.words import PASSAGE_BITS, phrase

if TYPE_CHECKING:
    from extractor.store import Store

_FEW = 40  # documents asked one by one
_LOOKED_AT = 8  # passages gone through for each that may be ranked
_SATURATION, _LENGTH = 1.2, 0.75  # k1 and b of bm25
_COLUMNS = {"exact": 0, "bare": 1}
Parts = tuple[tuple[str, str], ...]  #: (column, words in a row) that must all be there
Forms = dict[int, tuple[str, str]]  #: passage → its words, exact and bare


@dataclass(frozen=True, slots=True)
class Wanted:
    """``documents`` are those asked for (``None``: any), ``page`` passages are shown, ``most`` are ranked; ``None`` is all."""

    documents: frozenset[int] | None
    page: int | None
    most: int | None


def matching(store: Store, expression: str, wanted: Wanted) -> tuple[list[int], bool]:
    """Passages that match, those stored last first, at most ``wanted.most``; whether there may be more."""
    found = _found(store, expression, wanted)
    if wanted.most is None:
        return list(found), False
    kept = list(islice(found, wanted.most + 1))
    if kept and kept[-1] == _MORE:
        return kept[:-1], True
    return kept[: wanted.most], len(kept) > wanted.most


_MORE = -1  # in the place of a passage: the way through the index was not gone to its end


def _found(store: Store, expression: str, wanted: Wanted) -> Iterator[int]:
    documents, execute = wanted.documents, store.connection.execute
    if documents is None:
        yield from (row[0] for row in execute(_NEWEST, (expression,)))
    elif len(documents) <= _FEW:
        for number in sorted(documents, reverse=True):
            yield from (row[0] for row in execute(_AMONG, (expression, *_stretch(number, number))))
    else:
        yield from _among(execute(_AMONG, (expression, *_stretch(min(documents), max(documents)))), documents, wanted)


def _among(rows: Iterable[tuple[int]], documents: frozenset[int], wanted: Wanted) -> Iterator[int]:
    """Those of ``rows`` that stand in ``documents``, then ``_MORE`` where they are not gone through to the end."""
    enough, last = 0, None if wanted.most is None else wanted.most * _LOOKED_AT
    for seen, row in enumerate(rows):
        if row[0] >> PASSAGE_BITS in documents:
            enough += 1
            yield row[0]
        if last is not None and wanted.page is not None and seen >= last and enough >= wanted.page:
            yield _MORE
            return


def _stretch(first: int, last: int) -> tuple[int, int]:
    return first << PASSAGE_BITS, ((last + 1) << PASSAGE_BITS) - 1


def forms_of(store: Store, passages: list[int]) -> Forms:
    """The words of ``passages``."""
    return {row[0]: (row[1], row[2]) for row in store.connection.execute(_WORDS, (json.dumps(passages),))}


def holding(passages: list[int], forms: Forms, parts: Parts) -> list[int]:
    """Those of ``passages`` that hold all ``parts``."""
    patterns = [(_COLUMNS[column], phrase(words)) for column, words in parts]
    return [n for n in passages if all(pattern.search(forms[n][column]) for column, pattern in patterns)]


def best_first(passages: list[int], forms: Forms, parts: Parts) -> list[int]:
    """``passages`` by how often, and in how few words, they hold the parts of a round."""
    if len(passages) < 2:
        return passages
    patterns = [(_COLUMNS[column], phrase(words)) for column, words in parts]
    usual = sum(len(forms[n][0]) for n in passages) / len(passages)

    def score(form: tuple[str, str]) -> float:
        most = _SATURATION * (1 - _LENGTH + _LENGTH * len(form[0]) / usual)
        times = (len(pattern.findall(form[column])) for column, pattern in patterns)
        return sum(n / (n + most) for n in times)

    return [passage for _, passage in sorted((-score(forms[n]), n) for n in passages)]


_NEWEST = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rowid DESC"
_AMONG = "SELECT rowid FROM passages WHERE passages MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC"
_WORDS = "SELECT id, c0, c1 FROM passages_content WHERE id IN (SELECT value FROM json_each(?))"
