"""Which cells span what, from a letter a field; and tables that go on over very many pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import tables
from extractor.tables.spans import owners, spans_of
from extractor.text import Line, Text, source_from_lines


@pytest.mark.parametrize(
    ("reason", "marks", "expected"),
    [
        ("nothing spans", ["...", "..."], []),
        ("two columns", [".<."], [(0, 0, 1, 2)]),
        ("three rows", ["..", "^.", "^."], [(0, 0, 3, 1)]),
        ("two rows of two columns", [".<.", "^^."], [(0, 0, 2, 2)]),
        ("one below the other", ["..", "^.", "..", "^."], [(0, 0, 2, 1), (2, 0, 2, 1)]),
        ("a row of which nothing is known ends what spans", ["..", None, "^."], []),
    ],
)
def test_spanning_cells(reason: str, marks: list[str | None], expected: list[tuple[int, ...]]) -> None:
    assert [tuple(span) for span in spans_of(marks)] == expected, reason


@given(st.lists(st.text(".<^", min_size=4, max_size=4), max_size=8))
def test_spans_stay_within_the_table(marks: list[str]) -> None:
    for span in spans_of(marks):
        assert span.rows * span.columns > 1
        assert span.row + span.rows <= len(marks) and span.column + span.columns <= 4
    for line in marks:
        assert all(owner <= i for i, owner in enumerate(owners(line)))


def test_ten_thousand_rows_on_as_many_pages_as_they_need() -> None:
    """The header again on each page, a row cut at the end of every tenth; gathered in place, so it stays linear."""
    pieces: list[tuple[str, Line]] = []
    for page in range(1, 251):
        pieces.append(("TT\tXã\tSố", Line(0, 0, page=page, table=page)))
        if page > 1 and page % 10 == 1:
            pieces.append(("\tvà các thôn\t", Line(0, 0, page=page, table=page)))
        pieces += [(f"{40 * page + i}\tXã số {i}\t{i + 100}", Line(0, 0, page=page, table=page)) for i in range(40)]
    (table,) = tables.read(Text.of(source_from_lines(pieces, reader="test", media_type="text/plain", page_count=250)))
    assert len(table.data) == len(table.row_spans) - 1 == 10_000
    assert [note.code for note in table.notes].count("table_row_joined") == 24
    assert sum(row[1] == "Xã số 39 và các thôn" for row in table.data) == 24
