"""What the program says, in Vietnamese by default and in English when asked (``--lang en``).

The texts are data (``models/messages.toml``: code → {vi, en}), so that a translator never opens the code; a test holds
that every code used exists in both languages with the same placeholders.
"""

from __future__ import annotations

import tomllib
from contextvars import ContextVar
from functools import cache

from extractor.resources import model_path

LANGUAGES = ("vi", "en")
_language: ContextVar[str] = ContextVar("language", default="vi")


def set_language(language: str) -> None:
    """Choose the language of everything said from here on: ``vi`` or ``en``."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _language.set(language)


def language() -> str:
    """The language now in force."""
    return _language.get()


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(model_path("messages.toml").read_text(encoding="utf-8"))


def say(code: str, **params: object) -> str:
    """The message of ``code`` in the language in force, its placeholders filled; ``KeyError`` for an unknown code."""
    return _texts()[code][_language.get()].format(**params)
