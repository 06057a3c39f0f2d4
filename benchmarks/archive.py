"""A whole folder through the reader, a row a file: who read it, at what cost, how good the text is, and what was found in it.

    python benchmarks/archive.py FOLDER … [--language]

Prints Markdown: file (folder/name), reader, pages, seconds, words, share of words that can be Vietnamese, words in doubt (OCR),
header fields that are missing, sections, targets, dates, citations, tables and attachments, or the reason why the file is held
back. Seconds are the whole way from file to record, in one warm process. Names and numbers only: nothing of what the files say.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import VanbanError
from extractor.pipeline import extract_text, read_record
from extractor.readers import read
from extractor.records.models import Document, Header, Source
from extractor.repair import repair
from extractor.text import SourceText
from extractor.text.syllable import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_FIELDS = ("number", "doc_type", "issuer", "place", "issued_on", "subject", "signers", "recipients")
_COLUMNS = "file|reader|pages|seconds|words|Vietnamese|doubtful|header lacks|S|T|D|C|tables|attached"
_NAME = 60  #: characters of a file's name that are printed


def files_of(folders: list[Path]) -> Iterator[tuple[Path, Path]]:
    """Each folder with every file in it, in the order of names."""
    for folder in folders:
        yield from ((folder, path) for path in sorted(folder.rglob("*")) if path.is_file())


def record_of(path: Path, read_source: SourceText, *, language: bool) -> Document:
    """The record, as ``extractor.extract`` makes it, of a source already read."""
    source = Source(
        path=str(path),
        sha256="",
        media_type=read_source.media_type,
        size=path.stat().st_size,
        page_count=read_source.page_count,
        reader=read_source.reader,
        ocr=read_source.ocr,
    )
    return read_record(repair(read_source), source, language=language)


def lacking(header: Header) -> str:
    """The fields of the letterhead that are null or empty."""
    missing = [name for name in _FIELDS if not getattr(header, name)]
    return ", ".join(missing) if len(missing) < len(_FIELDS) else "all"


def row(path: Path, *, language: bool) -> list[object]:
    """What is printed of one file, its name left out."""
    began = time.perf_counter()
    read_source = read(path)
    found = record_of(path, read_source, language=language)
    seconds = time.perf_counter() - began
    words = _WORD.findall(found.text)
    valid = sum(map(is_syllable, words)) / max(1, len(words))
    return [
        read_source.reader + (" + OCR" if read_source.ocr and read_source.reader == "pdf" else ""),
        read_source.page_count,
        f"{seconds:.1f}",
        len(words),
        f"{valid:.1%}",
        len(read_source.doubts),
        lacking(found.header),
        len(found.sections),
        len(found.targets),
        len(found.dates),
        len(found.citations),
        len(found.tables),
        len(found.attachments),
    ]


def shown(cells: list[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |"


def main(arguments: list[str]) -> None:
    """Print the table."""
    language = "--language" in arguments
    extract_text("Căn cứ Luật Giáo dục năm 2019.", language=language)
    columns: list[object] = [*_COLUMNS.split("|")]
    print(shown(columns), shown(["---"] * len(columns)), sep="\n")
    for folder, path in files_of([Path(a) for a in arguments if not a.startswith("--")]):
        name = str(path.relative_to(folder))
        name = name if len(name) <= _NAME else name[: _NAME - 1] + "…"
        began = time.perf_counter()
        try:
            print(shown([name, *row(path, language=language)]), flush=True)
        except VanbanError as error:
            print(shown([name, f"held back: {error.reason}, {error}", "", f"{time.perf_counter() - began:.1f}"]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
