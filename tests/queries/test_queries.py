"""Each question answers what it says, and a filter that names nothing says what it could have been."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import WrongUseError
from extractor.queries import QUERY_MODULES, compare, queries, query
from extractor.queries.asking import ask
from extractor.records.models import Document
from extractor.store import Store, open_store

Make = Callable[..., Document]


def target(statement: str, **fields: Any) -> dict[str, Any]:
    return {"statement": statement, "op": "ge", "low": 95.0, "unit": "%", **fields}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, make_document: Make) -> Store:
    """Two health departments over two years, one of them with two fitting targets."""
    kept = open_store(tmp_path_factory.mktemp("kho") / "kho.db")
    year = {"from": "2025", "to": "2025"}
    kept.save(
        make_document(
            path="/v/ninh-khe.docx",
            number="12/KH-SYT",
            targets=[
                target("Từ 95% viên chức đạt lao động tiên tiến", indicator="đạt lao động tiên tiến", period=year),
                target(
                    "Từ 40% đảng viên đạt lao động tiên tiến",
                    indicator="đảng viên đạt lao động tiên tiến",
                    low=40.0,
                    confidence=0.4,
                ),
                target("Xây dựng cơ quan văn hóa", op=None, low=None, unit=None),
            ],
            citations=[
                {
                    "text": "Nghị định số 98/2023/NĐ-CP ngày 31/12/2023",
                    "key": "98/2023/NĐ-CP",
                    "number": "98/2023/NĐ-CP",
                    "issued_on": "2023-12-31",
                }
            ],
            dates=[
                {"text": "trước ngày 10/6/2025", "from": "", "to": "2025-06-10", "role": "deadline"},
                {"text": "giai đoạn 2021-2025", "from": "2021", "to": "2025", "role": "period", "precision": "range"},
                {"text": "tháng 02/2024", "from": "2024-02", "to": "2024-02", "precision": "month"},
            ],
            body=["Đảng bộ hoà thuận, công tác khen thưởng kịp thời", "Mọi việc đang tiến hành"],
        )
    )
    kept.save(
        make_document(
            path="/v/lac-tho-2025.docx",
            number="7/KH-SYT",
            issuer="Sở Y tế Lạc Thổ",
            targets=[target("Từ 85% viên chức đạt lao động tiên tiến", low=85.0, indicator="đạt lao động tiên tiến")],
            citations=[
                {
                    "text": "Nghị định 98/2023/NĐ-CP",
                    "key": "98/2023/NĐ-CP",
                    "number": "98/2023/NĐ-CP",
                    "relation": "thuc_hien",
                }
            ],
        )
    )
    kept.save(
        make_document(
            path="/v/lac-tho-2024.docx",
            number="5/BC-SYT",
            doc_type="BC",
            issuer="SỞ Y TẾ LẠC THỔ",
            issued_on="2024-12-20",
            targets=[target("Có 80% viên chức đạt lao động tiên tiến", low=80.0, indicator="đạt lao động tiên tiến")],
        )
    )
    return kept


def rows(store: Store, name: str, **given: str) -> list[dict[str, Any]]:
    filters = {key.rstrip("_").replace("_", "-"): value for key, value in given.items()}
    return list(ask(store, query(name), filters).rows)


@pytest.mark.parametrize("name", ["documents", "sections", "targets", "dates", "citations"])
def test_rows_have_the_columns_that_are_declared(store: Store, name: str) -> None:
    assert {tuple(row) for row in rows(store, name)} == {query(name).columns}


@pytest.mark.parametrize("name", ["sections", "targets", "dates", "citations"])
def test_evidence_is_the_text_at_its_place(store: Store, name: str) -> None:
    for row in rows(store, name):
        text = store.load(row["document_id"]).text
        assert text[row["start"] :].startswith(row["evidence"])
        assert row["page"] == 1
        assert row["document_path"] and row["document_number"]


FILTERS = [
    ("documents", {}, 3, "all"),
    ("documents", {"type_": "KH"}, 2, "an abbreviation"),
    ("documents", {"type_": "báo cáo"}, 1, "a type's name, case aside"),
    ("documents", {"type_": "CT"}, 0, "a type there is, though not in this store: empty, not wrong"),
    ("documents", {"year": "2024"}, 1, "year of issue"),
    ("documents", {"issuer": "so y te lac tho"}, 2, "issuer without diacritics, printed in two ways"),
    ("documents", {"issuer": "y tế"}, 3, "words inside the issuer"),
    ("documents", {"issuer": "tế lạc"}, 2, "words in order"),
    ("documents", {"issuer": "ninh"}, 1, "one whole word"),
    ("documents", {"issuer": "nin"}, 0, "no half words"),
    ("documents", {"number": "12/kh-syt"}, 1, "number, case aside"),
    ("documents", {"number": "7"}, 1, "serial alone"),
    ("documents", {"number": "1"}, 0, "12 does not begin with serial 1"),
    ("documents", {"subject": "thi dua"}, 3, "words of the subject"),
    ("documents", {"document": "2"}, 1, "id"),
    ("documents", {"document": "/v/ninh-khe.docx"}, 1, "path"),
    ("documents", {"document": "ninh-khe.docx"}, 1, "file name"),
    ("documents", {"document": "7/KH-SYT"}, 1, "number as the document"),
    ("documents", {"limit": "2"}, 2, "limit"),
    ("documents", {"limit": "0"}, 3, "no limit"),
    ("documents", {"limit": "2", "offset": "2"}, 1, "second page"),
    ("sections", {"kind": "muc_tieu"}, 3, "kind"),
    ("sections", {"kind": "MUC_TIEU"}, 3, "kind, case aside"),
    ("sections", {"kind": "khac"}, 0, "a kind there is none of"),
    ("targets", {"unit": "%"}, 4, "unit"),
    ("targets", {"op": "none"}, 1, "targets in words"),
    ("targets", {"op": "ge", "document": "1"}, 2, "two filters at once"),
    ("targets", {"words": "tien tien"}, 4, "words without diacritics"),
    ("targets", {"words": "tiến đạt"}, 4, "words in any order"),
    ("targets", {"words": "đảng"}, 1, "a word of the subject or the statement"),
    ("targets", {"year": "2025"}, 4, "period, or year of issue where none is stated"),
    ("targets", {"year": "2024"}, 1, "issued then"),
    ("targets", {"role": "result"}, 0, "role"),
    ("dates", {"role": "deadline"}, 1, "role"),
    ("dates", {"year": "2023"}, 2, "an open beginning and a span both meet 2023"),
    ("dates", {"year": "2024"}, 3, "a month inside the year too"),
    ("dates", {"year": "2026"}, 0, "after all of them"),
    ("dates", {"from_": "2025-06-11"}, 1, "only the span runs on past the deadline"),
    ("dates", {"from_": "2024-02-29", "to": "2024-02-29", "precision": "month"}, 1, "a day inside a month"),
    ("dates", {"from_": "2024-03", "precision": "month"}, 0, "the month before"),
    ("dates", {"to": "2024-01", "precision": "month"}, 0, "the month after"),
    ("citations", {"key": "98/2023/nđ - cp"}, 2, "key as typed"),
    ("citations", {"relation": "thuc_hien"}, 1, "relation"),
    ("citations", {"cited_type": "nghị định"}, 2, "type of the document cited"),
    ("citations", {"cited_year": "2023"}, 1, "its date, where the place states it"),
]


@pytest.mark.parametrize(("name", "given", "expected", "reason"), FILTERS)
def test_filters(store: Store, name: str, given: dict[str, str], expected: int, reason: str) -> None:
    assert len(rows(store, name, **given)) == expected, reason


WRONG = [
    ("targets", {"type_": "XX"}, "bad_choice", "KH", "no such type: the types there are"),
    ("targets", {"unit": "kg"}, "bad_choice", "%", "no such unit: the units in the store"),
    ("targets", {"role": "mục tiêu"}, "bad_choice", "target, result", "a closed list"),
    ("targets", {"op": "x"}, "bad_choice", "between", "a closed list"),
    ("sections", {"kind": "x"}, "bad_choice", "chi_tieu", "a closed list"),
    ("citations", {"relation": "x"}, "bad_choice", "can_cu", "a closed list"),
    ("citations", {"cited_type": "Sắc lệnh"}, "bad_choice", "Nghị định", "not cited in this store"),
    ("documents", {"year": "25"}, "bad_year", "", "two digits"),
    ("documents", {"year": "năm nay"}, "bad_year", "", "words"),
    ("dates", {"from_": "31/12/2025"}, "bad_iso_date", "", "not ISO"),
    ("documents", {"document": "không có"}, "no_such_document", "", "neither id, number, path nor name"),
    ("documents", {"limit": "-1"}, "bad_whole_number", "", "below zero"),
    ("documents", {"offset": "x"}, "bad_whole_number", "", "no number"),
    ("documents", {"limit": "9" * 5000}, "bad_whole_number", "", "more digits than int() reads"),
    ("documents", {"kind": "x"}, "unknown_filter", "issuer", "a filter of another question"),
    ("search", {"words": "…"}, "no_words", "", "nothing to look for"),
    ("search", {}, "no_words", "", "no words at all"),
    ("cite", {"words": " "}, "no_words", "", "no key"),
]


@pytest.mark.parametrize(("name", "given", "code", "allowed", "reason"), WRONG)
def test_wrong_use_says_what_is_allowed(  # one a column of the table
    store: Store, name: str, given: dict[str, str], code: str, allowed: str, reason: str
) -> None:
    with pytest.raises(WrongUseError) as error:
        rows(store, name, **given)
    assert error.value.code == code, reason
    assert allowed in str(error.value.params.get("allowed", "")), reason


def test_an_empty_store_refuses_no_unit(tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db") as empty:
        assert rows(empty, "targets", unit="%") == []


@pytest.mark.parametrize("name", QUERY_MODULES)
def test_a_question_is_whole(name: str) -> None:
    asked = query(name)
    assert asked.name == name
    assert asked.example.startswith(f"vanban {name} ")
    assert len({p.name for p in asked.parameters}) == len(asked.parameters)


def test_names_and_questions_agree() -> None:
    assert [asked.name for asked in queries()] == list(QUERY_MODULES)


def test_compare_has_a_row_a_unit_and_marks_what_it_cannot_decide(store: Store) -> None:
    answer = ask(store, query("compare"), {"words": "lao động tiên tiến"})
    found = [(r["issuer"], r["ambiguous"], {y: [c["low"] for c in v] for y, v in r["years"].items()}) for r in answer.rows]
    assert found == [
        ("SỞ Y TẾ LẠC THỔ", False, {"2024": [80.0], "2025": [85.0]}),
        ("Sở Y tế Ninh Khê", True, {"2025": [95.0]}),
        ("Sở Y tế Ninh Khê", True, {"2025": [40.0]}),
    ]


def test_compare_takes_what_fits_best_in_each_document(tmp_path: Path, make_document: Make) -> None:
    named = target("Có 90% hộ đạt gia đình văn hóa", indicator="đạt gia đình văn hóa", low=90.0)
    beside = target("Từ 70% hộ, nhất là gia đình có công, dự hội văn hóa", indicator="dự hội văn hóa", low=70.0)
    with open_store(tmp_path / "kho.db") as both:
        both.save(make_document(path="/1", number="1/KH", issuer="Xã Một", targets=[beside, named]))
        both.save(make_document(path="/2", number="2/KH", issuer="Xã Hai", targets=[beside]))
        found = [
            (r["issuer"], r["match"], r["years"]["2025"][0]["low"]) for r in rows(both, "compare", words="gia đình văn hóa")
        ]
    assert found == [("Xã Một", "measure", 90.0), ("Xã Hai", "words", 70.0)], "the doubtful last, none dropped"


def test_compare_keeps_units_of_measure_apart(tmp_path: Path, make_document: Make) -> None:
    plan = target("Từ 90% hộ dùng nước sạch", indicator="dùng nước sạch", low=90.0)
    count = target("Có 812 hộ dùng nước sạch", indicator="dùng nước sạch", low=812.0, unit="hộ", op="eq")
    with open_store(tmp_path / "kho.db") as both:
        both.save(make_document(path="/1", number="1/KH", issued_on="2024-01-01", targets=[plan]))
        both.save(make_document(path="/2", number="2/KH", targets=[count]))
        assert len(rows(both, "compare", words="nước sạch")) == 2


def test_compare_knows_a_unit_that_prints_no_parent() -> None:
    named = [
        {"document_issuer": "TRẠM Y TẾ XÃ TÂN LẬP", "parent_issuer": "TTYT HUYỆN A", "role": "target"},
        {"document_issuer": "Trạm Y tế xã Tân Lập", "parent_issuer": None, "role": "target"},
    ]
    parents = compare._only_parents(named)
    assert len({compare._unit(row, parents) for row in named}) == 1, "one body of that name is known"
    other = {"document_issuer": "Trạm Y tế xã Tân Lập", "parent_issuer": "TTYT HUYỆN B", "role": "target"}
    parents = compare._only_parents([*named, other])
    assert len({compare._unit(row, parents) for row in [*named, other]}) == 3, "two are: nobody can tell whose the third is"


@pytest.mark.parametrize(
    ("period", "year"),
    [(("2025", "2025"), "2025"), (("2021", "2025"), "2021–2025"), (("", "2025-06-30"), "2025"), (("2024-01-01", ""), "2024")],
)
def test_compare_puts_a_target_under_its_year(period: tuple[str, str], year: str) -> None:
    assert compare.year_of({"period": {"from": period[0], "to": period[1]}, "document_issued_on": "2020"}) == year


def test_compare_cells_carry_place_and_doubt(store: Store) -> None:
    unsure = next(r for r in rows(store, "compare", words="đảng viên") if "Ninh" in r["issuer"])
    (cell,) = unsure["years"]["2025"]
    assert (cell["page"], cell["document_number"], cell["doubtful"]) == (1, "12/KH-SYT", True)
    assert store.load(cell["document_id"]).text[cell["start"] : cell["end"]] == cell["evidence"]


def test_cite_joins_places_and_what_is_known(store: Store) -> None:
    answer = ask(store, query("cite"), {"words": "98/2023/nđ-cp"})
    places = list(answer.rows)
    assert answer.about is not None
    assert [p["document_number"] for p in places] == ["12/KH-SYT", "7/KH-SYT"]
    assert answer.about["key"] == "98/2023/NĐ-CP"
    assert answer.about["known"]["issued_on"] == [{"value": "2023-12-31", "count": 1}]
    assert (answer.about["known"]["places"], answer.about["known"]["documents"]) == (2, 2)


def test_cite_knows_a_document_that_is_in_the_store(store: Store) -> None:
    about = ask(store, query("cite"), {"words": "7/KH-SYT"}).about
    assert about is not None
    assert [d["path"] for d in about["in_store"]] == ["/v/lac-tho-2025.docx"]
    assert about["known"]["places"] == 0


def test_cite_offers_what_is_near(store: Store) -> None:
    about = ask(store, query("cite"), {"words": "98/2023"}).about
    assert about is not None
    assert about["near"] == ["98/2023/NĐ-CP"]


def test_cite_takes_filters(store: Store) -> None:
    assert len(rows(store, "cite", words="98/2023/NĐ-CP", relation="thuc_hien")) == 1
