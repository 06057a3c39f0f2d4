"""How fast PDFs become stored records, against ``pdfplumber.extract_text`` over the same files.

Each reader runs in a process of its own, in turn (A B A B …), so that a machine whose speed drifts does not favour one. What
is timed is CPU time, because the machine may have other things to do, and after one round over all files: what is loaded and
compiled on first use is paid once a process, whatever the number of files (``start.py`` measures it). Printed are the median
milliseconds a page, the least of them, the median ratio of each pair, and the ratio of the least.

    python benchmarks/speed.py [FILE.pdf …] [--rounds 3]

Without files, eight documents of six pages in the genre are made (``plans.py``). What was remembered of the texts themselves
(bounded caches: words folded, sentences tagged) is forgotten before the round that is timed, so that every sentence is read
and every sentence in doubt is tagged anew; how many underthesea was asked for is printed.
Files without a record are left out for every reader. Goals: 6 times as fast as pdfplumber's text with underthesea, 12 times
without.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import _lru_cache_wrapper, partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

BASE = "pdfplumber.extract_text"


def pdfplumber_text() -> Callable[[Path], int]:
    """pdfplumber's plain text, page by page, each page closed again; returns the pages read."""
    import pdfplumber

    def read(path: Path) -> int:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_text()
                page.close()
            return len(document.pages)

    return read


def read_pdf() -> Callable[[Path], int]:
    """The reader alone: lines in reading order with boxes, styles and tables."""
    from extractor.limits import DEFAULT
    from extractor.readers.pdf import read_pdf

    return lambda path: read_pdf(path, DEFAULT).page_count


def stored(*, language: bool) -> Callable[[Path], int]:
    """The whole way: read, repair, find, assemble, store (into an empty database each round, as in a first import).

    The databases are made beforehand: an import makes one, whatever the number of files.
    """
    from extractor.pipeline import extract
    from extractor.store import open_store

    empty = [open_store(Path(tempfile.mkdtemp()) / "speed.db", create=True) for _ in range(2)]
    stores = [empty.pop()]
    seen: set[Path] = set()

    def read(path: Path) -> int:
        if path in seen:
            stores.append(empty.pop())
            seen.clear()
        seen.add(path)
        document = extract(path, language=language)
        stores[-1].save(document)
        return document.source.page_count

    return read


def pdfium_text() -> Callable[[Path], int]:
    """PDFium's text as it comes, the floor of what is possible here."""
    import pypdfium2

    def read(path: Path) -> int:
        document = pypdfium2.PdfDocument(path)
        for page in document:
            page.get_textpage().get_text_range()
        count = len(document)
        document.close()
        return count

    return read


READERS: dict[str, Callable[[], Callable[[Path], int]]] = {
    "stored": partial(stored, language=True),
    "stored, no underthesea": partial(stored, language=False),
    "read_pdf": read_pdf,
    "pdfium text": pdfium_text,
    BASE: pdfplumber_text,
}


class Timed(NamedTuple):
    """CPU seconds and pages of one reader over some files, and the sentences that underthesea was asked for."""

    seconds: float
    pages: int
    tagged: int


def timed(name: str, paths: Sequence[Path]) -> Timed:
    """One reader over ``paths``, in this process, the second time round."""
    read = READERS[name]()
    for path in paths:
        read(path)
    forget()
    start = time.process_time()
    pages = sum(read(path) for path in paths)
    return Timed(time.process_time() - start, pages, tagged())


def forget() -> None:
    """Empty every bounded cache: those hold what texts said; what the program reads of its own data has no bound."""
    for found in gc.get_objects():
        if isinstance(found, _lru_cache_wrapper) and found.cache_parameters()["maxsize"]:
            found.cache_clear()


def tagged() -> int:
    """How many sentences underthesea has tagged since they were forgotten."""
    phrases = sys.modules.get("extractor.language.phrases")
    return int(phrases._phrases.cache_info().misses) if phrases else 0


def in_process(name: str, paths: Sequence[Path]) -> tuple[float, int]:
    """Milliseconds a page of one reader in a fresh process, and the sentences tagged."""
    command = [sys.executable, __file__, "--only", name, *map(str, paths)]
    found = Timed(*json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    return 1000 * found.seconds / found.pages, found.tagged


def readable(paths: Sequence[Path]) -> list[Path]:
    """``paths`` without those that give no record (scans, lost letters); each of these is named with its reason."""
    from extractor.errors import VanbanError
    from extractor.limits import DEFAULT
    from extractor.readers.pdf import read_pdf

    found = []
    for path in paths:
        try:
            read_pdf(path, DEFAULT)
            found.append(path)
        except VanbanError as error:
            print(f"left out: {error}")
    return found


def compare(paths: Sequence[Path], rounds: int) -> None:
    figures: dict[str, list[float]] = {name: [] for name in READERS}
    sentences = dict.fromkeys(READERS, 0)
    for _ in range(rounds):
        for name in READERS:
            milliseconds, sentences[name] = in_process(name, paths)
            figures[name].append(milliseconds)
    print(f"{'reader':26} {'ms a page':>10} {'least':>8} {'× pdfplumber':>14} {'of the least':>14} {'tagged':>7}")
    for name, values in figures.items():
        ratio = median(base / value for base, value in zip(figures[BASE], values, strict=True))
        least = min(figures[BASE]) / min(values)
        print(f"{name:26} {median(values):10.2f} {min(values):8.2f} {ratio:14.1f} {least:14.1f} {sentences[name]:7}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=READERS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.only:
        print(json.dumps(timed(args.only, args.files)))
    elif args.files:
        compare(readable(args.files), args.rounds)
    else:
        with tempfile.TemporaryDirectory() as folder:
            sys.path.insert(0, str(Path(__file__).parent))
            import plans

            compare(plans.make(Path(folder)), args.rounds)


if __name__ == "__main__":
    main()
