"""Documents in the genre, as many as wanted and the same for the same seed: docx, PDF, HTML and text, some of them hostile.

Every document is its own (number, units, figures), so that nothing is a copy unless it is meant to be one. Packages are
written by hand, a millisecond each; a PDF takes about five.

    python benchmarks/documents.py FOLDER [--documents 1000] [--seed 1] [--hostile 0.02] [--copies 0.01] [--only pdf]
"""

from __future__ import annotations

import argparse
import random
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

UNITS = ("Trạm Y tế xã", "Ủy ban nhân dân xã", "Phòng Giáo dục và Đào tạo huyện", "Trung tâm Y tế huyện", "Sở Nội vụ tỉnh")
PLACES = ("Hòa Lạc", "Tân Phú", "An Bình", "Đông Giang", "Mỹ Thạnh", "Vĩnh Sơn", "Lâm Hạ", "Phú Xuân", "Yên Trạch", "Kim Lộc")
SUBJECTS = (
    *("phòng, chống dịch bệnh mùa hè", "cải cách hành chính", "tiêm chủng mở rộng", "chuyển đổi số", "thi đua, khen thưởng"),
    *("phổ cập giáo dục", "giảm nghèo bền vững", "bảo vệ môi trường nông thôn", "xây dựng nông thôn mới"),
)
DOES = (
    "Tổ chức {n} lớp tập huấn cho cán bộ phụ trách trước ngày {day}/{month}/{year}.",
    "Phấn đấu trên {p}% hộ dân được tuyên truyền, vận động về {subject}.",
    "Tỷ lệ hồ sơ giải quyết đúng hạn đạt từ {p}% trở lên, tăng {q},{n}% so với năm {before}.",
    "Không quá {n} trường hợp phải nhắc nhở; {m}/{m} đơn vị ký cam kết thực hiện.",
    "Căn cứ Nghị định số {n}/{before}/NĐ-CP ngày {day}/{month}/{before} của Chính phủ, các bộ phận rà soát nhiệm vụ được giao.",
    "Kinh phí thực hiện là {m}.{q}00 triệu đồng, từ ngân sách địa phương và nguồn huy động hợp pháp khác.",
    "Giai đoạn {before} - {year}, mỗi năm kiểm tra ít nhất {n} lượt tại cơ sở và báo cáo kết quả theo quý.",
    "Thực hiện Kế hoạch số {m}/KH-UBND ngày {day}/{month}/{year} về {subject}, bảo đảm đúng tiến độ.",
    "Giao bộ phận văn phòng đôn đốc, tổng hợp và gửi báo cáo về cấp trên trong quý {quarter}/{year}.",
)
HEADINGS = ("I. MỤC ĐÍCH, YÊU CẦU", "II. CHỈ TIÊU", "III. NỘI DUNG, GIẢI PHÁP", "IV. KINH PHÍ", "V. TỔ CHỨC THỰC HIỆN")

Write = Callable[[Path, Sequence[str]], None]


def lines(chance: random.Random, number: int, paragraphs: int) -> list[str]:
    """The paragraphs of document ``number``."""
    unit, place, subject = chance.choice(UNITS), chance.choice(PLACES), chance.choice(SUBJECTS)
    year = chance.randint(2015, 2026)
    out = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", f"{unit} {place}".upper()]
    out += [f"Số: {number}/KH-VP", f"{place}, ngày {chance.randint(1, 28):02} tháng {chance.randint(1, 12):02} năm {year}"]
    out += ["KẾ HOẠCH", f"Về {subject} năm {year}"]
    for n in range(paragraphs):
        if n % max(paragraphs // len(HEADINGS), 2) == 0:
            out.append(HEADINGS[min(n // max(paragraphs // len(HEADINGS), 2), len(HEADINGS) - 1)])
        out.append(f"{n + 1}. {_sentence(chance, year)} {_sentence(chance, year)}")
    out += ["Nơi nhận:", f"- {chance.choice(UNITS)} {place} (để báo cáo);", "- Lưu: VT."]
    return [*out, "THỦ TRƯỞNG ĐƠN VỊ", "Trần Văn Bình"]


def _sentence(chance: random.Random, year: int) -> str:
    return chance.choice(DOES).format(
        **{"n": chance.randint(2, 60), "m": chance.randint(100, 999), "p": chance.randint(60, 99), "q": chance.randint(1, 9)},
        **{"day": chance.randint(1, 28), "month": chance.randint(1, 12), "year": year, "before": year - chance.randint(1, 4)},
        **{"quarter": chance.choice(("I", "II", "III", "IV")), "subject": chance.choice(SUBJECTS)},
    )


def write_txt(path: Path, text: Sequence[str]) -> None:
    path.write_text("\n".join(text), encoding="utf-8")


def write_html(path: Path, text: Sequence[str]) -> None:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in text)
    path.write_text(f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>", encoding="utf-8")


def write_docx(path: Path, text: Sequence[str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _PACKAGE.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text)
        document = f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
        package.writestr(zipfile.ZipInfo("word/document.xml"), document, zipfile.ZIP_DEFLATED)  # of no day: the same bytes


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PACKAGE = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
}


def write_pdf(path: Path, text: Sequence[str]) -> None:
    """Wrapped lines on A4 pages, in a font with all Vietnamese letters."""
    from fonts import names
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    font, _ = names()
    canvas.setFont(font, 12)
    y = 780.0
    for line in text:
        for piece in simpleSplit(line, font, 12, 450):
            if y < 60:
                canvas.showPage()
                canvas.setFont(font, 12)
                y = 780.0
            canvas.drawString(75, y, piece)
            y -= 17
    canvas.save()


WRITERS: dict[str, Write] = {"docx": write_docx, "pdf": write_pdf, "html": write_html, "txt": write_txt}


def spoil(path: Path, chance: random.Random) -> None:
    """Make a written file hostile in one of the ways files are."""
    data = path.read_bytes()
    ways: dict[str, Callable[[], bytes]] = {
        "cut": lambda: data[: len(data) // 2],
        "empty": lambda: b"",
        "noise": lambda: chance.randbytes(4000),
        "flipped": lambda: bytes(b ^ 255 if chance.random() < 0.02 else b for b in data),
        "spliced": lambda: data[: len(data) // 3] + data[len(data) // 2 :] + data[: len(data) // 4],
        "brackets": lambda: b"(" * 100_000,
        "nested": lambda: b"<html><body>" + b"<div>" * 5000 + b"x",
        "zip": lambda: b"PK\x03\x04" + data,
        "pdf": lambda: b"%PDF-1.7\n" + data,
    }
    path.write_bytes(ways[chance.choice(sorted(ways))]())


def make(
    folder: Path, documents: int, *, seed: int = 1, hostile: float = 0.02, copies: float = 0.01, kinds: Sequence[str] = (),
    paragraphs: int = 12,
) -> list[Path]:  # fmt: skip
    """Write them below ``folder``, a hundred a folder; their paths."""
    chance, paths = random.Random(seed), list[Path]()
    for number in range(documents):
        kind = chance.choice(kinds or sorted(WRITERS))
        path = folder / f"{number // 100:04}" / f"{number:06}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if paths and chance.random() < copies:
            path = path.with_suffix(paths[-1].suffix)
            path.write_bytes(paths[-1].read_bytes())
        else:
            WRITERS[kind](path, lines(chance, number, paragraphs))
        if chance.random() < hostile:
            spoil(path, chance)
        paths.append(path)
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hostile", type=float, default=0.02)
    parser.add_argument("--copies", type=float, default=0.01)
    parser.add_argument("--only", nargs="*", choices=WRITERS, default=())
    given = parser.parse_args()
    made = make(given.folder, given.documents, seed=given.seed, hostile=given.hostile, copies=given.copies, kinds=given.only)
    print(f"{len(made)} files, {sum(path.stat().st_size for path in made) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
