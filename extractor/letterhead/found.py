"""What one part yields: a value and the place it was read from."""

from __future__ import annotations

from typing import NamedTuple

from extractor.text import Span


class Found(NamedTuple):
    """``value`` normalised as the contract asks, ``span`` the printed words, ``line`` the index of the line they stand in."""

    value: str
    span: Span
    line: int
