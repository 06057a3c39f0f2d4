"""trueocr: a small neural reader whose weights come in its wheel, for machines where no system package can be installed.

Its errors are 10 × Tesseract's on clean print, a third of the per cent signs are lost, and it is sure of what it misreads:
hence the low trust. It reads lines, so words are cut out of a line in proportion to their letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from threading import Lock
from time import monotonic
from typing import Any

from extractor.ocr.engine import Engine, EngineError, Grey, Setting, Word

_LOCK = Lock()


def _version() -> str | None:
    if find_spec("trueocr") is None:
        return None
    from importlib.metadata import version

    return version("trueocr")


@cache
def _model() -> Any:
    from trueocr import load_model

    return load_model(threads=1, auto_rotate=False)


def _recognise(pictures: Sequence[Grey], setting: Setting, dpi: int, seconds: float) -> list[list[Word]]:
    until = monotonic() + seconds
    out: list[list[Word]] = []
    with _LOCK:
        for picture in pictures:
            if monotonic() > until:
                raise EngineError("out of time")
            out.append(list(_words(_model(), picture)))
    return out


def _words(model: Any, picture: Grey) -> Iterator[Word]:
    from PIL import Image

    for number, line in enumerate(model.predict(Image.fromarray(picture)).lines):
        yield from _cut(line["text"], line["bbox"], line["confidence"], number)


def _cut(text: str, box: Sequence[float], confidence: float, line: int) -> Iterator[Word]:
    """The words of a line, its width shared out by letters."""
    x0, top, x1, bottom = box
    at = 0
    scale = (x1 - x0) / max(len(text), 1)
    for word in text.split(" "):
        if word:
            yield Word(word, x0 + at * scale, top, x0 + (at + len(word)) * scale, bottom, confidence, line)
        at += len(word) + 1


ENGINE = Engine("trueocr", 0.8, _version, _recognise)
