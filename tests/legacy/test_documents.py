"""Documents of each format whose runs are in old encodings."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from real_documents import REAL

from extractor.readers import read
from extractor.repair import repair
from extractor.text.syllable import is_syllable

OLD_WORD = sorted((REAL / "documents" / "doc").glob("450000*.DOC"))
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def run(words: str, font: str, more: str = "") -> str:
    hyphened = words.replace("\xad", '</w:t><w:softHyphen/><w:t xml:space="preserve">')
    setting = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>{more}</w:rPr>'
    return f'<w:r>{setting}<w:t xml:space="preserve">{hyphened}</w:t></w:r>'


def docx(path: Path, *paragraphs: str) -> Path:
    body = "".join(f"<w:p>{runs}</w:p>" for runs in paragraphs)
    with zipfile.ZipFile(path, "w") as archive:
        target = f'<Relationship Id="r" Type="{_OFFICE}" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_RELATIONS}">{target}</Relationships>')
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
    return path


def test_docx(tmp_path: Path) -> None:
    path = docx(
        tmp_path / "a.docx",
        run("b¸o c¸o kÕt qu¶ n¨m", ".VnTimeH"),
        run("Theo th«ng t\xad vÒ n\xadíc s¹ch, tØ lÖ h", ".VnTime")
        + run("é", ".VnTime", "<w:b/>")
        + run(" ®¹t 95%", ".VnTime"),
        run("c¸c x·, ph\xadêng", ".VnTime", "<w:caps/>"),
        run("Kế hoạch của tỉnh", ".VnTime"),
        run("Keá ho", "VNI-Times") + run("aïch tha", "VNI-Times", "<w:i/>") + run("ùng", "VNI-Times"),
    )
    source = read(path)
    assert source.text.split("\n") == [
        "BÁO CÁO KẾT QUẢ NĂM",
        "Theo thông tư về nước sạch, tỉ lệ hộ đạt 95%",
        "CÁC XÃ, PHƯỜNG",
        "Kế hoạch của tỉnh",
        "Kế hoạch tháng",
    ]
    assert [note.code for note in source.notes] == ["legacy_decoded", "legacy_decoded"]


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_html(charset: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = (
        '<html><head><style>p.T {font-family:".VnTimeH"}</style></head><body><p class=T>B¸o c¸o kÕt qu¶</p>'
        '<p><font face=".VnTime">Theo th&laquo;ng t&shy; vÒ n\xadíc <b>s¹</b>ch</font> ngày 3/4</p>'
        '<p><font face="VNI-Times">Keá hoaïch th<i>aùng</i></font></p></body></html>'
    )
    path.write_bytes(page.encode(charset))
    source = read(path)
    assert source.text.split("\n") == ["BÁO CÁO KẾT QUẢ", "Theo thông tư về nước sạch ngày 3/4", "Kế hoạch tháng"]
    assert {note.code for note in source.notes} == {"legacy_decoded"}


def pdf(path: Path, *lines: tuple[str, str]) -> Path:
    """Lines of (font, words), the words as bytes of Windows-1252 in a font without a map to Unicode."""
    fonts = sorted({font for font, _ in lines})
    shown = [
        b"BT /F%d 12 Tf 50 %d Td <%s> Tj ET" % (fonts.index(font), 780 - 20 * i, words.encode("cp1252").hex().encode())
        for i, (font, words) in enumerate(lines)
    ]
    stream = b"\n".join(shown)
    named = b"".join(b"/F%d %d 0 R" % (i, 5 + i) for i in range(len(fonts)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<<" + named + b">>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    widths = b"500 " * 256
    for font in fonts:
        face = b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+%s/Encoding/WinAnsiEncoding" % font.encode()
        objects.append(face + b"/FirstChar 0/LastChar 255/Widths[" + widths + b"]>>")
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    path.write_bytes(data + end % (size, table, size, len(data)))
    return path


def test_pdf(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "a.pdf",
        (".VnTimeH", "b¸o c¸o kÕt qu¶ thùc hiÖn"),
        (".VnTime", "1. Theo th«ng t\xad vÒ n\xadíc s¹ch Nam-B¾c, sè 5/Q§-UBND."),
        ("VNI-Times", "2. Keá hoaïch thaùng 3."),
    )
    source = read(path)
    assert repair(source).text.split("\n") == [
        "BÁO CÁO KẾT QUẢ THỰC HIỆN",
        "1. Theo thông tư về nước sạch Nam-Bắc, số 5/QĐ-UBND.",
        "2. Kế hoạch tháng 3.",
    ]
    assert "legacy_decoded" in {note.code for note in source.notes}


@pytest.mark.skipif(not OLD_WORD, reason="the real documents are not beside this checkout")
@pytest.mark.parametrize("path", OLD_WORD, ids=lambda path: path.name)
def test_real_word_files_in_tcvn3(path: Path) -> None:
    text = repair(read(path)).text
    words = re.findall(r"[^\W\d_]+", text)
    odd = [word for word in words if not is_syllable(word) and not re.fullmatch("[IVX]+|TT|VN|CC|b", word)]
    assert len(words) > 100
    assert not odd
    assert "SẮC LỆNH" in text
    assert "CHỦ TỊCH" in text
