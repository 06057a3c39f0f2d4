"""Word, RTF and ODT files: what each reading gives and costs, and how far LibreOffice (where installed) reads the same.

    python benchmarks/word.py FOLDER [--office]

A row a file: reader, seconds, characters, lines, tables, notes; with ``--office`` the seconds LibreOffice takes to make a docx
of it, and how many words of both readings are not in the other.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from extractor.errors import VanbanError
from extractor.readers import read

_SECONDS = 120


def words(text: str) -> Counter[str]:
    """The words of a text with their numbers."""
    return Counter(re.findall(r"\w+", text))


def by_office(path: Path, folder: Path) -> Path | None:
    """The docx that LibreOffice makes of ``path``, with a profile of its own."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx", "--outdir"]
    subprocess.run([*command, str(folder), str(path)], capture_output=True, timeout=_SECONDS, check=False)
    made = folder / (path.stem + ".docx")
    return made if made.exists() else None


def main(arguments: list[str]) -> None:
    """Print the table."""
    folder = Path(arguments[0])
    for path in sorted(folder.iterdir()):
        start = time.perf_counter()
        try:
            source = read(path)
        except VanbanError as error:
            print(path.name[:40], error.code, sep="\t")
            continue
        seconds = time.perf_counter() - start
        tables = {line.table for line in source.lines} - {None}
        row = [
            path.name[:40],
            source.reader,
            f"{seconds:.2f}",
            len(source.text),
            len(source.lines),
            len(tables),
            len(source.notes),
        ]
        if "--office" in arguments:
            row += compared(path, words(source.text))
        print(*row, sep="\t")


def compared(path: Path, ours: Counter[str]) -> list[object]:
    """Seconds of LibreOffice, words only here, words only there."""
    with tempfile.TemporaryDirectory() as held:
        start = time.perf_counter()
        made = by_office(path, Path(held))
        seconds = time.perf_counter() - start
        if made is None:
            return [f"{seconds:.1f}", "-", "-"]
        theirs = words(read(made).text)
    return [f"{seconds:.1f}", (ours - theirs).total(), (theirs - ours).total()]


if __name__ == "__main__":
    main(sys.argv[1:])
