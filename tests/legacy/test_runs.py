"""Runs of documents: decided by their words, with the font's name as a hint that may lie."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.legacy import decode_runs
from extractor.legacy.tables import NAMES

Typed = Callable[[str, str], str]
SAMPLE = (
    "Căn cứ Nghị định của Chính phủ về thi đua, khen thưởng; Uỷ ban nhân dân huyện giao phòng Nội vụ chủ trì, "
    "tổng hợp số liệu của các xã, thị trấn và báo cáo trước ngày 15 tháng 9 năm 2003."
)


def texts(*runs: tuple[str, str | None]) -> list[str]:
    return list(decode_runs(runs).texts)


@pytest.mark.parametrize("font", [None, "Times New Roman", ".VnTime", "VNI-Times"])
@pytest.mark.parametrize("name", NAMES)
def test_whatever_the_font_is_called(typed: Typed, name: str, font: str | None) -> None:
    decoded = decode_runs([(typed(SAMPLE, name), font)])
    assert decoded.texts == (SAMPLE,)
    assert decoded.found[0].encoding == name


@pytest.mark.parametrize(
    ("name", "before", "after", "reason"),
    [
        ("tcvn3", "Sè 12/Q§-UBND ngµy 3/4/2003", "Số 12/QĐ-UBND ngày 3/4/2003", "codes, numbers and dates"),
        ("tcvn3", "dù ¸n cña UNICEF t¹i Hµ Néi (Phase II)", "dự án của UNICEF tại Hà Nội (Phase II)", "foreign words"),
        ("tcvn3", "“C«ng tr×nh” cÊp n\xadíc – ®ît 1", "“Công trình” cấp nước – đợt 1", "quotes and dashes of Word"),
        ("tcvn3", "ho¹t ®éng th\x1fêng xuyªn", "hoạt động thường xuyên", "Word's optional hyphen is ư"),
        ("tcvn3", "ho¹t ®éng n\u2212íc s¹ch", "hoạt động nước sạch", "PDF gives a minus sign"),
        ("tcvn3", "\uf0aei\uf0d2u l\uf0d6 c\uf0f1a Héi", "điều lệ của Hội", "a font said to be of symbols"),
        ("tcvn3", "®¹t 95% (t¨ng 2,5 lÇn)", "đạt 95% (tăng 2,5 lần)", "figures"),
        ("tcvn3", "CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "a line of capitals"),
        ("tcvn3", "Chñ tÞch ký: NGUYÔN V¨N B¶O", "Chủ tịch ký: NGUYỄN VĂN BẢO", "capitals inside a line"),
        ("tcvn3", "Së Y tÕ\nSè: 905/Q§-SYT", "Sở Y tế\nSố: 905/QĐ-SYT", "the capitals of a code make no line of capitals"),
        ("vni", "AÙp duïng töø ngaøy 01 thaùng 3; Ñieàu leä Hoäi", "Áp dụng từ ngày 01 tháng 3; Điều lệ Hội", "capitals"),
        ("vni", "Aùp duïng töø ngaøy 01; UBND huyeän", "Áp dụng từ ngày 01; UBND huyện", "… or that of a small letter"),
        ("vni", "ñaûm baûo kyõ thuaät, taøi lieäu maãu “Bieåu 01”", "đảm bảo kỹ thuật, tài liệu mẫu “Biểu 01”", "quotes"),
    ],
)  # fmt: skip
def test_what_stands_between_words_survives(name: str, before: str, after: str, reason: str) -> None:
    decoded = decode_runs([(before, None)])
    assert decoded.texts == (after,), reason
    assert decoded.found[0].encoding == name


@pytest.mark.parametrize(
    ("runs", "expected", "reason"),
    [
        ([("thùc hiÖn n¨", ".VnTime"), ("m 2004", ".VnTime")], ["thực hiện nă", "m 2004"], "a word over two runs"),
        ([("§", ".VnTimeH"), ("iÒu lÖ Héi", ".VnTime")], ["Đ", "iều lệ Hội"], "… of two fonts"),
        ([("Keá hoa", "VNI-Times"), ("ïch naêm", "VNI-Times")], ["Kế hoạ", "ch năm"], "a letter over two runs"),
        ([("c«ng t¸c th\xad", ".VnTime"), ("ëng", ".VnTime")], ["công tác thư", "ởng"], "a soft hyphen at a run's end"),
        ([("céng hoµ x· héi", ".VnTimeH")], ["CỘNG HOÀ XÃ HỘI"], "a font that draws capitals"),
        (
            [("sè 5/q®-ubnd", ".VnArial NarrowH"), (" ngµy tr¨ng r»m th¸ng t¸m n¨m", ".VnTime")],
            ["SỐ 5/QĐ-UBND", " ngày trăng rằm tháng tám năm"],
            "in that font alone, which the rest of the document explains",
        ),
        ([("uû ban nh©n d©n\n", ".VnTimeH"), ("huyen\n", ".VnTimeH")], ["UỶ BAN NHÂN DÂN\n", "HUYEN\n"], "ASCII too"),
        ([("n¨m", ".VnTime"), (" của tỉnh đã được duyệt", "Arial")], ["năm", " của tỉnh đã được duyệt"], "one word"),
        ([("Kế hoạch ", ".VnTime"), ("®· duyÖt cña tØnh", ".VnTime")], ["Kế hoạch ", "đã duyệt của tỉnh"], "one name"),
        ([("Coäng hoøa\n", "VNI-Times"), ("céng hoµ\n", ".VnTime")], ["Cộng hòa\n", "cộng hoà\n"], "two in a file"),
    ],
)  # fmt: skip
def test_runs(runs: list[tuple[str, str | None]], expected: list[str], reason: str) -> None:
    assert texts(*runs) == expected, reason


@pytest.mark.parametrize(
    ("words", "font", "reason"),
    [
        ("Kế hoạch năm 2014 của tỉnh", ".VnTime", "Unicode under the name of an old font, as in many files of the 2010s"),
        ("kế hoạch của tỉnh", ".VnTimeH", "… which draws no capitals either"),
        ("hoà là và có", ".VnTime", "letters of Latin-1 alone, all of them words"),
        ("có", ".VnTime", "a word that is one in TCVN3 too"),
        ("12 µm, 5 m², 37 °C, 2‰, ½ ©", ".VnTime", "signs of measure"),
        ("Résumé de l'été à Genève, São Paulo, Müller, naïve", None, "other languages of Latin-1"),
        ("Thaï", "VNI-Times", "one foreign name"),
        ("«Hà Nội»", None, "French quotes"),
        ("", ".VnTime", "nothing"),
        ("UBND 12/QD", ".VnTimeH", "ASCII without a word of TCVN3 around"),
    ],
)
def test_unicode_is_left_alone(words: str, font: str | None, reason: str) -> None:
    context = "Uỷ ban nhân dân tỉnh đề nghị các sở, ngành phối hợp thực hiện.\n"
    assert texts((context, font), (words, font), ("\n", None)) == [context, words, "\n"], reason


def test_the_number_of_a_note_is_no_word() -> None:
    """ "¹²" in a font of its own was read as "ạ²", and its page asked word by word (8 ms)."""
    runs = [("Uỷ ban nhân dân tỉnh ", "Times"), ("¹² ", "Times-Bold"), ("đề nghị các sở, ngành.\n", "Times")]
    assert texts(*runs) == [words for words, _ in runs]


def test_notes_name_the_encoding_and_what_is_uncertain() -> None:
    runs = [("Céng hoµ x· héi chñ nghÜa ViÖt Nam\n", ".VnTime"), ("đã được phê duyệt ", "Arial"), ("m¹", "Arial"), ("\n", None)]
    decoded = decode_runs(runs)
    codes = [note.code for note in decoded.notes("".join(decoded.texts))]
    assert codes[0] == "legacy_decoded"
    assert decoded.found[0].certain
    assert "TCVN3" in decoded.notes("")[0].message


def test_short_words_of_no_font_are_uncertain() -> None:
    decoded = decode_runs([("m¹ n¨", None)])
    assert not decoded.found[0].certain
    assert "legacy_uncertain" in {note.code for note in decoded.notes(decoded.texts[0])}
