"""``vanban status --db FILE``: what is being imported, what was, what is held back and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from extractor.cli.options import db, output_format
from extractor.cli.reasons import any_reason
from extractor.cli.said import Option, command

_COLUMNS = (
    *("path", "state", "reason", "message", "attempts", "size", "pages", "seconds", "reader", "warnings", "document_id"),
    *("sha256", "pipeline_version", "first_seen", "last_tried"),
)
_SHOWN = ("path", "reason", "message", "attempts", "last_tried")


@command(
    "status",
    db(),
    Option(["--all"], "option_all_files", is_flag=True),
    any_reason(),
    Option(["--report"], "option_report", placeholder="FILE"),
    output_format(),
    example="vanban status --db kho.db",
)
def COMMAND(db: str, all: bool, reason: str | None, report: str | None, format: str | None) -> int:
    """Always 0: that files are held back is the answer, not a failure of asking."""
    from extractor.cli.opening import opened
    from extractor.cli.output import default_format, show
    from extractor.importing.ledger import Ledger
    from extractor.queries.query import Answer

    format = format or default_format()
    with opened(db) as store:
        if report is not None:
            return _report(store, Path(report))
        ledger = Ledger(store, "")
        documents = store.connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        about = {"run": _run(store, format), "counts": ledger.counts(), "documents": documents}
        rows = ledger.rows(everything=all or reason is not None, reason=reason)
        show(Answer(rows, _COLUMNS, _SHOWN, about=about, rows_name="files" if all or reason else "held"), format)
    return 0


def _run(store: Any, format: str) -> object:
    """The run that goes on, or the last one: a sentence in a table, its numbers elsewhere."""
    from extractor.cli.run_words import run_facts, run_in_words
    from extractor.importing.runs import latest

    run = latest(store)
    if run is None:
        return None
    return run_in_words(run) if format == "table" else run_facts(run)


def _report(store: Any, out: Path) -> int:
    from extractor.cli.output import as_json
    from extractor.cli.report_page import write_report
    from extractor.messages import say

    write_report(store, out)
    print(say("report_done", path=out) if sys.stdout.isatty() else as_json({"path": str(out)}))
    return 0
