"""Whole numbers as people type them, for every option and filter that takes one."""

from __future__ import annotations

from extractor.errors import WrongUseError

_DIGITS = 15  # what SQLite's and every C library's integers hold


def whole(name: str, typed: str, least: int = 0, most: int | None = None) -> int:
    """The number ``typed`` for ``name``, from ``least`` to ``most``; ``WrongUseError`` where it is none."""
    if typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS and least <= int(typed) <= (most or int(typed)):
        return int(typed)
    if most is None:
        raise WrongUseError("bad_whole_number", name=name, value=typed, least=least)
    raise WrongUseError("bad_number", name=name, value=typed, least=least, most=most)
