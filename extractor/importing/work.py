"""What a worker does with one file: extract it and turn the record into rows, so that only tuples travel back."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from extractor.errors import UnsupportedError, VanbanError
from extractor.importing.archives import called
from extractor.importing.outcome import SECRET, Outcome, Task, refused
from extractor.records.secrecy import secrecy


def read(task: Task) -> Outcome:
    """Read the file; whatever goes wrong is an outcome, never an exception (but for Ctrl-C)."""
    begun = time.perf_counter()
    try:
        outcome = _read(task)
    except VanbanError as error:
        if error.code == "file_changed":
            task = replace(task, sha256=None)  # whatever the next import finds, it has not been read
        outcome = refused(task, called(error, Path(task.file), task.path))
    except Exception as error:
        outcome = refused(task, error)
    return replace(outcome, seconds=time.perf_counter() - begun)


def _read(task: Task) -> Outcome:
    from extractor.pipeline import extract
    from extractor.store.rows import rows_of

    document = extract(task.file, limits=task.limits, language=task.language)
    if not task.secret and (mark := secrecy(document)):
        raise UnsupportedError(SECRET, path=task.path, secrecy=mark)
    source = document.source.model_copy(update={"path": task.path})
    document = document.model_copy(update={"source": source})
    return Outcome(
        task=replace(task, sha256=source.sha256, size=source.size),
        reason="OK_WITH_WARNINGS" if document.warnings else "OK",
        rows=rows_of(document),
        reader=source.reader,
        pages=source.page_count,
        warnings=len(document.warnings),
    )
