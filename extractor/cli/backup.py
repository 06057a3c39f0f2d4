"""``vanban backup --db FILE --out COPY``: a whole copy of the store, even while an import is writing."""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.cli.options import db
from extractor.cli.said import Option, command


@command(
    "backup",
    db(),
    Option(["--out"], "option_backup_out", placeholder="FILE", required=True),
    Option(["--force"], "option_backup_force", is_flag=True),
    example="vanban backup --db kho.db --out kho-2026-11-22.db",
)
def COMMAND(db: str, out: str, force: bool) -> int:
    """0 when the copy is whole and in its place."""
    from extractor.cli.opening import opened
    from extractor.cli.output import as_json
    from extractor.integrity import backup
    from extractor.messages import say

    with opened(db) as store:
        size = backup(store, Path(out), replace=force)
    print(say("backup_done", path=out, size=size) if sys.stdout.isatty() else as_json({"path": out, "size": size}))
    return 0
