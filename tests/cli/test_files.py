"""From files to the store, as a person does it: extract, import, status, retry, doctor, Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.records.models import Document

Run = Callable[..., Any]
Begin = Callable[..., Any]
BROKEN = b"%PDF-1.7\nkhong phai pdf"


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_extract_prints_the_contract(vanban: Run, plan: Path) -> None:
    ended = vanban("extract", plan)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.count("\n") == 1, "piped: one document a line"
    document = Document.model_validate_json(ended.out)
    assert document.source.path == str(plan)
    assert "Phấn đấu trên 95%" in ended.out, "letters as they are"
    for record in (*document.targets, *document.dates, *document.citations):
        assert document.text[record.start : record.end] in (getattr(record, "statement", ""), getattr(record, "text", ""))


def test_extract_goes_on_after_a_bad_file(vanban: Run, plan: Path, tmp_path: Path) -> None:
    bad = tmp_path / "hong.pdf"
    bad.write_bytes(BROKEN)
    ended = vanban("extract", bad, plan, tmp_path / "khong-co.txt", plan)
    assert ended.code == 1
    assert [d["source"]["path"] for d in lines(ended.out)] == [str(plan), str(plan)]
    assert [("hong.pdf" in line, "khong-co.txt" in line) for line in ended.err.splitlines()] == [(True, False), (False, True)]
    assert all(line.startswith("vanban: ") for line in ended.err.splitlines())
    assert vanban("extract", bad).code == 3
    assert vanban("extract", bad, bad).code == 3


def test_extract_reads_the_files_in_an_archive(vanban: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "kho.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(plan, "2025/KH 12.txt")
        archive.writestr("hong.pdf", BROKEN)
    ended = vanban("extract", path, "--no-language")
    assert ended.code == 1
    assert [d["source"]["path"] for d in lines(ended.out)] == [f"{path}!2025/KH 12.txt"]
    assert f"{path}!hong.pdf" in ended.err
    one = vanban("extract", f"{path}!2025/KH 12.txt", "--no-language")
    assert (one.code, one.err) == (0, "")
    assert lines(one.out)[0]["source"]["path"] == f"{path}!2025/KH 12.txt"
    assert vanban("extract", f"{path}!khong-co.txt").code == 3


def test_a_limit_may_be_changed(vanban: Run, plan: Path) -> None:
    ended = vanban("extract", plan, "--limit", "max_bytes=10")
    assert ended.code == 3
    assert "max_bytes" in ended.err


@pytest.fixture
def folder(tmp_path: Path, plan: Path) -> Path:
    root = tmp_path / "van-ban"
    (root / "muc").mkdir(parents=True)
    shutil.copy(plan, root / "ke-hoach.txt")
    shutil.copy(plan, root / "muc" / "ban-sao.txt")
    (root / "hong.pdf").write_bytes(BROKEN)
    with zipfile.ZipFile(root / "ho-so.zip", "w") as archive:
        archive.writestr("báo cáo.txt", "BÁO CÁO\nKết quả năm 2024: đạt 80% hộ gia đình văn hóa.")
    return root


@pytest.mark.parametrize("workers", ["0", "2"])
def test_import_status_retry(workers: str, vanban: Run, folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "kho.db"
    ended = vanban("import", folder, "--db", db, "--workers", workers)
    assert (ended.code, ended.err) == (1, "")
    *events, last = lines(ended.out)
    found = {re.split("[/!]", event["path"])[-1]: event["reason"].removesuffix("_WITH_WARNINGS") for event in events}
    held = found.pop("hong.pdf")
    assert held in ("BAD_INPUT", "UNSUPPORTED")
    # Two workers may be at both copies at once; then the later one is the duplicate, whichever that is.
    assert sorted(found.pop(name) for name in ("ke-hoach.txt", "ban-sao.txt")) == ["DUPLICATE", "OK"]
    assert found == {"báo cáo.txt": "OK"}
    assert last["summary"]["held"] == 1

    again = vanban("import", folder, "--db", db, "--workers", workers)
    assert again.code == 1
    assert lines(again.out) == [{"summary": {"counts": last["summary"]["counts"], "unchanged": 4, "held": 1}}]

    status = json.loads(vanban("status", "--db", db).out)
    assert status["documents"] == 2
    assert [(Path(row["path"]).name, row["reason"], row["attempts"]) for row in status["held"]] == [("hong.pdf", held, 1)]
    assert status["held"][0]["message"]

    assert vanban("retry", "--db", db, "--workers", workers).code == 3
    assert json.loads(vanban("status", "--db", db).out)["held"][0]["attempts"] == 2
    (folder / "hong.pdf").unlink()
    shutil.copy(folder / "ke-hoach.txt", folder / "hong.pdf")
    assert vanban("retry", "--db", db, "--workers", workers).code == 0
    assert json.loads(vanban("status", "--db", db).out)["held"] == []
    assert json.loads(vanban("status", "--db", db, "--all").out)["files"] != []


def test_no_bound_is_asked_for_by_nought(vanban: Run, plan: Path, tmp_path: Path) -> None:
    ended = vanban("import", plan, "--db", tmp_path / "kho.db", "--timeout", "0", "--memory", "0", "--no-language")
    assert (ended.code, lines(ended.out)[-1]["summary"]["held"]) == (0, 0)


def test_retry_with_nothing_held(vanban: Run, store_path: Path) -> None:
    assert vanban("retry", "--db", store_path).code == 0


def test_the_stores_own_folder_may_be_imported(vanban: Run, plan: Path) -> None:
    db = plan.parent / "kho.db"
    assert vanban("import", plan.parent, "--db", db, "--workers", "0").code == 0
    assert vanban("import", plan.parent, "--db", db, "--workers", "0").code == 0, "the store is not a file to import"


def test_a_file_named_beside_a_missing_one(vanban: Run, plan: Path, tmp_path: Path) -> None:
    ended = vanban("import", plan, tmp_path / "khong-co.txt", "--db", tmp_path / "kho.db", "--workers", "0")
    assert ended.code == 1
    assert json.loads(vanban("status", "--db", tmp_path / "kho.db").out)["held"][0]["reason"] == "BAD_INPUT"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("workers", ["0", "1"])
def test_ctrl_c_keeps_what_was_done(workers: str, vanban: Run, begun: Begin, tmp_path: Path) -> None:
    root, db = tmp_path / "nhieu", tmp_path / "kho.db"
    root.mkdir()
    for n in range(3_000):
        (root / f"{n:04d}.txt").write_text(f"KẾ HOẠCH\nPhấn đấu {n} hộ đạt chuẩn năm 2025.", encoding="utf-8")
    with begun("import", root, "--db", db, "--workers", workers) as running:
        running.told(1)
        os.killpg(running.process.pid, signal.SIGINT)  # as a terminal does: the whole group gets it
        ended = running.ended()
    assert ended.code == 130
    assert [line for line in ended.err.splitlines() if line] == ["vanban: Đã dừng theo yêu cầu."]
    assert "summary" in lines(ended.out)[-1]
    time.sleep(0.2)
    status = json.loads(vanban("status", "--db", db).out)
    assert status["documents"] >= 1
    assert status["held"] == [], "no file is to blame"


def test_doctor_says_how_to_install(vanban: Run) -> None:
    parts = {row["part"]: row for row in json.loads(vanban("doctor", "--format", "json").out)}
    assert {"tesseract", "tesserocr", "trueocr", "dask", "libreoffice", "underthesea", "models", "fonts"} <= set(parts)
    for part in parts.values():
        assert part["state"] in ("present", "missing")
        assert (part["install"] is None) == (part["state"] == "present")
    assert parts["underthesea"]["version"]
    bare = {row["part"]: row for row in json.loads(vanban("doctor", PATH="/khong/co").out)}
    assert bare["tesseract"]["state"] == "missing"
    assert re.search("thiếu|có", vanban("doctor", "--format", "table").out)


def test_serve_names_what_to_install(vanban: Run, store_path: Path) -> None:
    from importlib.util import find_spec

    if find_spec("extractor.web"):
        pytest.skip("the web pages are installed")
    ended = vanban("serve", "--db", store_path)
    assert ended.code == 3
    assert "vanban[web]" in ended.err
