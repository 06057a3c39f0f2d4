"""What an archive of a million or ten million documents takes: computed from figures measured here, or given.

Measured on made documents (``documents.py``): CPU seconds of reading a text PDF's page and a docx, CPU seconds of the one
writer, rows and bytes in the store. A scanned page's seconds are given (``ocr.py`` measures them). From these: hours of cores,
hours of so many machines, hours of the writer, rows, gigabytes, and the number of cores one writer can keep at work.

    python benchmarks/sizing.py [--documents 60] [--scan 0.66] [--pages 5] [--machines 4] [--cores 8] [--language]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import documents


@dataclass(frozen=True)
class Kind:
    """What one document costs: CPU seconds of a worker and of the writer, rows and bytes in the store."""

    name: str
    reads: float
    writes: float
    rows: float
    size: float

    def per(self, pages: float, name: str, page: float) -> Kind:
        """A document of ``pages`` pages like this one's, each taking ``page`` seconds to read."""
        return Kind(name, pages * page, pages * self.writes, pages * self.rows, pages * self.size)


def measured(kind: str, number: int, *, language: bool) -> tuple[Kind, float]:
    """A document of ``kind`` as made, and its pages."""
    from extractor.importing import Ledger, Task, read
    from extractor.importing.batch import Batch
    from extractor.store import open_store

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        paths = documents.make(folder / "documents", number + 5, hostile=0, copies=0, kinds=[kind])
        tasks = [Task(str(path), str(path), language=language) for path in paths]
        for task in tasks[:5]:
            read(task)
        begun = time.process_time()
        outcomes = [read(task) for task in tasks[5:]]
        reads = (time.process_time() - begun) / number
        with open_store(folder / "kho.db", create=True) as store:
            batch = Batch(Ledger(store, "1"), lambda *told: None)
            begun = time.process_time()
            for outcome in outcomes:
                batch.add(outcome)
            batch.flush()
            writes = (time.process_time() - begun) / number
            store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = (folder / "kho.db").stat().st_size / number
        found = [outcome.rows for outcome in outcomes if outcome.rows is not None]
        rows = sum(1 + len(each.passages) + sum(map(len, each.records.values())) for each in found) / number
        return Kind(kind, reads, writes, rows, size), sum(outcome.pages or 1 for outcome in outcomes) / number


def table(kinds: list[Kind], machines: int, cores: int) -> None:
    """Print it as Markdown."""
    print("| one document | read, s of a core | written, ms | rows | kB in the store | cores that one writer feeds |")
    print("|---|---|---|---|---|---|")
    for k in kinds:
        cells = (k.name, f"{k.reads:.3f}", f"{1000 * k.writes:.1f}", f"{k.rows:.0f}", f"{k.size / 1000:.0f}")
        print(f"| {' | '.join(cells)} | {k.reads / k.writes:.0f} |")
    print(f"\n| documents | core hours | hours on {machines} × {cores} cores | hours of the writer | rows, million | GB |")
    print("|---|---|---|---|---|---|")
    for number in (1_000_000, 10_000_000):
        for k in kinds:
            hours, writer = number * k.reads / 3600, number * k.writes / 3600
            whole = max(hours / (machines * cores), writer)
            print(
                f"| {number // 1_000_000} million, {k.name} | {hours:,.0f} | {whole:,.1f} | {writer:,.1f} "
                f"| {number * k.rows / 1e6:,.0f} | {number * k.size / 1e9:,.0f} |"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--scan", type=float, default=0.66, help="seconds of a core for a scanned page at 300 dpi")
    parser.add_argument("--pages", type=float, default=5, help="of a PDF and of a scan")
    parser.add_argument("--machines", type=int, default=4)
    parser.add_argument("--cores", type=int, default=8)
    parser.add_argument("--language", action="store_true")
    given = parser.parse_args()
    docx, _ = measured("docx", given.documents, language=given.language)
    pdf, pages = measured("pdf", given.documents, language=given.language)
    page = Kind("page", pdf.reads / pages, pdf.writes / pages, pdf.rows / pages, pdf.size / pages)
    text = page.per(given.pages, f"text PDF of {given.pages:g} pages", page.reads)
    scan = page.per(given.pages, f"scan of {given.pages:g} pages", page.reads + given.scan)
    mixed = [(docx, 0.4), (text, 0.4), (scan, 0.2)]
    mix = Kind("of which 40 % docx, 40 % text PDF, 20 % scan", *(
        sum(share * float(getattr(k, name)) for k, share in mixed) for name in ("reads", "writes", "rows", "size")
    ))  # fmt: skip
    table([docx, text, scan, mix], given.machines, given.cores)


if __name__ == "__main__":
    main()
