"""How much the gate saves: many patterns over one text, behind ``extractor.text.gate`` and one by one with plain ``re``.

The patterns are the readers of citations and, for each kind of document, its name followed by a number: what a program would
search for without a gate. Both ways must find the same matches at the same places (asserted), and each is timed in turns
(A B A B …), so that a machine whose speed drifts favours neither. The text is the sample corpus, written for this project.

    python benchmarks/patterns.py [FILE.txt …] [--rounds 5] [--megabytes 2]
"""

from __future__ import annotations

import argparse
import re
import time
import tomllib
from pathlib import Path
from statistics import median

from extractor.citations import congress, names, numbers, short
from extractor.letterhead.document_types import document_types
from extractor.resources import corpus_path
from extractor.text.gate import Gate

Found = list[tuple[int, int, str]]
WANTED = 5.0  # times as fast


def patterns() -> dict[str, re.Pattern[str]]:
    """The readers' patterns and one for every name of a kind before its number."""
    readers = {
        "number": numbers.NUMBER,
        "number in lower case": numbers.LOWER_NUMBER,
        "number without serial": numbers.BLANK_NUMBER,
        "law": names.ANCHOR,
        "congress": congress.CONGRESS,
        "plenum": congress.CENTRAL,
        "short": short.SHORT,
    }
    return readers | {name: _numbered(name) for kind in document_types() for name in (kind.name, *kind.also)}


def _numbered(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))  # as printed and without a lookbehind: what plain re is fastest with
    return re.compile(rf"{words}\s+(?:số\s*:?\s*)?\d{{1,6}}[a-zđ]?(?:/\d{{4}})?[/\-][A-ZĐ][\w\-/]{{1,40}}")


def sample(paths: list[Path], characters: int) -> str:
    """The given files, or the bodies of the sample corpus, repeated to ``characters``."""
    texts = [path.read_text(encoding="utf-8") for path in paths] or [
        str(tomllib.loads(source.read_text(encoding="utf-8")).get("body", ""))
        for source in sorted(corpus_path("source").glob("*.toml"))
    ]
    text = "\n".join(texts)
    return (text + "\n") * max(1, characters // max(1, len(text)))


def one_by_one(found: dict[str, re.Pattern[str]], text: str) -> Found:
    """What plain ``re`` finds, pattern after pattern."""
    return [(m.start(), m.end(), name) for name, pattern in found.items() for m in pattern.finditer(text)]


def gated(gate: Gate, text: str) -> Found:
    """What ``re`` finds behind the gate."""
    return [(m.start(), m.end(), name) for name, m in gate.finditer(text)]


def main() -> None:
    """Time both ways in turns, assert equal findings, print speeds and their ratio."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--megabytes", type=float, default=2.0)
    given = arguments.parse_args()
    text = sample(given.files, int(given.megabytes * 1e6 / 1.35))  # Vietnamese in UTF-8: 1.35 bytes a code point
    many, size = patterns(), len(text.encode()) / 1e6
    gate = Gate(many)
    assert sorted(one_by_one(many, text)) == sorted(gated(gate, text)), "the gate changed what is found"
    seconds: dict[str, list[float]] = {"re": [], "gate": []}
    for _ in range(given.rounds):
        start = time.process_time()
        one_by_one(many, text)
        middle = time.process_time()
        found = gated(gate, text)
        seconds["re"].append(middle - start)
        seconds["gate"].append(time.process_time() - middle)
    ratio = median(plain / behind for plain, behind in zip(seconds["re"], seconds["gate"], strict=True))
    for way, taken in seconds.items():
        print(f"{way:5} {size / median(taken):7.1f} MB/s   {len(many)} patterns, {size:.1f} MB, {len(found)} matches")
    print(f"ratio {ratio:7.1f}        {'reached' if ratio >= WANTED else 'MISSED'}: at least {WANTED:g} times as fast")


if __name__ == "__main__":
    main()
