"""``vanban check --db FILE``: whether the store is sound, and ``--repair`` for what can be rebuilt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.cli.options import db, output_format
from extractor.cli.said import Option, command

if TYPE_CHECKING:
    from extractor.integrity import Fault
    from extractor.store import Store

_COLUMNS = ("code", "message", "path", "document_id", "cure")


@command(
    "check",
    db(),
    Option(["--repair"], "option_repair", is_flag=True),
    Option(["--quick"], "option_quick", is_flag=True),
    output_format(),
    example="vanban check --db kho.db --repair",
)
def COMMAND(db: str, repair: bool, quick: bool, format: str | None) -> int:
    """0 the store is sound (or is again, after ``--repair``), 1 faults are left."""
    from contextlib import suppress
    from sqlite3 import DatabaseError

    from extractor.cli.opening import opened
    from extractor.cli.output import show
    from extractor.cli.progress import counted
    from extractor.cli.running import complain
    from extractor.importing.runs import refuse_second
    from extractor.integrity import check
    from extractor.integrity import repair as cured
    from extractor.messages import say
    from extractor.queries.query import Answer

    def faults(store: Store) -> list[Fault]:
        with counted(say("progress_store_file", path=db)) as step:
            return list(check(store, quick=quick, step=step, unseen=unseen))

    def unseen(table: str, error: str) -> None:
        complain(say("check_index_unseen", table=table, error=error))

    with opened(db) as store:
        if repair:
            with suppress(DatabaseError):  # of a broken file the check itself tells
                refuse_second(store)
        found = faults(store)
        left = cured(store, found) if repair else found
        if repair and found and not left:
            left = faults(store)
        about = {"faults": len(found), "repaired": len(found) - len(left) if repair else 0}
        show(Answer(map(_row, found), _COLUMNS, ("message", "cure"), about=about, rows_name="found"), format)
    return 1 if left else 0


def _row(fault: Fault) -> dict[str, object]:
    from extractor.messages import say

    message = say(fault.code, **fault.params)
    cure = say(f"cure_{fault.cure}") if fault.cure else None
    return {"code": fault.code, "message": message, "path": fault.path, "document_id": fault.document_id, "cure": cure}
