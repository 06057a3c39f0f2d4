"""A run over gold: figures per field, what was missed and wrong, and what changed against a saved run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.errors import UnreadableError
from extractor.evaluation.gold import Gold
from extractor.evaluation.score import Count, Score, score

#: Figures are saved with four decimals; a smaller change is no change.
_EPSILON = 0.00005


@dataclass(slots=True)
class Report:
    """Counts per field, and per document the fields that are not perfect."""

    totals: dict[str, Count] = field(default_factory=dict)
    faults: dict[str, dict[str, Score]] = field(default_factory=dict)

    def add(self, name: str, scores: dict[str, Score]) -> None:
        """Count one document in."""
        for key, one in scores.items():
            self.totals[key] = self.totals.get(key, Count(0, 0, 0)).plus(one.count)
            if one.missed or one.wrong:
                self.faults.setdefault(name, {})[key] = one

    def figures(self) -> dict[str, dict[str, float]]:
        """What is saved and compared: field → precision, recall, f1."""
        return {
            key: {"precision": round(c.precision, 4), "recall": round(c.recall, 4), "f1": round(c.f1, 4)}
            for key, c in self.totals.items()
        }

    def changes(self, before: dict[str, dict[str, float]]) -> list[tuple[str, float, float]]:
        """Fields whose F1 differs from a saved run: (field, then, now). A field that is gone counts as 0 now."""
        now = self.figures()
        pairs = ((key, old["f1"], now.get(key, {"f1": 0.0})["f1"]) for key, old in before.items())
        return [(key, then, f1) for key, then, f1 in pairs if abs(then - f1) > _EPSILON]


def measure(golds: Iterable[Gold], extract: Callable[[Path], dict[str, Any]]) -> Report:
    """Read every gold document with ``extract`` (path → the contract's JSON as a dict) and score it."""
    report = Report()
    for gold in golds:
        report.add(gold.name, score(gold.record, extract(gold.path)))
    return report


def load_figures(path: Path) -> dict[str, dict[str, float]]:
    """A saved run; ``UnreadableError`` where it is missing or none."""
    try:
        figures = json.loads(path.read_text(encoding="utf-8"))
        return {key: {name: float(value) for name, value in row.items()} for key, row in figures.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise UnreadableError("eval_bad_baseline", path=path, error=error) from error


def save_figures(report: Report, path: Path) -> None:
    """Save a run to compare later ones with."""
    path.write_text(json.dumps(report.figures(), indent=2, sort_keys=True) + "\n", encoding="utf-8")
