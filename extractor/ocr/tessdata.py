"""Where Tesseract's Vietnamese data is: the program knows it, the library has to be told."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

LANGUAGE = "vie"  # adding "eng" doubles the errors: words without marks are then read as English

_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)


@cache
def tessdata() -> Path | None:
    """The folder with ``vie.traineddata``: that of ``TESSDATA_PREFIX``, else the first of the usual ones that has it."""
    named = os.environ.get("TESSDATA_PREFIX")
    folders = [Path(named), Path(named) / "tessdata"] if named else []
    for folder in (*folders, *map(Path, _FOLDERS)):
        if (folder / f"{LANGUAGE}.traineddata").is_file():
            return folder
    return None
