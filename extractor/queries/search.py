"""Where do these words stand? Exact spelling first, then without diacritics.

A word typed with diacritics must stand so ("đang" never finds "Đảng"); one typed without finds both. The rounds go from the
narrow to the wide, and the first that fill the page end the search. Which passages of a round are ranked, and how: ``ranking``.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from extractor.errors import WrongUseError
from extractor.queries.asking import conditions, paged, paging
from extractor.queries.filters import ABOUT_DOCUMENT, DOCUMENT_COLUMNS, DOCUMENT_SQL, positive
from extractor.queries.query import Answer, Note, Parameter, Query, Record, Values
from extractor.queries.ranking import Forms, Parts, Wanted, best_first, forms_of, holding, matching
from extractor.store.words import PASSAGE_BITS, bare, exact, phrase, tokens
from extractor.text.fold import ascii_aligned

if TYPE_CHECKING:
    from extractor.store import Store

_RANKED, _MOST = "ranked", "500"  # the option, and how many passages a round ranks without it
_FILTERS = frozenset(parameter.name for parameter in ABOUT_DOCUMENT)
_AROUND = 90  # code points shown on either side of the first hit


@dataclass(frozen=True, slots=True)
class Round:
    """One way to ask the index; ``match`` is what the row says about how it was found.

    Its passages are looked for among those of ``among``, the widest expression first: that of all words in whatever form gives
    the passages of every round at once where it is not cut off, so that the index is gone through once and not four times.
    """

    match: str
    expression: str
    parts: Parts
    among: tuple[str, ...]


def rounds(terms: list[list[str]]) -> list[Round]:
    """The rounds for what was typed, narrow to wide: the phrase, all words, then both without diacritics."""
    one_phrase = [[token for term in terms for token in term]]
    widest = _expression(_parts(terms, _column))
    asked: dict[str, Round] = {}
    for match, column_of in (("exact", lambda term: "exact"), ("bare", _column)):
        for grouped in (one_phrase, terms):
            parts, wide = _parts(grouped, column_of), _parts(grouped, _column)
            own = _expression(wide if all(column == "bare" for column, _ in wide) else parts)
            among = tuple(dict.fromkeys((widest, own)))
            asked.setdefault(_expression(parts), Round(match, _expression(parts), parts, among))
    return list(asked.values())


def _parts(grouped: list[list[str]], column_of: Callable[[list[str]], str]) -> Parts:
    return tuple((column_of(term), " ".join(term)) for term in grouped)


def _expression(parts: Parts) -> str:
    return " AND ".join(f'{column} : "{words}"' for column, words in parts)


def terms_of(words: str) -> list[list[str]]:
    """Terms as lists of tokens; what stands in quotation marks is one term, so is "98/2023/NĐ-CP"."""
    pieces = exact(unicodedata.normalize("NFC", words)).split('"')
    terms = [[piece] if i % 2 else piece.split() for i, piece in enumerate(pieces)]
    found = [some for group in terms for term in group if (some := tokens(term))]
    if not found:
        raise WrongUseError("no_words", value=words)
    return found


def _column(term: list[str]) -> str:
    """A term with diacritics is asked as it is; only a bare one may find what is accented."""
    return "bare" if all(bare(token) == token for token in term) else "exact"


def _answer(store: Store, query: Query, given: Values) -> Answer:
    limit, offset = paging(query, given)
    notes: list[Note] = []
    wanted = None if limit is None else offset + limit + 1  # one more than is shown says whether there are more
    found = islice(_found(store, query, given, wanted, notes), offset, None)
    return Answer(list(paged(found, limit, offset, notes)), query.columns, query.shown, notes=notes)


def _found(store: Store, query: Query, given: Values, wanted: int | None, notes: list[Note]) -> Iterator[Record]:
    terms = terms_of(given["words"])
    where, values = conditions(store, query, {_RANKED: _MOST} | dict(given))
    most = None if wanted is None else max(values[_RANKED], wanted)
    documents = _documents(store, where, values) if any(name in given for name in _FILTERS) else None
    found = Found(store, Wanted(documents, wanted, most))
    seen: set[int] = set()
    for attempt in rounds(terms):
        fitting, looked_at = found.of(attempt)
        if looked_at is not None:
            notes[:] = [Note("note_search_ranked", {"ranked": looked_at})]
        for passage in best_first(fitting, found.forms, attempt.parts):
            if passage not in seen:
                seen.add(passage)
                yield _shown(next(store.rows(_PASSAGE, (passage,))), attempt.match, terms)
                if wanted is not None and len(seen) >= wanted:
                    return


@dataclass(slots=True)
class Found:
    """What the rounds of one search have found: each expression is asked once, each passage's words are read once."""

    store: Store
    wanted: Wanted
    asked: dict[str, tuple[list[int], bool]] = field(default_factory=dict)
    forms: Forms = field(default_factory=dict)

    def of(self, attempt: Round) -> tuple[list[int], int | None]:
        """The passages of a round with their words at hand; where there may be more, among how many they were looked for."""
        for expression in attempt.among:
            if expression not in self.asked:
                self.asked[expression] = matching(self.store, expression, self.wanted)
            passages, more = self.asked[expression]
            if not more:
                break
        self.forms |= forms_of(self.store, [n for n in passages if n not in self.forms])
        fitting = passages if expression == attempt.expression else holding(passages, self.forms, attempt.parts)
        return fitting, len(passages) if more else None


def _documents(store: Store, where: str, values: Record) -> frozenset[int]:
    """The documents that the filters leave."""
    return frozenset(row[0] for row in store.connection.execute(f"SELECT d.id FROM documents d WHERE {where}", values))


def _shown(row: Record, match: str, terms: list[list[str]]) -> Record:
    """The row with a stretch around the first hit as its evidence, and the page on which that begins."""
    words, starts = row.pop("words"), json.loads(row.pop("page_starts"))
    begin, end = _window(words, _hit(words, terms))
    start = row["start"] + begin
    page = max(bisect_right(starts, start), 1) if starts else row["page"]
    found = row | {"page": page, "start": start, "end": row["start"] + end, "evidence": words[begin:end], "match": match}
    return {name: found[name] for name in SEARCH.columns}


def _hit(words: str, terms: list[list[str]]) -> int:
    """Where the phrase, else one of the terms, begins in ``words``; both forms are as long as the words themselves."""
    as_printed, without_marks = exact(words), ascii_aligned(words)
    for tokens_of_term in ([token for term in terms for token in term], *terms):
        form = without_marks if _column(tokens_of_term) == "bare" else as_printed
        if found := phrase(" ".join(tokens_of_term)).search(form):
            return found.start()
    return 0


def _window(words: str, at: int) -> tuple[int, int]:
    """About ``_AROUND`` code points on either side of ``at``, ending at spaces."""
    begin, end = max(at - _AROUND, 0), min(at + _AROUND, len(words))
    if begin:
        begin = words.find(" ", begin, at) + 1 or begin
    if end < len(words):
        space = words.rfind(" ", at + 1, end)
        end = space if space > 0 else end
    return begin, end


#: One passage with its document, fetched only for rows that are shown.
_PASSAGE = (
    f'SELECT {DOCUMENT_SQL}, d.page_starts, page, start, "end", substr(d.text, start + 1, "end" - start) AS words'
    f" FROM passages JOIN documents d ON d.id = passages.rowid >> {PASSAGE_BITS} WHERE passages.rowid = ?"
)

SEARCH = Query(
    name="search",
    sql=_PASSAGE,
    description="query_search",
    example='vanban search "khen thưởng" --db kho.db',
    columns=(*DOCUMENT_COLUMNS, "match", "page", "start", "end", "evidence"),
    shown=("document_number", "document_issuer", "page", "evidence", "match", "document_path"),
    parameters=(*ABOUT_DOCUMENT, Parameter(_RANKED, "1", "filter_ranked", bind=positive)),
    words="argument_search_words",
    limit=20,
    answer=_answer,
)
