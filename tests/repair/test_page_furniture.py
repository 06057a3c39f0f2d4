"""What repeats at the edge of pages leaves the text; what only looks like it stays."""

from __future__ import annotations

import time

import pytest

from extractor.repair import page_furniture, repair
from extractor.text import Box, Line, SourceText, Text, source_from_lines

BODIES = [
    "Các đơn vị tổ chức thực hiện nhiệm vụ được giao trong năm 2030.",
    "Phòng Tài chính bố trí kinh phí theo dự toán đã được duyệt.",
    "Văn phòng theo dõi, đôn đốc và báo cáo kết quả hằng quý.",
]


def paged(*pages: list[str], table: bool = False) -> SourceText:
    """Pages of lines set one below the other, 15 points apart."""
    pieces = [
        (words, Line(0, 0, page, Box(page, 60, 50 + 15 * i, 530, 62 + 15 * i), table=0 if table and i == 0 else None))
        for page, lines in enumerate(pages, 1)
        for i, words in enumerate(lines)
    ]
    return source_from_lines(pieces, reader="pdf", media_type="application/pdf", page_count=len(pages), wrapped=True)


def left(source: SourceText) -> str:
    """The words that are left, whether or not their lines were joined."""
    return " ".join(repair(source).text.split())


@pytest.mark.parametrize(
    ("heads", "why"),
    [
        (["4 BẢN TIN/Số 12/Ngày 05-3-2030 của tỉnh", "BẢN TIN/Số 12/Ngày 05-3-2030 của tỉnh 5"], "the number changes sides"),
        (["BẢN TIN SỐ 12 NGÀY 05-3-2030 108", "BẢN TIN SỐ 12 NGÀY 05-3-2030 109"], "the first page is not page 1"),
        (["Trang 1/3", "Trang 2/3", "Trang 3/3"], "page of pages"),
        (["- 1 -", "- 2 -", "- 3 -"], "a number between dashes"),
        (["Quy chế làm việc của Sở", "Quy chế làm việc của Sở", "Quy chế làm việc của Sở"], "the same words on all pages"),
        (["www.congbao.vn", "www.congbao.vn"], "a web site's address on two pages"),
        (["1 Bản tin của tỉnh số 5", "2 Bản tin của tỉnh số 5", "Bản tin của tỉnh số 5"], "one page has lost its number"),
    ],
)
def test_gone(heads: list[str], why: str) -> None:
    bodies = BODIES[: len(heads)]
    above = left(paged(*([head, body] for head, body in zip(heads, bodies, strict=True))))
    below = left(paged(*([body, head] for head, body in zip(heads, bodies, strict=True))))
    assert above == below == " ".join(bodies), why


@pytest.mark.parametrize(
    ("tops", "why"),
    [
        (["PHỤ LỤC 1", "PHỤ LỤC 2", "PHỤ LỤC 3"], "labels count with the pages too"),
        (["Bảng 1", "Bảng 2", "Bảng 3"], "so do captions"),
        (["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] * 3, "a form a page, each with its national name"),
        (["Kính gửi: Sở Nội vụ"] * 3, "a letter a page"),
        (["Đơn vị tính: triệu đồng", "Kế hoạch vốn", "Đơn vị tính: triệu đồng"], "not on most pages in a row"),
        (["1. Mục đích", "2. Yêu cầu", "3. Nội dung"], "numbered headings"),
        (["Năm học trước có 120", "Năm học trước có 130"], "a number that does not count pages"),
    ],
)
def test_stays(tops: list[str], why: str) -> None:
    source = paged(*([top, body] for top, body in zip(tops, BODIES, strict=False)))
    assert not page_furniture.edits(Text.of(source)), why


def test_rows_of_tables_stay() -> None:
    source = paged(*(["Tên đơn vị\tSố lượng", body] for body in BODIES), table=True)
    assert not page_furniture.edits(Text.of(source))


STAMP = ["Ký bởi: SỞ Y TẾ", "TỈNH BA SÔNG", "Cơ quan: Tỉnh Ba Sông", "Thời gian ký: 05.03.2030 16:20:05 +07:00"]


def test_stamps_of_digital_signatures_leave_without_repeating() -> None:
    source = paged([*STAMP, BODIES[0]], [BODIES[1]])
    assert left(source) == f"{BODIES[0]} {BODIES[1]}"
    assert left(paged([BODIES[0], *STAMP, "Ký bởi: Lê Văn A", "Ngày ký: 06/3/2030 08:00:00"])) == BODIES[0]


def test_who_signs_is_no_stamp() -> None:
    lines = ["Ký bởi: thủ trưởng đơn vị hoặc người được ủy quyền.", "Thời gian ký: trước ngày 05/3/2030.", BODIES[0]]
    assert not page_furniture.edits(Text.of(paged(lines)))


def test_sentence_over_the_page_is_whole() -> None:
    """The reason for it all: a date that a running head cut in two."""
    source = paged(
        ["7 BẢN TIN SỐ 12 NGÀY 05-3-2030", "Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh ban hành ngày 21 tháng 10 năm"],
        ["BẢN TIN SỐ 12 NGÀY 05-3-2030 8", "2029 về phòng, chống thiên tai trên địa bàn các xã, phường trong toàn tỉnh."],
    )
    assert "ngày 21 tháng 10 năm 2029 về phòng" in repair(source).text


def test_what_went_is_said() -> None:
    source = paged(*([f"BẢN TIN SỐ 12 NGÀY 05-3-2030 {n}", body] for n, body in enumerate(BODIES, 1)))
    assert [note.code for note in repair(source).notes].count("page_furniture_removed") == 1


def test_many_pages_are_quick() -> None:
    source = paged(*([f"{n} BẢN TIN SỐ 12 NGÀY 05-3", *[BODIES[n * n % 3]] * 5] for n in range(1, 3001)))
    start = time.process_time()
    assert len(page_furniture.edits(Text.of(source))) == 3000
    assert time.process_time() - start < 10


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT - Bản số: 2"])
def test_a_mark_of_secrecy_stays_once(mark: str) -> None:
    above = left(paged(*([mark, body] for body in BODIES)))
    below = left(paged(*([body, mark] for body in BODIES)))
    assert (above, below) == (" ".join([mark, *BODIES]), " ".join([*BODIES, mark]))
