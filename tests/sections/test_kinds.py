"""What a heading is about: the lexicon, and the classifier for what the lexicon does not know."""

from __future__ import annotations

from typing import get_args

import pytest

from extractor.records.models import Kind
from extractor.sections import classifier, kinds, lexicon

HEADINGS = [
    ("Mục đích", "muc_dich", "the plain word"),
    ("MỤC ĐÍCH, YÊU CẦU", "muc_dich_yeu_cau", "two heads in capitals"),
    ("Yêu cầu và mục đích", "muc_dich_yeu_cau", "the other way round"),
    ("Một số chỉ tiêu chủ yếu", "chi_tieu", "a quantifier before the head"),
    ("Các chỉ tiêu cơ bản", "chi_tieu", "a plural before the head"),
    ("Quy chế chi tiêu nội bộ", None, "spending is no target, though only the tone tells"),
    ("Kinh phí khen thưởng", "kinh_phi", "the first head decides"),
    ("Hình thức khen thưởng", "khen_thuong", "the longer phrase decides"),
    ("Kết quả công tác khen thưởng", "ket_qua", "results of an awards year"),
    ("Đổi mới cách làm khen thưởng", "khen_thuong", "a word that decides wherever it stands"),
    ("Đối với Bản tin về khen thưởng", "khen_thuong", "decides anywhere, but"),
    ("Đối với Báo cáo hoạt động hội và công tác khen thưởng", "khac", "a paper is about many things"),
    ("Phần tóm tắt hoạt động hội và công tác khen thưởng", "khac", "and so is a part of one"),
    ("CÁC GIẢI PHÁP THỰC HIỆN", "nhiem_vu_giai_phap", "not the organisation of the work"),
    ("Tổ chức thực hiện", "to_chuc_thuc_hien", "the organisation of the work"),
    ("Phương hướng, nhiệm vụ năm sau", "phuong_huong", "tasks of the time to come"),
    ("Những tồn tại, hạn chế", "ton_tai_han_che", "two words for one kind"),
    ("Muc tieu phân đâu", "muc_tieu", "marks lost by OCR"),
    ("Hiệu lực thi hành", "khac", "known, and of no kind"),
    ("Phòng Tổ chức cán bộ", None, "a body, unknown to the lexicon"),
]


@pytest.mark.parametrize(("title", "kind", "reason"), HEADINGS)
def test_lexicon(title: str, kind: str | None, reason: str) -> None:
    assert kinds.by_lexicon(title) == kind, reason


def test_the_kinds_are_those_of_the_contract() -> None:
    assert set(lexicon.lexicon().kinds) == set(get_args(Kind))


def test_every_kind_can_be_named() -> None:
    assert set(lexicon.lexicon().phrases.values()) == set(get_args(Kind))


def test_a_phrase_under_two_kinds_is_refused() -> None:
    with pytest.raises(ValueError, match="Hai"):
        lexicon._phrases({"muc_dich": ["một", "hai"], "yeu_cau": ["Hai"]})


UNKNOWN = [
    ("Lịch tổ chức các vòng thi", "thoi_gian"),
    ("Phần thưởng và trao giải", "khen_thuong"),
    ("Phòng Y tế huyện", "khac"),
    ("Quản lý hồ sơ đất đai", "khac"),
]


@pytest.mark.parametrize(("title", "kind"), UNKNOWN)
def test_classifier(title: str, kind: str) -> None:
    assert classifier.classify([title]) == [kind]


def test_classifier_is_asked_only_about_unknown_headings(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(classifier, "classify", lambda titles: asked.extend(titles) or ["khac"] * len(titles))
    assert kinds.kinds_of(["Mục đích", None, "Vườn rau", "Vườn rau"], classify=True) == ["muc_dich", "khac", "khac", "khac"]
    assert asked == ["Vườn rau"]


def test_classifier_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "classify", lambda titles: pytest.fail("asked"))
    assert kinds.kinds_of(["Vườn rau"], classify=False) == ["khac"]


def test_model_is_small() -> None:
    from extractor.resources import model_path

    size = sum(f.stat().st_size for f in model_path(classifier.MODEL, "model").rglob("*") if f.is_file())
    assert size < 5_000_000
