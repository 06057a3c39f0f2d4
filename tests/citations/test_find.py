"""Citations against written cases: the mentions in order, and of each whatever the case names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.citations import Citation, find
from extractor.registry import canonical_key

ROOT = Path(__file__).resolve().parents[1]
CASES = [json.loads(line) for line in (ROOT / "cases" / "citations" / "mentions.jsonl").read_text("utf-8").splitlines()]


def shown(citation: Citation, text: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Of ``citation`` what the case asks for."""
    simple = {name: getattr(citation, name) for name in fields if name not in ("text", "notes", "pinpoint")}
    derived = {
        "text": text[citation.start : citation.end],
        "notes": [note.code for note in citation.notes],
        "pinpoint": [list(place) for place in citation.pinpoint],
    }
    return simple | {name: derived[name] for name in fields if name in derived}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["reason"][:60])
def test_written_cases(case: dict[str, Any]) -> None:
    found = find(case["text"])
    assert [case["text"][c.start : c.end] for c in found] == [want["text"] for want in case["want"]], case["reason"]
    for citation, want in zip(found, case["want"], strict=True):
        assert shown(citation, case["text"], want) == want, case["reason"]


def test_every_case_has_its_own_reason() -> None:
    reasons = [case["reason"] for case in CASES]
    assert len(set(reasons)) == len(reasons)


FRAGMENTS = st.sampled_from(
    [
        "Quyết định", "Luật", "Luật Đất đai", "số", " ", " ", "\n", "\t", "12/QĐ-UBND", "98/2023/NĐ-CP", "34-CT/TW",
        "ngày 3/4/2020",
        "của", "UBND tỉnh", "Chính phủ", ",", ";", "và", "(", ")", "khoản 1", "Điều 5", "điểm b",
        "về việc", "“", "”", "Căn cứ",
        "sửa đổi, bổ sung một số điều của", "Nghị quyết Đại hội", "lần thứ XIII", "của Đảng", "5, 6 và",
        "/KH-SYT", "/", "-", "–",
        "2024", "năm 2024", "Đề án 06", "QH15", "này", "208/SYT-TCCB", "qđ-ubnd", "Hiến pháp", "ı", "\ud800", "H\u0323",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_whatever_the_text_records_stand_in_it(text: str) -> None:
    end = 0
    for citation in find(text):
        evidence = text[citation.start : citation.end]
        assert citation.start >= end, "in reading order, none inside another"
        assert evidence.strip() and evidence == evidence.strip()
        assert "\n" not in evidence
        assert citation.key and citation.doc_type_name
        assert canonical_key(citation.key) == citation.key
        assert 0 < citation.confidence <= 1
        if citation.number and "citation_number_shared" not in [n.code for n in citation.notes]:
            assert citation.number in "".join(evidence.split())
        end = citation.end


@settings(max_examples=100, deadline=None)
@given(st.lists(FRAGMENTS, max_size=12).map("".join).filter(lambda s: "\n" not in s))
def test_paragraphs_are_read_one_by_one(line: str) -> None:
    """A neighbour paragraph moves a finding and changes nothing else that is read inside the paragraph."""
    alone = [(c.start, c.end, c.number, c.issued_on, c.relation) for c in find(line)]
    below = [(c.start - 6, c.end - 6, c.number, c.issued_on, c.relation) for c in find("Mở đầu"[:5] + "\n" + line)]
    assert alone == below


def test_the_day_of_the_citing_document_tells_the_law_in_force() -> None:
    text = "theo Luật Khám bệnh, chữa bệnh"
    assert [c.key for c in find(text)] == ["Luật Khám bệnh, chữa bệnh"]
    assert [c.key for c in find(text, on="2021-05-01")] == ["40/2009/QH12"]
    assert [c.key for c in find(text, on="2025-05-01")] == ["15/2023/QH15"]
    # issued 09/01/2023, in force 01/01/2024: in 2023 either may be meant
    assert [c.key for c in find(text, on="2023-06-01")] == ["Luật Khám bệnh, chữa bệnh"]


@pytest.mark.parametrize(
    "piece",
    [
        "(((",
        "1",
        "số ",
        "Luật ",
        "ab",
        "1/A-",
        "12, 13 và ",
        "Luật sửa đổi, bổ sung một số điều của ",
        "khoản 1 Điều 2 ",
        "số…",
        "12/ABC\t",
        "Luật A, ",
        "quyết định số 1/qđ-ub ",
        "“Luật Đất đai (",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    """Twice the text may not cost much more than twice the time (measured: 0.1 MB/s at worst, most above 100)."""
    import time

    def seconds(count: int) -> float:
        text = piece * (count // len(piece))
        start = time.process_time()
        find(text)
        return time.process_time() - start

    seconds(1000)
    once, twice = seconds(40_000), seconds(160_000)
    assert twice < 12 * once + 0.2
