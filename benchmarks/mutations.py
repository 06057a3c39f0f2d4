"""Damaged files of every format through a whole run of the importer: no crash of the run, no unhandled exception, no hang.

Whole documents (``mutation_sources.py``: own ones, the sample corpus, and those in folders that are named) are damaged by lot
(``mutation_kinds.py``), one in ten named as something else, and imported into an empty store by the real run: archives taken
apart here, documents read in worker processes with a limit of time and of memory. The same seed gives the same files.

    python benchmarks/mutations.py [FOLDER …] [--count 20000] [--seed 1] [--workers 2] [--seconds 60] [--memory 4096]
                                   [--pictures 60] [--only FORMAT …] [--language] [--keep FOLDER] [--start N]

Printed: outcomes by format, the slowest file, the largest worker (peak of its resident size while it read one file) and what
must not be: unhandled exceptions, with their traceback, files over their time or memory (kept in ``--keep``). Exit code 1
if there is any.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import mutation_kinds
from mutation_sources import PICTURES, Original, originals

from extractor.errors import VanbanError
from extractor.importing import Bounds, Ledger, Outcome, Run, Task, apart, in_processes, read
from extractor.importing.finding import Found
from extractor.limits import Limits

_LOG = "VANBAN_MUTATIONS_LOG"  # where workers write, they have this environment
_AT_HAND = 3000  # files kept on disk
#: What no damage of a file may lead to.
FAULTS = ("CRASHED", "TIMEOUT", "OUT_OF_MEMORY")


def watched(task: Task) -> Outcome:
    """A worker's work, with a line in the log: what it took, and the traceback of what was not expected."""
    _forget_peak()
    outcome = read(task)
    line = {"path": task.path, "seconds": outcome.seconds, "peak": _peak()}
    if outcome.code == "file_crashed":
        line["trace"] = _trace(task)
    with Path(os.environ[_LOG]).open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
    return outcome


def _trace(task: Task) -> str:
    from extractor.pipeline import extract
    from extractor.store.rows import rows_of

    try:
        rows_of(extract(task.file, limits=task.limits, language=task.language))
    except VanbanError as error:
        return f"not again: {error.code}"
    except Exception:
        return traceback.format_exc(limit=-12)
    return "not again"


def _forget_peak() -> None:
    """The kernel begins anew to keep the largest resident size (Linux; elsewhere the peak is of all files so far)."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _peak() -> int:
    """Largest resident size, kilobytes."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0])
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@dataclass
class Soak:
    """One run, and what is seen of it."""

    folder: Path
    keep: Path | None
    made: dict[str, str] = field(default_factory=dict)  # path → format
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    faults: list[dict[str, object]] = field(default_factory=list)
    read: int = 0

    def files(self, found: dict[str, list[Original]], given: argparse.Namespace) -> Iterator[Found]:
        """Damaged files, each written when it is asked for; older ones are removed."""
        everything = [original for group in found.values() for original in group]
        formats = [name for name in found if name not in PICTURES]
        pictures = [name for name in found if name in PICTURES]
        for number in range(given.start, given.start + given.count):
            chance = random.Random(f"{given.seed}-{number}")
            of_picture = pictures and (not formats or number % max(given.count // max(given.pictures, 1), 1) == 0)
            name = chance.choice(pictures if of_picture and given.pictures else formats)
            original, other = chance.choice(found[name]), chance.choice(everything)
            data = mutation_kinds.chosen(chance, original.data)(chance, original.data, other.data)
            suffix = chance.choice(everything).suffix if chance.random() < 0.1 else original.suffix
            path = self.folder / f"{number:06}-{name}{suffix}"
            path.write_bytes(data)
            self.made[str(path)] = name
            for old in list(self.made)[: max(len(self.made) - _AT_HAND, 0)]:
                Path(old).unlink(missing_ok=True)
                del self.made[old]
            yield Found(str(path), path)

    def told(self, event: dict[str, object]) -> None:
        """Count what became of a file, or of a member of one; keep it if it is a fault."""
        path, _, _ = str(event["path"]).partition("!")
        name = self.made.get(path, "?")
        self.read += 1
        self.counts[name, str(event["reason"])] += 1
        if event["reason"] in FAULTS:
            self.faults.append(event)
            if self.keep is not None and Path(path).exists():
                self.keep.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, self.keep)


def soak(given: argparse.Namespace) -> int:
    """Run, print; 1 where something happened that must not."""
    from extractor.pipeline import PIPELINE_VERSION
    from extractor.store import open_store

    mutation_kinds.MOST = given.added
    found = originals([folder for folder in given.folders if folder.is_dir()])
    found = {name: group for name, group in found.items() if not given.only or name in given.only}
    bounds = Bounds(given.workers, given.seconds, given.memory << 20)
    limits = Limits(max_page_pixels=given.pixels, max_picture_pixels=4 * given.pixels)
    with tempfile.TemporaryDirectory(prefix="mutations-") as scratch:
        log = Path(scratch, "log.jsonl")
        log.touch()
        os.environ[_LOG] = str(log)
        watch = Soak(Path(scratch, "files"), given.keep)
        watch.folder.mkdir()
        begun = time.monotonic()
        with open_store(Path(scratch, "store.db"), create=True) as store:
            executor = partial(in_processes, work=watched, bounds=bounds)
            settings = {"language": given.language, "unpacking": partial(apart, bounds=bounds), "report": watch.told}
            run = Run(Ledger(store, PIPELINE_VERSION), executor, limits, **settings)
            run.over(watch.files(found, given))
        seconds = time.monotonic() - begun
        lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return report(watch, lines, seconds, given)


def report(watch: Soak, lines: list[dict[str, object]], seconds: float, given: argparse.Namespace) -> int:
    """Print what was seen; 1 where something happened that must not."""
    reasons = sorted({reason for _, reason in watch.counts})
    formats = sorted({name for name, _ in watch.counts})
    print(f"{'':10}" + "".join(f"{reason:>18}" for reason in reasons))
    for name in formats:
        print(f"{name:10}" + "".join(f"{watch.counts[name, reason]:18,}" for reason in reasons))
    print(f"{'all':10}" + "".join(f"{sum(watch.counts[name, reason] for name in formats):18,}" for reason in reasons))
    slowest = sorted(lines, key=lambda line: -float(str(line["seconds"])))[:3]
    largest = max((int(str(line["peak"])) for line in lines), default=0)
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for line in slowest:
        print(f"slow: {Path(str(line['path'])).name} {float(str(line['seconds'])):.1f} s, {int(str(line['peak'])) // 1024} MB")
    sizes = f"largest worker {largest // 1024} MB, run {ours // 1024} MB"
    print(f"{given.count:,} files, {watch.read:,} outcomes in {seconds:.0f} s; {sizes}")
    traces = Counter(str(line["trace"]) for line in lines if "trace" in line)
    for trace, times in traces.most_common(30):
        example = next(Path(str(line["path"])).name for line in lines if line.get("trace") == trace)
        print(f"--- {times} × ({example})\n{trace}")
    for event in watch.faults[:40]:
        print(f"{event['reason']}: {Path(str(event['path'])).name}: {event['message']}")
    print(f"faults: {len(watch.faults)}")
    return 1 if watch.faults else 0


def main() -> int:
    """Read the command line and run."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="*", type=Path)
    arguments.add_argument("--count", type=int, default=20_000)
    arguments.add_argument("--start", type=int, default=0)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--seconds", type=float, default=60.0)
    arguments.add_argument("--memory", type=int, default=4096, help="MiB of address space a worker may take")
    arguments.add_argument("--pictures", type=int, default=60, help="how many of the files are pictures")
    arguments.add_argument("--pixels", type=int, default=200_000, help="of a page that is read by OCR")
    arguments.add_argument("--added", type=int, default=mutation_kinds.MOST, help="bytes that a damage may add")
    arguments.add_argument("--only", nargs="+", default=[])
    arguments.add_argument("--language", action="store_true")
    arguments.add_argument("--keep", type=Path)
    return soak(arguments.parse_args())


if __name__ == "__main__":
    sys.exit(main())
