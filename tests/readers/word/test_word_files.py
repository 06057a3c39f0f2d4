"""One document as Word 97, RTF and ODT; a Word 6 file; and what each format may do to a reader."""

from __future__ import annotations

import random
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from real_documents import REAL

from extractor.errors import EncryptedError, TooLargeError, UnreadableError, UnsupportedError, VanbanError
from extractor.limits import Limits
from extractor.readers import read
from extractor.readers.recognise import OLE
from extractor.text import SourceText

HERE = Path(__file__).parent
LINES = [
    "UỶ BAN NHÂN DÂN XÃ ĐỒI CHÈ",
    "Số: 12/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Đồi Chè, ngày 05 tháng 3 năm 2024",
    "KẾ HOẠCH",
    "Trồng rừng năm 2024",
    "I. MỤC TIÊU",
    "Diện tích trồng mới đạt 95% kế hoạch.",
    "1 Tính trên diện tích được giao.",
    "Độ che phủ ≥ 40%.",
    "II. GIẢI PHÁP",
    "TT\tThôn\tDiện tích (ha)\t",
    "\t\tGiao\tTrồng",
    "1\tĐồi Chè\t12,5\t10",
    "2\tKhe Nước\t7\t7",
    "Các thôn thực hiện nghiêm kế hoạch này.",
    "Nơi nhận:",
    "- Các thôn;",
]


@pytest.fixture(params=["doc", "rtf", "odt"])
def plan(request: pytest.FixtureRequest) -> SourceText:
    return read(HERE / f"ke-hoach.{request.param}")


def test_words_numbers_tables_and_notes_in_order(plan: SourceText) -> None:
    assert [plan.text[line.start : line.end].rstrip("\t") for line in plan.lines] == [words.rstrip("\t") for words in LINES]


def test_how_lines_are_set_and_where_they_stand(plan: SourceText) -> None:
    lines = {plan.text[line.start : line.end]: line for line in plan.lines}
    assert lines["KẾ HOẠCH"].style.bold and lines["KẾ HOẠCH"].style.centred and lines["KẾ HOẠCH"].style.size == 14
    assert lines["I. MỤC TIÊU"].style.heading == 1
    assert [lines[words].column for words in LINES[:4]] == [0, 0, 1, 1]
    assert lines["1 Tính trên diện tích được giao."].quoted
    assert lines["1\tĐồi Chè\t12,5\t10"].table == 0
    assert (lines["Các thôn thực hiện nghiêm kế hoạch này."].page, lines["Nơi nhận:"].page) == (1, 2)


def test_old_encoding_is_decoded_by_words_and_said(plan: SourceText) -> None:
    assert "legacy_decoded" in {note.code for note in plan.notes}


def test_word_6(old_word: tuple[Path, list[str]]) -> None:
    path, lines = old_word
    assert read(path).text.split("\n") == lines


@pytest.mark.parametrize(
    ("inside", "words", "reason"),
    [
        (r"K\u7871? ho\u7841?ch", "Kế hoạch", "Unicode with a character for older programs"),
        (r"\uc0 K\u7871  ho\u7841 ch", "Kế hoạch", "Unicode without one"),
        (r"\uc2 \u7871\'aa\'bb!", "ế!", "two bytes to step over"),
        (r"M\u7909?c {\*\unknown x}ti\'eau", "Mục tiêu", "groups for programs that know them are left out"),
        (r"{\info{\upr{\title A}{\*\ud{\title B}}}}x", "x", "titles of the file are not its text"),
        (r"{\field{\*\fldinst DATE}{\fldrslt 5/3}}", "5/3", "a field shows its result"),
        (r"{\upr{?}{\*\ud{\u7871?}}}", "ế", "the second of two ways to write it"),
        (r"{\pict ffd8ff\bin4 }}}}x}y", "y", "the bytes of a picture"),
        (r"a\par b\line c", "a\nb\nc", "paragraphs and lines"),
        (r"{\listtext\'b7\tab}x", "- x", "a bullet"),
        (r"{\listtext a)\tab}x", "a) x", "a letter"),
        (r"\{a\}\~b\_c", "{a}\u00a0b-c", "signs with a meaning of their own"),
        (r"\trowd\cellx9\pard\intbl a", "a", "a row that never ends"),
        (r"10 m{\super 2}, 95%{\super 1}", "10 m2, 95%¹", "raised figures"),
        ("}}}}x{{{", "x", "groups out of order"),
    ],
)
def test_rtf(tmp_path: Path, inside: str, words: str, reason: str) -> None:
    (tmp_path / "a.doc").write_text(r"{\rtf1\ansi " + inside + "}", encoding="ascii")
    assert read(tmp_path / "a.doc").text == words, reason


def test_rtf_in_the_vietnamese_code_page_is_composed(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi{\fonttbl{\f0\fcharset163 Times;}}\f0 K\'ea\'ec ho\'f2\'f2}")
    assert read(tmp_path / "a.rtf").text.startswith("Kế")


def test_rtf_cut_off_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text(r"{\rtf1 a\par {b", encoding="ascii")
    source = read(tmp_path / "a.rtf")
    assert source.text == "a\nb"
    assert [note.code for note in source.notes] == ["file_cut_off"]


def test_rtf_nested_beyond_reason(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text(r"{\rtf1 " + "{" * 100_000, encoding="ascii")
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path / "a.rtf")
    assert caught.value.code == "rtf_broken"


@pytest.mark.parametrize(
    "unit",
    [r"\par ", r"\u7871?", "{a}", r"\'aa", r"{\footnote a}", r"\trowd\cellx1\cell\row", r"\bin99999999 ", "\\", r"\sect"],
)
def test_rtf_time_grows_with_size(tmp_path: Path, unit: str) -> None:
    def seconds(size: int) -> float:
        (tmp_path / "a.rtf").write_text(r"{\rtf1 x " + unit * (size // len(unit)), encoding="ascii")
        start = time.process_time()
        read(tmp_path / "a.rtf")
        return time.process_time() - start

    seconds(5_000)
    assert any(seconds(80_000) <= 24 * max(seconds(10_000), 0.005) for _ in range(3))


NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
                        ("fo", "xsl-fo-compatible"), ("draw", "drawing"))
)  # fmt: skip
TEXT_TYPE = "application/vnd.oasis.opendocument.text"


@pytest.fixture
def odt(tmp_path: Path) -> Callable[..., Path]:
    """``odt("<text:p>…</text:p>", styles="…")`` → the path of the file."""

    def build(body: str, styles: str = "", kind: str = TEXT_TYPE) -> Path:
        path = tmp_path / "a.odt"
        content = (
            f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", kind)
            archive.writestr("content.xml", content)
        return path

    return build


NUMBERS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="1"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>'
)


def items(*words: str) -> str:
    return "".join(f"<text:list-item><text:p>{word}</text:p></text:list-item>" for word in words)


COVERED = "<table:covered-table-cell/>"


def cell(words: str, said: str = "") -> str:
    return f"<table:table-cell{said}><text:p>{words}</text:p></table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


@pytest.mark.parametrize(
    ("body", "words", "reason"),
    [
        ("<text:p>a <text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>", "a   b c\nd", "spaces, tabs, line ends"),
        ("<text:p>a\n   b</text:p>", "a b", "line ends of the file mean nothing"),
        (f"<text:list text:style-name='L'>{items('a', 'b')}</text:list>", "I. a\nII. b", "a list"),
        (
            f"<text:list text:style-name='L'>{items('a')}</text:list><text:p>x</text:p>"
            f"<text:list text:style-name='L' text:continue-numbering='true'>{items('b')}</text:list>",
            "I. a\nx\nII. b",
            "a list that goes on",
        ),
        (
            "<text:list text:style-name='L'><text:list-item><text:p>a</text:p><text:p>more</text:p>"
            f"<text:list>{items('b', 'c')}</text:list></text:list-item></text:list>",
            "I. a\nmore\n1. b\n2. c",
            "a list in a list; only the first paragraph of an item is numbered",
        ),
        ("<text:p>a<text:note><text:note-citation>7</text:note-citation><text:note-body><text:p>b</text:p></text:note-body>"
         "</text:note>c</text:p>", "ac\n7 b", "a note after its paragraph"),
        ("<text:tracked-changes><text:p>x</text:p></text:tracked-changes><text:p>a</text:p>", "a", "what was deleted"),
        ("<text:p>a<draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame></text:p>", "a\nb", "a text box"),
        (
            "<table:table>"
            + row(cell("a", " table:number-columns-spanned='2'"), COVERED, cell("b"))
            + row(cell("c"), cell("d"), cell("e"))
            + row(COVERED, cell("f"), cell("g"))
            + "</table:table>",
            "a\t\tb\nc\td\te\n\tf\tg",
            "cells that span",
        ),
    ],
)  # fmt: skip
def test_odt(odt: Callable[..., Path], body: str, words: str, reason: str) -> None:
    assert read(odt(body, NUMBERS)).text == words, reason


@pytest.mark.parametrize(
    ("body", "kind", "error", "code"),
    [
        ("<text:p>" + " " * 30_000_000 + "</text:p>", TEXT_TYPE, TooLargeError, "unpacked_too_large"),
        ("<text:p>", TEXT_TYPE, UnreadableError, "odt_broken"),
        ("<text:section>" * 5000 + "</text:section>" * 5000, TEXT_TYPE, UnreadableError, "odt_broken"),
        ("", TEXT_TYPE, UnreadableError, "no_text"),
        ("<text:p/>", "application/vnd.oasis.opendocument.spreadsheet", UnsupportedError, "odf_unsupported"),
    ],
)
def test_odt_refused_for_its_true_reason(
    odt: Callable[..., Path], body: str, kind: str, error: type[VanbanError], code: str
) -> None:
    with pytest.raises(error) as caught:
        read(odt(body, kind=kind))
    assert caught.value.code == code


def test_odt_with_a_password(odt: Callable[..., Path], tmp_path: Path) -> None:
    path = odt("<text:p>x</text:p>")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(EncryptedError):
        read(path)


def test_doc_with_a_password(tmp_path: Path) -> None:
    data = bytearray((HERE / "ke-hoach.doc").read_bytes())
    data[data.index(b"\xec\xa5") + 11] |= 1
    (tmp_path / "a.doc").write_bytes(bytes(data))
    with pytest.raises(EncryptedError):
        read(tmp_path / "a.doc")


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("WordDocument", "doc_broken"), ("Workbook", "spreadsheet_unsupported"), ("PowerPoint Document", "slides_unsupported"),
        ("Contents", "ole_unsupported"),
    ],
)  # fmt: skip
def test_other_files_of_office(tmp_path: Path, in_compound: Callable[[bytes, str], bytes], stream: str, code: str) -> None:
    (tmp_path / "a.doc").write_bytes(in_compound(bytes(range(256)) * 20, stream))
    with pytest.raises(VanbanError) as caught:
        read(tmp_path / "a.doc")
    assert caught.value.code == code


def test_random_bytes_behind_the_magic(tmp_path: Path) -> None:
    chance = random.Random(7)
    for size in (10, 600, 20_000):
        (tmp_path / "a.doc").write_bytes(OLE + chance.randbytes(size))
        with pytest.raises(UnreadableError) as caught:
            read(tmp_path / "a.doc")
        assert caught.value.code == "ole_broken"


def test_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    """Bytes changed, cut out and cut off: a source or one of our errors, never anything else, and never for long."""
    chance = random.Random(30)
    path = tmp_path / "a.doc"
    for name in ("ke-hoach.doc", "ke-hoach.rtf"):
        whole = (HERE / name).read_bytes()
        for i in range(150):
            data = bytearray(whole)
            if i % 3 == 0:
                del data[chance.randrange(len(data)) :]
            for _ in range(chance.choice((1, 20, 300)) if data else 0):
                data[chance.randrange(len(data))] = chance.choice((0, 255, chance.randrange(256)))
            path.write_bytes(bytes(data))
            start = time.process_time()
            try:
                source = read(path)
                assert all(line.end <= len(source.text) for line in source.lines)
            except VanbanError as error:
                assert str(error)
            assert time.process_time() - start < 5


def test_a_word_file_longer_than_the_limit(tmp_path: Path) -> None:
    for name in ("ke-hoach.doc", "ke-hoach.rtf"):
        with pytest.raises(TooLargeError) as caught:
            read(HERE / name, Limits(max_characters=100))
        assert "max_characters" in str(caught.value)


def test_pieces_that_repeat_the_same_bytes_are_limited(tmp_path: Path) -> None:
    """A table of pieces that names the same text a thousand times over is refused before the text is built."""
    from extractor.readers.doc.fib import Counts, Fib
    from extractor.readers.doc.pieces import Pieces

    count, length = 1000, 100_000
    limits = struct.pack(f"<{count + 1}i", *range(0, length * (count + 1), length))
    table = b"\2" + struct.pack("<I", len(limits) + 8 * count) + limits + struct.pack("<HIH", 0, 0x40000000, 0) * count
    fib = Fib(False, False, True, "0Table", 0, Counts(*[0] * 8), {"pieces": (0, len(table))})
    with pytest.raises(OverflowError):
        Pieces(b"x" * length, table, fib, 10_000_000)


WORD_FILES = REAL / "documents" / "doc"


@pytest.mark.skipif(not WORD_FILES.is_dir(), reason="the real documents are not here")
def test_real_word_files() -> None:
    for path in sorted(WORD_FILES.iterdir()):
        source = read(path)
        assert source.reader in {"doc", "rtf"}
        assert "\ufffd" not in source.text
        if path.name.startswith("4500"):
            assert source.text.startswith("SẮC LỆNH"), path.name
            assert "legacy_decoded" in {note.code for note in source.notes}
