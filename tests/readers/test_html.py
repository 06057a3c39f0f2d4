"""The document in a page, as a browser shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.readers import read
from extractor.text import PLAIN, SourceText

Page = Callable[..., SourceText]

MENU = '<ul class="main-menu"><li><a href="/">Trang chủ</a></li><li><a href="/vb">Văn bản</a></li></ul>'
LINKS = "".join(f'<li><a href="/{i}">Kế hoạch số {i}/KH-UBND về công tác năm</a></li>' for i in range(5))
PROSE = "<p>Thực hiện chỉ đạo của cấp trên, đơn vị xây dựng kế hoạch với những nội dung sau đây.</p>" * 3


@pytest.mark.parametrize(
    ("markup", "expected", "reason"),
    [
        ("<p>Mục\n  đích</p>", ["Mục đích"], "white space is one space"),
        ("<p>Một<p>Hai", ["Một", "Hai"], "paragraphs need no end tag"),
        ("<p>SỞ Y TẾ<br>PHÒNG TCCB</p>", ["SỞ Y TẾ", "PHÒNG TCCB"], "a line break"),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"], "a block in a block"),
        ("<p>R&amp;D &lt; 5%&nbsp;tổng</p>", ["R&D < 5%\xa0tổng"], "entities"),
        ("<p><b>K</b>ế hoạch</p>", ["Kế hoạch"], "inline tags split words anywhere"),
        ("<p>a<script>var x = '<p>b</p>'</script></p><style>p{}</style>", ["a"], "scripts and styles are no text"),
        ("<p>a<!-- b --></p>", ["a"], "nor are comments"),
        ('<p>a<span style="display:none">b</span></p>', ["a"], "hidden by its style"),
        ("<p>a<span hidden>b</span></p>", ["a"], "hidden by its attribute"),
        ("<style>.an {display: none}</style><p>a<span class=an>b</span></p>", ["a"], "hidden by the style sheet"),
        ("<p>a <del>cũ</del> <ins>mới</ins></p>", ["a mới"], "tracked changes are accepted"),
        ("<pre>a\nb</pre>", ["a", "b"], "line ends that are kept"),
        ('<p style="text-transform:uppercase">kế hoạch</p>', ["KẾ HOẠCH"], "capitals by style"),
        ("<p>120 m<sup>2</sup>, đạt 95%<sup>1</sup></p>", ["120 m2, đạt 95%¹"], "raised digits"),
        (
            '<p>Điều 1<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>.</p>',
            ["Điều 1."],
            "a footnote's mark is no part of the sentence",
        ),
        ('<p><span class="item-label">Số hiệu</span><span>20/VBHN</span></p>', ["Số hiệu 20/VBHN"], "a label and its value"),
        ("<ol><li>Một<li>Hai</ol>", ["1. Một", "2. Hai"], "numbers that the browser makes"),
        ("<ol type=I start=2><li>Một<li value=5>Hai</ol>", ["II. Một", "V. Hai"], "in Roman numerals, with starts"),
        ("<ol type=a><li>Một</ol>", ["a. Một"], "in letters"),
        ('<ol style="list-style-type:none"><li>1.1 Một</ol>', ["1.1 Một"], "no numbers where the style takes them away"),
        ("<ul><li>Một<li>Hai</ul>", ["- Một", "- Hai"], "bullets"),
        ("<ol><li>Một<ul><li>Con</ul><li>Hai</ol>", ["1. Một", "- Con", "2. Hai"], "a list in a list"),
        ("<ol><li><p>Một</p><p>tiếp</p></ol>", ["1. Một", "tiếp"], "the number stands before the first line"),
    ],
)
def test_lines(page: Page, markup: str, expected: list[str], reason: str) -> None:
    assert page(f"<html><body>{markup}</body></html>").text.split("\n") == expected, reason


@pytest.mark.parametrize(
    ("markup", "expected", "reason"),
    [
        ("<tr><td>a</td><td>b</td><td>c</td></tr>", ["a\tb\tc"], "a row is a line"),
        ("<tr><td>a</td><td colspan=2>b</td></tr><tr><td>1<td>2<td>3</tr>", ["a\tb\t", "1\t2\t3"], "a wide cell"),
        (
            "<tr><td rowspan=2>a</td><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr>",
            ["a\tb\tc", "\td\te"],
            "a cell over two rows",
        ),
        (
            "<tr><td>a</td><td>b</td><td rowspan=3>c</td></tr><tr><td>d</td><td>e</td></tr><tr><td>f</td><td>g</td></tr>",
            ["a\tb\tc", "d\te\t", "f\tg\t"],
            "a cell over three rows at the end",
        ),
        (
            "<tr><td rowspan=2 colspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>",
            ["a\t\tb", "\t\tc"],
            "a cell over rows and columns",
        ),
        ("<tr><td>a<br>b<p>c</p></td><td>d</td><td>e</td></tr>", ["a b c\td\te"], "lines in a cell"),
        ("<thead><tr><th>a<th>b<th>c</thead><tbody><tr><td>1<td>2<td>3</tbody>", ["a\tb\tc", "1\t2\t3"], "parts of a table"),
        ("<tr><td>a<td>b<td>c</tr><tr><td></td></tr>", ["a\tb\tc"], "an empty row"),
        ("<tr><td colspan=abc rowspan=-1>a<td>b<td>c</tr>", ["a\tb\tc"], "spans that are no numbers"),
    ],
)
def test_tables(page: Page, markup: str, expected: list[str], reason: str) -> None:
    source = page(f"<html><body><table border=1>{markup}</table></body></html>")
    assert source.text.split("\n") == expected, reason
    assert {line.table for line in source.lines} == {0}


def test_letterhead_table_without_rules_is_read_left_before_right(page: Page) -> None:
    left, right = "<p>SỞ Y TẾ</p><p>Số: 5/KH</p>", "<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>"
    markup = f"<table border=0><tr><td>{left}</td><td>{right}</td></tr></table>"
    source = page(f"<html><body>{markup}</body></html>")
    assert [(source.text[line.start : line.end], line.column) for line in source.lines] == [
        ("SỞ Y TẾ", 0),
        ("Số: 5/KH", 0),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1),
    ]


def test_table_that_lays_out_a_page_is_read_cell_by_cell(page: Page) -> None:
    inner = "<table border=1><tr><td>1<td>2<td>3</tr></table>"
    markup = f"<table><tr><td>Bên trái</td><td><p>Trước</p>{inner}<p>Sau</p></td></tr></table>"
    source = page(f"<html><body>{markup}</body></html>")
    assert source.text.split("\n") == ["Bên trái", "Trước", "1\t2\t3", "Sau"]
    assert [line.table for line in source.lines] == [None, None, 0, None]


@pytest.mark.parametrize(
    ("markup", "left_out", "reason"),
    [
        (f"<nav>{MENU}</nav>{PROSE}", "Trang chủ", "navigation by its tag"),
        (f"{MENU}{PROSE}", "Trang chủ", "a menu by its name"),
        (f"{PROSE}<div><h3>Tin liên quan</h3><ul>{LINKS}</ul></div>", "Kế hoạch số", "a list of links, whatever its name"),
        (f"{PROSE}<div><h3>Tin liên quan</h3><ul>{LINKS}</ul></div>", "Tin liên quan", "and the heading over it"),
        (f'{PROSE}<div id="comments"><p>Bài viết hay quá!</p></div>', "hay quá", "comments"),
        (f"{PROSE}<footer>Bản quyền thuộc về cổng thông tin</footer>", "Bản quyền", "the foot of the site"),
        (f"{PROSE}<button>Tải về</button>", "Tải về", "a button"),
        (f'{PROSE}<div role="search">Tìm kiếm</div>', "Tìm kiếm", "a part by its role"),
        (f"<div>Thời tiết hôm nay</div><main>{PROSE}</main>", "Thời tiết", "what stands beside the main part"),
    ],
)
def test_surroundings_are_left_out(page: Page, markup: str, left_out: str, reason: str) -> None:
    text = page(f"<html><body>{markup}</body></html>").text
    assert left_out not in text, reason
    assert text.count("nội dung sau đây") == 3


@pytest.mark.parametrize(
    ("markup", "kept", "reason"),
    [
        (f'<div class="menu content">{PROSE}</div>', "nội dung", "a name does not take the whole text away"),
        (f"{PROSE}<footer>Nơi nhận: Như trên; Lưu: VT.</footer>", "Nơi nhận", "the end of a document called a footer"),
        (f"<div>Độc lập - Tự do - Hạnh phúc</div><main>{PROSE}</main>", "Độc lập", "a letterhead beside the main part"),
        (
            PROSE + "<div>" + '<p>Căn cứ <a href="/1">Luật Tổ chức chính quyền địa phương</a>;</p>' * 4 + "</div>",
            "Luật Tổ chức",
            "grounds that are links",
        ),
        (f'{PROSE}<p>Theo <a href="/x">Nghị định 30/2020/NĐ-CP</a> thì</p>', "Nghị định 30", "a link in a sentence"),
        (f'<div class="navy share-price">{PROSE}<p>x</p></div><p>y</p>', "x", "names that only look like a menu's"),
    ],
)
def test_the_document_is_kept(page: Page, markup: str, kept: str, reason: str) -> None:
    assert kept in page(f"<html><body>{markup}</body></html>").text, reason


@pytest.mark.parametrize(
    ("markup", "expected", "reason"),
    [
        ("<p>x</p>", PLAIN, "nothing said"),
        ("<p><b>x</b></p>", PLAIN._replace(bold=True), "bold"),
        ("<p><b>x</b> y</p>", PLAIN, "half a bold line is not bold"),
        ("<p><em>x</em></p>", PLAIN._replace(italic=True), "italic"),
        ("<p align=center>x</p>", PLAIN._replace(centred=True), "centred by attribute"),
        ('<p style="TEXT-ALIGN: center">x</p>', PLAIN._replace(centred=True), "centred by style"),
        ("<center>x</center>", PLAIN._replace(centred=True), "centred by tag"),
        ('<center><p align="left">x</p></center>', PLAIN, "the inner word counts"),
        ("<h2>x</h2>", PLAIN._replace(bold=True, heading=2), "a heading"),
        ('<h2 style="font-weight:normal">x</h2>', PLAIN._replace(heading=2), "a heading that is not bold"),
        ('<p style="font-size:14pt">x</p>', PLAIN._replace(size=14.0), "points"),
        ('<p style="font-size:16px">x</p>', PLAIN._replace(size=12.0), "pixels of 3/4 point"),
        ("<p><font size=4>x</font></p>", PLAIN._replace(size=13.5), "sizes of HTML 3.2"),
        ("<style>p.title{text-align:center;font-weight:bold}</style><p class=title>x</p>",
         PLAIN._replace(bold=True, centred=True), "a class"),
        ("<style>h1, p.a {font-style: italic}</style><p class=a>x</p>", PLAIN._replace(italic=True), "several selectors"),
    ],
)  # fmt: skip
def test_style(page: Page, markup: str, expected: object, reason: str) -> None:
    (line,) = page(f"<html><body>{markup}</body></html>").lines
    assert line.style == expected, reason


def word_item(label: str, words: str) -> str:
    """A list item as Word saves it: the label as text, in a span that other programs are to ignore."""
    return (
        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>"
        f"{label}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>{words}</p>"
    )


@pytest.mark.parametrize(
    ("label", "expected"),
    [("1.", "1. x"), ("a)", "a) x"), ("II.", "II. x"), ("·", "- x"), ("o", "- x"), ("§", "- x"), ("-", "- x"), ("+", "+ x")],
)
def test_labels_that_word_saved(page: Page, label: str, expected: str) -> None:
    assert page(f"<html><body>{word_item(label, 'x')}</body></html>").text == expected


def test_page_breaks_that_word_saved(page: Page) -> None:
    markup = "<p>a</p><br clear=all style='page-break-before:always'><p>b</p>"
    source = page(f"<html><body>{markup}</body></html>")
    assert [line.page for line in source.lines] == [1, 2]
    assert source.page_count == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('<html><meta charset="utf-8"><p>Kế hoạch</p>'.encode(), "as it says"),
        ("<html><p>Kế hoạch</p>".encode(), "UTF-8 without a word"),
        ('<html><meta charset="windows-1252"><p>Kế hoạch</p>'.encode(), "UTF-8 under another name"),
        ("\ufeff<html><p>Kế hoạch</p>".encode("utf-16-le"), "UTF-16 with its mark"),
        ('<html><meta charset="windows-1258"><p>Kê\u0301 hoa\u0323ch</p>'.encode("cp1258"), "Windows-1258"),
        (b"<html><p>K&#7871; ho&#x1EA1;ch</p>", "ASCII with entities"),
    ],
)
def test_encodings(text: Callable[..., SourceText], data: bytes, reason: str) -> None:
    assert text(data, "trang.html").text == "Kế hoạch", reason


ARCHIVE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\n"
    "Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<html><body><p>K=E1=BA=BF ho=E1=BA=A1ch</p></body></html>\r\n--x\r\nContent-Type: image/png\r\n\r\nPNG\r\n--x--\r\n"
)  # fmt: skip


def test_web_archive(text: Callable[..., SourceText]) -> None:
    source = text(ARCHIVE, "bao-cao.doc")
    assert (source.text, source.reader) == ("Kế hoạch", "html")


def test_deep_nesting_is_read_without_recursion(page: Page) -> None:
    assert "đáy" in page("<html><body>" + "<div>" * 240 + "đáy" + "</div>" * 240 + "</body></html>").text


def test_real_page_under_a_false_name(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.doc"
    path.write_text("<html xmlns:w='x'><body><p>KẾ HOẠCH</p></body></html>", encoding="utf-8-sig")
    assert read(path).reader == "html"
