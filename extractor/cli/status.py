"""``vanban status --db FILE``: what was imported, what is held back and why."""

from __future__ import annotations

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
    output_format(),
    example="vanban status --db kho.db",
)
def COMMAND(db: str, all: bool, reason: str | None, format: str | None) -> int:
    """Always 0: that files are held back is the answer, not a failure of asking."""
    from extractor.cli.opening import opened
    from extractor.cli.output import show
    from extractor.importing.ledger import Ledger
    from extractor.queries.query import Answer

    with opened(db) as store:
        ledger = Ledger(store, "")
        documents = store.connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        about = {"counts": ledger.counts(), "documents": documents}
        rows = ledger.rows(everything=all or reason is not None, reason=reason)
        show(Answer(rows, _COLUMNS, _SHOWN, about=about, rows_name="files" if all or reason else "held"), format)
    return 0
