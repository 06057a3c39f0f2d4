"""How much memory a worker and the programs it has started hold, where the system tells (Linux); elsewhere 0."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def resident(pid: int | None) -> int:
    """Bytes in memory of the process ``pid`` and all below it; of shared pages every process counts its own."""
    return 0 if pid is None else sum(map(_held, family(pid)))


def family(pid: int) -> list[int]:
    """``pid`` and the processes it has started, those they have started, and so on."""
    found = [pid]
    for one in found:
        with suppress(OSError, ValueError):
            for thread in (_PROC / str(one) / "task").iterdir():
                found += map(int, (thread / "children").read_text().split())
    return found


def _held(pid: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        return int((_PROC / str(pid) / "statm").read_text().split()[1]) * _PAGE
    return 0
