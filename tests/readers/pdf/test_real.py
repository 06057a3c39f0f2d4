"""The real PDFs at hand: facts a person sees on their pages."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from real_documents import REAL

from extractor.errors import NeedsOcrError
from extractor.limits import DEFAULT
from extractor.readers import read
from extractor.readers.pdf import read_pdf
from extractor.repair import repair

SHARED = REAL / "documents"
SCANS = sorted((SHARED / "pdf-scan").glob("*"))
DIGITAL = sorted((SHARED / "pdf-digital").glob("*"))

pytestmark = pytest.mark.skipif(not DIGITAL, reason="the shared documents are not here")


def named(start: str) -> Path:
    return next(path for path in DIGITAL if path.name.startswith(start))


@pytest.mark.parametrize("path", SCANS, ids=lambda path: path.name[:30])
def test_scans_need_ocr(path: Path) -> None:
    with pytest.raises(NeedsOcrError) as caught:
        read(path)
    assert caught.value.code == "pdf_needs_ocr"


def test_a_layer_of_question_marks_needs_ocr() -> None:
    with pytest.raises(NeedsOcrError) as caught:
        read(named(unicodedata.normalize("NFC", "Thông báo")))
    assert caught.value.code == "pdf_text_layer_broken"


@pytest.mark.parametrize("path", [p for p in DIGITAL if not p.name.startswith("Th")], ids=lambda path: path.name[:30])
def test_lines_cover_the_text_and_lie_on_their_page(path: Path) -> None:
    source = read_pdf(path, DEFAULT)
    cursor = 0
    for line in source.lines:
        assert line.start == cursor and line.end > line.start
        assert line.box is not None and line.box.page == line.page <= source.page_count
        assert -5 < line.box.x0 < line.box.x1 < 850 and -5 < line.box.top < line.box.bottom < 850
        assert 5 < (line.style.size or 0) < 40
        cursor = line.end + 1
    assert cursor == len(source.text) + 1
    tables = list(dict.fromkeys(line.table for line in source.lines if line.table is not None))
    assert tables == list(range(len(tables)))


@pytest.mark.parametrize(
    ("start", "left", "right"),
    [
        ("05-2025", ["BỘ TƯ PHÁP", "Số: 05/2025/TT-BTP"], "Hà Nội, ngày 15 tháng 5 năm 2025"),
        ("nghi-quyet-so-141", ["CHÍNH PHỦ", "Số: 141/NQ-CP"], "Hà Nội, ngày 01 tháng 6 năm 2026"),
        ("nghi-quyet-so-89", ["ỦY BAN THƯỜNG VỤ QUỐC HỘI", "Nghị quyết số: 89/2025/UBTVQH15"], "Độc lập - Tự do - Hạnh phúc"),
        ("thong-tu-so-02", ["VÀ XÃ HỘI", "Số: 02/2021/TT-BLĐTBXH"], "Hà Nội, ngày 24 tháng 6 năm 2021"),
        ("thong-tu-so-50", ["BỘ TÀI CHÍNH", "Số: 50/2026/TT-BTC"], "Hà Nội, ngày 13 tháng 5 năm 2026"),
    ],
)
def test_letterheads(start: str, left: list[str], right: str) -> None:
    source = read_pdf(named(start), DEFAULT)
    sides: dict[int | None, list[str]] = {0: [], 1: [], None: []}
    for line in source.lines:
        if line.page == 1:
            words = unicodedata.normalize("NFC", source.text[line.start : line.end])
            sides[line.column].append(words)
    assert [words for words in sides[0] if words.strip("_")][-2:] == left
    assert sides[1][0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" and sides[1][-1] == right


def test_wide_tables_keep_their_columns() -> None:
    source = read_pdf(named("thong-tu-so-50"), DEFAULT)
    rows = [
        source.text[line.start : line.end].split("\t") for line in source.lines if line.table is not None and line.page == 4
    ]
    assert {len(row) for row in rows} == {18} and len(rows) == 10
    assert rows[3][:3] == [
        "1",
        "Hoạt động sản xuất, kinh doanh hàng hóa, cung cấp dịch vụ có địa điểm kinh doanh cố định",
        "[08]",
    ]


def test_footnote_marks_are_no_digits() -> None:
    source = read_pdf(named("21-2018"), DEFAULT)
    assert "Quốc hội ban hành Luật Đất đai¹." in source.text
    assert source.text.count("¹ Luật số 35/2018/QH14") == 1
    assert any(line.quoted for line in source.lines)


@pytest.mark.parametrize("path", [p for p in DIGITAL if not p.name.startswith("Th")], ids=lambda path: path.name[:30])
def test_running_heads_leave_the_text(path: Path) -> None:
    assert "CÔNG BÁO/Số" not in repair(read_pdf(path, DEFAULT)).text
