"""What the contract promises of every document: evidence is the text, places are inside it, the schema is true."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from real_documents import REAL, ROOT

from extractor import extract, extract_text
from extractor.errors import VanbanError
from extractor.records import json_schema

SAMPLES = sorted(p for p in (ROOT / "corpus" / "sample").rglob("*") if p.is_file())
FILES = [p for p in sorted(REAL.glob("*/**/*")) if p.is_file()]
BULLET = re.compile("[-–—−●○▪■•◦·∙➢►▶✓✔➤❖❑\uf000-\uf0ff]|o ")
PLACED = ("sections", "targets", "dates", "citations", "tables")


def as_json(path: Path) -> dict[str, Any]:
    return extract(path, language=False).model_dump(mode="json", by_alias=True)


def begins_with_label(words: str, label: str | None) -> bool:
    """Dashes of all lengths are named "-", pictures of a bullet "•"; any other label as it is printed."""
    return BULLET.match(words) is not None if label in ("-", "•") else (label or "")[:1] in words


def check(record: dict[str, Any]) -> None:
    text = record["text"]
    ids = {row["id"] for part in ("sections", "targets", "citations") for row in record[part]}
    assert len(ids) == sum(len(record[part]) for part in ("sections", "targets", "citations")), "ids are unique"
    for part in PLACED:
        for row in record[part]:
            assert 0 <= row["start"] < row["end"] <= len(text), (part, row)
            assert 1 <= row["page"] <= max(1, record["source"]["page_count"]), (part, row)
            words = row.get("text") or row.get("statement")
            assert words is None or text[row["start"] : row["end"]] == words, (part, row)
            for key in ("parent_id", "section_id"):
                assert row.get(key) is None or row[key] in ids, (part, key, row)
    for row in record["header"]["evidence"]:
        assert 0 <= row["start"] < row["end"] <= len(text), row
    for row in record["sections"]:
        assert begins_with_label(text[row["start"] :][:12], row["label"]), row
    for row in record["targets"]:
        if row["op"] is None:
            assert row["low"] is row["high"] is row["unit"] is None, row
        elif row["op"] in ("le", "lt"):
            assert row["high"] is not None and row["low"] is None, row
        else:
            assert row["low"] is not None, row
        if row["table"]:
            assert row["table"]["row"] < len(record["tables"][row["table"]["table"]]["rows"]), row
    for row in record["warnings"]:
        assert 0 <= row["start"] <= row["end"] <= len(text) and row["message"], row


def test_the_stored_schema_is_the_models_schema() -> None:
    assert json_schema.stored().read_text(encoding="utf-8") == json_schema.schema()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_every_sample_keeps_the_contract(path: Path) -> None:
    record = as_json(path)
    jsonschema.validate(record, json.loads(json_schema.stored().read_text(encoding="utf-8")))
    check(record)


@pytest.mark.skipif(not FILES, reason="the real documents are not beside this checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name[:40])
def test_every_real_document_is_read_or_held_back_with_a_reason(path: Path) -> None:
    try:
        record = as_json(path)
    except VanbanError as error:
        assert error.reason in {"UNSUPPORTED", "NEEDS_OCR"}, f"{path.name}: {error.reason}: {error}"
    else:
        check(record)


PIECES = st.sampled_from(
    [
        "Số: 12/KH-SYT", "KẾ HOẠCH", "I. MỤC ĐÍCH", "II, CHỈ TIÊU", "1. ", "2.95 % hồ sơ", "3.100%", "trong đó 10-15%", "a) ",
        "Điều 5.", "- Phấn đấu ít nhất 95% hộ", "Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ", "1.250",
        "ngày   tháng 01 năm 2021", "quý I/2025", "trước ngày 10/6/2024", "\t", "\n", "\n\n", " ", "Nơi nhận:", "- Lưu: VT.",
        "(((", "Luật Đất đai",
        "GIÁM ĐỐC", "Nguyễn Văn A", "các Nghị định số 12, 13 và 14/2024/NĐ-CP", "e\u0301", "ð", "\u00a0", "TT-\nBYT", "**đậm**",
        "☞", "+ ", "Phụ lục I", "· ", "\n– ",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=12), max_size=40))
def test_any_text_keeps_the_contract(pieces: list[str]) -> None:
    check(extract_text(" ".join(pieces), language=False).model_dump(mode="json", by_alias=True))


def test_a_name_inside_the_issuers_own_is_no_citation() -> None:
    head = (
        "UBND TỈNH AN KHÁNH\nBAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ VÀ ĐỀ ÁN 06\nSố: 15/BC-BCĐ\nAn Hà, ngày 04 tháng 5 năm 2025\nBÁO CÁO\n"
    )
    record = extract_text(head + "Kết quả tháng 4\nCác xã tiếp tục triển khai Đề án 06 theo kế hoạch.", language=False)
    assert [c.start > len(head) for c in record.citations] == [True]
