"""Rows on their way out: a table for eyes, JSON for programs, CSV for spreadsheets.

JSON and CSV are written row by row as the database gives them; only a table has to see all its rows to know its widths, so it
stops at ``_TABLE_ROWS`` and says so.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice
from typing import IO, Any

from extractor.cli.formulas import is_formula
from extractor.messages import say
from extractor.queries.query import Answer, Record
from extractor.queries.values import shown_value

_TABLE_ROWS = 500


def show(answer: Answer, wanted: str | None, *, paged: bool = False) -> None:
    """Write ``answer`` in the format asked for: table on a terminal, JSON elsewhere when none was."""
    WRITERS[wanted or default_format()](answer, paged)
    for note in answer.notes:  # beside the rows, so that JSON and CSV stay what they are
        print(say(note.code, **note.params), file=sys.stderr)


def default_format() -> str:
    """``table`` on a terminal, ``json`` elsewhere."""
    return "table" if sys.stdout.isatty() else "json"


def write_json(answer: Answer, paged: bool) -> None:
    """An array of rows, one a line; with facts about the answer an object that holds the array last."""
    out = sys.stdout.write
    if answer.about is not None:
        out("{")
        for name, value in answer.about.items():
            out(f"{as_json(name)}: {as_json(value)},\n")
        out(f"{as_json(answer.rows_name)}: ")
    separator = "[\n"
    for row in answer.rows:
        out(separator + as_json(row))
        separator = ",\n"
    out("[]" if separator == "[\n" else "\n]")
    out("}\n" if answer.about is not None else "\n")


def write_csv(answer: Answer, paged: bool) -> None:
    """A header line and the rows; nested values as JSON, formulas made harmless."""
    csv_rows(sys.stdout, answer.columns, ([row.get(name) for name in answer.columns] for row in _flat(answer)))


def csv_rows(file: IO[str], columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """Every cell between quotation marks: to LibreOffice, told that ``;`` separates, a line then is one cell.

    Of ``1,hộ;=1+1`` it makes a living formula, of ``1,"hộ;=1+1"`` too. A number between marks is still a number to it. Where
    the text has several lines it splits them all the same (docs/commands.md).
    """
    writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows(map(plain, row) for row in rows)


def as_json(value: Any) -> str:
    """One line of JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def plain(value: Any) -> Any:
    """A cell of CSV or of a spreadsheet: nested values as JSON, words that look like a formula behind an apostrophe."""
    if isinstance(value, (dict, list)):
        value = as_json(value)
    if isinstance(value, str) and is_formula(value):
        return "'" + value
    return value


def _flat(answer: Answer) -> Iterable[Record]:
    return map(answer.flat, answer.rows) if answer.flat else answer.rows


def write_table(answer: Answer, paged: bool) -> None:
    """The columns a terminal has room for, under their names in the reader's language."""
    from rich.console import Console
    from rich.table import Table

    console = Console(file=sys.stdout, highlight=False)
    for line in _facts(answer.about):
        console.print(line, markup=False)
    rows = list(islice(_flat(answer), None if paged else _TABLE_ROWS + 1))
    if not rows:
        console.print(say("nothing_found"))
        return
    table = Table(header_style="bold", show_lines=True)
    for name in answer.shown:
        table.add_column(column_title(name, answer.rows_name), overflow="fold")
    for row in rows[: None if paged else _TABLE_ROWS]:
        table.add_row(*(_cell(name, row) for name in answer.shown))
    console.print(table)
    if not paged and len(rows) > _TABLE_ROWS:
        console.print(say("table_cut", rows=_TABLE_ROWS), markup=False)


def _cell(name: str, row: Record) -> Any:
    from rich.text import Text

    value = CELLS[name](row) if name in CELLS else row.get(name)
    return Text(in_words(value))


def in_words(value: Any) -> str:
    """A value in a table: nothing for null, ✓ for yes, no control characters that a terminal would obey."""
    if value is None or value is False:
        return ""
    if value is True:
        return "✓"
    words = value if isinstance(value, str) else as_json(value)
    return "".join(c if c.isprintable() or c == "\n" else " " for c in words)


#: columns a table has beyond the fields of its rows, or says in words
CELLS: dict[str, Callable[[Record], str]] = {
    "value": shown_value,
    "state": lambda row: say(f"state_{row['state']}"),
}


def column_title(name: str, rows: str = "") -> str:
    """The column's name in the reader's language, that of this kind of rows first; a year or an unknown name as it is."""
    for code in (f"column_{rows}_{name}", f"column_{name}"):
        with suppress(KeyError):
            return say(code)
    return name


def _facts(about: Record | None) -> Iterable[str]:
    """What a table says above its rows: each fact that is not empty, one a line."""
    for name, value in (about or {}).items():
        words = _fact(value)
        if words:
            yield f"{column_title(name)}: {words}"


def _fact(value: Any) -> str:
    """A fact on one line: lists joined, counted values with their counts."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_fact, value)))
    if isinstance(value, dict):
        if value.keys() == {"value", "count"}:
            return f"{in_words(value['value'])} ×{value['count']}"
        parts = ((column_title(key), _fact(inner)) for key, inner in value.items())
        return ", ".join(f"{title} {words}" for title, words in parts if words)
    return in_words(value)


WRITERS: dict[str, Callable[[Answer, bool], None]] = {"table": write_table, "json": write_json, "csv": write_csv}
