"""One error root for the program: what went wrong, as a reason class and a message code that the CLI can say in two languages.

A file that cannot be read never ends a run: the importer records ``reason`` and goes on. ``code`` names an entry of
``models/messages.toml``; ``params`` fill its placeholders.
"""

from __future__ import annotations

from functools import partial
from typing import Any


class VanbanError(Exception):
    """Root of all errors raised on purpose. ``exit_code`` is the contract's: 2 wrong use, 3 nothing could be done."""

    exit_code = 3
    reason = "BAD_INPUT"

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross processes; what exceptions do by themselves forgets that ``params`` are named."""
        return partial(type(self), self.code, **self.params), (), self.__dict__

    def __str__(self) -> str:
        from extractor.messages import say

        return say(self.code, **self.params)


class WrongUseError(VanbanError):
    """The command was called wrongly: an unknown filter, a bad value."""

    exit_code = 2
    reason = "WRONG_USE"


class UnreadableError(VanbanError):
    """The file is broken, empty or not what it claims to be."""


class UnsupportedError(VanbanError):
    """A format that no installed reader takes."""

    reason = "UNSUPPORTED"


class EncryptedError(VanbanError):
    """The file asks for a password."""

    reason = "ENCRYPTED"


class TooLargeError(VanbanError):
    """A limit of ``extractor.limits`` was passed; the message names the setting."""

    reason = "TOO_LARGE"


class NeedsOcrError(VanbanError):
    """Every page is a picture and no OCR engine is at hand."""

    reason = "NEEDS_OCR"


class StoreError(VanbanError):
    """The database is missing, is none, or was written by a newer version."""
