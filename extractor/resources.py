"""Where the data folders are: inside the wheel under ``extractor/_data``, beside the package in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_root() -> Path:
    """The folder that holds ``models``, ``schemas`` and ``corpus``."""
    packaged = _PACKAGE / "_data"
    return packaged if packaged.is_dir() else _PACKAGE.parent


def model_path(*parts: str) -> Path:
    """A lexicon, rule file or trained pipeline under ``models/``."""
    return data_root().joinpath("models", *parts)


def schema_path(*parts: str) -> Path:
    """A migration or JSON Schema under ``schemas/``."""
    return data_root().joinpath("schemas", *parts)


def corpus_path(*parts: str) -> Path:
    """A sample document or its expected record under ``corpus/``."""
    return data_root().joinpath("corpus", *parts)
