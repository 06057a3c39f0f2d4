"""``vanban extract FILE …``: the contract's JSON, pretty for one file on a terminal, one document a line for several."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.limits import limits_from, limits_option
from extractor.cli.running import complain
from extractor.cli.said import Argument, Option, command
from extractor.errors import VanbanError
from extractor.importing.finding import printable
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.records.models import Document


@command(
    "extract",
    Argument(["files"], "argument_files", placeholder="word_file", nargs=-1, required=True),
    Option(["--no-language"], "option_no_language", is_flag=True),
    limits_option(),
    example="vanban extract ke-hoach.docx bao-cao.pdf",
)
def COMMAND(files: tuple[str, ...], no_language: bool, limit: tuple[str, ...]) -> int:
    """0 when every file gave its record, 1 when some did, 3 when none did."""
    from extractor.pipeline import extract

    limits = limits_from(limit)
    indent = 2 if len(files) == 1 and sys.stdout.isatty() else None
    held = 0
    for file in files:
        try:
            document = extract(Path(file), limits=limits, language=not no_language)
            sys.stdout.write(_json(document, indent) + "\n")
        except BrokenPipeError:
            raise
        except Exception as error:
            held += 1
            complain(reason(file, error))
    return 0 if not held else 3 if held == len(files) else 1


def _json(document: Document, indent: int | None) -> str:
    """The contract's JSON; bytes of the file's name that are not UTF-8 are escaped, JSON has no way to hold them."""
    path = printable(Path(document.source.path or ""))
    if path != document.source.path:
        document = document.model_copy(update={"source": document.source.model_copy(update={"path": path})})
    return document.model_dump_json(by_alias=True, indent=indent)


def reason(file: str, error: Exception) -> str:
    """Why the file gave no record, naming the file where the error's own words do not."""
    if isinstance(error, VanbanError):
        words = str(error)
        return words if Path(file).name in words else f"{file}: {words}"
    return say("file_crashed", path=file, kind=type(error).__name__, error=str(error))
