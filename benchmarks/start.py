"""What is paid once: ``vanban --help``, the import of the package, the first file of a process against the second.

Each figure is the least of several fresh processes: CPU seconds of user and system, all its threads, and the clock's.

    python benchmarks/start.py [FILE] [--rounds 3]       default: the longest .txt of the sample corpus

Goal: 0.4 s for ``vanban --help``.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

from extractor.resources import corpus_path

_EXTRACT = """
import sys
from extractor.pipeline import extract
for _ in range({times}):
    extract(sys.argv[1], language={language})
"""


def measured(command: list[str], rounds: int) -> tuple[float, float]:
    """The least CPU seconds and the least seconds by the clock that ``command`` takes."""
    taken = []
    for _ in range(rounds):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock))
    return min(cpu for cpu, _ in taken), min(clock for _, clock in taken)


def commands(path: Path) -> dict[str, list[str]]:
    """What is started, by name."""
    python = [sys.executable, "-c"]
    out = {
        "python": [*python, ""],
        "vanban --help": [sys.executable, "-m", "extractor", "--help"],
        "import extractor": [*python, "import extractor"],
    }
    for language in (False, True):
        for times in (1, 2):
            name = f"extract {'once' if times == 1 else 'twice'}, {'with' if language else 'without'} language"
            out[name] = [*python, _EXTRACT.format(times=times, language=language), str(path)]
    return out


def main() -> None:
    """Print CPU and clock seconds of each command."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", nargs="?", type=Path)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    path = given.file or max(corpus_path("sample").rglob("*.txt"), key=lambda path: path.stat().st_size)
    print(f"{'':34} {'CPU s':>7} {'clock s':>8}")
    for name, command in commands(path).items():
        cpu, clock = measured(command, given.rounds)
        print(f"{name:34} {cpu:7.2f} {clock:8.2f}")


if __name__ == "__main__":
    main()
