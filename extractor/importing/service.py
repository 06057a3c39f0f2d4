"""A worker's own side: answer one task after the other until nobody asks any more."""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO

from extractor.errors import TooLargeError
from extractor.importing.ending import ignore
from extractor.importing.memory import resident
from extractor.importing.outcome import Outcome, Task, refused

MAX_ANSWER = 512 * 1024 * 1024  #: bytes of one outcome on its way to the writer, which holds it whole
_GRACE = 30.0  #: seconds past its time after which a worker ends itself
_LONGEST = 30 * 86_400.0  # what faulthandler can count
_GARBAGE = 20_000  # new objects after which the collector looks for cycles: with Python's 700 it takes 5% of a worker's time
_GROWN = 0.5  # of the memory bound: a worker that holds more between two files is replaced


def serve(pipe: Connection, work: Callable[[Task], Outcome], memory: int, seconds: float, parent: int, scratch: str) -> None:
    """A worker's life: to be asked to end is the parent's business, an end of the pipe is the end."""
    ignore()
    if hasattr(os, "setsid"):
        os.setsid()
    os.environ["TMPDIR"] = tempfile.tempdir = scratch
    _silence()
    _outlive_nobody(parent)
    _bound(memory)
    gc.set_threshold(_GARBAGE)
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            _stop_in(seconds + _GRACE)
            answer = _answer(task, work, memory)
            faulthandler.cancel_dump_traceback_later()  # it may wait for the next task as long as it likes
            pipe.send_bytes(answer)


def _answer(task: Task, work: Callable[[Task], Outcome], memory: int) -> bytes:
    try:
        answer = _packed(work(task), memory)
        if len(answer) <= MAX_ANSWER:
            return answer
        error: Exception = TooLargeError("record_too_large", path=task.path, value=MAX_ANSWER >> 20)
    except Exception as failure:
        error = failure
    return _packed(refused(task, error), memory)


def _packed(outcome: Outcome, memory: int) -> bytes:
    grown = memory > 0 and (outcome.reason == "OUT_OF_MEMORY" or resident(os.getpid()) > _GROWN * memory)
    return pickle.dumps((outcome, grown), protocol=pickle.HIGHEST_PROTOCOL)


def _silence() -> None:
    """What libraries print goes nowhere, unless somebody is looking for a fault."""
    if os.environ.get("VANBAN_DEBUG"):
        return
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _outlive_nobody(parent: int) -> None:
    """End this session when ``parent`` is gone, even if it was killed and could say nothing."""
    if not hasattr(os, "getppid") or not hasattr(os, "killpg"):
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


def _stop_in(seconds: float) -> None:
    """The last resort where nobody is left to end a hanging worker, and a library holds the interpreter's lock so that no
    thread of Python runs: faulthandler's own does."""
    faulthandler.dump_traceback_later(min(seconds, _LONGEST), exit=True, file=_nowhere())


@cache
def _nowhere() -> IO[str]:
    return Path(os.devnull).open("w")  # for as long as the process lives


def _bound(memory: int) -> None:
    """Bound what the process may write to, where the system can; a file that wants more raises MemoryError.

    Not the address space, which the files of models and libraries fill that are mapped and never read (Linux: 908 MB where
    324 MB were in memory, of which this counts 488).
    """
    with suppress(ImportError, ValueError, OSError):
        import resource

        if memory:
            resource.setrlimit(resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
