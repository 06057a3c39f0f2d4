"""The report as one page of HTML that needs nothing else: no script, no network, printable, every word of a file escaped.

What has to be done comes first: the files held back, by reason, each reason with what to do about it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.cli.output import column_title, in_words
from extractor.errors import StoreError
from extractor.messages import language, say

if TYPE_CHECKING:
    from extractor.importing.report import Report, Table
    from extractor.store import Store

#: columns of moments, in UTC in the store and in the reader's own time on the page
_MOMENTS = ("started_at", "ended_at", "last_tried")
#: columns of one word, which is not to be broken
_NUMBER = ' class="number"'
_SHORT = dict.fromkeys(("reason", "reader", "warning", "number", "issued_on"), ' class="short"')


def write_report(store: Store, out: Path) -> None:
    """Write the page to ``out``, whole or not at all; ``StoreError`` where that cannot be."""
    from extractor.importing.report import report

    page = render(report(store), store.path)
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=out.parent, suffix=".html", delete=False) as file:
            try:
                file.write(page)
                file.close()
                Path(file.name).chmod(0o644)
                os.replace(file.name, out)  # noqa: PTH105  # over an older report
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise StoreError("export_failed", path=out, error=error.strerror or str(error)) from error


def render(facts: Report, store: Path) -> str:
    """The page."""
    title = say("report_title", store=store.name)
    made = say("report_made", path=store.resolve(), time=datetime.now().astimezone().strftime("%d/%m/%Y %H:%M"))
    return "\n".join(
        (
            f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
            f'<h1>{_text(title)}</h1>\n<p class="quiet">{_text(made)}</p>',
            *_figures(facts),
            *_contents(facts),
            *_reasons(facts.reasons),
            *(piece for table in facts.held for piece in _held(table)),
            *(piece for table in facts.others if table.count for piece in _section(table)),
            "</body>\n</html>\n",
        )
    )


def _figures(facts: Report) -> Iterator[str]:
    yield '<ul class="figures">'
    for name, value in facts.figures.items():
        yield f"<li><b>{_number(value)}</b> {_text(column_title(name, 'report'))}</li>"
    yield "</ul>"
    if facts.run is not None:
        from extractor.cli.run_words import run_in_words

        yield f"<p>{_text(run_in_words(facts.run))}</p>"


def _contents(facts: Report) -> Iterator[str]:
    yield "<nav><ul>"
    for table in facts.held:
        yield f'<li><a href="#{table.params["reason"]}">{_text(_held_title(table))}</a></li>'
    for table in facts.others:
        if table.count:
            yield f'<li><a href="#{table.code}">{_text(_title(table))}</a></li>'
    yield "</ul></nav>"
    if not facts.held:
        yield f"<p>{_text(say('nothing_held'))}</p>"


def _reasons(table: Table) -> Iterator[str]:
    """Every reason with a bar as long as its part of the whole, and what it means."""
    whole = max(sum(row["files"] for row in table.rows), 1)
    yield f'<section id="{table.code}">\n<h2>{_text(say("report_reasons"))}</h2>\n<table>'
    yield _head(table, "meaning")
    for row in table.rows:
        part = 100 * row["files"] / whole
        cells = "".join(_cell(name, row) for name in table.columns[1:])
        bar = f'<div class="bar" style="width:{part:.1f}%"></div>'
        words = _text(say(f"reason_{row['reason']}"))
        yield f"<tr><td>{row['reason']}{bar}</td>{cells}<td>{words}</td></tr>"
    yield "</tbody></table>\n</section>"


def _held(table: Table) -> Iterator[str]:
    reason = str(table.params["reason"])
    yield f'<section id="{reason}">\n<h2 class="held">{_text(_held_title(table))}</h2>'
    yield f'<p class="todo"><b>{_text(say("report_todo"))}</b> {_text(say(f"advice_{reason}"))}</p>'
    yield from _rows(table, f"vanban status --reason {reason} --format csv")


def _section(table: Table) -> Iterator[str]:
    yield f'<section id="{table.code}">\n<h2>{_text(_title(table))}</h2>'
    yield f"<p>{_text(say(f'report_{table.code}_about'))}</p>"
    yield from _rows(table, "vanban duplicates --format csv" if table.code == "near" else "vanban status --all --format csv")


def _rows(table: Table, command: str) -> Iterator[str]:
    yield "<table>"
    yield _head(table)
    for row in table.rows:
        yield f"<tr>{''.join(_cell(name, row) for name in table.columns)}</tr>"
    yield "</tbody></table>"
    if table.count > len(table.rows):
        more = say("report_more", shown=len(table.rows), count=table.count, command=command)
        yield f'<p class="quiet">{_text(more)}</p>'
    yield "</section>"


def _title(table: Table) -> str:
    return f"{say(f'report_{table.code}')} ({table.count})"


def _held_title(table: Table) -> str:
    return say("report_held", reason=table.params["reason"], count=table.count)


def _head(table: Table, *more: str) -> str:
    """The names of the columns, those of numbers above the numbers."""
    numbers = {name for row in table.rows for name in table.columns if isinstance(row[name], (int, float))}
    cells = (
        f"<th{_NUMBER if name in numbers else ''}>{_text(column_title(name, table.code))}</th>"
        for name in (*table.columns, *more)
    )
    return f"<thead><tr>{''.join(cells)}</tr></thead><tbody>"


def _cell(name: str, row: dict[str, Any]) -> str:
    value = row[name]
    if isinstance(value, (int, float)):
        return f'<td class="number">{_number(value)}</td>'
    if name in _MOMENTS and value:
        return f'<td class="short">{_text(datetime.fromisoformat(value).astimezone().strftime("%d/%m/%Y %H:%M"))}</td>'
    if name in ("state", "kind") and value:
        return f"<td>{_text(_said(f'{name}_{value}', value))}</td>"
    return f"<td{_SHORT.get(name, '')}>{_text(value)}</td>"


def _said(code: str, value: str) -> str:
    try:
        return say(code)
    except KeyError:
        return value


def _number(value: float | None) -> str:
    """Thousands apart by a narrow space, which is read alike in both languages."""
    return "" if value is None else f"{value:,}".replace(",", "\u202f")


def _text(value: object) -> str:
    """Words that stand for themselves, whatever is in them."""
    return escape(in_words(value))


_STYLE = """
:root { --line: #d0d4da; --quiet: #5b6470; --held: #9a3412; --bar: #3b6ea8; }
body { font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1f24; background: #fff; }
h1 { font-size: 1.6rem; margin-bottom: 0; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem; }
h2.held { color: var(--held); }
.quiet { color: var(--quiet); }
.todo { border-left: 4px solid var(--held); padding: .3rem .8rem; background: #fdf3ee; }
.figures { display: flex; flex-wrap: wrap; gap: .6rem 2rem; padding: 0; list-style: none; }
.figures b { font-size: 1.4rem; }
nav ul { columns: 2; padding-left: 1.2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { color: var(--quiet); font-weight: 600; overflow-wrap: normal; }
.short { white-space: nowrap; overflow-wrap: normal; }
.number { text-align: right; white-space: nowrap; overflow-wrap: normal; }
.bar { height: 4px; background: var(--bar); min-width: 1px; }
@media print { body { max-width: none; margin: 0; font-size: 11px; } nav { display: none; } h2 { break-after: avoid; }
  tr { break-inside: avoid; } }
"""
