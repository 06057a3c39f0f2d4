"""Which letterheads are nearly the same document, and what a file held before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.importing import Ledger, Run, in_process, look, read
from extractor.limits import DEFAULT
from extractor.queries import query
from extractor.queries.asking import ask
from extractor.records.models import Document
from extractor.store import open_store

Make = Callable[..., Document]

ONE: dict[str, Any] = {"number": "12/KH-SYT", "issued_on": "2025-03-04", "subject": "Phát động phong trào thi đua năm 2025"}
PAIRS = [
    ({}, "same_number", "a re-scan: other words in the body, the same letterhead"),
    ({"subject": None}, "same_number", "a re-scan whose subject was not read"),
    ({"number": "/KH-SYT", "issued_on": "2025-03"}, "same_subject", "the draft: no serial, no day"),
    ({"number": None, "issued_on": None}, "same_subject", "a draft with neither"),
    ({"number": "13/KH-SYT"}, None, "another number is another document"),
    ({"issued_on": "2024-03-04"}, None, "last year's document of that number"),
    ({"issuer": "Sở Nội vụ Ninh Khê"}, None, "another body's document of that number"),
    ({"number": "/KH-SYT", "doc_type": "BC"}, None, "another kind on the same matter"),
    ({"number": "/KH-SYT", "issued_on": "2024"}, None, "last year's draft"),
]


@pytest.mark.parametrize(("change", "kind", "reason"), PAIRS, ids=[row[-1] for row in PAIRS])
@pytest.mark.parametrize("first", [0, 1], ids=["in order", "in the other order"])
def test_links(change: dict[str, Any], kind: str | None, reason: str, first: int, tmp_path: Path, make_document: Make) -> None:
    papers = [
        make_document(path="/a.docx", body=["bản thứ nhất"], **ONE),
        make_document(path="/b.docx", body=["bản thứ hai"], **(ONE | change)),
    ]
    with open_store(tmp_path / "kho.db") as store:
        for paper in (papers[first], papers[1 - first]):
            store.save(paper)
        found = list(ask(store, query("duplicates"), {}).rows)
        assert [row["kind"] for row in found] == ([kind] if kind else []), reason
        store.save(papers[0])
        assert len(list(ask(store, query("duplicates"), {}).rows)) == len(found), "saving again changes nothing"


def test_short_subjects_link_nothing(tmp_path: Path, make_document: Make) -> None:
    with open_store(tmp_path / "kho.db") as store:
        for path, words in (("/a.docx", "tuần một"), ("/b.docx", "tuần hai")):
            store.save(make_document(path=path, number=None, issued_on=None, subject="Báo cáo tuần", body=[words]))
        assert list(ask(store, query("duplicates"), {}).rows) == []


def test_a_changed_file_keeps_its_old_record_readable(tmp_path: Path) -> None:
    folder = tmp_path / "tep"
    folder.mkdir()
    plan = "SỞ Y TẾ\nSố: {}/KH-SYT\nKẾ HOẠCH\nThi đua năm 2025\nI. MỤC TIÊU\nTrên {}% người dân có thẻ."
    with open_store(tmp_path / "kho.db") as store:
        for number, share in ((12, 90), (12, 95), (12, 95)):
            (folder / "ke-hoach.txt").write_text(plan.format(number, share), encoding="utf-8")
            run = Run(Ledger(store, "1"), lambda tasks: in_process(tasks, work=read), DEFAULT, language=False)
            run.over(look([folder], store.path))
        (old,) = ask(store, query("versions"), {"path": "ke-hoach.txt"}).rows
        (whole,) = ask(store, query("versions"), {"id": str(old["id"])}).rows
        assert "Trên 90%" in whole["document"]["text"]
        assert [t["low"] for t in whole["document"]["targets"]] == [90.0]
        (now,) = store.connection.execute("SELECT low FROM targets").fetchall()
        assert now[0] == 95.0
