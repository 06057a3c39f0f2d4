"""``vanban import PATH … --db FILE``: files, folders and archives into the store."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.limits import limits_from, limits_option
from extractor.cli.options import db
from extractor.cli.said import Argument, Option, command
from extractor.errors import UnreadableError, VanbanError, WrongUseError

if TYPE_CHECKING:
    from extractor.importing.finding import Found
    from extractor.importing.run import Again, Run
    from extractor.limits import Limits
    from extractor.store import Store

_MIB = 1 << 20


def run_options() -> list[click.Parameter]:
    """What ``import`` and ``retry`` have in common."""
    return [
        db(),
        Option(["--workers"], "option_workers", placeholder="N", default="1"),
        Option(["--timeout"], "option_timeout", placeholder="N", default="120"),
        Option(["--memory"], "option_memory", placeholder="N", default="4096"),
        Option(["--no-language"], "option_no_language", is_flag=True),
        limits_option(),
    ]


@command(
    "import",
    Argument(["paths"], "argument_paths", placeholder="word_path", nargs=-1, required=True),
    *run_options(),
    Option(["--reprocess"], "option_reprocess", is_flag=True),
    Option(["--force"], "option_force", is_flag=True),
    example="vanban import van-ban/ --db kho.db",
)
def COMMAND(paths: tuple[str, ...], db: str, reprocess: bool, force: bool, **settings: object) -> int:
    """0 when every file has its record, 1 when some were held back, 3 when none has one."""
    from extractor.cli.opening import opened
    from extractor.importing import look

    found = look(paths, Path(db))
    if not found:
        raise VanbanError("nothing_to_import", path=", ".join(paths))
    if all(isinstance(item.error, UnreadableError) and item.error.code == "file_missing" for item in found):
        raise found[0].error or VanbanError("nothing_to_import", path=", ".join(paths))
    with opened(db, create=True) as store:
        again: Again = "all" if force else "outdated" if reprocess else "changed"
        return run_over(store, found, len(found), again=again, **settings)


def run_over(store: Store, found: Iterable[Found], total: int | None, *, again: Again, **settings: object) -> int:
    """Import ``found`` and tell how it goes; the exit code. Ctrl-C keeps what was done and tells that too."""
    from extractor.cli.progress import tell_summary, watched

    run = prepared(store, again=again, **settings)  # type: ignore[arg-type]  # click hands the options over by name
    try:
        with watched(total) as run.report:
            run.over(found)
    finally:
        tell_summary(run.summary)
    return run.summary.exit_code


def prepared(  # one parameter an option
    store: Store, *, again: Again, workers: str, timeout: str, memory: str, no_language: bool, limit: tuple[str, ...]
) -> Run:
    """The run that the options ask for."""
    from extractor.importing import Bounds, Ledger, Run, in_process, in_processes, read
    from extractor.pipeline import PIPELINE_VERSION

    bounds = Bounds(_whole("workers", workers), _whole("timeout", timeout), _whole("memory", memory) * _MIB)
    limits: Limits = limits_from(limit)
    executor = partial(in_processes, work=read, bounds=bounds) if bounds.workers else partial(in_process, work=read)
    return Run(
        Ledger(store, PIPELINE_VERSION),
        executor,
        limits,
        language=not no_language,
        again=again,
        marked=not bounds.workers,
    )


def _whole(name: str, typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise WrongUseError("bad_whole_number", name=f"--{name}", value=typed)
    return int(typed)
