"""``python -m corpus.builder`` from the checkout: write ``corpus/sample`` and ``corpus/gold`` anew from ``corpus/source``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from corpus.builder import docx, html, pdf, plain
from corpus.builder.spec import Spec, load

CORPUS = Path(__file__).resolve().parents[1]
RENDER = {"txt": plain.render, "html": html.render, "docx": docx.render, "pdf": pdf.render}


def build(spec: Spec) -> None:
    """Write one sample and its expected record."""
    sample = CORPUS / "sample" / spec.path
    sample.parent.mkdir(parents=True, exist_ok=True)
    sample.write_bytes(RENDER[spec.renderer](spec))
    gold = CORPUS / "gold" / f"{spec.name}.json"
    gold.parent.mkdir(parents=True, exist_ok=True)
    gold.write_text(json.dumps(spec.expected(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Build all samples, or those whose names are given."""
    for path in sorted((CORPUS / "source").glob("*.toml")):
        if len(sys.argv) == 1 or path.stem in sys.argv[1:]:
            build(load(path))
            sys.stdout.write(f"{path.stem}\n")


if __name__ == "__main__":
    main()
