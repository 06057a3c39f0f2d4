"""The signals that ask a program to end, and how the processes that it starts are kept from them.

A terminal sends Ctrl-C to its whole process group, a service manager SIGTERM to every process of a unit. What becomes of that
the process decides that runs the import: it begins no new file, and those being read are finished.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_CAN_BLOCK = hasattr(signal, "pthread_sigmask")


@contextmanager
def unheard() -> Iterator[None]:
    """Processes and threads that are started meanwhile never hear them; the one who starts them does, afterwards.

    Blocked and not ignored, because a new interpreter makes Ctrl-C an exception again, and because any thread can do it.
    """
    if not _CAN_BLOCK:
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it comes with the first process, and unblocks two of them when it does
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ignore() -> None:
    """This process lives on, as do the programs that it starts: one that ended would spoil the file in hand."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    if _CAN_BLOCK:  # not for them as well: blocked signals wait, and programs may want to handle them
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
