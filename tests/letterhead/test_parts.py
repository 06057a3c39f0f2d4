"""Single parts on single lines: numbers, places and dates, names of bodies and people, types by name and abbreviation."""

from __future__ import annotations

import pytest

from extractor.letterhead import body_issuer, number, person, place_date, read, recipients
from extractor.letterhead.document_types import by_abbreviation, by_name, document_types
from extractor.letterhead.kind import disagree, kind_of
from extractor.letterhead.lines import HeadLine, HeadLines
from extractor.text import Span, Text


def lines_of(words: str) -> list[HeadLine]:
    text = Text.from_string(words)
    return HeadLines(text).within(Span(0, len(words)))


NUMBERS = [
    ("Số: 870/KH-TTYT", "870/KH-TTYT", "plain"),
    ("Số:870/KH - TTYT", "870/KH-TTYT", "inner blanks go"),
    ("Số: /KH-SYT", "/KH-SYT", "blank serial"),
    ("Số: ......./KH-SYT", "/KH-SYT", "dotted serial"),
    ("Số:      -KH/ĐTN", "-KH/ĐTN", "blank serial before a dash"),
    ("Số 34-CT/TW", "34-CT/TW", "Party, no colon"),
    ("Luật số: 06/2022/QH15", "06/2022/QH15", "law"),
    ("Số: 12/2004/QĐ-UB", "12/2004/QĐ-UB", "2005 form"),
    ("Số: 226/SL", "226/SL", "before 1996"),
    ("Số: 53-HĐBT", "53-HĐBT", "before 1996, dash"),
    ("Số: 1542/SGDĐT-TCCB", "1542/SGDĐT-TCCB", "letter"),
    ("Số: 12/KH-SYT Lai Châu, ngày 5 tháng 3 năm 2024", "12/KH-SYT", "place and date on the line"),
    ("So: 15/BC-UBND", "15/BC-UBND", "marks lost"),
    ("UBND XÃ A   Số: 15/BC-UBND", "15/BC-UBND", "behind the issuer"),
    ("Số: 05/2013/TTLT-BYT-BTC", "05/2013/TTLT-BYT-BTC", "two bodies"),
    ("Số lượng: 12 người", None, "a count"),
    ("Số: ……………", None, "only dots"),
    ("Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ", None, "a citation"),
    ("Thực hiện Công văn số: 1234/SYT-NVY ngày 12/5/2025 của Sở Y tế", None, "a citation inside the line"),
    ("Số điện thoại: 0123/456-789", None, "a telephone"),
    ("Số 5 đường Trần Phú", None, "an address"),
]
DATES = [
    ("Giang Thành, ngày 27 tháng 5 năm 2025", "Giang Thành", "2025-05-27", "plain"),
    ("Lai Châu, ngày tháng 01 năm 2021", "Lai Châu", "2021-01", "blank day"),
    ("Hà Nội, ngày …. tháng …. năm 2026", "Hà Nội", "2026", "dotted day and month"),
    ("Rạch Giá ngày 07 tháng 8 năm 2025", "Rạch Giá", "2025-08-07", "no comma"),
    ("TP. Hồ Chí Minh, ngày 1 tháng 2 năm 2023", "TP. Hồ Chí Minh", "2023-02-01", "a place with a point"),
    ("Phường 5, Quận 8, ngày 10 tháng 01 năm 2018", "Phường 5, Quận 8", "2018-01-10", "a place with figures"),
    ("Hà Nội, ngày 27tháng5 năm2025", "Hà Nội", "2025-05-27", "no blanks"),
    ("Sơn La, 01-10-1997", "Sơn La", "1997-10-01", "figures"),
    ("Ngày 5 tháng 3 năm 2024", None, "2024-03-05", "no place"),
    ("Thời gian từ ngày 29/4 đến 05/6/2024", None, None, "a period"),
    ("Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;", None, None, "a preamble"),
    ("Hội nghị họp tại Hà Nội, ngày 5 tháng 3 năm 2024 đã bàn", None, None, "a sentence"),
]
ISSUERS = [
    (
        "Bệnh viện Đa khoa tỉnh Thử Lệ xây dựng kế hoạch thi đua như sau:",
        None,
        "Bệnh viện Đa khoa tỉnh Thử Lệ",
        "at the beginning",
    ),
    (
        "Thực hiện Công văn số 5/SYT-VP của Sở Y tế, Trung tâm Kiểm soát bệnh tật tỉnh Thử Lệ (CDC) báo cáo như sau:",
        "9/BC-TTKSBT",
        "Trung tâm Kiểm soát bệnh tật tỉnh Thử Lệ",
        "behind a comma, abbreviation in brackets",
    ),
    (
        "Nay Phòng Giáo dục và Đào tạo huyện Mẫu Sơn ban hành kế hoạch",
        "9/KH-PGDĐT",
        "Phòng Giáo dục và Đào tạo huyện Mẫu Sơn",
        "behind Nay",
    ),
    (
        "Chi cục Dân số - Kế hoạch hóa gia đình tỉnh Thử Lệ thông báo",
        None,
        "Chi cục Dân số - Kế hoạch hóa gia đình tỉnh Thử Lệ",
        "a name with a dash",
    ),
    ("UBND xã Tân Thử xây dựng kế hoạch", "3/KH-UBND", "UBND xã Tân Thử", "an abbreviation"),
    (
        "Phòng Tổ chức - Hành chính tham mưu. Hội nghị tổ chức trong quý I.",
        "3/KH-SYT",
        None,
        "neither a department nor a conference",
    ),
    ("Ban Giám đốc yêu cầu các khoa thực hiện", None, None, "its heads are not the body"),
    ("Báo cáo tổng hợp kết quả thực hiện", None, None, "a report is no newspaper"),
    ("Trên đây là báo cáo kết quả của Trạm Y tế xã Mẫu Thử./.", "4/BC-TYT", "Trạm Y tế xã Mẫu Thử", "the closing sentence"),
]
NAMES = [
    ("Nguyễn Văn Thử", True, "a name"),
    ("TS. BS. Lê Thị Mẫu", True, "degrees"),
    ("Đại tá Trần Thử", True, "a rank"),
    ("H’Rin Niê", True, "an Ede name"),
    ("GIÀNG A THỬ", True, "in capitals"),
    ("Trần Văn Thử – Đã ký", True, "stamped"),
    ("GIÁM ĐỐC", False, "an office"),
    ("Các phòng ban", False, "a recipient"),
    ("Sở Y tế tỉnh", False, "a body"),
    ("Lưu: VT", False, "the last recipient"),
]


@pytest.mark.parametrize(("words", "value"), [row[:2] for row in NUMBERS], ids=[row[2] for row in NUMBERS])
def test_number(words: str, value: str | None) -> None:
    found = number.find(lines_of(words))
    assert (found.value if found else None) == value
    if found:
        assert found.span.of(words).strip() == found.span.of(words)


@pytest.mark.parametrize(("words", "place", "iso"), [row[:3] for row in DATES], ids=[row[3] for row in DATES])
def test_place_and_date(words: str, place: str | None, iso: str | None) -> None:
    found = place_date.find(lines_of(words))
    assert (found and found.place, found and found.issued_on) == (place, iso)


@pytest.mark.parametrize(("words", "code", "name"), [row[:3] for row in ISSUERS], ids=[row[3] for row in ISSUERS])
def test_issuer_from_the_text(words: str, code: str | None, name: str | None) -> None:
    found = body_issuer.find(lines_of(words), words, code, None)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(("words", "is_name"), [row[:2] for row in NAMES], ids=[row[2] for row in NAMES])
def test_names_of_people(words: str, is_name: bool) -> None:
    assert (person.name(lines_of(words)[0]) is not None) is is_name


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- Sở Y tế (để báo cáo);", [("Sở Y tế", "để báo cáo")]),
        ("- Ban Giám đốc ((để báo cáo);", [("Ban Giám đốc", "để báo cáo")]),
        ("- UBND tỉnh để b/c;", [("UBND tỉnh", "để b/c")]),
        ("- Như trên; - Lưu: VT.", [("Như trên", None), ("Lưu: VT", None)]),
        ("- Lưu; VT, TH (02b).", [("Lưu; VT, TH", "02b")]),
        ("- Các Phó Chủ tịch (b/c; chỉ đạo);", [("Các Phó Chủ tịch", "b/c; chỉ đạo")]),
        ("- Sở Nội vụ (Ban TĐ-KT tỉnh);", [("Sở Nội vụ", "Ban TĐ-KT tỉnh")]),
    ],
)
def test_recipients(item: str, expected: list[tuple[str, str | None]]) -> None:
    block = recipients.find(lines_of(f"Nơi nhận:\n{item}"))
    assert block is not None
    assert [(r.name, r.note) for r in block.recipients] == expected


def test_types_are_found_by_name_and_abbreviation() -> None:
    for kind in document_types():
        assert by_name(kind.name.upper()) == kind
        found = by_abbreviation(kind.abbr, kind.bodies[0] if kind.bodies else None)
        assert found is not None
        assert found.abbr == kind.abbr
    assert by_abbreviation("L", "CTN") is not by_abbreviation("L")
    assert by_abbreviation("CTR") is by_name("Chương trình")
    assert by_name("Bài hát") is None


def test_the_number_decides_where_no_title_stands() -> None:
    def named(code: str, letter: bool) -> str | None:
        kind = kind_of(None, code, letter=letter, consolidated=False)
        return kind.abbr if kind else None

    assert named("12/KH-SYT", False) == "KH"
    assert named("208/SYT-TCCB", False) == "CV"
    assert named("15/TC-HCSN", True) == "CV"
    assert named("226/SL", False) == "SL"
    assert named("327", False) is None
    assert disagree(by_name("Báo cáo"), "12/KH-SYT")
    assert not disagree(by_name("Kế hoạch"), "12/KH-SYT")


def test_an_empty_text_has_no_letterhead() -> None:
    found = read(Text.from_string(""))
    assert (found.number, found.issuer, found.doc_type, found.signers, found.recipients) == (None, None, None, (), ())
    assert [note.code for note in found.notes] == ["letterhead_missing"]
