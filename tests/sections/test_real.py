"""The documents read by hand: every label and title in order, every kind. Skipped where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_documents import REAL, gold

from extractor.sections import Section, read

SEEDS = sorted((REAL / "seeds").glob("*.txt"))

pytestmark = pytest.mark.skipif(not SEEDS, reason="the shared documents are not here")


def _sections(path: Path, *, classify: bool = False) -> list[Section]:
    from extractor import letterhead, readers
    from extractor.repair import repair

    text = repair(readers.read(path))
    return read(text, letterhead.read(text).body, classify=classify)


@pytest.mark.parametrize("path", SEEDS, ids=[p.name[:3] for p in SEEDS])
def test_nodes_and_kinds(path: Path) -> None:
    want = gold("seeds").G.get(path.name)
    if want is None:
        pytest.skip("not read by hand")
    found = [{"label": s.label, "title": s.title, "kind": s.kind, "depth": s.depth} for s in _sections(path, classify=True)]
    score = gold("score")
    empty = {"header": {}, "targets": [], "citations": [], "dates": []}
    counts, detail = score.score({**want, **empty}, {"sections": found})
    assert score.f1(counts["nodes"]) == 1.0, detail["nodes"]
    assert score.f1(counts["kinds"]) == 1.0, detail["kinds"]
    numbered = [s for s in found if s["label"] and s["label"] not in "-+*•☞"]
    assert [s["depth"] for s in numbered] == [node[0] for node in want["nodes"]]
