"""The corpus is what it says: built from its sources to the byte, varied enough, its difficulties named."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from corpus.builder.__main__ import RENDER  # noqa: E402
from corpus.builder.pdf import FONTS  # noqa: E402
from corpus.builder.spec import load  # noqa: E402

SPECS = [load(path) for path in sorted((ROOT / "corpus" / "source").glob("*.toml"))]


@pytest.mark.parametrize("spec", SPECS, ids=lambda s: s.name)
def test_sample_and_gold_are_built_from_the_source(spec) -> None:  # type: ignore[no-untyped-def]
    gold = json.loads((ROOT / "corpus" / "gold" / f"{spec.name}.json").read_text(encoding="utf-8"))
    assert load(ROOT / "corpus" / "source" / f"{spec.name}.toml").expected() == gold
    if spec.renderer == "pdf" and not all(path.exists() for path in FONTS.values()):
        pytest.skip("fonts-dejavu-core is not installed")
    if spec.renderer in ("txt", "html"):  # docx and PDF bytes change with the libraries' versions, their words do not
        assert RENDER[spec.renderer](spec) == (ROOT / "corpus" / "sample" / spec.path).read_bytes()
    assert spec.difficulties, "every document is there for a reason"


def test_the_corpus_is_varied() -> None:
    assert len(SPECS) >= 24
    assert {Path(s.path).suffix for s in SPECS} >= {".txt", ".html", ".docx", ".pdf", ".doc"}
    assert {s.letterhead["doc_type"] for s in SPECS} >= {"KH", "BC", "QĐ", "CV", "TTr", "CT", "NQ", "TB"}
    years = defaultdict(set)
    for spec in SPECS:
        years[spec.letterhead["issuer"].lower()].add(spec.letterhead["issued_on"][:4])
    assert sum(len(found) >= 3 for found in years.values()) >= 3, (
        "three units over three years, so that comparing means something"
    )


@pytest.mark.parametrize(
    "difficulty",
    [
        "wraps",
        "blank_serial",
        "blank_day",
        "repeated_number",
        "two_columns",
        "ocr_slips",
        "table",
        "party",
        "appendix",
        "split_code",
    ],
)
def test_a_difficulty_is_planted(difficulty: str) -> None:
    assert any(difficulty in spec.difficulties for spec in SPECS)
