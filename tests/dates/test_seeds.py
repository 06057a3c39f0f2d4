"""Dates of the real documents with hand-read gold, by the scorer that judges the project; skipped where they are absent."""

from __future__ import annotations

from typing import Any

import pytest
from real_documents import REAL, SHARED, gold

from extractor import citations, dates
from extractor.limits import DEFAULT
from extractor.readers import read
from extractor.repair import repair
from extractor.text import Span

GOLD: dict[str, Any] = gold("seeds").G if (SHARED / "gold" / "seeds.py").exists() else {}


@pytest.mark.skipif(not GOLD, reason="the hand-read gold is not at hand")
@pytest.mark.parametrize("name", sorted(GOLD) or ["none"])
def test_every_date_of_a_real_document_is_found_and_no_other(name: str) -> None:
    text = repair(read(REAL / "seeds" / name, DEFAULT)).text
    cited = [Span(c.start, c.end) for c in citations.find(text)]
    found = [{"from": m.from_, "to": m.to, "role": m.role} for m in dates.find(text, cited=cited)]
    score = gold("score")
    counts, detail = score.score(GOLD[name], {"dates": found})
    assert score.f1(counts["dates"]) >= 0.97, detail["dates"]
