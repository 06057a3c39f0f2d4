"""Tesseract in process, through tesserocr's wheel and the system's Vietnamese data.

The model is loaded once a process (0.2 s) instead of once a call, which is what makes reading tables cell by cell payable.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from threading import Lock
from time import monotonic
from typing import Any

from extractor.ocr.engine import Engine, EngineError, Grey, Setting, Word
from extractor.ocr.tessdata import LANGUAGE, tessdata

#: Tesseract's page segmentation: 4 is one column of text of several sizes, 6 one block, 7 one line.
MODES: dict[Setting, int] = {"page": 4, "cell": 6, "line": 7}

_LOCK = Lock()  #: one recogniser a process, which is not thread-safe


def _version() -> str | None:
    if tessdata() is None or find_spec("tesserocr") is None:
        return None
    from importlib.metadata import version

    return version("tesserocr")


@cache
def _api() -> Any:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # a page is too small for four threads: 3 × slower on 2 cores
    import tesserocr

    return tesserocr.PyTessBaseAPI(path=str(tessdata()), lang=LANGUAGE)


def _recognise(pictures: Sequence[Grey], setting: Setting, dpi: int, seconds: float) -> list[list[Word]]:
    until = monotonic() + seconds
    with _LOCK:
        api = _api()
        api.SetPageSegMode(MODES[setting])
        try:
            return [_words(api, picture, dpi, until) for picture in pictures]
        finally:
            api.Clear()


def _words(api: Any, picture: Grey, dpi: int, until: float) -> list[Word]:
    height, width = picture.shape
    api.SetImageBytes(picture.tobytes(), width, height, 1, width)
    api.SetSourceResolution(dpi)
    left = until - monotonic()
    if left <= 0 or not api.Recognize(max(int(left * 1000), 1)):
        raise EngineError("out of time")
    if monotonic() > until:
        raise EngineError("out of time")
    return list(_found(api))


def _found(api: Any) -> Iterator[Word]:
    import tesserocr

    words, lines = tesserocr.RIL.WORD, tesserocr.RIL.TEXTLINE
    found = api.GetIterator()
    line = -1
    for at in tesserocr.iterate_level(found, words) if found else ():
        line += bool(at.IsAtBeginningOf(lines))
        text = at.GetUTF8Text(words) if not at.Empty(words) else ""
        if text.strip():
            x0, top, x1, bottom = at.BoundingBox(words)
            yield Word(text.strip(), x0, top, x1, bottom, at.Confidence(words) / 100, line)


ENGINE = Engine("tesserocr", 1.0, _version, _recognise)
