"""Tables with known cells, described once: what every format of ``tables.py`` prints and must be read as.

A case is a document: paragraphs, and tables whose cells may hold several lines, span rows and columns, or hold a table. What
it must be read as follows from the description alone: a spanning cell fills the first field it covers, the lines of the
header are joined from the outermost in.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

Rows = list[list[str]]


@dataclass(frozen=True)
class Cell:
    """A printed cell; lines are parted by line ends."""

    words: str = ""
    columns: int = 1
    rows: int = 1
    inner: Printed | None = None


@dataclass(frozen=True)
class Printed:
    """A table as it is printed. ``turns`` are the rows before which the page turns (the header is printed again if
    ``again``); ``cut`` is the row whose first line stands on the page before, its others on the next."""

    cells: list[list[Cell]]
    header: int = 1
    widths: tuple[float, ...] = ()
    right: frozenset[int] = frozenset()
    caption: str | None = None
    unit: str | None = None
    turns: tuple[int, ...] = ()
    again: bool = True
    cut: int | None = None

    def fields(self) -> Iterator[tuple[int, int, Cell]]:
        """Row, column and cell of each field a cell begins in."""
        taken: set[tuple[int, int]] = set()
        for i, row in enumerate(self.cells):
            column = 0
            for cell in row:
                while (i, column) in taken:
                    column += 1
                yield i, column, cell
                taken |= {(i + di, column + dj) for di in range(cell.rows) for dj in range(cell.columns)}
                column += cell.columns

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max(column + cell.columns for _, column, cell in self.fields())

    def expected(self) -> Rows:
        """The cells as they must be read, the header joined to one row."""
        grid = [[""] * self.width for _ in self.cells]
        over: dict[tuple[int, int], list[str]] = {}
        for i, j, cell in self.fields():
            words = " ".join(cell.words.split())
            grid[i][j] = words
            if i < self.header and words:
                for column in range(j, j + cell.columns):
                    over.setdefault((0, column), []).append(words)
        numbers = [row for row in grid[: self.header] if _numbers(row)]
        head = [" / ".join(w for w in over.get((0, j), []) if not any(w in row for row in numbers)) for j in range(self.width)]
        return ([head] if self.header else []) + grid[self.header :]


def _numbers(row: list[str]) -> bool:
    return all(cell.strip("()").isdigit() for cell in row if cell) and any(row)


class Case(NamedTuple):
    """A document: its name and what stands in it in order."""

    name: str
    blocks: list[str | Printed]
    skip: frozenset[str] = frozenset()  #: formats that cannot hold it

    def expected(self) -> list[Printed]:
        """The tables in the order they must be read, inner ones behind the one they stand in."""
        out: list[Printed] = []
        for block in self.blocks:
            if isinstance(block, Printed):
                out.append(block)
                out += [cell.inner for _, _, cell in block.fields() if cell.inner]
        return out


def plain(*rows: str) -> list[list[Cell]]:
    """Rows of cells from lines with ``|`` between cells, ``~`` for a line end within one."""
    return [[Cell(words.strip().replace("~", "\n")) for words in row.split("|")] for row in rows]


BEFORE = "Kết quả thực hiện các chỉ tiêu trong năm được tổng hợp theo bảng dưới đây, so với kế hoạch đã giao."
AFTER = "Các đơn vị tiếp tục rà soát số liệu và gửi về bộ phận tổng hợp để hoàn thiện báo cáo."

YEAR = Printed(
    plain(
        "TT | Chỉ tiêu | ĐVT | KH 2025 | TH 9 tháng | Tỷ lệ %",
        "1 | Số lượt khám bệnh tại trạm y tế~và phòng khám đa khoa | lượt | 12.500 | 9.870 | 78,9",
        "2 | Trẻ em được tiêm chủng đầy đủ | % | 95 | 91,2 | 96,0",
        "3 | Phụ nữ mang thai được quản lý | người | 640 | | ",
        "4 | Giường bệnh sử dụng | giường | 120 | 120 | 100",
    ),
    widths=(1, 5, 1.6, 1.8, 2, 1.8),
    right=frozenset({3, 4, 5}),
    caption="Bảng 1: Kết quả thực hiện chỉ tiêu năm 2025",
)
MONEY = Printed(
    plain(
        "STT | Nội dung chi | Dự toán | Quyết toán",
        "1 | Mua sắm trang thiết bị | 1.250 | 1.198,5",
        "2 | Sửa chữa nhà làm việc | 860 | 860",
        "3 | Đào tạo cán bộ | 75 | 62,4",
        "| Tổng cộng | 2.185 | 2.120,9",
    ),
    widths=(1, 5, 2, 2),
    right=frozenset({2, 3}),
    caption="Biểu số 02. Tình hình thu, chi",
    unit="triệu đồng",
)
TWO_LINES = Printed(
    [
        [Cell("TT", rows=2), Cell("Đơn vị", rows=2), Cell("Số giường bệnh", columns=2), Cell("Ghi chú", rows=2)],
        [Cell("Kế hoạch"), Cell("Thực hiện")],
        *plain("1 | Khoa Nội tổng hợp | 40 | 38 | ", "2 | Khoa Ngoại | 35 | 36 | Vượt", "3 | Khoa Nhi | 25 | 25 | "),
    ],
    header=2,
    widths=(1, 4, 2, 2, 2),
    right=frozenset({2, 3}),
)
THREE_LINES = Printed(
    [
        [
            Cell("STT", rows=3),
            Cell("Tên đơn vị", rows=3),
            Cell("Kết quả năm 2024", columns=3),
            Cell("Kế hoạch năm 2025", rows=3),
        ],
        [Cell("Tổng số", rows=2), Cell("Trong đó", columns=2)],
        [Cell("Nam"), Cell("Nữ")],
        *plain("(1) | (2) | (3) | (4) | (5) | (6)"),
        *plain(
            "1 | Xã Tân Lập | 120 | 70 | 50 | 150", "2 | Xã Bình Minh | 98 | 40 | 58 | 110", "3 | Xã Hòa An | 64 | 30 | 34 | 80"
        ),
    ],
    header=4,
    widths=(1, 3, 1.5, 1.5, 1.5, 2),
    right=frozenset({2, 3, 4, 5}),
)
GROUPED = Printed(
    [
        *plain("TT | Nội dung công việc | Đơn vị chủ trì | Thời gian"),
        [Cell("I. Công tác chuyên môn", columns=4)],
        [Cell("1", rows=2), Cell("Tổ chức tập huấn cho cán bộ", rows=2), Cell("Phòng Nghiệp vụ"), Cell("Quý I")],
        [Cell("Phòng Tổ chức"), Cell("Quý II")],
        *plain("2 | Kiểm tra các trạm | Thanh tra | Quý III"),
        [Cell("II. Công tác hậu cần", columns=4)],
        *plain("3 | Mua vật tư~phục vụ phòng dịch~trong mùa mưa | Phòng Tài chính | Quý IV"),
    ],
    widths=(1, 4, 3, 2),
)
PLACES = ["Tân Lập", "Bình Minh", "Hòa An", "Long Mỹ", "An Khê", "Đông Sơn", "Phú Thọ", "Vĩnh Lộc", "Thạnh Phú", "Mỹ Hạnh"]


def _long(again: bool, cut: int | None = None) -> Printed:
    rows = plain("STT | Tên xã | Số hộ | Hộ nghèo | Nhận xét của đoàn kiểm tra về việc rà soát")
    for i in range(1, 61):
        remark = f"Xã có {i} thôn, rà soát đúng quy trình, hồ sơ đầy đủ" if i % 4 == 1 else "Đúng quy trình"
        rows += plain(f"{i} | Xã {PLACES[i % 10]} {i} | {400 + 7 * i} | {9 + i % 13} | {remark}")
    return Printed(
        rows,
        widths=(1, 3, 1.5, 1.5, 4),
        right=frozenset({2, 3}),
        turns=(cut + 1, 45) if cut else (22, 45),
        again=again,
        cut=cut,
        caption="Danh sách các xã được kiểm tra",
    )


NESTED = Printed(
    [
        *plain("TT | Nội dung | Kết quả | Ghi chú"),
        [
            Cell("1"),
            Cell("Phân loại theo nhóm tuổi", inner=Printed(plain("Nhóm | Nam | Nữ", "Trẻ em | 12 | 15", "Người già | 9 | 11"))),
            Cell("47"),
            Cell("Đạt"),
        ],
        *plain("2 | Khám sàng lọc | 300 | Đạt"),
    ],
    widths=(1, 5, 2, 2),
)
SECOND = Printed(
    plain("Đơn vị | Số lớp | Số học viên", "Trường Chính trị | 4 | 210", "Trung tâm bồi dưỡng | 6 | 325"),
    widths=(4, 2, 2),
    right=frozenset({1, 2}),
)
UNRULED = frozenset({"pdf-level", "pdf-booktabs", "pdf-unruled"})
WRITTEN = [
    Case("năm", [BEFORE, YEAR, AFTER]),
    Case("đơn vị tính", [BEFORE, MONEY, AFTER]),
    Case("hai dòng đầu", [BEFORE, TWO_LINES, AFTER]),
    Case("ba dòng đầu, số cột", [BEFORE, THREE_LINES, AFTER]),
    Case("nhóm và ô gộp", [BEFORE, GROUPED, AFTER]),
    Case("ba trang", [BEFORE, _long(True), AFTER]),
    Case("ba trang, không lặp đầu", [BEFORE, _long(False), AFTER]),
    Case("dòng cắt qua trang", [BEFORE, _long(True, 21), AFTER]),
    Case("bảng trong bảng", [BEFORE, NESTED, AFTER], UNRULED | {"txt", "md"}),
    Case("hai bảng liền nhau", [BEFORE, MONEY, SECOND, AFTER]),
]

_TEXT = "kiểm tra giám sát tập huấn cán bộ y tế xã phường vệ sinh môi trường nước sạch học sinh hộ nghèo hồ sơ báo cáo"
_WORDS = _TEXT.split()
_HEADS = ["Đơn vị tính", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)", "Ghi chú", "Số lượng", "Năm 2024", "Năm 2025", "Đơn vị chủ trì"]


def drawn_by_lot(seed: int) -> Case:
    """A document with a table of 3–8 columns and 3–24 rows, made of words and figures by lot."""
    lot = random.Random(seed)
    width = lot.randint(3, 8)
    heads = ["TT", "Nội dung", *lot.sample(_HEADS, width - 2)]
    worded = {j for j in range(2, width) if heads[j] in {"Ghi chú", "Đơn vị chủ trì", "Đơn vị tính"}}
    rows = plain(" | ".join(heads))
    for i in range(1, lot.randint(4, 25)):
        words = " ".join(lot.choices(_WORDS, k=lot.randint(2, 14))).capitalize()
        cells = [str(i), words]
        for j in range(2, width):
            figure = " ".join(lot.choices(_WORDS, k=lot.randint(1, 3))) if j in worded else _figure(lot)
            cells.append("" if lot.random() < 0.15 else figure)
        rows += plain(" | ".join(cells))
    right = frozenset(set(range(2, width)) - worded) if lot.random() < 0.6 else frozenset()
    widths = (0.6, lot.choice((3.0, 4.0)), *[2.0 if j in worded else 1.4 for j in range(2, width)])
    return Case(f"lot {seed}", [BEFORE, Printed(rows, widths=widths, right=right), AFTER])


def _figure(lot: random.Random) -> str:
    number = lot.choice((lot.randint(0, 99), lot.randint(100, 99_999)))
    return f"{number:,}".replace(",", ".") if lot.random() < 0.7 else f"{number % 100},{lot.randint(1, 9)}"
