"""Two patterns of one repair may claim the same code points; edits must not overlap, and the earlier claim stands."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.text import Edit


def disjoint(found: Iterable[Edit]) -> list[Edit]:
    """``found`` sorted, without those that meet an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(found):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
