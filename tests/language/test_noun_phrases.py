"""Noun phrases around a measure, from underthesea's models on our own tokens."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language import noun_phrases
from extractor.language.phrases import LONGEST
from extractor.language.tokens import tokens
from extractor.language.words import words

CASES = [
    ("a person named by a verb", "100% người lao động ký cam kết.", ["người lao động"]),
    ("a list of persons", "Trên 95% công chức, viên chức được tập huấn.", ["công chức", "viên chức"]),
    (
        "a predicate is not taken in",
        "Phấn đấu 90% tập thể đạt danh hiệu Lao động tiên tiến.",
        ["tập thể", "danh hiệu Lao động tiên tiến"],
    ),
    ("awards are nouns", "Tặng Giấy khen cho 12 cá nhân.", ["Giấy khen", "cá nhân"]),
    ("the words of a date are none", "Trước ngày 15 tháng 6 năm 2025, 20 xã báo cáo.", ["xã"]),
    ("codes do not break up", "Theo Nghị định số 98/2023/NĐ-CP, 20 xã báo cáo.", ["Nghị định số 98/2023/NĐ-CP", "xã"]),
    ("trở lên counts, it names nothing", "Đạt từ 95% kế hoạch trở lên.", ["kế hoạch"]),
    ("a name alone", "Năm qua, Long Mỹ có 15 hộ.", ["Long Mỹ", "hộ"]),
    ("an organisation", "12 Trạm Y tế xã được sửa chữa.", ["Trạm Y tế xã"]),
]


@pytest.mark.parametrize(("reason", "sentence", "expected"), CASES, ids=[case[0] for case in CASES])
def test_noun_phrases(reason: str, sentence: str, expected: list[str]) -> None:
    assert [sentence[p.start : p.end] for p in noun_phrases(sentence)] == expected


def test_a_name_is_told_from_a_noun() -> None:
    assert {p.tag for p in noun_phrases("Hà Giang và Cao Bằng")} == {"NAME"}


def test_words_are_underthesea_s_where_no_token_of_ours_stands() -> None:
    """The model files driven directly give what underthesea itself gives."""
    import underthesea

    sentence = "Trung tâm tổ chức khám sức khỏe miễn phí cho học sinh các trường tiểu học trên toàn huyện"
    found = [sentence[w.start : w.end] for w in words(list(tokens(sentence)))]
    assert found == underthesea.word_tokenize(sentence)


def test_a_long_sentence_is_read_around_its_numbers_only() -> None:
    filler = "các đơn vị tiếp tục tuyên truyền vận động nhân dân " * 400
    sentence = f"{filler} có 12 trạm y tế đạt chuẩn {filler}"
    found = noun_phrases(sentence)
    assert any("trạm y tế" in sentence[p.start : p.end] for p in found)
    middle = sentence.index("12 trạm")
    assert all(abs(p.start - middle) < LONGEST * 8 for p in found)


_PARTS = (
    "100%",
    "người",
    "lao động",
    "đạt",
    "1.250",
    ",",
    ";",
    "(",
    ")",
    "“",
    "”",
    "Sở Y tế",
    "34-CT/TW",
    "ngày 15/6/2025",
    "İ",
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=30))
def test_phrases_are_in_order_and_within_the_sentence(parts: list[str]) -> None:
    sentence = " ".join(parts)
    found = noun_phrases(sentence)
    assert all(0 <= p.start < p.end <= len(sentence) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


_ALONE = """
import json, resource, socket
def refuse(*args, **kwargs): raise OSError("no network here")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
from extractor import language
language.noun_phrases("12 trạm y tế đạt chuẩn")
language.load()("12 trạm y tế đạt chuẩn trước ngày 15/6/2025")
try:  # ru_maxrss would begin with what the process that started this one held
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps(peak // 1024))
"""


def test_all_of_it_works_offline_in_silence_and_in_450_mb() -> None:
    done = subprocess.run([sys.executable, "-c", _ALONE], capture_output=True, text=True, timeout=300, check=True)
    assert done.stderr == ""
    assert json.loads(done.stdout) < 450
