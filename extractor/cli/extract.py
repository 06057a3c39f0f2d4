"""``vanban extract FILE …``: the contract's JSON, pretty for one file on a terminal, one document a line for several.

An archive stands for the files in it, ``archive!member`` for one of them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.limits import limits_from, limits_option
from extractor.cli.running import complain
from extractor.cli.said import Argument, Option, command
from extractor.errors import VanbanError
from extractor.importing.finding import Found
from extractor.importing.naming import printable
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.limits import Limits
    from extractor.records.models import Document


@command(
    "extract",
    Argument(["files"], "argument_files", placeholder="word_file", nargs=-1, required=True),
    Option(["--no-language"], "option_no_language", is_flag=True),
    limits_option(),
    example="vanban extract ke-hoach.docx bao-cao.pdf",
)
def COMMAND(files: tuple[str, ...], no_language: bool, limit: tuple[str, ...]) -> int:
    """0 when every file gave its record, 1 when some did, 3 when none did. Of an archive, every file in it counts."""
    limits = limits_from(limit)
    given = held = 0
    with tempfile.TemporaryDirectory(prefix="vanban-") as scratch:
        for name, item in _named(files, Path(scratch), limits):
            try:
                document = _document(name, item, limits, language=not no_language)
                indent = 2 if len(files) == 1 and item.path == name and sys.stdout.isatty() else None
                sys.stdout.write(_json(document, indent) + "\n")
                given += 1
            except BrokenPipeError:
                raise
            except Exception as error:
                held += 1
                complain(reason(item, error))
            finally:
                if item.file.parent == Path(scratch):
                    item.file.unlink(missing_ok=True)
    return 0 if not held else 1 if given else 3


def _named(files: Iterable[str], scratch: Path, limits: Limits) -> Iterator[tuple[str, Found]]:
    """Each file that was named, or the files in it, or the one member that was named; with the name as typed."""
    from extractor.importing.archives import expanded
    from extractor.importing.naming import file_of, on_disk

    for name in files:
        file = file_of(name)
        only = None if file == name else frozenset({name})
        for item in expanded(Found(file, on_disk(file), only=only), scratch, limits):
            yield name, item


def _document(name: str, item: Found, limits: Limits, *, language: bool) -> Document:
    from extractor.pipeline import extract

    if item.error is not None:
        raise item.error
    document = extract(item.file, limits=limits, language=language)
    if str(item.file) == item.path:
        return document
    return document.model_copy(update={"source": document.source.model_copy(update={"path": item.path})})


def _json(document: Document, indent: int | None) -> str:
    """The contract's JSON; bytes of the file's name that are not UTF-8 are escaped, JSON has no way to hold them."""
    path = printable(document.source.path or "")
    if path != document.source.path:
        document = document.model_copy(update={"source": document.source.model_copy(update={"path": path})})
    return document.model_dump_json(by_alias=True, indent=indent)


def reason(item: Found, error: Exception) -> str:
    """Why the file gave no record, naming the file where the error's own words do not."""
    from extractor.importing.archives import called

    if isinstance(error, VanbanError):
        words = str(called(error, item.file, item.path))
        return words if Path(item.path).name in words else f"{item.path}: {words}"
    return say("file_crashed", path=item.path, kind=type(error).__name__, error=str(error))
