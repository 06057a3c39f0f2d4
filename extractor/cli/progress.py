"""How what takes long is watched: a bar with rates and counts on a terminal, one line of JSON a file elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from extractor.cli.durations import left, rates
from extractor.cli.output import as_json, in_words
from extractor.importing import HELD, Summary
from extractor.importing.run import Event
from extractor.messages import say

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

Report = Callable[[Event], None]
Shown = tuple[Report, Callable[[], None]]


@contextmanager
def watched(summary: Summary) -> Iterator[Shown]:
    """A function to call with every event while the run lasts, and one to call when time has passed."""
    if sys.stdout.isatty():
        with _bar(summary) as shown:
            yield shown
    else:
        yield _line, lambda: None


def _line(event: Event) -> None:
    """Files passed over are only counted: a second run over an archive has nothing to say of each."""
    if "unchanged" not in event:
        print(as_json(event), flush=True)


@contextmanager
def _bar(summary: Summary) -> Iterator[Shown]:
    last = ""
    with _live() as live:

        def show() -> None:
            live.update(_picture(summary, last))

        def report(event: Event) -> None:
            nonlocal last
            last = _name(event)
            if event["reason"] in HELD and "unchanged" not in event:
                live.console.print(f"{event['reason']}  {in_words(event['message'])}", markup=False)
            show()

        yield report, show


@contextmanager
def counted(first: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with how many documents are done, of how many; ``first`` is shown until it is called. Only a terminal
    is told."""
    if not sys.stdout.isatty():
        yield lambda done, total: None
        return
    from rich.text import Text

    began = time.monotonic()
    with _live() as live:
        live.update(Text(first))

        def step(done: int, total: int) -> None:
            words = say("progress_documents", done=done, total=total)
            seconds = (time.monotonic() - began) / done * (total - done) if done else None
            live.update(_line_of(done, total, "  ".join((words, *left(seconds)))))

        yield step


def _live() -> Live:
    from rich.console import Console
    from rich.live import Live

    return Live(console=Console(highlight=False), transient=True, refresh_per_second=4)


def _picture(summary: Summary, last: str) -> RenderableType:
    """Two lines: the bar with how far and how fast; what became of the files, and which was the last."""
    from rich.console import Group
    from rich.text import Text

    line = _line_of(summary.counts.total(), summary.total, how_far(summary))
    counts = ", ".join(f"{reason} {n}" for reason, n in summary.counts.most_common())
    return Group(line, Text(f"{counts}  {last}", no_wrap=True, overflow="ellipsis"))


def _line_of(done: int, total: int, words: str) -> RenderableType:
    """A bar, and ``words`` beside it."""
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    line = Table.grid(padding=(0, 1))
    line.add_row(ProgressBar(total=max(total, 1), completed=done, width=30), Text(words))
    return line


def how_far(summary: Summary) -> str:
    """Done, of how many, how fast, how long still."""
    done, pace = summary.counts.total(), summary.pace.rates()
    words = say("progress_files", done=done, total=summary.total)
    if pace is None:
        return words
    seconds = (summary.total - done) / pace[0] if pace[0] else None
    return "  ".join((words, *rates(*pace), *left(seconds)))


def _name(event: Event) -> str:
    return in_words(str(event["path"]).rsplit("/", 1)[-1])


def tell_summary(summary: Summary) -> None:
    """The end of a run: one sentence on a terminal, one line of JSON elsewhere."""
    if not sys.stdout.isatty():
        counts: dict[str, Any] = dict(summary.counts.most_common())
        told = {"counts": counts, "unchanged": summary.unchanged, "held": summary.held}
        print(as_json({"summary": told}), flush=True)
        return
    counted = ", ".join(f"{reason} {n}" for reason, n in summary.counts.most_common())
    print(say("import_summary", files=summary.counts.total(), unchanged=summary.unchanged, counts=counted))
    if summary.held:
        print(say("import_held", held=summary.held))
        for reason, n in summary.counts.most_common():
            if reason in HELD:
                print(f"  {reason} {n}: {say(f'advice_{reason}')}")


def tell_nothing(words: str) -> None:
    """There was nothing to do: the sentence on a terminal, an empty summary elsewhere."""
    if sys.stdout.isatty():
        print(words)
    else:
        tell_summary(Summary())
