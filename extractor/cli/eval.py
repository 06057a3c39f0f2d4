"""``vanban eval``: measure the extractor on hand-read gold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractor.cli.options import output_format
from extractor.cli.output import show
from extractor.cli.running import complain
from extractor.cli.said import Argument, Option, command
from extractor.errors import VanbanError
from extractor.messages import say
from extractor.queries.query import Answer, Record


@command(
    "eval",
    Argument(["folder"], "argument_gold", placeholder="word_folder", required=False),
    Option(["--baseline"], "option_baseline", placeholder="FILE"),
    Option(["--save"], "option_save_figures", placeholder="FILE"),
    Option(["--no-language"], "option_no_language", is_flag=True),
    output_format(),
    example="vanban eval corpus/gold --baseline truoc.json",
)
def COMMAND(folder: str | None, baseline: str | None, save: str | None, no_language: bool, format: str | None) -> int:
    """Print a figure a field; with a baseline, what was gained and lost. Exit 1 when a figure fell."""
    from extractor.evaluation import run
    from extractor.evaluation.report import load_figures, save_figures
    from extractor.resources import corpus_path

    gold = Path(folder) if folder else corpus_path("gold")
    if not gold.is_dir():
        raise VanbanError("no_such_folder", path=gold)
    if baseline and not Path(baseline).is_file():
        raise VanbanError("file_missing", path=baseline)
    before = load_figures(Path(baseline)) if baseline else {}
    report = run(gold, language=not no_language)
    show(Answer(_rows(report.figures(), before), _COLUMNS, _COLUMNS), format)
    if save:
        save_figures(report, Path(save))
    lost = [f"{name} {then} → {now}" for name, then, now in report.changes(before) if now < then]
    if lost:
        complain(say("eval_lost", fields="; ".join(lost)))
    return 1 if lost else 0


_COLUMNS = ("field", "precision", "recall", "f1", "f1_before", "change")
Figures = dict[str, dict[str, float]]


def _rows(now: Figures, before: Figures) -> Iterator[Record]:
    """One row a field, also for those that only the baseline has."""
    for name in dict.fromkeys((*now, *before)):
        figures = now.get(name, {"precision": 0.0, "recall": 0.0, "f1": 0.0})
        then = before[name]["f1"] if name in before else None
        change = None if then is None else round(figures["f1"] - then, 4)
        yield {"field": name, **figures, "f1_before": then, "change": change}
