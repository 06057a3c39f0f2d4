"""The words of a docx as a reader of the page sees them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import pytest

from extractor.readers import read

Lines = Callable[..., list[str]]


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; a run is plain words or markup."""
    made = "".join(run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{made}</w:p>"


def r(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def t(words: str) -> str:
    return f'<w:t xml:space="preserve">{words}</w:t>'


FIELD = (
    r('<w:fldChar w:fldCharType="begin"/>')
    + r("<w:instrText> REF so_ke_hoach </w:instrText>")
    + r('<w:fldChar w:fldCharType="separate"/>')
    + r(t("45/KH-TTYT"))
    + r('<w:fldChar w:fldCharType="end"/>')
)
NESTED_FIELD = (
    r('<w:fldChar w:fldCharType="begin"/>')
    + r("<w:instrText> IF </w:instrText>")
    + r('<w:fldChar w:fldCharType="begin"/>')
    + r("<w:instrText> MERGEFIELD x </w:instrText>")
    + r('<w:fldChar w:fldCharType="separate"/>')
    + r(t("not shown"))
    + r('<w:fldChar w:fldCharType="end"/>')
    + r('<w:fldChar w:fldCharType="separate"/>')
    + r(t("đạt"))
    + r('<w:fldChar w:fldCharType="end"/>')
)
BOX = "<w:txbxContent><w:p><w:r><w:t>DỰ THẢO</w:t></w:r></w:p></w:txbxContent>"
DRAWN_TWICE = (
    "<w:r><mc:AlternateContent>"
    f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        (p("Kế ", "hoạch"), ["Kế hoạch"], "runs split words anywhere"),
        (p("<w:r><w:t>\n  Kế\n  hoạch\n</w:t></w:r>"), ["Kế   hoạch"], "markup laid out by a program"),
        (p("<w:r><w:t>Kế </w:t></w:r>", "hoạch"), ["Kếhoạch"], "Word drops outer spaces that are not said to be kept"),
        (p("Một") + p() + p("Hai"), ["Một", "Hai"], "an empty paragraph is no line"),
        (p("SỞ Y TẾ", r("<w:br/>"), "PHÒNG TCCB"), ["SỞ Y TẾ", "PHÒNG TCCB"], "a line break ends a line"),
        (p("a", r("<w:cr/>"), "b"), ["a", "b"], "so does the older w:cr"),
        (p("1.", r("<w:tab/>"), "Mục đích"), ["1. Mục đích"], "a tab outside a table is a space"),
        (p("12/KH", r("<w:noBreakHyphen/>"), "SYT"), ["12/KH-SYT"], "a hyphen that does not break is a hyphen"),
        (p("kinh", r("<w:softHyphen/>"), "phí"), ["kinhphí"], "a soft hyphen is not shown"),
        (p("<w:ins>" + r(t("mới ")) + "</w:ins>", "văn bản"), ["mới văn bản"], "an insertion is accepted"),
        (p("<w:del>" + r("<w:delText>cũ </w:delText>") + "</w:del>", "văn bản"), ["văn bản"], "a deletion is accepted"),
        (p("<w:moveFrom>" + r(t("chỗ cũ")) + "</w:moveFrom>", "x"), ["x"], "moved away from here"),
        (p("<w:moveTo>" + r(t("chỗ mới")) + "</w:moveTo>"), ["chỗ mới"], "moved to here"),
        (
            p("Mục ", properties="<w:rPr><w:del/></w:rPr>") + p("đích"),
            ["Mục đích"],
            "a deleted paragraph end joins two paragraphs",
        ),
        (p("Cuối", properties="<w:rPr><w:del/></w:rPr>"), ["Cuối"], "a deleted end with nothing after it loses no words"),
        (p(r(t("ẩn"), "<w:vanish/>"), "hiện"), ["hiện"], "hidden text is not there"),
        (p(r(t("hiện"), '<w:vanish w:val="0"/>')), ["hiện"], "hidden switched off is not hidden"),
        (p(r(t("kế hoạch"), "<w:caps/>")), ["KẾ HOẠCH"], "capitals by style are capitals"),
        (p("Số ", FIELD), ["Số 45/KH-TTYT"], "a field shows its result"),
        (p(NESTED_FIELD), ["đạt"], "a field inside an instruction is part of the instruction"),
        (
            p(r('<w:fldChar w:fldCharType="begin"/>'), r("<w:instrText>XE</w:instrText>")) + p("Còn lại"),
            ["Còn lại"],
            "a field that never ends hides nothing after its paragraph",
        ),
        (p('<w:fldSimple w:instr="DATE">' + r(t("27/5/2025")) + "</w:fldSimple>"), ["27/5/2025"], "a simple field"),
        (p('<w:hyperlink r:id="x">' + r(t("Luật")) + "</w:hyperlink>"), ["Luật"], "a link shows its words"),
        (
            "<w:sdt><w:sdtPr/><w:sdtContent>" + p("Trong khung") + "</w:sdtContent></w:sdt>",
            ["Trong khung"],
            "a content control around paragraphs",
        ),
        (p("<w:sdt><w:sdtContent>" + r(t("x")) + "</w:sdtContent></w:sdt>"), ["x"], "a content control around runs"),
        (p("<w:smartTag>" + r(t("Hà Nội")) + "</w:smartTag>"), ["Hà Nội"], "a smart tag"),
        (p("đạt ", r('<w:sym w:font="Symbol" w:char="F0B3"/>'), " 95%"), ["đạt ≥ 95%"], "a bound drawn by a symbol font"),
        (p(r(t("\uf0a3"), '<w:rFonts w:ascii="Symbol"/>'), " 5"), ["≤ 5"], "the same as a private character"),
        (p(r('<w:sym w:font="Symbol" w:char="zz"/>'), "x"), ["x"], "a symbol that is none"),
        (p("120 m", r(t("2"), '<w:vertAlign w:val="superscript"/>')), ["120 m2"], "square metres as typists write them"),
        (
            p("đạt 95%", r(t("1"), '<w:vertAlign w:val="superscript"/>')),
            ["đạt 95%¹"],
            "a raised mark does not join the number before it",
        ),
        (p("<m:oMath><m:f><m:num><m:r><m:t>11</m:t></m:r></m:num><m:den><m:r><m:t>12</m:t></m:r></m:den></m:f></m:oMath>"),
         ["11/12"], "a fraction in one line"),
        (p("<w:r><w:ruby><w:rt><w:r><w:t>cao</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>gốc</w:t></w:r></w:rubyBase></w:ruby></w:r>"),
         ["gốc"], "of two lines over each other the lower one"),
        (p("Văn bản", DRAWN_TWICE), ["Văn bản", "DỰ THẢO"], "a text box once, after the paragraph that holds it"),
    ],
)  # fmt: skip
def test_words(lines: Lines, body: str, expected: list[str], reason: str) -> None:
    assert lines(body) == expected, reason


def test_text_box_and_footnote_stand_outside_the_running_text(docx: Callable[..., Path]) -> None:
    body = p("Đạt 95%", '<w:r><w:footnoteReference w:id="2"/></w:r>', " kế hoạch", DRAWN_TWICE) + p("Tiếp theo")
    notes = (
        '<w:footnote w:id="0" w:type="separator">' + p("---") + "</w:footnote>"
        '<w:footnote w:id="2">' + p(r("<w:footnoteRef/>"), " Số liệu năm 2024") + "</w:footnote>"
    )
    source = read(docx(body, footnotes=notes))
    assert [(source.text[line.start : line.end], line.quoted) for line in source.lines] == [
        ("Đạt 95% kế hoạch", False),
        ("DỰ THẢO", True),
        ("1 Số liệu năm 2024", True),
        ("Tiếp theo", False),
    ]


def test_document_set_in_text_boxes_alone_is_running_text(docx: Callable[..., Path]) -> None:
    assert [line.quoted for line in read(docx(p(DRAWN_TWICE))).lines] == [False]


def test_endnotes_end_the_document_with_their_own_numbers(lines: Lines) -> None:
    body = p("Một", '<w:r><w:endnoteReference w:id="5"/></w:r>') + p("Hai", '<w:r><w:endnoteReference w:id="6"/></w:r>')
    notes = "".join(f'<w:endnote w:id="{i}">{p(f"Chú thích {i}")}</w:endnote>' for i in (5, 6))
    assert lines(body, endnotes=notes) == ["Một", "Hai", "i Chú thích 5", "ii Chú thích 6"]


@pytest.mark.parametrize(
    ("body", "pages", "reason"),
    [
        (p("a") + p(r('<w:br w:type="page"/>')) + p("b"), [1, 2], "a forced break"),
        (
            p("a") + p(r('<w:br w:type="page"/>')) + p(r("<w:lastRenderedPageBreak/>" + t("b"))),
            [1, 2],
            "a forced break that Word noted as well counts once",
        ),
        (p(r(t("a") + "<w:lastRenderedPageBreak/>" + t(" nối"))) + p("b"), [1, 2], "a paragraph begins on its first page"),
        (p("a") + p("b", properties="<w:pageBreakBefore/>"), [1, 2], "a paragraph that wants a new page"),
        (
            p("a", properties="<w:sectPr/>") + p("b") + '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>',
            [1, 2],
            "a section on a new page",
        ),
        (
            p("a", properties="<w:sectPr/>") + p("b") + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>',
            [1, 1],
            "a section that goes on on the same page",
        ),
    ],
)
def test_pages(docx: Callable[..., Path], body: str, pages: list[int], reason: str) -> None:
    source = read(docx(body))
    assert [line.page for line in source.lines] == pages, reason
    assert source.page_count == max(pages)


LETTERHEAD = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc")
HEADER = '<w:sectPr><w:headerReference w:type="first" r:id="header1"/></w:sectPr>'


def test_letterhead_in_the_page_header_is_read_where_the_body_has_none(docx: Callable[..., Path]) -> None:
    source = read(docx(p("KẾ HOẠCH") + HEADER, header1=LETTERHEAD))
    assert source.text.split("\n")[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert source.notes == ()


def test_page_header_that_repeats_the_body_or_counts_pages_is_left_out_without_a_word(docx: Callable[..., Path]) -> None:
    source = read(docx(LETTERHEAD + p("KẾ HOẠCH") + HEADER, header1=LETTERHEAD + p("Trang 1/12")))
    assert source.text.count("CỘNG HÒA") == 1
    assert source.notes == ()


def test_page_header_with_words_of_its_own_is_left_out_with_a_warning(docx: Callable[..., Path]) -> None:
    source = read(docx(p("KẾ HOẠCH") + HEADER, header1=p("Lưu hành trong ngành")))
    assert source.text == "KẾ HOẠCH"
    assert [note.code for note in source.notes] == ["header_footer_left_out"]
    assert "Lưu hành trong ngành" in source.notes[0].message


def test_page_packed_into_the_document_is_shown_in_its_place(docx: Callable[..., Path]) -> None:
    body = p("Trước") + '<w:altChunk r:id="chunk"/>' + p("Sau")
    path = docx(body, members={"word/chunk.html": "<html><body><p>Mục đích</p></body></html>".encode()})
    assert read(path).text == "Trước\nMục đích\nSau"


def test_dotted_tab_of_a_table_of_contents_is_shown_as_dots(lines: Lines) -> None:
    tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>'
    assert lines(p("I. MỤC ĐÍCH", r("<w:tab/>"), "3", properties=tabs)) == ["I. MỤC ĐÍCH ..... 3"]


def test_strict_namespaces_are_read_too(docx: Callable[..., Path], tmp_path: Path) -> None:
    import zipfile

    usual = docx(p("Kế hoạch"))
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(usual) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            data = source.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            target.writestr(name, data)
    assert read(strict).text == "Kế hoạch"


def test_document_made_by_another_program(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.add_heading("KẾ HOẠCH", level=1)
    made.add_paragraph("Mục đích", style="List Bullet")
    made.add_paragraph("Thứ nhất", style="List Number")
    made.add_paragraph("Thứ hai", style="List Number")
    made.save(str(tmp_path / "made.docx"))
    source = read(tmp_path / "made.docx")
    assert source.text.split("\n") == ["KẾ HOẠCH", "- Mục đích", "1. Thứ nhất", "2. Thứ hai"]
    assert source.lines[0].style.heading == 1
