"""How much memory a worker of an import comes to need: the peak over all files given, with the language models loaded.

One process reads every file as a worker does (read, repair, find with underthesea and the heading classifier, assemble, rows
for the store), and its peak resident set is printed as it grows: after the imports, after the first record, after each file
that raised it, at the end.

    python benchmarks/memory.py [FILE_OR_FOLDER …]       default: the sample corpus

Goal: 450 MB at most.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.errors import VanbanError
from extractor.resources import corpus_path

WANTED = 450  # MB
_UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in KiB on Linux


def peak() -> float:
    """The peak resident set of this process so far, MB (10^6 bytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1e6


def files(given: Iterable[Path]) -> Iterator[Path]:
    """The files given, those within folders in order."""
    for path in given:
        yield from sorted(found for found in path.rglob("*") if found.is_file()) if path.is_dir() else [path]


def main() -> None:
    """Read all files in this process; print the peak as it grows."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    given = arguments.parse_args().files or [corpus_path("sample")]

    from extractor.language import noun_phrases
    from extractor.pipeline import extract
    from extractor.sections.classifier import classify
    from extractor.store.rows import rows_of

    print(f"{peak():6.0f} MB  the imports")
    noun_phrases("Phấn đấu 95% hộ dân dùng nước sạch.")
    classify(["I. MỤC ĐÍCH, YÊU CẦU"])
    print(f"{peak():6.0f} MB  the language models")
    read = held = 0
    before = peak()
    for path in files(given):
        try:
            rows_of(extract(path))
            read += 1
        except VanbanError:
            held += 1
        if peak() > before + 1:
            before = peak()
            print(f"{before:6.0f} MB  after {path.name[:80]} ({path.stat().st_size / 1e6:.1f} MB)")
    verdict = "within" if peak() <= WANTED else "ABOVE"
    print(f"{peak():6.0f} MB  peak of {read} files read, {held} held: {verdict} {WANTED} MB")


if __name__ == "__main__":
    main()
