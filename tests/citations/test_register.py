"""Registers: what the cells beside a number say of it, and of nothing else."""

from __future__ import annotations

import pytest

from extractor.citations import find, registered
from extractor.citations.register import Register
from extractor.tables import Table
from extractor.text import Span

HEAD = "TT\tSố, ký hiệu\tNgày ban hành\tTrích yếu\tCơ quan ban hành"
NEXT = "2\t16/QĐ-SYT\t27/4/2031\tVề trực đông\tSở Y tế"


def read(source: str, header_rows: int) -> tuple[str, Register]:
    """The register in ``source``, a table from its first line to its last."""
    lines = source.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    spans = tuple(Span(at, at + len(line)) for at, line in zip(starts, lines, strict=True))
    table = Table(0, len(source), 1, tuple(tuple(line.split("\t")) for line in lines), spans, header_rows)
    return source, registered(source, [table], find(source))


ROWS = [
    ("1\t15/QĐ-SYT\t26/4/2031\tVề trực hè\tSở Y tế", ("2031-04-26", "Về trực hè", "Sở Y tế"), "all cells filled"),
    ("1\t15/QĐ-SYT\t\tVề trực hè\t", (None, "Về trực hè", None), "an empty cell tells nothing"),
    ("1\t15/QĐ-SYT\t31/2/2031\tVề trực hè", (None, "Về trực hè", None), "a day that is none, a cell that is missing"),
    ("1\ttheo Quyết định 15/QĐ-SYT\t26/4/2031\tVề trực hè\t", (None, None, None), "the cell holds more than a number"),
]


@pytest.mark.parametrize(("row", "want", "reason"), ROWS)
def test_rows(row: str, want: tuple[str | None, ...], reason: str) -> None:
    text, register = read(f"{HEAD}\n{row}\n{NEXT}", 1)
    first, second = register.citations
    assert (first.issued_on, first.title, first.issuer) == want, reason
    assert second.issued_on == "2031-04-27", "the other row is whole"
    days = [day.of(text) for day in register.days]
    assert days == [row.split("\t")[2]] * (want[0] is not None) + ["27/4/2031"]


def test_without_a_header_cells_say_nothing() -> None:
    source = f"1\t15/QĐ-SYT\t26/4/2031\tVề trực hè\tSở Y tế\n{NEXT}"
    assert read(source, 0)[1] == Register(find(source), [])
