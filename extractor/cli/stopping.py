"""Ctrl-C: once to end after the files that are being read, twice to end at once.

The same goes for SIGTERM (``kill``, a service manager, a machine that shuts down) and SIGHUP (the terminal is closed),
unless whoever started the program had it ignored, as ``nohup`` does.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def asked_to_stop(words: str) -> Iterator[Callable[[], bool]]:
    """A function that says whether somebody has asked; the first time ``words`` are said to a person at a terminal."""
    asked: list[int] = []

    def heard(number: int, frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        with suppress(OSError, ValueError):
            if sys.stderr.isatty():  # past Python's own buffer, which may be in use just now
                os.write(sys.stderr.fileno(), f"\n{words}\n".encode())

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False  # signals come to the main thread only
        return
    before = {number: signal.getsignal(number) for number in _numbers()}
    for number in before:
        signal.signal(number, heard)
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _numbers() -> list[signal.Signals]:
    found = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    return [number for number in found if signal.getsignal(number) not in (signal.SIG_IGN, None)]
