"""A few hundred damaged files of every format through a whole run: the small, fixed part of ``benchmarks/mutations.py``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "mutations.py"
COUNT = 200

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="peaks of memory are asked of the kernel")


def test_damaged_files_end_with_a_reason() -> None:
    """Every file has its outcome, none of them a crash, an unexpected exception, or a limit overrun."""
    command = [sys.executable, str(BENCHMARK), "--count", str(COUNT), "--seed", "7", "--pictures", "3", "--added", "5000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.splitlines()[-1] == "faults: 0"
    assert f"{COUNT:,} files" in done.stdout
