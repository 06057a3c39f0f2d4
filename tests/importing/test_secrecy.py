"""Wherever a mark of secrecy stands in a file, the file is held back; papers about secrets are stored like any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractor import extract
from extractor.records.secrecy import secrecy

HEAD = ["SỞ TÀI NGUYÊN TỈNH KHÊ SƠN", "Số: 31/KH-STN", "KẾ HOẠCH", "Kiểm kê kho vật tư"]
BODY = ["I. MỤC TIÊU", "Kiểm kê 12 kho trong năm 2030.", "Nơi nhận:", "- Lưu: VT.", "GIÁM ĐỐC", "Lê Thị Thử"]
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
WPS = (
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
CONTENT = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
OLD_BOX = f"<w:pict><v:shape><v:textbox>{CONTENT}</v:textbox></v:shape></w:pict>"
NEW_BOX = (
    '<mc:AlternateContent><mc:Choice Requires="wps">'
    f"<w:drawing><wps:txbx>{CONTENT}</wps:txbx></w:drawing></mc:Choice></mc:AlternateContent>"
)
WATERMARK = '<w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict>'


def drawn(paragraph: object, markup: str, words: str) -> None:
    """Put a drawing with ``words`` into ``paragraph``."""
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')} {VML} {WPS}>{markup.format(words)}</w:r>"))  # type: ignore[attr-defined]


def in_cell(document: object, words: str) -> None:
    table = document.add_table(1, 2)  # type: ignore[attr-defined]
    table.cell(0, 0).text, table.cell(0, 1).text = HEAD[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    drawn(table.cell(0, 0).add_paragraph(), OLD_BOX, words)


PLACES: dict[str, Callable[[object, str], None]] = {
    "an old text box": lambda d, w: drawn(d.add_paragraph(), OLD_BOX, w),  # type: ignore[attr-defined]
    "a new text box": lambda d, w: drawn(d.add_paragraph(), NEW_BOX, w),  # type: ignore[attr-defined]
    "a text box in a cell": in_cell,
    "the page header": lambda d, w: d.sections[0].header.add_paragraph(w),  # type: ignore[attr-defined]
    "the page footer": lambda d, w: d.sections[0].footer.add_paragraph(w),  # type: ignore[attr-defined]
    "a text box in the page header": lambda d, w: drawn(d.sections[0].header.add_paragraph(), NEW_BOX, w),  # type: ignore[attr-defined]
    "a watermark": lambda d, w: drawn(d.sections[0].header.add_paragraph(), WATERMARK, w),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("words", "degree"), [("MẬT", "Mật"), ("TỐI MẬT", "Tối mật"), ("DỰ THẢO", None)])
def test_word(tmp_path: Path, place: str, words: str, degree: str | None) -> None:
    document = python_docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    PLACES[place](document, words)
    for line in BODY:
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    record = extract(tmp_path / "a.docx", language=False)
    assert (secrecy(record), record.header.secrecy) == (degree, degree)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        (
            "a.rtf",
            r"{\rtf1\ansi{\header M\u7852?T\par}S\u7889?: 31/KH-STN\par Ki\u7875?m k\u234? 12 kho.\par}",
            "page header of RTF",
        ),
        ("a.html", "<p>Số: 31/KH-STN</p><p>M&nbsp;Ậ&nbsp;T</p><p>KẾ HOẠCH</p>", "blanks that do not break"),
        ("a.txt", "\n".join([*HEAD, *BODY, "", "PHỤ LỤC I", "MẬT", "1. Kho số 4"]), "in an annex"),
        ("a.txt", "\n".join([*HEAD, *BODY, "", "MẬT", "PHỤ LỤC I", "DANH SÁCH KHO", "1. Kho số 4"]), "over an annex"),
        ("a.txt", "\n".join([*HEAD, *BODY, "MẬT"]), "at the foot"),
        ("a.txt", "\n".join([f"{n} Trang bìa" for n in range(70)] + ["MẬT", *HEAD, *BODY]), "far below the first line"),
        (
            "a.txt",
            "\n".join([HEAD[0], "MẬT\tSố: 31/KH-STN\tKhê Sơn, ngày 02 tháng 3 năm 2030", *HEAD[2:], *BODY]),
            "beside the number",
        ),
    ],
)
def test_other_files(tmp_path: Path, name: str, content: str, why: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert secrecy(extract(tmp_path / name, language=False)) == "Mật", why


def pdf(path: Path, font: str, typed: str) -> Path:
    """Two pages on which a viewer typed a note."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, 842))
    for lines in (HEAD, BODY):
        canvas.setFont(font, 13)
        for i, line in enumerate(lines):
            canvas.drawString(80, 780 - 20 * i, line)
        canvas.freeTextAnnotation(typed, (60, 800, 160, 820))
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize(("typed", "degree"), [("TUYỆT MẬT", "Tuyệt mật"), ("Đã xem", None)])
def test_typed_on_a_page(tmp_path: Path, fonts: tuple[str, str], typed: str, degree: str | None) -> None:
    record = extract(pdf(tmp_path / "a.pdf", fonts[0], typed), language=False)
    assert (secrecy(record), record.header.secrecy, typed in record.text) == (degree, degree, degree is not None)


def test_the_highest_mark_counts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "\n".join(["MẬT", *HEAD, *BODY, "", "PHỤ LỤC I", "TUYỆT MẬT", "1. Kho số 4"]), encoding="utf-8"
    )
    assert secrecy(extract(tmp_path / "a.txt", language=False)) == "Tuyệt mật"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["Cán bộ giữ bí mật nhà nước theo quy định.", "Mật độ trạm còn thưa."], "sentences"),
        (["DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT", "1. Số liệu kho."], "a list of secrets is about them"),
        (["Loại giấy tờ\tĐộ mật", "Sơ đồ kho\tTối mật", "Sổ kho\tMật"], "a table that says how secret papers are"),
        (["KT. GIÁM ĐỐC", "Trần Văn Mật"], "who signs"),
        (["Mật", "Đường", "Sữa"], "goods in a list"),
    ],
)
def test_stored(tmp_path: Path, lines: list[str], why: str) -> None:
    (tmp_path / "a.txt").write_text("\n".join([*HEAD, *BODY[:2], *lines]), encoding="utf-8")
    assert secrecy(extract(tmp_path / "a.txt", language=False)) is None, why
