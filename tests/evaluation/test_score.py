"""The evaluation measures what it says: hits, misses and inventions counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import UnreadableError
from extractor.evaluation.gold import Gold, load
from extractor.evaluation.report import Report, load_figures, measure, save_figures
from extractor.evaluation.score import Count, score


def record(**parts: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"header": {}, "sections": [], "targets": [], "dates": [], "citations": [], "tables": []}
    return empty | parts


def target(**values: Any) -> dict[str, Any]:
    blank = dict.fromkeys(("op", "low", "high", "unit", "base", "subject", "indicator", "period", "parent_id", "table"))
    return blank | {"role": "target"} | values


@pytest.mark.parametrize(
    ("field", "gold", "found", "count", "reason"),
    [
        ("header.number", {"header": {"number": "1/KH"}}, {"header": {"number": "1/KH"}}, (1, 1, 1), "equal"),
        ("header.issuer", {"header": {"issuer": "SỞ Y TẾ"}}, {"header": {"issuer": "Sở Y tế"}}, (1, 1, 1), "case is folded"),
        ("header.place", {"header": {"place": None}}, {"header": {"place": "Huế"}}, (0, 1, 0), "an invention counts"),
        ("header.place", {"header": {"place": "Huế"}}, {"header": {"place": None}}, (0, 0, 1), "a gap counts"),
        (
            "dates.intervals",
            {"dates": [{"from": "2024", "to": "2024"}] * 2},
            {"dates": [{"from": "2024", "to": "2024"}]},
            (1, 1, 2),
            "mentions are a multiset",
        ),
        (
            "sections.nodes",
            {"sections": [{"label": "I", "title": "Mục đích:"}]},
            {"sections": [{"label": "I", "title": "mục đích"}, {"label": "-", "title": None}]},
            (1, 1, 1),
            "bullets are not asked, closing marks are folded",
        ),
        (
            "targets.values",
            {"targets": [target(op="ge", low=95.0, unit="%")]},
            {"targets": [target(op="gt", low=95.0, unit="%")]},
            (0, 1, 1),
            "a wrong comparator is a wrong value",
        ),
        (
            "targets.subjects",
            {"targets": [target(op="eq", low=1.0, subject="hộ"), target(op="eq", low=2.0)]},
            {"targets": [target(op="eq", low=1.0, subject="hộ"), target(op="eq", low=2.0, subject="xã")]},
            (1, 1, 1),
            "words that gold leaves open are not compared",
        ),
    ],
)
def test_counts(field: str, gold: dict[str, Any], found: dict[str, Any], count: tuple[int, ...], reason: str) -> None:
    assert score(gold, record(**found))[field].count == count, reason


def test_a_part_that_gold_leaves_out_is_not_scored() -> None:
    assert not [name for name in score({"header": {}}, record()) if not name.startswith("header")]


def test_changes_name_what_fell_and_what_is_gone(tmp_path: Path) -> None:
    report = Report(totals={"dates.intervals": Count(1, 2, 2)})
    save_figures(report, tmp_path / "now.json")
    before = load_figures(tmp_path / "now.json")
    assert report.changes(before) == []
    before["dates.intervals"]["f1"] = 0.9
    before["header.number"] = {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert report.changes(before) == [("dates.intervals", 0.9, 0.5), ("header.number", 1.0, 0.0)]


def test_faults_are_kept_by_document() -> None:
    gold = Gold("one", Path("one.txt"), {"header": {"number": "1/KH", "place": "Huế"}})
    report = measure([gold], lambda _: record(header={"number": "1/KH", "place": "Vinh"}))
    assert list(report.faults["one"]) == ["header.place"]
    assert report.totals["header.number"].f1 == 1.0


@pytest.mark.parametrize("content", ["", "{}", "[1]", json.dumps({"file": "none.txt"})])
def test_broken_gold_is_one_clear_error(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableError):
        list(load(folder))


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        list(load(tmp_path))
