"""Where do these words stand? Exact spelling first, then without diacritics.

A word typed with diacritics must stand so ("đang" never finds "Đảng"); one typed without finds both. Ranking a common phrase
over a whole archive costs 217–251 ms at a million rows, so bm25 ranks at most ``_RANKED`` passages a round, those of the
documents imported last; the rounds go from the narrow to the wide, and the first that fill the page end the search.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.errors import WrongUseError
from extractor.queries.asking import conditions, paging
from extractor.queries.filters import ABOUT_DOCUMENT, DOCUMENT_COLUMNS, DOCUMENT_SQL
from extractor.queries.query import Answer, Query, Record, Values
from extractor.store.words import PASSAGE_BITS, bare, exact, tokens

if TYPE_CHECKING:
    from extractor.store import Store

_RANKED = 1_000  # passages a round may rank: 1.5 ms each thousand (benchmark in tests/queries)
_AROUND = 90  # code points shown on either side of the first hit


@dataclass(frozen=True, slots=True)
class Round:
    """One way to ask the index; ``match`` is what the row says about how it was found."""

    match: str
    expression: str


def rounds(terms: list[list[str]]) -> list[Round]:
    """The rounds for what was typed, narrow to wide: the phrase, all words, then both without diacritics."""
    one_phrase = [[token for term in terms for token in term]]
    asked: dict[str, Round] = {}
    for match, column_of in (("exact", lambda term: "exact"), ("bare", _column)):
        for grouped in (one_phrase, terms):
            expression = " AND ".join(f"{column_of(term)} : {_phrase(term)}" for term in grouped)
            asked.setdefault(expression, Round(match, expression))
    return list(asked.values())


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


def _phrase(term: list[str]) -> str:
    return '"' + " ".join(term) + '"'


def _answer(store: Store, query: Query, given: Values) -> Answer:
    limit, offset = paging(query, given)
    wanted = None if limit is None else offset + limit
    rows = list(_found(store, query, given, wanted))[offset:wanted]
    return Answer(rows, query.columns, query.shown)


def _found(store: Store, query: Query, given: Values, wanted: int | None) -> Iterator[Record]:
    terms = terms_of(given["words"])
    seen: set[int] = set()
    for attempt in rounds(terms):
        for row in _round(store, query, given, attempt, wanted):
            if row["passage"] not in seen:
                seen.add(row["passage"])
                yield _shown(row, attempt.match, terms[0][0])
                if wanted is not None and len(seen) >= wanted:
                    return


def _round(store: Store, query: Query, given: Values, attempt: Round, wanted: int | None) -> list[Record]:
    where, values = conditions(store, query, given)
    ranked = _RANKED if wanted is None else max(_RANKED, wanted)
    values |= {"expression": attempt.expression, "ranked": -1 if wanted is None else ranked}
    return sorted(store.rows(query.sql.format(where=where), values), key=lambda row: (row["rank"], row["passage"]))


def _shown(row: Record, match: str, first: str) -> Record:
    """The row with a stretch around the first word asked for as its evidence."""
    words = row.pop("words")
    at = max(bare(exact(words)).find(bare(first)), 0)
    begin, end = _window(words, at)
    place = {"start": row["start"] + begin, "end": row["start"] + end, "evidence": words[begin:end]}
    return {name: (row | place | {"match": match})[name] for name in SEARCH.columns}


def _window(words: str, at: int) -> tuple[int, int]:
    """About ``_AROUND`` code points on either side of ``at``, ending at spaces."""
    begin, end = max(at - _AROUND, 0), min(at + _AROUND, len(words))
    if begin:
        begin = words.find(" ", begin, at) + 1 or begin
    if end < len(words):
        space = words.rfind(" ", at + 1, end)
        end = space if space > 0 else end
    return begin, end


SEARCH = Query(
    name="search",
    # bm25 is computed for the rows that leave the inner query, and LIMIT holds those back: newest passages first.
    sql=f'SELECT {DOCUMENT_SQL}, p.page, p.start, substr(d.text, p.start + 1, p."end" - p.start) AS words,'
    f' p.passage, p.rank FROM (SELECT passages.rowid AS passage, page, start, "end", bm25(passages) AS rank FROM passages'
    f" JOIN documents d ON d.id = passages.rowid >> {PASSAGE_BITS}"
    " WHERE passages MATCH :expression AND {where} ORDER BY passages.rowid DESC LIMIT :ranked) p"
    f" JOIN documents d ON d.id = p.passage >> {PASSAGE_BITS}",
    description="query_search",
    example='vanban search "khen thưởng" --db kho.db',
    columns=(*DOCUMENT_COLUMNS, "match", "page", "start", "end", "evidence"),
    shown=("document_number", "document_issuer", "page", "evidence", "match", "document_path"),
    parameters=ABOUT_DOCUMENT,
    words="argument_search_words",
    limit=20,
    answer=_answer,
)
