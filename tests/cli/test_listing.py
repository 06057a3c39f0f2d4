"""Rows as JSON, CSV and tables: one number with the page it stands on."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LISTINGS = [
    ["documents"],
    ["sections"],
    ["targets"],
    ["dates"],
    ["citations"],
    ["search", "khen thuong"],
    ["compare", "van hoa"],
    ["cite", "98/2023/nđ-cp"],
    ["status"],
]


def rows(text: str) -> list[dict[str, Any]]:
    data = json.loads(text)
    return data if isinstance(data, list) else data.get("places", data.get("held"))


@pytest.mark.parametrize("line", LISTINGS, ids=" ".join)
def test_json_when_piped(line: list[str], vanban: Run, store_path: Path) -> None:
    ended = vanban(*line, "--db", store_path)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == vanban(*line, "--db", store_path, "--format", "json", "--lang", "en").out, "fields do not change"
    if line != ["status"]:
        assert rows(ended.out), "the store has one of each"
    assert "\\u" not in ended.out, "letters as they are"


@pytest.mark.parametrize("line", LISTINGS[1:6] + LISTINGS[7:8], ids=" ".join)
def test_each_row_has_document_page_and_evidence(line: list[str], vanban: Run, store_path: Path) -> None:
    for row in rows(vanban(*line, "--db", store_path).out):
        assert row["document_path"] == "/van-ban/ke-hoach.docx"
        assert row["document_number"] == "12/KH-SYT"
        assert row["page"] == 1
        assert row["evidence"]


@pytest.mark.parametrize("line", LISTINGS, ids=" ".join)
def test_csv(line: list[str], vanban: Run, store_path: Path) -> None:
    ended = vanban(*line, "--db", store_path, "--format", "csv")
    assert ended.code == 0
    header, *data = csv.reader(io.StringIO(ended.out))
    assert len(set(header)) == len(header)
    assert {len(row) for row in data} <= {len(header)}
    assert data or line == ["status"]


@pytest.mark.parametrize("line", LISTINGS, ids=" ".join)
def test_tables_speak_the_language(line: list[str], vanban: Run, store_path: Path) -> None:
    told = [vanban(*line, "--db", store_path, "--format", "table", COLUMNS="200", VANBAN_LANG=lang) for lang in ("vi", "en")]
    assert [ended.code for ended in told] == [0, 0]
    assert told[0].out != told[1].out


def test_a_tables_words_are_words(vanban: Run, store_path: Path) -> None:
    ended = vanban("search", "kịp thời", "--db", store_path, "--format", "table", COLUMNS="200")
    assert "[in đậm]" in ended.out, "brackets in a document are no markup"


def test_values_are_shown_as_written(vanban: Run, store_path: Path) -> None:
    out = vanban("targets", "--db", store_path, "--format", "table", COLUMNS="200").out
    assert "> 95 %" in out
    assert "(bằng lời)" in out


def test_nothing_found_is_an_empty_answer(vanban: Run, store_path: Path) -> None:
    assert vanban("search", "khôngcóchữnày", "--db", store_path).out == "[]\n"
    assert "Không tìm thấy" in vanban("search", "khôngcóchữnày", "--db", store_path, "--format", "table").out
    assert vanban("cite", "1/2000/NĐ-CP", "--db", store_path).code == 0


def test_formulas_are_made_harmless(vanban: Run, store_path: Path) -> None:
    assert "'=1+1" in vanban("targets", "--db", store_path, "--format", "csv").out
    assert '"=1+1"' in vanban("targets", "--db", store_path, "--format", "json").out


def test_words_may_be_typed_without_quotation_marks(vanban: Run, store_path: Path) -> None:
    assert rows(vanban("search", "khen", "thưởng", "--db", store_path).out)


def test_a_reader_that_leaves_is_no_error(store_path: Path) -> None:
    """What ``| head`` does: the pipe is closed before everything is written."""
    command = [sys.executable, "-m", "extractor", "targets", "--db", str(store_path)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_a_terminal_gets_a_table(store_path: Path) -> None:
    import pty

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "extractor", "targets", "--db", str(store_path)]
    with subprocess.Popen(command, stdout=slave, env=os.environ | {"COLUMNS": "200", "TERM": "xterm"}) as process:
        os.close(slave)
        out = b""
        while True:
            try:
                out += (piece := os.read(master, 65536))
            except OSError:
                break
            if not piece:
                break
        assert process.wait() == 0
    os.close(master)
    assert "nguyên văn" in out.decode("utf-8")
    assert "┃" in out.decode("utf-8")
