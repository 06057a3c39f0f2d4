"""A store of a million targets and a million citations: how large, how fast written, how long each question takes.

The archive is made up (``made_archive.py``), its documents are written as an import writes them: rows made in worker processes,
one writer, 100 documents a transaction; 1,000 texts under twelve letterheads each, since making a text costs twice what writing
it does. Each question is asked ``--times`` times with other values each time, and its first page is read as a terminal reads it
(501 rows of a listing, what the question itself limits otherwise). What is timed is CPU time, since machines are shared, of
``extractor.queries.asking.ask`` and of reading that page, with the store's file in the system's cache.

    python benchmarks/million.py [--store FILE] [--documents 12050] [--only QUESTION …] [--times 25] [--check]

A store that stands at FILE is asked as it is; without --store one is made in a temporary folder and removed.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path

from asked import ASKED, Values
from made_archive import document, other_letterhead

from extractor.queries import query
from extractor.queries.asking import ask
from extractor.store import Store, open_store
from extractor.store.rows import DOCUMENT_COLUMNS, Rows, rows_of
from extractor.store.segments import merge_segments

RECORDS = 80.0  # targets a document on the average; as many citations
_BATCH = 100  # documents a transaction
_ONCE = "/QĐ-UBND"  # what stands in the keys that are cited once
_PAGE = 501  # rows a terminal reads of a listing, to show 500 and know whether there are more


def rows(number: int) -> Rows:
    """One document's rows, as a worker of an import makes them."""
    return rows_of(document(number, RECORDS))


def again(one: Rows, times: int) -> Rows:
    """The same text under another letterhead, at another path; what it cites but once it cites by another number."""
    if not times:
        return one
    made = dict(zip(DOCUMENT_COLUMNS, one.document, strict=True)) | other_letterhead(one.path or "", times)
    citations = [
        (*row[:3], f"{times}{row[3]}", *row[4:-1], f"{times}{row[-1]}") if _ONCE in str(row[3]) else row
        for row in one.records["citations"]
    ]
    records = one.records | {"citations": citations}
    document = tuple(made[name] for name in DOCUMENT_COLUMNS)
    return replace(one, path=str(made["path"]), sha256=str(made["sha256"]), document=document, records=records)


def build(path: Path, documents: int, texts: int) -> None:
    """Write the archive; say what it cost."""
    with ProcessPoolExecutor(2) as workers:
        made = list(workers.map(rows, range(1, texts + 1), chunksize=20))
    every = (again(one, times) for times in range(documents // texts) for one in made)
    written, began, start = 0, time.perf_counter(), time.process_time()
    with open_store(path) as store:
        while batch := list(islice(every, _BATCH)):
            written += sum(map(_count, batch))
            _write(store, batch)
        clock, seconds = time.perf_counter() - began, time.process_time() - start
        merge_segments(store)
    print(f"{documents:,} documents, {written:,} rows, written in {clock:.0f} s, {seconds:.0f} s of CPU")
    print(f"{time.process_time() - start - seconds:.0f} s of CPU to merge the word indexes, as an import does at its end")
    print(f"{written / seconds:,.0f} rows and {documents / seconds:,.0f} documents a second of the writer's CPU")


def _count(one: Rows) -> int:
    return 1 + sum(map(len, one.records.values())) + len(one.passages) + len(one.target_words)


def _write(store: Store, batch: list[Rows]) -> None:
    with store.transaction(all_or_nothing=True):
        for one in batch:
            store.write(one)


def sizes(store: Store, path: Path) -> None:
    """The file and its counts."""
    counts = {name: store.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _COUNTED}
    print(f"{path.stat().st_size / 1e9:.2f} GB; " + ", ".join(f"{name} {n:,}" for name, n in counts.items()))
    wal = Path(f"{path}-wal")
    print(f"WAL {wal.stat().st_size / 1e6:.0f} MB" if wal.exists() else "no WAL")


_COUNTED = ("documents", "sections", "targets", "dates", "citations", "attachments", "links")


def timings(store: Store, name: str, maker: Values, times: int) -> Iterator[tuple[float, float]]:
    """Milliseconds of CPU and by the clock of each asking, the first page read; one asking before warms up."""
    choose = random.Random(name)
    for n in range(times + 1):
        given = maker(choose)
        start, began = time.process_time(), time.perf_counter()
        answer = ask(store, query(name), given)
        for _ in islice(answer.rows, _PAGE):
            pass
        if n:
            yield (time.process_time() - start) * 1000, (time.perf_counter() - began) * 1000


def questions(store: Store, only: list[str], times: int) -> None:
    """Print the median and the 95th percentile of every kind of asking, in CPU time and by the clock."""
    print(f"{'':42}{'p50 ms':>9}{'p95 ms':>9}{'clock':>9}{'p95 ms':>9}")
    gc.collect()
    gc.freeze()  # what this benchmark holds is no question's: a look of the collector through it took 20 ms
    for name, kinds in ASKED.items():
        if only and name not in only:
            continue
        for kind, maker in kinds.items():
            taken = map(sorted, zip(*timings(store, name, maker, times), strict=True))
            figures = [(statistics.median(found), found[min(round(len(found) * 0.95), len(found) - 1)]) for found in taken]
            print(f"{name:12}{kind:30}" + "".join(f"{p50:9.1f}{p95:9.1f}" for p50, p95 in figures), flush=True)


def write_cost(store: Store, documents: int = 300) -> None:
    """Writing on into the full store, taken back afterwards: what a document costs then."""
    more = [rows(n) for n in range(10_000_001, 10_000_001 + documents)]
    start = time.process_time()
    try:
        with store.transaction(all_or_nothing=True):
            for one in more:
                store.write(one)
            raise _TakenBack
    except _TakenBack:
        seconds = time.process_time() - start
    rate = sum(map(_count, more)) / seconds
    print(f"{documents} documents more: {seconds / documents * 1000:.1f} ms of CPU each, {rate:,.0f} rows/s")


class _TakenBack(Exception):
    pass


def looked_over(path: Path) -> None:
    """``vanban check``, whole and quick, and ``vanban backup``: seconds and peak memory of each."""
    copy = path.with_name("copy.db")
    for words in (["check", "--quick"], ["check"], ["backup", "--out", str(copy)]):
        command = [sys.executable, "-c", _PEAK, *words, "--db", str(path)]
        start = time.perf_counter()
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        peak = told.stderr.strip().splitlines()[-1:]
        print(
            f"vanban {words[0]} {' '.join(words[1:2])}: {time.perf_counter() - start:.0f} s, peak {' '.join(peak)}", flush=True
        )
    copy.unlink(missing_ok=True)


_PEAK = (
    "import resource, sys, atexit\n"
    "atexit.register(lambda: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000, 'MB', file=sys.stderr))\n"
    "from extractor.__main__ import main\nsys.exit(main(sys.argv[1:]))"
)


def run(path: Path, given: argparse.Namespace) -> None:
    """Everything on the store at ``path``."""
    if not path.exists():
        build(path, given.documents, given.texts)
    with open_store(path) as store:
        sizes(store, path)
        write_cost(store)
        questions(store, given.only, given.times)
    if given.check:
        looked_over(path)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--store", type=Path)
    arguments.add_argument("--documents", type=int, default=12_000)
    arguments.add_argument("--texts", type=int, default=1_000, help="how many of them have a text of their own")
    arguments.add_argument("--only", nargs="+", choices=ASKED, default=[])
    arguments.add_argument("--times", type=int, default=25)
    arguments.add_argument("--check", action="store_true", help="time check and backup too")
    given = arguments.parse_args()
    if given.store:
        run(given.store, given)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder) / "kho.db", given)


if __name__ == "__main__":
    main()
