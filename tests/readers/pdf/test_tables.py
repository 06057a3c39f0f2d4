"""Ruled tables: cells, spans, broken lines, and what only looks like a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.readers.pdf_grid import grids_of
from extractor.readers.pdf_rulings import Ruling, Rulings

Make = Callable[..., Any]

XS = [80, 120, 330, 400, 520]
ROWS = [
    ["TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch"],
    ["1", "Tỷ lệ tiêm chủng", "%", "95,5"],
    ["2", "Số lượt khám", "lượt", "8.825"],
]


def ruled(made: Any, top: float, rows: list[list[str]], height: float = 20) -> float:
    """A full grid with the words of ``rows``; returns its bottom."""
    for i, row in enumerate(rows):
        for x, words in zip(XS, row, strict=False):
            made.put(x + 3, top + height * i + 14, words, 11)
    bottom = top + height * len(rows)
    for x in XS:
        made.rule(x, top, x, bottom)
    for i in range(len(rows) + 1):
        made.rule(XS[0], top + height * i, XS[-1], top + height * i)
    return float(bottom)


def test_rows_are_lines_of_cells(sheet: Make, texts: Any) -> None:
    made = sheet()
    made.body(60, lines=2)
    ruled(made, 110, ROWS)
    made.body(200, lines=1)
    source = made.read()
    assert texts(source)[2:5] == ["\t".join(row) for row in ROWS]
    assert [line.table for line in source.lines] == [None, None, 0, 0, 0, None]
    box = source.lines[2].box
    assert box is not None and 110 < box.top < box.bottom < 132


def test_tables_are_numbered_through_the_document(sheet: Make) -> None:
    made = sheet()
    bottom = ruled(made, 60, ROWS)
    ruled(made, bottom + 60, ROWS)
    made.page()
    ruled(made, 60, ROWS)
    assert [line.table for line in made.read().lines] == [0, 0, 0, 1, 1, 1, 2, 2, 2]


def test_spans_leave_empty_cells(sheet: Make, texts: Any) -> None:
    """ "Kết quả" over two columns, "TT" over two rows."""
    made = sheet()
    xs, ys = [80, 140, 300, 420], [100, 120, 140, 160]
    for x in xs:
        made.rule(x, 120 if x == 300 else 100, x, 160)
    for y in ys:
        made.rule(140 if y == 120 else 80, y, 420, y)
    made.put(85, 124, "TT", 11)
    made.put(145, 114, "Kết quả", 11)
    for x, y, words in ((145, 134, "Năm 2029"), (305, 134, "Năm 2030"), (85, 154, "1"), (145, 154, "90"), (305, 154, "95")):
        made.put(x, y, words, 11)
    assert texts(made.read()) == ["TT\tKết quả\t", "\tNăm 2029\tNăm 2030", "1\t90\t95"]


def test_lines_within_a_cell_are_joined(sheet: Make, texts: Any) -> None:
    made = sheet()
    ruled(made, 60, [["1", "Thực hiện Kế hoạch số 12/KH-", "a", "b"], ["2", "x", "c", "d"]], height=40)
    made.put(XS[1] + 3, 60 + 28, "UBND ngày 05/3/2030", 11)
    assert texts(made.read())[0] == "1\tThực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2030\ta\tb"


def test_neighbouring_cells_without_a_gap(sheet: Make, texts: Any) -> None:
    made = sheet()
    xs = [80, 100, 120, 140]
    for row in (0, 1):
        for x, words in zip(xs, ["12", "34", "56"], strict=False):
            made.put(x + 4, 74 + 20 * row, words, 11)
    for x in xs:
        made.rule(x, 60, x, 100)
    for y in (60, 80, 100):
        made.rule(80, y, 140, y)
    assert texts(made.read()) == ["12\t34\t56", "12\t34\t56"]


def test_cells_so_narrow_that_their_words_touch(sheet: Make, texts: Any) -> None:
    made = sheet()
    heads = ["TS", "XDCB", "HCSN"]
    xs = [80.0]
    for words in heads:
        xs.append(xs[-1] + made.canvas.stringWidth(words, made.fonts[0], 11) + 1.2)
    for row, cells in enumerate((heads, ["1", "2", "3"])):
        for x, words in zip(xs, cells, strict=False):
            made.put(x + 0.6, 74 + 20 * row, words, 11)
    for x in xs:
        made.rule(x, 60, x, 100)
    for y in (60, 80, 100):
        made.rule(80, y, xs[-1], y)
    assert texts(made.read()) == ["TS\tXDCB\tHCSN", "1\t2\t3"]


def test_a_word_that_runs_over_its_cell_stays_whole(sheet: Make, texts: Any) -> None:
    made = sheet()
    for y in (60, 80, 100):
        made.rule(80, y, 300, y)
    for x in (80, 130, 300):
        made.rule(x, 60, x, 100)
    made.put(83, 74, "Nghiêmtúcthực", 9)
    made.put(200, 74, "12", 9)
    made.put(83, 94, "Hai", 9)
    made.put(200, 94, "13", 9)
    assert texts(made.read()) == ["Nghiêmtúcthực\t12", "Hai\t13"]


def test_rows_that_only_their_numbers_part(sheet: Make, texts: Any) -> None:
    """Columns ruled, rows not."""
    made = sheet()
    rows = [["1", "Tiêm chủng", "95"], ["2", "Khám bệnh", "8.825"], ["3", "Đào tạo cho", "12"], ["", "cán bộ", ""]]
    for i, row in enumerate([["TT", "Nội dung", "Số"], *rows]):
        for x, words in zip((84, 124, 304), row, strict=True):
            made.put(x, 74 + 20 * i, words, 11)
    for x in (80, 120, 300, 400):
        made.rule(x, 60, x, 160)
    for y in (60, 80, 160):
        made.rule(80, y, 400, y)
    assert texts(made.read()) == ["TT\tNội dung\tSố", "1\tTiêm chủng\t95", "2\tKhám bệnh\t8.825", "3\tĐào tạo cho cán bộ\t12"]


def test_sides_drawn_as_thin_rectangles(sheet: Make, texts: Any) -> None:
    """Word's way: a filled rectangle a side of each cell."""
    made = sheet()
    for i, row in enumerate(ROWS):
        for x0, x1, words in zip(XS, XS[1:], row, strict=False):
            top = 60 + 20 * i
            made.put(x0 + 3, top + 14, words, 11)
            for x, y, width, height in (
                (x0, top, x1 - x0, 0.5),
                (x0, top, 0.5, 20),
                (x1, top, 0.5, 20),
                (x0, top + 20, x1 - x0, 0.5),
            ):
                made.canvas.rect(x, made.height - y - height, width, height, stroke=0, fill=1)
    assert texts(made.read()) == ["\t".join(row) for row in ROWS]


def test_one_path_for_a_whole_grid(sheet: Make, texts: Any) -> None:
    made = sheet()
    path = made.canvas.beginPath()
    for x in XS:
        path.moveTo(x, made.height - 60)
        path.lineTo(x, made.height - 120)
    for i in range(4):
        path.moveTo(XS[0], made.height - 60 - 20 * i)
        path.lineTo(XS[-1], made.height - 60 - 20 * i)
    made.canvas.drawPath(path)
    for i, row in enumerate(ROWS):
        for x, words in zip(XS, row, strict=False):
            made.put(x + 3, 74 + 20 * i, words, 11)
    assert texts(made.read()) == ["\t".join(row) for row in ROWS]


def test_a_grid_within_a_form(sheet: Make, texts: Any) -> None:
    made = sheet()
    made.canvas.beginForm("grid")
    ruled(made, 60, ROWS)
    made.canvas.endForm()
    made.canvas.saveState()
    made.canvas.translate(10, -50)
    made.canvas.doForm("grid")
    made.canvas.restoreState()
    assert texts(made.read()) == ["\t".join(row) for row in ROWS]


def test_a_turned_table(sheet: Make, texts: Any) -> None:
    """A landscape table on an upright page, which the viewer turns."""
    made = sheet()
    made.canvas.setPageRotation(90)
    made.canvas.translate(595, 0)
    made.canvas.rotate(90)
    made.height = 595
    ruled(made, 60, ROWS)
    assert texts(made.read()) == ["\t".join(row) for row in ROWS]


@pytest.mark.parametrize(
    "draw",
    [
        lambda made: made.rule(200, 130, 400, 130),
        lambda made: (
            made.rule(80, 50, 540, 50),
            made.rule(80, 135, 540, 135),
            made.rule(80, 50, 80, 135),
            made.rule(540, 50, 540, 135),
        ),
        lambda made: [made.rule(80, y, 540, y) for y in range(50, 140, 18)],
    ],
    ids=["an underline", "a frame", "lines to write on"],
)
def test_no_table(sheet: Make, draw: Callable[[Any], object]) -> None:
    made = sheet()
    made.body(64)
    draw(made)
    source = made.read()
    assert len(source.lines) == 4 and all(line.table is None for line in source.lines)


def test_a_letterhead_in_a_frame_is_no_table(sheet: Make, texts: Any) -> None:
    made = sheet()
    for i, (left, right) in enumerate(
        [("SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 12/KH", "Độc lập - Tự do - Hạnh phúc")]
    ):
        made.centre(150, 74 + 20 * i, left, 12)
        made.centre(400, 74 + 20 * i, right, 12)
    for x in (80, 250, 540):
        made.rule(x, 60, x, 100)
    for y in (60, 80, 100):
        made.rule(80, y, 540, y)
    source = made.read()
    assert texts(source)[:2] == ["SỞ Y TẾ", "Số: 12/KH"]
    assert [line.column for line in source.lines] == [0, 0, 1, 1]


def test_a_hatched_drawing_is_no_table() -> None:
    level = [Ruling(10 * i, 0, 50_000) for i in range(2_000)]
    upright = [Ruling(10 * i, 0, 50_000) for i in range(2_000)]
    assert grids_of(Rulings(level, upright)) == []


def test_open_sides_are_closed() -> None:
    """Rows ruled, columns ruled, no outer frame left and right."""
    (grid,) = grids_of(Rulings([Ruling(y, 0, 300) for y in (0, 20, 40)], [Ruling(100, 0, 40)]))
    assert (grid.xs, grid.ys) == ([0, 100, 300], [0, 20, 40])
    assert grid.cells == [[(0, 0), (0, 1)], [(1, 0), (1, 1)]]
