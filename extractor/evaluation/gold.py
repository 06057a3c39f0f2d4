"""Gold: what a careful reader found in a document, one JSON file a document.

A gold file names its document (``file``, relative to the folder ``sample`` beside the gold folder) and holds any of the
contract's parts in the contract's words: ``header``, ``sections``, ``targets``, ``dates``, ``citations``, ``tables``,
``attachments``. A part that is left out is not scored; a field that is left out of every record of a part is not scored either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import UnreadableError

PARTS = ("header", "sections", "targets", "dates", "citations", "tables", "attachments")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated document."""

    name: str
    path: Path  #: the document
    record: dict[str, Any]


def load(folder: Path) -> Iterator[Gold]:
    """The gold files of ``folder`` by name; ``UnreadableError`` for a folder without gold, a broken file or a lost document."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise UnreadableError("eval_no_gold", path=folder)
    for file in files:
        try:
            record = json.loads(file.read_text(encoding="utf-8"))
            document = folder.parent / "sample" / record["file"]
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableError("eval_bad_gold", path=file, error=error) from error
        if not document.is_file():
            raise UnreadableError("file_missing", path=document)
        yield Gold(file.stem, document, {part: record[part] for part in PARTS if part in record})
