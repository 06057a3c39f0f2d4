"""Files made to hurt, each through a real ``vanban import``: why it is held, what is said, seconds, and peak memory.

Every file (``bombs.py``) gets a run and an empty store of its own, with one worker and the default limits. The peak is that
of the largest process of the run (``ru_maxrss`` of all that was waited for), or of a worker with its programs, looked at ten
times a second, whichever is more. A file passes when its reason is one of those it may have, its line is one line, the
import ends by itself and no peak is above 1,000 MB.

    python benchmarks/refusals.py [--only WORDS …] [--says]

``--says`` prints what is said in both languages. Exit code 1 where a file does not pass.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from bombs import BOMBS, Bomb

from extractor.messages import say, set_language

MOST = 1000  #: MB
_MEASURED = """
import json, resource, subprocess, sys, time
from extractor.importing.memory import family, resident
begun, peak = time.monotonic(), 0
run = subprocess.Popen([sys.executable, "-m", "extractor", *sys.argv[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
while run.poll() is None:
    peak = max([peak, *map(resident, family(run.pid)[1:2])])
    time.sleep(0.1)
largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"code": run.returncode, "peak": max(peak, largest), "seconds": time.monotonic() - begun}))
"""


class Ended(NamedTuple):
    """What became of one file. ``lines`` of the ledger: path, reason, message code, its parameters."""

    lines: list[tuple[str, str, str | None, str | None]]
    code: int
    seconds: float
    megabytes: int


def ended(name: str, folder: Path) -> Ended:
    """Make the file, import it, look into the ledger."""
    file, store = folder / name, folder / "kho.db"
    _written(name, file)
    command = [sys.executable, "-c", _MEASURED, "import", str(file), "--db", str(store), "--workers", "1"]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]),
    }
    done = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)
    with closing(sqlite3.connect(store)) as database:
        lines = database.execute("SELECT path, reason, code, params FROM files ORDER BY path").fetchall()
    lines = [(path.removeprefix(str(file)), *rest) for path, *rest in lines]
    return Ended(lines, done["code"], done["seconds"], done["peak"] // 1_000_000)


def _written(name: str, file: Path) -> None:
    """In a process of its own, whose memory is none of the import's."""
    if (child := os.fork()) == 0:
        file.write_bytes(BOMBS[name].make())
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise ValueError(name)


def fault(bomb: Bomb, found: Ended) -> str:
    """What is wrong with the end of it; nothing if it passes."""
    if found.megabytes > MOST:
        return "TOO MUCH MEMORY"
    if found.code not in (0, 1, 3):
        return f"EXIT {found.code}"
    reasons = {line[1].replace("OK_WITH_WARNINGS", "OK") for line in found.lines}
    member = f"!{bomb.member}" if bomb.member else ""
    if not found.lines or not reasons <= {*bomb.reasons.split(), "OK", "DUPLICATE"} or not any(
        path == member or not bomb.member for path, *_ in found.lines
    ):  # fmt: skip
        return "OTHER REASON"
    if "OK" not in bomb.reasons and reasons <= {"OK"}:
        return "NOT HELD"
    return "" if all("\n" not in text for text in said(found)) else "MORE THAN A LINE"


def said(found: Ended) -> list[str]:
    """Each kind of line of the ledger in both languages; lines that speak of members of one kind are said once."""
    kinds = {code: json.loads(params or "{}") for _, _, code, params in reversed(found.lines) if code}
    texts = []
    for language in ("vi", "en"):
        set_language(language)
        texts += [say(code, **params) for code, params in kinds.items()]
    return texts


def main() -> int:
    """Read the command line, run all, print a line each."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--only", nargs="+", default=[], help="words of the names")
    arguments.add_argument("--says", action="store_true")
    given = arguments.parse_args()
    faults = 0
    for name, bomb in BOMBS.items():
        if given.only and not any(words in name for words in given.only):
            continue
        with tempfile.TemporaryDirectory(prefix="refusals-") as folder:
            found = ended(name, Path(folder))
            shutil.rmtree(folder, ignore_errors=True)
            Path(folder).mkdir()
        wrong = fault(bomb, found)
        faults += bool(wrong)
        kinds = sorted({f"{reason} {code or ''}".strip() for _, reason, code, _ in found.lines})
        print(f"{name:34}{found.seconds:7.1f} s{found.megabytes:6} MB  {', '.join(kinds)}  {wrong}", flush=True)
        for text in said(found) if given.says else ():
            print(f"    {text[-400:]}")
    print(f"faults: {faults}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
