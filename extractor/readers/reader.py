"""What a reader is: a name, and two functions. No base class, so that a reader is a plain module with plain functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import VanbanError
from extractor.limits import Limits
from extractor.text import SourceText


@dataclass(frozen=True, slots=True)
class Reader:
    """One format. ``recognises`` is given the first 64 KiB of the file and its path, and looks at the content first."""

    name: str
    media_types: tuple[str, ...]
    recognises: Callable[[bytes, Path], bool]
    read: Callable[[Path, Limits], SourceText]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A kind of file that is known and not read; ``code`` is the message that says so and what to do instead."""

    name: str
    error: type[VanbanError]
    code: str
    recognises: Callable[[bytes, Path], bool]
