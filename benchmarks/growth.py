"""How the time grows with the text: ten times the document may take twelve times as long, never a hundred.

Two measures, both of CPU time in one process after a warm-up. *Growth*: the bodies of the sample corpus, written for this
project, repeated 1, 10 and 100 times, with the ratios stage by stage. *Hostile texts* (``--hostile``): one unit repeated to so
many characters (``hostile.py``), at a part of the size and at full size, as a string and in any form a file may have, a ratio
above ``LINEAR`` is marked; then at the size (``--most``) that may be refused, and if not must end within the time a file has.

    python benchmarks/growth.py [FILE.txt …] [--language] [--times 1 10 100]
    python benchmarks/growth.py --hostile [--characters 400000] [--step 4] [--most 10000000] [--only NAME …] [--forms FORM …]
"""

from __future__ import annotations

import argparse
import resource
import time
import tomllib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import file_forms
import hostile
from stages import stages

from extractor.pipeline import extract_text
from extractor.resources import corpus_path

WANTED = 1.2  # times the growth of the text, of all stages together
_STAGE = 1.5  # of one stage: its seconds are few, and the collector of garbage strikes where it likes
LINEAR = 1.4  # the same for hostile texts, whose half is done in a moment
_LONGEST = 120  # seconds of CPU time that one hostile text may take, as a file of an import may
_NOISE = 0.2  # seconds; a stage that takes less has no ratio worth a mark


def sample(paths: Sequence[Path]) -> str:
    """The given files, or the bodies of the sample corpus."""
    if paths:
        return "\n".join(path.read_text(encoding="utf-8") for path in paths)
    sources = sorted(corpus_path("source").glob("*.toml"))
    return "\n".join(str(tomllib.loads(source.read_text(encoding="utf-8")).get("body", "")) for source in sources)


def timed(text: str, *, language: bool) -> Mapping[str, float]:
    """CPU seconds by stage, and of all, of one text."""
    with stages() as seconds:
        start = time.process_time()
        extract_text(text, language=language)
        seconds["all"] = time.process_time() - start
    return seconds


def _least(runs: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    """The run that took least."""
    return min(runs, key=lambda run: run["all"])


def grow(text: str, times: Sequence[int], *, language: bool) -> None:
    """Print seconds and ratios by stage for ``text`` repeated."""
    timed(text, language=language)
    found = {n: _least([timed("\n".join([text] * n), language=language) for _ in range(3 if n < 10 else 1)]) for n in times}
    print(f"{len(text):,} characters, language {'on' if language else 'off'}: CPU seconds, and their ratio")
    print(f"{'':12}" + "".join(f"{f'× {n}':>10}" for n in times) + "".join(f"{f'{n} : {m}':>12}" for m, n in pairwise(times)))
    for stage in found[times[-1]]:
        seconds = [found[n][stage] for n in times]
        ratios = [long / max(short, 1e-4) for short, long in pairwise(seconds)]
        steps = [n / m for m, n in pairwise(times)]
        most = WANTED if stage == "all" else _STAGE
        slow = any(r > most * step and s > _NOISE for r, step, s in zip(ratios, steps, seconds[1:], strict=True))
        line = "".join(f"{s:10.2f}" for s in seconds) + "".join(f"{r:12.1f}" for r in ratios)
        print(f"{stage:12}{line}{'  ABOVE' if slow else ''}")


def grow_hostile(characters: int, step: int, most: int, only: Sequence[str], forms: Sequence[str]) -> None:
    """Print seconds, their ratio and the peak memory of each hostile text at both sizes, and at the largest, in each form."""
    less = characters // step
    print(f"CPU seconds at {less:,} and {characters:,} characters, and their ratio; linear is {step}; then at {most:,}")
    extract_text(sample([]), language=False)
    for form in forms or ["string", *file_forms.FORMS]:
        for name in only or hostile.UNITS:
            part, whole = (hostile.cost(form, hostile.text_of(name, n), _LONGEST) for n in (less, characters))
            ratio = whole.seconds / max(part.seconds, 1e-2)
            above = ratio > LINEAR * step and whole.seconds > _NOISE
            line = f"{form:12}{name:16}{part.seconds:8.2f}{whole.seconds:9.2f}{ratio:7.1f}{whole.megabytes:7} MB  {whole.ended}"
            if most:
                largest = hostile.cost(form, hostile.text_of(name, min(most, file_forms.LARGEST.get(form, most))), _LONGEST)
                line += f" | {largest.seconds:7.1f} s{largest.megabytes:6} MB  {largest.ended}"
            print(f"{line}{'  ABOVE' if above else ''}", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--language", action="store_true")
    arguments.add_argument("--times", nargs="+", type=int, default=[1, 10, 100])
    arguments.add_argument("--hostile", action="store_true")
    arguments.add_argument("--step", type=int, default=2, help="times that the full size is of the part")
    arguments.add_argument("--most", type=int, default=0)
    arguments.add_argument("--characters", type=int, default=400_000)
    arguments.add_argument("--only", nargs="+", choices=hostile.UNITS, default=[])
    arguments.add_argument("--forms", nargs="+", choices=["string", *file_forms.FORMS], default=["string", "txt"])
    given = arguments.parse_args()
    if given.hostile:
        grow_hostile(given.characters, given.step, given.most, given.only, given.forms)
    else:
        grow(sample(given.files), given.times, language=given.language)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main()
