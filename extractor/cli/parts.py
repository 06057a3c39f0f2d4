"""The parts that vanban can do without, and how each is looked for. Nothing is imported or downloaded to find out."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from extractor.ocr import INSTALL, chosen
from extractor.resources import model_path

_SECONDS = 10  # a program that does not say its version by then is taken as present, version unknown

#: Fonts with all 134 letters of Vietnamese; Debian's fonts-liberation (version 1) lacks 92 of 96 letters with marks.
_FONTS = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "Times_New_Roman.ttf", "times.ttf")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")


@dataclass(frozen=True, slots=True)
class Part:
    """One optional part. ``find`` gives its version, "" when present without one, ``None`` when missing."""

    name: str
    needed_for: str
    install: str
    find: Callable[[], str | None]


def package(name: str) -> str | None:
    """The version of an installed Python package."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def program(*names: str, ask: str = "--version") -> str | None:
    """The version of the first of these programs that is on the path."""
    path = next(filter(None, map(shutil.which, names)), None)
    return None if path is None else _said(path, ask)


def _said(path: str, ask: str) -> str:
    """The first line a program answers with."""
    try:
        run = subprocess.run([path, ask], capture_output=True, text=True, timeout=_SECONDS, errors="replace", check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = (run.stdout or run.stderr).strip().splitlines()
    return lines[0][:60] if lines and run.returncode == 0 else ""


def tesseract_vie() -> str | None:
    """Tesseract's Vietnamese data: listed by the program itself."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        run = subprocess.run([path, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return "" if "vie" in run.stdout.split() else None


def libarchive() -> str | None:
    """The system's library for 7z and rar, as libarchive-c looks for it."""
    from ctypes.util import find_library

    return os.environ.get("LIBARCHIVE") or find_library("archive")


def ocr_engine() -> str | None:
    """The engine that pictures are read with."""
    engine = chosen()
    return None if engine is None else engine.name


def font() -> str | None:
    """A font that has the letters."""
    for folder in map(Path, _FONT_FOLDERS):
        for name in _FONTS:
            if found := next(folder.rglob(name), None) if folder.is_dir() else None:
                return found.stem
    return None


def model() -> str | None:
    """Trained pipelines under ``models/`` (folders with a ``meta.json``)."""
    names = sorted(meta.parent.name for meta in model_path().glob("*/meta.json"))
    return ", ".join(names) if names else None


def web() -> str | None:
    """The web pages."""
    return "" if find_spec("extractor.web") else None


PARTS = (
    Part("tesseract", "need_ocr", "apt-get install tesseract-ocr", partial(program, "tesseract")),
    Part("tesseract vie", "need_ocr", "apt-get install tesseract-ocr-vie", tesseract_vie),
    Part("opencv", "need_ocr", 'pip install "vanban[ocr]"', partial(package, "opencv-python-headless")),
    Part("ocr", "need_ocr", INSTALL, ocr_engine),
    Part("tesserocr", "need_ocr", 'pip install "vanban[ocr]"', partial(package, "tesserocr")),
    Part("trueocr", "need_ocr", 'pip install "vanban[ocr]"', partial(package, "trueocr")),
    Part("libarchive", "need_archives", "apt-get install libarchive13", libarchive),
    Part("libreoffice", "need_pages", "apt-get install libreoffice-writer", partial(program, "soffice", "libreoffice")),
    Part("underthesea", "need_language", "pip install underthesea", partial(package, "underthesea")),
    Part("spacy", "need_language", "pip install spacy", partial(package, "spacy")),
    Part("models", "need_model", "pip install --force-reinstall vanban", model),
    Part("dask", "need_cluster", 'pip install "vanban[cluster]"', partial(package, "distributed")),
    Part("web", "need_web", 'pip install "vanban[web]"', web),
    Part("fonts", "need_fonts", "apt-get install fonts-dejavu fonts-liberation2", font),
)
