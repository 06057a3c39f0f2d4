"""How a run is watched: a bar on a terminal, one line of JSON a file elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from extractor.cli.output import as_json, in_words
from extractor.importing import HELD, Summary
from extractor.importing.run import Event

Report = Callable[[Event], None]


@contextmanager
def watched(total: int | None) -> Iterator[Report]:
    """A function to call with every event while the run lasts."""
    if sys.stdout.isatty():
        with _bar(total) as report:
            yield report
    else:
        yield _line


def _line(event: Event) -> None:
    """Files passed over are only counted: a second run over an archive has nothing to say of each."""
    if "unchanged" not in event:
        print(as_json(event), flush=True)


@contextmanager
def _bar(total: int | None) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[file]}", markup=False))
    with Progress(*columns, console=Console(highlight=False), transient=True) as progress:
        task = progress.add_task("", total=total, file="")

        def report(event: Event) -> None:
            progress.update(task, advance=1, file=_name(event))
            if event["reason"] in HELD and "unchanged" not in event:
                progress.console.print(f"{event['reason']}  {in_words(event['message'])}", markup=False)

        yield report


def _name(event: Event) -> str:
    return in_words(str(event["path"]).rsplit("/", 1)[-1])


def tell_summary(summary: Summary) -> None:
    """The end of a run: one sentence on a terminal, one line of JSON elsewhere."""
    from extractor.messages import say

    if not sys.stdout.isatty():
        counts: dict[str, Any] = dict(summary.counts.most_common())
        told = {"counts": counts, "unchanged": summary.unchanged, "held": summary.held}
        print(as_json({"summary": told}), flush=True)
        return
    counted = ", ".join(f"{reason} {n}" for reason, n in summary.counts.most_common())
    print(say("import_summary", files=summary.counts.total(), unchanged=summary.unchanged, counts=counted))
    if summary.held:
        print(say("import_held", held=summary.held))


def tell_nothing(words: str) -> None:
    """There was nothing to do: the sentence on a terminal, an empty summary elsewhere."""
    if sys.stdout.isatty():
        print(words)
    else:
        tell_summary(Summary())
