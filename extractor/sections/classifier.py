"""stub"""

from __future__ import annotations

from collections.abc import Sequence


def classify(titles: Sequence[str]) -> list[str]:
    return ["khac"] * len(titles)
