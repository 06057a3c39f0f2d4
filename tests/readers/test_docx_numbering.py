"""The numbers Word makes: one list definition a row, and the labels it shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers.labels import letters, roman

Lines = Callable[..., list[str]]


def level(ilvl: int, form: str, text: str, start: int = 1, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, nums: str = "") -> str:
    abstract = f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
    return abstract + '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>' + nums


def item(words: str, ilvl: int = 0, num: str = "1") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbered}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("form", "text", "count", "expected"),
    [
        ("upperRoman", "%1.", 4, "IV. x"),
        ("lowerRoman", "(%1)", 9, "(ix) x"),
        ("decimal", "Điều %1.", 12, "Điều 12. x"),
        ("decimalZero", "%1.", 5, "05. x"),
        ("upperLetter", "%1.", 3, "C. x"),
        ("lowerLetter", "%1)", 5, "e) x"),  # Word's own alphabet: a b c d e, not a b c d đ
        ("lowerLetter", "%1)", 28, "bb) x"),  # Word repeats the letter
        ("numberInDash", "%1", 2, "- 2 - x"),
        ("none", "Phần", 1, "Phần x"),
        ("none", "%1", 1, "x"),
        ("bullet", "•", 1, "- x"),
        ("bullet", "+", 1, "+ x"),
        ("bullet", "\uf0b7", 1, "- x"),  # the bullet of the Symbol font
        ("bullet", "–", 1, "- x"),
        ("ordinalOfAnUnknownKind", "%1.", 2, "2. x"),
    ],
)
def test_format(lines: Lines, form: str, text: str, count: int, expected: str) -> None:
    assert lines(item("x"), numbering=numbering(level(0, form, text, start=count))) == [expected]


THREE_LEVELS = (level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))


@pytest.mark.parametrize(
    ("levels", "depths", "expected", "reason"),
    [
        (THREE_LEVELS, [0, 1, 1, 2, 0, 1], ["I.", "1.", "2.", "a)", "II.", "1."], "a higher level begins the lower anew"),
        (
            (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")),
            [0, 1, 1, 0, 1],
            ["1.", "1.1.", "1.2.", "2.", "2.1."],
            "a label may show the levels above",
        ),
        (
            (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")),
            [1, 1],
            ["1.1.", "1.2."],
            "a level above that was never used shows its start",
        ),
        (
            (level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", extra="<w:isLgl/>")),
            [0, 0, 1],
            ["I.", "II.", "2.1."],
            "legal numbering shows all places as decimals",
        ),
        (
            (level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", extra='<w:lvlRestart w:val="0"/>')),
            [0, 1, 0, 1],
            ["I.", "1.", "II.", "2."],
            "a level that never begins anew counts through",
        ),
        (
            (*THREE_LEVELS[:2], level(2, "decimal", "%3)", extra='<w:lvlRestart w:val="1"/>')),
            [0, 1, 2, 1, 2, 0, 2],
            ["I.", "1.", "1)", "2.", "2)", "II.", "1)"],
            "a level that begins anew after the first level only",
        ),
    ],
)
def test_levels(lines: Lines, levels: tuple[str, ...], depths: list[int], expected: list[str], reason: str) -> None:
    body = "".join(item("x", depth) for depth in depths)
    assert [line.removesuffix(" x") for line in lines(body, numbering=numbering(*levels))] == expected, reason


SECOND_USE = '<w:num w:numId="2"><w:abstractNumId w:val="7"/>{}</w:num>'


def test_two_uses_of_a_list_count_on_together(lines: Lines) -> None:
    body = item("x") + item("x", num="2")
    assert lines(body, numbering=numbering(level(0, "decimal", "%1."), nums=SECOND_USE.format(""))) == ["1. x", "2. x"]


def test_a_use_with_a_start_of_its_own_begins_anew_once(lines: Lines) -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = item("x") + item("x") + item("x", num="2") + item("x", num="2")
    made = lines(body, numbering=numbering(level(0, "decimal", "%1."), nums=SECOND_USE.format(start)))
    assert made == ["1. x", "2. x", "1. x", "2. x"]


def test_a_use_may_change_a_level(lines: Lines) -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)")}</w:lvlOverride>'
    made = lines(item("x", num="2"), numbering=numbering(level(0, "decimal", "%1."), nums=SECOND_USE.format(own)))
    assert made == ["a) x"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
)


def test_numbers_of_a_style_and_of_one_based_on_it(lines: Lines) -> None:
    linked = level(0, "upperRoman", "%1.", extra='<w:pStyle w:val="Muc"/>') + level(
        1, "decimal", "%2.", extra='<w:pStyle w:val="Con"/>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        for style in ("Muc", "Con", "Con", "Muc")
    )
    assert lines(body, styles=STYLES, numbering=numbering(linked)) == ["I. x", "1. x", "2. x", "II. x"]


def test_a_paragraph_may_take_the_number_of_its_style_away(lines: Lines) -> None:
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = f'<w:p><w:pPr><w:pStyle w:val="Muc"/>{off}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    assert lines(body, styles=STYLES, numbering=numbering(level(0, "decimal", "%1."))) == ["x"]


def test_label_without_space_after_it(lines: Lines) -> None:
    glued = level(0, "decimal", "%1/", extra='<w:suff w:val="nothing"/>')
    assert lines(item("x"), numbering=numbering(glued)) == ["1/x"]


def test_empty_paragraph_is_counted_but_not_shown_outside_a_table(lines: Lines) -> None:
    assert lines(item("x") + item("") + item("y"), numbering=numbering(level(0, "decimal", "%1."))) == ["1. x", "3. y"]


def test_empty_numbered_cells_show_their_number(lines: Lines) -> None:
    def cell(inside: str) -> str:
        return f"<w:tc>{inside}</w:tc>"

    rows = "".join(f"<w:tr>{cell(item(''))}{cell(item('a', num='0'))}{cell(item('b', num='0'))}</w:tr>" for _ in range(2))
    assert lines(f"<w:tbl>{rows}</w:tbl>", numbering=numbering(level(0, "decimal", "%1"))) == ["1\ta\tb", "2\ta\tb"]


def test_a_label_stands_before_the_first_line_of_its_paragraph_only(lines: Lines) -> None:
    body = item("x").replace("</w:r>", "<w:br/><w:t>y</w:t></w:r>")
    assert lines(body, numbering=numbering(level(0, "decimal", "%1."))) == ["1. x", "y"]


@pytest.mark.parametrize("level_name", ["99", "-1", "x", ""])
def test_damaged_levels_show_no_number_or_the_first(lines: Lines, level_name: str) -> None:
    body = item("x").replace('<w:ilvl w:val="0"/>', f'<w:ilvl w:val="{level_name}"/>')
    assert lines(body, numbering=numbering(level(0, "decimal", "%1.")))[0] in {"x", "1. x"}


ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@given(st.integers(min_value=1, max_value=3999))
def test_roman_numerals_add_up_to_their_number(number: int) -> None:
    values = [ROMAN_VALUES[sign] for sign in roman(number)]
    total = sum(-v if any(v < later for later in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    assert total == number


@given(st.integers(min_value=1, max_value=700))
def test_letters_name_the_place_in_the_alphabet_by_repetition(number: int) -> None:
    made = letters(number)
    assert (len(made) - 1) * 26 + ord(made[0]) - ord("A") + 1 == number
    assert set(made) == {made[0]}
