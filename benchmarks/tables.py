"""How many cells of known tables are read in their place (table, row, column, words), format by format.

The tables of ``table_cases`` (written ones: broken lines, empty cells, spans, headers of several lines, over three pages, a
row cut by the page's end, a table in a table, one table right behind another; and tables by lot) are printed in each format
of ``table_formats`` and read back through the whole reading of a document. A cell that is read where none was printed counts
against it too.

    python benchmarks/tables.py [--lot 12] [--show] [format …]

Goal: 0.97 in every format.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from table_cases import WRITTEN, Case, Printed, Rows, drawn_by_lot
from table_formats import FORMATS

from extractor import tables
from extractor.limits import DEFAULT
from extractor.readers import read
from extractor.repair import repair


class Score(NamedTuple):
    """Filled cells: in place, printed, read."""

    hit: int
    printed: int
    read: int

    @property
    def share(self) -> float:
        """In place among those printed or read, whichever are more."""
        return self.hit / max(self.printed, self.read, 1)


def read_tables(path: Path) -> list[tables.Table]:
    """The tables of a document, as the pipeline reads them."""
    return tables.read(repair(read(path, DEFAULT)))


def score(want: list[Rows], have: list[Rows]) -> Score:
    """Each table printed is held against the one of those read that has most of its cells."""
    left = [_places(rows) for rows in have]
    read = sum(map(len, left))
    hit = 0
    for places in map(_places, want):
        best = max(left, key=lambda other: len(places & other), default=set())
        hit += len(places & best)
        if best in left:
            left.remove(best)
    return Score(hit, sum(len(_places(rows)) for rows in want), read)


def _places(rows: Rows) -> set[tuple[int, int, str]]:
    return {(i, j, " ".join(words.split())) for i, row in enumerate(rows) for j, words in enumerate(row) if words.strip()}


def score_of(case: Case, form: str, folder: Path) -> tuple[Score, list[tables.Table]]:
    """The score of one case printed in one format, and the tables read."""
    extension, render = FORMATS[form]
    path = folder / f"bang.{extension}"
    render(case, path)
    found = read_tables(path)
    want = [printed.expected() for printed in case.expected()]
    return score(want, [[list(row) for row in table.rows] for table in found]), found


def cases(lot: int) -> list[Case]:
    """The written cases and ``lot`` of those made by lot."""
    return [*WRITTEN, *map(drawn_by_lot, range(lot))]


def main() -> None:
    """Print the share of each format."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("formats", nargs="*", default=list(FORMATS))
    parser.add_argument("--lot", type=int, default=12)
    parser.add_argument("--show", action="store_true", help="print the cells of every case that is not whole")
    options = parser.parse_args()
    for form in options.formats or FORMATS:
        total = Score(0, 0, 0)
        low: list[str] = []
        for case in cases(options.lot):
            if form in case.skip:
                continue
            with tempfile.TemporaryDirectory() as folder:
                found, read_ = score_of(case, form, Path(folder))
            total = Score(*map(sum, zip(total, found, strict=True)))
            if found.share < 1:
                low.append(f"{case.name} {found.share:.2f}")
                if options.show:
                    _show(case, case.expected(), read_)
        sys.stdout.write(
            f"{form:14} {total.share:.4f}  ({total.hit} of {total.printed}, {total.read} read)  {'; '.join(low)}\n"
        )


def _show(case: Case, want: list[Printed], have: list[tables.Table]) -> None:
    sys.stdout.write(f"== {case.name}\n")
    for printed in want:
        sys.stdout.writelines(f"   want {row}\n" for row in printed.expected())
    for table in have:
        sys.stdout.write(f"   -- caption {table.caption!r} unit {table.unit!r} header {table.header_rows}\n")
        sys.stdout.writelines(f"   have {list(row)}\n" for row in table.rows)


if __name__ == "__main__":
    main()
