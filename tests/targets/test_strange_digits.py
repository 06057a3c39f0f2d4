"""Digits that are no figures ("⁷") stand in tables too."""

from extractor import targets
from extractor.tables import Table
from extractor.text import Span


def test_raised_digit_in_the_last_column() -> None:
    """A column is asked whether it numbers pages; ``"⁷".isdigit()`` holds, but ``int`` takes no such digit."""
    rows = (("1", "⁷"), ("2", "②"), ("3", "95"))
    table = Table(0, 9, 1, rows, (Span(0, 3), Span(3, 6), Span(6, 9)), header_rows=0)
    assert not targets._lists_pages(table)
