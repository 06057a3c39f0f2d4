"""An import that is killed again and again comes to what an undisturbed one comes to.

Documents are made (``documents.py``), imported once without trouble, and once into another store by a process that gets
SIGKILL at random moments (in the start, while it reads, while it writes) and is started again each time. In the end no file
may be lost, none stored twice, ``vanban check`` must be clean, a further run must find nothing to do, no process may be left
over, and the two stores must hold the same (``contents.py``).

    python benchmarks/kill.py [--documents 5000] [--kills 25] [--workers 2] [--seed 1] [--language] [--keep FOLDER]

Exit code 1 where one of these fails.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import contents
import documents

_SETTLING = 5.0  # seconds that the workers of a killed run may take to notice


def command(folder: Path, db: Path, options: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "extractor", "import", str(folder), "--db", str(db), *options]


def undisturbed(folder: Path, db: Path, options: Sequence[str]) -> float:
    """Seconds from the first file to the end."""
    process = subprocess.Popen(command(folder, db, options), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    process.stdout.readline()
    begun = time.monotonic()
    process.stdout.read()
    assert process.wait() in (0, 1), "the import itself failed"
    return time.monotonic() - begun


def disturbed(
    folder: Path, db: Path, options: Sequence[str], *, kills: int, seconds: float, chance: random.Random
) -> list[int]:
    """Import with ``kills`` kills; the files recorded at each. The moments are chosen so that half the work is left at the
    end; every fifth falls before the first file is told of."""
    recorded = []
    for number in range(kills):
        process = subprocess.Popen(command(folder, db, options), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout is not None
        if number % 5 == 4:
            time.sleep(chance.uniform(0, 3))
        else:
            process.stdout.readline()
            time.sleep(chance.uniform(0, seconds / kills))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        recorded.append(count(db, "SELECT count(*) FROM files"))
    return recorded


def finished(folder: Path, db: Path, options: Sequence[str]) -> dict[str, int]:
    """Let it come to its end; what its last line says."""
    done = subprocess.run(command(folder, db, options), capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    summary: dict[str, int] = json.loads(done.stdout.splitlines()[-1])["summary"]
    return summary


def count(db: Path, sql: str) -> int:
    if not db.exists():
        return 0
    connection = sqlite3.connect(f"file:{db}?mode=ro", uri=True, timeout=30)
    try:
        return int(connection.execute(sql).fetchone()[0])
    except sqlite3.OperationalError:  # killed before the tables were made
        return 0
    finally:
        connection.close()


def left_over(db: Path) -> list[int]:
    """Processes that killed runs have started and that do not end soon."""
    deadline = time.monotonic() + _SETTLING
    while (found := _started(db)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def _started(db: Path) -> list[int]:
    """Processes with the mark in their environment, but for this one."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"VANBAN_KILLED={db}".encode() in (folder / "environ").read_bytes() and int(folder.name) != os.getpid():
                found.append(int(folder.name))
    return found


def faults(folder: Path, db: Path, calm: Path, options: Sequence[str], made: int) -> list[str]:
    """What is wrong with the store of the killed runs."""
    out = []
    lines = count(db, "SELECT count(*) FROM files")
    copies = count(db, "SELECT count(*) - count(DISTINCT sha256) FROM documents")
    if lines != made:
        out.append(f"{made - lines} of {made} files lost")
    if copies:
        out.append(f"{copies} documents stored twice")
    checked = subprocess.run(
        [sys.executable, "-m", "extractor", "check", "--db", str(db)], capture_output=True, text=True, check=False
    )
    if checked.returncode:
        out.append(f"check: {checked.stdout[-1000:]}{checked.stderr[-1000:]}")
    again = finished(folder, db, options)
    if again["unchanged"] != made:
        out.append(f"a further run found something to do: {again}")
    if rest := left_over(db):
        out.append(f"processes left over: {rest}")
    return [*out, *contents.differences(calm, db)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--paragraphs", type=int, default=12)
    parser.add_argument("--hostile", type=float, default=0.02)
    parser.add_argument("--language", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder that stays")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        sys.exit(bool(run(given, given.keep or Path(scratch))))


def run(given: argparse.Namespace, place: Path) -> list[str]:
    folder, calm, db = place / "documents", place / "calm.db", place / "killed.db"
    made = len(documents.make(folder, given.documents, seed=given.seed, hostile=given.hostile, paragraphs=given.paragraphs))
    options = ["--workers", str(given.workers), "--timeout", "30", *([] if given.language else ["--no-language"])]
    seconds = undisturbed(folder, calm, options)
    print(f"{made} files; undisturbed {seconds:.1f} s, {made / max(seconds, 0.01):.0f} a second", flush=True)
    os.environ["VANBAN_KILLED"] = str(db)
    recorded = disturbed(folder, db, options, kills=given.kills, seconds=seconds, chance=random.Random(given.seed))
    print(f"{given.kills} kills, files recorded at each: {recorded}", flush=True)
    finished(folder, db, options)
    found = faults(folder, db, calm, options, made)
    print("\n".join(found) or "0 lost, 0 twice, check clean, nothing left to do, the same contents")
    return found


if __name__ == "__main__":
    main()
