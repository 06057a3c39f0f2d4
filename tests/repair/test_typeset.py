"""A small typesetter breaks paragraphs into lines and pages as a printer would; repair must give the paragraphs back."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.repair import repair
from extractor.text import Box, Line, SourceText, Text, source_from_lines

WORDS = [
    "thi",
    "đua",
    "khen",
    "thưởng",
    "phong",
    "trào",
    "đơn",
    "vị",
    "tập",
    "thể",
    "cá",
    "nhân",
    "nhiệm",
    "vụ",
    "kế",
    "hoạch",
    "thực",
    "hiện",
    "năm",
    "2024",
    "tổ",
    "chức",
    "hội",
    "nghị",
    "tỉnh",
    "Sở",
    "Y",
    "tế",
    "Lào",
    "Cai",
    "Bộ",
    "Nội",
    "vụ",
    "95%",
    "viên",
    "chức",
    "người",
    "lao",
    "động",
    "đạt",
    "danh",
    "hiệu",
    "chỉ",
    "tiêu",
    "được",
    "giao",
    "theo",
    "quy",
    "định",
    "của",
    "pháp",
    "luật",
    "hiện",
    "hành",
]
EM = 12.0
LEFT, RIGHT, INDENT, LEADING = 85.0, 540.0, 36.0, 17.0


def width(words: str) -> float:
    return 0.5 * EM * len(words)


def typeset(paragraphs: list[str], lines_a_page: int = 30) -> SourceText:
    """Justified lines with a first-line indent, boxes in points."""
    pieces: list[tuple[str, Line]] = []
    for paragraph in paragraphs:
        indent, row = INDENT, ""
        for word in [*paragraph.split(" "), None]:
            longer = f"{row} {word}".strip() if word else ""
            if word and width(longer) <= RIGHT - LEFT - indent:
                row = longer
                continue
            page, place = divmod(len(pieces), lines_a_page)
            x1 = RIGHT if word else LEFT + indent + width(row)
            top = 60 + LEADING * place
            pieces.append((row, Line(0, 0, page + 1, Box(page + 1, LEFT + indent, top, x1, top + 13))))
            indent, row = 0.0, word or ""
    return source_from_lines(pieces, reader="pdf", media_type="application/pdf", page_count=99, wrapped=True)


def unboxed(source: SourceText) -> SourceText:
    """The same lines in plain text: no boxes, no pages, no word whether line ends are visual."""
    pieces = [(line, Line(0, 0)) for line in source.text.split("\n")]
    return source_from_lines(pieces, reader="plain", media_type="text/plain", wrapped=None)


def paragraphs_of(text: Text) -> list[str]:
    return [text.text[p.start : p.end] for p in text.paragraphs]


def written(seed: int) -> list[str]:
    """Paragraphs of a plan: headings, items, running text that ends with a stop."""
    draw = random.Random(seed)
    out = []
    for number in range(1, 9):
        out.append(f"{number}. Nội dung {draw.choice(WORDS)}")
        for _ in range(draw.randint(1, 4)):
            words = " ".join(draw.choices(WORDS, k=draw.randint(20, 90)))
            out.append(f"- {words[0].upper()}{words[1:]} như trên;")
    return out


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_typeset_paragraphs_come_back(seed: int) -> None:
    paragraphs = written(seed)
    assert paragraphs_of(repair(typeset(paragraphs))) == paragraphs


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_paragraphs_come_back_from_plain_wrapped_text(seed: int) -> None:
    paragraphs = written(seed)
    assert paragraphs_of(repair(unboxed(typeset(paragraphs)))) == paragraphs


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_paragraphs_on_one_line_stay(seed: int) -> None:
    paragraphs = written(seed)
    assert paragraphs_of(repair(Text.from_string("\n\n".join(paragraphs)).source)) == paragraphs


def test_a_finished_sentence_at_the_margin_goes_on_without_indent() -> None:
    sentence = "Đơn vị thực hiện tốt nhiệm vụ được giao trong năm nay theo kế hoạch đã nêu."
    source = typeset([" ".join([sentence] * 9), "Đoạn sau bắt đầu ở đây và nói về việc khác hẳn."])
    assert paragraphs_of(repair(source)) == [" ".join([sentence] * 9), "Đoạn sau bắt đầu ở đây và nói về việc khác hẳn."]


def test_rows_of_tables_are_left() -> None:
    pieces = [
        ("Tên đơn vị\tchỉ tiêu   chung", Line(0, 0, table=0)),
        ("xã A và\tđạt", Line(0, 0, table=0)),
        ("nói tiếp", Line(0, 0)),
    ]
    source = source_from_lines(pieces, reader="docx", media_type="x", wrapped=None)
    assert repair(source).text == source.text


@pytest.mark.parametrize("wrapped", [True, None, False])
def test_columns_do_not_mix(wrapped: bool | None) -> None:
    pieces = [
        ("V/v hướng dẫn tổ chức", Line(0, 0, column=0)),
        ("hội nghị viên chức", Line(0, 0, column=0)),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Line(0, 0, column=1)),
    ]
    source = source_from_lines(pieces, reader="pdf", media_type="x", wrapped=wrapped)
    joined = "V/v hướng dẫn tổ chức hội nghị viên chức" if wrapped is not False else "V/v hướng dẫn tổ chức\nhội nghị viên chức"
    assert repair(source).text == f"{joined}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
