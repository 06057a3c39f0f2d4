"""A stream that nobody may read any more, for work that goes on all the same.

The program at the other end of a pipe ends, a disk is full, a terminal is closed: what an import says of itself is lost then,
and the store and ``vanban status`` tell it. Commands whose output is what they are for use the streams as they are.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import Any, TextIO


class Unread(io.TextIOBase):
    """``stream`` for as long as it takes what is written, and nothing from then on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, words: str) -> int:
        self._try(self._stream.write, words)
        return len(words)

    def flush(self) -> None:
        self._try(self._stream.flush)

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]  # typeshed has an attribute
        return self._stream.encoding

    def _try(self, deed: Callable[..., object], *arguments: Any) -> None:
        try:
            deed(*arguments)
        except OSError:
            give_up(self._stream)


def give_up(stream: TextIO) -> None:
    """From now on ``stream`` leads nowhere, with what waits in it: the interpreter's own last flush does not fail either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
