"""How fast an import is: text PDFs against pdfplumber's text, one worker against two, the last thousand against the first.

Each measure runs in processes of its own: an import of made PDFs (``plans.py``, as in ``speed.py``) with one and with two
workers, and ``pdfplumber.extract_text`` over the same files in two processes. Timed is from the first file recorded to the
last, so that start-up, paid once, is left out. Beside wall-clock seconds, which only a quiet machine gives rightly, stand CPU
seconds: of the writing process, whose share bounds how many workers it can feed, and of the workers.

    python benchmarks/rate.py [--documents 200] [--plumber 20] [--language] [--profile]
    python benchmarks/rate.py --files FILE.pdf … [--times 6]    # these, each as so many documents, for both readers
    python benchmarks/rate.py --documents 20000 --flat  # docx, PDF, HTML and text (``documents.py``): last thousand and first
"""

from __future__ import annotations

import argparse
import cProfile
import json
import multiprocessing
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import documents
import plans


def imported(folder: Path, workers: int, *, language: bool, profile: bool) -> dict[str, Any]:
    """Import into a new store; moments and CPU seconds from the first file recorded on."""
    from extractor.importing import Bounds, Ledger, Run, in_processes, look, read
    from extractor.limits import DEFAULT
    from extractor.store import open_store

    moments, spent = list[float](), list[float]()

    def told(event: object) -> None:
        moments.append(time.monotonic())
        if len(moments) == 1:
            spent.append(time.process_time())

    db = Path(tempfile.mkdtemp()) / "rate.db"
    with open_store(db, create=True) as store:
        executor = partial(in_processes, work=read, bounds=Bounds(workers, 120, 4 << 30))
        run = Run(Ledger(store, "1"), executor, DEFAULT, language=language, report=told)
        profiler = cProfile.Profile(time.process_time)
        if profile:
            profiler.enable()
        run.over(look([folder], db))
        profiler.disable()
        spent.append(time.process_time())
    if profile:
        pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(18)
    workers_spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "moments": moments,
        "writer": spent[-1] - spent[0],
        "workers": workers_spent.ru_utime + workers_spent.ru_stime,
        "pages": run.summary.pages,
        "bytes": db.stat().st_size,
    }


def copied(paths: Sequence[Path], folder: Path, times: int) -> list[Path]:
    """Each of ``paths`` so many times, a comment behind its end making each copy a content of its own; the longest first,
    so that no process waits for the other at the end."""
    import pypdfium2

    pages = {path: len(pypdfium2.PdfDocument(path)) for path in paths}
    out = []
    for n in range(times):
        for number, path in enumerate(sorted(paths, key=lambda path: -pages[path])):
            out.append(folder / f"{n:03}-{number:03}.pdf")
            out[-1].write_bytes(path.read_bytes() + f"\n%{n}\n".encode())
    return out


def plumbed(path: Path) -> tuple[int, float, float]:
    """Pages, and the moments before and after, of pdfplumber's plain text of one file."""
    import pdfplumber

    begun = time.monotonic()
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()
        return len(document.pages), begun, time.monotonic()


def plumber(paths: Sequence[Path]) -> dict[str, float]:
    """Pages a second of two processes; the first file of each is not counted."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(plumbed, list(paths[:4]), chunksize=1)
        begun = time.monotonic()
        pages = sum(pages for pages, _, _ in pool.map(plumbed, list(paths), chunksize=1))
        seconds = time.monotonic() - begun
        pool.close()
        pool.join()
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"pages": pages, "seconds": seconds, "workers": spent.ru_utime + spent.ru_stime}


def apart(*arguments: str) -> dict[str, Any]:
    """The same script in a process of its own."""
    done = subprocess.run([sys.executable, __file__, *arguments], check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def rate(given: argparse.Namespace, folder: Path, paths: Sequence[Path]) -> None:
    """Print files and pages a second, and the ratios."""
    options = [*(["--language"] if given.language else []), *(["--profile"] if given.profile else [])]
    peer = plumber(paths[: len(given.files) or given.plumber])
    peer_rate = peer["pages"] / peer["seconds"]
    print(
        f"pdfplumber, 2 processes: {peer_rate:6.1f} pages a second, {1000 * peer['workers'] / peer['pages']:.1f} ms of CPU each"
    )
    rates = {}
    for workers in (1, 2):
        found = apart("--only", str(folder), str(workers), *options)
        moments, pages = found["moments"], found["pages"]
        rates[workers] = pages / len(moments) * (len(moments) - 1) / (moments[-1] - moments[0])
        writer, worker = 1000 * found["writer"] / pages, 1000 * found["workers"] / pages
        size = found["bytes"] / pages
        print(
            f"import, {workers} worker(s):   {rates[workers]:6.1f} pages a second; ms of CPU each: writer {writer:.2f},",
            end=" ",
        )
        print(f"workers {worker:.1f} (their start included); {size:.0f} bytes")
    print(f"{rates[2] / peer_rate:.1f} times pdfplumber (goal 6)")
    print(f"one worker to two {rates[2] / rates[1]:.2f} times (goal 1.75)")


def flat(given: argparse.Namespace, folder: Path) -> None:
    """Print the rate of each thousand (a tenth where there are fewer than ten thousand), and last against first."""
    moments = apart("--only", str(folder), "2", *(["--language"] if given.language else []))["moments"]
    step = min(1000, len(moments) // 10)
    marks = moments[step // 2 :: step]  # what is paid once falls before the first mark
    rates = [step / (later - earlier) for earlier, later in pairwise(marks)]
    print("files a second:", " ".join(f"{value:.0f}" for value in rates))
    print(f"last {step} at {rates[-1] / rates[0]:.2f} of the first (goal 0.9)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--plumber", type=int, default=20, help="files that pdfplumber gets: it takes a hundred times as long")
    parser.add_argument("--language", action="store_true")
    parser.add_argument("--flat", action="store_true")
    parser.add_argument("--files", nargs="+", type=Path, default=[], help="PDFs to be imported instead of made ones")
    parser.add_argument("--times", type=int, default=6, help="as how many documents each of the files is imported")
    parser.add_argument("--profile", action="store_true", help="where the writing process spends its CPU time")
    parser.add_argument("--only", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        folder, workers = Path(given.only[0]), int(given.only[1])
        print(json.dumps(imported(folder, workers, language=given.language, profile=given.profile)))
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        if given.files:
            rate(given, Path(scratch), copied(given.files, Path(scratch), given.times))
            return
        if given.flat:
            documents.make(Path(scratch), given.documents, hostile=0, copies=0)
            flat(given, Path(scratch))
        else:
            rate(given, Path(scratch), plans.make(Path(scratch), given.documents))


if __name__ == "__main__":
    main()
