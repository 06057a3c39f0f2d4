"""Slips of OCR: mended where the form demands it, blank where a figure cannot be read, and never in clean text."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_documents import SHARED

from extractor.errors import VanbanError
from extractor.letterhead import read as read_letterhead
from extractor.readers import read as read_file
from extractor.repair import ocr_slips, repair
from extractor.resources import corpus_path
from extractor.text import Doubt, Line, SourceText, Span, Text, source_from_lines

NOTES = {"ocr_slip_mended", "ocr_slot_unread", "ocr_number_doubtful", "ocr_noise_removed", "ocr_bullets_mended"}


def scan(lines: list[str], unsure: dict[str, float] | None = None) -> SourceText:
    """A scanned page; ``unsure``: words the engine doubts → confidence."""
    source = source_from_lines([(words, Line(0, 0)) for words in lines], reader="scan", media_type="image/png", wrapped=True)
    doubts = [
        Doubt(at, at + len(words), confidence)
        for words, confidence in (unsure or {}).items()
        if (at := source.text.find(words)) >= 0
    ]
    return replace(source, ocr=True, doubts=tuple(sorted(doubts)))


LETTERHEAD = [
    "UBND TỈNH NINH KHÊ",
    "SỞ Y TẾ",
    "Số: 12/KH-SYT",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Ninh Khê, ngày 05 tháng 3 năm 2031",
    "KẾ HOẠCH",
    "Tổ chức hội thao ngành năm 2031",
]


def with_line(old: str, new: str) -> list[str]:
    return [new if line == old else line for line in LETTERHEAD]


@pytest.mark.parametrize(
    ("read", "printed", "reason"),
    [
        ("KÉ HOẠCH", "KẾ HOẠCH", "a type of document in capitals"),
        ("KÉHOẠCH", "KẾ HOẠCH", "and without its blank"),
        ("'THÔNG BẢO", "THÔNG BÁO", "a stroke before it"),
        ("QUYÉT ĐỊNH:", "QUYẾT ĐỊNH:", "the mark behind it stays"),
        ("SỞY TẺ", "SỞ Y TẾ", "two syllables that met"),
        ("CỌNG HÒA XÃ HỌI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "the national title"),
        ("Độc lập - Tự dø - Hạnh phúc", "Độc lập - Tự do - Hạnh phúc", "the motto with a foreign letter"),
        ("'GIÁM ĐÓC", "GIÁM ĐỐC", "an office"),
        ("PHÓ VỤ TRƯỜNG", "PHÓ VỤ TRƯỞNG", "an office, with a syllable that exists"),
        ("1. MỤC ĐÍCH, YÊU CÂU", "1. MỤC ĐÍCH, YÊU CẦU", "a heading of the lexicon"),
        ("Mới nhận:", "Nơi nhận:", "where the recipients begin"),
        ("ÁNới nhận :", "Nơi nhận :", "with a stroke read as letters"),
        ("Căn cử Luật Thanh niên năm 2020;", "Căn cứ Luật Thanh niên năm 2020;", "a word that opens a line"),
        ("quy định chỉ tiết thi hành Luật", "quy định chi tiết thi hành Luật", "a pair of words that is always a slip"),
        ("theo Nghị định sô 61/2018/NĐ-CP", "theo Nghị định số 61/2018/NĐ-CP", "the word before a code"),
        ("theo Công văn K) 1735/SYT-NVY", "theo Công văn số 1735/SYT-NVY", "signs between type and code"),
        ("theo Quyứt định số 61/QĐ-UBND", "theo Quyết định số 61/QĐ-UBND", "a type with one letter wrong"),
        ("theo Thông tư 11/⁄2016/TT-BYT", "theo Thông tư 11/2016/TT-BYT", "the slash twice"),
        ("theo Quyết định số §31/QĐ-BYT", "theo Quyết định số 831/QĐ-BYT", "a sign that is like one figure only"),
        ("theo Luật số 43/2013/QHI3", "theo Luật số 43/2013/QH13", "the term of the Quốc hội"),
        ("theo Công văn số 1735LĐTBXH-BGD", "theo Công văn số 1735/LĐTBXH-BGD", "a slash that was lost"),
        ("theo Quyết định số 16- -QĐ/BCĐ", "theo Quyết định số 16-QĐ/BCĐ", "a dash that was read twice"),
        ("theo Chỉ thị số 33/T-TTg", "theo Chỉ thị số 33/CT-TTg", "a letter lost from the type that is named before it"),
        ("theo Quyết định số 16/2019/QD-UBND", "theo Quyết định số 16/2019/QĐ-UBND", "the stroke of Đ"),
        ("ký ngày 1l tháng Ì năm 2023 tại Huế.", "ký ngày 11 tháng 1 năm 2023 tại Huế.", "letters in the slots of a date"),
        ("ký ngày 0l/⁄6/2O23 tại Huế.", "ký ngày 01/6/2023 tại Huế.", "a date in figures"),
        ("đạt 63⁄o kế hoạch", "đạt 63% kế hoạch", "the sign of per cent"),
        ("đạt 63 0⁄0 kế hoạch", "đạt 63% kế hoạch", "the same, in figures"),
        ("đạt 92, 18% kế hoạch", "đạt 92,18% kế hoạch", "a blank behind the decimal comma"),
        ("~ Phòng Nội vụ;", "- Phòng Nội vụ;", "a dash at the head of a line"),
    ],
)
def test_a_slip_is_mended_and_said(read: str, printed: str, reason: str) -> None:
    text = repair(scan([read]))
    assert text.text.strip() == printed, reason
    said = [note for note in text.notes if note.code in NOTES]
    assert said, reason
    assert text.source.text == read, "the way back leads to what was read"


@pytest.mark.parametrize(
    ("read", "unsure", "reason"),
    [
        ("KẾ HOẠCH", {}, "nothing is wrong"),
        ("ĐÀO TẠO NGHỀ CHO LAO ĐỘNG NÔNG THÔN", {}, "capitals that no lexicon and no other line spells otherwise"),
        ("Căn cứ Thông số 11/2016/TT-BYT ngày 11/5/2016", {}, "printed so: the form does not say what word it should be"),
        ("theo Kế hoạch số 3l2/KH-TTYT", {"3l2/KH-TTYT": 0.56}, "a letter among figures that the engine doubts: a pen's"),
        ("ngày 4l/5/2023", {}, "no month has a 41st day"),
        ("1. Tiếp tục thực hiện", {}, "a figure is not corrected"),
        ("Độc lập tự do của dân tộc", {}, "no motto"),
        ("đạt 5%o", {}, "per mille as a keyboard writes it"),
        ("- Nguyễn Văn An: 9,5 điểm", {}, "a list"),
        ("tại các phòng 201, 202", {}, "a list of numbers is no decimal fraction"),
    ],
)
def test_what_the_form_does_not_demand_stays(read: str, unsure: dict[str, float], reason: str) -> None:
    assert repair(scan([read], unsure)).text == read, reason


@pytest.mark.parametrize(
    ("line", "unsure", "number", "reason"),
    [
        ("Số: 12/KH-SYT", {}, "12/KH-SYT", "nothing is wrong"),
        ("Số: 12 /KH-SYT", {"12": 0.55}, "12/KH-SYT", "figures the engine doubts are kept, as read"),
        ("Số: 12 /KH-SYT", {"12": 0.0}, "/KH-SYT", "figures the engine does not believe are not a value"),
        ("Số: Jð2 /KH-SYT", {"Jð2": 0.34}, "/KH-SYT", "handwriting"),
        ("Số:e)01/KH-SYT-CĐN", {}, "/KH-SYT-CĐN", "figures behind signs are half a serial"),
        ("Số:/70/KH-SYT", {}, "/KH-SYT", "a stroke that may be a 1"),
        ("Số/J© /KH-SYT", {}, "/KH-SYT", "no colon"),
        ("Số.2EƑ /KH-SYT", {}, "/KH-SYT", "a stop for the colon"),
        ("Số, Â /8H-SYT", {}, "/KH-SYT", "a comma for the colon, a figure in the type"),
        ("Số: #2 /&H-SYT", {}, "/KH-SYT", "the type is that of the title"),
        ("Số:: 02/2031/KH-SYT", {}, "02/2031/KH-SYT", "a colon twice"),
        ("Số:c2044/KH-SYT-CĐĐN", {}, "/KH-SYT-CĐĐN", "a serial with a letter before it"),
    ],
)
def test_the_serial(line: str, unsure: dict[str, float], number: str, reason: str) -> None:
    text = repair(scan(with_line("Số: 12/KH-SYT", line), unsure))
    assert read_letterhead(text).number == number, reason
    assert (number[0] == "/") == any(note.code == "ocr_slot_unread" for note in text.notes), reason


@pytest.mark.parametrize(
    ("line", "unsure", "issued_on", "reason"),
    [
        ("Ninh Khê, ngày 05 tháng 3 năm 2031", {}, "2031-03-05", "nothing is wrong"),
        ("Ninh Khê, ngày Ơ? tháng 3 năm 2031", {}, "2031-03", "handwriting"),
        ("Ninh Khê, ngày Ø7_ tháng 3 năm 2031", {}, "2031-03", "letters are not read as figures where a pen writes"),
        ("Ninh Khê, ngàyc?O tháng 3 năm 2031", {}, "2031-03", "glued to the word"),
        ("Ninh Khê, ngày/Ê tháng 3 năm 2031", {}, "2031-03", "a stroke"),
        (
            "Ninh Khê, ngày 1 tháng 3 năm 2031",
            {"1 tháng": 0.0},
            "2031-03",
            "a figure the engine does not believe (18 was printed)",
        ),
        ("Ninh Khê, ngày 14 tháng 1] năm 2031", {}, "2031-11-14", "a printed month, of twelve values"),
        ("đủ Nội, ngàp 14 tháng 01 năm 2031", {"đủ Nội": 0.5}, "2031-01-14", "a place that no name begins so"),
    ],
)
def test_the_day_of_issue(line: str, unsure: dict[str, float], issued_on: str, reason: str) -> None:
    text = repair(scan(with_line("Ninh Khê, ngày 05 tháng 3 năm 2031", line), unsure))
    assert read_letterhead(text).issued_on == issued_on, reason


def test_the_letterhead_among_specks() -> None:
    lines = ["ˆ", "- UBND TỈNH NINH KHÊ SỞY TẺ", "~", "Số:c2044/KH-SYT", *LETTERHEAD[3:5], "`", *LETTERHEAD[5:]]
    found = read_letterhead(repair(scan(lines)))
    assert (found.parent_issuer, found.issuer, found.number) == ("UBND TỈNH NINH KHÊ", "SỞ Y TẾ", "/KH-SYT")
    assert found.issued_on == "2031-03-05"


def test_the_document_spells_its_own_capitals() -> None:
    body = ["Các đơn vị của tỉnh Bắc Giang thực hiện.", "Toàn tỉnh Bắc Giang hưởng ứng.", "Người dân Bắc Giang tham gia."]
    assert repair(scan(["UBND TỈNH BÁC GIANG", *body])).text.startswith("UBND TỈNH BẮC GIANG\n")
    assert repair(scan(["UBND TỈNH BÁC GIANG"])).text == "UBND TỈNH BÁC GIANG", "nothing says that it is another"


@pytest.mark.parametrize(
    ("lines", "labels", "reason"),
    [
        (["1. Mục tiêu", "II. Nội dung"], ["I.", "II."], "a numeral before the second"),
        (["1. MỤC TIÊU", "1. Chung", "2. Riêng", "II. NỘI DUNG"], ["I.", "1.", "2.", "II."], "the first of two ones"),
        (["I. Mục tiêu", "H. Nội dung", "1H. Tổ chức", "1V. Kinh phí"], ["I.", "II.", "III.", "IV."], "strokes"),
        (["1~ Mục tiêu", "1- Chung", "H- Nội dung"], ["I-", "1-", "II-"], "both of the first two"),
        (["I. Mục tiêu", "II. Nội dung", "II. Kinh phí", "IV. Tổ chức"], ["I.", "II.", "III.", "IV."], "a stroke lost"),
        (["I. Mục tiêu", "¡. Chung", "2. Riêng"], ["I.", "1.", "2."], "a figure read as a letter"),
        (["L KẾT QUẢ THỰC HIỆN", "1. Về y tế", "II. NHIỆM VỤ"], ["I.", "1.", "II."], "the first, without its mark"),
        (["I. Kết quả", "10. Khác", "11. Thêm", "II. Nhiệm vụ"], ["I.", "10.", "11.", "II."], "figures stay figures"),
        (["I. Mục tiêu", "II. Nội dung", "II. Kinh phí"], ["I.", "II.", "II."], "printed so, for all the form says"),
        (["1. Chung", "2. Riêng", "3. Khác"], ["1.", "2.", "3."], "a document numbered in figures"),
    ],
)
def test_numerals_of_headings(lines: list[str], labels: list[str], reason: str) -> None:
    assert [line.split()[0] for line in repair(scan(lines)).text.split("\n")] == labels, reason


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("đạt 9O% kế hoạch", "đạt …% kế hoạch"),
        ("tỷ lệ S1,13% trong năm", "tỷ lệ …% trong năm"),
        ("lũy kế I 123 ca", "lũy kế … ca"),
    ],
)
def test_a_doubtful_number_is_no_value(read: str, shown: str) -> None:
    text = repair(scan([read]))
    assert text.text == shown
    assert any(note.code == "ocr_slot_unread" and "“" in note.message for note in text.notes)


def test_the_closing_block() -> None:
    lines = ["Mới nhận:", "UBND tỉnh (bíc);", "Các phòng trong Sở", "Các đơn vị trực thuộc", "Lưu: VT, NVY. Lê Thị Bích Hạnh"]
    found = repair(scan(lines)).text.split("\n")
    assert found == [
        *("Nơi nhận:", "- UBND tỉnh (b/c);", "- Các phòng trong Sở", "- Các đơn vị trực thuộc", "- Lưu: VT, NVY."),
        "Lê Thị Bích Hạnh",
    ]


def test_marks_at_the_ends_of_lines_go() -> None:
    source = scan(
        ["hội đồng nhân dân tỉnh quyết định [|", "và đăng ký chỉ tiêu năm 2031. h", "tại trung tâm thành phố"], {" h\n": 0.3}
    )
    assert repair(source).text == "hội đồng nhân dân tỉnh quyết định và đăng ký chỉ tiêu năm 2031. tại trung tâm thành phố"


def test_the_edge_of_the_page_does_not_part_a_code() -> None:
    text = repair(scan(["Thực hiện theo Công văn số 894/VP-|", "KTTH của Ủy ban nhân dân tỉnh."]))
    assert "894/VP-KTTH của" in text.text


def test_the_subject_is_spelt_as_the_document_spells_it() -> None:
    lines = ["BẢO CÁO", "Kết quả đây mạnh thu hút đầu tư", *3 * ["Các đơn vị đẩy mạnh việc thu hút vốn."]]
    assert "Kết quả đẩy mạnh thu hút" in repair(scan(lines)).text


def test_what_was_mended_is_less_sure() -> None:
    text = repair(scan(["theo Thông tư sô 11/2016/TT-BYT và Thông tư số 12/2016/TT-BYT"]))
    at = text.text.index("số 11")
    assert text.confidence(Span(at, at + 5)) < 1.0
    assert text.confidence(Span(text.text.index("12/2016"), len(text.text))) == 1.0


@pytest.mark.parametrize("slips", [ocr_slips.noise.edits, *ocr_slips.SLIPS], ids=lambda f: f.__module__.rsplit(".", 1)[-1])
@given(words=st.text(alphabet="0OlIÌ1|§%/-. ,:;\n~'KHQĐTsốngàytháếÉ", max_size=120))
def test_text_that_is_no_scan_is_never_touched(slips: Callable[[Text], list[object]], words: str) -> None:
    assert slips(Text.from_string(words)) == []


@given(lines=st.lists(st.text(alphabet="0OlIÌ1|§%/⁄-. ,:;~'KHQĐTsốngàythánăếÉ \t", min_size=1, max_size=60), max_size=12))
def test_any_scan_keeps_its_way_back(lines: list[str]) -> None:
    text = repair(scan(lines))
    for i in range(len(text.text)):
        place = text.to_source(Span(i, i + 1))
        assert 0 <= place.start <= place.end <= len(text.source.text)
    assert all(0 <= note.start <= note.end <= len(text.text) for note in text.notes)


def _clean_files() -> list[Path]:
    real = [
        *SHARED.glob("real/seeds/*.txt"),
        *(p for p in SHARED.glob("real/documents/*/*") if p.suffix in (".docx", ".html", ".txt")),
    ]
    return [*sorted(corpus_path("").rglob("*.txt")), *sorted(corpus_path("").rglob("*.docx")), *sorted(real)]


def test_clean_documents_are_not_touched() -> None:
    touched = []
    for path in _clean_files():
        try:
            text = repair(read_file(path))
        except VanbanError:
            continue
        touched += [(path.name, note.message) for note in text.notes if note.code in NOTES]
    assert touched == []


@pytest.mark.parametrize(
    "unit", ["(((", "1Ì ", "I. I. I. ", "12/2O", "số 1l", "KÉ HOẠCH ", "~ a\n", "1. a\n", "ngày 1l tháng ", "SỞ UBND "]
)
def test_work_grows_with_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = Text.of(scan((unit * (size // len(unit))).split("\n")))
        began = time.process_time()
        for slips in (ocr_slips.noise.edits, *ocr_slips.SLIPS):
            slips(text)
        return time.process_time() - began

    assert seconds(400_000) < 30 * max(seconds(40_000), 0.02), "ten times the text, ten times the work"


def test_the_signers_name_is_not_glued_to_what_a_seal_left() -> None:
    block = ["GIÁM ĐỐC", "Ÿ Xứ", "nang", "Nguyễn Văn Hiển"]
    source = scan([*LETTERHEAD, "Các đơn vị thực hiện kế hoạch này./.", *block], {})
    lines = tuple(line._replace(column=1) if source.text[line.start : line.end] in block else line for line in source.lines)
    text = repair(replace(source, lines=lines))
    assert text.text.endswith("\nNguyễn Văn Hiển")
    assert [signer.name for signer in read_letterhead(text).signers] == ["Nguyễn Văn Hiển"]
