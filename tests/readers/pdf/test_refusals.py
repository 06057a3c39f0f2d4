"""What cannot be read is refused for its true reason; what is read in part says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import EncryptedError, NeedsOcrError, TooLargeError, UnreadableError
from extractor.limits import DEFAULT
from extractor.readers import read
from extractor.readers.pdf import read_pdf

Make = Callable[..., Any]


def picture(made: Any, share: float = 1.0) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    made.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842 * share)


@pytest.mark.parametrize("stamp", ["", "Ký bởi: Sở Y tế Thời gian ký: 05/3/2030 08:00:00"])
def test_a_scan_needs_ocr(sheet: Make, stamp: str) -> None:
    made = sheet()
    for _ in range(2):
        picture(made)
        if stamp:
            made.put(300, 30, stamp, 7)
        made.page()
    with pytest.raises(NeedsOcrError) as caught:
        made.read()
    assert caught.value.code == "pdf_needs_ocr" and "2" in str(caught.value)


def test_a_scanned_page_among_others_is_named(sheet: Make) -> None:
    made = sheet()
    made.body(60)
    made.page()
    picture(made)
    made.page()
    made.body(60)
    source = made.read()
    (note,) = source.notes
    assert note.code == "needs_ocr" and "2" in note.message
    assert note.start == note.end == source.lines[4].start
    assert not source.ocr


def test_a_picture_within_the_text_is_no_scan(sheet: Make) -> None:
    made = sheet()
    picture(made, share=0.3)
    made.body(60)
    assert made.read().notes == ()


def test_text_laid_under_a_scan_is_recognised_text(sheet: Make) -> None:
    made = sheet()
    words = made.canvas.beginText(80, 700)
    words.setFont(made.fonts[0], 12)
    words.setTextRenderMode(3)
    for _ in range(6):
        words.textLine("Các đơn vị thực hiện nghiêm túc nhiệm vụ được giao trong năm nay")
    made.canvas.drawText(words)
    picture(made)
    source = made.read()
    assert source.ocr and len(source.lines) == 6


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("C?NG HÒA XÃ H?I CH? NGH?A VI?T NAM, ??c l?p - T? do - H?nh phúc", "hopeless"),
        ("Các đơn vị thực hi?n nghiêm túc nhiệm v? được giao; việc gì? khi nào? ai làm?", "doubtful"),
        ("Các đơn vị thực hiện nghiêm túc nhiệm vụ được giao; việc gì? khi nào? ai làm?", "good"),
    ],
)
def test_a_text_layer_that_lost_letters(sheet: Make, line: str, codes: str) -> None:
    made = sheet()
    for i in range(12):
        made.put(
            60, 60 + 18 * i, line if codes == "hopeless" or i < 3 else line.replace("hi?n", "hiện").replace("v?", "vụ"), 11
        )
    if codes == "hopeless":
        with pytest.raises(NeedsOcrError) as caught:
            made.read()
        assert caught.value.code == "pdf_text_layer_broken"
    else:
        assert [note.code for note in made.read().notes] == ["text_layer_doubtful"] * (codes == "doubtful")


def test_a_password(sheet: Make, tmp_path: Path) -> None:
    from pikepdf import Encryption, Pdf

    made = sheet()
    made.body(60)
    made.read()
    with Pdf.open(made.path) as document:
        document.save(tmp_path / "locked.pdf", encryption=Encryption(user="mật", owner="khẩu"))
        document.save(tmp_path / "open.pdf", encryption=Encryption(user="", owner="khẩu"))
    with pytest.raises(EncryptedError) as caught:
        read_pdf(tmp_path / "locked.pdf", DEFAULT)
    assert caught.value.code == "pdf_encrypted"
    assert len(read_pdf(tmp_path / "open.pdf", DEFAULT).lines) == 4, "only the owner's password is set: anyone may read"


def test_broken_files(sheet: Make, tmp_path: Path) -> None:
    made = sheet()
    made.body(60)
    made.page()
    made.body(60)
    made.read()
    whole = made.path.read_bytes()
    for name, data in {"garbage": b"%PDF-1.7\n" + b"\x07garbage" * 500, "head": whole[:400], "empty": b"%PDF-1.4\n"}.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(data)
        with pytest.raises(UnreadableError) as caught:
            read(path)
        assert caught.value.code == "pdf_broken"
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: whole.rindex(b"xref")])
    assert [note.code for note in read(path).notes] == ["pdf_cut_off"], "PDFium mends what it can; the loss is said"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (replace(DEFAULT, max_pages=2), "pdf_too_many_pages"),
        (replace(DEFAULT, max_characters=100), "text_too_long"),
        (replace(DEFAULT, max_page_points=800.0), "pdf_page_too_large"),
    ],
)
def test_limits(sheet: Make, limits: Any, code: str) -> None:
    made = sheet()
    for _ in range(3):
        made.body(60)
        made.page()
    with pytest.raises(TooLargeError) as caught:
        made.read(limits)
    assert caught.value.code == code and str(caught.value)


def test_a_vast_page_is_refused_before_it_is_opened(sheet: Make) -> None:
    made = sheet(size=(200_000, 200_000))
    made.body(60)
    with pytest.raises(TooLargeError) as caught:
        made.read()
    assert caught.value.code == "pdf_page_too_large"
