"""Any Vietnamese text comes back from any of the encodings; any Unicode text is left as it is."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_documents import REAL

from extractor.errors import VanbanError
from extractor.legacy import decode_octets, decode_runs
from extractor.legacy.tables import NAMES, encoding
from extractor.readers import read
from extractor.resources import corpus_path

#: Every letter in every tone, and what stands beside words in a document.
TEXT = """
thực hiện kế hoạch tổ chức nghị quyết hội đồng nhân dân thưởng bằng khen tặng sẵn thẳng chẵn ngẫu nhẫn bẩm hẩm vẻ khỏe
mẽ kẽ hẹp lệ ễnh kỉ nghĩ lị kìm tròn nhỏ lõm lọc nhồi đốt cổ mỗi một thờ hớn tở lỡ hợp thù cú mủ lũ mục từ tức nửa nữa
tự kỳ quý ký kỷ kỹ kỵ chặt cắt rằng lẳng ẵm gặt đất đều rẻ đã được uỷ y tế xã phường số ngày tháng năm chỉ tiêu
"""
WORDS = TEXT.split()
OPENING = "Căn cứ nghị quyết của hội đồng nhân dân tỉnh về nhiệm vụ kinh tế, xã hội; những chỉ tiêu chủ yếu đã được giao"
PLAIN = ["UBND", "12/QĐ-UBND".replace("Đ", "D"), "2004", "(95%)", "UNICEF,", "Phase", "-", "a)"]
word = st.sampled_from(WORDS).flatmap(lambda w: st.sampled_from([w, w.capitalize()]))
texts = st.tuples(
    st.lists(word, min_size=10, max_size=14, unique=True), st.lists(st.one_of(word, st.sampled_from(PLAIN)), max_size=20)
).map(lambda lists: " ".join(lists[0] + lists[1]))


def stored(text: str, name: str) -> bytes:
    written = encoding(name).written
    return b"".join(written.get(c) or c.encode("ascii") for c in text)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None)
@given(text=texts, capitals=st.booleans())
def test_files_come_back(name: str, text: str, capitals: bool) -> None:
    text = f"{OPENING} {text}"  # ten words may be syllables in two encodings; a file has more
    text = text.upper() if capitals and name != "tcvn3" else text
    found = decode_octets(stored(text, name))
    assert found is not None
    assert found.found.encoding == name
    assert found.text == text


@pytest.mark.parametrize(
    ("name", "font"), [("tcvn3", ".VnTime"), ("vni", "VNI-Times"), ("viscii", "VI Times"), ("vps", "VPS Times")]
)
@settings(max_examples=60, deadline=None)
@given(text=texts, cuts=st.lists(st.integers(0, 200), max_size=12))
def test_runs_cut_anywhere_come_back(name: str, font: str, text: str, cuts: list[int]) -> None:
    text = text.lower()  # capitals of VISCII and VPS are control characters, which no document holds
    typed = stored(text, name).decode("latin-1")
    places = sorted({0, len(typed), *(cut for cut in cuts if cut < len(typed))})
    runs = [(typed[start:end], font) for start, end in pairwise(places)]
    assert "".join(decode_runs(runs).texts) == text


@settings(max_examples=100, deadline=None)
@given(text=texts, font=st.sampled_from([None, ".VnTime", ".VnTimeH", "VNI-Times", "VPS Times", "Times New Roman"]))
def test_unicode_is_left_as_it_is(text: str, font: str | None) -> None:
    assert decode_runs([(text, font)]).texts == (text,)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=200), font=st.sampled_from([None, ".VnTimeH", "VNI-Times"]))
def test_anything_gives_as_many_runs(text: str, font: str | None) -> None:
    decoded = decode_runs([(text, font), ("\n", None), (text, None)])
    assert len(decoded.texts) == len(decoded.found) == 3


@pytest.mark.parametrize(
    "text", ["n¨m " * 100_000, "n¨" * 200_000, "“" * 400_000, "µ" * 400_000, "((((" * 100_000, "aù" * 200_000]
)
def test_linear_in_any_text(text: str) -> None:
    start = time.process_time()
    decode_runs([(text, ".VnTime"), (text, None)])
    assert time.process_time() - start < 10


def documents() -> list[Path]:
    found = [*corpus_path("sample").rglob("*"), *REAL.rglob("*")]
    return sorted(p for p in found if p.suffix in {".txt", ".md", ".html", ".docx"} and p.is_file())


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name[:40])
def test_documents_in_unicode_are_left_as_they_are(path: Path) -> None:
    try:
        text = read(path).text
    except VanbanError:
        pytest.skip("not a document this reader takes")
    lines = [line + "\n" for line in text.split("\n")]
    for font in (None, ".VnTime", ".VnTimeH", "VNI-Times"):
        decoded = decode_runs([(line, font) for line in lines])
        assert list(decoded.texts) == lines
        assert all(found.certain for found in decoded.found)
