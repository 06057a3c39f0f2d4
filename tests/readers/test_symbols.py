"""Characters of symbol fonts, and raised digits."""

from __future__ import annotations

import csv

import pytest

from extractor.readers.symbols import raised, symbol, with_symbols
from extractor.resources import model_path


def test_every_row_of_the_table_names_one_character_once() -> None:
    with model_path("symbols.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len({(row["font"], row["code"]) for row in rows}) == len(rows) > 20
    for row in rows:
        assert len(row["character"]) == 1 and row["reason"], row
        assert symbol(row["font"], f"F0{row['code']}") == row["character"]


@pytest.mark.parametrize(
    ("font", "code", "expected"),
    [
        ("Symbol", "F0B3", "≥"),
        ("symbol", "00B3", "≥"),  # without the private prefix
        ("Arial", "00B3", "³"),  # a usual font draws the character itself
        ("Wingdings", "F099", "\uf099"),  # not known: kept, so that it can be seen
        ("Symbol", "", ""),
        ("Symbol", "0001", ""),  # a control character
        ("Symbol", "D800", ""),  # half a character
        ("Symbol", "FFFFFFFF", ""),
    ],
)
def test_symbol(font: str, code: str, expected: str) -> None:
    assert symbol(font, code) == expected


def test_private_characters_are_taken_from_the_run_s_font() -> None:
    assert with_symbols("đạt \uf0b3 95%", "Symbol") == "đạt ≥ 95%"
    assert with_symbols("\uf0fc đạt", "Wingdings") == "✓ đạt"
    assert with_symbols("95% trở lên", None) == "95% trở lên"


@pytest.mark.parametrize(
    ("before", "words", "expected"),
    [
        ("120 m", "2", "2"),
        ("5km", "2", "2"),
        ("(m", "3", "3"),
        ("95%", "1", "¹"),
        ("năm 2024", "12", "¹²"),
        ("chương trình xóm", "2", "²"),  # a word that ends in m is no metre
        ("Điều 5", "[1]", "[1]"),
        ("", "1", "¹"),
    ],
)
def test_raised(before: str, words: str, expected: str) -> None:
    assert raised(words, before) == expected
