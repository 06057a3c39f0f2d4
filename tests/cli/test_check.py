"""``vanban check`` on a terminal: how far it is is shown, as an import shows it; a pipe gets the answer alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.records.models import Document
from extractor.store import open_store

pty = pytest.importorskip("pty", reason="terminals of one's own are made so on Unix alone")


@pytest.fixture
def db(tmp_path: Path, make_document: Callable[..., Document]) -> Path:
    with open_store(tmp_path / "kho.db") as store:
        for n in range(3):
            store.save(make_document(path=f"/tep/{n}.docx", number=f"{n}/KH-SYT", subject=f"Việc thứ {n}"))
    return tmp_path / "kho.db"


def on_terminal(*arguments: str | Path) -> str:
    """What a terminal is sent."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "extractor", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "120"})
    os.close(theirs)
    told = b""
    try:
        while part := os.read(ours, 4096):
            told += part
    except OSError:  # Linux: the other end is closed
        pass
    finally:
        os.close(ours)
    assert process.wait() == 0, told.decode()
    return told.decode()


def test_progress_is_shown_on_a_terminal(db: Path) -> None:
    assert "3/3 văn bản" in on_terminal("check", "--db", db)
    assert "3/3 documents" in on_terminal("check", "--quick", "--db", db, "--lang", "en")


def test_a_pipe_gets_the_answer_alone(db: Path) -> None:
    command = [sys.executable, "-m", "extractor", "check", "--db", str(db)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(done.stdout)["faults"] == 0
    assert done.stderr == b""
