"""Pages whose text is known, read through the readers by each engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fonts
import numpy as np
import ocr as drawing
import pytest

from extractor.errors import NeedsOcrError, TooLargeError, UnreadableError
from extractor.limits import Limits
from extractor.ocr import ENGINES, chosen
from extractor.readers import read
from extractor.text import Span, Text


def saved(folder: Path, pixels: Any, dpi: int = 300, name: str = "trang.png") -> Path:
    from PIL import Image

    Image.fromarray(pixels[:, :, ::-1] if pixels.ndim == 3 else pixels).save(folder / name, dpi=(dpi, dpi))
    return folder / name


def cer(read_text: str) -> float:
    text, twin = drawing.plain(read_text), drawing.plain(drawing.PAGE)
    return float(drawing.errors(text, twin) / len(text))


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("tesserocr", 0.01),
        ("tesseract", 0.015),  # Debian's version is older than the wheel's
        ("trueocr", 0.06),  # a small network: what it gives up is known
    ],
)
def test_every_engine_reads_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: float) -> None:
    pytest.importorskip("cv2", reason="OpenCV is not installed")
    monkeypatch.setenv("VANBAN_OCR", name)
    if chosen() is None:
        pytest.skip(f"{name} is not installed here")
    source = read(saved(tmp_path, drawing.drawn(300)))
    assert source.ocr and source.reader == "picture" and source.page_count == 1
    assert cer(source.text) < most
    assert all(0 <= doubt.confidence < 1 for doubt in source.doubts)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("form", "most"),
    [
        ("noisy", 0.025),  # specks, grain, blur
        ("tilted", 0.015),  # one degree
        ("stamped", 0.015),  # a seal and a signature over the words
    ],
)
def test_facts_survive_bad_scans(tmp_path: Path, form: str, most: float) -> None:
    text = read(saved(tmp_path, drawing.FORMS[form](drawing.drawn(300)))).text
    assert cer(text) < most
    for fact, pattern in drawing.FACTS.items():
        assert drawing.f1(drawing.plain(text), drawing.plain(drawing.PAGE), pattern) >= 0.97, fact


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_may_lie_on_its_side_or_stand_on_its_head(tmp_path: Path, turns: int) -> None:
    upright = drawing.drawn(200)
    source = read(saved(tmp_path, np.ascontiguousarray(np.rot90(upright, turns)), 200))
    assert cer(source.text) < 0.02
    width, height = (595, 842) if turns == 2 else (842, 595)
    first = source.lines[0].box
    assert first is not None
    assert all(line.box and 0 <= line.box.x0 < line.box.x1 <= width and line.box.bottom <= height for line in source.lines)
    if turns == 2:
        assert first.top > 700  # the heading is shown where it is: at the foot
    elif turns == 1:
        assert first.x0 < 110
    else:
        assert first.x1 > 730


ROWS = [
    ("TT", "Chỉ tiêu thi đua", "Kế hoạch", "Thực hiện"),
    ("1", "Tỷ lệ khám sức khỏe định kỳ", "95,5%", "97,2%"),
    ("2", "Số lượt khám bệnh ngoại trú", "12.450", "13.186"),
    ("3", "Hồ sơ giải quyết đúng hạn", "98%", "99,1%"),
]


def ruled_table() -> Any:
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(fonts.files()[0], 54)
    sheet = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(sheet)
    draw.text((300, 300), "Kết quả thực hiện các chỉ tiêu năm 2031 như sau:", 0, font)
    xs = [280, 420, 1400, 1800, 2200]
    for i, row in enumerate(ROWS):
        for x, cell in zip(xs, row, strict=False):
            draw.text((x + 25, 520 + 110 * i), cell, 0, font)
    for y in range(500, 500 + 110 * len(ROWS) + 1, 110):
        draw.line((xs[0], y, xs[-1], y), 0, 4)
    for x in xs:
        draw.line((x, 500, x, 500 + 110 * len(ROWS)), 0, 4)
    return np.asarray(sheet, np.uint8)


@pytest.mark.usefixtures("engine")
def test_ruled_tables_are_read_cell_by_cell(tmp_path: Path) -> None:
    source = read(saved(tmp_path, ruled_table()))
    rows = [tuple(source.text[line.start : line.end].split("\t")) for line in source.lines if line.table == 0]
    assert rows == ROWS
    assert source.text.startswith("Kết quả thực hiện các chỉ tiêu năm 2031 như sau:")


@pytest.mark.usefixtures("engine")
def test_pages_of_a_tiff_and_of_a_mixed_pdf(tmp_path: Path) -> None:
    from PIL import Image

    pages = [Image.fromarray(drawing.drawn(150)).convert("1") for _ in range(2)]
    path = tmp_path / "fax.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="group4", dpi=(150, 150))
    source = read(path)
    assert source.page_count == 2 and {line.page for line in source.lines} == {1, 2}
    assert source.media_type == "image/tiff"


@pytest.mark.usefixtures("engine")
def test_text_pages_of_a_pdf_keep_their_layer(tmp_path: Path) -> None:
    pytest.importorskip("reportlab")
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    for i in range(20):
        canvas.drawString(80, 780 - 20 * i, f"Exact line {i} of the layer, code 0O1lI 5S8B")
    canvas.showPage()
    from PIL import Image

    canvas.drawImage(ImageReader(Image.fromarray(drawing.drawn(200))), 0, 0, 595, 842)
    canvas.save()
    source = read(tmp_path / "a.pdf")
    first = "\n".join(source.text[line.start : line.end] for line in source.lines if line.page == 1)
    second = "\n".join(source.text[line.start : line.end] for line in source.lines if line.page == 2)
    assert first.count("0O1lI 5S8B") == 20
    assert cer(second) < 0.02 and source.ocr
    assert not [note for note in source.notes if note.code == "needs_ocr"]
    place = source.text.index("98/2023/NĐ-CP")
    (box,) = Text.of(source).boxes(Span(place, place + len("98/2023/NĐ-CP")))
    assert box.page == 2 and 140 < box.x0 < 220 and 100 < box.top < 130


@pytest.mark.usefixtures("engine")
def test_pictures_without_vietnamese_give_no_values(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    scrawl = np.full((2000, 1500), 255, np.uint8)
    for _ in range(500):
        y, x = chance.integers(100, 1900), chance.integers(100, 1400)
        scrawl[y : y + chance.integers(4, 30), x : x + chance.integers(4, 30)] = 0
    try:
        source = read(saved(tmp_path, scrawl, 200))
    except UnreadableError as error:
        assert error.code in {"ocr_nothing_read", "no_text"}
    else:
        assert len(source.doubts) * 2 >= len(source.text.split())


def test_without_an_engine_the_command_is_named(tmp_path: Path) -> None:
    with pytest.raises(NeedsOcrError) as caught:
        read(saved(tmp_path, drawing.drawn(100)))
    assert caught.value.code == "picture_needs_ocr" and "pip install" in str(caught.value)


@pytest.mark.usefixtures("engine")
def test_a_picture_bomb_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, np.full((3000, 3000), 255, np.uint8))
    with pytest.raises(TooLargeError) as caught:
        read(path, Limits(max_picture_pixels=8_000_000))
    assert "max_picture_pixels" in str(caught.value)


@pytest.mark.usefixtures("engine")
def test_a_broken_picture_is_said_to_be_broken(tmp_path: Path) -> None:
    path = saved(tmp_path, drawing.drawn(100))
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.code == "picture_broken"


def test_engines_have_names_of_their_own_and_less_trust_where_earned() -> None:
    assert [engine.name for engine in ENGINES] == ["tesserocr", "tesseract", "trueocr"]
    assert ENGINES[2].trust < ENGINES[0].trust == ENGINES[1].trust == 1
