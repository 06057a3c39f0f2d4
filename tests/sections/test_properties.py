"""What holds of every text, and that time grows with the length of the text and no faster."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.sections import Section, read
from extractor.text import Span, Text

LABELS = ["I.", "II.", "1.", "2.", "2.1.", "a)", "(1)", "l.", "-", "+", "☞", "Điều 1.", "Phần thứ hai", "Chương I", "PHỤ LỤC I"]
WORDS = ["Mục đích", "MỤC TIÊU CHUNG", "Làm việc.", "Căn cứ Luật;", "Nơi nhận:", "(Kèm theo)", "Trên đây là", "95%", "1.250"]
PIECES = st.sampled_from([*LABELS, *WORDS, "“1.", "”", ":", " ", "\n", "\n"])
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)


@given(TEXTS)
@example("I.\n1.\nNơi nhận:")
@settings(max_examples=400, deadline=None)
def test_the_list_is_a_tree_in_reading_order(words: str) -> None:
    found = read(Text.from_string(words), classify=False)
    for i, section in enumerate(found):
        _holds(words, found, i, section)


def _holds(words: str, found: list[Section], i: int, section: Section) -> None:
    assert 0 <= section.start <= section.head.end <= section.end <= len(words)
    assert section.start == section.head.start and section.start < section.end
    assert i == 0 or found[i - 1].start <= section.start
    if section.title:
        assert section.title == " ".join(section.title.split())
        assert " ".join(words[section.head.start : section.head.end].split()).endswith(section.title)
    if section.label and not section.notes:
        assert words.startswith(section.label[:1], section.start) or section.label in ("-", "•") or words[section.start] == "("
    if section.parent is None:
        assert section.depth == 1
    else:
        parent = found[section.parent]
        assert section.parent < i and parent.start <= section.start and section.end <= parent.end
        assert section.depth == parent.depth + (parent.label is not None)


def test_a_title_behind_the_end_of_the_body_is_within_every_section_above() -> None:
    words = "I. Mục tiêu\n1.\nChỉ tiêu cụ thể"
    found = read(Text.from_string(words), Span(0, 14), classify=False)
    assert [section.end for section in found] == [len(words)] * 2


def test_recipients_are_no_title() -> None:
    found = read(Text.from_string("1.\nNơi nhận:\n- Như trên;"), classify=False)
    assert [(s.label, s.title, s.kind) for s in found] == [("1", None, "khac"), (None, None, "noi_nhan")]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_siblings_do_not_overlap(words: str) -> None:
    found = read(Text.from_string(words), classify=False)
    ends: dict[int | None, int] = {}
    for section in found:
        assert ends.get(section.parent, 0) <= section.start
        ends[section.parent] = section.end


FLOODS = ["I. A b\n", "I. ", "(((", "- x\n", "- ab\n+ cd\n", "“1. Abc\n", "1", "1.", "I.\n", "ABC DEF\n", "1.1.1 Abc\n", "“"]
FLOODS += ["Căn cứ Luật\n", "Phụ lục I\n", "(Kèm theo)\n", "Nơi nhận:\n", "1. a: b. C\n", "a) X:\n- y:\n"]


@pytest.mark.parametrize("piece", FLOODS)
def test_linear(piece: str) -> None:
    small, large = _seconds(piece, 4_000), _seconds(piece, 32_000)
    assert large < 8 * 4 * small + 0.5, f"{small:.3f} s, then {large:.3f} s for eight times the text"


def _seconds(piece: str, size: int) -> float:
    text = Text.from_string(piece * (size // len(piece)))
    _ = text.paragraphs
    start = time.process_time()
    read(text, classify=False)
    return time.process_time() - start
