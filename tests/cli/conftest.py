"""vanban as a person runs it: a second process, its streams and its exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from extractor.records.models import Document
from extractor.store import open_store

PLAN = """ỦY BAN NHÂN DÂN XÃ NINH KHÊ
Số: 12/KH-UBND
Ninh Khê, ngày 04 tháng 3 năm 2025
KẾ HOẠCH
Xây dựng xã văn hóa năm 2025
Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ;
I. MỤC TIÊU
Phấn đấu trên 95% hộ gia đình đạt danh hiệu gia đình văn hóa trong năm 2025.
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """A finished run."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Running:
    """A run that has begun. Its output is not read ahead: what ``told`` does not ask for is left to ``ended``."""

    process: subprocess.Popen[bytes]

    def told(self, count: int) -> list[dict[str, Any]]:
        """The next ``count`` lines of JSON, waited for."""
        assert self.process.stdout is not None
        return [json.loads(self.process.stdout.readline()) for _ in range(count)]

    def ended(self) -> Ended:
        """The rest of what it says, when it is over."""
        out, err = self.process.communicate(timeout=60)
        return Ended(self.process.returncode, out.decode("utf-8"), err.decode("utf-8"))


Run = Callable[..., Ended]
Begin = Callable[..., AbstractContextManager[Running]]


@pytest.fixture(scope="session")
def vanban(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """``vanban("targets", "--db", path)`` in a second process, from a folder that is not the checkout."""
    elsewhere = tmp_path_factory.mktemp("noi-khac")

    def run(*arguments: str | Path, **environment: str) -> Ended:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("VANBAN_")}
        done = subprocess.run(
            [sys.executable, "-m", "extractor", *map(str, arguments)],
            capture_output=True,
            cwd=elsewhere,
            env=clean | environment,
            timeout=120,
            check=False,
        )
        return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture(scope="session")
def begun() -> Begin:
    """``with begun("import", folder) as running`` in a process group of its own, which is ended whatever happens."""

    @contextmanager
    def begin(*arguments: str | Path) -> Iterator[Running]:
        command = [sys.executable, "-m", "extractor", *map(str, arguments)]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "bufsize": 0}
        with subprocess.Popen(command, **pipes, start_new_session=True) as process:
            try:
                yield Running(process)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)

    return begin


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory, make_document: Callable[..., Document]) -> Path:
    """A store with one document that has a record of each kind."""
    path = tmp_path_factory.mktemp("kho") / "kho.db"
    with open_store(path) as store:
        store.save(
            make_document(
                targets=[
                    {"statement": "Trên 95% hộ đạt gia đình văn hóa", "op": "gt", "low": 95.0, "unit": "%", "subject": "=1+1"},
                    {"statement": "Xây dựng nhà văn hóa"},
                ],
                citations=[{"text": "Nghị định số 98/2023/NĐ-CP", "key": "98/2023/NĐ-CP", "number": "98/2023/NĐ-CP"}],
                dates=[{"text": "31/12/2023", "from": "2023-12-31", "to": "2023-12-31"}],
                body=["Đảng bộ khen thưởng [in đậm] kịp thời"],
            )
        )
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A readable file."""
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path
