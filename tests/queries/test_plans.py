"""The main filters go through indexes, records in order without sorting: what keeps a store of a million rows fast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.queries import query, rarest, search, units
from extractor.queries.asking import ask, statement
from extractor.queries.targets import all_words
from extractor.records.models import Document
from extractor.store import Store, open_store

Make = Callable[..., Document]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, make_document: Make) -> Store:
    """Five units, four documents each, each with a share that falls from year to year."""
    kept = open_store(tmp_path_factory.mktemp("kho") / "kho.db")
    for n in range(20):
        share = {
            "statement": f"Có {90 - n}% hộ dùng nước sạch",
            "indicator": "dùng nước sạch",
            "op": "eq",
            "low": 90.0 - n,
            "unit": "%",
        }
        law = {"text": "Luật số 1/2020/QH14", "key": "1/2020/QH14", "number": "1/2020/QH14"}
        kept.save(
            make_document(
                path=f"/{n}",
                number=f"{n + 1}/KH-UBND",
                issuer=f"Xã {'ABCDE'[n % 5]}",
                issued_on=f"{2020 + n // 5}-01-05",
                targets=[share],
                citations=[law],
                body=["Tổ chức thực hiện"],
            )
        )
    return kept


PLANS = [
    ("targets", {"unit": "%"}, "targets_unit (unit=?", "unit"),
    ("targets", {"op": "lt"}, "targets_op (op=?", "op"),
    ("targets", {"op": "none"}, "targets_op (op=?", "targets in words"),
    ("targets", {"unit": "%", "type": "KH"}, "targets_unit (unit=? AND document_id=?", "unit in the documents of a type"),
    ("targets", {"unit": "%", "year": "2021"}, "w VIRTUAL TABLE", "unit and year: facets in the index of words"),
    ("targets", {"issuer": "Xã A"}, "documents_issuer (issuer_words=?", "documents by their issuer"),
    ("targets", {"number": "3"}, "documents_number_key", "documents by number"),
    ("targets", {"words": "nước sạch"}, "w VIRTUAL TABLE", "words alone: the index of words"),
    ("citations", {"key": "1/2020/QH14"}, "citations_key (folded_key=?", "key"),
    ("citations", {"year": "2021"}, "documents_issued_on (issued_on>? AND issued_on<?", "documents by year"),
    ("citations", {"cited-type": "Nghị định"}, "citations_type (doc_type_name=?", "type of what is cited"),
    ("dates", {"role": "deadline"}, "dates_role (role=?", "role"),
    ("dates", {"role": "deadline", "from": "2025-06-01", "to": "2025-06-30"}, "dates_role (role=?", "what is due in a month"),
    ("dates", {"role": "event", "issuer": "Xã A"}, "dates_role (role=? AND document_id=?", "role, in an issuer's documents"),
    ("dates", {"year": "2021"}, "USING INDEX dates_document", "years"),
    ("cite", {}, "citations_key (folded_key=?", "places of a key"),
    ("cite", {"year": "2021"}, "citations_key (folded_key=? AND document_id=?", "places of a key in the documents of a year"),
]


@pytest.mark.parametrize(("name", "given", "index", "reason"), PLANS)
def test_filters_go_through_indexes(store: Store, name: str, given: dict[str, str], index: str, reason: str) -> None:
    sql, values = statement(store, query(name), given)
    values |= {"cited": "[]"} if name == "cite" else {}
    steps = [row["detail"] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert any(index in step for step in steps), (reason, steps)
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps, "the first rows would wait for all"


def rows(store: Store, name: str, **given: str) -> list[dict[str, Any]]:
    return list(ask(store, query(name), given).rows)


FACETS = [
    ({"words": "nuoc sach", "year": "2021"}, 5, "year"),
    ({"words": "sạch nước", "unit": "%"}, 20, "unit"),
    ({"words": "nước sạch", "unit": "%", "op": "eq", "role": "target", "type": "KH"}, 20, "all of the row's own"),
    ({"words": "nước sạch", "issuer": "Xã"}, 20, "five issuers"),
    ({"words": "nước sạch", "issuer": "xã b", "year": "2022"}, 1, "issuer and year"),
    ({"words": "nước sạch", "issuer": "Xã Z"}, 0, "an issuer that is not there"),
    ({"words": "lạch", "unit": "%"}, 0, "words that are not there"),
    ({"unit": "%", "year": "2023"}, 5, "no words"),
]


@pytest.mark.parametrize(("given", "count", "reason"), FACETS)
def test_the_index_of_words_filters_as_the_rows_do(store: Store, given: dict[str, str], count: int, reason: str) -> None:
    through_index = rows(store, "targets", **given)
    plain = replace(query("targets"), plan=None)
    assert through_index == list(ask(store, plain, given).rows), reason
    assert len(through_index) == count, reason


WAYS = {"gathered": (3_000, 4), "by documents": (3, 4), "by the index": (3, 0)}


@pytest.mark.parametrize("way", WAYS)
def test_a_wide_comparison_goes_unit_by_unit(store: Store, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    for name, value in zip(("_MANY", "_DENSE"), WAYS[way], strict=True):
        monkeypatch.setattr(units, name, value)
    pages, offset = [], 0
    while offset < 5:
        answer = ask(store, query("compare"), {"words": "nước sạch", "compared": "9", "offset": str(offset)})
        pages.append([(row["issuer"], sorted(row["years"])) for row in answer.rows])
        assert answer.notes, "what is left out is said"
        offset += 2
    years = ["2020", "2021", "2022", "2023"]
    assert pages == [[("Xã A", years), ("Xã B", years)], [("Xã C", years), ("Xã D", years)], [("Xã E", years)]]
    whole = ask(store, query("compare"), {"words": "nước sạch"})
    assert (len(list(whole.rows)), whole.notes) == (5, [])


def test_a_unit_too_large_is_cut_to_its_newest_and_said_so(store: Store) -> None:
    answer = ask(store, query("compare"), {"words": "nước sạch", "compared": "3", "limit": "1"})
    assert [sorted(row["years"]) for row in answer.rows] == [["2021", "2022", "2023"]]
    assert [note.code for note in answer.notes] == ["note_compare_more", "note_compare_cut"]


def test_search_says_when_not_all_were_ranked(store: Store) -> None:
    few = ask(store, query("search"), {"words": "tổ chức", "limit": "2", "ranked": "5"})
    assert [note.code for note in few.notes] == ["note_search_ranked", "note_more_rows"]
    assert not ask(store, query("search"), {"words": "tổ chức"}).notes, "20 passages on a page of 20"


@pytest.mark.parametrize("few", [40, 0], ids=["document by document", "through the index"])
def test_search_in_some_documents(store: Store, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr("extractor.queries.ranking._FEW", few)
    found = rows(store, "search", words="thực hiện", issuer="xã b", year="2022")
    assert [row["document_path"] for row in found] == ["/11"]
    assert search.SEARCH.limit == 20


def test_a_page_says_that_there_is_more(store: Store) -> None:
    first = ask(store, query("targets"), {"limit": "19"})
    assert (len(list(first.rows)), [note.code for note in first.notes]) == (19, ["note_more_rows"])
    last = ask(store, query("targets"), {"limit": "20"})
    assert (len(list(last.rows)), last.notes) == (20, [])


def test_cite_counts_all_places_and_offers_keys_that_begin_alike(store: Store) -> None:
    told = ask(store, query("cite"), {"words": "1/2020/QH14"}).about
    assert told is not None
    assert (told["known"]["places"], told["known"]["documents"], told["known"]["counted"]) == (20, 20, 20)
    wrong = ask(store, query("cite"), {"words": "1/2020/QH13"}).about
    assert wrong is not None
    assert wrong["near"] == ["1/2020/QH14"]


def test_a_changed_document_changes_its_years(tmp_path: Path, make_document: Make) -> None:
    plan = {"statement": "Có 9 hộ", "op": "eq", "low": 9.0, "unit": "hộ"}
    with open_store(tmp_path / "kho.db") as kept:
        for year in ("2024", "2025"):
            kept.save(make_document(number=None, issued_on=f"{year}-01-01", targets=[plan], body=[year]))
            assert [len(rows(kept, "targets", year=asked)) for asked in ("2024", "2025")] == [
                int(year == "2024"),
                int(year == "2025"),
            ]


SCATTERED = [
    ("nước sạch hộ dùng", 20, "four words: one is looked for in what the other three leave"),
    ("sạch nước dùng hộ có", 20, "in any order"),
    ("nước sạch hộ dung truong", 0, "the fifth stands nowhere"),
    ("nước sạch hộ dù", 0, "a piece of a word is no word"),
    ("nước sạch hộ dùng có 90", 1, "a figure is a word"),
]


@pytest.mark.parametrize("left", [rarest._LEFT, 3])
@pytest.mark.parametrize(("words", "count", "reason"), SCATTERED)
def test_many_words_find_what_the_index_finds(
    store: Store, monkeypatch: pytest.MonkeyPatch, words: str, count: int, reason: str, left: int
) -> None:
    monkeypatch.setattr(rarest, "_LEFT", left)
    expression = all_words(store, "words", words)["words"]
    asked = "SELECT rowid FROM target_words WHERE target_words MATCH ? ORDER BY rowid"
    whole = [row[0] for row in store.connection.execute(asked, (expression,))]
    assert rarest.numbers_of(store, expression, 100) == whole, reason
    assert len(whole) == count, reason
    assert rarest.numbers_of(store, expression, 4) == whole[:4], reason
