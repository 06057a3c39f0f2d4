"""OCR: scans against their text twins, and own pages drawn clean, noisy, tilted and stamped.

    python benchmarks/ocr.py [--engine NAME] [--rate PAGES] [--causes] [SCAN.pdf TWIN …]

``--rate`` reads that many clean pages of 300 dpi in two processes and prints pages a second of wall time and of CPU time;
``--causes`` adds what the differences between a scan and its twin are. Prints the share of characters that are wrong (CER), the
F1 of numbers of documents, dates and percentages, and CPU seconds a page. A twin is rarely the scan word for word (letterhead,
typists' slips), so a page is compared with the part of the twin that fits it best.
"""

from __future__ import annotations

import argparse
import os
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import fonts
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

PAGE = """\
KẾ HOẠCH
Triển khai phong trào thi đua năm 2031
Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ quy định chi tiết;
Căn cứ Kế hoạch số 152/KH-UBND ngày 14/02/2031 của Ủy ban nhân dân tỉnh Ninh Khê;
Căn cứ Thông tư số 01/2024/TT-BNV ngày 24/02/2024 của Bộ Nội vụ hướng dẫn thi hành,
I. MỤC ĐÍCH, YÊU CẦU
1. Đẩy mạnh các phong trào thi đua ở mỗi cơ quan, tổ chức, cổ vũ những tấm gương tốt.
2. Bảo đảm thiết thực, hiệu quả, tiết kiệm, tránh hình thức; chống mọi biểu hiện lãng phí.
II. CHỈ TIÊU
- Ít nhất 95,5% cán bộ, viên chức được khám sức khỏe định kỳ trước ngày 30/6/2031.
- Tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 98% trở lên, hồ sơ trực tuyến đạt trên 85%.
- Giảm tỷ lệ trẻ em suy dinh dưỡng còn dưới 8,25%; tiêm chủng đầy đủ đạt 100%.
- Tối thiểu 20% tập thể đạt danh hiệu Tập thể lao động xuất sắc, không quá 1.250 cá nhân.
III. TỔ CHỨC THỰC HIỆN
Các phòng, ban gửi báo cáo về Văn phòng chậm nhất ngày 15/12/2031 để tổng hợp theo
Công văn số 417/SNV-TĐKT ngày 03/3/2031. Giao Chánh Văn phòng theo dõi, đôn đốc."""

FEW = 4  #: words; a longer stretch that only one side has is a part of the document, no slip

FACTS = {
    "numbers": re.compile(r"\d{1,5}/(?:\d{4}/)?[A-ZĐƯƠ]{1,6}-[A-ZĐƯƠ][A-Za-zĐƯƠ]{1,7}\d{0,2}"),
    "dates": re.compile(r"\d{1,2}/\d{1,2}/\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}"),
    "percentages": re.compile(r"\d{1,3}(?:,\d{1,3})?%"),
}


def drawn(dpi: int) -> Pixels:
    """``PAGE`` as a grey picture of an A4 sheet."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(fonts.files()[0], round(13 * dpi / 72))
    sheet = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), 255)
    draw = ImageDraw.Draw(sheet)
    for i, line in enumerate(PAGE.split("\n")):
        draw.text((0.8 * dpi, (1 + i * 0.32) * dpi), line, 0, font)
    return np.asarray(sheet, np.uint8)


def noisy(page: Pixels) -> Pixels:
    """Specks, grain and the blur of a worn scanner."""
    import cv2

    chance = np.random.default_rng(7)
    blurred = np.asarray(cv2.GaussianBlur(page, (0, 0), 0.8), np.int16) + chance.normal(0, 18, page.shape).astype(np.int16)
    specks = chance.random(page.shape)
    blurred[specks < 0.004], blurred[specks > 0.996] = 0, 255
    return np.clip(blurred, 0, 255).astype(np.uint8)


def tilted(page: Pixels) -> Pixels:
    """One degree off."""
    import cv2

    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 1.0, 1.0)
    return np.asarray(cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255.0,)), np.uint8)


def stamped(page: Pixels) -> Pixels:
    """A red seal over the text and a blue signature through it; blue-green-red."""
    import cv2

    out = cv2.cvtColor(page, cv2.COLOR_GRAY2BGR)
    over = np.full_like(out, 255)
    height, width = page.shape
    for radius in (0.09, 0.085, 0.06):
        cv2.circle(over, (int(width * 0.6), int(height * 0.28)), int(width * radius), (60, 50, 215), max(width // 300, 2))
    points = np.array([[int(width * (0.4 + 0.02 * i)), int(height * (0.3 + 0.03 * (i % 3)))] for i in range(16)], np.int32)
    cv2.polylines(over, [points], False, (190, 70, 40), max(width // 500, 2))
    return np.asarray(np.minimum(out, over), np.uint8)


FORMS: dict[str, Callable[[Pixels], Pixels]] = {
    "clean": lambda page: page,
    "noisy": noisy,
    "tilted": tilted,
    "stamped": stamped,
}


def plain(text: str) -> str:
    """``text`` without the differences that are none: forms of dashes and quotes, the place of a tone (hoà, hòa), spaces."""
    text = unicodedata.normalize("NFC", text)
    for old, new in (("[“”„″]", '"'), ("[‘’]", "'"), ("[–—−‑]", "-"), (r"\s+", " ")):
        text = re.sub(old, new, text)
    return re.sub("(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])", _early_tone, text, flags=re.IGNORECASE).strip()


def _early_tone(found: re.Match[str]) -> str:
    first, second = unicodedata.normalize("NFD", found[0][0]), unicodedata.normalize("NFD", found[0][1])
    return unicodedata.normalize("NFC", first + second[1:] + second[0])


def errors(read: str, twin: str) -> int:
    """Edits between ``read`` and the part of ``twin`` that fits it best."""
    codes = np.array([ord(c) for c in twin])
    places = np.arange(len(codes) + 1)
    row = np.zeros(len(codes) + 1, int)
    for i, letter in enumerate(read, 1):
        step = np.empty_like(row)
        step[0] = i
        step[1:] = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(letter)))
        row = np.minimum.accumulate(step - places) + places
    return int(row.min())


def f1(read: str, twin: str, pattern: re.Pattern[str]) -> float:
    """Of the matches of ``pattern``, counted as often as they stand there."""
    ones, others = Counter(pattern.findall(read)), Counter(pattern.findall(twin))
    return 2 * (ones & others).total() / max(ones.total() + others.total(), 1) if others else 1.0


def read_page(pixels: Pixels, dpi: int) -> str:
    """The text of a page kept as a picture file."""
    from PIL import Image

    from extractor.readers import read

    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        Image.fromarray(pixels[:, :, ::-1] if pixels.ndim == 3 else pixels).save(path, dpi=(dpi, dpi))
        return read(path).text


def report(name: str, read: str, twin: str, seconds: float, pages: int) -> None:
    read, twin = plain(read), plain(twin)
    facts = "  ".join(f"{fact} {f1(read, twin, pattern):.3f}" for fact, pattern in FACTS.items())
    wrong = errors(read, twin) / max(len(read), 1)
    print(f"{name:28} CER {100 * wrong:5.2f} %  {facts}  {seconds / pages:.2f} CPU s a page", flush=True)


def cause(read: str, twin: str) -> str:
    """What kind of difference it is; the first four are none of the reading's."""
    ones, others = _letters(read), _letters(twin)
    if not ones and not others:
        return "marks"
    if not read or not twin:
        alone = read or twin
        few = len(alone.split(" ")) < FEW and not alone.isdigit()
        return "a word more or less" if few else "only on paper" if read else "only in the twin"
    if len(read.split(" ")) >= FEW and len(ones) > 2 * len(others):
        return "only on paper"
    if ones == others:
        return "capitals" if read.casefold() == twin.casefold() else "marks and blanks"
    if _bare(ones) == _bare(others):
        return "marks over vowels"
    return "figures" if re.sub(r"\D", "", ones) != re.sub(r"\D", "", others) else "letters"


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


def _bare(words: str) -> str:
    """``words`` without marks over and under letters."""
    plain_letters = unicodedata.normalize("NFD", words.replace("đ", "d"))
    return "".join(letter for letter in plain_letters if not unicodedata.combining(letter))


def causes(read: str, twin: str) -> None:
    """Prints for each kind of difference its share of the characters read, how often it is, and the commonest."""
    ones, others = read.split(" "), twin.split(" ")
    keys = [[_bare(_letters(word)) or word for word in words] for words in (ones, others)]
    found: dict[str, list[tuple[int, str]]] = {}
    for kind, i, j, k, end in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        equal = (
            zip(ones[i:j], others[k:end], strict=True) if kind == "equal" else [(" ".join(ones[i:j]), " ".join(others[k:end]))]
        )
        for one, other in equal:
            if one != other:
                wrong = max(len(one), len(other)) if not one or not other else whole_errors(one, other)
                found.setdefault(cause(one, other), []).append((wrong, f"{one}→{other}"))
    for name, places in sorted(found.items(), key=lambda item: -sum(wrong for wrong, _ in item[1])):
        often = ", ".join(words for words, _ in Counter(words for _, words in places if len(words) < 30).most_common(6))
        share = 100 * sum(wrong for wrong, _ in places) / max(len(read), 1)
        print(f"    {name:20} {share:5.2f} %  {len(places):4} places  {often}")


def whole_errors(read: str, twin: str) -> int:
    """Edits between all of ``read`` and all of ``twin``."""
    row = list(range(len(twin) + 1))
    for i, letter in enumerate(read, 1):
        above, row[0] = row[0], i
        for j, other in enumerate(twin, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (letter != other))
    return row[-1]


def rate(pages: int) -> None:
    """Pages a second in two processes."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(2) as workers:
        list(workers.map(_timed, [1, 1]))  # both have loaded their model
        began = time.perf_counter()
        seconds = sum(workers.map(_timed, [1] * pages))
        wall = time.perf_counter() - began
    print(f"two processes, 300 dpi: {pages / wall:.2f} pages a second of wall time, {2 * pages / seconds:.2f} of CPU time")


def _timed(pages: int) -> float:
    """CPU seconds for ``pages`` clean pages."""
    began = time.process_time()
    for _ in range(pages):
        read_page(drawn(300), 300)
    return time.process_time() - began


def own_pages() -> None:
    for dpi in (300, 200):
        page = drawn(dpi)
        for form, change in FORMS.items():
            shown, began = change(page), time.process_time()
            report(f"own page, {dpi} dpi, {form}", read_page(shown, dpi), PAGE, time.process_time() - began, 1)


def twins(scan: Path, twin: Path, *, explain: bool) -> None:
    from extractor.readers import read

    began = time.process_time()
    source, words = read(scan), read(twin).text
    seconds = time.process_time() - began
    for page in range(1, source.page_count + 1):
        lines = [source.text[line.start : line.end] for line in source.lines if line.page == page]
        report(f"{scan.name}, page {page}", "\n".join(lines), words, seconds, source.page_count)
    report(f"{scan.name}, all", source.text, words, seconds, source.page_count)
    if explain:
        causes(plain(source.text), plain(words))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", help="tesserocr, tesseract, trueocr")
    parser.add_argument("--rate", type=int, default=0, metavar="PAGES", help="pages a second in two processes")
    parser.add_argument("--causes", action="store_true", help="what the differences to a twin are")
    parser.add_argument("files", nargs="*", type=Path, help="scan and twin, in turn")
    given = parser.parse_args()
    if given.engine:
        os.environ["VANBAN_OCR"] = given.engine
    if given.rate:
        rate(given.rate)
    own_pages()
    for one, other in zip(given.files[::2], given.files[1::2], strict=True):
        twins(one, other, explain=given.causes)
