"""A document without pages of its own made into a PDF by LibreOffice, so that there is a page to show.

LibreOffice is a program of its own with a profile it locks and writes to: each run gets a profile of its own, which is
thrown away, and a time limit after which all it has started is ended.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from extractor.errors import UnreadableError, UnsupportedError

_SECONDS = 120.0
#: What is text to LibreOffice's filters but may have a suffix that says otherwise.
_SUFFIXES = {"plain": ".txt", "markdown": ".txt", "html": ".html", "docx": ".docx", "doc": ".doc", "rtf": ".rtf", "odt": ".odt"}


def program() -> str | None:
    """The path of LibreOffice."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(path: Path, reader: str, folder: Path, seconds: float = _SECONDS) -> Path:
    """The document as a PDF below ``folder``. ``UnsupportedError`` without LibreOffice, ``UnreadableError`` when it fails."""
    office = program()
    if office is None:
        raise UnsupportedError("show_needs_office", path=path.name)
    source = folder / ("van-ban" + _SUFFIXES.get(reader, path.suffix))
    shutil.copyfile(path, source)
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf", "--outdir"]
    with subprocess.Popen(
        [*command, str(folder), str(source)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            raise UnreadableError("show_office_failed", path=path.name) from None
    made = source.with_suffix(".pdf")
    if not made.exists():
        raise UnreadableError("show_office_failed", path=path.name)
    return made
