"""An import that is killed at random moments and started again comes to what an undisturbed one comes to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes left over are looked for in /proc")
def test_killed_runs_lose_nothing_and_store_nothing_twice(tmp_path: Path) -> None:
    small = ["--documents", "60", "--kills", "4", "--hostile", "0.1", "--paragraphs", "3", "--keep", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "kill.py"), *small],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stdout + done.stderr
