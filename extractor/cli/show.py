"""``vanban show FILE --record ID --png OUT``: a record where it stands, on the drawn page or among the lines of the text."""

# ruff: noqa: PTH110, PTH113
# ``Path`` raises where a name is too long, and that of a member may be; ``os.path`` says that there is no such file.

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.limits import limits_from, limits_option
from extractor.cli.options import output_format
from extractor.cli.said import Argument, Option, command
from extractor.errors import UnreadableError, VanbanError, WrongUseError
from extractor.messages import say
from extractor.typed import whole

if TYPE_CHECKING:
    from extractor.limits import Limits
    from extractor.records.models import Document
    from extractor.showing import Shown

_DPI = (30, 1200)
_BOLD, _PLAIN = "\033[1;7m", "\033[0m"


@command(
    "show",
    Argument(["file"], "argument_show", placeholder="word_file", required=True),
    Option(["--record"], "option_record", placeholder="ID"),
    Option(["--png"], "option_png", placeholder="FILE"),
    Option(["--page"], "option_page", placeholder="N"),
    Option(["--dpi"], "option_dpi", placeholder="N", default="150"),
    Option(["--db"], "option_show_db", placeholder="FILE"),
    Option(["--no-language"], "option_no_language", is_flag=True),
    output_format(),
    limits_option(),
    example="vanban show ke-hoach.pdf --record t3 --png trang.png",
)
def COMMAND(
    file: str,
    record: str | None,
    png: str | None,
    page: str | None,
    dpi: str,
    db: str | None,
    no_language: bool,
    format: str | None,
    limit: tuple[str, ...],
) -> int:
    """0 when shown; ``WrongUseError`` for a record or a page that is not there."""
    from extractor.showing import record as named

    limits = limits_from(limit)
    only = None if page is None else whole("--page", page, 1, 1_000_000)
    pixels = whole("--dpi", dpi, *_DPI)
    with tempfile.TemporaryDirectory(prefix="vanban-") as scratch:
        document, source = _document(file, db, Path(scratch), limits, language=not no_language)
        shown = named(document, record) if record is not None else None
        if png is not None:
            if source is None or not os.path.exists(source):
                raise UnreadableError("file_missing", path=str(document.source.path))
            return _draw(document, source, shown, only, Path(png), pixels, Path(scratch), limits)
        if shown is None:
            return _list(document, only, format)
        return _tell(document, shown)


def _document(name: str, db: str | None, scratch: Path, limits: Limits, *, language: bool) -> tuple[Document, Path | None]:
    """The document and where its bytes are: read now, or as it was stored."""
    if db is None:
        from extractor.pipeline import extract

        file = _file(name, scratch, limits)
        return extract(file, limits=limits, language=language), file
    from extractor.cli.opening import opened
    from extractor.queries.filters import DOCUMENT

    with opened(db) as store:
        assert DOCUMENT.bind is not None
        ids = json.loads(DOCUMENT.bind(store, "document", name)["document"])
        if len(ids) > 1:
            raise WrongUseError("several_documents", value=name, allowed=", ".join(map(str, ids[:20])))
        document = store.load(ids[0])
    path = document.source.path
    return document, _unchanged(_file(path, scratch, limits), document) if path else None


def _unchanged(file: Path, document: Document) -> Path:
    from extractor.importing.run import sha256_of

    if os.path.exists(file) and sha256_of(file) != document.source.sha256:
        raise UnreadableError("show_changed", path=document.source.path)
    return file


def _file(name: str, scratch: Path, limits: Limits) -> Path:
    """The file of that name, or the member of an archive unpacked."""
    from extractor.importing.archives import expanded
    from extractor.importing.finding import Found
    from extractor.importing.formats import is_archive
    from extractor.importing.naming import file_of, on_disk

    outer = file_of(name)
    file = on_disk(outer)
    if outer == name:
        if os.path.isfile(file) and is_archive(file):
            raise WrongUseError("show_names_archive", path=name)
        return file
    item = next(expanded(Found(outer, file, only=frozenset({name})), scratch, limits))
    if item.error is not None:
        raise item.error
    return item.file


def _draw(  # one parameter an option
    document: Document, source: Path, shown: Shown | None, only: int | None, png: Path, dpi: int, scratch: Path, limits: Limits
) -> int:
    """Write a picture a page; each file written is a line on standard output."""
    from extractor.showing import Mark, drawn, records

    marked = (
        [shown]
        if shown is not None
        else [s for s in records(document) if s.kind in ("targets", "citations", "dates", "header")]
    )
    if shown is None and only is None:
        raise WrongUseError("show_needs_record")
    pdf, marked = _on_pages(document, source, marked, scratch, limits)
    kinds = {box: item.kind for item in reversed(marked) for box in item.boxes}  # two records of one place: one mark
    marks = [Mark(box, kind) for box, kind in kinds.items()]
    pages = sorted({mark.box.page for mark in marks} or {item.page for item in marked})
    if only is not None:
        if shown is not None and only not in pages:
            raise WrongUseError("show_other_page", value=only, allowed=", ".join(map(str, pages)))
        pages = [only]
    for number, (path, (_, image)) in enumerate(
        zip(_names(png, len(pages)), drawn(pdf, pages, marks, dpi, limits), strict=True)
    ):
        try:
            image.save(path, "PNG", dpi=(dpi, dpi))
        except OSError as error:
            raise VanbanError("export_failed", path=str(path), error=error.strerror or str(error)) from error
        print(say("show_written", path=path, page=pages[number]) if sys.stdout.isatty() else path)
    return 0


def _names(png: Path, count: int) -> Iterator[Path]:
    """OUT.png for one page; OUT-1.png, OUT-2.png … for more."""
    if count == 1:
        yield png
    else:
        yield from (png.with_name(f"{png.stem}-{number}{png.suffix}") for number in range(1, count + 1))


def _on_pages(document: Document, source: Path, marked: list[Shown], scratch: Path, limits: Limits) -> tuple[Path, list[Shown]]:
    """The file with pages and the records with boxes on them: the source itself, or a PDF made of it."""
    from extractor.showing.drawing import is_pdf

    if is_pdf(source) or document.source.media_type.startswith("image/"):
        return source, marked
    from extractor.showing.office import to_pdf
    from extractor.showing.rendered import Rendered
    from extractor.text import Span

    pdf = to_pdf(source, document.source.reader, scratch)
    pages = Rendered(pdf, document.text, limits)
    placed = [replace(item, boxes=pages.boxes(Span(item.start, item.end))) for item in marked]
    if len(marked) == 1 and not placed[0].boxes:
        raise UnreadableError("show_not_found", path=document.source.path, name=marked[0].name)
    return pdf, placed


def _list(document: Document, only: int | None, format: str | None) -> int:
    """Everything that can be shown, with its page and its words."""
    from extractor.cli.output import show
    from extractor.queries.query import Answer
    from extractor.showing import records

    rows = (
        {
            "record": s.name,
            "kind": s.kind,
            "page": s.page,
            "start": s.start,
            "end": s.end,
            "evidence": document.text[s.start : s.end],
        }
        for s in records(document)
        if only is None or s.page == only
    )
    show(Answer(rows, ("record", "kind", "page", "start", "end", "evidence"), ("record", "page", "evidence")), format)
    return 0


def _tell(document: Document, shown: Shown) -> int:
    """The place on one line, then the lines of the text."""
    from extractor.showing import passage

    print(
        say("show_place", name=shown.name, page=shown.page, pages=document.source.page_count, start=shown.start, end=shown.end)
    )
    for box in shown.boxes:
        print(say("show_box", page=box.page, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom))
    before, after = (_BOLD, _PLAIN) if sys.stdout.isatty() else ("⟦", "⟧")
    for line in passage(document.text, shown.start, shown.end):
        words = "".join(c if c.isprintable() or c == "\t" else " " for c in line.words)
        if line.start < line.end:
            print(f"> {words[: line.start]}{before}{words[line.start : line.end]}{after}{words[line.end :]}")
        else:
            print(f"  {words}")
    return 0
