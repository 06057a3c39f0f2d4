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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractor.limits import DEFAULT
from extractor.readers.pdf import read_pdf

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts", Path("/Library/Fonts"))
#: Fonts with all Vietnamese letters; fonts-liberation (1.x) lacks 92 of 96, and reportlab writes boxes without a word.
FONTS = (("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"), ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"))
LETTERS = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA))

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 85.0, 540.0
SIZE, LEADING = 13.0, 18.0

ISSUERS = [
    ("UBND TỈNH AN BÌNH", "SỞ Y TẾ", "KH-SYT"),
    ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT SÔNG HỒNG", "BC-THPT"),
    ("ỦY BAN NHÂN DÂN", "HUYỆN TÂN PHÚ", "QĐ-UBND"),
    ("TRUNG TÂM Y TẾ HUYỆN BA SÔNG", "TRẠM Y TẾ XÃ HÒA LẠC", "KH-TYT"),
]
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
COLUMNS = [LEFT, LEFT + 35, LEFT + 280, LEFT + 355, RIGHT]


class Op(NamedTuple):
    """One text operation."""

    x: float
    y: float
    text: str
    bold: bool
    size: float


@dataclass
class Sheet:
    """A page as it is set: its words with their places, its rules, and the lines it must read as."""

    regular: str
    bold: str
    words: list[list[Op]] = field(default_factory=list)  #: by printed line
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    columns: list[int | None] = field(default_factory=list)
    y: float = HEIGHT - 60

    def width(self, text: str, bold: bool = False, size: float = SIZE) -> float:
        return float(pdfmetrics.stringWidth(text, self.bold if bold else self.regular, size))

    def put(self, x: float, y: float, text: str, *, bold: bool = False, size: float = SIZE, to: float | None = None) -> None:
        """Set ``text`` at ``x``, stretched to end at ``to`` where given."""
        parts = text.split(" ")
        room = 0.0 if to is None or len(parts) == 1 else (to - x - self.width(text, bold, size)) / (len(parts) - 1)
        row: list[Op] = []
        for part in parts:
            row.append(Op(x, y, part, bold, size))
            x += self.width(part + " ", bold, size) + room
        self.words.append(row)

    def says(self, line: str, column: int | None = None) -> None:
        self.lines.append(line)
        self.columns.append(column)

    def centred(self, text: str, *, bold: bool = True) -> None:
        self.put((LEFT + RIGHT - self.width(text, bold)) / 2, self.y, text, bold=bold)
        self.says(text)
        self.y -= LEADING

    def paragraph(self, text: str, *, bold: bool = False) -> None:
        """Wrapped, justified but for its last line, the first one indented."""
        x, line = LEFT + 28, ""
        for word in text.split(" "):
            if line and x + self.width(f"{line} {word}", bold) > RIGHT:
                self._line(x, line, bold, RIGHT)
                x, line = LEFT, word
            else:
                line = f"{line} {word}".strip()
        self._line(x, line, bold, None)

    def _line(self, x: float, line: str, bold: bool, to: float | None) -> None:
        self.put(x, self.y, line, bold=bold, to=to)
        self.says(line)
        self.y -= LEADING

    def two_columns(self, left: list[str], right: list[str], *, left_centred: bool, offset: float = 0.0) -> None:
        """Left and right side by side; the right is centred, ``offset`` points lower."""
        axis = 160.0, 400.0
        for i, text in enumerate(left):
            x = axis[0] - self.width(text, i < 2, 12) / 2 if left_centred else LEFT
            self.put(x, self.y - i * LEADING, text, bold=i < 2, size=12)
            self.says(text, 0)
        for i, text in enumerate(right):
            gap = 4 * LEADING if i == len(right) - 1 and not left_centred else 0
            x = axis[1] - self.width(text, True, 12) / 2
            self.put(x, self.y - offset - i * LEADING - gap, text, bold=True, size=12)
            self.says(text, 1)
        self.y -= (max(len(left), len(right)) + 1) * LEADING + (0 if left_centred else 4 * LEADING)

    def table(self, rows: list[list[str]]) -> None:
        height = 20.0
        top = self.y + 10
        for i, row in enumerate(rows):
            for x, text in zip(COLUMNS, row, strict=False):
                self.put(x + 4, top - i * height - 14, text, size=11)
            self.says("\t".join(row))
        bottom = top - height * len(rows)
        self.rules += [(x, top, x, bottom) for x in COLUMNS]
        self.rules += [(LEFT, top - i * height, RIGHT, top - i * height) for i in range(len(rows) + 1)]
        self.y = bottom - LEADING


def compose(chance: random.Random, fonts: tuple[str, str], number: int) -> Sheet:
    """One page of a document of its own."""
    sheet = Sheet(*fonts)
    above, issuer, mark = chance.choice(ISSUERS)
    sheet.two_columns(
        [above, issuer, f"Số: {chance.randint(1, 999)}/{mark}"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "An Bình, ngày 05 tháng 3 năm 2024"],
        left_centred=True,
        offset=chance.choice([0.0, 0.0, 7.0]),
    )
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


def by_line(sheet: Sheet, chance: random.Random) -> Iterator[Op]:
    """An operation a line; a stretched line needs one a word."""
    for row in sheet.words:
        text = " ".join(op.text for op in row)
        natural = sheet.width(text, row[0].bold, row[0].size)
        last = row[-1]
        if abs(last.x + sheet.width(last.text, last.bold, last.size) - row[0].x - natural) < 0.5:
            yield row[0]._replace(text=text)
        else:
            yield from row


def by_word(sheet: Sheet, chance: random.Random) -> Iterator[Op]:
    for row in sheet.words:
        yield from row


def by_piece(sheet: Sheet, chance: random.Random) -> Iterator[Op]:
    """Words broken in two somewhere, as kerning makes producers do."""
    for row in sheet.words:
        for op in row:
            cut = chance.randint(1, len(op.text)) if chance.random() < 0.4 else len(op.text)
            yield op._replace(text=op.text[:cut])
            if op.text[cut:]:
                yield op._replace(x=op.x + sheet.width(op.text[:cut], op.bold, op.size), text=op.text[cut:])


WAYS: dict[str, Callable[[Sheet, random.Random], Iterator[Op]]] = {"line": by_line, "word": by_word, "piece": by_piece}


def write(path: Path, sheets: list[Sheet], way: str, chance: random.Random | None, seed: int = 0) -> None:
    """The sheets as a PDF, an operation a line, word or piece, in reading order or shuffled by ``chance``."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    for sheet in sheets:
        ops = list(WAYS[way](sheet, random.Random(seed)))
        if chance:
            chance.shuffle(ops)
        for op in ops:
            canvas.setFont(sheet.bold if op.bold else sheet.regular, op.size)
            canvas.drawString(op.x, op.y, op.text)
        canvas.setLineWidth(0.5)
        for rule in sheet.rules:
            canvas.line(*rule)
        canvas.showPage()
    canvas.save()


def fonts() -> tuple[str, str]:
    """Names of a regular and a bold font, registered, that have every Vietnamese letter; ``LookupError`` where none is.

    Several files may bear one name: version 1 of Liberation lacks 92 of 96 letters, version 2 has them.
    """
    for names in FONTS:
        pair = [_registered(name) for name in names]
        if all(pair):
            return str(pair[0]), str(pair[1])
    raise LookupError("no font with all Vietnamese letters: apt-get install fonts-liberation2")


def _registered(name: str) -> str | None:
    for path in (path for folder in FONT_FOLDERS for path in sorted(folder.rglob(name))):
        font = TTFont(Path(name).stem, str(path))
        if all(ord(letter) in font.face.charToGlyph for letter in LETTERS):
            pdfmetrics.registerFont(font)
            return Path(name).stem
    return None


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
    chance, names = random.Random(seed), fonts()
    sheets = [compose(chance, names, number) for number in range(1, pages + 1)]
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
