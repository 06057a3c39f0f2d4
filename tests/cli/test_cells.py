"""A cell that a spreadsheet would run, and one that only looks odd."""

from __future__ import annotations

import csv
import io

import pytest

from extractor.cli.output import csv_rows, plain

FORMULAS = [
    *[(sign, "as typed") for sign in "=+-@"],
    *[(sign, "the wide form of East Asian keyboards") for sign in "＝＋－＠"],
    *[(sign, "the small form") for sign in "﹦﹢﹣﹫"],
    *[(sign, "a raised or lowered one") for sign in "⁼₊"],
    *[(sign, "goes on in the next cell") for sign in "\t\r\n"],
    (" =", "blanks are skipped by some"),
    ("\u00a0=", "a blank that does not break"),
    ("\u3000＝", "a wide blank before a wide sign"),
    ("\u2028+", "the end of a line"),
    ("\u200b=", "no width"),
    ("\ufeff=", "a byte order mark"),
    ("\u00ad-", "a soft hyphen is not seen"),
    ("\x00=", "a null"),
    ("\x1f@", "a control sign"),
    ("\u0301=", "a mark without a letter"),
    ("\u3164=", "a letter that is a blank"),
    (" \u200b\x0b=", "several of them"),
]

WORDS = [
    ("Trên 95% hộ", "a letter"),
    (" 95%", "a blank before a number"),
    ("", "nothing"),
    (" \u200b", "nothing that is seen"),
    ("hộ = 1", "a sign further on"),
    ("− 5", "the minus of mathematics begins no formula"),
    ("•=1", "what eyes see first is the bullet"),
    (-5.0, "a number stays a number"),
    (None, "nothing at all"),
    (True, "a truth"),
]


@pytest.mark.parametrize(("beginning", "reason"), FORMULAS, ids=[f"{row[0]!a} {row[1]}" for row in FORMULAS])
def test_no_cell_is_a_formula(beginning: str, reason: str) -> None:
    cell = f"{beginning}cmd|' /C calc'!A0"
    assert plain(cell) == "'" + cell, reason


@pytest.mark.parametrize(("cell", "reason"), WORDS, ids=[row[1] for row in WORDS])
def test_other_cells_stay_as_they_are(cell: object, reason: str) -> None:
    assert plain(cell) is cell, reason


def test_numbers_stay_numbers() -> None:
    assert plain(-5.0) == -5.0


def test_a_line_of_csv_is_one_cell_to_another_separator() -> None:
    file = io.StringIO()
    csv_rows(file, ["id", "subject", "low"], [[1, 'hộ;=1+1;\t"a"', None]])
    assert file.getvalue() == '"id","subject","low"\n"1","hộ;=1+1;\t""a""",""\n'
    assert list(csv.reader(file.getvalue().splitlines())) == [["id", "subject", "low"], ["1", 'hộ;=1+1;\t"a"', ""]]
