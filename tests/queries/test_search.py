"""With and without diacritics: exact first, "dang" finds "Đảng", "đang" never does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from extractor.errors import WrongUseError
from extractor.queries import query
from extractor.queries.asking import ask
from extractor.queries.search import rounds, terms_of
from extractor.records.models import Document
from extractor.store import Store, open_store
from extractor.store.words import bare, exact, forms

Make = Callable[..., Document]
BODY = [
    "Công tác khen thưởng của Đảng bộ kịp thời",
    "Mọi việc đang tiến hành thuận lợi",
    "khen thuong viet khong dau trong mot ban danh may",
    "Thưởng cho người được khen nhiều lần",
    "Hoà bình, thuỷ lợi và ủy ban",
    "Căn cứ Nghị định số 98/2023/NĐ-CP của Chính phủ",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, make_document: Make) -> Store:
    kept = open_store(tmp_path_factory.mktemp("kho") / "kho.db")
    kept.save(make_document(body=BODY))
    return kept


def found(store: Store, words: str, **given: str) -> list[dict[str, Any]]:
    return list(ask(store, query("search"), {"words": words, **given}).rows)


CASES = [
    ("khen thưởng", [0, 3], "the phrase before the words apart"),
    ("khen thuong", [2, 0, 3], "typed without diacritics: the line that stands so first, then the accented ones"),
    ('"khen thuong"', [2, 0], "in quotation marks only the phrase"),
    ('"khen thưởng"', [0], "an accented phrase"),
    ("Đảng", [0], "accented: only so"),
    ("đang", [1], "accented otherwise: only so"),
    ("dang", [0, 1], "bare: both"),
    ("ĐẢNG BỘ", [0], "case aside"),
    ("đảng khen", [0], "one word accented, one bare"),
    ("dang bộ", [0], "the bare one finds the accented one"),
    ("hòa bình", [4], "tone mark in its other place"),
    ("uỷ ban", [4], "and the other way round"),
    ("98/2023/nđ-cp", [5], "a code as a phrase of its parts"),
    ("98/2023/nd-cp", [5], "a code without Đ"),
    ("2023/98", [], "parts in another order are another code"),
    ("không có chữ này", [], "nothing"),
    ("khen OR đang", [], "no query language"),
    ("khen*", [2, 0, 3], "a star is no star: as the word alone"),
]


@pytest.mark.parametrize(("words", "expected", "reason"), CASES)
def test_search(store: Store, words: str, expected: list[int], reason: str) -> None:
    assert sorted(BODY.index(r["evidence"]) for r in found(store, words)) == sorted(expected), reason


@pytest.mark.parametrize(
    ("words", "first"), [("khen thuong", 2), ("khen thưởng", 0), ("dang bo", 0)], ids=["bare typed", "exact", "phrase"]
)
def test_exact_and_phrase_come_first(store: Store, words: str, first: int) -> None:
    assert found(store, words)[0]["evidence"] == BODY[first]


def test_rows_say_where_and_how(store: Store) -> None:
    (row,) = found(store, "hòa bình")
    assert tuple(row) == query("search").columns
    assert store.load(row["document_id"]).text[row["start"] : row["end"]] == row["evidence"]
    assert (row["match"], row["page"], row["document_number"]) == ("exact", 1, "12/KH-SYT")
    assert {r["match"] for r in found(store, "dang")} == {"bare"}


@pytest.mark.parametrize(
    ("words", "reason"),
    [("đang", "not the Đảng before it"), ("dan", "not inside đảng"), ("phieu", "a word beside a _")],
)
def test_the_stretch_shown_holds_the_word(words: str, reason: str, tmp_path: Path, make_document: Make) -> None:
    line = " ".join(["Đảng"] * 200) + " đang lo cho dân Mau_phieu_01 " + " ".join(["Đảng"] * 200)
    with open_store(tmp_path / "kho.db") as store:
        store.save(make_document(body=[line]))
        (row,) = found(store, words)
    assert "đang lo cho dân" in row["evidence"], reason


def test_the_page_is_that_of_the_stretch_shown(tmp_path: Path, make_document: Make) -> None:
    document = make_document(body=[" ".join(["đầu"] * 100) + " cuối trang " + " ".join(["sau"] * 100)])
    turn = document.text.index("cuối trang") - 200
    with open_store(tmp_path / "kho.db") as store:
        store.save(document.model_copy(update={"page_starts": [0, turn]}))
        assert [row["page"] for row in found(store, "cuối trang")] == [2]
        assert [row["page"] for row in found(store, "muc tieu")] == [1]


def test_paging_goes_through_the_same_list(store: Store) -> None:
    whole = found(store, "khen")
    assert [r for n in range(3) for r in found(store, "khen", limit="1", offset=str(n))] == whole


def test_long_passage_is_shown_around_the_word(tmp_path: Path, make_document: Make) -> None:
    words = " ".join(["đệm"] * 2_000) + " kho báu " + " ".join(["lót"] * 9_000)
    with open_store(tmp_path / "kho.db") as store:
        store.save(make_document(body=[words]))
        (row,) = found(store, "kho báu")
        assert len(row["evidence"]) < 250
        assert "kho báu" in row["evidence"]
        assert store.load(1).text[row["start"] : row["end"]] == row["evidence"]


@given(st.text(max_size=60))
def test_no_typed_words_break_the_index(store: Store, words: str) -> None:
    try:
        found(store, words or "x")
    except WrongUseError as error:
        assert error.code == "no_words"


@given(st.text(st.sampled_from("aàảãáạăằâấđeêếệiìoòôốơớuùưứyỳ bcdghklmnt/-0198"), min_size=1, max_size=30))
def test_bare_words_have_no_marks(words: str) -> None:
    assert bare(exact(words)).isascii()


@given(st.lists(st.text(max_size=20), max_size=5))
def test_folding_together_is_folding_each(pieces: list[str]) -> None:
    together = forms(pieces)
    each = [exact(piece.replace("\0", " ")) for piece in pieces]
    assert together == (each, [bare(piece) for piece in each])


def test_rounds_go_from_narrow_to_wide() -> None:
    asked = [(r.match, r.expression) for r in rounds(terms_of("khen thưởng"))]
    assert asked == [
        ("exact", 'exact : "khen thưởng"'),
        ("exact", 'exact : "khen" AND exact : "thưởng"'),
        ("bare", 'bare : "khen" AND exact : "thưởng"'),
    ]


def test_words_typed_bare_are_first_looked_for_as_they_are(tmp_path: Path, make_document: Make) -> None:
    with open_store(tmp_path / "kho.db") as kept:
        kept.save(make_document(path="/1", body=["Công ty Nước sạch dang lam", "Đảng bộ đang làm"]))
        kept.save(make_document(path="/2", body=["dang, sau đó lam", "đang làm"]))
        found = [(row["match"], row["evidence"]) for row in ask(kept, query("search"), {"words": "dang lam"}).rows]
        accented = [row["evidence"] for row in ask(kept, query("search"), {"words": "đang"}).rows]
    assert [match for match, _ in found] == ["exact", "exact", "bare", "bare"]
    assert [words for _, words in found[:2]] == ["Công ty Nước sạch dang lam", "dang, sau đó lam"], "the phrase, then the words"
    assert sorted(accented) == ["Đảng bộ đang làm", "đang làm"]


def test_a_phrase_is_found_though_its_words_stand_apart_in_more_than_are_ranked(tmp_path: Path, make_document: Make) -> None:
    with open_store(tmp_path / "kho.db") as kept:
        kept.save(make_document(path="/xưa", body=["Khen thưởng kịp thời"]))
        for n in range(8):
            kept.save(make_document(path=f"/{n}", number=f"{n}/KH-UBND", body=["Thưởng cho người được khen"]))
        for words in ("khen thưởng", "khen thuong"):
            shown = [row["document_path"] for row in found(kept, words, ranked="3", limit="3")]
            assert shown == ["/xưa", "/4", "/5"], (words, "the phrase, then those of the four stored last")
