"""How well a PDF's text is read, in content order and with its text operations shuffled.

PDF producers write text in any order; PDFium hands it over in that order. Pages in the genre (letterhead of two columns,
title, wrapped and justified paragraphs, lists, a ruled table, signature block, page number) are set here word by word, so
that the text they must read as is known, and written three ways: an operation a line, a word, or a broken piece of a word,
each in reading order and shuffled. Printed are the character error rate (edit distance over length, line ends and tabs
counted) and how many pages have the letterhead and the signature left column before right.

    python benchmarks/reading_order.py [--pages 20] [--seed 1]

Goals: 0.002 in order, 0.01 shuffled.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path
from typing import NamedTuple

import fonts
from sheets import LEFT, RIGHT, WAYS, Sheet, letterhead, write

from extractor.limits import DEFAULT
from extractor.readers.pdf import read_pdf

PARAGRAPHS = [
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; căn cứ tình hình thực tế của đơn vị, lãnh đạo "
    "cơ quan giao các phòng xây dựng kế hoạch chi tiết và gửi về bộ phận tổng hợp trước ngày 15 tháng 3 năm 2024.",
    "Phấn đấu trên 95% trẻ em dưới 1 tuổi được tiêm chủng đầy đủ; tỷ lệ phụ nữ mang thai được khám ít nhất bốn lần đạt từ "
    "90% trở lên; không để xảy ra dịch lớn trên địa bàn, số ca mắc giảm 12,5% so với cùng kỳ.",
    "Các tổ chuyên môn rà soát trang thiết bị, lập danh mục cần sửa chữa, thay thế và dự trù kinh phí năm học 2024 – 2025, "
    "bảo đảm tiết kiệm, đúng quy định, không trùng lặp giữa các nguồn.",
    "Kinh phí thực hiện từ nguồn ngân sách nhà nước giao hằng năm là 1.250 triệu đồng và các nguồn huy động hợp pháp khác; "
    "việc quản lý, sử dụng theo Kế hoạch số 45/KH-TCKT ngày 02/01/2024 của phòng Tài chính.",
    "Đề nghị các khoa, phòng, trạm nghiêm túc triển khai; trong quá trình thực hiện nếu có khó khăn, vướng mắc thì báo cáo "
    "kịp thời về lãnh đạo để xem xét, điều chỉnh cho phù hợp.",
]
ITEMS = [
    "a) Tổ chức 12 lớp tập huấn cho cán bộ;",
    "b) Kiểm tra, giám sát mỗi quý một lần;",
    "- Đạt 100% chỉ tiêu được giao;",
    "+ Tham gia hội thi cấp huyện, cấp tỉnh.",
]
HEADINGS = ["I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", "III. GIẢI PHÁP THỰC HIỆN", "IV. KINH PHÍ", "V. TỔ CHỨC THỰC HIỆN"]
ROWS = [
    ["TT", "Chỉ tiêu", "Đơn vị", "Năm 2024"],
    ["1", "Tỷ lệ tiêm chủng đầy đủ", "%", "95,5"],
    ["2", "Số lượt khám bệnh", "lượt", "8.825"],
    ["3", "Số trạm đạt chuẩn quốc gia về y tế", "trạm", "11/11"],
]


def compose(chance: random.Random, pair: tuple[str, str], number: int) -> Sheet:
    """One page of a document of its own."""
    sheet = Sheet(*pair)
    letterhead(sheet, chance, offsets=(0.0, 0.0, 7.0))
    sheet.centred("KẾ HOẠCH")
    sheet.centred("Triển khai công tác năm 2024")
    for heading in HEADINGS[: chance.randint(2, 3)]:
        sheet.paragraph(heading, bold=True)
        sheet.paragraph(chance.choice(PARAGRAPHS))
        sheet.paragraph(chance.choice(ITEMS))
    if chance.random() < 0.6:
        sheet.y -= 6
        sheet.table(ROWS[: chance.randint(3, 4)])
    sheet.paragraph(chance.choice(PARAGRAPHS))
    sheet.two_columns(
        ["Nơi nhận:", "- Như trên;", "- Lưu: VT, KH."],
        ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn Bình"],
        left_centred=False,
        offset=chance.choice([0.0, 0.0, -6.0]),
    )
    page = str(number)
    sheet.put((LEFT + RIGHT) / 2, 30, page)
    sheet.says(page)
    return sheet


def edit_distance(one: str, two: str) -> int:
    """Levenshtein's distance, a column a step, the rows in the bits of one number (Myers 1999, Hyyrö 2003)."""
    if not one:
        return len(two)
    masks: dict[str, int] = {}
    for i, char in enumerate(one):
        masks[char] = masks.get(char, 0) | 1 << i
    full, top = (1 << len(one)) - 1, 1 << (len(one) - 1)
    plus, minus, distance = full, 0, len(one)
    for char in two:
        match = masks.get(char, 0)
        across = (((match & plus) + plus) ^ plus) | match | minus
        up, down = minus | (~(across | plus) & full), plus & across
        distance += bool(up & top) - bool(down & top)
        up, down = (up << 1 | 1) & full, (down << 1) & full
        plus, minus = down | (~(match | minus | up) & full), up & (match | minus)
    return distance


class Measure(NamedTuple):
    """Characters wrong, characters in all, pages whose columns come out left before right, pages."""

    wrong: int
    characters: int
    columns: int
    pages: int

    @property
    def rate(self) -> float:
        return self.wrong / max(self.characters, 1)


def measure(path: Path, sheets: list[Sheet]) -> Measure:
    """How ``path`` is read against what it must read as."""
    source = read_pdf(path, DEFAULT)
    wrong = characters = columns = 0
    for number, sheet in enumerate(sheets, 1):
        lines = [line for line in source.lines if line.page == number]
        expected = "\n".join(sheet.lines)
        wrong += edit_distance(expected, "\n".join(source.text[line.start : line.end] for line in lines))
        characters += len(expected)
        columns += [line.column for line in lines] == sheet.columns
    return Measure(wrong, characters, columns, len(sheets))


def run(pages: int, seed: int, folder: Path) -> dict[tuple[str, bool], Measure]:
    """The measure of each way of writing, in order and shuffled."""
    chance, pair = random.Random(seed), fonts.names()
    sheets = [compose(chance, pair, number) for number in range(1, pages + 1)]
    out: dict[tuple[str, bool], Measure] = {}
    for way in WAYS:
        for shuffled in (False, True):
            path = folder / f"{way}-{'shuffled' if shuffled else 'in-order'}.pdf"
            write(path, sheets, way, random.Random(seed) if shuffled else None, seed)
            out[way, shuffled] = measure(path, sheets)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder to leave the PDFs in")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{'operation':10} {'order':10} {'CER':>8} {'columns right':>14}")
        for (way, shuffled), found in run(args.pages, args.seed, folder).items():
            order = "shuffled" if shuffled else "in order"
            print(f"{way:10} {order:10} {found.rate:8.4f} {f'{found.columns}/{found.pages}':>14}")


if __name__ == "__main__":
    main()
