"""Every repair is a set of edits: what it keeps leads back to the same code point, and a second run changes nothing."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_documents import REAL

from extractor.repair import REPAIRS, repair
from extractor.text import SourceText, Span, Text

SEEDS = sorted((REAL / "seeds").glob("*.txt"))

PIECES = st.sampled_from(
    [
        "**",
        "*",
        "<p>",
        "</p>",
        "- ",
        "1. ",
        "a) ",
        "Số: ",
        "12/KH-",
        "\n",
        "\n\n",
        "  ",
        "\t",
        "UBND",
        "ỦY BAN",
        "DÂNTỈNH",
        "ð",
        "e\u0301",
        "\u00a0",
        "…",
        "./.",
        "năm 2024",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Nơi nhận:",
        "giao cho các",
        "đơn vị ",
        "\uf0b7",
        "\u200b",
        "3\n",
        "$\\geq$",
        "&nbsp;",
        "_",
        "Điều 5.",
        "thi đua, khen thưởng ",
    ]
)


def check(source: SourceText) -> Text:
    """Repair step by step: what a step keeps is the same on both sides, and places of the result lead back in order."""
    text = Text.of(source)
    for edits in REPAIRS:
        before = text.text
        text = text.edited(edits(text))
        if text.text == before:
            continue
        alignment = text.alignments[-1]
        ends = [*alignment.after[1:], len(text.text)]
        for start, end, origin, copied in zip(alignment.after, ends, alignment.before, alignment.copied, strict=True):
            assert not copied or text.text[start:end] == before[origin : origin + end - start]
    places = [text.to_source(Span(i, i + 1)) for i in range(len(text.text))]
    assert all(0 <= place.start <= place.end <= len(source.text) for place in places)
    assert all(a.start <= b.start for a, b in pairwise(places))
    return text


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_alignment_holds(words: str) -> None:
    check(Text.from_string(words).source)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_only_blanks_and_marks_go(words: str) -> None:
    """Repairs of blanks and line ends remove and put in nothing else."""
    for edits in REPAIRS:
        text = Text.from_string(words)
        for edit in edits(text):
            gone = words[edit.start : edit.end]
            if edit.rule in ("spaces", "line_breaks", "split_codes", "glued_lines"):
                assert not gone.strip()
                assert not edit.replacement.strip()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_taken(words: str) -> None:
    check(Text.from_string(words).source)


@pytest.mark.skipif(not SEEDS, reason="the real documents are not at hand")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_seeds(path: Path) -> None:
    """Paragraphs of the seeds begin with a capital, a label or a mark, and codes are whole."""
    text = check(Text.from_string(path.read_text(encoding="utf-8")).source)
    paragraphs = [text.text[p.start : p.end] for p in text.paragraphs if "\t" not in text.text[p.start : p.end]]
    assert not [p for p in paragraphs if p[0].islower() and p[1:2] != ")"]
    assert "**" not in text.text
    assert "- UBND ngày" not in text.text


@pytest.mark.parametrize(
    "piece",
    [
        "(((",
        "0123456789",
        "I. I. ",
        "a\n",
        "Số: 1/KH-\nUBND ",
        "**",
        "<p>",
        "- a;\n",
        "GIÁM ĐỐC\n",
        "1/ ",
        "  /",
        "\n\n",
        "ĐỒNGCỘNG",
        "3\n",
    ],
)
def test_time_grows_with_length(piece: str) -> None:
    """Eight times the text may take at most forty times the time: a quadratic repair would take sixty-four."""

    def seconds(length: int) -> float:
        source = Text.from_string(piece * (length // len(piece))).source
        start = time.process_time()
        repair(source)
        return time.process_time() - start

    seconds(2_000)
    ratios = (seconds(64_000) / max(seconds(8_000), 0.01) for _ in range(5))
    assert any(ratio < 40 for ratio in ratios), "a busy machine may stutter, not five times"
