"""vanban show: the mark stands on the words, whatever the format; without a picture the lines are told."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from PIL import Image, ImageChops

from extractor.limits import Limits
from extractor.pipeline import extract
from extractor.records.models import BoxRecord
from extractor.resources import corpus_path
from extractor.showing import Mark, drawn, passage, record, records
from extractor.showing.rendered import Rendered

Run = Callable[..., Any]
NOTICE = next(corpus_path("sample").rglob("thong-bao-304.pdf"))
DPI = 144
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def marked(plain: Image.Image, shown: Image.Image) -> tuple[float, float, float, float]:
    """The rectangle in which two pictures of a page differ, points."""
    box = ImageChops.difference(plain.convert("RGB"), shown.convert("RGB")).getbbox()
    assert box is not None, "something is marked"
    x0, top, x1, bottom = (side * 72 / DPI for side in box)
    return x0, top, x1, bottom


def words_in(path: Path, page: int, rect: tuple[float, float, float, float]) -> str:
    """What PDFium reads in a rectangle of a page (points from the upper left corner), shrunk by the mark's margin."""
    pdf = pypdfium2.PdfDocument(path)[page - 1]
    x0, top, x1, bottom = rect
    high = pdf.get_height()
    return str(pdf.get_textpage().get_text_bounded(x0 + 2, high - bottom + 4, x1 - 2, high - top - 4)).replace("\r\n", " ")


def bare(words: str) -> str:
    return "".join(words.split())


def test_the_mark_stands_on_the_words_of_a_pdf(vanban: Run, tmp_path: Path) -> None:
    out = tmp_path / "trang.png"
    ended = vanban("show", NOTICE, "--no-language", "--record", "header.number", "--png", out, "--dpi", DPI)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{out}\n"
    plain = pypdfium2.PdfDocument(NOTICE)[0].render(scale=DPI / 72).to_pil()
    with Image.open(out) as shown:
        assert shown.size == plain.size
        assert bare(words_in(NOTICE, 1, marked(plain, shown))) == "304/TB-UBND"


def test_every_record_of_a_pdf_can_be_drawn() -> None:
    document = extract(NOTICE, language=False)
    plain = pypdfium2.PdfDocument(NOTICE)[0].render(scale=DPI / 72).to_pil()
    one_line = [item for item in records(document) if len(item.boxes) == 1 and item.kind != "sections"]
    assert len(one_line) > 5
    for item in one_line:
        ((_, image),) = drawn(NOTICE, [1], [Mark(item.boxes[0], item.kind)], DPI, Limits())
        shown = bare(words_in(NOTICE, 1, marked(plain, image)))
        assert bare(document.text[item.start : item.end]) in shown


def test_several_pages_become_several_files(vanban: Run, tmp_path: Path, two_pages: Path) -> None:
    listed = json.loads(vanban("show", two_pages, "--no-language", "--format", "json").out)
    assert {row["page"] for row in listed} >= {1}
    table = next(row["record"] for row in listed if row["kind"] == "targets" and "đạt chuẩn" in row["evidence"])
    ended = vanban("show", two_pages, "--no-language", "--record", table, "--png", tmp_path / "t.png")
    names = [Path(line).name for line in ended.out.splitlines()]
    assert names == ["t-1.png", "t-2.png"], ended.err
    only = vanban("show", two_pages, "--no-language", "--record", table, "--png", tmp_path / "u.png", "--page", "2")
    assert [Path(line).name for line in only.out.splitlines()] == ["u.png"]
    other = vanban("show", two_pages, "--no-language", "--record", table, "--png", tmp_path / "u.png", "--page", "7")
    assert other.code == 2


@pytest.fixture
def two_pages(tmp_path: Path, fonts: tuple[str, str]) -> Path:
    """A target that begins on the first page and ends on the second."""
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "hai-trang.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont(fonts[0], 12)
    head = ["ỦY BAN NHÂN DÂN XÃ NINH KHÊ", "Số: 12/KH-UBND", "KẾ HOẠCH", "Xây dựng xã văn hóa năm 2025", "I. MỤC TIÊU"]
    for number, words in enumerate(head):
        canvas.drawString(72, 780 - 20 * number, words)
    canvas.drawString(72, 80, "Phấn đấu trong năm 2025 có trên 95% hộ gia đình trên địa bàn xã được")
    canvas.showPage()
    canvas.setFont(fonts[0], 12)
    canvas.drawString(72, 780, "công nhận gia đình văn hóa và đạt chuẩn nông thôn mới.")
    canvas.save()
    return path


def test_without_a_picture_the_lines_are_told(vanban: Run, plan: Path) -> None:
    ended = vanban("show", plan, "--no-language", "--record", "T1", "--lang", "en")
    assert ended.code == 0
    first, *lines = ended.out.splitlines()
    assert first.startswith("t1 · page 1/1")
    assert any(line.startswith("> ") and "⟦Phấn đấu trên 95% hộ" in line for line in lines)
    assert any(line.startswith("  I. MỤC TIÊU") for line in lines)


def test_records_are_listed_and_named_by_their_path_too(vanban: Run, plan: Path) -> None:
    rows = json.loads(vanban("show", plan, "--no-language", "--format", "json").out)
    names = [row["record"] for row in rows]
    assert {"header.number", "s1", "t1", "c1", "d1"} <= set(names)
    document = extract(plan, language=False)
    assert record(document, "dates[0]") == record(document, "d1")
    assert record(document, "citations.0") == record(document, "c1")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--record", "t99"], 2, "t1"),
        (["--png", "x.png"], 2, "--record"),
        (["--record", "t1", "--dpi", "5"], 2, "--dpi"),
        (["--record", "t1", "--dpi", "²"], 2, "--dpi"),
    ],
    ids=["no such record", "nothing to draw", "too few pixels", "no number"],
)
def test_wrong_use_says_what_is_allowed(arguments: list[str], code: int, said: str, vanban: Run, plan: Path) -> None:
    ended = vanban("show", plan, "--no-language", *arguments)
    assert ended.code == code
    assert said in ended.err
    assert ended.err.count("\n") == 1


def test_a_page_too_large_to_draw_is_refused(vanban: Run, tmp_path: Path) -> None:
    ended = vanban(
        *("show", NOTICE, "--no-language", "--record", "t1", "--png", tmp_path / "t.png"), "--limit", "max_picture_pixels=1000"
    )
    assert ended.code == 3
    assert "max_picture_pixels" in ended.err
    assert not (tmp_path / "t.png").exists()


@needs_office
def test_a_document_without_pages_is_laid_out(vanban: Run, tmp_path: Path) -> None:
    paper = docx.Document()
    for words in ("KẾ HOẠCH", "Xây dựng xã văn hóa năm 2025", *["Đoạn văn ở giữa."] * 60, "I. MỤC TIÊU"):
        paper.add_paragraph(words)
    paper.add_paragraph("Phấn đấu trên 95% hộ gia đình đạt danh hiệu gia đình văn hóa trong năm 2025.")
    path = tmp_path / "ke-hoach.docx"
    paper.save(str(path))
    out = tmp_path / "t.png"
    ended = vanban("show", path, "--no-language", "--record", "t1", "--png", out, "--dpi", DPI)
    assert (ended.code, ended.err) == (0, "")
    profile = f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"
    subprocess.run(
        [*("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path))],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pdf = path.with_suffix(".pdf")
    with Image.open(out) as shown:
        for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
            plain = page.render(scale=DPI / 72).to_pil().convert("RGB")
            if plain.size == shown.size and words_in(pdf, number, (0, 0, 595, 842)).find("95%") >= 0:
                rect = marked(plain, shown)
                assert bare(words_in(pdf, number, rect)).startswith("Phấnđấutrên95%hộ")
                return
    pytest.fail("the page with the words was not drawn")


def test_without_libreoffice_one_line_says_what_to_install(vanban: Run, plan: Path, tmp_path: Path) -> None:
    ended = vanban("show", plan, "--no-language", "--record", "t1", "--png", tmp_path / "t.png", PATH="/khong/co")
    assert ended.code == 3
    assert "libreoffice-writer" in ended.err
    assert ended.err.count("\n") == 1


def test_words_are_found_again_on_other_pages() -> None:
    """A text that is not the PDF's own: other quotes, a number in front that the pages lack."""
    own = extract(NOTICE, language=False).text
    text = own.replace("2. Các chủ đầu tư phấn đấu", "2.1. Các chủ đầu tư phấn đấu", 1).replace("-", "–")
    pages = Rendered(NOTICE, text, Limits())
    start = text.index("Các chủ đầu tư phấn đấu")
    from extractor.text import Span

    boxes = pages.boxes(Span(start - 5, start + 60))
    assert boxes
    assert "chủ đầu tư" in words_in(NOTICE, 1, (boxes[0].x0 - 2, boxes[0].top - 4, boxes[0].x1 + 2, boxes[0].bottom + 4))
    assert pages.boxes(Span(start, start)) == ()


def test_from_the_store_and_out_of_an_archive(vanban: Run, tmp_path: Path) -> None:
    path = tmp_path / "kho.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(NOTICE, "2022/thong-bao.pdf")
    db = tmp_path / "kho.db"
    assert vanban("import", path, "--db", db, "--no-language").code == 0
    out = tmp_path / "t.png"
    ended = vanban("show", "304/TB-UBND", "--db", db, "--record", "t1", "--png", out)
    assert (ended.code, ended.err) == (0, "")
    assert out.exists()
    direct = tmp_path / "d.png"
    member = f"{path}!2022/thong-bao.pdf"
    assert vanban("show", member, "--no-language", "--record", "t1", "--png", direct).code == 0
    assert direct.read_bytes() == out.read_bytes()
    assert vanban("show", path, "--record", "t1").code == 2, "an archive is no document"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2022/thong-bao.pdf", NOTICE.read_bytes() + b"\n")
    changed = vanban("show", "304/TB-UBND", "--db", db, "--record", "t1", "--png", out)
    assert changed.code == 3
    assert "import" in changed.err


def test_a_record_stands_in_its_lines() -> None:
    text = "một\n\nhai\nba bốn\nnăm sáu\nbảy\ntám\nchín"
    start, end = text.index("bốn"), text.index("sáu")
    lines = list(passage(text, start, end))
    assert [line.words for line in lines] == ["một", "hai", "ba bốn", "năm sáu", "bảy", "tám"]
    assert [line.words[line.start : line.end] for line in lines] == ["", "", "bốn", "năm ", "", ""]


def test_a_mark_beyond_the_page_is_left_out() -> None:
    outside = BoxRecord(page=1, x0=5000, top=5000, x1=6000, bottom=6000)
    ((_, image),) = drawn(NOTICE, [1], [Mark(outside, "targets")], 72, Limits())
    plain = pypdfium2.PdfDocument(NOTICE)[0].render(scale=1).to_pil().convert("RGB")
    assert ImageChops.difference(plain, image).getbbox() is None


def test_the_mark_stands_on_the_words_of_a_picture(vanban: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan with its resolution named and one without: both are reckoned in points of the same sheet."""
    from extractor.ocr import chosen

    monkeypatch.delenv("VANBAN_OCR", raising=False)
    if chosen() is None:
        pytest.skip("no OCR engine is installed")
    page = pypdfium2.PdfDocument(NOTICE)[0].render(scale=200 / 72).to_pil().convert("L")
    page.save(tmp_path / "quet.tif", dpi=(200, 200))
    page.save(tmp_path / "quet.png")
    for name in ("quet.tif", "quet.png"):
        out = tmp_path / f"{name}-t.png"
        ended = vanban("show", tmp_path / name, "--no-language", "--record", "header.number", "--png", out)
        assert (ended.code, ended.err) == (0, "")
        with Image.open(out) as shown, Image.open(tmp_path / name) as plain:
            box = ImageChops.difference(plain.convert("RGB"), shown).getbbox()
        assert box is not None
        rect = tuple(side * 72 / 200 for side in box)
        assert bare(words_in(NOTICE, 1, rect)) == "304/TB-UBND"  # type: ignore[arg-type]
