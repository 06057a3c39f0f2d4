"""What is saved is what is loaded, whatever the document holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from extractor.records.models import Document
from extractor.store import open_store
from extractor.store.seal import seal, stored

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
MAYBE = st.none() | WORDS
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
BOX = st.fixed_dictionaries({"page": st.integers(1, 9), **{side: st.floats(0, 900) for side in ("x0", "top", "x1", "bottom")}})
PLACE = {
    "page": st.integers(1, 50),
    "start": st.integers(0, 99),
    "end": st.integers(0, 99),
    "boxes": st.lists(BOX, max_size=2),
}
PERIOD = st.none() | st.fixed_dictionaries({"from": st.sampled_from(["", "2021", "2025-06"]), "to": st.just("2025")})


def numbered(letter: str, fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Records with the ids s1, s2 …; a parent is an earlier one, a section the first if there is one."""

    def name(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            r | {"id": f"{letter}{i + 1}"} | ({"parent_id": f"{letter}{i}" if i else None} if "parent_id" in r else {})
            for i, r in enumerate(records)
        ]

    return st.lists(st.fixed_dictionaries(fields), max_size=4).map(name)


DOCUMENTS = st.fixed_dictionaries(
    {
        "source": st.fixed_dictionaries(
            {
                "path": MAYBE,
                "sha256": st.text("0123456789abcdef", min_size=64, max_size=64),
                "media_type": WORDS,
                "size": st.integers(0, 1 << 40),
                "page_count": st.integers(0, 5000),
                "reader": WORDS,
                "ocr": st.booleans(),
            }
        ),
        "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
        "page_starts": st.lists(st.integers(0, 300), max_size=4).map(sorted),
        "header": st.fixed_dictionaries(
            {
                **dict.fromkeys(("number", "doc_type", "issuer", "place", "issued_on", "subject", "urgency"), MAYBE),
                "signers": st.lists(st.fixed_dictionaries({"name": MAYBE, "title": MAYBE, "authority": MAYBE}), max_size=2),
                "recipients": st.lists(st.fixed_dictionaries({"name": WORDS, "note": MAYBE}), max_size=3),
                "evidence": st.lists(
                    st.fixed_dictionaries({"field": WORDS, "page": st.just(1), "start": st.just(0), "end": st.integers(0, 9)}),
                    max_size=2,
                ),
            }
        ),
        "sections": numbered(
            "s",
            {
                "parent_id": st.none(),
                "depth": st.integers(1, 5),
                "label": MAYBE,
                "title": MAYBE,
                "kind": st.sampled_from(["chi_tieu", "khac"]),
                **PLACE,
            },
        ),
        "targets": numbered(
            "t",
            {
                "section_id": st.none(),
                "parent_id": st.none(),
                "role": st.sampled_from(["target", "result"]),
                "statement": WORDS,
                "subject": MAYBE,
                "indicator": MAYBE,
                "op": st.sampled_from([None, "eq", "between"]),
                "low": NUMBER,
                "high": NUMBER,
                "unit": MAYBE,
                "base": NUMBER,
                "period": PERIOD,
                "confidence": st.floats(0, 1),
                "table": st.none() | st.just({"table": 0, "row": 3}),
                **PLACE,
            },
        ),
        "dates": st.lists(
            st.fixed_dictionaries(
                {
                    "text": WORDS,
                    "from": st.just("2021-06"),
                    "to": st.just(""),
                    "precision": st.just("month"),
                    "role": st.just("deadline"),
                    **PLACE,
                }
            ),
            max_size=3,
        ),
        "citations": numbered(
            "c",
            {
                "section_id": st.none(),
                "text": WORDS,
                "key": WORDS,
                "doc_type_name": WORDS,
                **dict.fromkeys(("number", "issued_on", "issuer", "title"), MAYBE),
                "pinpoint": st.lists(st.fixed_dictionaries({"dieu": MAYBE, "khoan": MAYBE}), max_size=2),
                "relation": st.just("can_cu"),
                "confidence": st.floats(0, 1),
                **PLACE,
            },
        ),
        "tables": st.lists(
            st.fixed_dictionaries(
                {
                    "rows": st.lists(st.lists(WORDS, max_size=3), max_size=3),
                    "caption": MAYBE,
                    "header_rows": st.integers(0, 2),
                    "unit": MAYBE,
                    "spans": st.lists(st.just({"row": 0, "column": 1, "rows": 2, "columns": 1}), max_size=1),
                    **PLACE,
                }
            ),
            max_size=2,
        ),
        "warnings": st.lists(
            st.fixed_dictionaries({"code": WORDS, "message": WORDS, "start": st.just(0), "end": st.just(1)}), max_size=2
        ),
    }
).map(Document.model_validate)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(document=DOCUMENTS)
def test_loaded_is_saved(document: Document, tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db") as store:
        number = store.save(document)
        assert store.load(number) == document
        written, row, records = stored(store.connection, number)
        assert written == seal(row, records), "what is read is what was sealed"
        assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_many_documents_stay_apart(tmp_path: Path, make_document: Callable[..., Document]) -> None:
    documents = [make_document(path=f"/{i}", number=f"{i}/KH", body=[f"dòng {i}"]) for i in range(5)]
    with open_store(tmp_path / "kho.db") as store:
        ids = [store.save(document) for document in documents]
        assert [store.load(n) for n in ids] == documents


@pytest.mark.parametrize("path", ["/van-ban/a.docx", None])
def test_path_may_be_missing(path: str | None, tmp_path: Path, make_document: Callable[..., Document]) -> None:
    document = make_document(path=path)
    with open_store(tmp_path / "kho.db") as store:
        assert store.load(store.save(document)).source.path == path
