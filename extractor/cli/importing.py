"""``vanban import PATH … --db FILE``: files, folders and archives into the store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from functools import partial
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.engines import engine_options, executor_from
from extractor.cli.limits import limits_from, limits_option
from extractor.cli.options import db
from extractor.cli.said import Argument, Option, command
from extractor.errors import UnreadableError, VanbanError
from extractor.typed import whole

if TYPE_CHECKING:
    from extractor.importing.finding import Found
    from extractor.importing.run import Again, Run
    from extractor.limits import Limits
    from extractor.store import Store

    #: Given whether to stop, and what to call while there is nothing: what to import, one list after the other.
    Passes = Callable[[Callable[[], bool], Callable[[], None]], Iterable[list[Found]]]

_MIB = 1 << 20
_MOST = 999_999_999  # of workers, seconds, mebibytes: the system's own integers hold it


def run_options() -> list[click.Parameter]:
    """What ``import`` and ``retry`` have in common."""
    return [
        db(),
        Option(["--workers"], "option_workers", placeholder="N", default="1"),
        Option(["--timeout"], "option_timeout", placeholder="N", default="120"),
        Option(["--memory"], "option_memory", placeholder="N", default="900"),
        Option(["--no-language"], "option_no_language", is_flag=True),
        Option(["--allow-secret"], "option_allow_secret", is_flag=True),
        *engine_options(),
        limits_option(),
    ]


@command(
    "import",
    Argument(["paths"], "argument_paths", placeholder="word_path", nargs=-1, required=True),
    *run_options(),
    Option(["--reprocess"], "option_reprocess", is_flag=True),
    Option(["--force"], "option_force", is_flag=True),
    Option(["--watch"], "option_watch", is_flag=True),
    Option(["--settle"], "option_settle", placeholder="N", default="10"),
    example="vanban import van-ban/ --db kho.db",
)
def COMMAND(paths: tuple[str, ...], db: str, reprocess: bool, force: bool, watch: bool, settle: str, **settings: object) -> int:
    """0 when every file has its record, 1 when some were held back, 3 when none has one."""
    from extractor.cli.opening import opened

    again: Again = "all" if force else "outdated" if reprocess else "changed"
    passes = _watching(paths, Path(db), whole("--settle", settle, most=_MOST)) if watch else _once(paths, Path(db))
    with opened(db, create=True) as store:
        return run_over(store, passes, again=again, command="watch" if watch else "import", **settings)


def _once(paths: tuple[str, ...], db: Path) -> Passes:
    """What is there now; ``VanbanError`` where there is nothing."""
    from extractor.importing import look

    found = look(paths, db)
    if not found:
        raise VanbanError("nothing_to_import", path=", ".join(paths))
    if all(isinstance(item.error, UnreadableError) and item.error.code == "file_missing" for item in found):
        raise found[0].error or VanbanError("nothing_to_import", path=", ".join(paths))
    return lambda stopped, idle: [found]


def _watching(paths: tuple[str, ...], db: Path, settle: int) -> Passes:
    """What is there and what comes, each file when it is stable."""
    from extractor.importing import look
    from extractor.importing.watch import Watch

    missing = [path for path in paths if not Path(path).exists()]
    if missing:
        raise UnreadableError("file_missing", path=missing[0])
    return Watch(lambda: look(paths, db), float(settle)).passes


def run_over(store: Store, passes: Passes, *, again: Again, command: str, **settings: object) -> int:
    """Import what ``passes`` gives and tell how it goes, for as long as anybody listens; the exit code. Ctrl-C keeps what was
    done and tells that too."""
    from extractor.cli.progress import tell_summary, watched
    from extractor.cli.running import INTERRUPTED, complain
    from extractor.cli.stopping import asked_to_stop
    from extractor.cli.unread import Unread
    from extractor.importing.runs import entered
    from extractor.messages import say

    run, workers = prepared(store, again=again, **settings)  # type: ignore[arg-type]  # click hands them over by name
    summary = run.summary
    with (
        redirect_stdout(Unread(sys.stdout)),
        entered(store, summary, command=command, version=run.ledger.version, workers=workers) as row,
        asked_to_stop(say("stopping")) as run.stopped,
    ):
        try:
            with watched(summary) as (run.report, show):

                def tick(state: str = "running") -> None:
                    row.touch(summary, state)
                    show()

                run.beside, run.beat = row.note, tick
                for found in passes(run.stopped, partial(tick, "waiting")):
                    summary.total += len(found)
                    run.over(found)
        finally:
            tell_summary(summary)
    if command == "watch":
        return summary.exit_code if summary.counts else 0
    if summary.stopped:
        complain(say("interrupted"))
        return INTERRUPTED
    return summary.exit_code


def prepared(  # one parameter an option
    store: Store,
    *,
    again: Again,
    workers: str,
    timeout: str,
    memory: str,
    no_language: bool,
    allow_secret: bool,
    limit: tuple[str, ...],
    **machines: Any,
) -> tuple[Run, int]:
    """The run that the options ask for, and how many workers it has."""
    from extractor.importing import Bounds, Ledger, Run, apart, here
    from extractor.pipeline import PIPELINE_VERSION

    most = whole("--memory", memory, most=_MOST) * _MIB
    seconds = whole("--timeout", timeout, most=_MOST) or inf
    bounds = Bounds(whole("--workers", workers, most=_MOST), seconds, most)
    limits: Limits = limits_from(limit)
    in_this_process = not bounds.workers and machines["engine"] == "local"

    def stopped() -> bool:
        return run.stopped()  # who tells it is known when it runs

    run = Run(
        Ledger(store, PIPELINE_VERSION),
        executor_from(bounds, stopped, **machines),
        limits,
        language=not no_language,
        again=again,
        marked=in_this_process,
        unpacking=here if in_this_process else partial(apart, bounds=bounds),
        secret=allow_secret,
    )
    return run, bounds.workers
