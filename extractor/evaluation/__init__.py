"""Evaluation as a command: gold in, figures per field out, gains and losses against a saved run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.evaluation.report import Report


def run(folder: Path, *, language: bool = True) -> Report:
    """Measure the extractor on the gold in ``folder`` (documents in ``sample`` beside it)."""
    from extractor.evaluation.gold import load
    from extractor.evaluation.report import measure
    from extractor.pipeline import extract

    def as_json(path: Path) -> dict[str, Any]:
        return extract(path, language=language).model_dump(mode="json", by_alias=True)

    return measure(load(folder), as_json)
