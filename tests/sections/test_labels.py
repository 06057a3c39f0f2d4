"""What the beginning of a paragraph may be: a reason for every row."""

from __future__ import annotations

import pytest

from extractor.sections.labels import candidate

FORMS = [
    # words, form, value, label, what follows it; reason
    ("I. MỤC ĐÍCH", "I", (1,), "I", "MỤC ĐÍCH", "the usual Roman"),
    ("II, NỘI DUNG", "I", (2,), "II", "NỘI DUNG", "a comma for the stop"),
    ("IV/ TỔ CHỨC", "I", (4,), "IV", "TỔ CHỨC", "a slash"),
    ("I- MỤC ĐÍCH", "I", (1,), "I", "MỤC ĐÍCH", "a dash"),
    ("I.MỤC ĐÍCH", "I", (1,), "I", "MỤC ĐÍCH", "glued"),
    ("XIV. KINH PHÍ", "I", (14,), "XIV", "KINH PHÍ", "two digits"),
    ("A. ĐẶC ĐIỂM", "A", (1,), "A", "ĐẶC ĐIỂM", "a capital letter"),
    ("1. Mục đích", "1", (1,), "1", "Mục đích", "the usual number"),
    ("01. Mục đích", "1", (1,), "01", "Mục đích", "a leading nought stays printed"),
    ("1.Mục đích", "1", (1,), "1", "Mục đích", "glued to what follows"),
    ("1/ Mục đích", "1", (1,), "1", "Mục đích", "a slash"),
    ("1./ Mục đích", "1", (1,), "1", "Mục đích", "a stop and a slash"),
    ("1- Mục đích", "1", (1,), "1", "Mục đích", "a dash"),
    ("1) Mục đích", "1)", (1,), "1", "Mục đích", "a bracket is another level than a stop"),
    ("(1) Mục đích", "(1)", (1,), "1", "Mục đích", "two brackets"),
    ("2.1. Hình thức", "1.1", (2, 1), "2.1", "Hình thức", "two parts"),
    ("2.1 Hình thức", "1.1", (2, 1), "2.1", "Hình thức", "two parts without a mark"),
    ("1.1/ Hình thức", "1.1", (1, 1), "1.1", "Hình thức", "two parts and a slash"),
    ("1.2.3. Hình thức", "1.1.1", (1, 2, 3), "1.2.3", "Hình thức", "three parts"),
    ("I.2. Hình thức", "I.1", (1, 2), "I.2", "Hình thức", "a Roman and a number"),
    ("a) Hình thức", "a", (1,), "a", "Hình thức", "a letter"),
    ("a. Hình thức", "a", (1,), "a", "Hình thức", "a letter with a stop"),
    ("đ) Hình thức", "a", (5,), "đ", "Hình thức", "đ stands after d"),
    ("(a) Hình thức", "(a)", (1,), "a", "Hình thức", "a letter in brackets"),
    ("(ii) Hình thức", "(i)", (2,), "ii", "Hình thức", "a small Roman"),
    ("Phần thứ nhất", "phan", (1,), "Phần thứ nhất", "", "spelled out"),
    ("Phần thứ mười", "phan", (10,), "Phần thứ mười", "", "spelled out"),
    ("PHẦN I: KẾT QUẢ", "phan", (1,), "PHẦN I", "KẾT QUẢ", "with a colon"),
    ("Phần A. Kết quả", "phan", (1,), "Phần A", "Kết quả", "a lettered part"),
    ("Phần một. Kết quả", "phan", (1,), "Phần một", "Kết quả", "a spelled number"),
    ("Chương II", "chuong", (2,), "Chương II", "", "alone on its line"),
    ("Chương I QUY ĐỊNH CHUNG", "chuong", (1,), "Chương I", "QUY ĐỊNH CHUNG", "no mark before capitals"),
    ("Mục 1. Lập kế hoạch", "muc", (1,), "Mục 1", "Lập kế hoạch", "a mục"),
    ("Tiểu mục 2. Lập kế hoạch", "tieu_muc", (2,), "Tiểu mục 2", "Lập kế hoạch", "a tiểu mục"),
    ("Điều 5. Kinh phí", "dieu", (5,), "Điều 5", "Kinh phí", "an article"),
    ("Điều 5a. Kinh phí", "dieu", (5,), "Điều 5a", "Kinh phí", "an inserted article"),
    ("Điều 1.- Nay thành lập", "dieu", (1,), "Điều 1", "Nay thành lập", "the mark of older decisions"),
    ("Bước 1: Đăng ký", "step", (1,), "Bước 1", "Đăng ký", "a step"),
    ("Giai đoạn 2: Mở rộng", "step", (2,), "Giai đoạn 2", "Mở rộng", "a stage that is counted"),
    ("Phụ lục I/01", "phu_luc", (1,), "Phụ lục I/01", "", "an annex with a part"),
    ("PHỤ LỤC II (Kèm theo)", "phu_luc", (2,), "PHỤ LỤC II", "(Kèm theo)", "what it belongs to stands behind"),
    ("Mẫu số 01-HĐ", "mau", (1,), "Mẫu số 01-HĐ", "", "a model"),
    ("- Hình thức", "-", (), "-", "Hình thức", "a dash"),
    ("– Hình thức", "-", (), "-", "Hình thức", "a long dash is the same bullet"),
    ("-Hình thức", "-", (), "-", "Hình thức", "glued"),
    ("-100% hộ dân", "-", (), "-", "100% hộ dân", "glued to a figure"),
    ("+ Hình thức", "+", (), "+", "Hình thức", "a plus"),
    ("- + Hình thức", "+", (), "+", "Hình thức", "what converters make of a plus"),
    ("☞ Hình thức", "☞", (), "☞", "Hình thức", "a hand"),
    ("* Lưu ý", "*", (), "*", "Lưu ý", "a star"),
    ("\uf0b7 Hình thức", "\uf0b7", (), "•", "Hình thức", "Word's Symbol bullet"),
    ("**1. Mục đích**", "1", (1,), "1", "Mục đích**", "markup before the label"),
    ("## I. Mục đích", "I", (1,), "I", "Mục đích", "a Markdown heading"),
    ("“Điều 5. Kinh phí", "dieu", (5,), "Điều 5", "Kinh phí", "a quoted amendment"),
]


@pytest.mark.parametrize("row", FORMS, ids=[row[0] for row in FORMS])
def test_most_likely_reading(row: tuple[str, str, tuple[int, ...], str, str, str]) -> None:
    words, form, value, label, rest, reason = row
    found = candidate(words, 0, len(words))
    assert found is not None, reason
    reading = found.readings[0]
    assert (reading.form, reading.value, reading.label, words[reading.end :]) == (form, value, label, rest), reason


NO_LABELS = [
    ("01.10.1997 là ngày thành lập", "a date"),
    ("30/4: nghỉ lễ", "a day and a month"),
    ("1.250 người tham gia", "a number with a thousands mark"),
    ("2-3 buổi mỗi tuần", "a range"),
    ("24-KL/TW ngày 20/6/2021", "a code"),
    ("(2025 - 2030)", "years in brackets"),
    ("(1), (2) nêu trên", "a reference"),
    ("v.v. và các nội dung khác", "an abbreviation"),
    ("V.I. Lênin", "initials"),
    ("5 năm 2021-2025 phương hướng", "a number that counts something"),
    ("100% hộ dân có điện", "a percentage"),
    ("Điều 5 của Luật này", "a reference to an article"),
    ("Điều 5 Luật Đầu tư", "a reference to an article"),
    ("Điều 5, Điều 6 Nghị định này", "two references"),
    ("Mục 1, Chương II", "a reference to a mục"),
    ("Giai đoạn 2021-2025", "a stage of years"),
    ("Phụ lục I ban hành kèm theo", "a reference to an annex"),
    ("I. MỤC ĐÍCH .............. 3", "a line of a table of contents"),
    ("(1) (2) (3) (4)", "the columns of a table"),
    ("-----------", "a ruler"),
    ("+84 123 456 789", "a telephone number"),
    ("1", "a page number"),
    ("Mục tiêu chung", "a word that begins like a label word"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("words", "reason"), NO_LABELS)
def test_what_is_no_label(words: str, reason: str) -> None:
    assert candidate(words, 0, len(words)) is None, reason


UNSURE = [
    ("C. Mác viết", "an initial or item C"),
    ("l. Mục đích", "the letter l or a misread 1"),
    ("Il. KẾT QUẢ", "a misread II"),
    ("2.95 % bệnh nhân", "a figure or item 2"),
    ("3.100% trẻ em", "a figure or item 3"),
    ("1. các đơn vị", "a small letter after the stop"),
    ("II, NỘI DUNG", "a comma"),
]


@pytest.mark.parametrize(("words", "reason"), UNSURE)
def test_left_to_the_sequence(words: str, reason: str) -> None:
    found = candidate(words, 0, len(words))
    assert found is not None and not any(r.sure for r in found.readings), reason
