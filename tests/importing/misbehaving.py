"""A fake reader: a file whose text is the name of a deed has it done, any other is read as ever.

A module of its own, because workers are fresh interpreters that import what they are to do.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from extractor.importing import Outcome, Task
from extractor.importing import read as read_file
from extractor.importing.outcome import refused
from extractor.importing.unpacking import TakingApart

MIB = 1 << 20


def segfault(task: Task) -> None:
    ctypes.string_at(0)


def hang(task: Task) -> None:
    time.sleep(600)


def hang_in_c(task: Task) -> None:
    """Holds the interpreter's lock, so that no thread of the worker runs."""
    ctypes.PyDLL(None).sleep(600)


def leak(task: Task) -> None:
    """Four gigabytes, piece by piece."""
    held = [bytearray(64 * MIB) for _ in range(64)]
    time.sleep(600 + len(held))


def leak_in_program(task: Task) -> None:
    """A program the worker has started, which the bound on the worker's own memory does not see."""
    words = f"x = [b'x' * {64 * MIB} for _ in range(4)]; import time; time.sleep(600)"
    programs = [subprocess.Popen([sys.executable, "-c", words]) for _ in range(3)]
    programs[0].wait()


def flood(task: Task) -> None:
    for stream in (1, 2):
        for _ in range(200):
            os.write(stream, b"x" * MIB)
    print("in lời", flush=True)


def leave(task: Task) -> None:
    sys.exit(0)


def vanish(task: Task) -> None:
    os._exit(0)


def abort(task: Task) -> None:
    os.abort()


def throw(task: Task) -> None:
    raise ValueError("hỏng")


def stop(task: Task) -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def recurse(task: Task) -> None:
    recurse(task)


def fail_in_c(task: Task) -> None:
    """As a library does that cannot have the memory it wants, and has nobody to tell."""
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    place = library.malloc(ctypes.c_size_t(4096 * MIB))
    ctypes.memset(place, 1, 4096 * MIB)


DEEDS = {
    deed.__name__: deed
    for deed in (
        *(segfault, hang, hang_in_c, leak, leak_in_program, flood, leave, vanish, abort, throw, stop, recurse, fail_in_c),
    )
}


def work(task: Task) -> Outcome:
    """Do the deed that the file's text names, or read it."""
    deed = DEEDS.get(Path(task.file).read_text(encoding="utf-8").strip())
    try:
        if deed is not None:
            deed(task)
            return refused(task, NotImplementedError("still here"))
    except Exception as error:
        return refused(task, error)
    return read_file(replace(task, language=False))


class Misunpacking(TakingApart):
    """Takes archives apart as ever, but at the second file of one called after a deed the deed is done."""

    steps = 0

    def __call__(self, task: Task) -> Outcome:
        self.steps = self.steps + 1 if self.found is not None else 1
        deed = DEEDS.get(Path(task.path).stem)
        if deed is not None and self.steps == 2:
            deed(task)
            return refused(task, NotImplementedError("still here"))
        return super().__call__(task)
