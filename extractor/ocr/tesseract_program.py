"""Tesseract as a program: any system package will do, and a crash is the program's, not ours.

All pictures of a call go through one run (a list of files), since each start loads the model again.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.ocr.engine import Engine, EngineError, Grey, Setting, Word
from extractor.ocr.tessdata import LANGUAGE
from extractor.ocr.tesseract_library import MODES

_SECONDS = 10.0  #: for a version
_WORD_LEVEL = "5"


@cache
def _version() -> str | None:
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        langs = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=False)
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    if LANGUAGE not in langs.stdout.split():
        return None
    lines = (said.stdout or said.stderr).split("\n")
    return lines[0].removeprefix("tesseract").strip()


def _recognise(pictures: Sequence[Grey], setting: Setting, dpi: int, seconds: float) -> list[list[Word]]:
    with TemporaryDirectory(prefix="vanban-ocr-") as folder:
        names = [_written(picture, Path(folder) / f"{number}.pgm") for number, picture in enumerate(pictures)]
        listed = Path(folder) / "list.txt"
        listed.write_text("\n".join(map(str, names)) + "\n", encoding="utf-8")
        rows = _run(listed, setting, dpi, seconds)
    out: list[list[Word]] = [[] for _ in pictures]
    for page, word in _words(rows):
        out[page].append(word)
    return out


def _written(picture: Grey, path: Path) -> Path:
    height, width = picture.shape
    path.write_bytes(b"P5\n%d %d\n255\n" % (width, height) + picture.tobytes())
    return path


def _run(listed: Path, setting: Setting, dpi: int, seconds: float) -> str:
    command = ["tesseract", str(listed), "stdout", "-l", LANGUAGE, "--psm", str(MODES[setting]), "--dpi", str(dpi), "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        run = subprocess.run(command, capture_output=True, timeout=seconds, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise EngineError("out of time") from error
    except OSError as error:
        raise EngineError(str(error)) from error
    if run.returncode:
        raise EngineError(run.stderr.decode("utf-8", "replace").strip()[-200:])
    return run.stdout.decode("utf-8", "replace")


def _words(rows: str) -> Iterator[tuple[int, Word]]:
    """Picture and word of each row of Tesseract's TSV: level, page, block, paragraph, line, word, box, confidence, text."""
    lines: dict[tuple[str, ...], int] = {}
    for row in csv.reader(rows.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) != 12 or row[0] != _WORD_LEVEL or not row[11].strip():
            continue
        line = lines.setdefault(tuple(row[1:5]), len(lines))
        left, top, width, height = map(float, row[6:10])
        yield int(row[1]) - 1, Word(row[11].strip(), left, top, left + width, top + height, float(row[10]) / 100, line)


ENGINE = Engine("tesseract", 1.0, _version, _recognise)
