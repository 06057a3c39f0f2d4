"""Where files are read: ``--engine local``, processes of this machine, or ``dask``, those of a cluster."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from extractor.cli.said import Choice, Option
from extractor.errors import WrongUseError

if TYPE_CHECKING:
    from extractor.importing import Bounds, Executor

_ENGINES = ("local", "dask")


def engine_options() -> list[click.Parameter]:
    """The options by which a run is given its machines."""
    return [
        Option(["--engine"], "option_engine", type=Choice(_ENGINES), default="local"),
        Option(["--scheduler"], "option_scheduler", placeholder="URL"),
        Option(["--ship"], "option_ship", is_flag=True),
    ]


def executor_from(bounds: Bounds, stopped: Callable[[], bool], engine: str, scheduler: str | None, ship: bool) -> Executor:
    """The executor that the options ask for; ``WrongUseError`` where they do not go together."""
    from extractor.importing import in_process, in_processes, read

    if engine == "dask":
        from extractor.importing.cluster import in_cluster

        return partial(in_cluster, work=read, bounds=bounds, scheduler=scheduler, ship=ship, stopped=stopped)
    for name, given in (("--scheduler", scheduler), ("--ship", ship)):
        if given:
            raise WrongUseError("cluster_scheduler_only", name=name)
    return partial(in_processes, work=read, bounds=bounds) if bounds.workers else partial(in_process, work=read)
