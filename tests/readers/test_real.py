"""All real documents at hand: what holds of every reader's result, and facts a person sees on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_documents import REAL

from extractor.readers import read

FILES = sorted(p for kind in ("txt", "md", "html", "docx", "doc") for p in (REAL / "documents" / kind).glob("*"))
SEEDS = sorted((REAL / "seeds").glob("*.txt"))
OLD_WORD = sorted((REAL / "documents" / "doc").glob("*"))

pytestmark = pytest.mark.skipif(not SEEDS, reason="the shared documents are not here")


@pytest.mark.parametrize("path", FILES + SEEDS, ids=lambda path: path.name[:40])
def test_lines_cover_the_text(path: Path) -> None:
    source = read(path)
    cursor = 0
    for line in source.lines:
        assert line.start == cursor and line.end >= line.start
        words = source.text[line.start : line.end]
        assert "\n" not in words
        assert "\t" not in words or line.table is not None, "a tab means the edge of a cell"
        assert 1 <= line.page <= source.page_count
        cursor = line.end + 1
    assert cursor == len(source.text) + 1
    tables = list(dict.fromkeys(line.table for line in source.lines if line.table is not None))
    assert tables == list(range(len(tables)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:40])
def test_no_markup_is_left(path: Path) -> None:
    text = read(path).text
    for mark in ("<p", "</", "&nbsp;", "**", "w:t", "\\-", "mso-"):
        assert mark not in text


@pytest.mark.parametrize("path", OLD_WORD, ids=lambda path: path.name[:40])
def test_old_word_files_are_read_for_what_they_are(path: Path) -> None:
    assert read(path).reader == ("rtf" if path.read_bytes().startswith(b"{\\rtf") else "doc")


DOCX = sorted((REAL / "documents" / "docx").glob("*"))


@pytest.mark.parametrize(
    "path", [p for p in DOCX if p.name.startswith(("255", "CV", "Quy", "Th"))], ids=lambda path: path.name[:40]
)
def test_letterhead_stands_in_two_columns(path: Path) -> None:
    source = read(path)
    sides: dict[int, str] = {0: "", 1: ""}
    for line in source.lines[:12]:
        if line.column is not None:
            sides[line.column] += source.text[line.start : line.end] + "\n"
    assert "Số" in sides[0] and "CỘNG HÒA" not in sides[0]
    assert "CỘNG HÒA" in sides[1] and "ngày" in sides[1]


def test_award_table_of_the_seed_has_eleven_rows_of_one_width() -> None:
    seed = next(p for p in SEEDS if p.name.startswith("002"))
    source = read(seed)
    rows = [source.text[line.start : line.end].split("\t") for line in source.lines if line.table == 0]
    assert len(rows) == 11
    assert {len(row) for row in rows} == {21}
    assert rows[5][:5] == ["2.", "Bằng khen UBND tỉnh", "41", "28", "68"]
