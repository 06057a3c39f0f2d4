"""Which lines are stamps of secrecy, what degree they give, and where a letterhead has them from."""

from __future__ import annotations

import time

import pytest

from extractor import extract_text
from extractor.stamps import marked, stamp

HEAD = ["SỞ TÀI NGUYÊN TỈNH KHÊ SƠN", "{}", "Số: 31/KH-STN", "KẾ HOẠCH", "Kiểm kê kho vật tư", "I. MỤC TIÊU", "Kiểm kê 12 kho."]


@pytest.mark.parametrize(
    ("words", "degree", "why"),
    [
        ("MẬT", "Mật", "the stamp itself"),
        ("TUYỆT MẬT", "Tuyệt mật", "the highest"),
        ("M Ậ T", "Mật", "letter by letter"),
        ("T Ố I  M Ậ T", "Tối mật", "letter by letter, the words further apart"),
        ("«MẬT»", "Mật", "angle quotes for a frame"),
        ("“MẬT”", "Mật", "quotes for a frame"),
        ("|MẬT|", "Mật", "a frame drawn with bars"),
        ("MẬT!", "Mật", "an exclamation"),
        ("MẬT/HỎA TỐC", "Mật", "urgency behind a stroke"),
        ("MẬT, HOẢ TỐC", "Mật", "the tone's other place"),
        ("HỎA TỐC - MẬT", "Mật", "urgency first"),
        ("MẬT; KHẨN", "Mật", "urgency behind a semicolon"),
        ("MẬT - Bản số: 01", "Mật", "which copy it is"),
        ("BẢN SỐ 7/9 - TỐI MẬT", "Tối mật", "the copy first"),
        ("MẬT (Lần 1)", "Mật", "how often it was stamped"),
        ("TUYỆT MẬT; HẠN CHẾ SAO CHỤP", "Tuyệt mật", "not to be copied"),
        ("BÍ MẬT NHÀ NƯỚC: TỐI MẬT", "Tối mật", "what it is a degree of"),
        ("Mức độ mật: Mật", "Mật", "said to be the degree"),
        ("Độ mật: MẬT; độ khẩn: HỎA TỐC", "Mật", "both degrees said"),
        ("TÀI LIỆU MẬT", "Mật", "a paper of that degree"),
        ("DẤU MẬT", "Mật", "the stamp said"),
        ("MẬT Số: 31/KH-STN", "Mật", "the number beside it"),
        ("MẬT - Trang 2", "Mật", "the page beside it"),
        ("Mật", None, "in small letters it is sure in a head only"),
        ("mật", None, "honey"),
        ("BÍ MẬT NHÀ NƯỚC", None, "no degree"),
        ("DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT", None, "a title about secrets"),
        ("BẢO MẬT THÔNG TIN", None, "other words with the syllable"),
        ("MẬT ĐỘ DÂN SỐ", None, "density"),
        ("TRẦN VĂN MẬT", None, "a name"),
        ("ĐỘ MẬT", None, "the head of a column"),
        ("Độ mật: ……", None, "a slot not filled in"),
        ("Độ mật: Mật, Tối mật, Tuyệt mật", None, "a choice"),
        ("MẮT", None, "an eye, anywhere but in a letterhead"),
        ("Văn bản có dấu TỐI MẬT được gửi riêng", None, "a sentence"),
    ],
)
def test_line(words: str, degree: str | None, why: str) -> None:
    assert marked(words) == degree, why


@pytest.mark.parametrize(
    ("printed", "degree", "evidence", "why"),
    [
        ("MẬT", "Mật", "MẬT", "a line to itself"),
        ("(Mật)", "Mật", "Mật", "small letters in brackets"),
        ("Tối mật", "Tối mật", "Tối mật", "small letters"),
        ("TỐI\nMẬT", "Tối mật", "TỐI\nMẬT", "over two lines"),
        ("TUYỆT\nMẬT", "Tuyệt mật", "TUYỆT\nMẬT", "over two lines, the highest"),
        ("MẬT\tBản số: 3", "Mật", "MẬT", "the copy in the next column"),
        ("MẬT / HỎA TỐC", "Mật", "MẬT", "only the mark is its evidence"),
        ("Mật độ rừng", None, None, "density"),
        ("BẢO MẬT", None, None, "another word"),
    ],
)
def test_letterhead(printed: str, degree: str | None, evidence: str | None, why: str) -> None:
    document = extract_text("\n".join(HEAD).format(printed), language=False)
    place = next((e for e in document.header.evidence if e.field == "secrecy"), None)
    assert (document.header.secrecy, place and document.text[place.start : place.end]) == (degree, evidence), why


def test_both_marks_of_one_line() -> None:
    document = extract_text("\n".join(HEAD).format("MẬT, HỎA TỐC"), language=False)
    assert (document.header.secrecy, document.header.urgency) == ("Mật", "Hỏa tốc")


@pytest.mark.parametrize(
    "words", ["_" * 99, "so " * 33, "so:" + "1" * 95, "m a t " * 16, "t " * 49, " " * 99 + "x", "MẬT " * 10**5]
)
def test_hostile_lines_take_no_time(words: str) -> None:
    begun = time.process_time()
    stamp(words)
    assert time.process_time() - begun < 0.2
