"""Reading pictures: engines behind one seam, and what makes a picture fit to be read.

``ENGINES`` is asked in order; ``VANBAN_OCR`` names one to be used instead, or ``off``. The heavy libraries (OpenCV, an engine)
are imported when the first picture is read.
"""

from __future__ import annotations

import os
from importlib.util import find_spec

from extractor.ocr.engine import Engine, EngineError, Grey, Setting, Word
from extractor.ocr.tesseract_library import ENGINE as _LIBRARY
from extractor.ocr.tesseract_program import ENGINE as _PROGRAM
from extractor.ocr.trueocr_model import ENGINE as _TRUEOCR

ENGINES: tuple[Engine, ...] = (_LIBRARY, _PROGRAM, _TRUEOCR)

#: What makes an engine usable on a machine that has none.
INSTALL = 'pip install "vanban[ocr]" && apt-get install tesseract-ocr-vie'


def chosen() -> Engine | None:
    """The engine to read with: the first that is at hand, none without OpenCV, which every picture goes through."""
    named = os.environ.get("VANBAN_OCR", "")
    if find_spec("cv2") is None:
        return None
    engines = (engine for engine in ENGINES if not named or engine.name == named)
    return next((engine for engine in engines if engine.find() is not None), None)


__all__ = ["ENGINES", "INSTALL", "Engine", "EngineError", "Grey", "Setting", "Word", "chosen"]
