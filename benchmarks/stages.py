"""Where the time of the pipeline goes: each stage's CPU seconds, taken at the doors of the rooms.

Nothing of the pipeline is copied: its own functions are wrapped where it asks for them. CPU time and
not the clock's, because benchmarks run on machines that do other things as well.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any
from unittest.mock import patch

#: stage → module and function behind which it lies, in the order of the pipeline.
DOORS = {
    "read": ("extractor.readers", "read"),
    "repair": ("extractor.repair", "repair"),
    "letterhead": ("extractor.letterhead", "read"),
    "sections": ("extractor.sections", "read"),
    "citations": ("extractor.citations", "find"),
    "dates": ("extractor.dates", "find"),
    "tables": ("extractor.tables", "read"),
    "targets": ("extractor.targets", "find"),
    "assemble": ("extractor.pipeline", "assemble"),
    "rows": ("extractor.store.rows", "rows_of"),
    "write": ("extractor.store.writing", "write"),
}


@contextmanager
def stages() -> Iterator[defaultdict[str, float]]:
    """CPU seconds by stage of everything that runs inside ``with``."""
    seconds = defaultdict[str, float](float)
    with ExitStack() as doors:
        for stage, (module, function) in DOORS.items():
            room = import_module(module)
            doors.enter_context(patch.object(room, function, _timed(getattr(room, function), stage, seconds)))
        yield seconds


def _timed(function: Callable[..., Any], stage: str, seconds: defaultdict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            seconds[stage] += time.process_time() - start

    return timed
