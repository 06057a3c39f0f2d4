"""``vanban eval`` as a second process: figures out, and an exit code that fails a build when one of them falls."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAME = "kh_yvs_2023"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One annotated document, in folders of its own."""
    record = json.loads((ROOT / "corpus" / "gold" / f"{NAME}.json").read_text(encoding="utf-8"))
    sample = tmp_path / "sample" / record["file"]
    sample.parent.mkdir(parents=True)
    shutil.copy(ROOT / "corpus" / "sample" / record["file"], sample)
    (tmp_path / "gold").mkdir()
    shutil.copy(ROOT / "corpus" / "gold" / f"{NAME}.json", tmp_path / "gold")
    return tmp_path / "gold"


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extractor", "eval", *map(str, words), "--no-language", "--format", "json"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_saved_run_is_no_loss_and_a_better_one_is(gold: Path, tmp_path: Path) -> None:
    saved = tmp_path / "figures.json"
    first = run(gold, "--save", saved)
    assert first.returncode == 0, first.stderr
    assert {row["field"] for row in json.loads(first.stdout)} >= {"header.number", "targets.values", "dates.intervals"}
    assert run(gold, "--baseline", saved).returncode == 0
    figures = json.loads(saved.read_text(encoding="utf-8"))
    figures["a.field.that.is.gone"] = {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    saved.write_text(json.dumps(figures), encoding="utf-8")
    worse = run(gold, "--baseline", saved)
    assert worse.returncode == 1
    assert "a.field.that.is.gone" in worse.stderr


@pytest.mark.parametrize(("words", "code"), [(["nowhere"], 3), ([".", "--baseline", "nowhere.json"], 3)])
def test_what_is_not_there_is_said(gold: Path, words: list[str], code: int) -> None:
    ended = run(*words)
    assert ended.returncode == code
    assert len(ended.stderr.strip().splitlines()) == 1
