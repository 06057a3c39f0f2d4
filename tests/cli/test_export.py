"""Each format read back by another program's reader."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from extractor.cli.exporting import TABLES
from extractor.records.models import Document
from extractor.store import open_store

Run = Callable[..., Any]


def test_jsonl_is_the_contract(vanban: Run, store_path: Path) -> None:
    lines = vanban("export", "--db", store_path, "--format", "jsonl").out.splitlines()
    with open_store(store_path) as store:
        assert [Document.model_validate_json(line) for line in lines] == [store.load(1)]


def test_json_is_an_array(vanban: Run, store_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "het.json"
    assert vanban("export", "--db", store_path, "--out", out).code == 0
    assert [d["header"]["number"] for d in json.loads(out.read_text(encoding="utf-8"))] == ["12/KH-SYT"]


def test_one_table_on_standard_output(vanban: Run, store_path: Path) -> None:
    (row,) = json.loads(vanban("export", "--db", store_path, "--table", "citations").out)
    assert row["key"] == "98/2023/NĐ-CP"
    assert row["pinpoint"] == []
    text = vanban("export", "--db", store_path, "--table", "targets", "--format", "csv").out
    assert [r["low"] for r in csv.DictReader(text.splitlines())] == ["95.0", ""]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_all_tables_make_a_folder(suffix: str, vanban: Run, store_path: Path, tmp_path: Path) -> None:
    ended = vanban("export", "--db", store_path, "--format", suffix, "--out", tmp_path / "xuat")
    assert (ended.code, ended.err) == (0, "")
    assert {path.name for path in (tmp_path / "xuat").iterdir()} == {f"{table}.{suffix}" for table in TABLES}


def test_csv_has_no_formulas(vanban: Run, store_path: Path, tmp_path: Path) -> None:
    vanban("export", "--db", store_path, "--table", "targets", "--out", tmp_path / "t.csv")
    first = next(csv.DictReader((tmp_path / "t.csv").read_text(encoding="utf-8").splitlines()))
    assert first["subject"] == "'=1+1"
    assert first["document_path"] == "/van-ban/ke-hoach.docx"


def test_parquet_has_types(vanban: Run, store_path: Path, tmp_path: Path) -> None:
    vanban("export", "--db", store_path, "--table", "targets", "--out", tmp_path / "t.parquet")
    rows = parquet.read_table(tmp_path / "t.parquet").to_pylist()
    assert [(r["id"], r["low"], r["page"], r["unit"]) for r in rows] == [("t1", 95.0, 1, "%"), ("t2", None, 1, None)]


def test_xlsx_is_a_workbook_of_tables(vanban: Run, store_path: Path, tmp_path: Path) -> None:
    ended = vanban("export", "--db", store_path, "--out", tmp_path / "het.xlsx")
    assert (ended.code, ended.err) == (0, "")
    book = load_workbook(tmp_path / "het.xlsx", read_only=True)
    assert book.sheetnames == list(TABLES)
    header, first, _ = book["targets"].iter_rows(values_only=True)
    row = dict(zip(header, first, strict=False))
    assert (row["low"], row["unit"], row["subject"]) == (95, "%", "'=1+1")


def test_xlsx_says_what_it_cut(vanban: Run, tmp_path: Path, make_document: Callable[..., Document]) -> None:
    with open_store(tmp_path / "kho.db") as store:
        store.save(make_document(body=["dài " * 10_000 + "\x0b"]))
    ended = vanban("export", "--db", tmp_path / "kho.db", "--table", "documents", "--out", tmp_path / "d.xlsx")
    assert ended.code == 0
    assert "1 ô" in ended.err
    assert vanban("export", "--db", tmp_path / "kho.db", "--table", "documents", "--format", "csv").err == ""


def test_xlsx_takes_what_xml_has_no_sign_for(vanban: Run, tmp_path: Path, make_document: Callable[..., Document]) -> None:
    with open_store(tmp_path / "kho.db") as store:
        store.save(make_document(body=["a\x00b\x1fc\x0bd\ufffee\uffffg"]))
    ended = vanban("export", "--db", tmp_path / "kho.db", "--table", "documents", "--out", tmp_path / "d.xlsx")
    assert (ended.code, ended.err) == (0, "")
    header, row = load_workbook(tmp_path / "d.xlsx", read_only=True)["documents"].iter_rows(values_only=True)
    assert "a b c d e g" in str(dict(zip(header, row, strict=True))["text"])


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "json", "xlsx", "parquet"])
def test_an_empty_store_exports(suffix: str, vanban: Run, tmp_path: Path) -> None:
    open_store(tmp_path / "kho.db").close()
    out = tmp_path / "xuat" if suffix in ("csv", "parquet") else tmp_path / f"xuat.{suffix}"
    ended = vanban("export", "--db", tmp_path / "kho.db", "--format", suffix, "--out", out)
    assert (ended.code, ended.err) == (0, "")


def test_a_place_that_cannot_be_written(vanban: Run, store_path: Path, tmp_path: Path) -> None:
    ended = vanban("export", "--db", store_path, "--out", tmp_path / "khong" / "co.json")
    assert ended.code == 3
    assert ended.err.count("\n") == 1
    assert "Không ghi được" in ended.err


def test_every_table_of_the_store_is_exported() -> None:
    from extractor.store.rows import RECORD_COLUMNS

    assert {"documents", "files", *RECORD_COLUMNS} == set(TABLES)


def test_parquet_in_folders_by_body_and_year(vanban: Run, store_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "xuat"
    line = ("export", "--db", store_path, "--format", "parquet", "--partition", "--out", out)
    assert vanban(*line).code == 0
    (file,) = (out / "targets").rglob("*.parquet")
    assert file.parent.name == "year=2025"
    assert file.parent.parent.name.startswith("body=so")
    rows = parquet.read_table(out / "targets").to_pylist()
    assert [(r["id"], r["low"]) for r in rows] == [("t1", 95.0), ("t2", None)]
    assert (out / "files.parquet").exists()
    again = vanban(*line)
    assert (again.code, len(again.err.splitlines())) == (3, 1), "an older export is not mixed with a new one"


def test_folders_are_for_parquet(vanban: Run, store_path: Path, tmp_path: Path) -> None:
    assert vanban("export", "--db", store_path, "--format", "csv", "--partition", "--out", tmp_path / "x").code == 2
