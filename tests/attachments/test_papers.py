"""Annexes, what is issued with a document, other documents in the same file: each with its own letterhead and tree."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import attachments
from extractor.attachments import Papers
from extractor.pipeline import extract_text
from extractor.repair import repair
from extractor.text import Text

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
LETTER = f"""UBND HUYỆN TRÀ LÂM
PHÒNG VĂN HÓA
Số: 18/PVH-TV
V/v gửi báo cáo thư viện
{NATION}
Trà Lâm, ngày 04 tháng 6 năm 2024
Kính gửi: Sở Văn hóa tỉnh
Phòng Văn hóa gửi kèm báo cáo về thư viện các xã.
1. Đề nghị Sở xem xét.
2. Đề nghị Sở cấp thêm sách./.
Nơi nhận:
- Như trên;
- Lưu: VT.
TRƯỞNG PHÒNG
Hồ Thị Na
"""
REPORT = f"""UBND HUYỆN TRÀ LÂM
PHÒNG VĂN HÓA
Số: 31/BC-PVH
{NATION}
Trà Lâm, ngày 03 tháng 6 năm 2024
BÁO CÁO
Hoạt động thư viện năm 2023
I. KẾT QUẢ
1. Có 4.500 lượt người đọc.
2. Mượn về 820 cuốn sách.
II. KIẾN NGHỊ
Cấp thêm sách thiếu nhi./.
Nơi nhận:
- UBND huyện (để báo cáo);
- Lưu: VT.
KT. TRƯỞNG PHÒNG
PHÓ TRƯỞNG PHÒNG
Lò Văn Tư
"""
DECISION = f"""ỦY BAN NHÂN DÂN
HUYỆN TRÀ LÂM
Số: 77/QĐ-UBND
{NATION}
Trà Lâm, ngày 09 tháng 7 năm 2024
QUYẾT ĐỊNH
Ban hành Quy chế thư viện
Điều 1. Ban hành kèm theo Quyết định này Quy chế thư viện.
Điều 2. Quyết định này có hiệu lực từ ngày ký./.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
CHỦ TỊCH
Vi Văn Sáu
"""
REGULATION = """QUY CHẾ
Quản lý thư viện xã
(Ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 09 tháng 7 năm 2024 của Ủy ban nhân dân huyện Trà Lâm)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Quy chế này áp dụng cho thư viện xã.
Chương II
QUẢN LÝ
Điều 2. Trách nhiệm
Thủ thư giữ sách.
"""
FORM = f"""Mẫu số 01
(Kèm theo Quyết định số 77/QĐ-UBND)
UBND XÃ ………
Số: ……/QĐ-UBND
{NATION}
………, ngày … tháng … năm ……
QUYẾT ĐỊNH
Cấp thẻ thư viện
Điều 1. Cấp thẻ cho ông (bà) ………
Nơi nhận:
- Như Điều 1;
- Lưu: VT.
CHỦ TỊCH
(Ký tên, đóng dấu)
"""


def papers(text: str) -> Papers:
    return attachments.read(repair(Text.from_string(text).source), classify=False)


def kinds(found: Papers) -> list[tuple[str, str | None, str | None]]:
    return [(a.kind, a.title, a.letterhead.number) for a in found.attachments]


CASES = [
    (LETTER, [], "one letter"),
    (LETTER + REPORT, [("van_ban_khac", "Hoạt động thư viện năm 2023", "31/BC-PVH")], "a letter with the report it sends"),
    (LETTER + LETTER, [], "a second copy has the same number"),
    (DECISION + REGULATION, [("ban_hanh_kem", "QUY CHẾ Quản lý thư viện xã", None)], "a regulation issued with the decision"),
    (DECISION + FORM, [("phu_luc", "Cấp thẻ thư viện", "/QĐ-UBND")], "a form's letterhead is no document"),
    (LETTER + "PHỤ LỤC\nDANH SÁCH THỦ THƯ\n1. Bà Na\n", [("phu_luc", "DANH SÁCH THỦ THƯ", None)], "an annex without a number"),
    (
        DECISION + "PHỤ LỤC Ia\nBẢNG TỔNG HỢP\n1. Sách\n2. Báo\nPHỤ LỤC Ib\nBẢNG CHI TIẾT\n1. Tranh\n2. Ảnh\n",
        [("phu_luc", "BẢNG TỔNG HỢP", None), ("phu_luc", "BẢNG CHI TIẾT", None)],
        "numbers of annexes may end in a letter",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), CASES, ids=[case[2] for case in CASES])
def test_what_is_attached(text: str, expected: list[tuple[str, str | None, str | None]], reason: str) -> None:
    assert kinds(papers(text)) == expected, reason


def test_each_document_has_its_own_letterhead() -> None:
    first, second = papers(LETTER + REPORT).documents
    assert (first.letterhead.number, second.letterhead.number) == ("18/PVH-TV", "31/BC-PVH")
    assert [s.name for s in first.letterhead.signers] == ["Hồ Thị Na"]
    assert [(s.authority, s.name) for s in second.letterhead.signers] == [("KT.", "Lò Văn Tư")]
    assert [r.name for r in first.letterhead.recipients] == ["Như trên", "Lưu: VT"]
    assert [r.name for r in second.letterhead.recipients] == ["UBND huyện", "Lưu: VT"]


def test_the_record_tells_the_second_document() -> None:
    document = extract_text(LETTER + REPORT, language=False)
    (other,) = document.attachments
    root = next(s for s in document.sections if s.id == other.section_id)
    below = [s.label for s in document.sections if s.parent_id == root.id and s.label]
    assert (root.depth, below) == (1, ["I", "II"])
    assert document.text[other.start : other.end].startswith("UBND HUYỆN TRÀ LÂM")
    assert [w.code for w in document.warnings].count("second_document") == 1
    assert [d.from_ for d in document.dates if d.role == "issued"] == ["2024-06-04", "2024-06-03"]
    assert {t.role for t in document.targets} == {"result"}, "what a report counts was reached"


def test_an_issued_text_counts_anew() -> None:
    tree = papers(DECISION + REGULATION).sections
    root = next(i for i, s in enumerate(tree) if s.annex)
    assert [(s.depth, s.label) for s in tree if s.parent == root] == [(1, "Chương I"), (1, "Chương II")]
    assert [s.label for s in tree if s.label and s.label.startswith("Điều")] == ["Điều 1", "Điều 2", "Điều 1", "Điều 2"]


def test_a_forms_recipients_are_its_own() -> None:
    found = papers(DECISION + FORM)
    assert [r.name for r in found.letterhead.recipients] == ["Như Điều 2", "Lưu: VT"]
    assert [s.name for s in found.letterhead.signers] == ["Vi Văn Sáu"]
    form = found.attachments[0]
    assert found.sections[form.section].end == form.end == max(s.end for s in found.sections)
    assert (form.letterhead.issuer, form.letterhead.signers) == (None, ())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([LETTER, REPORT, DECISION, REGULATION, FORM, "PHỤ LỤC I\n", NATION]), max_size=6))
def test_every_document_keeps_to_its_stretch(pieces: list[str]) -> None:
    found = papers("".join(pieces))
    places = [paper.place for paper in found.documents]
    assert all(a.end == b.start for a, b in pairwise(places))
    for section in found.sections:
        assert section.parent is None or found.sections[section.parent].start <= section.start
        assert any(place.start <= section.start and section.end <= place.end for place in places)
    assert all(found.sections[a.section].start == a.start for a in found.attachments)


def test_a_volume_of_many_documents_is_told_apart_to_the_last() -> None:
    many = 120
    text = "\n".join(REPORT.replace("Số: 31/", f"Số: {number}/") for number in range(1, many + 1))
    found = attachments.read(repair(Text.from_string(text).source), classify=False)
    assert [paper.letterhead.number for paper in found.documents] == [f"{number}/BC-PVH" for number in range(1, many + 1)]
